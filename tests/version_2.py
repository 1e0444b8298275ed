"""A register as the second version kept it: with the id of a forgotten paper, and sums that anybody can compare."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.register_schema import READABLE_TABLES


def to_version_2(path: Path) -> None:
    """Makes a register of today, in which nothing was forgotten to its end, into one of version 2; of the text of what
    was forgotten nothing is left, as that version did."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        forgotten = connection.execute("SELECT paper, since, at, who, why FROM forgotten ORDER BY rowid").fetchall()
        refused = connection.execute("SELECT print, paper, since, until FROM refused ORDER BY rowid").fetchall()
        connection.execute("PRAGMA secure_delete = ON")
        for table in ("forgotten", "refused"):
            connection.execute(f"DROP TABLE {table}")
        for statement in READABLE_TABLES:
            connection.execute(statement)
        connection.executemany("INSERT INTO forgotten VALUES (?, ?, ?, ?, ?)", forgotten)
        connection.executemany("INSERT INTO refused VALUES (?, ?, ?, ?)", refused)
        for table in ("papers", "paragraphs", "sources", "citations", "doubts"):
            connection.execute(f"DELETE FROM {table} WHERE paper IN (SELECT paper FROM forgotten)")
        connection.execute("PRAGMA user_version = 2")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
