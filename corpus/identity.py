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
from corpus.likeness import Features, contained, features_of, likeness, partners
from corpus.text import fold_text

# From this likeness on, with what the place adds, it is the same paragraph. Unrelated office paragraphs reach 0.3.
LIKE_ENOUGH = 0.55
SAME_PLACE = 0.1  # for standing under the same path
SAME_NEIGHBOUR = 0.05  # for each neighbour that is the same paragraph on both sides

# The place alone proves nothing: so much the texts must have in common.
LEAST_IN_TEXT = 0.4

# Between this and `LIKE_ENOUGH` nobody can tell: a person decides.
WORTH_A_LOOK = 0.4

# A paragraph that moved beyond its neighbours and was changed must be liker than that.
MOVED = 0.7

# Another candidate that went or came and is as like as this makes a pair uncertain.
MARGIN = 0.05

# Texts that together are so like one text were split off it or merged into it, where each of them stands to this share
# in what the others leave of it.
TOGETHER = 0.75
PART = 0.5
MOST_PARTS = 8

# So few syllables may stand anywhere.
DISTINCT = 5

# A paragraph that went, and of which this share stands in what is new in another one, was merged into that one.
ABSORBED = 0.8


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
    matching, texts = Matching([None] * len(new)), _Texts(old, new)
    if not old:
        return matching
    # As written first: what nobody touched need not be folded.
    _match_unique(old, new, matching, lambda one: (one.role, one.text))
    _match_unique(old, new, matching, lambda one: (one.role, texts.folded(one)))
    _match_unique(old, new, matching, texts.folded)
    for old_gap, new_gap in _gaps(matching, len(old)):
        _Gap(texts, old_gap, new_gap, matching).settle(LIKE_ENOUGH)
    _Gap(texts, *_left(texts, matching), matching).settle(MOVED, WORTH_A_LOOK)
    _find_absorbed(texts, matching)
    return matching


class _Texts:
    """Both versions, and the features of those texts that were asked for."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        self.old, self.new = old, new
        self._folded: dict[str, str] = {}
        self._known: dict[str, Features] = {}

    def folded(self, passage: Passage) -> str:
        if passage.text not in self._folded:
            self._folded[passage.text] = fold_text(passage.text)
        return self._folded[passage.text]

    def features(self, *passages: Passage) -> Features:
        """Of one passage, or of several as if they were one."""
        text = " ".join(map(self.folded, passages))
        if text not in self._known:
            self._known[text] = features_of(text)
        return self._known[text]

    def are_same(self, matching: Matching, old: int, new: int) -> bool:
        """Whether they are one passage; before the first and behind the last one there is nothing on both sides."""
        if old < 0 or new < 0:
            return old == new
        if old >= len(self.old) or new >= len(self.new):
            return old - len(self.old) == new - len(self.new)
        return matching.same[new] == old


def _left(texts: _Texts, matching: Matching) -> tuple[list[int], list[int]]:
    taken = {*matching.same, *matching.merged_into}
    return (
        [index for index in range(len(texts.old)) if index not in taken],
        [index for index in range(len(texts.new)) if matching.same[index] is None and index not in matching.split_from],
    )


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

    def __init__(self, texts: _Texts, old_gap: Iterable[int], new_gap: Iterable[int], matching: Matching) -> None:
        self._texts, self._matching = texts, matching
        self._old = {index: texts.features(texts.old[index]) for index in old_gap}
        self._new = {index: texts.features(texts.new[index]) for index in new_gap}
        self._pairs = partners(self._old, self._new)

    def settle(self, least: float, worth_a_look: float | None = None) -> None:
        """Pairs what is like enough; `worth_a_look`: nobody comes after us, so what is less like is a doubt."""
        self._find_splits()
        self._find_merges()
        self._assign(least, worth_a_look)

    def _find_splits(self) -> None:
        parts = _parts((old, new) for old, new in self._pairs if contained(self._new[new], self._old[old]) >= PART)
        for whole, candidates in parts.items():
            run = _whole_again(self._texts, self._old[whole], self._texts.new, candidates & self._new.keys())
            if run:
                self._matching.same[run[0]] = whole
                self._matching.split_from |= dict.fromkeys(run[1:], whole)
                self._settled([whole], run)

    def _find_merges(self) -> None:
        pairs = [(old, new) for old, new in self._pairs if old in self._old and new in self._new]
        parts = _parts((new, old) for old, new in pairs if contained(self._old[old], self._new[new]) >= PART)
        for whole, candidates in parts.items():
            run = _whole_again(self._texts, self._new[whole], self._texts.old, candidates & self._old.keys())
            if run:
                self._matching.same[whole] = run[0]
                self._matching.merged_into |= dict.fromkeys(run[1:], whole)
                self._settled(run, [whole])

    def _settled(self, old: Iterable[int], new: Iterable[int]) -> None:
        for index in old:
            del self._old[index]
        for index in new:
            del self._new[index]

    def _assign(self, least: float, worth_a_look: float | None) -> None:
        pairs = [(old, new) for old, new in self._pairs if old in self._old and new in self._new]
        worth = {(old, new): self._worth(old, new) for old, new in pairs}
        chosen = assign({pair: value for pair, value in worth.items() if value >= WORTH_A_LOOK})
        for old, new in chosen.items():
            text = likeness(self._old[old], self._new[new])
            sure = worth[old, new] >= least and text >= LEAST_IN_TEXT
            if sure and (text == 1 or not _has_rival((old, new), worth, chosen)):
                self._matching.same[new] = old
            elif worth_a_look and worth[old, new] >= worth_a_look:
                self._matching.doubts.append(Doubt(old, new, round(text, 2)))

    def _worth(self, old: int, new: int) -> float:
        """The likeness of the texts, and what the place adds to it; the order decides between equals."""
        value = likeness(self._old[old], self._new[new])
        if self._texts.old[old].path == self._texts.new[new].path:
            value += SAME_PLACE
        for step in (-1, 1):
            value += SAME_NEIGHBOUR * self._texts.are_same(self._matching, old + step, new + step)
        shift = (old - min(self._old)) - (new - min(self._new))
        return value - 1e-8 * shift * shift


def _parts(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    """Of each whole its candidates for parts, where there are several."""
    found: dict[int, set[int]] = {}
    for whole, part in pairs:
        found.setdefault(whole, set()).add(part)
    return {whole: parts for whole, parts in found.items() if len(parts) > 1}


def _whole_again(texts: _Texts, whole: Features, passages: Sequence[Passage], candidates: set[int]) -> list[int]:
    """The parts that make the whole together, better than any of them does alone."""
    known = {one: texts.features(passages[one]) for one in candidates}
    best: list[int] = []
    best_likeness = max((likeness(one, whole) for one in known.values()), default=0.0)
    for run in _runs(candidates):
        together = likeness(texts.features(*(passages[one] for one in run)), whole)
        if together >= TOGETHER and together > best_likeness and _share_out(whole, [known[one] for one in run]):
            best, best_likeness = run, together
    return best


def _share_out(whole: Features, parts: Sequence[Features]) -> bool:
    """Whether each part stands in what the others leave: common words stand everywhere."""
    return all(
        len(part.every & whole.every.difference(*(other.every for other in parts if other is not part)))
        >= PART * len(part.every)
        for part in parts
    )


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """All stretches of two and more.

    >>> _runs([1, 2, 7])
    [[1, 2], [1, 2, 7], [2, 7]]
    """
    ordered = sorted(numbers)
    return [
        ordered[start:end]
        for start in range(len(ordered))
        for end in range(start + 2, min(len(ordered), start + MOST_PARTS) + 1)
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


def _find_absorbed(texts: _Texts, matching: Matching) -> None:
    """Paragraphs that went into another one, which was known again without them."""
    gone, _ = _left(texts, matching)
    changed = {
        new: texts.features(texts.new[new])
        for new, old in enumerate(matching.same)
        if gone and old is not None and texts.new[new].text != texts.old[old].text
    }
    known = {old: texts.features(texts.old[old]) for old in gone if _says_much(texts.old[old])}
    best: dict[int, tuple[float, int]] = {}
    for old, new in partners(known, changed):
        before = matching.same[new]
        assert before is not None
        added = changed[new].every - texts.features(texts.old[before]).every
        share = len(known[old].every & added) / len(known[old].every)
        best[old] = max(best.get(old, (ABSORBED, -1)), (share, new))
    matching.merged_into |= {old: new for old, (_, new) in best.items() if new >= 0}
    matching.doubts = [doubt for doubt in matching.doubts if doubt.old not in matching.merged_into]


def _says_much(passage: Passage) -> bool:
    return len(fold_text(passage.text).split()) >= DISTINCT
