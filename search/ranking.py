"""How matching sections are ordered: BM25 over several streams, of the section and of its whole paper.

ARCHITECTURE.md says what each part brings. Typed accents are evidence: they add to the score of sections that hold
the syllable so written, and take nothing from the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from corpus.text import has_accents
from corpus.typed_numbers import TypedNumber
from search.expansions import Expansion
from search.matching import number_values, phrase_counts, rarity, unit_sections
from search.query import Phrase, Query, as_meant
from search.snapshot import Mask, Numbers, Scores, Snapshot
from search.terms import pair

Sections = npt.NDArray[np.int64] | Numbers
Amounts = Numbers | Scores


@dataclass(frozen=True)
class Weights:
    """What each stream counts. `paper` is the share of the whole paper's evidence, `saturation` and `length` BM25's."""

    folded: float = 1.0
    spelled: float = 1.0
    pairs: float = 1.0
    words: float = 0.5
    reading: float = 0.5  # what was not typed with accents, but is probably meant so
    context: float = 0.3
    paper: float = 1.0
    saturation: float = 1.2
    length: float = 0.75
    bears_number: float = 1000.0  # the paper that bears the number comes before every paper that cites it
    cites_number: float = 10.0


WEIGHTS = Weights()


@dataclass(frozen=True)
class Evidence:
    """A term to look for, and how much it counts."""

    field: str
    term: str
    weight: float
    # Where one of these stands, the term stands: `UBND` in a section is an occurrence of each of its four syllables.
    expansions: tuple[Expansion, ...] = ()


def evidence(query: Query, weights: Weights = WEIGHTS) -> Iterator[Evidence]:
    """Everything that speaks for a section, term by term."""
    for place, unit in enumerate(query.units):
        others = _covering(query, place, place)
        for phrase in unit.alternatives:
            for term in phrase.terms if isinstance(phrase, Phrase) else ():
                yield Evidence("folded", term.folded, weights.folded, others)
                yield Evidence("context", term.folded, weights.context, others)
                if has_accents(term.source.text):
                    yield Evidence("spelled", term.spelled, weights.spelled, others)
    for (first, place), (second, following) in pairwise(_typed_in_a_row(query)):
        if first and second:
            yield Evidence("pairs", pair(first, second), weights.pairs, _covering(query, place, following))
    for word in query.words:
        yield Evidence("words", word, weights.words)
    of_stream = {"spelled": weights.spelled, "words": weights.words}
    for one in query.likely:
        yield Evidence(one.stream, one.term, weights.reading * one.share * of_stream[one.stream])


def _covering(query: Query, first: int, last: int) -> tuple[Expansion, ...]:
    """The expansions that stand for both of these units."""
    return tuple(one for one in query.expansions if one.first <= first and last < one.last)


def _typed_in_a_row(query: Query) -> Iterator[tuple[str, int]]:
    """The folded syllables as typed, and their units; an empty one where something else stands between."""
    for place, unit in enumerate(query.units):
        if len(unit.alternatives) == 1 and isinstance(unit.alternatives[0], Phrase):
            yield from ((term.folded, place) for term in unit.alternatives[0].terms)
        else:
            yield "", place


def _occurrences(snapshot: Snapshot, item: Evidence) -> tuple[Numbers, Amounts]:
    """The sections that hold a term or what stands for it, and how often."""
    found = snapshot.postings(item.field, item.term)
    if not item.expansions:
        return found.sections, found.frequencies
    counts = np.zeros(snapshot.size, dtype=np.float32)
    counts[found.sections] = found.frequencies
    for one in item.expansions:
        name = "context" if item.field == "context" else "folded"
        sections, frequencies = phrase_counts(snapshot, name, [term.folded for term in one.terms])
        counts[sections] += np.float32(one.weight) * frequencies
    sections = np.flatnonzero(counts).astype(np.uint32)
    return sections, counts[sections]


def scores(snapshot: Snapshot, query: Query, weights: Weights = WEIGHTS) -> Scores:
    """The score of every section: its own evidence, and its paper's."""
    of_sections = np.zeros(snapshot.size, dtype=np.float32)
    of_papers = np.zeros(len(snapshot.column("paper").values), dtype=np.float32)
    meant = as_meant(query)
    lengths = {
        "own": _relative(snapshot.length("length")),
        "context": _relative(snapshot.length("context_length")),
    }
    paper_lengths = _relative(_of_papers(snapshot, np.arange(snapshot.size), snapshot.length("length")))
    for item in evidence(meant, weights):
        sections, frequencies = _occurrences(snapshot, item)
        if not len(sections):
            continue
        worth = item.weight * rarity(snapshot, len(sections))
        own = lengths["context" if item.field == "context" else "own"]
        of_sections[sections] += worth * _saturated(frequencies, own[sections], weights)
        if item.field != "context":
            in_papers = _of_papers(snapshot, sections, frequencies)
            holding = np.flatnonzero(in_papers)
            worth = item.weight * _paper_rarity(len(holding), len(of_papers))
            of_papers[holding] += worth * _saturated(in_papers[holding], paper_lengths[holding], weights)
    _add_numbers(snapshot, query, of_sections, weights)
    # Bookkeeping records belong to no paper: -1 reads a zero that no section of a paper reads.
    paper_scores = np.append(of_papers, np.float32(0))[snapshot.papers]
    return np.asarray(of_sections + np.float32(weights.paper) * paper_scores)


def _saturated(frequencies: Amounts, lengths: Scores, weights: Weights) -> Scores:
    k, b = weights.saturation, weights.length
    return np.asarray(frequencies * (k + 1) / (frequencies + k * (1 - b + b * lengths)), dtype=np.float32)


def _relative(lengths: Scores) -> Scores:
    known = lengths[lengths > 0]
    # Summed exactly, so that the same papers give the same scores in whatever order they came.
    return np.asarray(lengths / np.float32(known.mean(dtype=np.float64) if len(known) else 1))


def _of_papers(snapshot: Snapshot, sections: Sections, amounts: Amounts) -> Scores:
    """Sums over the sections of each paper."""
    papers = snapshot.papers[sections]
    known = papers >= 0
    count = len(snapshot.column("paper").values)
    return np.bincount(papers[known], weights=amounts[known], minlength=count).astype(np.float32)


def _paper_rarity(holding: int, papers: int) -> float:
    return float(np.log1p((papers - holding + 0.5) / (holding + 0.5)))


def _add_numbers(snapshot: Snapshot, query: Query, of_sections: Scores, weights: Weights) -> None:
    """Whoever bears a number that was asked for; then whoever names it, as a citation or just in these words."""
    for unit in query.units:
        for number in unit.alternatives:
            if isinstance(number, TypedNumber):
                (bears, bearing), _ = number_values(snapshot, number)
                of_sections[bears.having(bearing)] += weights.bears_number
                of_sections[bears.having(bearing) & _of_day(snapshot, number)] += weights.bears_number
                of_sections[unit_sections(snapshot, unit)] += weights.cites_number


def _of_day(snapshot: Snapshot, number: TypedNumber) -> Mask:
    """Numbers begin again in each term: a date that was typed with one tells which paper is meant."""
    column = snapshot.column("date")
    day = number.date.isoformat() if number.date else ""
    return column.having([index for index, value in enumerate(column.values) if value == day])


def best_first(found: Scores, sections: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """These sections by falling score; equal scores in the order given."""
    return sections[np.argsort(-found[sections], kind="stable")]
