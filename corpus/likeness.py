"""How like two texts are: by the folded syllables and pairs of syllables that they share; short ones by letters too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from corpus.text import fold_text

# A pair of syllables that more texts than this share does not tell them apart.
_COMMON = 24

# So many of the likeliest partners of a text are compared to the letter.
_MOST_PARTNERS = 8


# Of so few syllables one that was recognised wrongly is too much: their letters are compared as well.
_SHORT = 12


@dataclass(frozen=True)
class Features:
    """The syllables of a text and their pairs, each repetition numbered, so that sets count like heaps."""

    every: frozenset[Hashable]
    pairs: frozenset[Hashable]
    letters: frozenset[Hashable] = frozenset()  # of a short text: neighbours in threes


def features(text: str) -> Features:
    """
    >>> len(features("Đảng bộ tỉnh, đảng bộ").every)
    11
    """
    return features_of(fold_text(text))


def features_of(folded: str) -> Features:
    """The same for a text that is folded already."""
    words = folded.split()
    pairs = _numbered(list(zip(["^", *words], [*words, "$"])) if words else [])
    return Features(_numbered(words) | pairs, pairs, _letters(words) if len(words) <= _SHORT else frozenset())


def _letters(words: Sequence[str]) -> frozenset[Hashable]:
    text = f" {' '.join(words)} "
    return _numbered([text[place : place + 3] for place in range(len(text) - 2)])


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
    by_syllables = _shared(one.every, other.every)
    if not (one.letters and other.letters):
        return by_syllables
    return max(by_syllables, _shared(one.letters, other.letters))


def _shared(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 0.0


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
