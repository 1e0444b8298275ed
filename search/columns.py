"""The values of a field, and how many sections have each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from corpus.text import alphabetical
from search.rows import Integers, Mask, Numbers


@dataclass(frozen=True)
class Values:
    """The values of one field in one segment: `values[ordinals[i]]` is a value that `sections[i]` has."""

    values: Sequence[str]
    ordinals: Numbers
    sections: Numbers


@dataclass(frozen=True)
class ValueColumn:
    """The values of one field: `ordinals[i]` is a value that `sections[i]` has. A section may have none, or several."""

    values: Sequence[str]
    sections: Integers
    ordinals: Integers
    size: int  # of the snapshot

    @cached_property
    def said(self) -> Mask:
        """The sections that have any value."""
        mask = np.zeros(self.size, dtype=bool)
        mask[self.sections] = True
        return mask

    @cached_property
    def single(self) -> Integers:
        """The value of each section, -1 for none, where no section has several."""
        ordinals = np.full(self.size, -1, dtype=np.int32)
        ordinals[self.sections] = self.ordinals
        return ordinals

    @cached_property
    def is_single(self) -> bool:
        return len(self.sections) == int(np.count_nonzero(self.said))

    def having(self, wanted: Sequence[int]) -> Mask:
        """The sections that have one of the values with these ordinals."""
        mask = np.zeros(self.size, dtype=bool)
        if wanted:
            chosen = np.zeros(len(self.values), dtype=bool)
            chosen[list(wanted)] = True
            mask[self.sections[chosen[self.ordinals]]] = True
        return mask

    def counts(self, sections: Numbers) -> Numbers:
        """How many of these sections have each value; and last, how many have none."""
        if self.is_single:
            # One more than the ordinal, so that -1, for none, is counted too: first, and then put last.
            return np.roll(np.bincount(self.single[sections] + 1, minlength=len(self.values) + 1), -1)
        among = np.zeros(self.size, dtype=bool)
        among[sections] = True
        counts = np.bincount(self.ordinals[among[self.sections]], minlength=len(self.values))
        return np.append(counts, np.count_nonzero(among & ~self.said))

    @cached_property
    def alphabet(self) -> Numbers:
        """The place of each value in the order of the Vietnamese alphabet."""
        order = sorted(range(len(self.values)), key=lambda index: alphabetical(self.values[index]))
        places = np.empty(len(order), dtype=np.intp)
        places[order] = np.arange(len(order))
        return places
