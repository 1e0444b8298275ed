"""The tables of the register, and how older ones become today's.

Every row is valid from the generation `since` up to, not including, the generation `until`; null means: still. So the
library's whole history is here, and a generation that never became current is undone by these two columns alone.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

Migration = Callable[[sqlite3.Connection], None]

TABLES = """
CREATE TABLE generations (          -- one for each commit of an import
    number INTEGER PRIMARY KEY,
    started TEXT NOT NULL,          -- ISO time, UTC
    finished TEXT                   -- null: the engine has not committed it (yet)
);
CREATE TABLE papers (               -- one row for each version of a paper
    paper TEXT NOT NULL,            -- its permanent id
    since INTEGER NOT NULL,
    until INTEGER,
    text_sha256 TEXT NOT NULL,      -- of all its paragraphs: the same text is the same paper
    number_key TEXT,                -- of its own number, all spellings alike
    body TEXT,                      -- folded
    year INTEGER,
    content TEXT NOT NULL,          -- JSON: metadata, and the sections with the ids of their paragraphs
    content_sha256 TEXT             -- of it, letter for letter: what no paragraph says has a sum, too
);
CREATE INDEX papers_by_id ON papers (paper, since);
CREATE INDEX papers_by_text ON papers (text_sha256);
CREATE INDEX papers_by_number ON papers (number_key);
CREATE TABLE sources (              -- the files that a paper was read from
    origin TEXT NOT NULL,           -- absolute path
    source TEXT NOT NULL,           -- the same, relative to the folder that was indexed
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    sha256 TEXT NOT NULL,
    text_sha256 TEXT                -- of what was read from it, where another file gave the paper its text
);
CREATE INDEX sources_by_origin ON sources (origin);
CREATE INDEX sources_by_paper ON sources (paper);
CREATE TABLE paragraphs (           -- one row for each wording or place of a paragraph or heading
    pid TEXT NOT NULL,
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    role TEXT NOT NULL,             -- heading or paragraph
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    text_key TEXT NOT NULL          -- short hash of the folded text
);
CREATE INDEX paragraphs_by_id ON paragraphs (pid);
CREATE INDEX paragraphs_by_paper ON paragraphs (paper);
CREATE INDEX paragraphs_by_text ON paragraphs (text_key);
CREATE TABLE identities (           -- every paragraph id ever given; none is given twice
    pid TEXT PRIMARY KEY,
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    came_from TEXT                  -- the paragraph that it was split off
);
CREATE TABLE names (                -- every paper id ever given, and the paper it leads to today
    name TEXT PRIMARY KEY,
    paper TEXT NOT NULL,
    since INTEGER NOT NULL
);
CREATE TABLE citations (            -- who names whom
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    pid TEXT,                       -- of the paragraph or heading it stands in
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    number TEXT,
    number_key TEXT
);
CREATE INDEX citations_by_paper ON citations (paper);
CREATE INDEX citations_by_number ON citations (number_key);
"""

# What version 2 added: where paragraphs went that were merged, and what nobody could decide.
LINK_TABLES = (
    """CREATE TABLE redirects (        -- paragraph ids that lead to another paragraph
    pid TEXT NOT NULL,
    target TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    reason TEXT NOT NULL            -- merged: by an import; joined: by a person
)""",
    "CREATE INDEX redirects_by_id ON redirects (pid)",
    "CREATE INDEX redirects_by_target ON redirects (target)",
    """CREATE TABLE doubts (           -- paragraphs that may be the same, until a person decides
    paper TEXT NOT NULL,
    old TEXT NOT NULL,              -- the id that is gone
    new TEXT NOT NULL,              -- the id that came
    likeness REAL NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER
)""",
)

# Version 2 had them so; version 3 has neither a name nor a sum that could be looked up elsewhere.
READABLE_TABLES = (
    """CREATE TABLE forgotten (        -- papers that were taken out for good; of their text nothing is left
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    at TEXT NOT NULL,               -- ISO time, UTC
    who TEXT,
    why TEXT
)""",
    """CREATE TABLE refused (          -- what may not come back by itself
    sha256 TEXT NOT NULL,           -- of a file's bytes, or of a paper's text
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER                   -- a person has allowed it again
)""",
    "CREATE INDEX refused_by_sha256 ON refused (sha256)",
)

FORGETTING_TABLES = (
    """CREATE TABLE forgotten (        -- papers that were taken out for good; of their text nothing is left
    paper TEXT NOT NULL,            -- a salted hash of the id that it had
    since INTEGER NOT NULL,
    at TEXT NOT NULL,               -- ISO time, UTC
    who TEXT,
    why TEXT,
    salt TEXT                       -- of its hashes; null: they are not made yet
)""",
    """CREATE TABLE refused (          -- what may not come back by itself
    kind TEXT NOT NULL,             -- of what: sum, known, place, words; other: what is another paper nevertheless
    print TEXT NOT NULL,            -- salted hash
    paper TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER                   -- a person has allowed it again
)""",
    "CREATE INDEX refused_by_paper ON refused (paper)",
)

# Tables whose rows have both columns, and those whose rows are only ever added.
VERSIONED = ("papers", "sources", "paragraphs", "citations", "redirects", "doubts", "refused")
GROWING = ("identities", "names", "forgotten")


def _links_that_lead_on(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE sources ADD COLUMN text_sha256 TEXT")
    connection.execute("ALTER TABLE identities ADD COLUMN came_from TEXT")
    for statement in (*LINK_TABLES, *READABLE_TABLES):
        connection.execute(statement)


def _nothing_readable(connection: sqlite3.Connection) -> None:
    """The rows stay as they are: the next `erase` puts hashes in their places, and cleans the copy of this version."""
    forgotten = connection.execute("SELECT paper, since, at, who, why FROM forgotten ORDER BY rowid").fetchall()
    refused = connection.execute("SELECT sha256, paper, since, until FROM refused ORDER BY rowid").fetchall()
    connection.execute("DROP TABLE forgotten")
    connection.execute("DROP TABLE refused")
    for statement in FORGETTING_TABLES:
        connection.execute(statement)
    connection.executemany("INSERT INTO forgotten (paper, since, at, who, why) VALUES (?, ?, ?, ?, ?)", forgotten)
    connection.executemany("INSERT INTO refused VALUES ('sha256', ?, ?, ?, ?)", refused)


def _sums_of_contents(connection: sqlite3.Connection) -> None:
    """Of what stands there now: what was damaged before nobody can tell."""
    connection.execute("ALTER TABLE papers ADD COLUMN content_sha256 TEXT")
    rows = connection.execute("SELECT content, rowid FROM papers")
    sums = [(content_sha256(content), row) for content, row in rows]
    connection.executemany("UPDATE papers SET content_sha256 = ? WHERE rowid = ?", sums)


def content_sha256(content: str) -> str:
    """The sum of a paper's content as the column has it."""
    return hashlib.sha256(content.encode()).hexdigest()


# MIGRATIONS[n] makes version n + 2 out of version n + 1. Each has a test on a register of the older version.
MIGRATIONS: tuple[Migration, ...] = (_links_that_lead_on, _nothing_readable, _sums_of_contents)
VERSION = 1 + len(MIGRATIONS)


def prepare(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Makes the tables, or brings an older register up to date after laying a copy beside it."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        tables = ";\n".join((TABLES, *LINK_TABLES, *FORGETTING_TABLES))
        connection.executescript(f"BEGIN; {tables}; PRAGMA user_version = {VERSION}; COMMIT;")
    elif version <= len(migrations):
        _copy(connection, path.with_name(f"{path.name}.version-{version}"))
        for step, migrate in enumerate(migrations[version - 1 :], start=version + 1):
            _whole(connection, migrate, step)


def _whole(connection: sqlite3.Connection, migrate: Migration, version: int) -> None:
    """One step with its number, or nothing of it. A migration must not use `executescript`: it ends the transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrate(connection)
        connection.execute(f"PRAGMA user_version = {version}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path)) as target:
        connection.backup(target)
