"""Which paragraph of a new version is which of the old one: one to one, and never by guessing.

Texts that are equal and stand once on each side are the same paragraph wherever they moved. What is left is compared
only within the gap between two such neighbours: first one text that became several or several that became one, then
the rest by assignment, on folded text, path and neighbours. What is like and not like enough is left to a person.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.assignment import Pair, assign
from corpus.likeness import Features, contained, features, likeness, partners
from corpus.text import fold_text

# From this likeness on, with what the place adds, it is the same paragraph. Unrelated office paragraphs reach 0.3.
LIKE_ENOUGH = 0.55
SAME_PLACE = 0.1  # for standing under the same path
SAME_NEIGHBOUR = 0.05  # for each neighbour that is the same paragraph on both sides

# Between this and `LIKE_ENOUGH` nobody can tell: a person decides.
WORTH_A_LOOK = 0.4

# A paragraph that moved and was changed: its text alone must tell it.
MOVED = 0.8

# Another candidate that went or came and is as like as this makes a pair uncertain.
MARGIN = 0.05

# Texts that together are so like one text, and stand in it to this share, were split off it or merged into it.
TOGETHER = 0.75
PART = 0.7
MOST_PARTS = 8


@dataclass(frozen=True)
class Passage:
    """A heading or a paragraph in its place."""

    path: str
    role: str  # "heading" or "paragraph"
    text: str


@dataclass(frozen=True)
class Doubt:
    """A new passage that may be an old one."""

    old: int
    new: int
    likeness: float


@dataclass
class Matching:
    """What became of the passages of a paper, by their places in the two versions."""

    same: list[int | None]  # for each new passage the old one that it is
    split_from: dict[int, int] = field(default_factory=dict)  # a new passage, and the old one that it was a part of
    merged_into: dict[int, int] = field(default_factory=dict)  # an old passage, and the new one that holds it now
    doubts: list[Doubt] = field(default_factory=list)


def match(old: Sequence[Passage], new: Sequence[Passage]) -> Matching:
    """For each new passage the old one that it is, or None; and what was split, merged, or is uncertain."""
    matching = Matching([None] * len(new))
    # As written first: what nobody touched need not be folded.
    _match_unique(old, new, matching, lambda one: (one.role, one.text))
    _match_unique(old, new, matching, lambda one: (one.role, fold_text(one.text)))
    _match_unique(old, new, matching, lambda one: fold_text(one.text))
    for old_gap, new_gap in _gaps(matching, len(old)):
        _Gap(old, new, old_gap, new_gap, matching).settle()
    _match_moved(old, new, matching)
    return matching


def _match_unique(
    old: Sequence[Passage], new: Sequence[Passage], matching: Matching, key: Callable[[Passage], object]
) -> None:
    taken = {index for index in matching.same if index is not None}
    old_keys = {index: key(one) for index, one in enumerate(old) if index not in taken}
    new_keys = {index: key(one) for index, one in enumerate(new) if matching.same[index] is None}
    old_counts, new_counts = Counter(old_keys.values()), Counter(new_keys.values())
    places = {found: index for index, found in old_keys.items() if old_counts[found] == 1}
    for index, found in new_keys.items():
        if new_counts[found] == 1 and found in places:
            matching.same[index] = places[found]


def _gaps(matching: Matching, old_length: int) -> list[tuple[list[int], list[int]]]:
    """The stretches without a match: old ones and new ones between the same two matched neighbours."""
    taken = {index for index in matching.same if index is not None}
    in_order = set(_rising([index for index in matching.same if index is not None]))
    gaps: list[tuple[list[int], list[int]]] = []
    unmatched: list[int] = []
    last_old = -1
    for index, match_index in enumerate([*matching.same, old_length]):
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


class _Gap:
    """Old and new passages between two neighbours that are the same, and what is known of their texts."""

    def __init__(
        self,
        old: Sequence[Passage],
        new: Sequence[Passage],
        old_gap: Iterable[int],
        new_gap: Iterable[int],
        matching: Matching,
    ) -> None:
        self._old, self._new, self._matching = old, new, matching
        self._old_features = {index: features(old[index].text) for index in old_gap}
        self._new_features = {index: features(new[index].text) for index in new_gap}
        self._pairs = partners(self._old_features, self._new_features)

    def settle(self) -> None:
        self._find_splits()
        self._find_merges()
        self._assign()

    def _find_splits(self) -> None:
        parts = _parts((old, new) for old, new in self._pairs if self._is_part_of_old(old, new))
        for whole, candidates in parts.items():
            run = self._whole_again(self._old_features[whole], candidates, self._new, self._new_features)
            if run and whole in self._old_features:
                self._matching.same[run[0]] = whole
                self._matching.split_from |= dict.fromkeys(run[1:], whole)
                self._settled([whole], run)

    def _find_merges(self) -> None:
        parts = _parts((new, old) for old, new in self._pairs if self._is_part_of_new(old, new))
        for whole, candidates in parts.items():
            if whole not in self._new_features:
                continue
            run = self._whole_again(self._new_features[whole], candidates, self._old, self._old_features)
            if run:
                self._matching.same[whole] = run[0]
                self._matching.merged_into |= dict.fromkeys(run[1:], whole)
                self._settled(run, [whole])

    def _is_part_of_old(self, old: int, new: int) -> bool:
        return contained(self._new_features[new], self._old_features[old]) >= PART

    def _is_part_of_new(self, old: int, new: int) -> bool:
        if old not in self._old_features or new not in self._new_features:
            return False
        return contained(self._old_features[old], self._new_features[new]) >= PART

    def _whole_again(
        self,
        whole: Features,
        candidates: Iterable[int],
        passages: Sequence[Passage],
        known: Mapping[int, Features],
    ) -> list[int]:
        """The neighbours that make the whole together, better than any of them does alone."""
        best: list[int] = []
        best_likeness = max((likeness(known[one], whole) for one in candidates if one in known), default=0.0)
        for run in _runs(one for one in candidates if one in known):
            together = likeness(features(" ".join(passages[one].text for one in run)), whole)
            if together >= TOGETHER and together > best_likeness:
                best, best_likeness = run, together
        return best

    def _settled(self, old: Iterable[int], new: Iterable[int]) -> None:
        for index in old:
            del self._old_features[index]
        for index in new:
            del self._new_features[index]

    def _assign(self) -> None:
        worth = {
            (old, new): self._worth(old, new)
            for old, new in self._pairs
            if old in self._old_features and new in self._new_features
        }
        chosen = assign({pair: value for pair, value in worth.items() if value >= WORTH_A_LOOK})
        for old, new in chosen.items():
            text = likeness(self._old_features[old], self._new_features[new])
            if worth[old, new] >= LIKE_ENOUGH and (text == 1 or not _has_rival((old, new), worth, chosen)):
                self._matching.same[new] = old
            else:
                self._matching.doubts.append(Doubt(old, new, round(text, 2)))

    def _worth(self, old: int, new: int) -> float:
        """The likeness of the texts, and what the place adds to it; the order decides between equals."""
        value = likeness(self._old_features[old], self._new_features[new])
        if self._old[old].path == self._new[new].path:
            value += SAME_PLACE
        value += SAME_NEIGHBOUR * (self._are_same(old - 1, new - 1) + self._are_same(old + 1, new + 1))
        shift = (old - min(self._old_features)) - (new - min(self._new_features))
        return value - 1e-8 * shift * shift

    def _are_same(self, old: int, new: int) -> bool:
        if old < 0 or new < 0:
            return old == new
        if old >= len(self._old) or new >= len(self._new):
            return old - len(self._old) == new - len(self._new)
        return self._matching.same[new] == old


def _parts(pairs: Iterable[Pair]) -> dict[int, list[int]]:
    """Of each whole its candidates for parts, where there are several."""
    found: dict[int, list[int]] = {}
    for whole, part in pairs:
        found.setdefault(whole, []).append(part)
    return {whole: sorted(parts) for whole, parts in found.items() if len(parts) > 1}


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """All stretches of two and more that follow each other.

    >>> _runs([1, 2, 3, 7])
    [[1, 2], [1, 2, 3], [2, 3]]
    """
    ordered = sorted(numbers)
    return [
        ordered[start:end]
        for start in range(len(ordered))
        for end in range(start + 2, min(len(ordered), start + MOST_PARTS) + 1)
        if ordered[end - 1] - ordered[start] == end - 1 - start
    ]


def _has_rival(pair: Pair, worth: Mapping[Pair, float], chosen: Mapping[int, int]) -> bool:
    """Whether a passage that stays without a partner would fit as well."""
    taken = set(chosen.values())
    return any(
        value > worth[pair] - MARGIN
        and ((old == pair[0] and new not in taken) or (new == pair[1] and old not in chosen))
        for (old, new), value in worth.items()
        if (old, new) != pair
    )


def _match_moved(old: Sequence[Passage], new: Sequence[Passage], matching: Matching) -> None:
    """What was moved beyond its neighbours and changed as well: by its text alone, where nothing else is like it."""
    taken = {*matching.same, *matching.merged_into, *(doubt.old for doubt in matching.doubts)}
    doubtful = {*matching.split_from, *(doubt.new for doubt in matching.doubts)}
    old_left = {index: features(one.text) for index, one in enumerate(old) if index not in taken}
    new_left = {
        index: features(one.text)
        for index, one in enumerate(new)
        if matching.same[index] is None and index not in doubtful
    }
    worth = {(one, other): likeness(old_left[one], new_left[other]) for one, other in partners(old_left, new_left)}
    chosen = assign({pair: value for pair, value in worth.items() if value >= LIKE_ENOUGH})
    for one, other in chosen.items():
        if worth[one, other] >= MOVED and not _has_rival((one, other), worth, chosen):
            matching.same[other] = one
        else:
            matching.doubts.append(Doubt(one, other, round(worth[one, other], 2)))
