"""The whole register as lines of JSON, for version control or another machine; and back, whole or not at all."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TextIO

from corpus.errors import BadRequest, LibraryBroken
from corpus.register import current_generation
from corpus.register_coherence import Rows, Unfit, as_column
from corpus.register_erasing import is_readable
from corpus.register_opening import FILE_NAME, connect, honest, obey
from corpus.register_schema import VERSION, content_sha256, prepare
from corpus.register_shapes import CONTENT, END, HEAD, ROWS, fault

Row = dict[str, Any]

_FIRST_EXPORTED = 2  # version 1 had no exports


# Export


def write_lines(library: Path, out: TextIO) -> int:
    """Writes the register as it stands in its newest finished generation; gives the number of rows."""
    with closing(connect(library / FILE_NAME)) as connection, honest():
        obey(connection, library)
        if is_readable(library):
            raise LibraryBroken("Một lần thu hồi đã bị dừng giữa chừng: hãy chạy `tracuu index` để xoá nốt, rồi xuất.")
        return write_lines_of(connection, out)


def write_lines_of(connection: sqlite3.Connection, out: TextIO) -> int:
    """The same of a register that belongs to no library."""
    connection.execute("BEGIN")
    count, generation = 0, current_generation(connection)
    _write(out, {"register": VERSION, "generation": generation})
    for row in _rows(connection, generation):
        _write(out, row)
        count += 1
    _write(out, {"rows": count})
    connection.execute("COMMIT")
    return count


def export_file(library: Path, path: Path) -> int:
    """The same into a file, which is the old or the new one whatever happens."""
    new = path.with_name(f"{path.name}.new")
    try:
        with new.open("w", encoding="utf-8", newline="\n") as out:
            count = write_lines(library, out)
            out.flush()
            os.fsync(out.fileno())
        new.replace(path)
    except OSError as error:
        if error.filename in (None, str(new)):
            error.filename = str(path)  # whoever asked knows of this one only
        raise
    finally:
        with suppress(OSError):  # it was never there, or what went wrong with it is being told already
            new.unlink()
    return count


def _write(out: TextIO, value: Row) -> None:
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def _rows(connection: sqlite3.Connection, generation: int) -> Iterator[Row]:
    for table in ROWS:
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


def incoherence(library: Path) -> str | None:
    """Why an export of this register could not be imported: damage that neither SQLite nor a sum of words sees."""
    table = ""
    with closing(connect(library / FILE_NAME)) as connection, closing(sqlite3.connect("")) as copy, honest():
        copy.row_factory = sqlite3.Row
        prepare(copy, Path())
        rows = Rows(copy)
        try:
            for place, row in enumerate(_rows(connection, current_generation(connection))):
                table = row.pop("table")
                rows.take(place, table, row)
            rows.end()
        except Unfit as unfit:
            return f"bảng {table}: {unfit}"
        except (ValueError, RecursionError) as error:
            return f"sau một dòng của bảng {table}: nội dung không phải là JSON ({error})"
    return None


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
    return lines.count


class _Lines:
    """Takes an export line by line and believes none of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.count = 0
        self._rows = Rows(connection)
        self._number = 0
        self._head: Row = {}
        self._ended = False

    def take(self, number: int, line: bytes) -> None:
        self._number = number
        value = self._value(line)
        if number == 1:
            self._take_head(value)
        elif self._ended:
            raise self._bad("đứng sau dòng cuối")
        elif "table" in value:
            self._take_row(value)
        else:
            self._take_end(value)

    def end(self) -> None:
        """Nothing may be missing, and every paper must come back as the parser gave it."""
        self._number += 1
        if not self._ended:
            raise self._bad("thiếu: tệp bị cắt cụt, hoặc không phải là bản xuất của sổ đăng ký")
        try:
            self._rows.end()
        except Unfit as unfit:
            self._number = unfit.place
            raise self._bad(str(unfit)) from unfit

    def _value(self, line: bytes) -> Row:
        """The object of a line, as JSON means it: no name twice, no number that is none, no bottomless nesting."""
        try:
            value = json.loads(line.decode(), object_pairs_hook=_named_once, parse_constant=_no_number)
        except _Twice as twice:
            raise self._bad(f"có hai “{str(twice)[:40]}”") from twice
        except (ValueError, RecursionError) as error:  # UnicodeDecodeError is one too
            raise self._bad("không phải là JSON") from error
        if not isinstance(value, dict):
            raise self._bad("không phải là một đối tượng JSON")
        return value

    def _take_head(self, value: Row) -> None:
        if reason := fault(value, HEAD):
            raise self._bad(f"không phải là dòng đầu của một bản xuất sổ đăng ký ({reason})")
        if value["register"] > VERSION:
            raise self._bad("do một phiên bản tracuu mới hơn xuất ra: hãy nâng cấp tracuu")
        if value["register"] < _FIRST_EXPORTED:
            raise self._bad(f"không có bản xuất nào của phiên bản {value['register']}")
        self._head = value

    def _take_end(self, value: Row) -> None:
        if fault(value, END):
            raise self._bad("không nói nó thuộc bảng nào, và không phải là dòng cuối")
        if value["rows"] != self.count:
            raise self._bad(f"nói có {value['rows']} dòng dữ liệu, trong tệp có {self.count}")
        if self._head["generation"] != self._rows.generation:
            self._number = 1
            raise self._bad(f"nói đến lần ghi {self._head['generation']}, trong tệp có {self._rows.generation}")
        self._ended = True

    def _take_row(self, value: Row) -> None:
        table = value.pop("table")
        if not isinstance(table, str) or table not in ROWS:
            raise self._bad("không nói nó thuộc bảng nào")
        try:
            self._rows.take(self._number, table, _of_today(table, value, self._head["register"]))
        except Unfit as unfit:
            raise self._bad(str(unfit)) from unfit
        self.count += 1

    def _bad(self, reason: str) -> BadRequest:
        return BadRequest(f"Dòng {self._number}: {reason}. Không nhập gì cả.")


class _Twice(Exception):
    """A name that stands twice in one object: nobody can tell which of the values is meant."""


def _named_once(pairs: list[tuple[str, Any]]) -> Row:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(ascii(name)[1:-1] for name in names if names.count(name) > 1))
    return value


def _no_number(constant: str) -> None:
    raise ValueError(constant)


def _of_today(table: str, value: Row, version: int) -> Row:
    """A line of an older file as today's tables have it."""
    if version < 3 and table == "refused" and "sha256" in value and not {"kind", "print"} & value.keys():
        return {"kind": "sha256", "print": value["sha256"], **{name: value[name] for name in value if name != "sha256"}}
    if version < 4 and table == "papers" and "content_sha256" not in value and not fault(value.get("content"), CONTENT):
        return {**value, "content_sha256": content_sha256(as_column(value["content"]))}
    return value
