"""The measure of minimal pairs, over a set of four articles."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from building import fill, paper

from bench.minimal_pairs import holds, with_and_without, words_of
from search import evidence
from search.engine import Passage, SectionRecord

ROOT = Path(__file__).parent.parent


def test_words_of() -> None:
    assert words_of(["Nhân dân tham quan.\nnhân dân"])["nhân dân"] == 2


def test_a_section_holds_a_word_as_it_is_spelled() -> None:
    section = SectionRecord("1", "noi_dung", (), Passage("a", "Chủ quan"), (Passage("b", "cơ quan chủ Quản, hòa"),))
    assert holds(section, "chủ quan")
    assert holds(section, "chủ quản")
    assert not holds(section, "chù quan")
    assert not holds(section, "quan cơ")  # not over two passages
    assert holds(section, "hoà")


@pytest.mark.full
def test_the_command(tmp_path: Path) -> None:
    texts = ["Cán bộ không được chủ quan.", "Cơ quan chủ quản.", "chủ quan", "cơ quan chủ quản báo cáo"]
    lines = [json.dumps({"text": text}) for text in texts]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "bench.minimal_pairs", str(tmp_path / "articles.jsonl")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "the typed word in first place: " in run.stdout
    assert "more frequent words of pairs" in run.stdout
    assert "phrases of 3 syllables" in run.stdout


def test_readings_bring_the_more_frequent_word_first(tmp_path: Path) -> None:
    """The other one stands in a shorter text, which is all that the order could go by."""
    texts = ["Họp với công nhân ở xã."] * 6 + ["Được công nhận."]
    engine = fill(tmp_path, [paper(f"p{number}", text) for number, text in enumerate(texts)])
    assert with_and_without(["công nhân"], engine) == (1, 0)
    assert evidence.WEIGHTS.reading > 0
