"""Whole commands, measured: the files that are written for them, and the rows that come of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.commands import cold_searches, indexing_files, write_files
from bench.corpus import Papers, papers
from bench.engines import OURS
from corpus.parser import parse
from corpus.readers import read

pytestmark = pytest.mark.full


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Papers:
    monkeypatch.delenv("TRACUU_TESTDATA", raising=False)
    return papers(60, tmp_path / "papers")


def test_files_hold_a_few_sections_each(found: Papers, tmp_path: Path) -> None:
    assert write_files(found, tmp_path / "files", 20) == 60
    files = sorted((tmp_path / "files").iterdir())
    assert len(files) == 20
    assert {"1", "2", "3"} <= {section.path for section in parse(read(files[0], 100_000)).sections}


def test_files_end_where_the_papers_end(found: Papers, tmp_path: Path) -> None:
    assert write_files(found, tmp_path / "files", 100) == 60
    assert len(list((tmp_path / "files").iterdir())) == 60


def test_indexing_files_twice(found: Papers, tmp_path: Path) -> None:
    figures = indexing_files(found, tmp_path, files=10, jobs=1)
    assert figures["sections of files"] == {OURS: 30}
    assert figures["index files again"][OURS] > 0
    assert figures["index files"][OURS] > 0


@pytest.mark.full
def test_cold_searches(found: Papers, library: Path) -> None:
    figures = cold_searches(library, found)
    assert 0 < figures["cold python"][OURS] < figures["cold accent-free"][OURS]
    assert figures["cold accented"][OURS] > 0
