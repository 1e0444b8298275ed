"""A register as the first version kept it: what libraries out there look like before they are opened anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

TABLES = """
CREATE TABLE generations (
    number INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT
);
CREATE TABLE papers (
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    text_sha256 TEXT NOT NULL,
    number_key TEXT,
    body TEXT,
    year INTEGER,
    content TEXT NOT NULL
);
CREATE INDEX papers_by_id ON papers (paper, since);
CREATE INDEX papers_by_text ON papers (text_sha256);
CREATE INDEX papers_by_number ON papers (number_key);
CREATE TABLE sources (
    origin TEXT NOT NULL,
    source TEXT NOT NULL,
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    sha256 TEXT NOT NULL
);
CREATE INDEX sources_by_origin ON sources (origin);
CREATE INDEX sources_by_paper ON sources (paper);
CREATE TABLE paragraphs (
    pid TEXT NOT NULL,
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    role TEXT NOT NULL,
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    text_key TEXT NOT NULL
);
CREATE INDEX paragraphs_by_id ON paragraphs (pid);
CREATE INDEX paragraphs_by_paper ON paragraphs (paper);
CREATE INDEX paragraphs_by_text ON paragraphs (text_key);
CREATE TABLE identities (
    pid TEXT PRIMARY KEY,
    paper TEXT NOT NULL,
    since INTEGER NOT NULL
);
CREATE TABLE names (
    name TEXT PRIMARY KEY,
    paper TEXT NOT NULL,
    since INTEGER NOT NULL
);
CREATE TABLE citations (
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    pid TEXT,
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    number TEXT,
    number_key TEXT
);
CREATE INDEX citations_by_paper ON citations (paper);
CREATE INDEX citations_by_number ON citations (number_key);
"""


def downgrade(path: Path) -> None:
    """Makes a register of today into one of version 1, which knew less."""
    older = path.with_suffix(".older")
    with closing(sqlite3.connect(path)) as today, closing(sqlite3.connect(older)) as old:
        old.executescript(TABLES)
        for (table,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = ", ".join(row[1] for row in old.execute(f"PRAGMA table_info({table})"))
            for row in today.execute(f"SELECT {columns} FROM {table} ORDER BY rowid").fetchall():
                old.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        old.execute("PRAGMA user_version = 1")
        old.commit()
    older.replace(path)
