"""The whole register as lines of JSON, for version control or another machine; and back, whole or not at all."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TextIO

from corpus.errors import BadRequest, LibraryBroken
from corpus.register import FILE_NAME, Register, connect, current_generation, from_content, honest
from corpus.register_erasing import erase_rows
from corpus.register_schema import VERSION

# In this order each line speaks only of what earlier lines have named; within a table, in the order the rows came.
TABLES = (
    "generations",
    "names",
    "identities",
    "papers",
    "paragraphs",
    "sources",
    "citations",
    "redirects",
    "doubts",
    "forgotten",
    "refused",
)

_TYPES: Mapping[str, tuple[type, ...]] = {"INTEGER": (int,), "TEXT": (str,), "REAL": (float, int)}

# A column, and the table and column that must have named its value on an earlier line.
_REFERENCES = {
    "since": "generations.number",
    "until": "generations.number",
    "paper": "names.name",
    "pid": "identities.pid",
    "target": "identities.pid",
    "came_from": "identities.pid",
    "old": "identities.pid",
    "new": "identities.pid",
}
_NAMED = {"generations": "number", "names": "name", "identities": "pid"}

Row = dict[str, Any]


# Export


def write_lines(library: Path, out: TextIO) -> int:
    """Writes the register as it stands in its newest finished generation; gives the number of rows."""
    count = 0
    with closing(connect(library / FILE_NAME)) as connection, honest():
        connection.execute("BEGIN")
        generation = current_generation(connection)
        _write(out, {"register": VERSION, "generation": generation})
        for row in _rows(connection, generation):
            _write(out, row)
            count += 1
        _write(out, {"rows": count})
    return count


def export_file(library: Path, path: Path) -> int:
    """The same into a file, which is the old or the new one whatever happens."""
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8", newline="\n") as out:
        count = write_lines(library, out)
        out.flush()
        os.fsync(out.fileno())
    new.replace(path)
    return count


def _write(out: TextIO, value: Row) -> None:
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def _rows(connection: sqlite3.Connection, generation: int) -> Iterator[Row]:
    for table in TABLES:
        since = "number" if table == "generations" else "since"
        query = f"SELECT * FROM {table} WHERE {since} <= ? ORDER BY rowid"
        for found in connection.execute(query, (generation,)):
            row = {"table": table, **dict(found)}
            if table == "generations" and row["finished"] is None:
                continue
            if row.get("until") is not None and row["until"] > generation:
                row["until"] = None
            if table == "papers":
                row["content"] = json.loads(row["content"])
            yield row


# Import


def read_lines(path: Path, register: Path) -> int:
    """Makes a register out of an export; a line that cannot be right refuses the whole file, by its number."""
    register.unlink(missing_ok=True)
    with closing(connect(register, writing=True)) as connection:
        connection.execute("BEGIN")
        lines = _Lines(connection)
        with path.open("rb") as source:
            for number, line in enumerate(source, start=1):
                lines.take(number, line)
        lines.end()
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, that can be moved
    return lines.rows


class _AnyText(dict[str, str]):
    """Stands for texts that come on later lines."""

    def __missing__(self, pid: str) -> str:
        return ""


class _Lines:
    """Takes an export line by line and believes none of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.rows = 0
        self._connection = connection
        self._number = 0
        self._ended = False
        self._named: dict[str, set[Any]] = {f"{table}.{column}": set() for table, column in _NAMED.items()}
        self._standing: set[tuple[str, str]] = set()
        self._columns = {
            table: {row[1]: row for row in connection.execute(f"PRAGMA table_info({table})")} for table in TABLES
        }
        self._papers: dict[str, int] = {}  # the line of each paper that stands

    def take(self, number: int, line: bytes) -> None:
        self._number = number
        try:
            value = json.loads(line)
        except ValueError as error:  # UnicodeDecodeError is one too
            raise self._bad("không phải là JSON") from error
        if not isinstance(value, dict):
            raise self._bad("không phải là một đối tượng JSON")
        if number == 1:
            self._take_head(value)
        elif self._ended:
            raise self._bad("đứng sau dòng cuối")
        elif "rows" in value:
            self._take_end(value)
        else:
            self._take_row(value)

    def end(self) -> None:
        """Nothing may be missing, and every paper must come back as the parser gave it."""
        self._number += 1
        if not self._ended:
            raise self._bad("thiếu: tệp bị cắt cụt, hoặc không phải là bản xuất của sổ đăng ký")
        register = Register(self._connection)
        for paper, number in self._papers.items():
            self._number = number
            try:
                register.paper(paper)
            except LibraryBroken as error:
                raise self._bad(f"nội dung của văn bản “{paper}” không khớp với các đoạn của nó") from error

    def _take_head(self, value: Row) -> None:
        version = value.get("register")
        if type(version) is not int or "generation" not in value:
            raise self._bad("không phải là dòng đầu của một bản xuất sổ đăng ký")
        if version > VERSION:
            raise self._bad("do một phiên bản tracuu mới hơn xuất ra: hãy nâng cấp tracuu")

    def _take_end(self, value: Row) -> None:
        if value != {"rows": self.rows}:
            raise self._bad(f"nói có {value['rows']} dòng dữ liệu, trong tệp có {self.rows}")
        self._ended = True

    def _take_row(self, value: Row) -> None:
        table = value.pop("table", None)
        if table not in TABLES:
            raise self._bad("không nói nó thuộc bảng nào")
        if table == "papers":
            value["content"] = self._content(value.get("content"))
        self._check_columns(table, value)
        self._check_references(table, value)
        self._check_standing(table, value)
        names, marks = ", ".join(value), ", ".join("?" * len(value))
        try:
            self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(value.values()))
        except sqlite3.Error as error:
            raise self._bad(f"không ghi được vào bảng {table} ({error})") from error
        self.rows += 1
        if table in _NAMED:
            self._named[f"{table}.{_NAMED[table]}"].add(value[_NAMED[table]])

    def _content(self, content: Any) -> str:
        """The metadata and sections of a version, as the register keeps them."""
        try:
            from_content(content, _AnyText())
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise self._bad("“content” không phải là nội dung của một văn bản") from error
        return json.dumps(content, ensure_ascii=False)

    def _check_columns(self, table: str, value: Row) -> None:
        columns = self._columns[table]
        if strange := value.keys() - columns.keys():
            raise self._bad(f"bảng {table} không có cột “{min(strange)}”")
        for name, (_, _, kind, not_null, _, key) in columns.items():
            given = value.get(name)
            if given is None:
                if not_null or key:
                    raise self._bad(f"thiếu “{name}”")
            elif not isinstance(given, _TYPES[kind]) or isinstance(given, bool):
                raise self._bad(f"“{name}” không đúng kiểu")

    def _check_references(self, table: str, value: Row) -> None:
        for column, named in _REFERENCES.items():
            given = value.get(column)
            first = named == f"{table}.{column}" or (table == "names" and column == "paper")
            if given is not None and not first and given not in self._named[named]:
                raise self._bad(f"“{column}” là “{given}”, mà chưa dòng nào nói đến")
        if value.get("until") is not None and value["until"] <= value["since"]:
            raise self._bad("hết hiệu lực trước khi có")

    def _check_standing(self, table: str, value: Row) -> None:
        """Of what stands today there is one of each."""
        column = {"papers": "paper", "paragraphs": "pid", "sources": "origin", "redirects": "pid"}.get(table)
        if column is None or value.get("until") is not None:
            return
        if (table, value[column]) in self._standing:
            raise self._bad(f"“{value[column]}” đã có một dòng còn hiệu lực")
        self._standing.add((table, value[column]))
        if table == "papers":
            self._papers[value["paper"]] = self._number

    def _bad(self, reason: str) -> BadRequest:
        return BadRequest(f"Dòng {self._number}: {reason}. Không nhập gì cả.")


# Into a library


def replace_register(path: Path, library: Path, may_lose: bool) -> tuple[int, Path | None, bool]:
    """Puts the register of an export in the library's place.

    Gives its rows, where the one before lies now, and whether that could be asked what it knew besides. What was
    forgotten here stays forgotten. Links that the file does not know are given up only when that is meant.
    """
    library.mkdir(parents=True, exist_ok=True)
    register, new = library / FILE_NAME, library / f"{FILE_NAME}.import"
    try:
        rows = read_lines(path, new)
        was_asked = register.exists() and _compare(register, new, may_lose)
        kept = _put_aside(register) if register.exists() else None
        os.replace(new, register)
    finally:
        for left in (new, *(new.with_name(new.name + side) for side in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)
    return rows, kept, was_asked


def _compare(register: Path, new: Path, may_lose: bool) -> bool:
    """A damaged register cannot be asked: then the export is all there is."""
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        try:
            connection.execute("ATTACH ? AS here", (str(register),))
            lost = connection.execute(
                """SELECT (SELECT count(*) FROM here.identities WHERE pid NOT IN (SELECT pid FROM main.identities)),
                          (SELECT count(*) FROM here.names WHERE name NOT IN (SELECT name FROM main.names))"""
            ).fetchone()
            if any(lost) and not may_lose:
                raise BadRequest(
                    f"Thư viện này có {lost[0]} mã đoạn và {lost[1]} tên văn bản mà tệp không có: nhập vào thì những "
                    "liên kết ấy mất. Thêm --replace nếu đúng là muốn vậy (sổ hiện nay được giữ lại bên cạnh)."
                )
            _stay_forgotten(connection)
        except sqlite3.DatabaseError:
            return False
    return True


def _stay_forgotten(connection: sqlite3.Connection) -> None:
    """Acts of forgetting outlive an older export: the papers are erased again, and their ids stay given."""
    known = "SELECT paper FROM main.forgotten"
    papers = [
        paper for (paper,) in connection.execute(f"SELECT paper FROM here.forgotten WHERE paper NOT IN ({known})")
    ]
    if not papers:
        return
    generation = connection.execute("SELECT max(number) FROM main.generations").fetchone()[0]
    connection.execute("BEGIN")
    erase_rows(connection, papers)
    for paper in papers:
        for table, columns in (("forgotten", "paper, at, who, why"), ("refused", "sha256, paper")):
            connection.execute(
                f"INSERT INTO main.{table} ({columns}, since) SELECT {columns}, ? FROM here.{table} WHERE paper = ?",
                (generation, paper),
            )
        for table, columns in (("names", "name, paper"), ("identities", "pid, paper")):
            connection.execute(
                f"INSERT OR IGNORE INTO main.{table} ({columns}, since) SELECT {columns}, ? FROM here.{table} "
                "WHERE paper = ?",
                (generation, paper),
            )
    connection.execute("COMMIT")
    connection.execute("VACUUM main")


def _put_aside(register: Path) -> Path:
    """The register of before, with its log where it could not be closed, under a name that says when."""
    stamp = datetime.now(timezone.utc).strftime("%Y%m%d-%H%M%S")
    try:
        with closing(sqlite3.connect(register)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError:
        pass  # damaged: it is kept as it is
    kept = register.with_name(f"{register.name}.replaced-{stamp}")
    for side in ("", "-wal", "-shm"):
        file = register.with_name(register.name + side)
        if file.exists():
            os.replace(file, kept.with_name(kept.name + side))
    return kept
