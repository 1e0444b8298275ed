"""Figures measured at one size: {what was measured: {engine: figure}}; and how many timings become one figure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

# A row that could not be measured is not there: a mark that needs it says "not measured".
Figures = dict[str, dict[str, float]]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The smallest value that 95 of a hundred do not exceed.

    >>> p95([1.0] * 19 + [7.0]), p95([1.0] * 18 + [7.0] * 2)
    (1.0, 7.0)
    """
    return sorted(values)[max(0, math.ceil(0.95 * len(values)) - 1)]


def spread_of(key: str, engine: str, timings: Sequence[float]) -> Figures:
    """Median and 95th percentile as two rows."""
    return {f"{key} median": {engine: median(timings)}, f"{key} p95": {engine: p95(timings)}}


def merged(*parts: Figures) -> Figures:
    found: Figures = {}
    for part in parts:
        for key, by_engine in part.items():
            found.setdefault(key, {}).update(by_engine)
    return found
