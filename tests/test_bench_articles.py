"""The measures run, on a small set of the large set's form: what they print is their business."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from bench import suggestions, typing
from bench.articles import read_articles, set_file

pytestmark = pytest.mark.full

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The samples' paragraphs as articles."""
    texts = [
        text for file in sorted(SAMPLES.iterdir()) for text in file.read_text("utf-8").split("\n") if len(text) > 80
    ]
    (tmp_path / "data").mkdir()
    with lzma.open(tmp_path / "data" / "phapdien.jsonl.xz", "wt", encoding="utf-8") as lines:
        for number, text in enumerate(texts):
            row = {"title": f"Điều {number}. {text[:40]}", "chapter": "Chương I Cán bộ", "source": "", "text": text}
            lines.write(json.dumps(row) + "\n")
    monkeypatch.setenv("TRACUU_TESTDATA", str(tmp_path))
    return tmp_path


def test_one_article_in_ten_is_held_out(data: Path) -> None:
    articles = read_articles(set_file())
    assert len(articles.held_out) == pytest.approx(len(articles.held) / 9, abs=1)
    assert not {one.text for one in articles.held_out} & {one.text for one in articles.held}


def test_without_test_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACUU_TESTDATA", raising=False)
    with pytest.raises(SystemExit, match="TRACUU_TESTDATA"):
        set_file()


def test_typing(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(typing, "PHRASES", 25)
    typing.main()
    assert capsys.readouterr().out.count("\n") == 7


def test_suggestions(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(suggestions, "TITLES", 10)
    suggestions.main()
    assert "keys saved" in capsys.readouterr().out
