"""What the tests of an indexing run stand on: a folder of two papers, and its library."""

from __future__ import annotations

from pathlib import Path

import pytest
from filing import paper, run, write
from two_papers import OTHER_TASKS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two papers: a.txt and b.txt."""
    write(tmp_path / "papers", "a.txt", paper())
    write(tmp_path / "papers", "b.txt", paper(26, tasks=OTHER_TASKS, about="phòng, chống hạn mặn"))
    return tmp_path / "papers"


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Path:
    """The library of the two papers."""
    run(tmp_path / "library", folder)
    return tmp_path / "library"
