"""A register as the second version kept it: with the id of a forgotten paper, and sums that anybody can compare."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.register_schema import READABLE_TABLES

_PAPERS = """
CREATE TABLE papers (
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    text_sha256 TEXT NOT NULL,
    number_key TEXT,
    body TEXT,
    year INTEGER,
    content TEXT NOT NULL           -- JSON
);
INSERT INTO papers SELECT paper, since, until, text_sha256, number_key, body, year, content FROM newer ORDER BY rowid;
DROP TABLE newer;
CREATE INDEX papers_by_id ON papers (paper, since);
CREATE INDEX papers_by_text ON papers (text_sha256);
CREATE INDEX papers_by_number ON papers (number_key);
"""


def without_sums(connection: sqlite3.Connection) -> None:
    """Contents had no sums before version 4."""
    connection.executescript(f"ALTER TABLE papers RENAME TO newer; {_PAPERS}")


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
        without_sums(connection)
        connection.execute("PRAGMA user_version = 2")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
