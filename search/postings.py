"""Where a term stands, and what is asked of that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from search.rows import Counts, Integers, Joined, Mask, Numbers

_NONE: Numbers = np.empty(0, dtype=np.intp)


@dataclass(frozen=True)
class Postings:
    """Where a term stands: sections in ascending order, how often in each, and at which syllables."""

    sections: Numbers
    frequencies: Counts
    positions: Joined  # empty where the field keeps none; else sum(frequencies) numbers

    def only(self, kept: Mask) -> Postings:
        """Those of some sections: `kept` has a place for each posting."""
        if kept.all():
            return self
        positions = self.positions
        if len(positions):
            positions = Joined((positions.whole()[np.repeat(kept, self.frequencies)],))
        return Postings(self.sections[kept], self.frequencies[kept], positions)

    def among(self, sections: Numbers) -> Postings:
        """Those of a few sections, which ascend too."""
        return self.marked_among(sections, np.ones(len(self.positions), dtype=bool))

    def marked_among(self, sections: Numbers, marked: Mask) -> Postings:
        """The same, of marked occurrences: `marked` has a place for each. The others' positions become -1."""
        places = self._places(sections)
        places = places[places >= 0]
        if not len(marked):
            return Postings(self.sections[places], self.frequencies[places], self.positions)
        occurrences = self._occurrences(places)
        positions = np.where(marked[occurrences], self.positions.at(occurrences), -1)
        return Postings(self.sections[places], self.frequencies[places], Joined((positions,)))

    def counts_in(self, sections: Numbers) -> Counts:
        """How often the term stands in each of a few sections."""
        places = self._places(sections)
        return np.where(places >= 0, self.frequencies[places], 0) if len(self.sections) else np.zeros_like(places)

    def occurrences_in(self, sections: Numbers) -> tuple[Numbers, Numbers]:
        """Every occurrence in a few sections: in which of them it stands, counted from 0, and its own number."""
        places = self._places(sections)
        held = np.flatnonzero(places >= 0)
        places = places[held]
        return np.repeat(held, self.frequencies[places]), self._occurrences(places)

    def _places(self, sections: Numbers) -> Numbers:
        """Where each of some sections stands among ours, -1 for those that do not."""
        if not len(self.sections):
            return np.full(len(sections), -1)
        places = np.minimum(np.searchsorted(self.sections, sections), len(self.sections) - 1)
        return np.where(self.sections[places] == sections, places, -1)

    def _occurrences(self, places: Numbers) -> Numbers:
        """The occurrences of the postings at these places, one run behind the other."""
        frequencies = self.frequencies[places]
        skipped = self._ends[places] - np.cumsum(frequencies, dtype=np.intp)  # occurrences of others before each
        return np.repeat(skipped, frequencies) + np.arange(int(frequencies.sum()))

    def counted(self, marked: Mask) -> Counts:
        """How many occurrences in each section are marked."""
        return _sums(marked, self.frequencies) if len(marked) else self.frequencies[:0]

    @cached_property
    def _ends(self) -> Numbers:
        """Where the occurrences of each posting end."""
        return np.cumsum(self.frequencies, dtype=np.intp)

    def only_where(self, kept: Mask) -> Postings:
        """Those of some occurrences: `kept` has a place for each position."""
        frequencies = self.counted(kept)
        left = frequencies > 0
        return Postings(self.sections[left], frequencies[left], Joined((self.positions.whole()[kept],)))


NOWHERE = Postings(_NONE, _NONE, Joined(()))


@dataclass(frozen=True)
class Kept:
    """Postings in half the bytes, to be kept. Their positions lie in the files of the index, which all share."""

    sections: Integers
    frequencies: Counts
    positions: Joined

    @classmethod
    def of(cls, found: Postings) -> Kept:
        return cls(found.sections.astype(np.int32), found.frequencies, found.positions)

    @property
    def nbytes(self) -> int:
        return self.sections.nbytes + self.frequencies.nbytes + self.positions.nbytes

    def postings(self) -> Postings:
        return Postings(self.sections.astype(np.intp), self.frequencies, self.positions)


def _sums(marked: Mask, lengths: Counts) -> Numbers:
    """How many are marked in each of some runs, one behind the other."""
    before = np.zeros(len(marked) + 1, dtype=np.intp)
    np.cumsum(marked, out=before[1:])
    return np.diff(before[np.cumsum(lengths, dtype=np.intp)], prepend=0)
