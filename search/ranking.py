"""How matching sections are ordered: BM25 over several streams, of the section and of its whole paper.

ARCHITECTURE.md says what each part brings. Typed accents are evidence: they add to the score of sections that hold
the syllable so written, and take nothing from the others. To look at how something is written costs most and adds
least, so it is looked at last, and only where it can still bring a section onto the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.typed_numbers import TypedNumber
from search.evidence import Evidence, Weights, evidence
from search.lookup import Lookup
from search.matching import number_values, phrase_in_contexts, phrase_in_texts, rarity, unit_sections
from search.query import Phrase, Query, as_meant
from search.rows import Integers, Mask, Numbers, Scores
from search.snapshot import Snapshot
from search.writings import Writings

Amounts = npt.NDArray[Any]

# Which of some sections can still come onto the page, by their scores so far and the most that each may gain.
Hopeful = Callable[[Numbers, Scores, Scores | np.float32], Mask]

# A stream and one of its terms.
Stream = tuple[str, str]

# How something is written, and the stream that holds it however it is written.
_WRITTEN = {"spelled": "folded", "spelled_pairs": "pairs"}

# Fewer than one in so many of what holds a term are looked for one by one.
_FEW = 8


class Said(NamedTuple):
    """What is known of sections before anyone looks at how things are written in them."""

    scores: Scores
    gain: Scores  # the most that each may gain by how it writes what it says
    rarities: dict[str, float]  # of every term, in papers


def scores(lookup: Lookup, query: Query, sections: Numbers, weights: Weights, hopeful: Hopeful) -> Scores:
    """The scores of sections, which ascend: their own evidence, and their papers'. Those without hope get less."""
    items = evidence(as_meant(query), weights)
    plain = {item: weight for item, weight in items.items() if item.stream not in _WRITTEN}
    terms = {(item.stream, item.term) for item in plain}
    written = {item: _worth(lookup, item, weight, query) for item, weight in items.items() if _said_in(item) in terms}
    said = _by_what_is_said(lookup, plain, _gains(written), sections, weights)
    found = said.scores
    _add_numbers(lookup, query, sections, found, weights)
    if written:
        # Pairs tell sections apart, not papers.
        syllables = [item for item in written if item.stream == "spelled"]
        in_papers = {item: weights.paper * items[item] * said.rarities[item.term] for item in syllables}
        most = np.float32(sum(in_papers.values()) * (weights.saturation + 1))
        left = np.flatnonzero(hopeful(sections, found, said.gain + most))
        found[left] += _by_how_it_is_written(lookup, written, sections[left], weights)
        left = left[hopeful(sections[left], found[left], most)]
        papers = lookup.snapshot.papers[sections[left]]
        found[left] += _by_how_papers_write(lookup, in_papers, papers, weights)[papers]
    return found


def _by_what_is_said(
    lookup: Lookup, items: Mapping[Evidence, float], gains: Mapping[Stream, float], sections: Numbers, weights: Weights
) -> Said:
    snapshot = lookup.snapshot
    of_sections, gain = np.zeros((2, len(sections)), dtype=np.float32)
    of_papers = np.zeros(snapshot.paper_count, dtype=np.float32)
    rarities: dict[str, float] = {}
    own = _dampers(snapshot.lengths[sections], weights)
    around = _dampers(snapshot.context_lengths[sections], weights)
    whole = _dampers(snapshot.paper_lengths, weights)
    for item, weight in items.items():
        if item.stream == "context":
            counts = _in_contexts(lookup, item)
            worth = weight * rarity(snapshot, int(np.count_nonzero(counts)))
            of_sections += worth * _saturated(counts[sections], around, weights)
            continue
        holding, counts = _in_texts(lookup, item)
        often = _saturated(_at(sections, holding, counts, snapshot.size), own, weights)
        of_sections += np.float32(weight * rarity(snapshot, len(holding))) * often
        if (item.stream, item.term) in gains:
            gain += np.float32(gains[item.stream, item.term]) * often
        known = not item.expansions
        in_papers = lookup.in_papers(item.stream, item.term) if known else snapshot.of_papers(holding, counts)
        rarities[item.term] = _paper_rarity(snapshot, int(np.count_nonzero(in_papers)))
        of_papers += np.float32(weight * rarities[item.term]) * _saturated(in_papers, whole, weights)
    of_sections += of_papers[snapshot.papers[sections]] * np.float32(weights.paper)
    return Said(of_sections, gain, rarities)


def _by_how_it_is_written(
    lookup: Lookup, worths: Mapping[Evidence, float], sections: Numbers, weights: Weights
) -> Scores:
    of_sections = np.zeros(len(sections), dtype=np.float32)
    own = _dampers(lookup.snapshot.lengths[sections], weights)
    writings = Writings(lookup, sections)
    for item, worth in worths.items():
        of_sections += np.float32(worth) * _saturated(writings.counts(item), own, weights)
    return of_sections


def _by_how_papers_write(
    lookup: Lookup, worths: Mapping[Evidence, float], papers: Integers, weights: Weights
) -> Scores:
    """The scores of all papers; nothing for others than these."""
    snapshot = lookup.snapshot
    of_papers = np.zeros(snapshot.paper_count, dtype=np.float32)
    sections = snapshot.sections_of(papers)
    whole = _dampers(snapshot.paper_lengths, weights)
    writings = Writings(lookup, sections)
    for item, worth in worths.items():
        counts = snapshot.of_papers(sections, writings.counts(item))
        of_papers += np.float32(worth) * _saturated(counts, whole, weights)
    return of_papers


def _said_in(item: Evidence) -> Stream:
    """Where a piece of evidence stands however it is written."""
    return _WRITTEN.get(item.stream, ""), item.term


def _worth(lookup: Lookup, item: Evidence, weight: float, query: Query) -> float:
    """By the rarity of what is written: a spelling is in as large a share of the sections as of the occurrences."""
    holding = len(lookup.postings(*_said_in(item)).sections)
    is_pair = item.stream == "spelled_pairs"
    share = query.shares.get(item.spelling, 1.0) if is_pair else lookup.share_written(item.term, item.spelling)
    return weight * rarity(lookup.snapshot, round(holding * share))


def _gains(written: Mapping[Evidence, float]) -> Mapping[Stream, float]:
    """Nothing can be there written so more often than it is there."""
    gains: defaultdict[Stream, float] = defaultdict(float)
    for item, worth in written.items():
        gains[_said_in(item)] += worth
    return gains


def _at(sections: Numbers, holding: Numbers, counts: Amounts, size: int) -> Amounts:
    """The counts of these sections, out of those of all sections that hold something."""
    if len(sections) * _FEW > len(holding):
        everywhere = np.zeros(size, dtype=counts.dtype)
        everywhere[holding] = counts
        return everywhere[sections]
    places = np.minimum(np.searchsorted(holding, sections), len(holding) - 1)
    return np.where(holding[places] == sections, counts[places], 0)


def _in_contexts(lookup: Lookup, item: Evidence) -> Amounts:
    """How often a term, or what stands for it, is in the context of each section."""
    counts: Amounts = lookup.context(item.term)
    for one in item.expansions:
        other = phrase_in_contexts(lookup, Phrase(one.terms))
        if other.any():
            counts = counts + one.weight * other
    return counts


def _in_texts(lookup: Lookup, item: Evidence) -> tuple[Numbers, Amounts]:
    """The sections whose own text holds a term or what stands for it, and how often they do."""
    found = lookup.postings(item.stream, item.term)
    others = [(one.weight, phrase_in_texts(lookup, Phrase(one.terms))) for one in item.expansions]
    if not any(len(other.sections) for _, other in others):
        return found.sections, found.frequencies
    counts = np.zeros(lookup.snapshot.size, dtype=np.float32)
    counts[found.sections] = found.frequencies
    for weight, other in others:
        counts[other.sections] += np.float32(weight) * other.frequencies
    sections = np.flatnonzero(counts)
    return sections, counts[sections]


def _dampers(lengths: Scores, weights: Weights) -> Scores:
    """What BM25 adds to a frequency below the line: the more, the longer the text."""
    k, b = weights.saturation, weights.length
    return np.asarray(k * (1 - b + b * lengths), dtype=np.float32)


def _saturated(frequencies: npt.NDArray[Any], dampers: Scores, weights: Weights) -> Scores:
    """What occurring so often counts: of a term that is rare enough to be worth one."""
    amounts = frequencies.astype(np.float32)
    below = amounts + dampers
    amounts *= np.float32(weights.saturation + 1)
    amounts /= below
    return amounts


def _paper_rarity(snapshot: Snapshot, holding: int) -> float:
    return float(np.log1p((snapshot.paper_count - holding + 0.5) / (holding + 0.5)))


def _add_numbers(lookup: Lookup, query: Query, sections: Numbers, of_sections: Scores, weights: Weights) -> None:
    """Whoever bears a number that was asked for; then whoever names it, as a citation or just in these words."""
    for unit in query.units:
        for number in unit.alternatives:
            if isinstance(number, TypedNumber):
                (bears, bearing), _ = number_values(lookup.snapshot, number)
                of_number = bears.having(bearing)[sections]
                of_sections[of_number] += weights.bears_number
                of_sections[of_number & _of_day(lookup.snapshot, number)[sections]] += weights.bears_number
                of_sections[unit_sections(lookup, unit)[sections]] += weights.cites_number


def _of_day(snapshot: Snapshot, number: TypedNumber) -> Mask:
    """Numbers begin again in each term: a date or year that was typed with one tells which paper is meant."""
    name, said = ("date", number.date.isoformat()) if number.date else ("year", number.issued)
    column = snapshot.column(name)
    return column.having([index for index, value in enumerate(column.values) if value == said])
