"""Days in what was typed, in words or in figures, and how else papers print them.

    ngày 29 tháng 9 năm 2014   29/9/2014   29-09-2014   29.9.2014

Papers are found by the numbers in a row: neither the signs between them nor zeros before them make a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from search.expansions import Expansion
from search.terms import Term, terms

_YEAR = re.compile(r"(?:19|20)\d\d")

# "29/9/2014", "29-9-2014", "30/4", "7/2015". A decimal looks like "30.4", so that is a day behind `ngày` only.
_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d|\d{1,2}/\d{1,2}")
_BEHIND_ITS_NAME = re.compile(rf"{_DAY.pattern}|\d{{1,2}}[.-]\d{{1,2}}")
_MONTH = re.compile(r"\d{1,2}/(?:19|20)\d\d")

# What stands around `tháng`: "29" and "9" or "9/2014".
_AROUND_THE_WORD = re.compile(r"\d{1,2} \d{1,2}(?: (?:19|20)\d\d)?")

# A leap year: the 29th of February is a day, too.
_ANY_YEAR = "2000"

# The syllables of each unit, where it is plain words or a figure.
Units = Sequence[Sequence[Term]]

# Day, month, and the year where it was typed, without zeros before them; month and year, where they stand alone.
_Numbers = tuple[str, ...]


def days(text: str, units: Units) -> Iterator[Expansion]:
    """The other writings of days that were typed in `text`.

    >>> from search.query import understand
    >>> [" ".join(term.source.text for term in one.terms) for one in understand("họp 30/4").expansions]
    ['30 tháng 4']
    """
    place = 0
    while place < len(units):
        found = _found_at(text, units, place)
        if found:
            numbers, last = found
            yield from _otherwise(units, place, last, numbers)
        place = found[1] if found else place + 1


def _otherwise(units: Units, first: int, last: int, numbers: _Numbers) -> Iterator[Expansion]:
    start = first + _is(units, first, "ngay")
    typed = [term.folded for unit in units[start:last] for term in unit]
    in_figures, in_words = (tuple(terms(writing)) for writing in _writings(numbers))
    for written in (in_figures, in_words):
        if [term.folded for term in written] != typed:
            yield Expansion(start, last, written)
    if first < start:
        yield Expansion(first, start, in_figures)  # before figures `ngày` may be left out


def _writings(numbers: _Numbers) -> tuple[str, str]:
    """In figures, and in words."""
    first, second, *year = numbers
    between = "năm" if _YEAR.fullmatch(second) else "tháng"
    return " ".join(numbers), f"{first} {between} {second}" + (f" năm {year[0]}" if year else "")


def _found_at(text: str, units: Units, place: int) -> tuple[_Numbers, int] | None:
    """The day or month that begins with this unit, and where it ends."""
    named = _is(units, place, "ngay")
    start = place + named
    if start == len(units) or not units[start] or not units[start][0].folded.isdigit():
        return None
    numbers, last = _in_words(units, start) or (_in_figures(text, units[start], bool(named)), start + 1)
    if len(numbers) == 2 and not _YEAR.fullmatch(numbers[1]):
        year = last + _is(units, last, "nam")
        if year < len(units) and len(units[year]) == 1 and _YEAR.fullmatch(units[year][0].folded):
            numbers, last = (*numbers, units[year][0].folded), year + 1
    return (numbers, last) if numbers and _is_day(*numbers) else None


def _in_words(units: Units, place: int) -> tuple[_Numbers, int] | None:
    """`29 tháng 9`, `29 tháng 9/2014`."""
    if len(units[place]) > 1 or not _is(units, place + 1, "thang") or place + 2 >= len(units):
        return None
    numbers = tuple(term.folded for term in (*units[place], *units[place + 2]))
    return (numbers, place + 3) if _AROUND_THE_WORD.fullmatch(" ".join(numbers)) else None


def _in_figures(text: str, unit: Sequence[Term], named: bool) -> _Numbers:
    figure = text[unit[0].source.start : unit[-1].source.end]
    is_day = (_BEHIND_ITS_NAME if named else _DAY).fullmatch(figure)
    return tuple(term.folded for term in unit) if is_day or _MONTH.fullmatch(figure) else ()


def _is(units: Units, place: int, folded: str) -> int:
    return int(place < len(units) and len(units[place]) == 1 and units[place][0].folded == folded)


def _is_day(day: str, month: str, year: str = _ANY_YEAR) -> bool:
    if _YEAR.fullmatch(month):
        day, month, year = "1", day, month
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
