"""An older register obeys the log of forgetting: what was forgotten since is taken out of it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from corpus import forgetting_log
from corpus.forgetting_log import Act
from corpus.prints import hidden, quick
from corpus.register import NOW
from corpus.register_acts import end_paper
from corpus.register_erasing import acts_in, bearing, is_newer
from corpus.register_opening import FILE_NAME, honest
from corpus.register_schema import VERSION
from corpus.register_writing import RegisterPen


def to_honour(connection: sqlite3.Connection, library: Path) -> list[Act]:
    """The acts that the log knows better than this register."""
    logged = forgetting_log.read(library)
    if not logged:
        return []
    with honest():
        here = {act.paper: act for act in acts_in(connection)}
    return [
        act
        for paper, act in logged.items()
        if paper not in here or (is_newer(act, here[paper]) and act.changed > here[paper].changed)
    ]


def is_behind(library: Path) -> bool:
    """Whether the register of a library must obey its log before anything else is done; it is only looked at."""
    if not forgetting_log.read(library):
        return False
    register = library / FILE_NAME
    if not register.exists():
        return True
    with closing(sqlite3.connect(register, timeout=30)) as connection, honest():
        connection.row_factory = sqlite3.Row
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return version < VERSION or bool(to_honour(connection, library))


def honour(pen: RegisterPen, acts: Iterable[Act]) -> list[str]:
    """In a generation of its own, like the acts themselves; `erase` then destroys the text. Gives what went."""
    taken_out = []
    for act in acts:
        if pen.register.rows("SELECT 1 FROM forgotten WHERE paper = :paper", paper=act.paper):
            pen.end("refused", "paper = :paper", paper=act.paper)
            _refuse(pen, act, act.paper)
            continue
        with honest():
            papers = bearing(pen.register.connection, act) or _of_its_sums(pen, act)
        for paper in papers:
            _forget_again(pen, act, paper)
            end_paper(pen, paper)
            taken_out.append(act.paper)
        if act.paper not in [hidden(act.salt, paper) for paper in papers]:
            _forget_again(pen, act, act.paper)
    return taken_out


def _of_its_sums(pen: RegisterPen, act: Act) -> list[str]:
    """In the register of another library the same file or text has ids of its own."""
    sums = {one.print for one in act.refused if one.kind == "sum"}
    rows = pen.register.rows(
        f"""SELECT paper, sha256 AS one FROM sources WHERE {NOW}
            UNION SELECT paper, text_sha256 FROM papers WHERE {NOW}"""
    )
    return sorted({row["paper"] for row in rows if sums and quick(act.salt, row["one"]) in sums})


def _forget_again(pen: RegisterPen, act: Act, paper: str) -> None:
    """Of a paper that is there, or never was: then only its links are known to be withdrawn."""
    pen.add("forgotten", paper=paper, at=act.at, who=act.who, salt=act.salt)
    for name in dict.fromkeys((act.paper, *act.names)):
        if paper == act.paper or name != act.paper:
            _add_once(pen, "names", "name", name, paper)
    for pid in act.pids:
        _add_once(pen, "identities", "pid", pid, paper)
    _refuse(pen, act, paper)


def _add_once(pen: RegisterPen, table: str, column: str, value: str, paper: str) -> None:
    """An id that another paper has by now stays its own."""
    if not pen.register.rows(f"SELECT 1 FROM {table} WHERE {column} = :value", value=value):
        pen.add(table, **{column: value, "paper": paper})


def _refuse(pen: RegisterPen, act: Act, paper: str) -> None:
    for one in act.refused:
        pen.add("refused", kind=one.kind, print=one.print, paper=paper)
