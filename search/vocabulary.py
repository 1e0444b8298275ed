"""The library's own language: how often its syllables stand alone, in pairs and in triples.

`count_texts` and `merge_counts` make plain arrays, one set for each segment of the index; `Vocabulary` answers from
one or several such sets. Syllables are held as they are spelled (`spelling` of corpus/text.py), in the order of their
folded forms: what folds alike stands side by side, so that a question about a folded form is about one range.
Pairs and triples stay within a paragraph. All numbers count as one and the same syllable, NUMBER.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.text import fold, spelling, syllable_texts

Array = npt.NDArray[Any]

# What any number is to the vocabulary: `count("9", "2014")` is `count("0", "0")`.
NUMBER = "0"

# So many syllables are counted at a time, which bounds the memory that counting takes.
_AT_ONCE = 2_000_000

# Stands behind every paragraph in a list of syllables.
_END = ""


def as_counted(syllable: str) -> str:
    """A syllable as the vocabulary holds it.

    >>> as_counted("HÒA"), as_counted("2014")
    ('hoà', '0')
    """
    spelled = spelling(syllable)
    return NUMBER if spelled.isdigit() else spelled


def count_texts(texts: Iterable[str]) -> dict[str, Array]:
    """Counts over paragraphs (a line break ends one, too) as plain arrays, to be kept and given back as they are.

    words, folded   the spelled syllables and the folded ones, sorted, as UTF-8 with line breaks between
    word_starts     for each folded syllable, where its spellings begin among the words
    word_counts     how often each word occurs
    pair_starts     for each word, where its followers begin among the pairs
    pair_seconds, pair_counts
    triple_starts   for each pair, where its followers begin among the triples
    triple_thirds, triple_counts
    """
    return merge_counts([_count(batch) for batch in _batches(texts)])


def merge_counts(parts: Sequence[Mapping[str, Array]]) -> dict[str, Array]:
    """The counts of several sets, exactly as if their texts had been counted together."""
    words_of = [_lines(part["words"]) for part in parts]
    words = sorted(set().union(*words_of), key=_order)
    number = {word: number for number, word in enumerate(words)}
    runs: list[list[Array]] = [[np.zeros((length + 1, 0), np.int64)] for length in (1, 2, 3)]
    for part, own in zip(parts, words_of):
        moved = np.fromiter(map(number.__getitem__, own), np.int64, len(own))
        for found, (*columns, counts) in zip(runs, _runs(part)):
            found.append(np.stack([*(moved[column] for column in columns), counts]))
    return _arrays(words, *(np.concatenate(found, axis=1) for found in runs))


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Syllables as written, paragraph after paragraph."""
    batch: list[str] = []
    for text in texts:
        for line in text.split("\n"):
            batch += syllable_texts(line)
            batch.append(_END)
        if len(batch) >= _AT_ONCE:
            yield batch
            batch = []
    yield batch


class _Numbers(dict[str, int]):
    """Gives each spelling a number at first sight; remembers every form that it is written in."""

    def __init__(self) -> None:
        self.of_spelling = {_END: 0}
        super().__init__(self.of_spelling)

    def __missing__(self, written: str) -> int:
        number = self.of_spelling.setdefault(as_counted(written), len(self.of_spelling))
        self[written] = number
        return number


def _count(batch: list[str]) -> dict[str, Array]:
    numbers = _Numbers()
    found = np.fromiter(map(numbers.__getitem__, batch), np.int64, len(batch))
    seen = list(numbers.of_spelling)
    words = sorted(seen[1:], key=_order)
    place = {word: place for place, word in enumerate(words)}
    found = np.array([-1, *(place[word] for word in seen[1:])])[found]
    runs = []
    for length in (1, 2, 3):
        columns = np.stack([found[start : len(found) - length + 1 + start] for start in range(length)])
        inside = columns.min(axis=0) >= 0
        runs.append(np.vstack([columns[:, inside], np.ones((1, np.count_nonzero(inside)), np.int64)]))
    return _arrays(words, *runs)


def _order(word: str) -> tuple[str, str]:
    return fold(word), word


def _lines(array: Array) -> list[str]:
    return array.tobytes().decode("utf-8").split("\n") if len(array) else []


def _arrays(words: list[str], singles: Array, pairs: Array, triples: Array) -> dict[str, Array]:
    """From runs, one in each column: the numbers of its words, and how often it was met. Columns may repeat."""
    size = max(len(words), 1)
    pair_keys, pair_counts = _summed(pairs[0] * size + pairs[1], pairs[2])
    first_pairs = np.searchsorted(pair_keys, triples[0] * size + triples[1])
    triple_keys, triple_counts = _summed(first_pairs * size + triples[2], triples[3])
    folded = [fold(word) for word in words]
    word_starts = [place for place, one in enumerate(folded) if place == 0 or one != folded[place - 1]]
    return {
        "words": _utf8(words),
        "folded": _utf8([folded[place] for place in word_starts]),
        "word_starts": _small(np.array([*word_starts, len(words)], np.int64)),
        "word_counts": _small(np.bincount(singles[0], weights=singles[1], minlength=len(words)).astype(np.int64)),
        "pair_starts": _small(np.searchsorted(pair_keys // size, np.arange(len(words) + 1))),
        "pair_seconds": _small(pair_keys % size),
        "pair_counts": _small(pair_counts),
        "triple_starts": _small(np.searchsorted(triple_keys // size, np.arange(len(pair_keys) + 1))),
        "triple_thirds": _small(triple_keys % size),
        "triple_counts": _small(triple_counts),
    }


def _summed(keys: Array, counts: Array) -> tuple[Array, Array]:
    """Every key once, in order, with the sum of its counts."""
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    begins = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[begins], np.add.reduceat(counts, begins) if len(begins) else counts


def _utf8(lines: list[str]) -> Array:
    return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)


def _small(numbers: Array) -> Array:
    """In the smallest type that holds them."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _runs(part: Mapping[str, Array]) -> Iterator[tuple[Array, ...]]:
    """What `_arrays` was made from: the columns of singles, pairs and triples."""
    singles = np.arange(len(part["word_counts"]))
    firsts = np.repeat(singles, np.diff(part["pair_starts"].astype(np.int64)))
    pairs = np.repeat(np.arange(len(firsts)), np.diff(part["triple_starts"].astype(np.int64)))
    seconds = part["pair_seconds"]
    yield singles, part["word_counts"]
    yield firsts, seconds, part["pair_counts"]
    yield firsts[pairs], seconds[pairs], part["triple_thirds"], part["triple_counts"]


class Vocabulary:
    """Answers from the counts of one or several segments. Opening one costs a millisecond, whatever it holds."""

    def __init__(self, parts: Sequence[Mapping[str, Array]]) -> None:
        self._parts = [_Part(part) for part in parts]

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> Vocabulary:
        return cls([count_texts(texts)])

    def count(self, *spelled: str) -> int:
        """How often these one to three syllables stand side by side.

        >>> Vocabulary.of_texts(["Ủy ban nhân dân", "ủy ban"]).count("uỷ", "ban")
        2
        """
        wanted = [as_counted(one) for one in spelled]
        return sum(part.count(wanted) for part in self._parts)

    def folded_count(self, *folded: str) -> int:
        """How often syllables that fold to these stand side by side, for one or two of them."""
        return sum(self.readings(*folded).values())

    def spellings(self, folded: str) -> Sequence[tuple[str, int]]:
        """The spellings of a folded syllable, most frequent first."""
        found = self.readings(folded)
        return sorted(((word, count) for (word,), count in found.items()), key=_most_frequent)

    def starting(self, prefix: str) -> Sequence[tuple[str, int]]:
        """The folded syllables that begin so, most frequent first."""
        counts: dict[str, int] = {}
        for part in self._parts:
            for folded, count in part.starting(prefix):
                counts[folded] = counts.get(folded, 0) + count
        return sorted(counts.items(), key=_most_frequent)

    def readings(self, *folded: str) -> dict[tuple[str, ...], int]:
        """Everything that the library says which folds to these one to three syllables, with counts.

        >>> Vocabulary.of_texts(["bản án, bàn ăn, bản án"]).readings("ban", "an")
        {('bàn', 'ăn'): 1, ('bản', 'án'): 2}
        """
        counts: dict[tuple[str, ...], int] = {}
        for part in self._parts:
            for run, count in part.readings(folded):
                counts[run] = counts.get(run, 0) + count
        return counts


def _most_frequent(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]


class _Part:
    """The counts of one segment: single numbers are looked up in them, so they are read through memory views."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays
        self._word_starts, self._word_counts = _view(arrays["word_starts"]), _view(arrays["word_counts"])
        self._pair_starts, self._pair_counts = _view(arrays["pair_starts"]), _view(arrays["pair_counts"])
        self._triple_starts, self._triple_counts = _view(arrays["triple_starts"]), _view(arrays["triple_counts"])
        self._seconds, self._thirds = _view(arrays["pair_seconds"]), _view(arrays["triple_thirds"])

    @cached_property
    def _words(self) -> list[str]:
        return _lines(self._arrays["words"])

    @cached_property
    def _folded(self) -> list[str]:
        return _lines(self._arrays["folded"])

    def count(self, spelled: Sequence[str]) -> int:
        places = [self._place(one) for one in spelled]
        ranges = [range(place, place + 1) for place in places if place is not None]
        if len(ranges) < len(places):
            return 0
        return sum(count for _, count in self._found(ranges))

    def readings(self, folded: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int]]:
        for numbers, count in self._found([self._range(one) for one in folded]):
            yield tuple(self._words[number] for number in numbers), count

    def starting(self, prefix: str) -> Iterator[tuple[str, int]]:
        first = bisect_left(self._folded, prefix)
        last = bisect_left(self._folded, prefix + "\U0010ffff", first)
        for place in range(first, last):
            counts = self._word_counts[self._word_starts[place] : self._word_starts[place + 1]]
            yield self._folded[place], sum(counts)

    def _range(self, folded: str) -> range:
        """The words that fold to this."""
        place = bisect_left(self._folded, folded)
        if place == len(self._folded) or self._folded[place] != folded:
            return range(0)
        return range(self._word_starts[place], self._word_starts[place + 1])

    def _place(self, spelled: str) -> int | None:
        words = self._range(fold(spelled))
        place = bisect_left(self._words, spelled, words.start, words.stop)
        return place if place < words.stop and self._words[place] == spelled else None

    def _found(self, ranges: Sequence[range]) -> Iterator[tuple[tuple[int, ...], int]]:
        """The runs whose words lie in these ranges, one after the other."""
        if len(ranges) == 1:
            yield from (((word,), self._word_counts[word]) for word in ranges[0])
            return
        for first in ranges[0]:
            for pair in _within(self._seconds, self._pair_starts[first], self._pair_starts[first + 1], ranges[1]):
                if len(ranges) == 2:
                    yield (first, self._seconds[pair]), self._pair_counts[pair]
                    continue
                starts = self._triple_starts
                for triple in _within(self._thirds, starts[pair], starts[pair + 1], ranges[2]):
                    yield (first, self._seconds[pair], self._thirds[triple]), self._triple_counts[triple]


def _view(array: Array) -> memoryview:
    return memoryview(np.ascontiguousarray(array))


def _within(sorted_numbers: memoryview, start: int, stop: int, wanted: range) -> range:
    """Where between start and stop the numbers of this range stand."""
    first = bisect_left(sorted_numbers, wanted.start, start, stop)
    return range(first, bisect_left(sorted_numbers, wanted.stop, first, stop))
