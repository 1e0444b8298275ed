"""Plain figures in what was typed: `12.000.000`, `1,5%`, `30/4`, `2020-2025`. Each is one thing that is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_FIGURE = re.compile(
    r"""
    (?<![\w.,/-])
    (?:(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d     # 2020 - 2025
      |\d+(?:[.,/:–-]\d+)+)                     # 12.000.000  1,5%  30/4  10-7-2015
    (?![\w/]|[.,:–-]\w)
    """,
    re.VERBOSE,
)

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})")
_MONTH = re.compile(r"(\d{1,2})/((?:19|20)\d\d)")

# A leap year: the 29th of February is a day, too.
_ANY_YEAR = 2000


def find_figures(text: str) -> Iterator[tuple[int, int]]:
    """Where figures of several parts stand.

    >>> text = "chi 1,5% của 12.000.000 đồng, mục 3"
    >>> [text[start:end] for start, end in find_figures(text)]
    ['1,5', '12.000.000']
    """
    return (match.span() for match in _FIGURE.finditer(text))


def in_words(figure: str) -> str | None:
    """A day or month as papers say it in words.

    >>> in_words("10/07/2015"), in_words("30/4"), in_words("7/2015"), in_words("15/15"), in_words("1.5")
    ('10 tháng 7 năm 2015', '30 tháng 4', '7 năm 2015', None, None)
    """
    if month := _MONTH.fullmatch(figure):
        return f"{int(month[1])} năm {month[2]}" if 1 <= int(month[1]) <= 12 else None
    day = _DAY.fullmatch(figure) or _DAY_OF_YEAR.fullmatch(figure)
    if not day:
        return None
    numbers = [int(part) for part in day.groups()]
    try:
        date(numbers[2] if len(numbers) == 3 else _ANY_YEAR, numbers[1], numbers[0])
    except ValueError:
        return None
    return f"{numbers[0]} tháng {numbers[1]}" + (f" năm {numbers[2]}" if len(numbers) == 3 else "")
