"""The best passage of a paragraph, with the matching syllables marked on the original text."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from search.marks import Marked

# A passage of so many syllables is three lines on a phone.
PASSAGE = 45

# A very long paragraph that matches everywhere is looked at this far.
MOST_STARTS = 500

# So far before its first mark a passage begins; with the sentence, where that begins not much earlier.
_BEFORE, _MOST_BEFORE = PASSAGE // 5, PASSAGE // 3

# What the rest of a paragraph is worth beside its best passage.
_REST = 0.1

_SENTENCE_END = re.compile(r"[.!?;:…]\s*\W*$")

# [("văn bản ", False), ("khớp", True)]: joined, but for the dots of omission at its ends, it is a stretch of the text.
Fragment = tuple[tuple[str, bool], ...]


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
