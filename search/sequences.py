"""Frequent word sequences of texts: the phrases that people are likely to ask for, found by counting."""

from __future__ import annotations

import re
from array import array
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
    for written, vocabulary in _batches(texts):
        for one in _of_batch(written, vocabulary, least):
            key = " ".join(spelling(word) for word in one.text.split())
            before = found.get(key)
            found[key] = Sequence(before.text, before.count + one.count) if before else one
    return list(found.values())


class _Written(dict[str, int]):
    """Gives each syllable, as it is written, the next number when it is first met."""

    def __missing__(self, syllable: str) -> int:
        self[syllable] = len(self)
        return self[syllable]


def _batches(texts: Iterable[str]) -> Iterator[tuple[Array, list[str]]]:
    """The syllables of texts as numbers, and what each number stands for."""
    numbers, batch = _Written(), array("i")
    for text in texts:
        syllables = _SIGN.sub(f" {_BREAK} ", nfc(text)).replace(" - ", " ").split()
        batch.extend(map(numbers.__getitem__, syllables))
        batch.append(numbers[_BREAK])
        if len(batch) >= _AT_ONCE:
            yield np.array(batch), [*numbers]
            numbers, batch = _Written(), array("i")
    yield np.array(batch), [*numbers]


def _of_batch(written: Array, vocabulary: list[str], least: int) -> Iterator[Sequence]:
    words, usable = _numbered(written, vocabulary)
    bonds = _bonds(words)
    level = _Level(np.flatnonzero(words >= 0), words, np.maximum(words, 0), 1)
    shorter = level.longer(words, least)
    for _ in range(SHORTEST, LONGEST + 1):
        if not len(shorter.places):
            return
        longer = shorter.longer(words, least)
        for first, count in shorter.whole(longer, bonds, usable):
            syllables = written[first : first + shorter.length].tolist()
            yield Sequence(" ".join(vocabulary[one] for one in syllables), count)
        shorter = longer


def _numbered(written: Array, vocabulary: list[str]) -> tuple[Array, Array]:
    """A number for each syllable, -1 where a sequence must end; and where one may begin or end."""
    numbers: dict[str, int] = {}
    of_written = []
    for word in vocabulary:
        spelled = spelling(word) if word != _BREAK and word.isalpha() else ""
        of_written.append(numbers.setdefault(spelled, len(numbers)) if spelled else -1)
    found = np.array(of_written, dtype=np.int32)[written]
    usable = np.array([word not in NO_ENDS for word in numbers] + [False], dtype=bool)
    return found, usable[found]


def _bonds(words: Array) -> Array:
    """How firmly each syllable is bound to the next: the logarithm of how much likelier they are together."""
    bonds = np.full(len(words), -np.inf)
    here = np.flatnonzero((words[:-1] >= 0) & (words[1:] >= 0)) if len(words) else np.empty(0, np.int64)
    if len(here):
        size = int(words.max()) + 1
        keys = words[here].astype(np.int64) * size + words[here + 1]
        _, pairs, together = np.unique(keys, return_inverse=True, return_counts=True)
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
        keys = self.numbers[places].astype(np.int64) * (int(words.max(initial=0)) + 1) + words[places + self.length]
        _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
        frequent = counts[inverse] >= least
        numbers = np.zeros(len(words), np.int32)
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
