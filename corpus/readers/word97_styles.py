"""Fonts, styles and lists of a Word 97-2003 file."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.readers.word97_file import (
    FONTS,
    LIST_USES,
    LISTS,
    STYLES,
    Properties,
    Word97File,
    read_properties,
    unpack,
)
from corpus.readers.word_numbering import LEVELS, Level, ListInstance

_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    22: "decimalZero", 23: "bullet", 57: "numberInDash", 255: "none",
}  # fmt: skip
_GLUE = {0: " ", 1: " ", 2: ""}
_FONT = 0x4A4F

BOLD, ITALIC, CAPITALS, HIDDEN = 0x0835, 0x0836, 0x083B, 0x083C
SWITCHES = frozenset({BOLD, ITALIC, CAPITALS, HIDDEN})


@dataclass(frozen=True)
class Style97:
    """What a style says of letters and of paragraphs, with all that it is made from."""

    name: str
    letters: Properties
    paragraph: Properties


def read_fonts(file: Word97File) -> list[str]:
    """The names of the fonts, by number."""
    table = file.part(FONTS)
    if len(table) < 4:
        return []
    names, place = [], 4
    for _ in range(unpack("<H", table, 0)):
        length = table[place]
        name = table[place + 40 : place + 1 + length].decode("utf-16-le", "replace")
        names.append(name.split("\0")[0])
        place += length + 1
    return names


def read_styles(file: Word97File) -> list[Style97]:
    """The styles, by number."""
    table = file.part(STYLES)
    if len(table) < 6:
        return []
    size, count, base = struct.unpack_from("<HHH", table, 0)
    place, raw = 2 + size, []
    for _ in range(count):
        length = unpack("<H", table, place)
        raw.append(_raw_style(table[place + 2 : place + 2 + length], base) if length else None)
        place += 2 + length + length % 2
    return [_resolved(raw, number) for number in range(len(raw))]


@dataclass(frozen=True)
class _RawStyle:
    name: str
    parent: int
    letters: Properties
    paragraph: Properties


def _raw_style(data: bytes, base: int) -> _RawStyle:
    kind, parts = unpack("<H", data, 2), unpack("<H", data, 4) & 0xF
    length = unpack("<H", data, base)
    name = data[base + 2 : base + 2 + 2 * length].decode("utf-16-le", "replace")
    place, found = base + 4 + 2 * length, []
    for _ in range(parts):
        if place + 2 > len(data):
            break
        size = unpack("<H", data, place)
        found.append(data[place + 2 : place + 2 + size])
        place += 2 + size + size % 2
    of_paragraph = kind & 0xF == 1
    letters = found[-1] if found and (not of_paragraph or len(found) > 1) else b""
    paragraph = found[0][2:] if found and of_paragraph else b""
    return _RawStyle(name, kind >> 4, read_properties(letters), read_properties(paragraph))


def _resolved(raw: list[_RawStyle | None], number: int) -> Style97:
    chain: list[_RawStyle] = []
    while number < len(raw) and (style := raw[number]) is not None and len(chain) < len(raw):
        chain.append(style)
        number = style.parent
    letters: Properties = {}
    paragraph: Properties = {}
    for style in reversed(chain):
        letters = laid_over(style.letters, letters)
        paragraph = {**paragraph, **style.paragraph}
    return Style97(chain[0].name if chain else "", letters, paragraph)


def laid_over(own: Properties, under: Properties) -> Properties:
    """Properties of letters over those of a style; a switch may say: as the style, or not as the style."""
    said = dict(under)
    for code, value in own.items():
        said[code] = under.get(code, 0) ^ (value & 1) if code in SWITCHES and value & 0x80 else value
    return said


def read_lists(file: Word97File, fonts: list[str]) -> dict[str, ListInstance]:
    """The lists in use, by the number that paragraphs name them by."""
    levels = dict(_list_levels(file.part_onward(LISTS), fonts))
    uses = file.part(LIST_USES)
    if len(uses) < 4:
        return {}
    count = unpack("<I", uses, 0)
    place, found = 4 + 16 * count, {}
    for number in range(count):
        list_id, overrides = unpack("<i", uses, 4 + 16 * number), uses[4 + 16 * number + 12]
        starts, place = _starts(uses, place + 4, overrides)
        found[str(number + 1)] = ListInstance(str(list_id), levels.get(list_id, {}), starts)
    return found


def _list_levels(table: bytes, fonts: list[str]) -> Iterator[tuple[int, Mapping[int, Level]]]:
    if len(table) < 2:
        return
    count = unpack("<H", table, 0)
    place = 2 + 28 * count
    for number in range(count):
        head = 2 + 28 * number
        depths = 1 if table[head + 26] & 1 else LEVELS
        levels = {}
        for depth in range(depths):
            levels[depth], place = _level(table, place, fonts)
        yield unpack("<i", table, head), levels


def _level(table: bytes, place: int, fonts: list[str]) -> tuple[Level, int]:
    start, format_, flags = struct.unpack_from("<iBB", table, place)
    follow, letters_size, paragraph_size, limit = table[place + 15], *table[place + 24 : place + 27]
    place += 28 + paragraph_size
    letters = read_properties(table[place : place + letters_size])
    place += letters_size
    length = unpack("<H", table, place)
    text = table[place + 2 : place + 2 + 2 * length].decode("utf-16-le", "replace")
    font = letters.get(_FONT, len(fonts))
    level = Level(
        start=start,
        format=_FORMATS.get(format_, "decimal"),
        text="".join(f"%{ord(sign) + 1}" if ord(sign) < LEVELS else sign for sign in text),
        font=fonts[font] if font < len(fonts) else "",
        glue=_GLUE.get(follow, " "),
        restart=limit if flags & 8 else None,
        legal=bool(flags & 4),
    )
    return level, place + 2 + 2 * length


def _starts(uses: bytes, place: int, overrides: int) -> tuple[dict[int, int], int]:
    """Where the levels of a use begin anew. Levels that a use draws otherwise are passed over."""
    starts = {}
    for _ in range(overrides):
        start, flags = struct.unpack_from("<iI", uses, place)
        place += 8
        if flags & 0x10:
            starts[flags & 0xF] = start
        if flags & 0x20:
            _, place = _level(uses, place, [])
    return starts, place
