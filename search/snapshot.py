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
from search.recent import Recent

Numbers = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]
Counts = npt.NDArray[np.integer[Any]]  # in as few bytes as they need

# Bytes: enough for the syllables that every second question has, and a worker has room for it.
_REMEMBERED = 16 << 20

_NONE: Numbers = np.empty(0, dtype=np.intp)


@dataclass(frozen=True)
class Postings:
    """Where a term stands: sections in ascending order, how often in each, and at which syllables."""

    sections: Numbers
    frequencies: Counts
    positions: npt.NDArray[Any]  # empty where the field keeps none; else sum(frequencies) numbers

    @property
    def nbytes(self) -> int:
        return self.sections.nbytes + self.frequencies.nbytes + self.positions.nbytes

    def only(self, kept: Mask) -> Postings:
        """Those of some sections: `kept` has a place for each posting."""
        if kept.all():
            return self
        positions = self.positions[np.repeat(kept, self.frequencies)] if len(self.positions) else self.positions
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
        positions = np.where(marked[occurrences], self.positions[occurrences].astype(np.intp), -1)
        return Postings(self.sections[places], self.frequencies[places], positions)

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
        frequencies = self.frequencies[places].astype(np.intp)
        begins = self._begins[places] - np.cumsum(frequencies) + frequencies
        return np.repeat(begins, frequencies) + np.arange(int(frequencies.sum()))

    def counted(self, marked: Mask) -> Counts:
        """How many occurrences in each section are marked."""
        return _sums(marked, self.frequencies) if len(marked) else self.frequencies[:0]

    @cached_property
    def _begins(self) -> Numbers:
        """Where the occurrences of each posting begin."""
        return np.cumsum(self.frequencies, dtype=np.intp) - self.frequencies

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
    recent: Recent = field(default_factory=lambda: Recent(_REMEMBERED))
    _columns: dict[str, ValueColumn] = field(default_factory=dict)
    _shared: dict[str, Integers | None] = field(default_factory=dict)

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
        found: Postings = self.recent.get((field, term), lambda: self._postings(field, term))
        return found

    def _postings(self, field: str, term: str) -> Postings:
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

    def reached(self, contexts: Numbers, amounts: npt.NDArray[Any]) -> Integers:
        """For every section the sum of the amounts of those contexts that speak for it."""
        changes = np.zeros(self.size + 1, dtype=np.int32)
        amounts = amounts.astype(np.int32)  # of the same type: ten times as quick
        np.add.at(changes, self._context_begins[contexts], amounts)
        np.subtract.at(changes, self._context_ends[contexts], amounts)
        return np.asarray(np.cumsum(changes[:-1], out=changes[:-1]))

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

    @property
    def paper_count(self) -> int:
        return len(self.column("paper").values)

    @cached_property
    def papers(self) -> Integers:
        """The paper of each section, as an ordinal of the column `paper`."""
        return self.column("paper").single

    def values_of_papers(self, field: str) -> Integers | None:
        """The value of each paper, -1 for none; nothing, where sections of a paper have several or different ones."""
        if field not in self._shared:
            column, papers = self.column(field), self.papers
            values = np.full(self.paper_count + 1, -1, dtype=np.int32)
            values[papers] = column.single
            is_shared = column.is_single and np.array_equal(values[papers][self.live], column.single[self.live])
            self._shared[field] = values[:-1] if is_shared else None
        return self._shared[field]

    def of_papers(self, sections: Numbers, amounts: npt.NDArray[Any]) -> Scores:
        """Sums over the sections of each paper: `sections` ascend, so those of a paper follow one another."""
        # Bookkeeping records belong to no paper, -1: they are put behind the last one, and cut off.
        sums = np.zeros(self.paper_count + 1, dtype=np.float64)
        papers = self.papers[sections]
        first = starts_of_runs(papers)
        if len(first):
            sums[papers[first]] = np.add.reduceat(amounts, first, dtype=np.float64)
        return sums[:-1].astype(np.float32)

    def sections_of(self, papers: Integers) -> Numbers:
        """All sections of some papers."""
        wanted = np.zeros(self.paper_count + 1, dtype=bool)
        wanted[papers] = True
        return np.flatnonzero(wanted[self.papers])

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
        return np.searchsorted(self.papers[self._by_paper], np.arange(self.paper_count + 1))

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
        # In half the bytes: every worker keeps all columns.
        narrow = [np.concatenate(one).astype(np.int32) for one in (sections, ordinals)]
        return ValueColumn(values, narrow[0], narrow[1], self.size)


def _sums(marked: Mask, lengths: Counts) -> Numbers:
    """How many are marked in each of some runs, one behind the other."""
    before = np.zeros(len(marked) + 1, dtype=np.intp)
    np.cumsum(marked, out=before[1:])
    return np.diff(before[np.cumsum(lengths, dtype=np.intp)], prepend=0)


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


def _relative(lengths: npt.NDArray[Any]) -> Scores:
    known = lengths[lengths > 0]
    # Summed exactly, so that the same papers give the same scores in whatever order they came.
    return np.asarray(lengths / (known.mean(dtype=np.float64) if len(known) else 1), dtype=np.float32)
