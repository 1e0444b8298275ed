"""The best passage of a paragraph, with the matching syllables marked on the original text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.numbers import find_numbers
from search.query import Query
from search.terms import Term, terms

# A passage of so many syllables is three lines on a phone.
PASSAGE = 45

# A very long paragraph that matches everywhere is looked at this far.
MOST_STARTS = 2_000

# [("văn bản ", False), ("khớp", True)]: joined, but for the dots of omission at its ends, it is a stretch of the text.
Fragment = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Marked:
    """A paragraph's syllables, and which of them match."""

    text: str
    terms: Sequence[Term]
    matching: Sequence[bool]


def marked(text: str, query: Query) -> Marked:
    """Finds the query's syllables, phrases and numbers in a text, whatever their accents."""
    found = terms(text)
    folded = [term.folded for term in found]
    single = {phrase.terms[0].folded for phrase in query.phrases if len(phrase.terms) == 1}
    matching = [syllable in single for syllable in folded]
    for phrase in query.phrases:
        wanted = [term.folded for term in phrase.terms]
        for start in range(len(found) - len(wanted) + 1 if len(wanted) > 1 else 0):
            if folded[start : start + len(wanted)] == wanted:
                matching[start : start + len(wanted)] = [True] * len(wanted)
    for start, end in _numbers(text, query):
        matching = [held or start <= term.source.start < end for held, term in zip(matching, found)]
    return Marked(text, found, matching)


def _numbers(text: str, query: Query) -> Iterator[tuple[int, int]]:
    wanted = list(query.numbers)
    for number in find_numbers(text) if wanted else ():
        if any(one.fits(number.value) for one in wanted):
            yield number.start, number.end


def worth(paragraph: Marked, rarity: Mapping[str, float]) -> float:
    """How much of the query a paragraph holds: each syllable once by its rarity, neighbours twice."""
    return _worth(paragraph, range(len(paragraph.terms)), rarity)


def fragment(paragraph: Marked, rarity: Mapping[str, float]) -> Fragment:
    """The passage that holds most of the query, or the beginning."""
    length = len(paragraph.terms)
    starts = [index for index in range(length) if paragraph.matching[index]][:MOST_STARTS] or [0]
    best = max(starts, key=lambda start: _worth(paragraph, range(start, min(start + PASSAGE, length)), rarity))
    first = max(0, min(best - PASSAGE // 5, length - PASSAGE))
    return tuple(_runs(paragraph, first, min(first + PASSAGE, length)))


def whole(paragraph: Marked) -> Fragment:
    """The whole text, marked."""
    return tuple(_runs(paragraph, 0, len(paragraph.terms)))


def _worth(paragraph: Marked, window: range, rarity: Mapping[str, float]) -> float:
    held = {paragraph.terms[i].folded for i in window if paragraph.matching[i]}
    side_by_side = {
        (paragraph.terms[i].folded, paragraph.terms[j].folded)
        for i, j in pairwise(window)
        if paragraph.matching[i] and paragraph.matching[j] and paragraph.terms[i].folded != paragraph.terms[j].folded
    }
    single = sum(rarity.get(term, 1.0) for term in held)
    return single + sum(min(rarity.get(a, 1.0), rarity.get(b, 1.0)) for a, b in side_by_side)


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
