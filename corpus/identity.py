"""Which paragraph of a new version is which of the old one: one to one, and never by guessing.

Texts that are equal and stand once on each side are the same paragraph wherever they moved. What is left is compared
only within the gap between two such neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.text import fold_text

# Below this likeness a paragraph is a new one. Unrelated office paragraphs share up to two fifths of their syllables.
LIKE_ENOUGH = 0.6
SAME_PLACE = 0.1  # what standing under the same path adds

# Gaps with more pairs than this are compared by path only: a rewritten paper is not worth minutes.
_MOST_PAIRS = 40_000


@dataclass(frozen=True)
class Passage:
    """A heading or a paragraph in its place."""

    path: str
    role: str  # "heading" or "paragraph"
    text: str


def match(old: Sequence[Passage], new: Sequence[Passage]) -> list[int | None]:
    """For each new passage the index of the old one that it is, or None."""
    old_texts, new_texts = [_key(passage) for passage in old], [_key(passage) for passage in new]
    found: list[int | None] = [None] * len(new)
    _match_unique(old_texts, new_texts, found)
    for old_gap, new_gap in _gaps(found, len(old)):
        _match_gap(old, new, old_gap, new_gap, found)
    return found


def _key(passage: Passage) -> str:
    return f"{passage.role} {fold_text(passage.text)}"


def _match_unique(old_texts: Sequence[str], new_texts: Sequence[str], found: list[int | None]) -> None:
    once_old = {text for text, count in Counter(old_texts).items() if count == 1}
    once_new = {text for text, count in Counter(new_texts).items() if count == 1}
    places = {text: index for index, text in enumerate(old_texts) if text in once_old & once_new}
    for index, text in enumerate(new_texts):
        found[index] = places.get(text)


def _gaps(found: Sequence[int | None], old_length: int) -> list[tuple[list[int], list[int]]]:
    """The stretches without a match: old ones and new ones between the same two matched neighbours."""
    taken = {index for index in found if index is not None}
    in_order = set(_rising([index for index in found if index is not None]))
    gaps: list[tuple[list[int], list[int]]] = []
    unmatched: list[int] = []
    last_old = -1
    for index, match_index in enumerate([*found, old_length]):
        if match_index is None:
            unmatched.append(index)
        elif match_index == old_length or match_index in in_order:
            free = [position for position in range(last_old + 1, match_index) if position not in taken]
            if free and unmatched:
                gaps.append((free, unmatched))
            unmatched, last_old = [], match_index
    return gaps


def _rising(numbers: Sequence[int]) -> list[int]:
    """The longest part that rises: a passage that moved elsewhere bounds no gap, whichever way it went.

    >>> _rising([7, 0, 1, 5, 2, 3])
    [0, 1, 2, 3]
    """
    ends: list[int] = []  # ends[n]: the smallest number that ends a rising part of n + 1
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    rising: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        rising.append(last)
        last = before[last]
    return rising[::-1]


def _match_gap(
    old: Sequence[Passage],
    new: Sequence[Passage],
    old_gap: list[int],
    new_gap: list[int],
    found: list[int | None],
) -> None:
    """Best pairs first, until nothing is like enough."""
    texts = {index: fold_text(old[index].text).split() for index in old_gap}
    pairs = []
    for new_index in new_gap:
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(fold_text(new[new_index].text).split())
        for old_index in old_gap:
            if old[old_index].role != new[new_index].role:
                continue
            bonus = SAME_PLACE if old[old_index].path == new[new_index].path else 0.0
            if len(old_gap) * len(new_gap) > _MOST_PAIRS and not bonus:
                continue
            matcher.set_seq1(texts[old_index])
            if matcher.real_quick_ratio() + bonus < LIKE_ENOUGH or matcher.quick_ratio() + bonus < LIKE_ENOUGH:
                continue
            likeness = matcher.ratio() + bonus
            if likeness >= LIKE_ENOUGH:
                pairs.append((likeness, -abs(old_index - new_index), old_index, new_index))
    taken: set[int] = set()
    for _, _, old_index, new_index in sorted(pairs, reverse=True):
        if old_index not in taken and found[new_index] is None:
            found[new_index] = old_index
            taken.add(old_index)
