"""The best passage of a paragraph, with the matching syllables marked on the original text."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, groupby, pairwise

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

# So many different stretches of text without blanks are remembered: more than a library has frequent ones.
_MOST_KNOWN = 50_000

# What is no less than a sum may not be less by rounding.
_ROUNDED_UP = 1 + 1e-9

_SENTENCE_END = re.compile(r"[.!?;:…]\s*\W*$")

# [("văn bản ", False), ("khớp", True)]: joined, but for the dots of omission at its ends, it is a stretch of the text.
Fragment = tuple[tuple[str, bool], ...]


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


# A syllable to be found: folded, and how it is written where its accents must be so.
Wanted = tuple[str, str | None]


def marked(text: str, query: Query, said_together: Container[str] = ()) -> Marked:
    """
    >>> from search.query import understand
    >>> [run for run, held in whole(marked("Bố trí cán bộ", understand("can bo"))) if held]
    ['cán', 'bộ']
    """
    return marker_of(query).marked(text, folded_syllables(text), said_together)


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
        self._rows: dict[str, list[tuple[Wanted, ...]]] = {}  # of several syllables, by the first
        for row in written:
            if len(row) > 1:
                self._rows.setdefault(row[0][0], []).append(row)
        self._pairs = {(a.folded, b.folded) for _, row in query.rows() for a, b in pairwise(row)}
        self._folded = {folded for folded, spelled in single if spelled is None}
        self._spelled = {spelled for _, spelled in single if spelled is not None}
        self._heeds_accents = any(spelled is not None for row in written for _, spelled in row)
        self._numbers = list(query.numbers)
        self._syllables = query.syllables

    def marked(self, text: str, folded: Sequence[str], said_together: Container[str] = ()) -> Marked:
        """`said_together` are syllables that stand beside their neighbours in the texts around this one."""
        held = [place for place, syllable in enumerate(folded) if syllable in self._syllables]
        spelled = self._as_spelled(text)
        together = self._together(folded, spelled, held)
        matching = together | {place + 1 for place in together}
        beside = {folded[place] for place in matching}
        alone: dict[str, list[int]] = {}
        for place in held:
            syllable = folded[place]
            if syllable in beside or syllable in said_together:
                continue
            if syllable in self._folded or self._spelled and spelled[place] in self._spelled:
                alone.setdefault(syllable, []).append(place)
        if alone:
            matching.update(_standing_alone(alone.values(), sorted(matching)))
        if self._numbers:
            matching.update(self._in_numbers(text))
        return Marked(text, folded, sorted(matching), together)

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


def worth(paragraph: Marked, rarity: Mapping[str, float]) -> float:
    """How much of the query a paragraph holds: in its best passage, and a little for the rest."""
    marks = paragraph.marks
    everything = _worth(paragraph, marks, rarity)
    if not marks or marks[-1] - marks[0] < PASSAGE:
        return everything
    best = max(_worth(paragraph, marks[firsts[0] : end], rarity) for firsts, end in _windows(marks))
    return best + _REST * (everything - best)


def fragment(paragraph: Marked, rarity: Mapping[str, float]) -> Fragment:
    """The passage that holds most of the query, of equal ones the densest; or the beginning."""
    length = len(paragraph.folded)
    if length <= PASSAGE:
        return whole(paragraph)
    first = min(_beginning(paragraph, *_best_window(paragraph, rarity)), length - PASSAGE)
    return tuple(_runs(paragraph, first, first + PASSAGE))


def _best_window(paragraph: Marked, rarity: Mapping[str, float]) -> tuple[int, int]:
    """The first and the last mark that the passage is to show."""
    marks = paragraph.marks
    if not marks:
        return 0, 0
    windows = list(_windows(marks))
    if len(windows) > 1:
        worths = [_worth(paragraph, marks[firsts[0] : end], rarity) for firsts, end in windows]
        most = max(worths)
        windows = [window for window, worth in zip(windows, worths) if worth == most]
    densest = [(marks[_densest(paragraph, firsts, end)], marks[end - 1]) for firsts, end in windows]
    return max(densest, key=lambda one: one[0] - one[1])


def _windows(places: Sequence[int]) -> Iterator[tuple[range, int]]:
    """The marks that one passage can show, together those that end alike: where they may begin, and where they end.

    From the first beginning, all is shown that is shown from the others.
    """
    ends = [bisect_left(places, start + PASSAGE) for start in places[:MOST_STARTS]]
    for end, group in groupby(range(len(ends)), key=ends.__getitem__):
        firsts = list(group)
        yield range(firsts[0], firsts[-1] + 1), end


def _densest(paragraph: Marked, firsts: range, end: int) -> int:
    """The last of these beginnings from which nothing is lost that is shown from the first one."""
    folded, together = paragraph.folded, paragraph.together
    shown: set[str | tuple[str, str]] = set()
    needed = end - 1
    for number in range(end - 1, firsts[0] - 1, -1):
        place = paragraph.marks[number]
        before = len(shown)
        shown.add(folded[place])
        if place in together and folded[place] != folded[place + 1]:
            shown.add((folded[place], folded[place + 1]))
        if len(shown) > before:
            needed = number
    return min(needed, firsts[-1])


def _beginning(paragraph: Marked, first: int, last: int) -> int:
    """Where a passage with these marks begins: with their sentence, if that leaves room for all of them."""
    earliest = max(first - _MOST_BEFORE, last + 1 - PASSAGE, 0)
    for place in range(first, earliest, -1):
        between = paragraph.text[paragraph.places[place - 1][1] : paragraph.places[place][0]]
        if between != " " and _SENTENCE_END.search(between):
            return place
    return max(earliest, first - _BEFORE)


def _worth(paragraph: Marked, places: Sequence[int], rarity: Mapping[str, float]) -> float:
    """Each syllable once by its rarity; and again what stands together as it was typed."""
    folded, beside = paragraph.folded, paragraph.together
    single = {folded[place] for place in places}
    together = {(folded[place], folded[place + 1]) for place in places if place in beside}
    worths = [rarity.get(term, 1.0) for term in single]
    worths += [min(rarity.get(a, 1.0), rarity.get(b, 1.0)) for a, b in together if a != b]
    return math.fsum(worths)  # the same in whatever order: equal passages must be equal


def whole(paragraph: Marked) -> Fragment:
    """The whole text, marked."""
    return tuple(_runs(paragraph, 0, len(paragraph.folded)))


def _runs(paragraph: Marked, first: int, last: int) -> Iterator[tuple[str, bool]]:
    """Stretches of the text, by turns plain and marked; what stands between two marked syllables is plain."""
    text, places, marks = paragraph.text, paragraph.places, paragraph.marks
    cut = last < len(places)
    position = places[first][0] if first else 0
    end = places[last][0] if cut else len(text)
    if first:
        yield "… ", False
    for mark in marks[bisect_left(marks, first) : bisect_left(marks, last)]:
        start, stop = places[mark]
        if position < start:
            yield text[position:start], False
        yield text[start:stop], True
        position = stop
    rest = text[position:end].rstrip() if cut else text[position:end]
    if rest:
        yield rest, False
    if cut:
        yield " …", False
