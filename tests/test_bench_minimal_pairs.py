"""The measure of minimal pairs, over a set of four articles."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.minimal_pairs import holds, words_of
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
    assert run.stdout.splitlines()[-1].startswith("the typed word in first place: ")
