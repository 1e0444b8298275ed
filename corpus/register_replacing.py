"""The register of an export takes the place of a library's own, which is kept beside it as a dated copy.

Whatever happens in the middle, the library has the old register or the new one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.errors import BadRequest, LibraryBroken
from corpus.register_erasing import erase, seal
from corpus.register_exchange import read_lines, write_lines_of
from corpus.register_honouring import honour, to_honour
from corpus.register_opening import FILE_NAME, connect
from corpus.register_writing import RegisterPen
from corpus.viet_nam_time import VIET_NAM

# So many registers of before are kept; of a further one the oldest gives way.
KEPT = 5

_SIDES = ("-wal", "-shm", "-journal")
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True)
class Replaced:
    """What became of the registers."""

    rows: int
    kept: Path | None  # where the one before lies now
    was_asked: bool  # whether that one could be read
    honoured: tuple[str, ...]  # papers of the file that the log of forgetting says are gone


def replace_register(
    path: Path, library: Path, may_lose: bool, beginning: Callable[[], None] = lambda: None
) -> Replaced:
    """Puts the register of an export, or one that was kept, in the library's place; `beginning` is told just before.

    What was forgotten here stays forgotten. Links that the file does not know are given up only when that is meant.
    """
    library.mkdir(parents=True, exist_ok=True)
    register, new = library / FILE_NAME, library / f"{FILE_NAME}.import"
    with _cleared(new), _as_lines(path, library) as lines:
        rows = read_lines(lines, new)
        was_asked = register.exists() and _is_ready(library)
        honoured = _honour(new, library)
        if was_asked:
            _compare(register, new, may_lose)
        kept = _keep(register) if register.exists() else None
        beginning()
        _swap(new, register, was_asked)
    return Replaced(rows, kept, was_asked, honoured)


def sweep(library: Path) -> None:
    """What a killed import left half done: it may hold the words of a paper that was forgotten."""
    for name in ("import", "part", "back", "lines"):
        _clear(library / f"{FILE_NAME}.{name}")


def _clear(file: Path) -> None:
    for side in ("", *_SIDES):
        file.with_name(file.name + side).unlink(missing_ok=True)


@contextmanager
def _cleared(new: Path) -> Iterator[None]:
    try:
        yield
    finally:
        _clear(new)


@contextmanager
def _as_lines(path: Path, library: Path) -> Iterator[Path]:
    """A register that was kept is believed no more than any other file: it is written as lines, and read as such."""
    with path.open("rb") as file:
        is_register = file.read(len(_SQLITE)) == _SQLITE
    if not is_register:
        yield path
        return
    copy, lines = library / f"{FILE_NAME}.back", library / f"{FILE_NAME}.lines"
    with _cleared(copy), _cleared(lines):
        try:
            for side in ("", "-wal"):
                if path.with_name(path.name + side).exists():
                    shutil.copyfile(path.with_name(path.name + side), copy.with_name(copy.name + side))
            # A kept register may be of an older version; only the copy of it is brought up to date.
            with closing(connect(copy, writing=True)) as connection, lines.open("w", encoding="utf-8") as out:
                write_lines_of(connection, out)
        except (LibraryBroken, sqlite3.DatabaseError, ValueError) as error:
            raise BadRequest(f"{path} là một sổ đăng ký đã hỏng: không nhập gì cả.") from error
        finally:
            for older in library.glob(f"{copy.name}.version-*"):
                older.unlink()
        yield lines


def _is_ready(library: Path) -> bool:
    """Whether the library's own register can be asked; its acts of forgetting are in the log then."""
    try:
        connect(library / FILE_NAME, writing=True).close()
        erase(library)
    except LibraryBroken:
        return False
    return True


def _honour(new: Path, library: Path) -> tuple[str, ...]:
    """The log of forgetting is obeyed before the register is anybody's."""
    with closing(connect(new, writing=True)) as connection:
        acts = to_honour(connection, library)
        taken_out: list[str] = []
        if acts:
            pen = RegisterPen(connection, lambda source: False)
            pen.begin()
            taken_out = honour(pen, acts)
            pen.prepare_commit()
            pen.finish()
    seal(new, library)
    with closing(connect(new, writing=True)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, that can be moved
    return tuple(taken_out)


def _compare(register: Path, new: Path, may_lose: bool) -> None:
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS here", (str(register),))
        try:
            pids, names = connection.execute(
                """SELECT (SELECT count(*) FROM here.identities WHERE pid NOT IN (SELECT pid FROM main.identities)),
                          (SELECT count(*) FROM here.names WHERE name NOT IN (SELECT name FROM main.names))"""
            ).fetchone()
        except sqlite3.DatabaseError:
            return  # damaged where nobody had looked yet: then the export is all there is
    if (pids or names) and not may_lose:
        raise BadRequest(
            f"Thư viện này có {pids} mã đoạn và {names} tên văn bản mà tệp không có: nhập vào thì những "
            "liên kết ấy mất. Thêm --replace nếu đúng là muốn vậy (sổ hiện nay được giữ lại bên cạnh)."
        )


# The register of before


def _keep(register: Path) -> Path:
    """A copy under a name that says when; whole, or not there at all."""
    kept = _free(register)
    part = register.with_name(f"{register.name}.part")
    with _cleared(part):
        try:
            with closing(sqlite3.connect(register)) as here, closing(sqlite3.connect(part)) as copy:
                here.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.DatabaseError:
            _copy_as_it_is(register, part, kept)
        _to_disk(part)
        os.replace(part, kept)
    for oldest in sorted(_kept(register))[:-KEPT]:
        _clear(oldest)
    return kept


def _free(register: Path) -> Path:
    stamp = datetime.now(VIET_NAM).strftime("%Y%m%d-%H%M%S")
    names = (f"{register.name}.replaced-{stamp}{suffix}" for suffix in ("", *(f"-{n}" for n in range(2, 100))))
    return next(path for name in names if not (path := register.with_name(name)).exists())


def _kept(register: Path) -> list[Path]:
    return [path for path in register.parent.glob(f"{register.name}.replaced-*") if not path.name.endswith(_SIDES)]


def _copy_as_it_is(register: Path, part: Path, kept: Path) -> None:
    """A damaged one, with its log: somebody may still read something out of it."""
    shutil.copyfile(register, part)
    log = register.with_name(f"{register.name}-wal")
    if log.exists():
        shutil.copyfile(log, kept.with_name(f"{kept.name}-wal"))


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _swap(new: Path, register: Path, was_asked: bool) -> None:
    """In one transaction, so that readers and a crash find the one or the other; a register that is damaged gives way
    to the file."""
    if was_asked:
        try:
            with closing(sqlite3.connect(new)) as source, closing(sqlite3.connect(register, timeout=30)) as target:
                source.backup(target)
                target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        except sqlite3.DatabaseError:
            pass
    _to_disk(new)
    for side in _SIDES:  # a log that is left would be played into the new file
        register.with_name(register.name + side).unlink(missing_ok=True)
    os.replace(new, register)
