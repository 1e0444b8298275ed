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

from search.columns import ValueColumn, Values
from search.postings import NOWHERE, Kept, Postings
from search.recent import Recent
from search.rows import Counts, Integers, Joined, Mask, Numbers, Runs, Scores, starts_of_runs, sums_over_spans

# Bytes: enough for the syllables that every second question has, and a worker has room for it.
_REMEMBERED = 16 << 20

_NONE: Numbers = np.empty(0, dtype=np.intp)


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
        kept: Kept = self.recent.get((field, term), lambda: Kept.of(self._postings(field, term)))
        return kept.postings()

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
            Joined([row for part, _ in parts for row in part.positions.parts]),
        )

    # Contexts: headings, titles and the like. Each is kept once, with the sections that it speaks for.

    def contexts(self, term: str) -> Postings:
        """The contexts that hold a term; their numbers stand where otherwise sections' do."""
        return self._joined(lambda segment: segment.postings("context", term), self._context_offsets)

    def written_contexts(self, term: str, spelling: str) -> Postings:
        """Those that write it so."""
        marked = [segment.written("context", term, spelling) for segment in self.segments]
        return self.contexts(term).only_where(np.concatenate([*marked, np.zeros(0, dtype=bool)]))

    def reached(self, contexts: Numbers, amounts: Counts) -> Runs:
        """For every section the sum of the amounts of those contexts that speak for it."""
        return sums_over_spans(self._context_begins[contexts], self._context_ends[contexts], amounts, self.size)

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
        return _relative(self.reached(np.arange(len(lengths)), lengths).spread() * self.live)

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
        """All sections of some papers, which may be named more than once."""
        wanted = np.zeros(self.paper_count, dtype=bool)
        wanted[papers] = True
        chosen = np.flatnonzero(wanted)
        begins, ends = self._paper_begins[chosen], self._paper_begins[chosen + 1]
        lengths = ends - begins
        places = np.repeat(ends - np.cumsum(lengths), lengths) + np.arange(int(lengths.sum()))
        return np.sort(self._by_paper[places])

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
        used = [np.flatnonzero(np.bincount(part.ordinals[alive])).tolist() for part, _, alive in living]
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


def _relative(lengths: npt.NDArray[Any]) -> Scores:
    known = lengths[lengths > 0]
    # Summed exactly, so that the same papers give the same scores in whatever order they came.
    return np.asarray(lengths / (known.mean(dtype=np.float64) if len(known) else 1), dtype=np.float32)
