"""Rows of numbers: the arrays that all of search speaks of, and what is common to those that ascend."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]
Counts = npt.NDArray[np.integer[Any]]  # in as few bytes as they need


def in_both(first: Numbers, second: Numbers) -> Numbers:
    """What two rows have in common. Both ascend: no set need be made, and nothing sorted."""
    at = np.searchsorted(second, first)
    first = first[at < len(second)]
    return np.asarray(first[second[at[: len(first)]] == first])


def starts_of_runs(values: npt.NDArray[Any]) -> Numbers:
    """Where another value begins than the one before."""
    changes = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return np.flatnonzero(changes)
