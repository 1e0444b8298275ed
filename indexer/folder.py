"""Which files there are under the given paths, and which of them must be read."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import BadRequest
from corpus.system_errors import said
from search.engine import Fingerprint

# Files that offices keep beside their papers and that are no papers: passed over without a word each.
_NO_PAPERS = frozenset({".db", ".ini", ".lnk", ".tmp", ".bak", ".url", ".exe", ".dll", ".sqlite3", ".json", ".xml"})

# In the fingerprint of a file that was refilled from the register, which knows only its content.
UNKNOWN_SIZE = -1

# A file that was changed this shortly before it was read may be changed again within the same tick of its clock.
_TOO_FRESH = 2_000_000_000


@dataclass(frozen=True)
class File:
    """A file that may hold a paper."""

    origin: str  # absolute path
    source: str  # the same, relative to the root
    size: int
    modified: int


@dataclass(frozen=True)
class Closed:
    """A folder or file that is there and does not let us look."""

    file: File
    reason: str


@dataclass(frozen=True)
class Plan:
    """What a run has to do."""

    to_read: tuple[File, ...]
    unchanged: tuple[File, ...]
    vanished: tuple[str, ...]  # origins to be removed
    kept: tuple[str, ...]  # origins that are gone too, but so many of one path that a mistake is likelier
    closed: tuple[Closed, ...] = ()  # nothing is known about what lies there, so nothing of it has vanished


def roots_of(paths: Iterable[Path], may_be_gone: bool = False) -> tuple[Path, ...]:
    """The paths made certain, each once."""
    return tuple(dict.fromkeys(_root(path, may_be_gone) for path in paths))


def plan(
    roots: Sequence[Path],
    known: Mapping[str, Fingerprint],
    anew: bool = False,
    remove: bool = False,
    library: Path | None = None,
) -> Plan:
    """Compares the files under the roots with what is known of them.

    `anew` reads all of them again; `remove` believes that a root has lost most of its files, or is no longer there.
    The library's own files are no papers, wherever it lies.
    """
    # A root inside another one is walked first, so that a file is named as the outer one sees it.
    walked = [found for root in sorted(roots, key=_depth, reverse=True) for found in _files(root, library)]
    files = {found.origin: found for found in walked if isinstance(found, File)}
    closed = {found.file.origin: found for found in walked if isinstance(found, Closed)}
    unchanged = [] if anew else [file for file in files.values() if _unchanged(file, known.get(file.origin))]
    same = {file.origin for file in unchanged}
    vanished: set[str] = set()
    kept: set[str] = set()
    for root in roots:
        read_from = [origin for origin in known if _lies_in(origin, root)]
        gone = [origin for origin in read_from if origin not in files and not _lies_in_any(origin, closed)]
        (vanished if remove or 2 * len(gone) <= len(read_from) else kept).update(gone)
    return Plan(
        to_read=tuple(file for file in files.values() if file.origin not in same),
        unchanged=tuple(unchanged),
        vanished=tuple(origin for origin in known if origin in vanished - kept),
        kept=tuple(origin for origin in known if origin in kept),
        closed=tuple(closed.values()),
    )


def fingerprint(file: File, sha256: str, paper: str) -> Fingerprint:
    """What to remember of a file that was read. A file that changed a moment ago is not believed next time."""
    fresh = time.time_ns() - file.modified < _TOO_FRESH
    return Fingerprint(file.size, 0 if fresh else file.modified, sha256, paper)


def sha256(path: str) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _root(path: Path, may_be_gone: bool) -> Path:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        if not may_be_gone:
            raise BadRequest(f"Không có tệp hay thư mục “{path}”.") from error
        return path.resolve()
    except OSError as error:
        raise BadRequest(f"Không mở được “{path}” ({said(error)}).") from error
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise BadRequest(f"“{path}” không phải là tệp hay thư mục.")
    return path.resolve()


def _depth(root: Path) -> int:
    return len(root.parts)


def _lies_in(origin: str, folder: Path) -> bool:
    return f"{origin}{os.sep}".startswith(os.path.join(folder, ""))


def _lies_in_any(origin: str, closed: Mapping[str, Closed]) -> bool:
    return bool(closed) and any(str(place) in closed for place in (Path(origin), *Path(origin).parents))


def _files(root: Path, library: Path | None) -> Iterator[File | Closed]:
    if root.is_file():
        yield from _file(root, root.parent)
        return
    no_entry: list[OSError] = []
    own = str(library.resolve()) if library else None
    for folder, folders, names in os.walk(root, onerror=no_entry.append):
        # Hidden folders, and the locks that Word leaves beside an open file, are nobody's papers.
        folders[:] = sorted(name for name in folders if not name.startswith(".") and os.path.join(folder, name) != own)
        for name in sorted(names):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() not in _NO_PAPERS:
                yield from _file(Path(folder, name), root)
    for error in no_entry:
        if not isinstance(error, FileNotFoundError):
            yield _closed(Path(error.filename), root, error)


def _file(path: Path, root: Path) -> Iterator[File | Closed]:
    """Nothing for what is no file, or not any more."""
    try:
        state = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        yield _closed(path, root, error)
        return
    if stat.S_ISREG(state.st_mode):
        yield File(str(path), path.relative_to(root).as_posix(), state.st_size, state.st_mtime_ns)


def _closed(path: Path, root: Path, error: OSError) -> Closed:
    file = File(str(path), path.relative_to(root).as_posix(), UNKNOWN_SIZE, 0)
    return Closed(file, f"không mở được: {said(error)}")


def _unchanged(file: File, known: Fingerprint | None) -> bool:
    if known is None:
        return False
    if (known.size, known.modified) == (file.size, file.modified):
        return True
    # The clock alone may have moved (a copy, a restored backup), or nothing but the content is known.
    try:
        return known.size in (file.size, UNKNOWN_SIZE) and known.sha256 == sha256(file.origin)
    except OSError:
        return False  # reading it will say why
