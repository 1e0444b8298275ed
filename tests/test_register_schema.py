"""The register's tables, and how an older register becomes today's: in place, after a copy, whole or not at all."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from filing import TASKS, paper, papers, rows, run, texts, write
from version_1 import downgrade
from version_2 import without_sums

from corpus.errors import LibraryBroken
from corpus.register import Register
from corpus.register_opening import FILE_NAME, connect
from corpus.register_schema import GROWING, MIGRATIONS, VERSION, VERSIONED, prepare


@pytest.fixture
def library(tmp_path: Path) -> Path:
    write(tmp_path / "papers", "a.txt", paper())
    run(tmp_path / "library", tmp_path / "papers")
    return tmp_path / "library"


@pytest.fixture
def old(library: Path) -> Iterator[sqlite3.Connection]:
    """A register of today, taken for that of a program that is two versions further."""
    with closing(sqlite3.connect(library / FILE_NAME, isolation_level=None)) as connection:
        yield connection


def add_notes(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE papers ADD COLUMN note TEXT")
    connection.execute("UPDATE papers SET note = 'kept ' || paper")


def add_shelves(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE shelves (name TEXT)")


def fail_half_way(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (name TEXT)")
    connection.execute("DELETE FROM papers")
    raise KeyboardInterrupt


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_new_register(tmp_path: Path) -> None:
    with closing(connect(tmp_path / FILE_NAME, writing=True)) as connection:
        assert version(connection) == VERSION
        assert tables(connection) == {"generations", *VERSIONED, *GROWING}
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_every_versioned_table_has_both_columns(library: Path, old: sqlite3.Connection) -> None:
    for table in VERSIONED:
        assert {"since", "until"} <= {row[1] for row in old.execute(f"PRAGMA table_info({table})")}
    for table in GROWING:
        assert "until" not in {row[1] for row in old.execute(f"PRAGMA table_info({table})")}


def test_a_register_of_today_is_left_alone(library: Path, old: sqlite3.Connection) -> None:
    before = rows(library)
    prepare(old, library / FILE_NAME)
    assert rows(library) == before
    assert not list(library.glob("*.version-*"))


def test_migration_in_place_after_a_copy(library: Path, old: sqlite3.Connection) -> None:
    before = rows(library)
    prepare(old, library / FILE_NAME, [*MIGRATIONS, add_notes, add_shelves])
    assert version(old) == VERSION + 2
    assert "shelves" in tables(old)
    assert old.execute("SELECT note FROM papers").fetchall() == [("kept 25-kl-tu-minh-hoa-2014",)]
    with closing(sqlite3.connect(library / f"{FILE_NAME}.version-{VERSION}")) as copy:
        assert version(copy) == VERSION
        for table, content in before.items():
            assert sorted(copy.execute(f"SELECT * FROM {table}").fetchall(), key=repr) == content


def test_only_the_steps_that_are_missing(library: Path, old: sqlite3.Connection) -> None:
    prepare(old, library / FILE_NAME, [*MIGRATIONS, add_notes])
    prepare(old, library / FILE_NAME, [*MIGRATIONS, add_notes, add_shelves])
    assert version(old) == VERSION + 2
    assert {path.name for path in library.glob("*.version-*")} == {
        f"{FILE_NAME}.version-{VERSION}",
        f"{FILE_NAME}.version-{VERSION + 1}",
    }


def test_a_migration_that_fails_leaves_the_version_before_it(library: Path, old: sqlite3.Connection) -> None:
    with pytest.raises(KeyboardInterrupt):
        prepare(old, library / FILE_NAME, [*MIGRATIONS, add_notes, fail_half_way])
    assert version(old) == VERSION + 1
    assert "half" not in tables(old)
    assert old.execute("SELECT count(*) FROM papers").fetchone() == (1,)
    prepare(old, library / FILE_NAME, [*MIGRATIONS, add_notes, add_shelves])
    assert version(old) == VERSION + 2


@pytest.mark.parametrize("writing", [False, True])
def test_newer_register_is_refused(library: Path, old: sqlite3.Connection, writing: bool) -> None:
    old.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(LibraryBroken, match="mới hơn"):
        connect(library / FILE_NAME, writing)
    assert version(old) == VERSION + 1


def test_newer_register_is_refused_by_every_room(library: Path, old: sqlite3.Connection, tmp_path: Path) -> None:
    before = rows(library)
    old.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(LibraryBroken, match="mới hơn"):
        Register.open(library)
    write(tmp_path / "papers", "b.txt", paper(26))
    with pytest.raises(LibraryBroken, match="mới hơn"):
        run(library, tmp_path / "papers")
    assert rows(library) == before


def test_a_register_without_tables_is_no_empty_library(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"")
    with pytest.raises(LibraryBroken, match="còn trống"):
        connect(tmp_path / FILE_NAME)


def test_a_library_of_version_1_opens_and_goes_on(library: Path, tmp_path: Path) -> None:
    ids, content = texts(library, "25-kl-tu-minh-hoa-2014"), rows(library)
    downgrade(library / FILE_NAME)
    with pytest.raises(LibraryBroken, match="tracuu index"):
        connect(library / FILE_NAME)  # a reader changes nothing
    write(tmp_path / "papers", "b.txt", paper(26, tasks=TASKS[:1], year=2015))
    run(library, tmp_path / "papers")
    assert texts(library, "25-kl-tu-minh-hoa-2014") == ids
    assert len(papers(library)) == 2
    after = rows(library)
    assert all(set(content[table]) <= set(after[table]) for table in content)
    with closing(sqlite3.connect(library / f"{FILE_NAME}.version-1")) as copy:
        assert version(copy) == 1


def test_the_contents_of_version_3_get_their_sums(library: Path, old: sqlite3.Connection) -> None:
    before = rows(library)
    without_sums(old)
    old.execute("PRAGMA user_version = 3")
    prepare(old, library / FILE_NAME)
    assert version(old) == VERSION
    assert rows(library) == before
    [(content, found)] = old.execute("SELECT content, content_sha256 FROM papers").fetchall()
    assert found == hashlib.sha256(content.encode()).hexdigest()
    assert (library / f"{FILE_NAME}.version-3").exists()


def test_a_migrated_register_is_like_a_new_one(library: Path, tmp_path: Path) -> None:
    downgrade(library / FILE_NAME)
    with closing(connect(library / FILE_NAME, writing=True)) as migrated:
        with closing(connect(tmp_path / "new.sqlite3", writing=True)) as new:
            for table in ("generations", *VERSIONED, *GROWING):
                columns = [tuple(row) for row in new.execute(f"PRAGMA table_info({table})")]
                assert [tuple(row) for row in migrated.execute(f"PRAGMA table_info({table})")] == columns
        assert version(migrated) == VERSION
