"""Which sections match: units, context, phrases, exclusions and filters, as masks over a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from corpus.document import FRAME_TYPES
from corpus.numbers import Number, read_number
from corpus.text import fold_text, has_accents
from corpus.typed_numbers import TypedNumber
from search.engine import FACETS, OTHER_FILTERS, Filters
from search.query import Phrase, Query, Unit
from search.snapshot import Mask, Numbers, Snapshot, ValueColumn
from search.terms import Term

# Up to so many units all must be there; of more, this share of their rarity.
ALL_OF = 6
SHARE = 0.6
_MORE_THAN_NOTHING = 1e-12

Amounts = npt.NDArray[np.float64]
Places = npt.NDArray[np.uint64]

# Where a unit may stand: in the section's own text, or in the headings above it and the paper's title.
_FIELDS = ("folded", "context")


@dataclass(frozen=True)
class Matched:
    """The sections that match, and whether the query had to be relaxed to find them."""

    sections: Mask
    relaxed: bool


def matching_sections(snapshot: Snapshot, units: Sequence[Mask], allowed: Mask, with_frames: bool) -> Matched:
    """What matches all or enough of the units, among the sections that filters and exclusions allow.

    Letterhead, recipients and signature answer only when nothing else does, or when their type was asked for.
    """
    places = [allowed] if with_frames else [allowed & ~frame_sections(snapshot), allowed]
    if not units:
        return Matched(places[0] if places[0].any() else places[-1], relaxed=False)
    for relaxed, rule in enumerate((_enough, _best_partial)):
        for place in places:
            found = rule(snapshot, units, place)
            if found.any():
                return Matched(found, relaxed=bool(relaxed))
    return Matched(np.zeros(snapshot.size, dtype=bool), relaxed=False)


def _enough(snapshot: Snapshot, units: Sequence[Mask], place: Mask) -> Mask:
    if len(units) <= ALL_OF:
        return np.asarray(np.logical_and.reduce([place, *units]))
    # Units that the library does not hold at all tell its sections nothing apart.
    return place & _covering(snapshot, [unit for unit in units if unit.any()], SHARE)


def _best_partial(snapshot: Snapshot, units: Sequence[Mask], place: Mask) -> Mask:
    """The sections that hold nearly as much of the query as the best of them."""
    covered = _coverage(snapshot, units)
    covered[~place] = 0
    best = covered.max(initial=0)
    return np.asarray(covered >= max(SHARE * best, _MORE_THAN_NOTHING))


def _covering(snapshot: Snapshot, units: Sequence[Mask], share: float) -> Mask:
    total = sum(rarity(snapshot, int(unit.sum())) for unit in units)
    # A hair less than the share: sums of floats in another order must not lose a section.
    return np.asarray(_coverage(snapshot, units) >= max(share * total * (1 - 1e-6), _MORE_THAN_NOTHING))


def _coverage(snapshot: Snapshot, units: Sequence[Mask]) -> Amounts:
    covered = np.zeros(snapshot.size, dtype=np.float64)
    for unit in units:
        covered[unit] += rarity(snapshot, int(unit.sum()))
    return covered


def rarity(snapshot: Snapshot, holding: int) -> float:
    """What finding a term is worth that so many sections hold."""
    return float(np.log1p((snapshot.count - holding + 0.5) / (holding + 0.5))) if holding <= snapshot.count else 0.0


def frame_sections(snapshot: Snapshot) -> Mask:
    """Letterheads, recipients, signatures."""
    column = snapshot.column("type")
    return column.having([index for index, value in enumerate(column.values) if value in FRAME_TYPES])


def excluded_sections(snapshot: Snapshot, query: Query) -> Mask:
    mask = np.zeros(snapshot.size, dtype=bool)
    for phrase in query.excluded:
        mask |= phrase_sections(snapshot, phrase)
    return mask


def units_sections(snapshot: Snapshot, query: Query) -> list[Mask]:
    """The sections that hold each unit: in its own words, or in another writing that stands for it."""
    masks = [unit_sections(snapshot, unit) for unit in query.units]
    for expansion in query.expansions:
        holding = phrase_sections(snapshot, Phrase(expansion.terms))
        for place in range(expansion.first, expansion.last):
            masks[place] |= holding
    return masks


def unit_sections(snapshot: Snapshot, unit: Unit) -> Mask:
    mask = np.zeros(snapshot.size, dtype=bool)
    for alternative in unit.alternatives:
        if isinstance(alternative, TypedNumber):
            for column, ordinals in number_values(snapshot, alternative):
                mask |= column.having(ordinals)
        else:
            mask |= phrase_sections(snapshot, alternative)
    return mask


def number_values(snapshot: Snapshot, number: TypedNumber) -> list[tuple[ValueColumn, list[int]]]:
    """The values that a typed number means: of the papers that bear it, then of the sections that cite it."""
    return [(column, _fitting(column, number)) for column in (snapshot.column("bears"), snapshot.column("cites"))]


def _fitting(column: ValueColumn, number: TypedNumber) -> list[int]:
    printed = (_printed_number(value) for value in column.values)
    return [index for index, one in enumerate(printed) if one and number.fits(one)]


@lru_cache(maxsize=100_000)
def _printed_number(value: str) -> Number | None:
    # With the word before it, a number of a kind that we do not know is read too.
    return read_number(f"số {value}")


def phrase_sections(snapshot: Snapshot, phrase: Phrase) -> Mask:
    mask = np.zeros(snapshot.size, dtype=bool)
    for name in _FIELDS:
        mask[_standing_together(snapshot, name, phrase)] = True
    return mask


def phrase_counts(snapshot: Snapshot, name: str, folded: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The sections in which these syllables stand side by side, and how often."""
    keys = _places(snapshot, name, folded[0], 0)
    for distance, term in enumerate(folded[1:], 1):
        keys = np.intersect1d(keys, _places(snapshot, name, term, distance), assume_unique=True)
    sections, counts = np.unique(keys >> np.uint64(32), return_counts=True)
    return sections.astype(np.uint32), counts.astype(np.uint32)


def _standing_together(snapshot: Snapshot, name: str, phrase: Phrase) -> Numbers:
    """The sections in which the phrase's syllables stand side by side; typed accents count inside quotes only."""
    if len(phrase.terms) == 1 and not _must_match(phrase, phrase.terms[0]):
        return snapshot.postings(name, phrase.terms[0].folded).sections
    keys = None
    for distance, term in enumerate(phrase.terms):
        found = _places(snapshot, name, term.folded, distance)
        if _must_match(phrase, term):
            spelled = "spelled" if name == "folded" else "context_spelled"
            found = _places(snapshot, spelled, term.spelled, distance)
        keys = found if keys is None else np.intersect1d(keys, found, assume_unique=True)
        if not len(keys):
            break
    return np.unique(keys >> np.uint64(32)).astype(np.uint32) if keys is not None else np.empty(0, np.uint32)


def _must_match(phrase: Phrase, term: Term) -> bool:
    return phrase.quoted and has_accents(term.source.text)


def _places(snapshot: Snapshot, name: str, term: str, distance: int) -> Places:
    """Section and position in one number each, moved back by the term's place in the phrase."""
    found = snapshot.postings(name, term)
    sections = np.repeat(found.sections.astype(np.uint64), found.frequencies)
    positions = found.positions.astype(np.uint64)
    early = positions >= distance
    return np.asarray((sections[early] << np.uint64(32)) | (positions[early] - np.uint64(distance)))


def filter_masks(snapshot: Snapshot, filters: Filters) -> dict[str, Mask]:
    """One mask for each filter that is set."""
    names = [*FACETS, *OTHER_FILTERS]
    return {name: _chosen(snapshot.column(name), name, filters[name]) for name in names if filters.get(name)}


def _chosen(column: ValueColumn, name: str, wanted: Sequence[str | None]) -> Mask:
    mask = np.zeros(column.size, dtype=bool)
    for value in wanted:
        mask |= ~column.said if value is None else column.having(chosen_ordinals(column, name, value))
    return mask


def chosen_ordinals(column: ValueColumn, name: str, wanted: str) -> list[int]:
    """The values of a facet that a filter's value means."""
    if name == "year":
        first, _, last = wanted.partition("-")
        return [index for index, value in enumerate(column.values) if int(first) <= int(value) <= int(last or first)]
    return meant_values(column.values, wanted)


def meant_values(values: Sequence[str], wanted: str) -> list[int]:
    """The values called so, with or without accents; when none is, those that hold the words in a row."""
    exact = [index for index, value in enumerate(values) if value == wanted]
    folded = f" {fold_text(wanted)} "
    same = exact or [index for index, value in enumerate(values) if f" {fold_text(value)} " == folded]
    return same or [index for index, value in enumerate(values) if folded in f" {fold_text(value)} "]
