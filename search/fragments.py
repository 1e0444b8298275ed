"""The best passage of a paragraph, with the matching syllables marked on the original text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.numbers import find_numbers
from corpus.text import has_accents
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


@dataclass(frozen=True)
class _Looked:
    """What a query looks for in texts."""

    pairs: frozenset[tuple[str, str]]  # folded syllables that were typed one after the other
    rows: Mapping[str, Sequence[tuple[Wanted, ...]]]  # phrases and other writings, by their first folded syllable
    loosely: frozenset[str]  # single syllables, folded
    exactly: frozenset[str]  # single syllables whose accents must be as typed


def marked(text: str, query: Query, said_together: Container[str] = ()) -> Marked:
    """Finds the query's syllables, phrases and numbers in a text, whatever their accents.

    A syllable that stands beside its neighbours of the query is not marked again where it stands alone: asked for
    `can bo`, the text "Bố trí cán bộ" has two marks. `said_together` are such syllables of the texts around this one.
    """
    found, looked = terms(text), _looked(query)
    folded = [term.folded for term in found]
    together = _together(found, folded, looked)
    matching = [a or b for a, b in zip(together, [False, *together])]
    beside = {syllable for syllable, held in zip(folded, matching) if held}
    alone = [
        (one.folded in looked.loosely or one.spelled in looked.exactly)
        and one.folded not in beside
        and one.folded not in said_together
        for one in found
    ]
    for place in _standing_alone(folded, alone, matching):
        matching[place] = True
    for start, end in _numbers(text, query):
        matching = [held or start <= term.source.start < end for held, term in zip(matching, found)]
    return Marked(text, found, matching, together)


def said_together(texts: Iterable[str], query: Query) -> frozenset[str]:
    """The folded syllables of the query that stand beside their neighbours of the query anywhere in these texts.

    >>> from search.query import understand
    >>> sorted(said_together(["Nhiệm kỳ mới", "các nhiệm vụ"], understand("nhiem vu moi")))
    ['nhiem', 'vu']
    """
    held: set[str] = set()
    for text in texts:
        found = terms(text)
        folded = [term.folded for term in found]
        together = _together(found, folded, _looked(query))
        held.update(one for one, a, b in zip(folded, together, [False, *together]) if a or b)
    return frozenset(held)


@lru_cache(maxsize=16)
def _looked(query: Query) -> _Looked:
    rows: dict[str, dict[tuple[tuple[str, bool], ...], tuple[Wanted, ...]]] = {}
    for row in _written(query):
        rows.setdefault(row[0][0].folded, {})[tuple((term.spelled, exactly) for term, exactly in row)] = row
    every = [row for found in rows.values() for row in found.values()]
    single = [row[0] for row in every if len(row) == 1]
    return _Looked(
        pairs=frozenset((a.folded, b.folded) for _, row in query.rows() for a, b in pairwise(row)),
        rows={first: [row for row in found.values() if len(row) > 1] for first, found in rows.items()},
        loosely=frozenset(term.folded for term, exactly in single if not exactly),
        exactly=frozenset(term.spelled for term, exactly in single if exactly),
    )


def _fits(term: Term, wanted: Wanted) -> bool:
    one, exactly = wanted
    return term.spelled == one.spelled if exactly else term.folded == one.folded


def _together(found: Sequence[Term], folded: Sequence[str], looked: _Looked) -> list[bool]:
    """Which syllables stand before the next one as in the query: typed neighbours, phrases, other writings."""
    together = [pair in looked.pairs for pair in pairwise(folded)] + [False] * bool(folded)
    for start, first in enumerate(folded):
        for row in looked.rows.get(first, ()):
            if start + len(row) <= len(found) and all(map(_fits, found[start : start + len(row)], row)):
                together[start : start + len(row) - 1] = [True] * (len(row) - 1)
    return together


def _written(query: Query) -> Iterator[tuple[Wanted, ...]]:
    """Everything by which a section may have been found: as it was typed, and in other writings."""
    for phrase in query.phrases:
        yield tuple((term, phrase.quoted and has_accents(term.source.text)) for term in phrase.terms)
    yield from (tuple((term, False) for term in one.terms) for one in query.expansions)


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


def _numbers(text: str, query: Query) -> Iterator[tuple[int, int]]:
    wanted = list(query.numbers)
    for number in find_numbers(text) if wanted else ():
        if any(one.fits(number.value) for one in wanted):
            yield number.start, number.end


def worth(paragraph: Marked, rarity: Mapping[str, float]) -> float:
    """How much of the query a paragraph holds: in its best passage, and a little for the rest."""
    places = _marks(paragraph)
    best = max((_worth(paragraph, window, rarity) for window in _windows(places)), default=0.0)
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
