"""Terms of committees: which term a day falls into, and which terms a text names (`khóa XII`, `nhiệm kỳ 2015 - 2020`).

The Party's numbers begin anew with each kind and each term of the committee, the State's with each year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# The days on which the congresses of the Party closed: from then on the new Central Committee counts its own numbers.
_CENTRAL = (
    (6, date(1986, 12, 18)),
    (7, date(1991, 6, 27)),
    (8, date(1996, 7, 1)),
    (9, date(2001, 4, 22)),
    (10, date(2006, 4, 25)),
    (11, date(2011, 1, 19)),
    (12, date(2016, 1, 28)),
    (13, date(2021, 2, 1)),
    (14, date(2026, 1, 23)),
)

# Committees below the Central one are elected in these years and every fifth after; the day differs by place.
_ELECTED = (1986, 1991, 1996, 2000, 2005, 2010)
_LAST_ELECTED_LISTED = _ELECTED[-1]

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}

# "khóa XII", "(khoá X)", "KHÓA XI"
TERM = re.compile(r"kh(?:óa|oá)\s+(?P<term>[IVXL]+)(?!\w)", re.IGNORECASE)
# "nhiệm kỳ 2015 - 2020"
_YEARS = re.compile(r"nhiệm\s+kỳ\s+(?P<first>(?:19|20)\d\d)\s*[-–]\s*(?P<last>(?:19|20)\d\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """The first and the last year of a term."""

    first: int
    last: int


def roman(text: str) -> int:
    """
    >>> roman("XII"), roman("xix")
    (12, 19)
    """
    values = [_ROMAN[letter] for letter in text.lower()]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following))


def named_years(text: str) -> Span | None:
    """The years of the term that a text names: `nhiệm kỳ 2015 - 2020`."""
    found = _YEARS.search(text)
    return Span(int(found["first"]), int(found["last"])) if found else None


def central_terms(day: date | None, year: int | None) -> frozenset[int]:
    """The Central Committee's terms that a paper of that day, or of some day of that year, may belong to.

    >>> sorted(central_terms(date(2016, 10, 30), None)), sorted(central_terms(None, 2016))
    ([12], [11, 12])
    """
    first, last = _bounds(day, year)
    if first is None or last is None:
        return frozenset()
    starts = [start for _, start in _CENTRAL]
    ends = [*starts[1:], date.max]
    return frozenset(term for (term, start), end in zip(_CENTRAL, ends) if start <= last and first < end)


def local_terms(day: date | None, year: int | None, first_month: int = 4) -> frozenset[int]:
    """The years in which the committees were elected that a local paper of that day may come from.

    Congresses are held between spring in the communes, late summer in the provinces, and the end of November.

    >>> sorted(local_terms(date(2018, 3, 1), None)), sorted(local_terms(date(2020, 9, 1), None))
    ([2015], [2015, 2020])
    """
    first, last = _bounds(day, year)
    if first is None or last is None:
        return frozenset()
    found = set()
    for start in range(first.year - 6, last.year + 1):
        if _is_election(start) and date(start, first_month, 1) <= last and first <= date(_next_election(start), 11, 30):
            found.add(start)
    return frozenset(found)


def years(day: date | None, year: int | None) -> frozenset[int]:
    return frozenset({day.year} if day else {year} if year else ())


def term_of_election(year: int, known: int, known_year: int) -> int:
    """The number of a committee's term, from another term of the same committee.

    >>> term_of_election(2015, known=19, known_year=2020)
    18
    """
    return known + _elections_between(known_year, year)


def _bounds(day: date | None, year: int | None) -> tuple[date | None, date | None]:
    if day:
        return day, day
    return (date(year, 1, 1), date(year, 12, 31)) if year and 1 <= year <= 9999 else (None, None)


def _is_election(year: int) -> bool:
    return year in _ELECTED or year > _LAST_ELECTED_LISTED and (year - _LAST_ELECTED_LISTED) % 5 == 0


def _next_election(year: int) -> int:
    return next(one for one in range(year + 1, year + 7) if _is_election(one))


def _elections_between(first: int, last: int) -> int:
    if first <= last:
        return sum(_is_election(year) for year in range(first + 1, last + 1))
    return -sum(_is_election(year) for year in range(last + 1, first + 1))
