"""Frequent word sequences of texts: the phrases that people are likely to ask for, found by counting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.text import nfc, spelling

Array = npt.NDArray[Any]

SHORTEST, LONGEST = 2, 6

# A sequence that is mostly part of one longer sequence is left to that one: "hành trung ương", "thôn mới".
_MOSTLY = 0.6

# In so many of its occurrences a sequence must begin and end where syllables hold together least.
_WHOLE = 0.5

# So many syllables are counted at a time, which bounds the memory that counting takes.
_AT_ONCE = 2_000_000

# Any sign but a dash between blanks ends a sequence: "kinh tế - xã hội" is one.
_SIGN = re.compile(r"(?<! )-|-(?! )|[^\w\s-]|\n|_")
_BREAK = "\x00"

# With these no phrase that anyone asks for begins or ends.
_FUNCTION_WORDS = (
    "và của các là có được cho với để từ trong những ở về một này đó khi do tại như thì mà vẫn còn đã sẽ đang theo "
    "trên dưới cũng hoặc nhưng cần phải mỗi mọi bằng đến ra vào nhất bị đối nếu khác sau trước nêu đây việc không "
    "nhằm giữa hay rằng bởi vì nên lại lên xuống qua tới hơn rất chỉ nào gì ai điều khoản điểm"
)
NO_ENDS = frozenset(spelling(word) for word in _FUNCTION_WORDS.split())


@dataclass(frozen=True)
class Sequence:
    """As it is written where it stands first, and how often it occurs."""

    text: str
    count: int


def frequent_sequences(texts: Iterable[str], least: int) -> list[Sequence]:
    """What occurs at least so often, is no part of something longer, and breaks no word apart.

    >>> [one.text for one in frequent_sequences(["xây dựng nông thôn mới", "về nông thôn mới, đô thị"] * 2, 4)]
    ['nông thôn mới']
    """
    found: dict[str, Sequence] = {}
    for written in _batches(texts):
        for one in _of_batch(written, least):
            key = " ".join(spelling(word) for word in one.text.split())
            before = found.get(key)
            found[key] = Sequence(before.text, before.count + one.count) if before else one
    return list(found.values())


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch += _SIGN.sub(f" {_BREAK} ", nfc(text)).replace(" - ", " ").split()
        batch.append(_BREAK)
        if len(batch) >= _AT_ONCE:
            yield batch
            batch = []
    yield batch


def _of_batch(written: list[str], least: int) -> Iterator[Sequence]:
    words, usable_ends = _numbered(written)
    bonds = _bonds(words)
    level = _Level(np.flatnonzero(words >= 0), words, np.maximum(words, 0), 1)
    levels = []
    for _ in range(LONGEST):
        level = level.longer(words, least)
        levels.append(level)
        if not len(level.places):
            break
    for shorter, longer in zip(levels, levels[1:]):
        for first, count in shorter.whole(longer, bonds, usable_ends[words]):
            yield Sequence(" ".join(written[first : first + shorter.length]), count)


def _numbered(written: list[str]) -> tuple[Array, Array]:
    """A number for each syllable, -1 where a sequence must end; and which numbers may stand at the end of one."""
    numbers: dict[str, int] = {}
    of_written: dict[str, int] = {}
    for word in written:
        if word not in of_written:
            spelled = spelling(word) if word != _BREAK and word.isalpha() else ""
            of_written[word] = numbers.setdefault(spelled, len(numbers)) if spelled else -1
    found = np.fromiter(map(of_written.__getitem__, written), np.int64, len(written))
    usable = np.array([word not in NO_ENDS for word in numbers] + [False], dtype=bool)
    return found, usable


def _bonds(words: Array) -> Array:
    """How firmly each syllable is bound to the next: the logarithm of how much likelier they are together."""
    bonds = np.full(len(words), -np.inf)
    here = np.flatnonzero((words[:-1] >= 0) & (words[1:] >= 0)) if len(words) else np.empty(0, np.int64)
    if len(here):
        size = int(words.max()) + 1
        _, pairs, together = np.unique(words[here] * size + words[here + 1], return_inverse=True, return_counts=True)
        alone = np.bincount(words[words >= 0], minlength=size)
        # Less one: what stood side by side only once is not bound at all.
        bonds[here] = np.log(np.maximum(together[pairs] - 1, 1e-9) / (alone[words[here]] * alone[words[here + 1]]))
    return bonds


@dataclass(frozen=True)
class _Level:
    """All sequences of one length that are frequent: where each stands, and the number of the sequence there."""

    places: Array
    words: Array
    numbers: Array  # of the sequence that begins at each place of the text; only those at `places` count
    length: int

    def longer(self, words: Array, least: int) -> _Level:
        """Those of one syllable more, among the frequent ones."""
        known = np.zeros(len(words) + 1, dtype=bool)
        known[self.places] = True
        after = self.places + self.length
        follows = (after < len(words)) & known[np.minimum(self.places + 1, len(words))]
        places = self.places[follows & (words[np.minimum(after, len(words) - 1)] >= 0)] if len(words) else self.places
        keys = self.numbers[places] * (int(words.max(initial=0)) + 1) + words[places + self.length]
        _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
        frequent = counts[inverse] >= least
        numbers = np.zeros(len(words), np.int64)
        numbers[places[frequent]] = inverse[frequent]
        return _Level(places[frequent], words, numbers, self.length + 1)

    def whole(self, longer: _Level, bonds: Array, usable: Array) -> Iterator[tuple[int, int]]:
        """First place and count of those that are no part of something longer and break no word."""
        if not len(self.places):
            return
        here = self.numbers[self.places]
        size = int(here.max()) + 1
        counts = np.bincount(here, minlength=size)
        first = np.full(size, len(self.words))
        np.minimum.at(first, here, self.places)
        within = np.zeros(size, np.int64)
        if len(longer.places):
            inside = np.bincount(longer.numbers[longer.places])[longer.numbers[longer.places]]
            for shift in (0, 1):
                np.maximum.at(within, self.numbers[longer.places + shift], inside)
        last = self.places + self.length - 1
        before = np.where(self.places > 0, bonds[self.places - 1], -np.inf)
        apart = (before <= bonds[self.places]) & (bonds[last] <= bonds[last - 1])
        whole = np.bincount(here, weights=apart, minlength=size) >= _WHOLE * counts
        kept = np.flatnonzero((counts > 0) & (within < _MOSTLY * counts) & whole)
        for number in kept[usable[first[kept]] & usable[first[kept] + self.length - 1]]:
            yield int(first[number]), int(counts[number])
