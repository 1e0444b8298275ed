"""Rows of numbers: the arrays that all of search speaks of, and what is common to those that ascend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]
Counts = npt.NDArray[np.integer[Any]]  # in as few bytes as they need

_NONE: Numbers = np.empty(0, dtype=np.intp)


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


@dataclass(frozen=True)
class Joined:
    """Several rows as one, one behind the other. Nothing is read, or copied, before it is asked for."""

    parts: Sequence[npt.NDArray[Any]]

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    @property
    def nbytes(self) -> int:
        """Of what was made for it; what is a view into a file belongs to the file."""
        return sum(part.nbytes for part in self.parts if part.flags.owndata)

    def whole(self) -> Numbers:
        return np.concatenate([*self.parts, _NONE])

    def at(self, places: Numbers) -> Numbers:
        """What stands at some places, which ascend."""
        found = []
        for part in self.parts:
            here = int(np.searchsorted(places, len(part)))
            found.append(part[places[:here]])
            places = places[here:] - len(part)
        return np.concatenate([*found, _NONE])


@dataclass(frozen=True)
class Runs:
    """A number for each of many places, the same for many in a row: kept once for all of them."""

    lengths: Integers
    numbers: Counts

    @property
    def nbytes(self) -> int:
        return self.lengths.nbytes + self.numbers.nbytes

    def spread(self) -> Counts:
        return np.repeat(self.numbers, self.lengths)


def sums_over_spans(begins: Numbers, ends: Numbers, amounts: Counts, size: int) -> Runs:
    """For each of `size` places the sum of the amounts of the spans that it lies in."""
    bounds = np.concatenate([begins, ends])
    changes = np.concatenate([amounts, -amounts.astype(np.intp)])
    order = np.argsort(bounds, kind="stable")
    sums = np.cumsum(changes[order])
    lengths = np.diff(bounds[order], prepend=0, append=size).astype(np.int32)
    return Runs(lengths, narrow(np.concatenate([[0], sums])))


def narrow(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same numbers, none below 0, in as few bytes as they need."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))
