"""Opening the register's file: to write, or to read, also where nothing can be written beside it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from corpus import forgetting_log
from corpus.errors import LibraryBroken
from corpus.register_schema import VERSION, prepare
from corpus.system_errors import said_by_sqlite

FILE_NAME = "register.sqlite3"

# What SQLite says to a reader who may not make the two files that it wants beside the register.
_CANNOT_WRITE_BESIDE = ("unable to open database file", "attempt to write a readonly database")


def connect(path: Path, writing: bool = False) -> sqlite3.Connection:
    """Opens the file; makes or migrates it only for the writer."""
    if not writing and not path.exists():
        raise LibraryBroken("Thư viện chưa có văn bản nào: hãy chạy `tracuu index THƯ_MỤC`.")
    with ExitStack() as on_error, honest():
        opened = sqlite3.connect(path, isolation_level=None, timeout=30) if writing else for_reading(path)
        connection = on_error.enter_context(closing(opened))
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL" if writing else "PRAGMA query_only = 1")
        # A link that was given out must outlive a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and not writing:
            raise LibraryBroken("Sổ đăng ký còn trống: hãy chạy `tracuu index THƯ_MỤC`.")
        if version > VERSION:
            raise LibraryBroken("Sổ đăng ký do một phiên bản tracuu mới hơn tạo ra: hãy nâng cấp tracuu.")
        if writing:
            prepare(connection, path)
        elif version < VERSION:
            raise LibraryBroken("Sổ đăng ký thuộc phiên bản cũ: chạy `tracuu index` một lần để chuyển đổi.")
        on_error.pop_all()
        return connection


def for_reading(path: Path) -> sqlite3.Connection:
    """Opens the file for whoever may read it, also where SQLite cannot write what it keeps beside it.

    A connection is opened for each request: what is committed later, the next one sees.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    try:
        connection.execute("PRAGMA user_version")  # the first look into the file makes what stands beside it
        return connection
    except sqlite3.OperationalError as error:
        connection.close()
        if str(error) not in _CANNOT_WRITE_BESIDE or os.access(path.parent, os.W_OK):
            raise
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:  # commits that are not in the file yet
            raise LibraryBroken(
                "Lần ghi trước vào sổ đăng ký chưa khép lại, mà người chạy chương trình này không có quyền ghi ở đó: "
                "hãy chạy `tracuu check` một lần với tư cách chủ của thư viện."
            ) from error
    # All that was ever committed is in the file itself, so it can be read without what stands beside it.
    return sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)


def obey(connection: sqlite3.Connection, library: Path) -> None:
    """Nobody reads a register that still holds what the log of forgetting says is gone."""
    with honest():
        if unobeyed(connection, library):
            raise LibraryBroken(
                "Sổ đăng ký cũ hơn nhật ký thu hồi: còn văn bản đã thu hồi ở trong. Hãy chạy `tracuu check --repair`."
            )


def unobeyed(connection: sqlite3.Connection, library: Path) -> list[forgetting_log.Act]:
    """The acts in the log that this register knows nothing of: it was put back from an older copy."""
    logged = forgetting_log.read(library)
    if not logged:
        return []
    here = {row[0] for row in connection.execute("SELECT paper FROM forgotten")}
    return [act for paper, act in logged.items() if paper not in here]


@contextmanager
def honest() -> Iterator[None]:
    """What SQLite says of a file that it cannot use becomes our own error; it is never answered as an empty library."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the second about what the first would have said
        if reason := said_by_sqlite(str(error)):
            raise LibraryBroken(f"Không ghi hoặc đọc được sổ đăng ký: {reason}.") from error
        raise LibraryBroken(f"Sổ đăng ký {FILE_NAME} không dùng được ({error}): hãy chạy `tracuu check`.") from error
