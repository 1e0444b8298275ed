"""What was typed, cut into the pieces of the query language: words, quotes, fields, document numbers, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple

from corpus.text import fold_text
from corpus.typed_numbers import TypedNumber, parse_typed
from search.fields import YEARS, field_named
from search.figures import find_figures

# Between two words: either of them. In capitals only; small letters are words.
EITHER = ("OR", "HOẶC", "HOAC")

# Each is looked for among all numbers of the library; what comes behind them is words.
MOST_NUMBERS = 16

_PIECE = re.compile(
    r"""
    (?P<minus>(?<!\S)-(?=[\w"“]))?              # -word, -"a phrase", -năm:2014
    (?:(?P<field>[^\W\d_]+(?:-[^\W\d_]+)?):)?   # năm:  cơ-quan:
    (?:["“](?P<phrase>[^"”]*)["”]?              # an unclosed quote runs to the end
      |(?P<word>[^\s"“”]+))
    """,
    re.VERBOSE,
)
# Nearly every word that is typed: nothing of the language can be in it.
_LETTERS = re.compile(r"\s*(?P<word>[^\W\d_]+[,.;?]?)(?!\S)")
# Every number and figure has one when it is folded, be it "²".
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"""\s+["“](?P<phrase>[^"”]*)["”]?""")


class Sign(Enum):
    WORDS = auto()
    QUOTED = auto()
    EITHER = auto()
    FIELD = auto()
    NUMBER = auto()
    FIGURE = auto()


class Piece(NamedTuple):
    """A stretch of what was typed, and what it is. `text` is what stands there; of a field it is the value."""

    sign: Sign
    text: str
    start: int
    end: int
    minus: bool = False
    typed_name: str = ""  # a field's name as typed
    field: str = ""  # the filter it sets
    number: TypedNumber | None = None

    @property
    def is_empty_field(self) -> bool:
        return self.sign is Sign.FIELD and not self.text.strip()


# A document number or a figure: blanks within it do not end it.
_Unit = tuple[int, int, "TypedNumber | None"]


def pieces(text: str) -> Iterator[Piece]:
    """
    >>> [(piece.sign.name, piece.text) for piece in pieces('rừng "nông thôn" năm: 2014 nq 09')]
    [('WORDS', 'rừng'), ('QUOTED', '"nông thôn"'), ('FIELD', '2014'), ('NUMBER', 'nq 09')]
    """
    units = _units(text)
    position = 0
    while position < len(text):
        letters = _LETTERS.match(text, position)
        if letters and letters["word"] not in EITHER and not _inside(units, letters.span("word")):
            yield Piece(Sign.WORDS, letters["word"], *letters.span("word"))
            position = letters.end()
        elif match := _PIECE.search(text, position):
            for piece in _read(text, match, units):
                yield piece
                position = piece.end
        else:
            return


def without_empty_fields(text: str) -> str:
    """
    >>> without_empty_fields("rừng năm: đất")
    'rừng đất'
    """
    for piece in reversed(list(pieces(text))):
        if piece.is_empty_field:
            text = f"{text[: piece.start].rstrip()} {text[piece.end :].lstrip()}".strip()
    return text


def being_typed(text: str) -> tuple[int, str]:
    """Where the plain words begin that end the text, and behind which open sign: a quote, or a minus before one word.

    >>> [being_typed(text) for text in ("can b", "năm:2020 can b", '-rung "can b', "-rung", "năm:20")]
    [(0, ''), (9, ''), (7, '"'), (1, '-'), (6, '')]
    """
    start = 0
    for piece in pieces(text):
        is_last = piece.end == len(text)
        if is_last and piece.sign is Sign.QUOTED and piece.text[-1] not in '"”':
            return piece.start + len(piece.text) - len(piece.text.lstrip('-"“')), '"'
        if is_last and piece.sign is Sign.WORDS and piece.minus:
            return piece.start + 1, "-"
        if piece.minus or piece.sign in (Sign.QUOTED, Sign.FIELD, Sign.EITHER):
            start = len(text) - len(text[piece.end :].lstrip())
    return start, ""


def _units(text: str) -> list[_Unit]:
    if not _DIGIT.search(fold_text(text)):
        return []
    found: list[_Unit] = []
    position = 0
    while len(found) < MOST_NUMBERS and (number := parse_typed(text[position:])):
        moved = replace(number, start=position + number.start, end=position + number.end)
        found.append((moved.start, moved.end, moved))
        position = moved.end
    return sorted([*found, *((start, end, None) for start, end in find_figures(text))], key=lambda unit: unit[:2])


def _inside(units: Sequence[_Unit], span: tuple[int, int]) -> list[_Unit]:
    """Those that begin there."""
    return [unit for unit in units if span[0] <= unit[0] < span[1]]


def _read(text: str, match: re.Match[str], units: Sequence[_Unit]) -> Iterator[Piece]:
    """The pieces that begin in what was matched. The last one may go on behind it."""
    minus, word = bool(match["minus"]), match["word"]
    name = field_named(match["field"])
    inside = _inside(units, match.span()) if word and not minus else []
    number = next((unit for unit in inside if unit[2]), None)
    if match.group() in EITHER:
        yield Piece(Sign.EITHER, match.group(), *match.span())
    elif name and number and name in ("number", "cites"):
        yield _field(text, match, name, number[1])
    elif name:
        yield _field(text, match, name, _value_end(text, match, name))
    elif word and not inside and (lone := _lone_name(text, match, units)):
        yield lone
    elif minus or not word:
        sign = Sign.WORDS if word else Sign.QUOTED
        yield Piece(sign, match.group(), *match.span(), minus=minus)
    else:
        yield from _words(text, match, inside)


def _words(text: str, match: re.Match[str], inside: Sequence[_Unit]) -> Iterator[Piece]:
    """Plain words, with the numbers and figures between them."""
    position = match.start()
    for start, end, number in inside:
        if start < position:
            continue
        if position < start:
            yield Piece(Sign.WORDS, text[position:start], position, start)
        yield Piece(Sign.NUMBER if number else Sign.FIGURE, text[start:end], start, end, number=number)
        position = end
    if position < match.end():
        yield Piece(Sign.WORDS, text[position : match.end()], position, match.end())


def _field(text: str, match: re.Match[str], name: str, end: int) -> Piece:
    value = match["phrase"] if match["phrase"] is not None else text[match.end("field") + 1 : end]
    return Piece(Sign.FIELD, value, match.start(), end, bool(match["minus"]), match["field"], name)


def _value_end(text: str, match: re.Match[str], name: str) -> int:
    """Years in a row may have blanks around their dash."""
    years = YEARS.match(text, match.start("word")) if name == "year" and match["word"] else None
    return years.end() if years and years.end() > match.end() else match.end()


def _lone_name(text: str, match: re.Match[str], units: Sequence[_Unit]) -> Piece | None:
    """`năm: 2014`, `nơi: "Hà Tĩnh"`: a blank only before a year or a quote; else the field has nothing behind it.

    `Số: 25-KL/TU` is no field: papers print their numbers so.
    """
    typed = match["word"]
    name = field_named(typed[:-1]) if typed.endswith(":") and not match["field"] else ""
    value = _QUOTED.match(text, match.end()) if name else None
    if value:
        return Piece(Sign.FIELD, value["phrase"], match.start(), value.end(), bool(match["minus"]), typed[:-1], name)
    start = len(text) - len(text[match.end() :].lstrip())
    years = YEARS.match(text, start) if name == "year" else None
    if years and not text[years.end() : years.end() + 1].strip(" \t\n,.;"):
        return Piece(Sign.FIELD, years[0], match.start(), years.end(), bool(match["minus"]), typed[:-1], name)
    if not name or match["minus"] or any(unit[0] == start and unit[2] for unit in units):
        return None
    return Piece(Sign.FIELD, "", *match.span(), typed_name=typed[:-1], field=name)
