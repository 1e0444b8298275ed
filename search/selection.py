"""From matching sections to a page of hits and the facets beside it: order, paging by section or by paper, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.document import FRAME_TYPES
from corpus.text import alphabetical
from search import ranking
from search.engine import FACETS, FacetValue, Filters, Search
from search.matching import (
    Matched,
    chosen_ordinals,
    excluded_sections,
    filter_masks,
    matching_sections,
    units_sections,
)
from search.snapshot import Mask, Scores, Snapshot, ValueColumn

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


def select(snapshot: Snapshot, search: Search) -> Selection:
    """Answers a search with section numbers."""
    masks = filter_masks(snapshot, search.filters)
    base = snapshot.live & ~excluded_sections(snapshot, search.query)
    units = units_sections(snapshot, search.query)
    with_frames = bool(FRAME_TYPES.intersection(search.filters.get("type", ())))

    def matching(without: str | None = None) -> Matched:
        others = [mask for name, mask in masks.items() if name != without]
        return matching_sections(snapshot, units, np.logical_and.reduce([base, *others]), with_frames)

    matched = matching()
    scores = ranking.scores(snapshot, search.query)
    sections = _ordered(snapshot, search, snapshot.order[matched.sections[snapshot.order]], scores)
    # Each facet is counted as if its own choice had not been made: so one sees what choosing more would bring.
    among = {name: matching(without=name) if name in masks else matched for name in FACETS}
    return Selection(
        total=len(sections),
        documents=len(np.unique(snapshot.papers[sections])),
        chosen=_page(snapshot, search, sections, scores),
        facets={name: _counted(snapshot.column(name), among[name].sections, search.filters, name) for name in FACETS},
        relaxed=matched.relaxed,
    )


def _ordered(snapshot: Snapshot, search: Search, sections: Sections, scores: Scores) -> Sections:
    """Best first; newest first when asked for, or when there is nothing to be better at."""
    if search.query.units:
        sections = ranking.best_first(scores, sections)
    if search.sort == "date" or not search.query.units:
        sections = sections[np.argsort(-snapshot.column("date").single[sections], kind="stable")]
    return sections


def _page(snapshot: Snapshot, search: Search, sections: Sections, scores: Scores) -> tuple[Chosen, ...]:
    if search.per_paper is None:
        page = sections[search.offset : search.offset + search.limit]
        return tuple(Chosen(int(section), float(scores[section]), 0) for section in page)
    papers = snapshot.papers[sections]
    _, first, counts = np.unique(papers, return_index=True, return_counts=True)
    by_rank = np.argsort(first, kind="stable")[search.offset : search.offset + search.limit]
    chosen = []
    for paper in by_rank:
        shown = sections[papers == papers[first[paper]]][: search.per_paper]
        held_back = int(counts[paper]) - len(shown)
        chosen += [Chosen(int(section), float(scores[section]), held_back) for section in shown]
    return tuple(chosen)


def _counted(column: ValueColumn, among: Mask, filters: Filters, name: str) -> tuple[FacetValue, ...]:
    """Values that occur, and chosen ones even at 0; the years newest first, the others by count, then by name."""
    wanted = filters.get(name, ())
    selected = {index for value in wanted if value is not None for index in chosen_ordinals(column, name, value)}
    counts = column.counts(among)
    values = [
        FacetValue(value, int(counts[index]), index in selected)
        for index, value in enumerate(column.values)
        if counts[index] or index in selected
    ]
    if name == "year":
        values.sort(key=lambda item: -int(item.value or 0))
    else:
        values.sort(key=lambda item: (-item.count, alphabetical(item.value or "")))
    values += [FacetValue(value, 0, True) for value in _unheard_of(column, name, wanted)]
    silent = int((among & ~column.said).sum())
    if silent or None in wanted:
        values.append(FacetValue(None, silent, None in wanted))
    return tuple(values)


def _unheard_of(column: ValueColumn, name: str, wanted: Sequence[str | None]) -> list[str]:
    """What was chosen and no section has, so that it can be taken back; a span of years is no value."""
    named = (value for value in dict.fromkeys(wanted) if value is not None)
    return [
        value for value in named if not chosen_ordinals(column, name, value) and not (name == "year" and "-" in value)
    ]
