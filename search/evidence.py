"""What speaks for a section: everything that a query makes us look for, and how much each of it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from corpus.text import fold, has_accents
from search.expansions import Expansion
from search.query import Phrase, Query
from search.terms import Term, pair


@dataclass(frozen=True)
class Weights:
    """What each stream counts. `paper` is the share of the whole paper's evidence, `saturation` and `length` BM25's."""

    folded: float = 1.0
    spelled: float = 0.5
    pairs: float = 1.0
    spelled_pairs: float = 2.5
    words: float = 0.25
    reading: float = 0.5  # what was not typed with accents, but is probably meant so
    context: float = 0.3
    paper: float = 2.0
    saturation: float = 0.6
    length: float = 0.75
    bears_number: float = 1000.0  # the paper that bears the number comes before every paper that cites it
    cites_number: float = 10.0


WEIGHTS = Weights()


class Evidence(NamedTuple):
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
        for phrase in unit.alternatives:
            for term in phrase.terms if isinstance(phrase, Phrase) else ():
                others = _covering(query, place, place, term.folded)
                worth[Evidence("folded", term.folded, expansions=others)] += weights.folded
                worth[Evidence("context", term.folded, expansions=others)] += weights.context
                if has_accents(term.source.text):
                    worth[Evidence("spelled", term.folded, term.spelled, others)] += weights.spelled
    for (first, place), (second, following) in pairwise(_typed_in_a_row(query)):
        if first and second:
            others = _covering(query, place, following, first.folded, second.folded)
            folded = pair(first.folded, second.folded)
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


def _covering(query: Query, first: int, last: int, *folded: str) -> tuple[Expansion, ...]:
    """The expansions that stand for both of these units. Wherever they were typed, they are the same evidence.

    Not those that say the same syllables themselves, as `29/9/2014` for `29 tháng 9 năm 2014`: they are counted so.
    """
    found = (one for one in query.expansions if one.first <= first and last < one.last)
    return tuple(replace(one, first=0, last=0) for one in found if not _says(one, *folded))


def _says(expansion: Expansion, *folded: str) -> bool:
    """Whether these syllables stand in it, side by side."""
    said = [term.folded for term in expansion.terms]
    return any(said[place : place + len(folded)] == [*folded] for place in range(len(said)))


def _typed_in_a_row(query: Query) -> Iterator[tuple[Term | None, int]]:
    """The syllables as typed, and their units; None where something else stands between."""
    for place, unit in enumerate(query.units):
        if len(unit.alternatives) == 1 and isinstance(unit.alternatives[0], Phrase):
            yield from ((term, place) for term in unit.alternatives[0].terms)
        else:
            yield None, place
