"""Plain figures in what was typed: `12.000.000`, `1,5%`, `30/4`, `2020-2025`. Each is one thing that is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIGURE = re.compile(
    r"""
    (?<![\w.,/-])
    (?:(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d     # 2020 - 2025
      |\d+(?:[.,/:–-]\d+)+)                     # 12.000.000  1,5%  30/4  10-7-2015
    (?![\w/]|[.,:–-]\w)
    """,
    re.VERBOSE,
)


def find_figures(text: str) -> Iterator[tuple[int, int]]:
    """Where figures of several parts stand.

    >>> text = "chi 1,5% của 12.000.000 đồng, mục 3"
    >>> [text[start:end] for start, end in find_figures(text)]
    ['1,5', '12.000.000']
    """
    return (match.span() for match in _FIGURE.finditer(text))
