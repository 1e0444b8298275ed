"""What the tests of the commands stand on: a library of two papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from filing import TASKS, paper, run, write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write(folder, "a.txt", paper())
    write(folder, "b.txt", paper(26, tasks=(TASKS[0], "Thực hiện Kết luận số 25-KL/TU."), year=2015))
    return folder


@pytest.fixture(scope="module")
def library(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two papers; only for reading."""
    library = tmp_path_factory.mktemp("library")
    run(library, folder)
    return library
