"""One state of the index as arrays over all its sections, and what an engine must give to make it.

Everything that counts, filters and ranks works on a snapshot, and a snapshot never changes: whoever holds one sees
one state of the library to the end of the answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from corpus.text import alphabetical

Numbers = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]

_NONE: Numbers = np.empty(0, dtype=np.intp)


@dataclass(frozen=True)
class Postings:
    """Where a term stands: sections in ascending order, how often in each, and at which syllables."""

    sections: Numbers
    frequencies: Numbers
    positions: npt.NDArray[Any]  # empty where the field keeps none; else sum(frequencies) numbers

    def only(self, kept: Mask) -> Postings:
        """Those of some sections: `kept` has a place for each posting."""
        positions = self.positions[np.repeat(kept, self.frequencies)] if len(self.positions) else self.positions
        return Postings(self.sections[kept], self.frequencies[kept], positions)

    def among(self, sections: Numbers) -> Postings:
        """Those of a few sections, which ascend too."""
        return self.marked_among(sections, np.ones(len(self.positions), dtype=bool))

    def marked_among(self, sections: Numbers, marked: Mask) -> Postings:
        """The same, of marked occurrences: `marked` has a place for each. The others' positions become -1."""
        places = np.searchsorted(self.sections, sections)
        places = places[places < len(self.sections)]
        places = places[self.sections[places] == sections[: len(places)]]
        frequencies = self.frequencies[places]
        # The occurrences of the kept postings, one run behind the other.
        begins = self._begins[places] - np.cumsum(frequencies) + frequencies
        occurrences = np.repeat(begins, frequencies) + np.arange(int(frequencies.sum()))
        if not len(marked):
            return Postings(self.sections[places], frequencies, self.positions)
        positions = np.where(marked[occurrences], self.positions[occurrences].astype(np.intp), -1)
        return Postings(self.sections[places], frequencies, positions)

    def counted(self, marked: Mask) -> Numbers:
        """How many occurrences in each section are marked."""
        if not len(marked):
            return self.frequencies[:0]
        return np.add.reduceat(marked, self._begins, dtype=np.intp)

    @cached_property
    def _begins(self) -> Numbers:
        """Where the occurrences of each posting begin."""
        return np.cumsum(self.frequencies) - self.frequencies

    def only_where(self, kept: Mask) -> Postings:
        """Those of some occurrences: `kept` has a place for each position."""
        frequencies = self.counted(kept)
        left = frequencies > 0
        return Postings(self.sections[left], frequencies[left], self.positions[kept])


NOWHERE = Postings(_NONE, _NONE, _NONE)


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

    def counts(self, among: Mask) -> Numbers:
        """How many of these sections have each value; and last, how many have none."""
        if self.is_single:
            # -1, for none, becomes the last place.
            return np.bincount(self._places[among], minlength=len(self.values) + 1)
        counts = np.bincount(self.ordinals[among[self.sections]], minlength=len(self.values))
        return np.append(counts, np.count_nonzero(among & ~self.said))

    @cached_property
    def alphabet(self) -> Numbers:
        """The place of each value in the order of the Vietnamese alphabet."""
        order = sorted(range(len(self.values)), key=lambda index: alphabetical(self.values[index]))
        places = np.empty(len(order), dtype=np.intp)
        places[order] = np.arange(len(order))
        return places

    @cached_property
    def _places(self) -> Integers:
        return np.where(self.single < 0, np.int32(len(self.values)), self.single)


class Segment(Protocol):
    """A part of the index that never changes, but for the sections deleted from it."""

    size: int

    def postings(self, field: str, term: str) -> Postings: ...

    def written(self, field: str, term: str, spelling: str) -> Mask:
        """For each occurrence of a term whether it is written so."""

    def values(self, field: str) -> Values: ...

    def numbers(self, name: str) -> Numbers:
        """One number for each section, or, where they are the contexts', for each context."""


@dataclass(frozen=True)
class Snapshot:
    """All segments of one commit, their sections numbered through."""

    segments: Sequence[Segment]
    live: Mask  # sections that are not deleted, and no bookkeeping
    has_deleted: bool = True
    _columns: dict[str, ValueColumn] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.live)

    @cached_property
    def count(self) -> int:
        return int(np.count_nonzero(self.live))

    @cached_property
    def offsets(self) -> list[int]:
        """The number of each segment's first section."""
        sizes = [segment.size for segment in self.segments]
        return [sum(sizes[:index]) for index in range(len(sizes))]

    # Terms

    def postings(self, field: str, term: str) -> Postings:
        """A term's postings over all segments, without those of deleted sections: they must not count as rarity."""
        return self._alive(self._joined(lambda segment: segment.postings(field, term), self.offsets))

    def written(self, field: str, term: str, spelling: str) -> Mask:
        """For each occurrence in these postings whether the term is written so."""
        parts = [segment.written(field, term, spelling) for segment in self.segments]
        marked = np.concatenate([*parts, np.zeros(0, dtype=bool)])
        if not self.has_deleted:
            return marked
        found = self._joined(lambda segment: segment.postings(field, term), self.offsets)
        return np.asarray(marked[np.repeat(self.live[found.sections], found.frequencies)])

    def _alive(self, found: Postings) -> Postings:
        return found.only(self.live[found.sections]) if self.has_deleted else found

    def _joined(self, find: Callable[[Segment], Postings], offsets: Sequence[int]) -> Postings:
        parts = [(find(segment), offset) for segment, offset in zip(self.segments, offsets)]
        parts = [(part, offset) for part, offset in parts if len(part.sections)]
        if len(parts) == 1 and parts[0][1] == 0:
            return parts[0][0]
        if not parts:
            return NOWHERE
        return Postings(
            np.concatenate([part.sections + offset for part, offset in parts]),
            np.concatenate([part.frequencies for part, _ in parts]),
            np.concatenate([part.positions for part, _ in parts]),
        )

    # Contexts: headings, titles and the like. Each is kept once, with the sections that it speaks for.

    def contexts(self, term: str) -> Postings:
        """The contexts that hold a term; their numbers stand where otherwise sections' do."""
        return self._joined(lambda segment: segment.postings("context", term), self._context_offsets)

    def written_contexts(self, term: str, spelling: str) -> Postings:
        """Those that write it so."""
        marked = [segment.written("context", term, spelling) for segment in self.segments]
        return self.contexts(term).only_where(np.concatenate([*marked, np.zeros(0, dtype=bool)]))

    def reached(self, contexts: Numbers, amounts: npt.NDArray[Any]) -> Numbers:
        """For every section the sum of the amounts of those contexts that speak for it."""
        changes = np.zeros(self.size + 1, dtype=np.intp)
        np.add.at(changes, self._context_begins[contexts], amounts)
        np.subtract.at(changes, self._context_ends[contexts], amounts)
        return np.cumsum(changes[:-1], out=changes[:-1])

    @cached_property
    def _context_offsets(self) -> list[int]:
        sizes = [len(segment.numbers("context_begin")) for segment in self.segments]
        return [sum(sizes[:index]) for index in range(len(sizes))]

    @cached_property
    def _context_begins(self) -> Numbers:
        return self._section_numbers("context_begin")

    @cached_property
    def _context_ends(self) -> Numbers:
        return self._section_numbers("context_end")

    def _section_numbers(self, name: str) -> Numbers:
        parts = [segment.numbers(name) + offset for segment, offset in zip(self.segments, self.offsets)]
        return np.concatenate([*parts, _NONE])

    # Lengths

    @cached_property
    def lengths(self) -> Scores:
        """Syllables in each section's own text, as a share of the mean; nothing in deleted ones."""
        return _relative(self._lengths)

    @cached_property
    def context_lengths(self) -> Scores:
        """The same of all that speaks for each section."""
        lengths = self._numbers("context_length")
        return _relative(self.reached(np.arange(len(lengths)), lengths) * self.live)

    @cached_property
    def paper_lengths(self) -> Scores:
        """The same of each paper, its sections together."""
        return _relative(self.of_papers(np.arange(self.size), self._lengths))

    @cached_property
    def _lengths(self) -> Numbers:
        return self._numbers("length") * self.live

    def _numbers(self, name: str) -> Numbers:
        return np.concatenate([*(segment.numbers(name) for segment in self.segments), _NONE])

    # Values and papers

    def column(self, field: str) -> ValueColumn:
        if field not in self._columns:
            self._columns[field] = self._join_columns(field)
        return self._columns[field]

    @cached_property
    def papers(self) -> Integers:
        """The paper of each section, as an ordinal of the column `paper`."""
        return self.column("paper").single

    def of_papers(self, sections: Numbers, amounts: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """Sums over the sections of each paper."""
        # Bookkeeping records belong to no paper: they are summed up behind the last one, and cut off.
        count = len(self.column("paper").values)
        sums = np.bincount(self._paper_places[sections], weights=amounts, minlength=count + 1)
        return np.asarray(sums[:count], dtype=np.float64)

    @cached_property
    def _paper_places(self) -> Numbers:
        return np.where(self.papers < 0, len(self.column("paper").values), self.papers).astype(np.intp)

    @cached_property
    def order(self) -> Numbers:
        """The place of every section among all: by paper, then by its place in it, however the index came to be."""
        order = np.empty(self.size, dtype=np.intp)
        order[self._by_paper] = np.arange(self.size)
        return order

    @cached_property
    def _by_paper(self) -> Numbers:
        """The sections of each paper one after the other, and before all of them what belongs to no paper."""
        return np.argsort(self.papers, kind="stable")

    @cached_property
    def _paper_begins(self) -> Numbers:
        return np.searchsorted(self.papers[self._by_paper], np.arange(len(self.column("paper").values) + 1))

    def sections_at(self, places: Mapping[str, Sequence[int]]) -> Mask:
        """Sections by their paper and their number in it, counted from 0."""
        mask = np.zeros(self.size, dtype=bool)
        papers = self.column("paper").values
        for paper, numbers in places.items():
            at = bisect_left(papers, paper)
            if at < len(papers) and papers[at] == paper:
                own = self._by_paper[self._paper_begins[at] : self._paper_begins[at + 1]]
                mask[own[[number for number in numbers if number < len(own)]]] = True
        return mask

    def _join_columns(self, field: str) -> ValueColumn:
        """The values of all segments under common ordinals, in the order of their characters."""
        parts = [(segment.values(field), offset) for segment, offset in zip(self.segments, self.offsets)]
        living = [(part, part.sections + offset, self.live[part.sections + offset]) for part, offset in parts]
        used = [np.unique(part.ordinals[alive]) for part, _, alive in living]
        values = sorted({part.values[index] for (part, _, _), indexes in zip(living, used) for index in indexes})
        places = {value: place for place, value in enumerate(values)}
        sections, ordinals = [_NONE], [_NONE]
        for part, here, alive in living:
            common = np.array([places.get(value, 0) for value in part.values], dtype=np.intp)
            sections.append(here[alive])
            ordinals.append(common[part.ordinals[alive]])
        return ValueColumn(values, np.concatenate(sections), np.concatenate(ordinals), self.size)


def _relative(lengths: npt.NDArray[Any]) -> Scores:
    known = lengths[lengths > 0]
    # Summed exactly, so that the same papers give the same scores in whatever order they came.
    return np.asarray(lengths / (known.mean(dtype=np.float64) if len(known) else 1), dtype=np.float32)
