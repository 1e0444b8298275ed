"""How like two texts are: by the folded syllables and pairs of syllables that they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from corpus.text import fold_text

# A pair of syllables that more texts than this share does not tell them apart.
_COMMON = 24

# So many of the likeliest partners of a text are compared to the letter.
_MOST_PARTNERS = 8


@dataclass(frozen=True)
class Features:
    """The syllables of a text and their pairs, each repetition numbered, so that sets count like heaps."""

    every: frozenset[Hashable]
    pairs: frozenset[Hashable]


def features(text: str) -> Features:
    """
    >>> len(features("Đảng bộ tỉnh, đảng bộ").every)
    11
    """
    words = fold_text(text).split()
    pairs = _numbered(list(zip(["^", *words], [*words, "$"])) if words else [])
    return Features(_numbered(words) | pairs, pairs)


def _numbered(things: Sequence[Hashable]) -> frozenset[Hashable]:
    seen: Counter[Hashable] = Counter()
    numbered: set[Hashable] = set()
    for thing in things:
        seen[thing] += 1
        numbered.add(thing if seen[thing] == 1 else (thing, seen[thing]))
    return frozenset(numbered)


def likeness(one: Features, other: Features) -> float:
    """From 0, nothing in common, to 1, the same syllables in the same order.

    >>> likeness(features("Tăng cường công tác"), features("tang cuong cong tac"))
    1.0
    """
    size = len(one.every) + len(other.every)
    return 2 * len(one.every & other.every) / size if size else 0.0


def contained(part: Features, whole: Features) -> float:
    """The share of a text that stands in another one."""
    return len(part.every & whole.every) / len(part.every) if part.every else 0.0


def partners(old: Mapping[int, Features], new: Mapping[int, Features]) -> list[tuple[int, int]]:
    """The pairs of old and new texts that are worth comparing: all of a few, of many those that share rare pairs."""
    if len(old) <= _MOST_PARTNERS:
        return [(one, other) for other in new for one in old]
    holding: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, its in old.items():
        for pair in its.pairs:
            holding[pair].append(index)
    found = []
    for index, its in new.items():
        shared: Counter[int] = Counter()
        for pair in its.pairs:
            holders = holding.get(pair, ())
            if len(holders) <= _COMMON:
                shared.update(holders)
        found += [(one, index) for one, _ in shared.most_common(_MOST_PARTNERS)]
    return found
