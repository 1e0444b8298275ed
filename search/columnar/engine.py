"""The engine over a Whoosh index: opens it, keeps one snapshot at a time, fetches what the hits show."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from whoosh.index import EmptyIndexError, FileIndex

from corpus.errors import LibraryBroken, LibraryBusy
from corpus.system_errors import said
from search.columnar.schema import INDEX_NAME, schema
from search.columnar.seals import REBUILD, check_file
from search.columnar.state import State
from search.columnar.storage import IndexStorage
from search.engine import Fingerprint, Found, PaperRecord, Search
from search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from search.columnar.batch import ColumnarBatch

# How often a reader tries to open an index that is being committed to at the same time, and the seconds between.
_ATTEMPTS = 10
_PAUSE = 0.02


class WhooshEngine:
    """The index of one library. Reading follows the commits of other processes by itself."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._folder = library / "index"
        self._state: State | None = None

    # Reading

    @property
    def generation(self) -> int | None:
        state = self._current()
        return state.generation if state else None

    @property
    def state(self) -> tuple[int, ...] | None:
        state = self._current()
        return state.stamp if state else None

    def search(self, search: Search) -> Found:
        state = self._current()
        if state is None:
            raise LibraryBroken("Thư viện chưa có gì để tìm: hãy chạy `tracuu index THƯ_MỤC`.")
        return state.search(search)

    def document(self, paper: str) -> PaperRecord | None:
        state = self._current()
        return state.paper(paper) if state else None

    def papers(self) -> dict[str, int]:
        state = self._current()
        return state.papers() if state else {}

    def check(self) -> None:
        """Reads the whole index, as no question does. Raises LibraryBroken when something is not what was written."""
        state = self._current()
        for segment in state.segments if state else ():
            segment.check()

    def fingerprints(self) -> dict[str, Fingerprint]:
        state = self._current()
        return state.fingerprints() if state else {}

    def vocabulary(self) -> Vocabulary | None:
        state = self._current()
        return state.vocabulary if state else None

    def suggest(self, typed: str, limit: int) -> list[str]:
        state = self._current()
        return state.suggest(typed, limit) if state else []

    # Writing

    @contextmanager
    def writing(self, rebuild: bool = False) -> Iterator[ColumnarBatch]:
        """Holds the library's only pen. A rebuilt index replaces the old one at its first commit."""
        # Whoosh's writer and its queries, and all that counts what a segment says: a search need not wait for them.
        from search.columnar.batch import ColumnarBatch

        self._library.mkdir(parents=True, exist_ok=True)
        lock = IndexStorage(str(self._library)).lock("write.lock")
        if not lock.acquire():
            raise LibraryBusy("Thư viện đang được một tiến trình khác ghi; hãy thử lại sau.")
        try:
            self._mend_exchange()
            fresh = rebuild or not self._folder.exists()
            if not fresh:
                self._current()  # nothing is added to an index that cannot be read
            batch = ColumnarBatch(self._new_index(), self._exchange) if fresh else ColumnarBatch(_open(self._folder))
            try:
                yield batch
            finally:
                batch.close()
        finally:
            self._clear_new()  # with the pen still in hand: a moment later it may be another run's
            lock.release()

    def _new_index(self) -> FileIndex:
        self._clear_new()
        new = self._folder.with_name("index.new")
        new.mkdir()
        return FileIndex.create(IndexStorage(str(new)), schema(), INDEX_NAME)

    def _clear_new(self) -> None:
        """Takes away what was begun and not put in place, by this run or by one that was killed."""
        shutil.rmtree(self._folder.with_name("index.new"), ignore_errors=True)

    def _exchange(self) -> FileIndex:
        """The new index takes the old one's place: a reader finds one or the other."""
        old, new = self._folder.with_name("index.old"), self._folder.with_name("index.new")
        shutil.rmtree(old, ignore_errors=True)
        if self._folder.exists():
            os.replace(self._folder, old)
        os.replace(new, self._folder)
        shutil.rmtree(old, ignore_errors=True)
        return _open(self._folder)

    def _mend_exchange(self) -> None:
        """Undoes an exchange that was killed between its two moves."""
        old = self._folder.with_name("index.old")
        if old.exists() and not self._folder.exists():
            os.replace(old, self._folder)

    # The current state

    def _current(self) -> State | None:
        """The state of the newest commit; None where there has been none yet."""
        for attempt in range(_ATTEMPTS):
            try:
                folder = self._readable_folder()
                if folder is None:
                    return None
                stamp = _stamp(folder)
                if self._state is None or self._state.stamp != stamp:
                    self._state = State(stamp, _open(folder), self._state)
                return self._state
            except (FileNotFoundError, EmptyIndexError):
                # A commit took files away between our look at its table of contents and our opening of them.
                if attempt + 1 == _ATTEMPTS:
                    raise LibraryBroken(f"Chỉ mục thiếu tệp; {REBUILD}.") from None
                time.sleep(_PAUSE)
            except OSError as error:
                raise LibraryBroken(f"Chỉ mục không đọc được ({said(error)}); {REBUILD}.") from error
        raise AssertionError("the loop returns or raises")

    def _readable_folder(self) -> Path | None:
        """Where the index lies; for a moment of a rebuild, or when that was killed, it is still beside its place."""
        folders = (self._folder, self._folder.with_name("index.old"), self._folder)
        return next((folder for folder in folders if folder.exists()), None)


def _stamp(folder: Path) -> tuple[int, ...]:
    """Names a commit: its newest table of contents, which is a new file each time, also after a rebuild."""
    path = _newest_table_of_contents(folder)
    state = path.stat()
    return state.st_dev, state.st_ino, state.st_mtime_ns, _number(path)


def _newest_table_of_contents(folder: Path) -> Path:
    tables = [path for path in folder.iterdir() if path.suffix == ".toc"]
    ours = [path for path in tables if path.name.startswith(f"_{INDEX_NAME}_")]
    if tables and not ours:
        raise LibraryBroken(f"Chỉ mục do một phiên bản khác của tracuu tạo ra; {REBUILD}.")
    if not ours:
        raise FileNotFoundError(folder)
    return max(ours, key=_number)


def _number(table_of_contents: Path) -> int:
    digits = table_of_contents.stem.rpartition("_")[2]
    return int(digits) if digits.isdigit() else -1


def _open(folder: Path) -> FileIndex:
    check_file(_newest_table_of_contents(folder))
    try:
        return FileIndex(IndexStorage(str(folder)), indexname=INDEX_NAME)
    except (FileNotFoundError, EmptyIndexError):
        raise
    except Exception as error:  # whatever a damaged pickle raises: here it has one meaning only
        raise LibraryBroken(f"Chỉ mục không đọc được ({type(error).__name__}); {REBUILD}.") from error
