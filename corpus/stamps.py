"""A copy's stamp at the head of a paper: who copied it, and when, is not who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.letterhead import columns_of, is_motto, is_number_line
from corpus.lines import Line, in_capitals
from corpus.numbers import read_number
from corpus.text import fold_text

# "SAO Y", "SAO LỤC", "Sao y bản chính", "TRÍCH SAO", "BẢN SAO", "SAO Y; 08:15 05/10/2014"; not "Sao y tế", "SAO VÀNG"
_STAMP = re.compile(
    r"""
    \W*
    (?: (?:BẢN\s+)?SAO\s+(?:Y|LỤC) (?:\s+(?:TỪ\s+)?BẢN\s+(?:CHÍNH|GỐC|SAO))?
      | TRÍCH\s+SAO | BẢN\s+SAO )
    \s*(?:$|[^\w\s]|ngày\b|số\b|\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST = 80

# "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", "PHÓ BÍ THƯ": who signed the copy
_COPIER = re.compile(r"\W*(?:T/?L|T/?M|K/?T|T/?UQ|PHÓ|CHÁNH|TRƯỞNG|BÍ\s+THƯ|CHỦ\s+TỊCH|GIÁM\s+ĐỐC)\b")

# "120-BS/VPTU", "45/SY-UBND": the number of the copy, its kind folded as numbers are compared
_OF_COPIES = tuple(map(fold_text, ("BS", "SY", "SL", "TrS", "TS")))


def own_head(lines: Sequence[Line]) -> Sequence[Line]:
    """The letterhead without a copy's stamp: the stamp stands above it, with a head of its own, or under it."""
    stamp = next((place for place in reversed(range(len(lines))) if _is_stamp(lines[place])), None)
    if stamp is None:
        return lines
    begin = next((place for place in range(stamp, len(lines)) if _is_own(lines[place])), None)
    if begin is None:
        return [line for line in lines[:stamp] if not _has_number_of_copy(line)]
    while begin > stamp + 1 and _leads_to_own(lines[begin - 1]):
        begin -= 1
    return lines[begin:]


def _is_stamp(line: Line) -> bool:
    return any(_STAMP.match(cell) and len(cell) < _LONGEST for cell in _cells(line))


def _is_own(line: Line) -> bool:
    """Motto or number: only the paper itself has these behind a stamp."""
    return any(is_motto(cell) or is_number_line(cell) and not _is_number_of_copy(cell) for cell in _cells(line))


def _leads_to_own(line: Line) -> bool:
    """The body above the number, in capitals, and the star between them; not the copier's `CHÁNH VĂN PHÒNG`."""
    if not any(map(str.isalnum, line.text)):
        return True
    return in_capitals(line.text) and not _COPIER.match(line.text)


def _has_number_of_copy(line: Line) -> bool:
    return any(map(_is_number_of_copy, _cells(line)))


def _is_number_of_copy(cell: str) -> bool:
    number = read_number(cell)
    return number is not None and number.key[2] in _OF_COPIES


def _cells(line: Line) -> list[str]:
    return [cell for row in columns_of(line) for cell in row if cell]
