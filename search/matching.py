"""Which sections match: units, context, phrases, exclusions and filters, as masks over a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import chain, pairwise

import numpy as np

from corpus.document import FRAME_TYPES
from corpus.numbers import Number, read_number
from corpus.text import fold_text, has_accents
from corpus.typed_numbers import TypedNumber, other_writings
from search.columns import ValueColumn
from search.engine import FACETS, OTHER_FILTERS, Search
from search.lookup import Lookup, once
from search.postings import NOWHERE, Postings
from search.query import Phrase, Query, Unit
from search.rows import Counts, Mask, Numbers, Scores, in_both, starts_of_runs
from search.snapshot import Snapshot
from search.terms import Term, pair

# Up to so many units all must be there; of more, this share of their rarity.
ALL_OF = 6
SHARE = 0.6
_MORE_THAN_NOTHING = 1e-12


@dataclass(frozen=True)
class Matched:
    """The sections that match, and whether the query had to be relaxed to find them."""

    sections: Mask
    relaxed: bool


def matching_sections(
    snapshot: Snapshot, units: Sequence[Mask], allowed: Mask, with_frames: bool, near: bool = False
) -> Matched:
    """What matches all or enough of the units, among the sections that filters and exclusions allow.

    Letterhead, recipients and signature answer only when nothing else does, or when their type was asked for.
    """
    places = [allowed] if with_frames else [allowed & ~frame_sections(snapshot), allowed]
    if not units:
        return Matched(places[0] if places[0].any() else places[-1], relaxed=False)
    for relaxed, rule in enumerate((_any_of if near else _enough, _best_partial)):
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


def _any_of(snapshot: Snapshot, units: Sequence[Mask], place: Mask) -> Mask:
    return np.asarray(place & np.logical_or.reduce(units))


def _best_partial(snapshot: Snapshot, units: Sequence[Mask], place: Mask) -> Mask:
    """The sections that hold nearly as much of the query as the best of them."""
    covered = _coverage(snapshot, units, _rarities(snapshot, units))
    covered[~place] = 0
    best = covered.max(initial=0)
    return np.asarray(covered >= max(SHARE * best, _MORE_THAN_NOTHING))


def _covering(snapshot: Snapshot, units: Sequence[Mask], share: float) -> Mask:
    rarities = _rarities(snapshot, units)
    # A hair less than the share: sums of floats in another order must not lose a section.
    least = max(share * sum(rarities) * (1 - 1e-5), _MORE_THAN_NOTHING)
    return np.asarray(_coverage(snapshot, units, rarities) >= least)


def _coverage(snapshot: Snapshot, units: Sequence[Mask], rarities: Sequence[float]) -> Scores:
    """What the units that each section holds are worth together."""
    covered = np.zeros(snapshot.size, dtype=np.float32)
    for unit, worth in zip(units, rarities):
        covered += unit * np.float32(worth)
    return covered


def _rarities(snapshot: Snapshot, units: Sequence[Mask]) -> list[float]:
    return [rarity(snapshot, int(np.count_nonzero(unit))) for unit in units]


def rarity(snapshot: Snapshot, holding: int) -> float:
    """What finding a term is worth that so many sections hold."""
    return float(np.log1p((snapshot.count - holding + 0.5) / (holding + 0.5))) if holding <= snapshot.count else 0.0


def frame_sections(snapshot: Snapshot) -> Mask:
    """Letterheads, recipients, signatures."""
    column = snapshot.column("type")
    return column.having([index for index, value in enumerate(column.values) if value in FRAME_TYPES])


def excluded_sections(lookup: Lookup, query: Query) -> Mask:
    mask = np.zeros(lookup.snapshot.size, dtype=bool)
    for phrase in query.excluded:
        mask |= phrase_sections(lookup, phrase)
    return mask


def units_sections(lookup: Lookup, query: Query) -> list[Mask]:
    """The sections that hold each unit: in its own words, or in another writing that stands for it."""
    masks = [unit_sections(lookup, unit) for unit in query.units]
    # A pasted text says the same names again and again.
    known: dict[tuple[str, ...], Mask] = {}
    for expansion in query.expansions:
        written = tuple(term.folded for term in expansion.terms)
        if written not in known:
            known[written] = phrase_sections(lookup, Phrase(expansion.terms))
        holding = known[written]
        for place in range(expansion.first, expansion.last):
            masks[place] = masks[place] | holding
    return masks


def unit_sections(lookup: Lookup, unit: Unit) -> Mask:
    first, *others = (_alternative_sections(lookup, one) for one in unit.alternatives)
    return np.logical_or.reduce([first, *others]) if others else first


def _alternative_sections(lookup: Lookup, alternative: Phrase | TypedNumber) -> Mask:
    if isinstance(alternative, TypedNumber):
        bearing, citing = (column.having(ordinals) for column, ordinals in number_values(lookup.snapshot, alternative))
        return bearing | citing
    return phrase_sections(lookup, alternative)


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


def phrase_sections(lookup: Lookup, phrase: Phrase) -> Mask:
    """Where a phrase stands: in a section's own text, or in a title or heading that is its context."""
    if len(phrase.terms) == 1 and not _must_match(phrase, phrase.terms[0]):
        return lookup.holding(phrase.terms[0].folded)
    mask = phrase_in_contexts(lookup, phrase) > 0
    mask[phrase_in_texts(lookup, phrase).sections] = True
    return mask


@once
def phrase_in_contexts(lookup: Lookup, phrase: Phrase) -> Counts:
    """How often a phrase stands in the context of each section."""
    found = []
    for term in phrase.terms:
        if _must_match(phrase, term):
            found.append(lookup.snapshot.written_contexts(term.folded, term.spelled))
        else:
            found.append(lookup.snapshot.contexts(term.folded))
    contexts = _side_by_side(found)
    return lookup.reached(contexts.sections, contexts.frequencies)


@once
def phrase_in_texts(lookup: Lookup, phrase: Phrase) -> Postings:
    """The sections whose own text holds a phrase, and how often."""
    exact = any(_must_match(phrase, term) for term in phrase.terms)
    if len(phrase.terms) == 1 and not exact:
        return lookup.postings("folded", phrase.terms[0].folded)
    # The pairs of a phrase tell nearly all: places and spellings are read only where all of them are.
    in_pairs = [lookup.postings("pairs", pair(*two)) for two in pairwise(term.folded for term in phrase.terms)]
    if len(phrase.terms) == 2 and not exact:
        return in_pairs[0]
    holding = reduce(np.intersect1d, (postings.sections for postings in in_pairs)) if in_pairs else None
    found = []
    for term in phrase.terms:
        postings = lookup.postings("folded", term.folded)
        some = postings.sections if holding is None else holding
        if _must_match(phrase, term):
            found.append(postings.marked_among(some, lookup.written(term.folded, term.spelled)))
        else:
            found.append(postings.among(some))
    return _side_by_side(found)


def _side_by_side(found: Sequence[Postings]) -> Postings:
    """Where the first stands, the second one place on, and so forth."""
    keys = _places(found[0], 0)
    for distance, postings in enumerate(found[1:], start=1):
        keys = in_both(keys, _places(postings, distance))
    sections = keys >> 32
    starts = starts_of_runs(sections)
    return Postings(sections[starts], np.diff(starts, append=len(sections)), NOWHERE.positions)


def _places(found: Postings, distance: int) -> Numbers:
    """Section and position in one number each, moved back by the term's place in the phrase."""
    sections = np.repeat(found.sections, found.frequencies)
    positions = found.positions.whole()
    early = positions >= distance
    return np.asarray((sections[early] << 32) | (positions[early] - distance))


def _must_match(phrase: Phrase, term: Term) -> bool:
    """Typed accents count inside quotes only."""
    return phrase.quoted and has_accents(term.source.text)


def filter_masks(snapshot: Snapshot, search: Search) -> dict[str, Mask]:
    """One mask for each filter that is set."""
    names = [*FACETS, *OTHER_FILTERS]
    return {name: _chosen(snapshot, name, search) for name in names if search.filters.get(name)}


def _chosen(snapshot: Snapshot, name: str, search: Search) -> Mask:
    column = snapshot.column(name)
    mask = np.zeros(column.size, dtype=bool)
    for value in search.filters[name]:
        if value is None:
            mask |= ~column.said
        elif names_paper(search, name, value):
            mask |= snapshot.sections_at(search.cited_at[value])
        else:
            mask |= column.having(chosen_ordinals(column, name, value))
    return mask


def names_paper(search: Search, name: str, value: str | None) -> bool:
    """Whether a filter's value is no value of the column: a cited paper by its permanent name."""
    return name == "cites" and value in search.cited_at


def chosen_ordinals(column: ValueColumn, name: str, wanted: str) -> list[int]:
    """The values of a facet that a filter's value means."""
    if name == "year":
        first, _, last = wanted.partition("-")
        return [index for index, value in enumerate(column.values) if int(first) <= int(value) <= int(last or first)]
    called_so = meant_values(column.values, wanted)
    # A cited number that is there is taken at its word, as its count in the facet says.
    if name == "number" or name == "cites" and not called_so:
        others = (meant_values(column.values, other) for other in other_writings(wanted))
        return sorted({*called_so, *chain.from_iterable(others)})
    return called_so


def meant_values(values: Sequence[str], wanted: str) -> list[int]:
    """The values called so, with or without accents; when none is, those that hold the words in a row."""
    exact = [index for index, value in enumerate(values) if value == wanted]
    folded = _folded(wanted)
    same = exact or [index for index, value in enumerate(values) if _folded(value) == folded]
    return same or [index for index, value in enumerate(values) if folded in _folded(value)]


@lru_cache(maxsize=100_000)
def _folded(value: str) -> str:
    """A value's words, a blank around each."""
    return f" {fold_text(value)} "
