"""The measure of readings, over a few articles."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from pathlib import Path

import pytest

from bench.readings import guessed, milliseconds, right_syllables, texts_of, understood
from search.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
LIBRARY = Vocabulary.of_texts(["nâng cao năng lực", "nặng nề"])


def test_right_ones_are_counted() -> None:
    found = guessed(["nâng cao", "nặng lực", "lúc nào"], LIBRARY)
    assert found.first == pytest.approx(1 / 3)
    assert found.three == pytest.approx(2 / 3)


def test_right_syllables_are_counted() -> None:
    assert right_syllables(["nâng cao", "nặng lực"], "no-accents", LIBRARY) == 0.75
    assert right_syllables(["nâng cao", "nặng nề"], "telex", LIBRARY) == 1


def test_keys_and_missing_accents_are_understood_together() -> None:
    assert understood("naang cao nang luc", LIBRARY)[0] == ("nâng", "cao", "năng", "lực")


def test_milliseconds() -> None:
    median, slow = milliseconds(["nang cao"], LIBRARY)
    assert 0 < median <= slow


def test_the_command(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"text": f"Nâng cao năng lực lãnh đạo, lần thứ {number}"}) for number in range(20))
    (tmp_path / "questions.jsonl").write_text(lines, encoding="utf-8")
    with lzma.open(tmp_path / "articles.jsonl.xz", "wt", encoding="utf-8") as stream:
        stream.write(lines)
    assert texts_of(tmp_path / "articles.jsonl.xz") == texts_of(tmp_path / "questions.jsonl")
    command = [sys.executable, "-m", "bench.readings", str(tmp_path / "articles.jsonl.xz"), "--phrases", "20"]
    command += ["--questions", str(tmp_path / "questions.jsonl")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "with the two before it  1.000 (1.000)" in run.stdout
    assert "5 syllables" in run.stdout
    assert len([line for line in run.stdout.splitlines() if "wrong-tone" in line]) == 2
