"""One state of the index as arrays over all its sections, and what an engine must give to make it.

Everything that counts, filters and ranks works on a snapshot, and a snapshot never changes: whoever holds one sees
one state of the library to the end of the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint32]
Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]

_NONE: Numbers = np.empty(0, dtype=np.uint32)


@dataclass(frozen=True)
class Postings:
    """Where a term stands: sections in ascending order, how often in each, and at which syllables."""

    sections: Numbers
    frequencies: Numbers
    positions: Numbers  # empty where the field keeps none; else sum(frequencies) numbers


NOWHERE = Postings(_NONE, _NONE, _NONE)


def _only(postings: Postings, kept: Mask) -> Postings:
    if kept.all():
        return postings
    positions = postings.positions[np.repeat(kept, postings.frequencies)] if len(postings.positions) else _NONE
    return Postings(postings.sections[kept], postings.frequencies[kept], positions)


@dataclass(frozen=True)
class ValueColumn:
    """The values of one field: `ordinals[i]` is a value that `sections[i]` has. A section may have none, or several."""

    values: Sequence[str]
    sections: Numbers
    ordinals: Numbers
    size: int  # of the snapshot

    @cached_property
    def said(self) -> Mask:
        """The sections that have any value."""
        mask = np.zeros(self.size, dtype=bool)
        mask[self.sections] = True
        return mask

    @cached_property
    def single(self) -> npt.NDArray[np.int32]:
        """The value of each section, -1 for none, where no section has several."""
        ordinals = np.full(self.size, -1, dtype=np.int32)
        ordinals[self.sections] = self.ordinals
        return ordinals

    def having(self, wanted: Sequence[int]) -> Mask:
        """The sections that have one of the values with these ordinals."""
        mask = np.zeros(self.size, dtype=bool)
        if wanted:
            chosen = np.zeros(len(self.values), dtype=bool)
            chosen[list(wanted)] = True
            mask[self.sections[chosen[self.ordinals]]] = True
        return mask

    def counts(self, among: Mask) -> npt.NDArray[np.int64]:
        """How many of these sections have each value."""
        return np.bincount(self.ordinals[among[self.sections]], minlength=len(self.values))


class Segment(Protocol):
    """A part of the index that never changes, but for the sections deleted from it."""

    size: int

    def postings(self, field: str, term: str) -> Postings: ...

    def column(self, field: str) -> Mapping[str, Numbers]:
        """Every value of a field, with the sections that have it."""

    def length(self, field: str) -> npt.NDArray[np.float32]: ...


@dataclass(frozen=True)
class Snapshot:
    """All segments of one commit, their sections numbered through."""

    segments: Sequence[Segment]
    live: Mask  # sections that are not deleted, and no bookkeeping
    has_deleted: bool = True
    _columns: dict[str, ValueColumn] = field(default_factory=dict)
    _lengths: dict[str, Scores] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.live)

    @cached_property
    def count(self) -> int:
        return int(self.live.sum())

    @cached_property
    def offsets(self) -> list[int]:
        """The number of each segment's first section."""
        sizes = [segment.size for segment in self.segments]
        return [sum(sizes[:index]) for index in range(len(sizes))]

    def postings(self, field: str, term: str) -> Postings:
        """A term's postings over all segments, without those of deleted sections: they must not count as rarity."""
        joined = self._join_postings(field, term)
        return _only(joined, self.live[joined.sections]) if self.has_deleted else joined

    def _join_postings(self, field: str, term: str) -> Postings:
        parts = [(segment.postings(field, term), offset) for segment, offset in zip(self.segments, self.offsets)]
        parts = [(part, offset) for part, offset in parts if len(part.sections)]
        if len(parts) == 1 and parts[0][1] == 0:
            return parts[0][0]
        if not parts:
            return NOWHERE
        return Postings(
            np.concatenate([part.sections + np.uint32(offset) for part, offset in parts]),
            np.concatenate([part.frequencies for part, _ in parts]),
            np.concatenate([part.positions for part, _ in parts]),
        )

    def column(self, field: str) -> ValueColumn:
        if field not in self._columns:
            self._columns[field] = self._join_columns(field)
        return self._columns[field]

    def length(self, field: str) -> Scores:
        """Syllables in each section's field; none in deleted ones."""
        if field not in self._lengths:
            parts = [segment.length(field) for segment in self.segments]
            self._lengths[field] = np.concatenate([*parts, np.empty(0, dtype=np.float32)]) * self.live
        return self._lengths[field]

    @cached_property
    def papers(self) -> npt.NDArray[np.int32]:
        """The paper of each section, as an ordinal of the column `paper`."""
        return self.column("paper").single

    @cached_property
    def order(self) -> npt.NDArray[np.int64]:
        """All sections, by paper and by their place in it: the same however the index came to be."""
        return np.argsort(self.papers, kind="stable")

    def _join_columns(self, field: str) -> ValueColumn:
        sections: dict[str, list[Numbers]] = {}
        for segment, offset in zip(self.segments, self.offsets):
            for value, numbers in segment.column(field).items():
                alive = numbers[self.live[numbers + offset]]
                if len(alive):
                    sections.setdefault(value, []).append(alive + np.uint32(offset))
        values = sorted(sections)
        parts = [np.concatenate(sections[value]) for value in values]
        return ValueColumn(
            values,
            np.concatenate(parts) if parts else _NONE,
            np.repeat(np.arange(len(values), dtype=np.uint32), [len(part) for part in parts]),
            self.size,
        )
