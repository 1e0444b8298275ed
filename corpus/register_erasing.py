"""Destroys the text of forgotten papers: in the register, in its free pages and log, and in the copies beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from corpus.errors import LibraryBroken, LibraryBusy
from corpus.register import FILE_NAME, honest

# What stays, so that a link says "withdrawn" and no id is ever given again. None of them holds a word of the text.
_KEPT = ("names", "identities", "forgotten", "refused")

# Only what is settled: a run that was killed before its commit is undone, and then the paper is still there.
_DONE = "SELECT DISTINCT paper FROM forgotten JOIN generations ON number = since WHERE finished IS NOT NULL"

_SIDE_FILES = ("-wal", "-shm", "-journal")


def erase(library: Path) -> None:
    """May be repeated at any time: what a killed run left is destroyed by the next one."""
    with honest():
        papers = _forgotten(library / FILE_NAME)
        if papers:
            _erase_in(library / FILE_NAME, papers)
    for path in sorted(library.glob(f"{FILE_NAME}.*")):
        if papers and not path.name.endswith(_SIDE_FILES):
            _erase_in_copy(path, papers)


def _erase_in_copy(path: Path, papers: Iterable[str]) -> None:
    try:
        _erase_in(path, papers)
    except sqlite3.DatabaseError as error:
        raise LibraryBroken(
            f"Văn bản đã được thu hồi, nhưng bản sao {path} hỏng nên không xoá được gì trong đó: hãy tự xoá tệp ấy."
        ) from error


def is_left(library: Path) -> bool:
    """Whether a killed run has left words of a forgotten paper in the register."""
    with honest(), closing(sqlite3.connect(library / FILE_NAME, timeout=30)) as connection:
        return bool(connection.execute(f"SELECT 1 FROM paragraphs WHERE paper IN ({_DONE}) LIMIT 1").fetchall())


def _forgotten(register: Path) -> list[str]:
    with closing(sqlite3.connect(register, timeout=30)) as connection:
        return [paper for (paper,) in connection.execute(_DONE)]


def _erase_in(path: Path, papers: Iterable[str]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as connection:
        # Freed pages are overwritten, and the whole file is written anew, so that nothing stands between its rows.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN IMMEDIATE")
        erase_rows(connection, papers)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise LibraryBusy(
            f"Văn bản đã được thu hồi, nhưng {path.name} đang được đọc nên nhật ký của nó chưa xoá được: "
            "hãy dừng `tracuu serve` rồi chạy lại lệnh này."
        )


def erase_rows(connection: sqlite3.Connection, papers: Iterable[str]) -> None:
    """Every row that tells of these papers, in whatever tables this version has."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if "paper" in columns and table not in _KEPT:
            connection.executemany(f"DELETE FROM {table} WHERE paper = ?", [(paper,) for paper in papers])
