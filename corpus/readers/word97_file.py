"""The inside of a Word 97-2003 file: its streams, where its text lies, and what is said of each stretch of it.

The only file that knows olefile. Numbers and names are those of Microsoft's [MS-DOC].
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import olefile

from corpus.errors import UnreadableFile
from corpus.readers.refusals import broken, locked

# Positions in the table of offsets, which begins at 0x9A of the file's head.
STYLES, NOTE_MARKS, NOTE_TEXTS, LETTERS, PARAGRAPHS, FONTS, PIECES, LISTS, LIST_USES = 1, 2, 3, 12, 13, 15, 33, 73, 74

_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_WORD_97 = 0xA5EC

# Words of properties: how long what follows a code is, by its three highest bits.
_OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_SHAPE, _TAB_STOPS = (0xD608, 0xD606), 0xC615

Properties = Mapping[int, int]


def unpack(form: str, data: bytes, offset: int) -> int:
    """One number."""
    value: int = struct.unpack_from(form, data, offset)[0]
    return value


@dataclass(frozen=True)
class Piece:
    """A stretch of text as it lies in the file."""

    first: int  # counted in signs of the paper
    last: int
    offset: int  # in bytes of the file
    width: int  # bytes of a sign
    properties: Properties

    def offset_of(self, position: int) -> int:
        return self.offset + (position - self.first) * self.width


class Word97File:
    """A file held in memory, asked by its tables."""

    def __init__(self, path: Path) -> None:
        try:
            with olefile.OleFileIO(path) as ole:
                self.main = _stream(ole, "WordDocument")
                self._flags = unpack("<H", self.main, 0x0A)
                self.is_97 = unpack("<H", self.main, 0) == _WORD_97
                if self._flags & _ENCRYPTED:
                    raise locked(path)
                name = "1Table" if self._flags & _SECOND_TABLE else "0Table"
                self.table = _stream(ole, name) if self.is_97 else b""
        except UnreadableFile:
            raise
        except (OSError, struct.error, IndexError, ValueError, TypeError, AttributeError) as error:
            raise broken(path) from error

    def part(self, number: int) -> bytes:
        """A structure of the table stream."""
        offset, length = struct.unpack_from("<II", self.main, 0x9A + 8 * number)
        return self.table[offset : offset + length]

    def part_onward(self, number: int) -> bytes:
        """The same, with what stands behind it and is not counted in."""
        return self.table[unpack("<I", self.main, 0x9A + 8 * number) :] if self.part(number) else b""

    def lengths(self) -> tuple[int, ...]:
        """Signs of the text, the footnotes, the headers, macros, comments, endnotes and text boxes."""
        return struct.unpack_from("<7I", self.main, 0x4C)

    def pieces(self) -> list[Piece]:
        """The text, in the order it is read."""
        table, said = self.part(PIECES), []
        place = 0
        while table[place] == 1:
            length = unpack("<H", table, place + 1)
            said.append(read_properties(table[place + 3 : place + 3 + length]))
            place += 3 + length
        length = unpack("<I", table, place + 1)
        count = (length - 4) // 12
        positions = struct.unpack_from(f"<{count + 1}I", table, place + 5)
        return [
            _piece(positions[number : number + 2], table, place + 5 + 4 * (count + 1) + 8 * number, said)
            for number in range(count)
            if positions[number] < positions[number + 1]
        ]

    def stretches(self, number: int) -> Stretches:
        """What is said of the letters, or of the paragraphs, by their offsets in the file."""
        table = self.part(number)
        count = (len(table) - 4) // 8
        pages = struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count > 0 else ()
        starts, said = [], []
        for page in pages:
            begin = (page & 0x3FFFFF) * 512
            for start, one in _page_stretches(self.main[begin : begin + 512], of_paragraphs=number == PARAGRAPHS):
                starts.append(start)
                said.append(one)
        return Stretches(starts, said)


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    data: bytes = ole.openstream(name).read()
    return data


def _piece(span: tuple[int, ...], table: bytes, offset: int, said: list[Properties]) -> Piece:
    where, more = struct.unpack_from("<IH", table, offset + 2)
    narrow = bool(where & 0x40000000)
    where &= 0x3FFFFFFF
    properties = said[more >> 1] if more & 1 and more >> 1 < len(said) else {}
    return Piece(span[0], span[1], where // 2 if narrow else where, 1 if narrow else 2, properties)


class Stretches:
    """What is said of the bytes from each start to the next."""

    def __init__(self, starts: list[int], said: list[bytes]) -> None:
        order = sorted(range(len(starts)), key=starts.__getitem__)
        self._starts = [starts[place] for place in order]
        self._said = [said[place] for place in order]

    def at(self, offset: int) -> tuple[bytes, int | None]:
        """What is said at an offset, and where the next stretch begins."""
        place = bisect_right(self._starts, offset)
        return (
            self._said[place - 1] if place else b"",
            self._starts[place] if place < len(self._starts) else None,
        )


def _page_stretches(page: bytes, of_paragraphs: bool) -> Iterator[tuple[int, bytes]]:
    count = page[511] if len(page) == 512 else 0
    size = 13 if of_paragraphs else 1
    if 4 * (count + 1) + count * size > 511:
        return
    for number in range(count):
        start = unpack("<I", page, 4 * number)
        place = 2 * page[4 * (count + 1) + size * number]
        if not place:
            yield start, b""
        elif of_paragraphs:
            length = 2 * page[place] - 1 if page[place] else 2 * page[place + 1]
            begin = place + (1 if page[place] else 2)
            yield start, page[begin : begin + length]
        else:
            yield start, page[place + 1 : place + 1 + page[place]]
    yield unpack("<I", page, 4 * count), b""


def read_properties(codes: bytes) -> Properties:
    """The property codes with what follows each, where that is a number."""
    said: dict[int, int] = {}
    place = 0
    while place + 2 < len(codes):
        code = unpack("<H", codes, place)
        place += 2
        size = _OPERAND.get(code >> 13)
        if size is None:
            length = codes[place]
            if code in _TABLE_SHAPE and place + 1 < len(codes):
                length = unpack("<H", codes, place)
            elif code == _TAB_STOPS and length == 255:
                break
            place += length + 1
            continue
        said[code] = int.from_bytes(codes[place : place + size], "little")
        place += size
    return said
