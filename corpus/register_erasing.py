"""Destroys the text of forgotten papers: in the register, in its free pages and log, and in the copies beside it.

What stays is hashed: no name, no path, no sum that could be looked up elsewhere. And the act goes into the log.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from corpus import forgetting_log
from corpus.errors import LibraryBroken, LibraryBusy
from corpus.forgetting_log import Act, Print
from corpus.prints import hidden, is_hidden, new_salt, quick
from corpus.register import NOW, Register
from corpus.register_opening import FILE_NAME, for_reading, honest
from corpus.register_refusals import prints_of

# What stays, so that a link says "withdrawn" and no id is ever given again. None of them holds a word of the text.
_KEPT = ("names", "identities", "forgotten", "refused")

# Only what is settled: a run that was killed before its commit is undone, and then the paper is still there.
_DONE = "SELECT paper, salt FROM forgotten JOIN generations ON number = since WHERE finished IS NOT NULL"

_SIDE_FILES = ("-wal", "-shm", "-journal")


def erase(library: Path) -> None:
    """May be repeated at any time: what a killed run left is destroyed by the next one.

    The log comes last, so that as long as anything is left an act is missing in it.
    """
    if not is_left(library):
        return
    with honest():
        seal(library / FILE_NAME, library)
        acts = _unlogged(library)
    broken = [path for path in copies(library) if not _erase_in_copy(path, acts)]
    forgetting_log.append(library, acts)
    if broken:
        raise LibraryBroken(
            f"Văn bản đã được thu hồi, nhưng bản sao {broken[0]} hỏng nên không xoá được gì trong đó: "
            "hãy tự xoá tệp ấy."
        )


def is_left(library: Path) -> bool:
    """Whether there is an act of forgetting that was not carried out to its end."""
    with honest():
        return bool(_unsealed(library / FILE_NAME) or _unlogged(library))


def is_readable(library: Path) -> bool:
    """Whether the register still has the words of a paper that was forgotten."""
    with honest():
        return bool(_unsealed(library / FILE_NAME))


def copies(library: Path) -> list[Path]:
    """The registers of before that lie beside it."""
    return [path for path in sorted(library.glob(f"{FILE_NAME}.*")) if not path.name.endswith(_SIDE_FILES)]


def _unsealed(register: Path) -> list[tuple[str, str | None]]:
    """The papers whose names still stand in the register, with the salt that their hashes must have."""
    with closing(for_reading(register)) as connection:
        return [(paper, salt) for paper, salt in connection.execute(_DONE) if not is_hidden(paper)]


def _unlogged(library: Path) -> list[Act]:
    """What the register knows better than the log."""
    logged = forgetting_log.read(library)
    with closing(_reading(library / FILE_NAME)) as connection:
        return [act for act in acts_in(connection) if is_newer(act, logged.get(act.paper))]


def is_newer(act: Act, other: Act | None) -> bool:
    """Whether it holds instead of what is said of the same paper elsewhere."""
    return other is None or (act.refused != other.refused and act.changed >= other.changed)


def _reading(register: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(register, timeout=30)
    connection.row_factory = sqlite3.Row
    return connection


def acts_in(connection: sqlite3.Connection) -> Iterator[Act]:
    """Every act that was carried out, as the log has it."""
    register = Register(connection)
    for row in register.rows("SELECT paper, at, who, salt FROM forgotten WHERE since <= :now ORDER BY rowid"):
        paper = row["paper"]
        if is_hidden(paper):
            refused = register.rows(f"SELECT kind, print FROM refused WHERE paper = :paper AND {NOW}", paper=paper)
            names = register.rows("SELECT name FROM names WHERE paper = :paper AND since <= :now", paper=paper)
            pids = register.rows("SELECT pid FROM identities WHERE paper = :paper AND since <= :now", paper=paper)
            yield Act(
                paper,
                row["at"],
                _changed(register, paper),
                row["who"],
                row["salt"],
                tuple(sorted(one["name"] for one in names)),
                tuple(sorted(one["pid"] for one in pids)),
                tuple(sorted((Print(one["kind"], one["print"]) for one in refused), key=lambda one: one.print)),
            )


def _changed(register: Register, paper: str) -> str:
    rows = register.rows(
        """SELECT max(started) AS last FROM generations WHERE number <= :now AND number IN (
               SELECT since FROM forgotten WHERE paper = :paper
               UNION SELECT since FROM refused WHERE paper = :paper
               UNION SELECT until FROM refused WHERE paper = :paper)""",
        paper=paper,
    )
    return str(rows[0]["last"])


# The register itself


def seal(register: Path, library: Path) -> None:
    """Puts hashes in the place of everything readable, and writes the whole file anew, so that nothing stands between
    its rows."""
    unsealed = _unsealed(register)
    with closing(_cleaning(register)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for paper, salt in unsealed:
            _seal(connection, paper, salt, _salt(connection, library))
        connection.execute("COMMIT")
        _write_anew(connection, register)


def _cleaning(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA secure_delete = ON")  # freed pages are overwritten
    return connection


def _write_anew(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise LibraryBusy(
            f"Văn bản đã được thu hồi, nhưng {path.name} đang được đọc nên nhật ký của nó chưa xoá được: "
            "hãy dừng `tracuu serve` rồi chạy lại lệnh này."
        )


def _salt(connection: sqlite3.Connection, library: Path) -> str:
    """One for all of a library: with each further one every file would have to be hashed once more."""
    used: list[str] = [row["salt"] for row in connection.execute("SELECT salt FROM forgotten WHERE salt IS NOT NULL")]
    return (used or [act.salt for act in forgetting_log.read(library).values()] or [new_salt()])[0]


def _seal(connection: sqlite3.Connection, paper: str, given: str | None, own: str) -> None:
    """An act that was taken over from the log has its salt and its prints already."""
    salt = given or own
    rows = connection.execute("SELECT rowid, print FROM refused WHERE paper = ? AND kind = 'sha256'", (paper,))
    for row in rows.fetchall():
        connection.execute(
            "UPDATE refused SET kind = 'sum', print = ? WHERE rowid = ?", (quick(salt, row["print"]), row["rowid"])
        )
    if not given:
        _refuse(connection, paper, salt)
    connection.execute("UPDATE forgotten SET salt = ? WHERE paper = ?", (salt, paper))
    erase_rows(connection, paper)
    hide(connection, paper, salt)


def _refuse(connection: sqlite3.Connection, paper: str, salt: str) -> None:
    since = connection.execute("SELECT since FROM forgotten WHERE paper = ?", (paper,)).fetchone()["since"]
    for one in sorted(prints_of(Register(connection, since), paper, salt), key=lambda one: (one.kind, one.print)):
        connection.execute(
            "INSERT INTO refused (kind, print, paper, since) VALUES (?, ?, ?, ?)", (one.kind, one.print, paper, since)
        )


def erase_rows(connection: sqlite3.Connection, paper: str) -> None:
    """Every row that tells of this paper, in whatever tables this version has."""
    for table in _tables_with(connection, "paper"):
        if table not in _KEPT:
            connection.execute(f"DELETE FROM {table} WHERE paper = ?", (paper,))


def hide(connection: sqlite3.Connection, paper: str, salt: str) -> None:
    """Its links must still be known, so hashes stand in the place of its names."""
    found = connection.execute("SELECT name FROM names WHERE paper = ?", (paper,)).fetchall()
    for (name,) in found:
        if not is_hidden(name):
            connection.execute("UPDATE OR REPLACE names SET name = ? WHERE name = ?", (hidden(salt, name), name))
    for table in _tables_with(connection, "paper"):
        connection.execute(f"UPDATE {table} SET paper = ? WHERE paper = ?", (hidden(salt, paper), paper))


def _tables_with(connection: sqlite3.Connection, column: str) -> list[str]:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [
        table
        for table in tables
        if column in {name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")}
    ]


# Copies


def _erase_in_copy(path: Path, acts: Iterable[Act]) -> bool:
    """The paper has another name in a copy: what is never given again are the ids of its paragraphs."""
    try:
        with closing(_cleaning(path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for act in acts:
                for paper in bearing(connection, act):
                    erase_rows(connection, paper)
                    hide(connection, paper, act.salt)
            connection.execute("COMMIT")
            _write_anew(connection, path)
    except sqlite3.DatabaseError:
        return False
    return True


def bearing(connection: sqlite3.Connection, act: Act) -> list[str]:
    """The paper of this act in an earlier state of the register: all of its ids are among those that it had in the end.

    Some may be those of another paper by chance: letterheads of one number are alike from library to library.
    """
    rows = connection.execute(
        """SELECT paper, count(*) AS shared, (SELECT count(*) FROM identities AS own WHERE own.paper = found.paper)
           FROM identities AS found WHERE pid IN (SELECT value FROM json_each(?)) GROUP BY paper""",
        (json.dumps(act.pids),),
    ).fetchall()
    return [paper for paper, shared, own in rows if shared == own and not is_hidden(paper)]
