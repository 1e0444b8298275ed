"""How matching sections are ordered: BM25 over several streams, of the section and of its whole paper.

ARCHITECTURE.md says what each part brings. Typed accents are evidence: they add to the score of sections that hold
the syllable so written, and take nothing from the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.text import fold, has_accents
from corpus.typed_numbers import TypedNumber
from search.expansions import Expansion
from search.lookup import Lookup
from search.matching import (
    number_values,
    phrase_in_contexts,
    phrase_in_texts,
    rarity,
    spelled_pair,
    unit_sections,
)
from search.query import Phrase, Query, as_meant
from search.snapshot import NOWHERE, Mask, Numbers, Postings, Scores, Snapshot
from search.terms import Term, pair

Amounts = npt.NDArray[Any]

# Fewer than one in so many of what holds a term are looked for one by one.
_FEW = 8


@dataclass(frozen=True)
class Weights:
    """What each stream counts. `paper` is the share of the whole paper's evidence, `saturation` and `length` BM25's."""

    folded: float = 1.0
    spelled: float = 0.5
    pairs: float = 1.0
    spelled_pairs: float = 2.0
    words: float = 0.25
    reading: float = 0.5  # what was not typed with accents, but is probably meant so
    context: float = 0.3
    paper: float = 2.0
    saturation: float = 0.6
    length: float = 0.75
    bears_number: float = 1000.0  # the paper that bears the number comes before every paper that cites it
    cites_number: float = 10.0


WEIGHTS = Weights()


@dataclass(frozen=True)
class Evidence:
    """What is looked for: a term of a stream; of `spelled` and `spelled_pairs`, a term and how it is written."""

    stream: str
    term: str
    spelling: str = ""
    # Where one of these stands, the term stands: `UBND` in a section is an occurrence of each of its four syllables.
    expansions: tuple[Expansion, ...] = ()


def evidence(query: Query, weights: Weights = WEIGHTS) -> dict[Evidence, float]:
    """Everything that speaks for a section, and how much it counts."""
    worth: defaultdict[Evidence, float] = defaultdict(float)
    for place, unit in enumerate(query.units):
        others = _covering(query, place, place)
        for phrase in unit.alternatives:
            for term in phrase.terms if isinstance(phrase, Phrase) else ():
                worth[Evidence("folded", term.folded, expansions=others)] += weights.folded
                worth[Evidence("context", term.folded, expansions=others)] += weights.context
                if has_accents(term.source.text):
                    worth[Evidence("spelled", term.folded, term.spelled, others)] += weights.spelled
    for (first, place), (second, following) in pairwise(_typed_in_a_row(query)):
        if first and second:
            others, folded = _covering(query, place, following), pair(first.folded, second.folded)
            worth[Evidence("pairs", folded, expansions=others)] += weights.pairs
            # Who types tones leaves none out: beside a syllable with accents, a plain one is meant to be plain.
            if has_accents(first.source.text) or has_accents(second.source.text):
                spelled = pair(first.spelled, second.spelled)
                worth[Evidence("spelled_pairs", folded, spelled, others)] += weights.spelled_pairs
    for word in query.words:
        worth[Evidence("words", word)] += weights.words
    of_stream = {"spelled": weights.spelled, "spelled_pairs": weights.spelled_pairs}
    for one in query.likely:
        item = Evidence(one.stream, _folded(one.term), one.term)
        worth[item] += weights.reading * one.share * of_stream[one.stream]
    return worth


def _folded(spelled: str) -> str:
    """Of a syllable, or of a pair of them."""
    return pair(*map(fold, spelled.split("_"))) if "_" in spelled else fold(spelled)


def _covering(query: Query, first: int, last: int) -> tuple[Expansion, ...]:
    """The expansions that stand for both of these units. Wherever they were typed, they are the same evidence."""
    found = (one for one in query.expansions if one.first <= first and last < one.last)
    return tuple(replace(one, first=0, last=0) for one in found)


def _typed_in_a_row(query: Query) -> Iterator[tuple[Term | None, int]]:
    """The syllables as typed, and their units; None where something else stands between."""
    for place, unit in enumerate(query.units):
        if len(unit.alternatives) == 1 and isinstance(unit.alternatives[0], Phrase):
            yield from ((term, place) for term in unit.alternatives[0].terms)
        else:
            yield None, place


def scores(lookup: Lookup, query: Query, sections: Numbers, weights: Weights = WEIGHTS) -> Scores:
    """The scores of sections, which ascend: their own evidence, and their papers'."""
    snapshot = lookup.snapshot
    of_sections = np.zeros(len(sections), dtype=np.float32)
    of_papers = np.zeros(len(snapshot.column("paper").values), dtype=np.float32)
    own = _dampers(snapshot.lengths[sections], weights)
    around = _dampers(snapshot.context_lengths[sections], weights)
    whole = _dampers(snapshot.paper_lengths, weights)
    for item, weight in evidence(as_meant(query), weights).items():
        if item.stream == "context":
            counts = _in_contexts(lookup, item)
            worth = weight * rarity(snapshot, int(np.count_nonzero(counts)))
            of_sections += _saturated(counts[sections], around, worth, weights)
        else:
            holding, counts = _in_texts(lookup, item)
            worth = weight * rarity(snapshot, int(np.count_nonzero(counts)))
            of_sections += _saturated(_at(sections, holding, counts, snapshot.size), own, worth, weights)
            if item.stream != "spelled_pairs":  # these tell sections apart, hardly papers
                in_papers = snapshot.of_papers(holding, counts)
                worth = weight * _paper_rarity(int(np.count_nonzero(in_papers)), len(of_papers))
                of_papers += _saturated(in_papers, whole, worth, weights)
    _add_numbers(lookup, query, sections, of_sections, weights)
    of_sections += of_papers[snapshot.papers[sections]] * np.float32(weights.paper)
    return of_sections


def _at(sections: Numbers, holding: Numbers, counts: Amounts, size: int) -> Amounts:
    """The counts of these sections, out of those of all sections that hold something."""
    if len(sections) * _FEW > len(holding):
        everywhere = np.zeros(size, dtype=np.float32)
        everywhere[holding] = counts
        return everywhere[sections]
    places = np.minimum(np.searchsorted(holding, sections), len(holding) - 1)
    return np.where(holding[places] == sections, counts[places], 0)


def _in_contexts(lookup: Lookup, item: Evidence) -> Amounts:
    """How often a term, or what stands for it, is in the context of each section."""
    counts: Amounts = lookup.context(item.term)
    for one in item.expansions:
        counts = counts + one.weight * phrase_in_contexts(lookup, Phrase(one.terms))
    return counts


def _in_texts(lookup: Lookup, item: Evidence) -> tuple[Numbers, Amounts]:
    """The sections whose own text may hold a term or what stands for it, and how often they do."""
    if item.stream == "spelled":
        written = lookup.postings("folded", item.term)
        found = Postings(written.sections, written.counted(lookup.written(item.term, item.spelling)), NOWHERE.positions)
    elif item.stream == "spelled_pairs":
        found = spelled_pair(lookup, item.term, item.spelling)
    else:
        found = lookup.postings(item.stream, item.term)
    if not item.expansions:
        return found.sections, found.frequencies
    counts = np.zeros(lookup.snapshot.size, dtype=np.float32)
    counts[found.sections] = found.frequencies
    for one in item.expansions:
        other = phrase_in_texts(lookup, Phrase(one.terms))
        counts[other.sections] += np.float32(one.weight) * other.frequencies
    sections = np.flatnonzero(counts)
    return sections, counts[sections]


def _dampers(lengths: Scores, weights: Weights) -> Scores:
    """What BM25 adds to a frequency below the line: the more, the longer the text."""
    k, b = weights.saturation, weights.length
    return np.asarray(k * (1 - b + b * lengths), dtype=np.float32)


def _saturated(frequencies: npt.NDArray[Any], dampers: Scores, worth: float, weights: Weights) -> Scores:
    scores = frequencies.astype(np.float32)
    below = scores + dampers
    scores *= np.float32(worth * (weights.saturation + 1))
    scores /= below
    return scores


def _paper_rarity(holding: int, papers: int) -> float:
    return float(np.log1p((papers - holding + 0.5) / (holding + 0.5)))


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
