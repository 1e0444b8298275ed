"""Seals: checksums of what lies in the index's folder, so that nothing is ever answered from a damaged file.

A commit's table of contents ends in its own checksum. A segment's small files are checked whole when it is opened;
of its postings the length is checked there, and each list when it is first read (see codec).
"""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.errors import LibraryBroken

REBUILD = "hãy dựng lại bằng `tracuu index --rebuild`"

SEALS_EXT = ".crc"
_CHECKSUM_BYTES = 4


def seal_file(path: Path) -> None:
    """Writes a file's checksum behind its end."""
    path.write_bytes(_sealed(path.read_bytes()))


def check_file(path: Path) -> None:
    """Raises when a file is not what was sealed."""
    _unsealed(path)


def seal_segment(folder: Path, segment: str, read_in_parts: str) -> None:
    """Writes the seals of a segment whose files are complete; one of them is only measured."""
    seals = {
        path.name: (path.stat().st_size, None if path.name == read_in_parts else _checksum(path))
        for path in sorted(folder.glob(f"{segment}.*"))
        if path.suffix != SEALS_EXT
    }
    (folder / (segment + SEALS_EXT)).write_bytes(_sealed(json.dumps(seals).encode()))


def check_segment(folder: Path, segment: str) -> None:
    """Raises when a file of the segment is not what was written. What was checked once is not read again."""
    for name, (size, checksum) in _seals_of(folder, segment).items():
        path = folder / name
        state = path.stat()
        if state.st_size != size:
            raise damaged(name)
        if checksum is not None and checksum != _checksum_of(path, state.st_ino, size, state.st_mtime_ns):
            raise damaged(name)


def _seals_of(folder: Path, segment: str) -> dict[str, tuple[int, int | None]]:
    """Another file may lie there under the name of the seals, and be as validly sealed as they are."""
    name = segment + SEALS_EXT
    try:
        seals = {file: (size, checksum) for file, (size, checksum) in json.loads(_unsealed(folder / name)).items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(name) from error
    if not seals or not all(file.startswith(f"{segment}.") for file in seals):
        raise damaged(name)
    return seals


def damaged(name: str) -> LibraryBroken:
    return LibraryBroken(f"Chỉ mục bị hỏng ở tệp {name}; {REBUILD}.")


def _sealed(content: bytes) -> bytes:
    return content + zlib.crc32(content).to_bytes(_CHECKSUM_BYTES, "little")


def _unsealed(path: Path) -> bytes:
    sealed = path.read_bytes()
    content = sealed[:-_CHECKSUM_BYTES]
    if sealed != _sealed(content):
        raise damaged(path.name)
    return content


@lru_cache(maxsize=10_000)
def _checksum_of(path: Path, *state: Any) -> int:
    return _checksum(path)


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 17):  # stays in the processor's cache: half the time of a megabyte
            checksum = zlib.crc32(block, checksum)
    return checksum
