"""The best passage of a paragraph, with the matching syllables marked on the original text."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, pairwise
from operator import itemgetter

from corpus.numbers import find_numbers
from corpus.text import fold, has_accents, spelling, syllable_places, syllable_texts
from search.query import Query

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
    folded: Sequence[str]
    places: Sequence[tuple[int, int]]  # where they begin and end in the text
    matching: Sequence[bool]
    together: Sequence[bool] = ()


# A syllable to be found, folded or as it is written, and whether its accents must be so.
Wanted = tuple[str, bool]


def marked(text: str, query: Query, said_together: Container[str] = ()) -> Marked:
    """
    >>> from search.query import understand
    >>> [run for run, held in whole(marked("Bố trí cán bộ", understand("can bo"))) if held]
    ['cán', 'bộ']
    """
    return marker_of(query).marked(text, said_together)


def said_together(texts: Iterable[str], query: Query) -> frozenset[str]:
    """The folded syllables of the query that stand beside their neighbours of the query anywhere in these texts.

    >>> from search.query import understand
    >>> sorted(said_together(["Nhiệm kỳ mới", "các nhiệm vụ"], understand("nhiem vu moi")))
    ['nhiem', 'vu']
    """
    return frozenset(chain.from_iterable(map(marker_of(query).said_together, texts)))


@lru_cache(maxsize=16)
def marker_of(query: Query) -> Marker:
    """A query is prepared once for all the texts of a page."""
    return Marker(query)


class Marker:
    """Finds a query's syllables, phrases and numbers in texts, whatever their accents.

    A syllable that stands beside its neighbours of the query is not marked again where it stands alone: asked for
    `can bo`, the text "Bố trí cán bộ" has two marks.
    """

    def __init__(self, query: Query) -> None:
        written = dict.fromkeys(_written(query))
        single = [row[0] for row in written if len(row) == 1]
        self._rows = [row for row in written if len(row) > 1]
        self._pairs = {(a.folded, b.folded) for _, row in query.rows() for a, b in pairwise(row)}
        self._folded = {syllable for syllable, exactly in single if not exactly}
        self._spelled = {syllable for syllable, exactly in single if exactly}
        self._numbers = list(query.numbers)
        self._syllables = query.syllables

    def marked(self, text: str, said_together: Container[str] = ()) -> Marked:
        """`said_together` are syllables that stand beside their neighbours in the texts around this one."""
        syllables = syllable_texts(text)
        folded, spelled = list(map(fold, syllables)), list(map(spelling, syllables))
        together = self._together(folded, spelled)
        matching = [a or b for a, b in zip(together, [False, *together])]
        beside = {syllable for syllable, held in zip(folded, matching) if held}
        alone = [
            (a in self._folded or b in self._spelled) and a not in beside and a not in said_together
            for a, b in zip(folded, spelled)
        ]
        for place in _standing_alone(folded, alone, matching):
            matching[place] = True
        places = syllable_places(text)
        for start, end in self._places_of_numbers(text):
            matching = [held or start <= place[0] < end for held, place in zip(matching, places)]
        return Marked(text, folded, places, matching, together)

    def said_together(self, text: str) -> Iterator[str]:
        """The folded syllables that stand beside their neighbours of the query."""
        syllables = syllable_texts(text)
        folded = list(map(fold, syllables))
        together = self._together(folded, list(map(spelling, syllables)))
        return (one for one, a, b in zip(folded, together, [False, *together]) if a or b)

    def most(self, text: str, rarity: Mapping[str, float]) -> float:
        """No less than what a paragraph is worth: all syllables of the query in it, each twice for its pairs."""
        if self._numbers:
            return math.inf
        held = self._syllables.intersection(map(fold, syllable_texts(text)))
        return 2 * sum(rarity.get(syllable, 1.0) for syllable in held)

    def _together(self, folded: Sequence[str], spelled: Sequence[str]) -> list[bool]:
        """Which syllables stand before the next one as in the query: typed neighbours, phrases, other writings."""
        together = [pair in self._pairs for pair in pairwise(folded)] + [False] * bool(folded)
        for row in self._rows:
            last = len(row) - 1
            first, exactly = row[0]
            said = spelled if exactly else folded
            for start in (place for place, one in enumerate(said[: len(said) - last]) if one == first):
                if all(self._fits(wanted, folded[place], spelled[place]) for place, wanted in enumerate(row, start)):
                    together[start : start + last] = [True] * last
        return together

    @staticmethod
    def _fits(wanted: Wanted, folded: str, spelled: str) -> bool:
        syllable, exactly = wanted
        return syllable == (spelled if exactly else folded)

    def _places_of_numbers(self, text: str) -> Iterator[tuple[int, int]]:
        for number in find_numbers(text) if self._numbers else ():
            if any(one.fits(number.value) for one in self._numbers):
                yield number.start, number.end


def _written(query: Query) -> Iterator[tuple[Wanted, ...]]:
    """Everything by which a section may have been found: as it was typed, and in other writings."""
    for phrase in query.phrases:
        exactly = [phrase.quoted and has_accents(term.source.text) for term in phrase.terms]
        yield tuple((term.spelled, True) if so else (term.folded, False) for term, so in zip(phrase.terms, exactly))
    yield from (tuple((term.folded, False) for term in one.terms) for one in query.expansions)


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
    best = max((_worth(paragraph, group[0], rarity) for group in _windows(places)), default=0.0)
    return best + _REST * (_worth(paragraph, places, rarity) - best)


def fragment(paragraph: Marked, rarity: Mapping[str, float]) -> Fragment:
    """The passage that holds most of the query, of equal ones the densest; or the beginning."""
    groups = [(_worth(paragraph, group[0], rarity), group) for group in _windows(_marks(paragraph))]
    most = max((worth for worth, _ in groups), default=0.0)
    windows = [window for worth, group in groups if worth == most for window in group]
    best = max(windows, key=lambda one: (_worth(paragraph, one, rarity), one[0] - one[-1]), default=[0])
    length = len(paragraph.places)
    first = max(0, min(_beginning(paragraph, best[0], best[-1]), length - PASSAGE))
    return tuple(_runs(paragraph, first, min(first + PASSAGE, length)))


def _marks(paragraph: Marked) -> list[int]:
    return [place for place, held in enumerate(paragraph.matching) if held]


def _windows(places: Sequence[int]) -> Iterator[Sequence[Sequence[int]]]:
    """The marks that one passage can show, for each mark that it may begin with; together those that end alike.

    The first of a group holds all that the others hold.
    """
    starts = places[:MOST_STARTS]
    windows = [places[number : bisect_left(places, first + PASSAGE)] for number, first in enumerate(starts)]
    for _, group in groupby(windows, key=itemgetter(-1)):
        yield list(group)


def _beginning(paragraph: Marked, first: int, last: int) -> int:
    """Where a passage with these marks begins: with their sentence, if that leaves room for all of them."""
    earliest = max(first - _MOST_BEFORE, last + 1 - PASSAGE, 0)
    for place in range(first, earliest, -1):
        between = paragraph.text[paragraph.places[place - 1][1] : paragraph.places[place][0]]
        if _SENTENCE_END.search(between):
            return place
    return max(earliest, first - _BEFORE)


def _worth(paragraph: Marked, places: Sequence[int], rarity: Mapping[str, float]) -> float:
    """Each syllable once by its rarity; and again what stands together as it was typed."""
    folded, beside = paragraph.folded, paragraph.together
    together = {(folded[place], folded[place + 1]) for place in places if beside[place]}
    single = sum(rarity.get(term, 1.0) for term in {folded[place] for place in places})
    return single + sum(min(rarity.get(a, 1.0), rarity.get(b, 1.0)) for a, b in together if a != b)


def whole(paragraph: Marked) -> Fragment:
    """The whole text, marked."""
    return tuple(_runs(paragraph, 0, len(paragraph.places)))


def _runs(paragraph: Marked, first: int, last: int) -> Iterator[tuple[str, bool]]:
    """Stretches of the text, by turns plain and marked; what stands between two marked syllables is plain."""
    text = paragraph.text
    position = paragraph.places[first][0] if first else 0
    end = paragraph.places[last][0] if last < len(paragraph.places) else len(text)
    if first:
        yield "… ", False
    for index in range(first, last):
        if not paragraph.matching[index]:
            continue
        start, stop = paragraph.places[index]
        if position < start:
            yield text[position:start], False
        yield text[start:stop], True
        position = stop
    cut = last < len(paragraph.places)
    rest = text[position:end].rstrip() if cut else text[position:end]
    if rest:
        yield rest, False
    if cut:
        yield " …", False
