"""Which syllables of a text match a query, and which of these stand together as they were typed."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise

from corpus.numbers import find_numbers
from corpus.text import fold, has_accents, spelling, syllable_places, syllable_texts
from search.query import Query

# A single syllable of the query counts as near what else was found within so many syllables.
_NEAR = 10

# So many different stretches of text without blanks are remembered: more than a library has frequent ones.
_MOST_KNOWN = 50_000

# What is no less than a sum may not be less by rounding.
_ROUNDED_UP = 1 + 1e-9


@dataclass(frozen=True)
class Marked:
    """A paragraph's syllables, which of them match, and which of these stand before the next one as they were typed."""

    text: str
    folded: Sequence[str]
    marks: Sequence[int]  # the numbers of those that match, ascending
    together: Container[int] = ()

    @cached_property
    def places(self) -> Sequence[tuple[int, int]]:
        """Where the syllables begin and end in the text: asked for only where it is shown."""
        return syllable_places(self.text)


@dataclass(frozen=True)
class Around:
    """The folded syllables that stand beside their neighbours of a query in the texts around another one.

    >>> from search.query import understand
    >>> around = Around(marker_of(understand("nhiem vu moi")), ["Nhiệm kỳ mới", "các nhiệm vụ"])
    >>> "nhiem" in around, "moi" in around
    (True, False)
    """

    marker: Marker
    texts: Sequence[str]  # looked through when one is asked for, which is seldom

    def __contains__(self, syllable: object) -> bool:
        return syllable in self._said_together

    @cached_property
    def _said_together(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(map(self.marker.said_together, self.texts)))


# A syllable to be found: folded, and how it is written where its accents must be so.
Wanted = tuple[str, str | None]


def marked(text: str, query: Query, said_together: Container[str] = ()) -> Marked:
    """
    >>> from search.query import understand
    >>> found = marked("Bố trí cán bộ", understand("can bo"))
    >>> [found.text[slice(*found.places[mark])] for mark in found.marks]
    ['cán', 'bộ']
    """
    return marker_of(query).marked(text, folded_syllables(text), said_together)


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
        self._rows: dict[str, list[tuple[Wanted, ...]]] = {}  # of several syllables, by the first
        for row in written:
            if len(row) > 1:
                self._rows.setdefault(row[0][0], []).append(row)
        self._pairs = {(a.folded, b.folded) for _, row in query.rows() for a, b in pairwise(row)}
        self._neighbours: dict[str, set[str]] = {}
        for first, second in self._pairs:
            self._neighbours.setdefault(first, set()).add(second)
            self._neighbours.setdefault(second, set()).add(first)
        self._folded = {folded for folded, spelled in single if spelled is None}
        self._spelled = {spelled for _, spelled in single if spelled is not None}
        self._heeds_accents = any(spelled is not None for row in written for _, spelled in row)
        self._numbers = list(query.numbers)
        self._syllables = query.syllables

    def marked(self, text: str, folded: Sequence[str], said_together: Container[str] = ()) -> Marked:
        """`said_together` are syllables that stand beside their neighbours in the texts around this one.

        One of these that stands alone here says nothing: of `can bo` under the heading "Cán bộ", not "Ban cán sự".
        """
        held = [place for place, syllable in enumerate(folded) if syllable in self._syllables]
        spelled = self._as_spelled(text)
        together = self._together(folded, spelled, held)
        matching = together | {place + 1 for place in together}
        beside = {folded[place] for place in matching}
        alone: dict[str, list[int]] = {}
        for place in held:
            syllable = folded[place]
            if syllable in beside or (syllable in said_together and not self._neighbour_near(place, folded, held)):
                continue
            if syllable in self._folded or self._spelled and spelled[place] in self._spelled:
                alone.setdefault(syllable, []).append(place)
        if alone:
            matching.update(_standing_alone(alone.values(), sorted(matching)))
        if self._numbers:
            matching.update(self._in_numbers(text))
        return Marked(text, folded, sorted(matching), together)

    def _neighbour_near(self, place: int, folded: Sequence[str], held: Sequence[int]) -> bool:
        """Whether a syllable that stands beside this one in the query stands near it here."""
        neighbours = self._neighbours.get(folded[place], ())
        return any(folded[other] in neighbours for other in held if abs(other - place) <= _NEAR)

    def said_together(self, text: str) -> Iterator[str]:
        """The folded syllables that stand beside their neighbours of the query."""
        folded = folded_syllables(text)
        together = self._together(folded, self._as_spelled(text), range(len(folded)))
        return (folded[place + after] for place in together for after in (0, 1))

    def at_most(self, rarity: Mapping[str, float]) -> dict[str, float]:
        """What each syllable of the query may add to a paragraph: itself, and again before others as in the query."""
        single = {syllable: rarity.get(syllable, 1.0) for syllable in self._syllables}
        most = dict(single)
        rows = chain.from_iterable(self._rows.values())
        for first, second in self._pairs.union((a, b) for row in rows for (a, _), (b, _) in pairwise(row)):
            most[first] += min(single[first], single[second])
        return {syllable: worth * _ROUNDED_UP for syllable, worth in most.items()}

    def most(self, folded: Iterable[str], at_most: Mapping[str, float]) -> float:
        """No less than what a paragraph is worth: all that the syllables of the query in it may add to it."""
        if self._numbers:
            return math.inf
        return sum(at_most[syllable] for syllable in self._syllables.intersection(folded))

    def _as_spelled(self, text: str) -> Sequence[str]:
        """The syllables with their accents, where the query asks for these."""
        return list(map(spelling, syllable_texts(text))) if self._heeds_accents else ()

    def _together(self, folded: Sequence[str], spelled: Sequence[str], held: Sequence[int]) -> set[int]:
        """Which syllables stand before the next one as in the query: typed neighbours, phrases, other writings."""
        together = {a for a, b in pairwise(held) if b == a + 1 and (folded[a], folded[b]) in self._pairs}
        for start in held if self._rows else ():
            for row in self._rows.get(folded[start], ()):
                last = start + len(row) - 1
                if last < len(folded) and all(
                    syllable == folded[place] and (accented is None or accented == spelled[place])
                    for place, (syllable, accented) in enumerate(row, start)
                ):
                    together.update(range(start, last))
        return together

    def _in_numbers(self, text: str) -> Iterator[int]:
        """Which syllables are of a document number that was asked for."""
        for number in find_numbers(text):
            if any(one.fits(number.value) for one in self._numbers):
                begins = enumerate(begin for begin, _ in syllable_places(text))
                yield from (place for place, begin in begins if number.start <= begin < number.end)


def _written(query: Query) -> Iterator[tuple[Wanted, ...]]:
    """Everything by which a section may have been found: as it was typed, and in other writings."""
    for phrase in query.phrases:
        exactly = [phrase.quoted and has_accents(term.source.text) for term in phrase.terms]
        yield tuple((term.folded, term.spelled if so else None) for term, so in zip(phrase.terms, exactly))
    yield from (tuple((term.folded, None) for term in one.terms) for one in query.expansions)


def folded_syllables(text: str) -> list[str]:
    """As `fold` has them, but twice as fast: what stands between blanks is the same again and again."""
    return list(chain.from_iterable(map(_FOLDED.__getitem__, text.split())))


class _Folded(dict[str, tuple[str, ...]]):
    """The folded syllables of what stands between blanks. A dictionary finds them quicker than an `lru_cache`."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        folded = self[word] = tuple(map(fold, syllable_texts(word)))
        return folded


_FOLDED = _Folded()


def _standing_alone(alone: Iterable[Sequence[int]], others: Sequence[int]) -> Iterator[int]:
    """Of the places of each syllable found only by itself: near the rest of what was found, or all when never near."""
    for own in alone:
        yield from [place for place in own if _distance(place, others) <= _NEAR] or own


def _distance(place: int, others: Sequence[int]) -> int:
    at = bisect_left(others, place)
    return min((abs(place - one) for one in others[max(at - 1, 0) : at + 1]), default=_NEAR + 1)
