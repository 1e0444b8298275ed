"""Dates as such papers print them: always day, month, year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

# "ngày 29 tháng 9 năm 2014", "28/5/2013", "12-12-2013", "12.12.2013", "10 và 11/7/2015",
# "ngày 10 đến 12 tháng 7 năm 2015", glued: "ngày14 tháng5 năm 2008"
_DATE = re.compile(
    r"""
    (?<![\d/.])
    (?:ngày\s*)?
    (?P<day>\d{1,2})
    (?:\s*(?:-|–|,|và|đến|tới)\s*(?:ngày\s+)?\d{1,2}){0,3}         # the meeting's other days: the first counts
    (?:
        \s*tháng\s*(?P<month>\d{1,2}|giêng)\s*(?:năm|,|-|/)\s*(?P<year>\d{4})
      | (?P<sign>[/.-])(?P<month2>\d{1,2})(?P=sign)(?P<year2>\d{4})
      | \s/\s(?P<month3>\d{1,2})\s/\s(?P<year3>\d{4})
    )
    (?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundDate:
    """A date and where it is printed, with the word `ngày` before it."""

    value: date
    start: int
    end: int


def find_dates(text: str) -> Iterator[FoundDate]:
    """The dates of a text, in order.

    >>> [found.value.isoformat() for found in find_dates("Ngày 26/01/2018, đạt 15/15 chỉ tiêu")]
    ['2018-01-26']
    """
    for match in _DATE.finditer(text):
        month = match["month"] or match["month2"] or match["month3"]
        year = match["year"] or match["year2"] or match["year3"]
        value = _date(year, "1" if month.lower() == "giêng" else month, match["day"])
        if value:
            yield FoundDate(value, match.start(), match.end())


def first_date(text: str) -> date | None:
    """The first date of a text, or None."""
    return next((found.value for found in find_dates(text)), None)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        return None  # 31/02/2015: a slip of the pen, or no date at all
    return value if 1900 <= value.year <= 2200 else None
