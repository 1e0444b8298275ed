"""A register takes another one's place: the old one is kept, there is a way back, a kill leaves one of the two."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from filing import TASKS, agree, paper, papers, registered, rows, run, write
from version_2 import to_version_2

from corpus.errors import BadRequest
from corpus.register_exchange import export_file
from corpus.register_opening import FILE_NAME
from corpus.register_replacing import KEPT, replace_register, sweep
from corpus.settings import Settings
from indexer import decisions
from indexer.check import check, repair

ROOT = Path(__file__).parent.parent
FIRST = "25-kl-tu-minh-hoa-2014"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    write(tmp_path / "papers", "a.txt", paper())
    run(tmp_path / "library", tmp_path / "papers")
    export_file(tmp_path / "library", tmp_path / "older.jsonl")
    write(tmp_path / "papers", "b.txt", paper(26, tasks=TASKS[:2], year=2015))
    run(tmp_path / "library", tmp_path / "papers")
    return tmp_path / "library"


@pytest.fixture
def older(library: Path, tmp_path: Path) -> Path:
    return tmp_path / "older.jsonl"


def restore(path: Path, library: Path) -> decisions.Restored:
    return decisions.restore(path, Settings(library=library, jobs=1), True, lambda progress: None)


def kept(library: Path) -> list[str]:
    return sorted(path.name for path in library.glob(f"{FILE_NAME}.*"))


def test_there_and_back(library: Path, older: Path) -> None:
    before = registered(library)
    content = rows(library)
    copy = restore(older, library).kept
    assert copy
    assert list(papers(library)) == [FIRST]
    assert restore(copy, library).kept != copy
    assert rows(library) == content
    assert registered(library) == before
    assert agree(library)
    assert copy.exists()
    assert len(kept(library)) == 2
    assert not any(one.damage for one in check(Settings(library=library)))


def test_so_many_are_kept(library: Path, older: Path) -> None:
    for day in range(10, 10 + KEPT):
        shutil.copy(library / FILE_NAME, library / f"{FILE_NAME}.replaced-202405{day}-080000")
    copy = restore(older, library).kept
    assert copy
    assert kept(library) == [*(f"{FILE_NAME}.replaced-202405{day}-080000" for day in range(11, 10 + KEPT)), copy.name]


def test_two_in_one_second_are_two(library: Path, older: Path) -> None:
    names = set()
    for _ in range(3):
        replaced = replace_register(older, library, may_lose=True)
        assert replaced.kept
        names.add(replaced.kept)
    assert len(names) == 3
    assert all(path.exists() for path in names)


def test_a_copy_of_an_older_version_is_brought_up_to_date(library: Path, tmp_path: Path) -> None:
    copy = tmp_path / f"{FILE_NAME}.replaced-20240501-080000"
    shutil.copy(library / FILE_NAME, copy)
    to_version_2(copy)
    bytes_before, content = copy.read_bytes(), rows(library)
    restore(copy, library)
    assert rows(library) == content
    assert copy.read_bytes() == bytes_before
    assert [name for name in kept(library) if "replaced" not in name] == []


@pytest.mark.parametrize(
    "damage", [lambda content: content[: len(content) // 2], lambda content: content[:100] + b"x" * 50_000]
)
def test_a_damaged_copy_is_no_way_back(library: Path, tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    copy, content = tmp_path / "copy.sqlite3", rows(library)
    copy.write_bytes(damage((library / FILE_NAME).read_bytes()))
    with pytest.raises(BadRequest):
        restore(copy, library)
    assert rows(library) == content
    assert kept(library) == []


def test_a_reader_is_not_disturbed(library: Path, older: Path) -> None:
    with closing(sqlite3.connect(library / FILE_NAME)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM papers").fetchone() == (2,)
        replace_register(older, library, may_lose=True)
        assert reader.execute("SELECT count(*) FROM papers").fetchone() == (2,)
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM papers").fetchone() == (1,)


def test_a_damaged_register_is_kept_as_it_is(library: Path, older: Path) -> None:
    (library / FILE_NAME).write_bytes(b"this is no database" * 1000)
    copy = restore(older, library).kept
    assert copy
    assert copy.read_bytes() == b"this is no database" * 1000
    assert list(papers(library)) == [FIRST]


# Kills

DYING = """
import os, signal, sys
from pathlib import Path
from corpus import register_replacing
from corpus.settings import Settings
from indexer import decisions

library, file, step, when = sys.argv[1:]
real = getattr(register_replacing, step)

def die(*arguments, **named):
    result = real(*arguments, **named) if when == "after" else None
    os.kill(os.getpid(), signal.SIGKILL)

setattr(register_replacing, step, die)
decisions.restore(Path(file), Settings(library=Path(library), jobs=1), True, lambda progress: None)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows knows no SIGKILL")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", ["read_lines", "_honour", "_compare", "_to_disk", "_keep", "_swap"])
@pytest.mark.parametrize("damaged", [False, True])
def test_a_kill_leaves_the_old_or_the_new_one(library: Path, older: Path, step: str, when: str, damaged: bool) -> None:
    if damaged:
        if step == "_compare":
            pytest.skip("a damaged register is not compared")
        (library / FILE_NAME).write_bytes(b"this is no database" * 1000)
    before = (library / FILE_NAME).read_bytes() if damaged else rows(library)
    command = [sys.executable, "-c", DYING, str(library), str(older), step, when]
    assert subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}).returncode == -signal.SIGKILL
    is_new = step == "_swap" and when == "after"
    if not is_new:
        assert ((library / FILE_NAME).read_bytes() if damaged else rows(library)) == before
    if is_new:
        assert any(one.damage for one in check(Settings(library=library)))  # the index is of before, and that is told
    if is_new or not damaged:
        repair(Settings(library=library, jobs=1))
        assert list(papers(library)) == ([FIRST] if is_new else [FIRST, "26-kl-tu-minh-hoa-2015"])
        assert agree(library)
        assert all("replaced" in name for name in kept(library))  # nothing is left lying about
    restore(older, library)
    assert list(papers(library)) == [FIRST]
    assert agree(library)
    assert not any(one.damage for one in check(Settings(library=library)))


def test_the_next_run_makes_the_index_from_the_new_register(library: Path, older: Path, tmp_path: Path) -> None:
    """Also when both are of one generation, and nothing but the mark tells that they do not belong together."""
    from indexer.build import STALE

    replace_register(older, library, may_lose=True, beginning=(library / STALE).touch)
    with closing(sqlite3.connect(library / FILE_NAME)) as connection, connection:
        connection.execute(
            "INSERT INTO generations VALUES (2, '2024-05-01T08:00:00+00:00', '2024-05-01T08:00:00+00:00')"
        )
    assert not agree(library)
    run(library, tmp_path / "papers" / "a.txt")
    assert agree(library)
    assert list(papers(library)) == [FIRST]
    assert not (library / STALE).exists()


@pytest.mark.parametrize("refused", ["a line that cannot be right", "links that would be lost"])
def test_a_refused_import_leaves_nothing_behind(library: Path, older: Path, refused: str) -> None:
    if refused != "links that would be lost":
        older.write_text(older.read_text("utf-8").replace('"role":"paragraph"', '"role":"?"', 1), encoding="utf-8")
    before = files(library)
    assert "index" in before
    with pytest.raises(BadRequest, match="Không nhập gì cả|--replace"):
        decisions.restore(older, Settings(library=library, jobs=1), False, lambda progress: None)
    assert files(library) == before
    assert agree(library)


def files(library: Path) -> dict[str, bytes]:
    """What lies in a library, and what stands in it."""
    return {
        path.relative_to(library).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in library.rglob("*")
        if not path.name.endswith(("-wal", "-shm"))
    }


def test_what_a_killed_import_left_is_swept_away(library: Path) -> None:
    for name in ("import", "import-wal", "part", "back", "lines"):
        (library / f"{FILE_NAME}.{name}").write_bytes(b"words")
    sweep(library)
    assert kept(library) == []
