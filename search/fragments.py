"""The best passage of a paragraph, with the matching syllables marked on the original text."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.numbers import find_numbers
from corpus.text import fold, has_accents, syllable_texts
from search.query import Query
from search.terms import Term, terms

# A passage of so many syllables is three lines on a phone.
PASSAGE = 45

# A very long paragraph that matches everywhere is looked at this far.
MOST_STARTS = 500

# So far before its first mark a passage begins; with the sentence, where that begins not much earlier.
_BEFORE, _MOST_BEFORE = PASSAGE // 5, PASSAGE // 3

# A single syllable of the query counts as near what else was found within so many syllables.
_NEAR = 10

# What the rest of a paragraph is worth beside its best passage.
_REST = 0.1

_SENTENCE_END = re.compile(r"[.!?;:…]\s*\W*$")

# [("văn bản ", False), ("khớp", True)]: joined, but for the dots of omission at its ends, it is a stretch of the text.
Fragment = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Marked:
    """A paragraph's syllables, which of them match, and which stand before the next one as they were typed."""

    text: str
    terms: Sequence[Term]
    matching: Sequence[bool]
    together: Sequence[bool] = ()


# A syllable to be found, and whether its accents must be as they were typed.
Wanted = tuple[Term, bool]


def marked(text: str, query: Query) -> Marked:
    """
    >>> from search.query import understand
    >>> [run for run, held in whole(marked("Bố trí cán bộ", understand("can bo"))) if held]
    ['cán', 'bộ']
    """
    return Marker(query).marked(text)


class Marker:
    """Finds a query's syllables, phrases and numbers in texts, whatever their accents.

    A syllable that stands beside its neighbours of the query is not marked again where it stands alone: asked for
    `can bo`, the text "Bố trí cán bộ" has two marks.
    """

    def __init__(self, query: Query) -> None:
        written = list(_written(query))
        single = [row[0] for row in written if len(row) == 1]
        self._rows = [row for row in written if len(row) > 1]
        self._pairs = {(a.folded, b.folded) for _, row in query.rows() for a, b in pairwise(row)}
        self._folded = {term.folded for term, exactly in single if not exactly}
        self._spelled = {term.spelled for term, exactly in single if exactly}
        self._numbers = list(query.numbers)
        self._syllables = query.syllables

    def marked(self, text: str) -> Marked:
        found = terms(text)
        folded = [term.folded for term in found]
        together = self._together(found, folded)
        matching = [a or b for a, b in zip(together, [False, *together])]
        beside = {syllable for syllable, held in zip(folded, matching) if held}
        plain = self._folded - beside
        alone = [term.folded in plain or term.spelled in self._spelled and term.folded not in beside for term in found]
        for place in _standing_alone(folded, alone, matching):
            matching[place] = True
        for start, end in self._places_of_numbers(text):
            matching = [held or start <= term.source.start < end for held, term in zip(matching, found)]
        return Marked(text, found, matching, together)

    def most(self, text: str, rarity: Mapping[str, float]) -> float:
        """No less than what a paragraph is worth: all syllables of the query in it, each twice for its pairs."""
        if self._numbers:
            return math.inf
        held = self._syllables.intersection(map(fold, syllable_texts(text)))
        return 2 * sum(rarity.get(syllable, 1.0) for syllable in held)

    def _together(self, found: Sequence[Term], folded: Sequence[str]) -> list[bool]:
        """Which syllables stand before the next one as in the query: typed neighbours, phrases, other writings."""
        together = [pair in self._pairs for pair in pairwise(folded)] + [False] * bool(folded)
        for row in self._rows:
            first = row[0][0].folded
            for start in range(len(found) - len(row) + 1):
                if folded[start] == first and all(map(_fits, found[start : start + len(row)], row)):
                    together[start : start + len(row) - 1] = [True] * (len(row) - 1)
        return together

    def _places_of_numbers(self, text: str) -> Iterator[tuple[int, int]]:
        for number in find_numbers(text) if self._numbers else ():
            if any(one.fits(number.value) for one in self._numbers):
                yield number.start, number.end


def _written(query: Query) -> Iterator[tuple[Wanted, ...]]:
    """Everything by which a section may have been found: as it was typed, and in other writings."""
    for phrase in query.phrases:
        yield tuple((term, phrase.quoted and has_accents(term.source.text)) for term in phrase.terms)
    yield from (tuple((term, False) for term in one.terms) for one in query.expansions)


def _fits(term: Term, wanted: Wanted) -> bool:
    one, exactly = wanted
    return term.spelled == one.spelled if exactly else term.folded == one.folded


def _standing_alone(folded: Sequence[str], alone: Sequence[bool], matching: Sequence[bool]) -> Iterator[int]:
    """Where syllables are found only by themselves: near the rest of what was found, or everywhere when never near."""
    others = [place for place, held in enumerate(matching) if held]
    places: dict[str, list[int]] = {}
    for place, syllable in enumerate(folded):
        if alone[place]:
            places.setdefault(syllable, []).append(place)
    for own in places.values():
        near = [place for place in own if _distance(place, others) <= _NEAR]
        yield from near or own


def _distance(place: int, others: Sequence[int]) -> int:
    at = bisect_left(others, place)
    return min((abs(place - one) for one in others[max(at - 1, 0) : at + 1]), default=_NEAR + 1)


def worth(paragraph: Marked, rarity: Mapping[str, float]) -> float:
    """How much of the query a paragraph holds: in its best passage, and a little for the rest."""
    places = _marks(paragraph)
    best = max((_worth(paragraph, window, rarity) for window in _widest(_windows(places))), default=0.0)
    return best + _REST * (_worth(paragraph, places, rarity) - best)


def fragment(paragraph: Marked, rarity: Mapping[str, float]) -> Fragment:
    """The passage that holds most of the query, of equal ones the densest; or the beginning."""
    length = len(paragraph.terms)
    windows = _windows(_marks(paragraph))
    best = max(windows, key=lambda one: (_worth(paragraph, one, rarity), one[0] - one[-1]), default=[0])
    first = max(0, min(_beginning(paragraph, best[0], best[-1]), length - PASSAGE))
    return tuple(_runs(paragraph, first, min(first + PASSAGE, length)))


def _marks(paragraph: Marked) -> list[int]:
    return [place for place, held in enumerate(paragraph.matching) if held]


def _windows(places: Sequence[int]) -> Iterator[Sequence[int]]:
    """The marks that one passage can show, for each mark that it may begin with."""
    for number, first in enumerate(places[:MOST_STARTS]):
        yield places[number : bisect_left(places, first + PASSAGE)]


def _widest(windows: Iterable[Sequence[int]]) -> Iterator[Sequence[int]]:
    """Without those that end where the one before them does: they hold nothing more."""
    end = -1
    for window in windows:
        if window[-1] > end:
            end = window[-1]
            yield window


def _beginning(paragraph: Marked, first: int, last: int) -> int:
    """Where a passage with these marks begins: with their sentence, if that leaves room for all of them."""
    earliest = max(first - _MOST_BEFORE, last + 1 - PASSAGE, 0)
    for place in range(first, earliest, -1):
        between = paragraph.text[paragraph.terms[place - 1].source.end : paragraph.terms[place].source.start]
        if _SENTENCE_END.search(between):
            return place
    return max(earliest, first - _BEFORE)


def _worth(paragraph: Marked, places: Sequence[int], rarity: Mapping[str, float]) -> float:
    """Each syllable once by its rarity; and again what stands together as it was typed."""
    folded = [paragraph.terms[place].folded for place in places]
    together = {
        (paragraph.terms[place].folded, paragraph.terms[place + 1].folded)
        for place in places
        if paragraph.together[place]
    }
    single = sum(rarity.get(term, 1.0) for term in set(folded))
    return single + sum(min(rarity.get(a, 1.0), rarity.get(b, 1.0)) for a, b in together if a != b)


def whole(paragraph: Marked) -> Fragment:
    """The whole text, marked."""
    return tuple(_runs(paragraph, 0, len(paragraph.terms)))


def _runs(paragraph: Marked, first: int, last: int) -> Iterator[tuple[str, bool]]:
    """Stretches of the text, by turns plain and marked; what stands between two marked syllables is plain."""
    text = paragraph.text
    position = paragraph.terms[first].source.start if first else 0
    end = paragraph.terms[last].source.start if last < len(paragraph.terms) else len(text)
    if first:
        yield "… ", False
    for index in range(first, last):
        if not paragraph.matching[index]:
            continue
        source = paragraph.terms[index].source
        if position < source.start:
            yield text[position : source.start], False
        yield text[source.start : source.end], True
        position = source.end
    cut = last < len(paragraph.terms)
    rest = text[position:end].rstrip() if cut else text[position:end]
    if rest:
        yield rest, False
    if cut:
        yield " …", False
