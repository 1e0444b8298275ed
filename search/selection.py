"""From matching sections to a page of hits and the facets beside it: order, paging by section or by paper, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.document import FRAME_TYPES
from search import evidence, ranking
from search.columns import ValueColumn
from search.engine import FACETS, FacetValue, Search
from search.lookup import Lookup
from search.matching import (
    Matched,
    chosen_ordinals,
    excluded_sections,
    filter_masks,
    matching_sections,
    meant_values,
    names_paper,
    units_sections,
)
from search.rows import Mask, Scores, starts_of_runs
from search.snapshot import Snapshot

Sections = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Chosen:
    """A hit before its text is fetched: its section, its score, the sections of its paper that are not shown."""

    section: int
    score: float
    more: int


@dataclass(frozen=True)
class Selection:
    """What a search found in a snapshot."""

    total: int
    documents: int
    chosen: tuple[Chosen, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    relaxed: bool


@dataclass(frozen=True)
class Among:
    """The sections over which values are counted."""

    snapshot: Snapshot
    sections: Sections

    def counts(self, name: str) -> Sections:
        """How many of them have each value; and last, how many have none."""
        of_papers = self.snapshot.values_of_papers(name)
        if of_papers is None:
            return self.snapshot.column(name).counts(self.sections)
        # As in `ValueColumn.counts`; there are far fewer papers than sections, and they are counted once for all.
        size = len(self.snapshot.column(name).values) + 1
        return np.roll(np.bincount(of_papers + 1, weights=self._in_papers, minlength=size).astype(np.intp), -1)

    @cached_property
    def _in_papers(self) -> Sections:
        return np.bincount(self.snapshot.papers[self.sections], minlength=self.snapshot.paper_count)


def select(lookup: Lookup, search: Search) -> Selection:
    """Answers a search with section numbers."""
    snapshot = lookup.snapshot
    masks = filter_masks(snapshot, search)
    base = snapshot.live & ~excluded_sections(lookup, search.query)
    for mask in filter_masks(snapshot, replace(search, filters=search.left_out)).values():
        base &= ~mask
    units = units_sections(lookup, search.query)
    with_frames = bool(FRAME_TYPES.intersection(search.filters.get("type", ())))

    def matching(without: str | None = None) -> Matched:
        others = [mask for name, mask in masks.items() if name != without]
        return matching_sections(snapshot, units, np.logical_and.reduce([base, *others]), with_frames, search.near)

    matched = matching()
    sections = np.flatnonzero(matched.sections)
    scores = ranking.scores(lookup, search.query, sections, evidence.WEIGHTS, _hopeful(snapshot, search))
    # Each facet is counted as if its own choice had not been made: so one sees what choosing more would bring.
    found = Among(snapshot, sections)
    among = {
        name: Among(snapshot, np.flatnonzero(matching(name).sections)) if name in masks else found for name in FACETS
    }
    return Selection(
        total=len(sections),
        documents=len(_paper_starts(snapshot, sections)),
        chosen=_page(snapshot, search, sections, scores),
        facets={name: _counted(among[name], search, name) for name in FACETS},
        relaxed=matched.relaxed,
    )


def _paper_starts(snapshot: Snapshot, sections: Sections) -> Sections:
    """Where another paper begins: the sections of a paper follow one another."""
    papers = snapshot.papers[sections]
    return starts_of_runs(papers)


def _page(snapshot: Snapshot, search: Search, sections: Sections, scores: Scores) -> tuple[Chosen, ...]:
    keys = _keys(snapshot, search, sections, scores)
    last = search.offset + search.limit
    if search.per_paper is None:
        page = _first(last, keys, snapshot.order[sections])[search.offset :]
        return tuple(Chosen(int(sections[place]), float(scores[place]), 0) for place in page)
    starts = _paper_starts(snapshot, sections)
    best = [np.maximum.reduceat(key, starts) if len(starts) else key for key in keys]
    chosen = []
    ends = np.append(starts[1:], len(sections))
    for paper in _first(last, best, snapshot.papers[sections[starts]])[search.offset :]:
        own = slice(starts[paper], ends[paper])
        shown = _first(search.per_paper, [key[own] for key in keys], snapshot.order[sections[own]]) + starts[paper]
        held_back = int(ends[paper] - starts[paper]) - len(shown)
        chosen += [Chosen(int(sections[place]), float(scores[place]), held_back) for place in shown]
    return tuple(chosen)


def _hopeful(snapshot: Snapshot, search: Search) -> ranking.Hopeful:
    """Which sections can still come onto the page, whatever the others gain."""
    last = search.offset + search.limit

    def hopeful(sections: Sections, scores: Scores, gain: Scores | np.float32) -> Mask:
        by_paper = search.per_paper is not None
        starts = _paper_starts(snapshot, sections) if by_paper else np.arange(len(sections))
        if search.sort == "date" or last >= len(starts):
            return np.ones(len(sections), dtype=bool)
        if last == 0:
            return np.zeros(len(sections), dtype=bool)
        # A hair more than the gain: sums of floats in another order must not lose a section.
        low, high = scores, (scores + gain) * np.float32(1 + 1e-5)
        if by_paper:
            low, high = np.maximum.reduceat(low, starts), np.maximum.reduceat(high, starts)
        kept = high >= np.partition(low, len(low) - last)[len(low) - last]
        return np.repeat(kept, np.diff(starts, append=len(sections))) if by_paper else kept

    return hopeful


def _keys(snapshot: Snapshot, search: Search, sections: Sections, scores: Scores) -> list[npt.NDArray[Any]]:
    """What comes first has the highest keys: the best; the newest when asked for, or with nothing to be better at."""
    if search.query.units:
        by_date = [snapshot.column("date").single[sections]] if search.sort == "date" else []
        return [*by_date, scores]
    return [*_by_number(snapshot, search, sections), snapshot.column("date").single[sections]]


def _by_number(snapshot: Snapshot, search: Search, sections: Sections) -> list[npt.NDArray[Any]]:
    """Where only papers of a number are asked for: the very number before what else it may mean."""
    column, wanted = snapshot.column("number"), search.filters.get("number", ())
    if search.sort == "date" or not wanted:
        return []
    called_so = [index for value in wanted if value is not None for index in meant_values(column.values, value)]
    return [column.having(called_so)[sections].astype(np.int8)]


def _first(count: int, keys: Sequence[npt.NDArray[Any]], order: npt.NDArray[Any]) -> Sections:
    """The places with the highest keys, best first; where all keys are the same, in the given order."""
    places = np.arange(len(order))
    if keys and 0 < count < len(order):
        # Only those that can be among the first are sorted.
        least = np.partition(keys[0], len(order) - count)[len(order) - count]
        places = np.flatnonzero(keys[0] >= least)
    ranked = np.lexsort([order[places], *(-key[places] for key in reversed(keys))])
    return np.asarray(places[ranked[:count]])


def _counted(among: Among, search: Search, name: str) -> tuple[FacetValue, ...]:
    """Values that occur, and chosen ones even at 0; the years newest first, the others by count, then by name."""
    column, chosen = among.snapshot.column(name), search.filters.get(name, ())
    wanted = [value for value in chosen if not names_paper(search, name, value)]
    selected = {index for value in wanted if value is not None for index in chosen_ordinals(column, name, value)}
    counts = among.counts(name)
    is_shown = counts[:-1] > 0
    is_shown[[*selected]] = True
    shown = np.flatnonzero(is_shown)
    # Count and place in the alphabet in one number each: no two are the same.
    by_count = np.argsort((-counts[shown] << 32) | column.alphabet[shown])
    ordered = shown[::-1] if name == "year" else shown[by_count]
    indexes = ordered.tolist()
    named = map(column.values.__getitem__, indexes)
    rows = zip(named, counts[ordered].tolist(), map(selected.__contains__, indexes))
    # Made as `FacetValue._make` makes them, but without a call of Python's for each of thousands.
    values = list(map(tuple.__new__, repeat(FacetValue), rows))
    values += [FacetValue(value, 0, True) for value in _unheard_of(column, name, wanted)]
    for paper in (value for value in chosen if value is not None and names_paper(search, name, value)):
        citing = among.snapshot.sections_at(search.cited_at[paper])
        values.append(FacetValue(paper, int(np.count_nonzero(citing[among.sections])), True))
    silent = int(counts[-1])
    if silent or None in wanted:
        values.append(FacetValue(None, silent, None in wanted))
    return tuple(values)


def _unheard_of(column: ValueColumn, name: str, wanted: Sequence[str | None]) -> list[str]:
    """What was chosen and no section has, so that it can be taken back; a span of years is no value."""
    named = (value for value in dict.fromkeys(wanted) if value is not None)
    return [
        value for value in named if not chosen_ordinals(column, name, value) and not (name == "year" and "-" in value)
    ]
