"""One file of named arrays, mapped into memory: nothing is read before it is used, and all processes share it.

The arrays follow one another; behind them stand a checksum of every block of the file, the arrays' names and places,
and a checksum of these. A block is checked when something in it is first used, so that nothing is ever answered from
a damaged file, and opening stays cheap.
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search.columnar.seals import damaged

Array = npt.NDArray[Any]

_MAGIC = b"tracuu1\n"
_ALIGNMENT = 8
_BLOCK = 1 << 15
_CHECKSUM = np.dtype("<u4")
_LENGTHS = 3 * 8  # of the arrays, of their checksums, of the table of contents
_TAIL = _LENGTHS + _CHECKSUM.itemsize


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Writes the file whole."""
    contents = {}
    with path.open("wb") as stream:
        stream.write(_MAGIC)
        for name, array in arrays.items():
            stream.write(b"\0" * (-stream.tell() % _ALIGNMENT))
            contents[name] = (array.dtype.str, stream.tell(), len(array))
            stream.write(np.ascontiguousarray(array).data)
        size = stream.tell()
    with path.open("r+b") as stream:
        checksums = _checksums(stream.read())
        table = json.dumps(contents).encode()
        lengths = b"".join(length.to_bytes(8, "little") for length in (size, len(checksums), len(table)))
        end = checksums + table + lengths
        stream.write(end + zlib.crc32(end).to_bytes(_CHECKSUM.itemsize, "little"))


class ArrayFile:
    """The arrays of a file, as views into it."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        with path.open("rb") as stream:
            if path.stat().st_size < len(_MAGIC) + _TAIL:
                raise damaged(self._name)
            self._bytes = np.frombuffer(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ), dtype=np.uint8)
        self._size, table, self._checksums = self._read_end()
        self._contents: dict[str, tuple[str, int, int]] = json.loads(table)
        self._sound = np.zeros(len(self._checksums), dtype=bool)
        self._wholes: dict[str, Array] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._contents

    @property
    def names(self) -> list[str]:
        return list(self._contents)

    def whole(self, name: str) -> Array:
        if name not in self._wholes:
            self._wholes[name] = self.part(name, 0, self._contents[name][2])
        return self._wholes[name]

    def part(self, name: str, first: int, last: int) -> Array:
        """The items from `first` to before `last`. Raises LibraryBroken when they are not what was written."""
        kind, start, _ = self._contents[name]
        size = int(kind[2:])
        begin, end = start + first * size, start + last * size
        self._check(begin // _BLOCK, -(-end // _BLOCK))
        return self._bytes[begin:end].view(kind)

    def check(self) -> None:
        """Reads everything. Raises LibraryBroken when something is not what was written."""
        self._check(0, len(self._sound))

    def _check(self, first: int, last: int) -> None:
        if self._sound[first:last].all():
            return
        for block in range(first, last):
            content = self._bytes[block * _BLOCK : min((block + 1) * _BLOCK, self._size)]
            if zlib.crc32(content.data) != int(self._checksums[block]):
                raise damaged(self._name)
            self._sound[block] = True

    def _read_end(self) -> tuple[int, bytes, npt.NDArray[np.uint32]]:
        tail = self._bytes[-_TAIL:].tobytes()
        lengths = [int.from_bytes(tail[place : place + 8], "little") for place in range(0, _LENGTHS, 8)]
        size, checksums, table = lengths
        if size + checksums + table + _TAIL != len(self._bytes) or checksums % _CHECKSUM.itemsize:
            raise damaged(self._name)
        end = self._bytes[size : -_CHECKSUM.itemsize]
        if zlib.crc32(end.data) != int.from_bytes(tail[-_CHECKSUM.itemsize :], "little"):
            raise damaged(self._name)
        return size, end[checksums : checksums + table].tobytes(), end[:checksums].copy().view(_CHECKSUM)


def _checksums(content: bytes) -> bytes:
    blocks = range(0, len(content), _BLOCK)
    found = [zlib.crc32(memoryview(content)[start : start + _BLOCK]) for start in blocks]
    return np.array(found, dtype=_CHECKSUM).tobytes()
