"""Of a forgotten paper no word is left in any byte of the library; and a killed run's rest is destroyed by the next."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from filing import TASKS, paper, papers, run, texts, write
from version_1 import downgrade

from corpus.errors import LibraryBroken, LibraryBusy
from corpus.register import FILE_NAME, connect
from corpus.register_acts import forget
from corpus.register_erasing import erase, is_left
from corpus.settings import Settings
from indexer import build, decisions

FIRST = "25-kl-tu-minh-hoa-2014"
SECRET = "Nội dung này chỉ lưu hành trong nội bộ Ban Thường vụ, không được để lộ ra ngoài."
WORDS = ("lưu hành trong nội bộ", "không được để lộ", "bí-mật-trong-tên-tệp")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    write(tmp_path / "papers", "b.txt", paper(26, tasks=TASKS[:2], year=2015))
    write(tmp_path / "papers", "bí-mật-trong-tên-tệp.txt", paper(tasks=(SECRET, *TASKS)))
    run(tmp_path / "library", tmp_path / "papers")
    # A wording of yesterday, so that there is history too.
    write(tmp_path / "papers", "bí-mật-trong-tên-tệp.txt", paper(tasks=(f"{SECRET} Tuyệt đối.", *TASKS[:2])))
    run(tmp_path / "library", tmp_path / "papers")
    return tmp_path / "library"


def holding(library: Path) -> dict[str, list[str]]:
    """The files of the library in which a word can still be read, accents or not."""
    found = {}
    for path in library.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            left = [word for word in WORDS if word.encode() in content]
            if left or b"noi bo" in content:
                found[path.name] = left
    return found


def test_no_byte_is_left(library: Path) -> None:
    assert {FILE_NAME} <= set(holding(library))
    decisions.forget(Settings(library=library, jobs=1), FIRST, None, lambda progress: None)
    assert holding(library) == {}
    assert list(papers(library)) == ["26-kl-tu-minh-hoa-2015"]


def test_the_copies_of_a_migration_are_cleaned_too(library: Path) -> None:
    downgrade(library / FILE_NAME)
    connect(library / FILE_NAME, writing=True).close()
    assert f"{FILE_NAME}.version-1" in holding(library)
    decisions.forget(Settings(library=library, jobs=1), FIRST, None, lambda progress: None)
    assert holding(library) == {}


def test_what_a_killed_run_left_is_destroyed_by_the_next(library: Path, tmp_path: Path) -> None:
    """The generation was finished, and the program was killed before the text was destroyed."""
    build.decide(lambda pen: forget(pen, FIRST, None, None), Settings(library=library, jobs=1), rebuild=True)
    assert is_left(library)
    write(tmp_path / "papers", "c.txt", paper(30, tasks=TASKS[2:], year=2016))
    run(library, tmp_path / "papers" / "c.txt")
    assert not is_left(library)
    assert holding(library) == {}


def test_an_act_that_was_never_finished_destroys_nothing(library: Path) -> None:
    """The library goes back to where it was: the paper must still be there."""
    before = texts(library, FIRST)

    def killed(pen):  # type: ignore[no-untyped-def]
        forget(pen, FIRST, None, None)
        pen.prepare_commit()
        erase(library)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build.decide(killed, Settings(library=library, jobs=1))
    run(library, rebuild=True)
    assert texts(library, FIRST) == before


def test_erasing_again_changes_nothing(library: Path) -> None:
    erase(library)
    assert len(papers(library)) == 2
    decisions.forget(Settings(library=library, jobs=1), FIRST, None, lambda progress: None)
    erase(library)
    assert len(papers(library)) == 1


def test_a_reader_that_holds_the_log_is_told(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build.decide(lambda pen: forget(pen, FIRST, None, None), Settings(library=library, jobs=1), rebuild=True)
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **options: real(path, **{**options, "timeout": 0.1}))
    with closing(real(library / FILE_NAME)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM papers").fetchone()
        with pytest.raises(LibraryBusy, match="tracuu serve"):
            erase(library)
    erase(library)
    assert holding(library) == {}


def test_a_damaged_copy_is_named(library: Path) -> None:
    copy = write(library, f"{FILE_NAME}.replaced-20240501-080000", b"this is no database" * 100)
    with pytest.raises(LibraryBroken, match=copy.name):
        decisions.forget(Settings(library=library, jobs=1), FIRST, None, lambda progress: None)
    copy.unlink()
    assert holding(library) == {}
