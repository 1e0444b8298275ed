"""Counting the library's own language: its syllables alone, in pairs and in triples, as plain arrays.

Syllables are counted as they are spelled (`spelling` of corpus/text.py) and lie in the order of their folded forms:
what folds alike stands side by side, so that a question about a folded form is a question about one range. Pairs and
triples stay within a paragraph. All numbers count as one and the same syllable, NUMBER.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.text import fold, spelling, syllable_texts
from search.rows import narrow

Array = npt.NDArray[Any]

# What any number is counted as: `count("9", "2014")` is `count("0", "0")`.
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
    words_of = [lines(part["words"]) for part in parts]
    words = sorted(set().union(*words_of), key=_order)
    number = {word: number for number, word in enumerate(words)}
    size = max(len(words), 1)
    runs: list[list[Array]] = [[np.zeros((length + 1, 0), np.int64)] for length in (1, 2, 3)]
    for part, own in zip(parts, words_of):
        moved = np.fromiter(map(number.__getitem__, own), np.int64, len(own))
        for found, (*columns, counts) in zip(runs, _runs(part)):
            found.append(np.stack([*(moved[column] for column in columns), counts]))
    singles, pairs, triples = (np.concatenate(found, axis=1) for found in runs)
    alone = np.bincount(singles[0], weights=singles[1], minlength=len(words)).astype(np.int64)
    in_pairs = _summed(pairs[0] * size + pairs[1], pairs[2])
    first_pairs = np.searchsorted(in_pairs[0], triples[0] * size + triples[1])
    return _arrays(words, alone, in_pairs, _summed(first_pairs * size + triples[2], triples[3]))


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
    return count_runs(list(numbers.of_spelling)[1:], found - 1)


def count_runs(seen: Sequence[str], found: npt.NDArray[np.signedinteger[Any]]) -> dict[str, Array]:
    """The same, of syllables that are numbered already by their place in `seen`; -1 stands between paragraphs."""
    counted = [as_counted(one) for one in seen]
    words = sorted(set(counted), key=_order)
    place = {word: place for place, word in enumerate(words)}
    size = max(len(words), 1)
    # Millions of them: in 32 bits, and never several columns of them at once.
    found = np.array([*(place[word] for word in counted), -1], dtype=np.int32)[found]
    is_word = found >= 0
    begins_pair = is_word[:-1] & is_word[1:]
    begins_triple = begins_pair[:-1] & is_word[2:]
    pairs = np.unique(_keys(found[:-1][begins_pair], found[1:][begins_pair], size), return_counts=True)
    first_pairs = np.searchsorted(pairs[0], _keys(found[:-2][begins_triple], found[1:-1][begins_triple], size))
    triples = np.unique(_keys(first_pairs, found[2:][begins_triple], size), return_counts=True)
    return _arrays(words, np.bincount(found[is_word], minlength=len(words)), pairs, triples)


def _keys(first: Array, second: Array, size: int) -> Array:
    keys = first.astype(np.int64)
    keys *= size
    keys += second
    return keys


def _order(word: str) -> tuple[str, str]:
    return fold(word), word


def lines(array: Array) -> list[str]:
    return array.tobytes().decode("utf-8").split("\n") if len(array) else []


def _arrays(
    words: list[str], alone: Array, pairs: tuple[Array, Array], triples: tuple[Array, Array]
) -> dict[str, Array]:
    """From the counts of words, pairs and triples; the last two behind their keys, which ascend.

    A key is the number of what comes before, times the number of words, and the last word's number.
    """
    size = max(len(words), 1)
    (pair_keys, pair_counts), (triple_keys, triple_counts) = pairs, triples
    folded = [fold(word) for word in words]
    word_starts = [place for place, one in enumerate(folded) if place == 0 or one != folded[place - 1]]
    return {
        "words": _utf8(words),
        "folded": _utf8([folded[place] for place in word_starts]),
        "word_starts": narrow(np.array([*word_starts, len(words)], np.int64)),
        "word_counts": narrow(alone),
        "pair_starts": narrow(np.searchsorted(pair_keys // size, np.arange(len(words) + 1))),
        "pair_seconds": narrow(pair_keys % size),
        "pair_counts": narrow(pair_counts),
        "triple_starts": narrow(np.searchsorted(triple_keys // size, np.arange(len(pair_keys) + 1))),
        "triple_thirds": narrow(triple_keys % size),
        "triple_counts": narrow(triple_counts),
    }


def _summed(keys: Array, counts: Array) -> tuple[Array, Array]:
    """Every key once, in order, with the sum of its counts."""
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    begins = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[begins], np.add.reduceat(counts, begins) if len(begins) else counts


def _utf8(lines: list[str]) -> Array:
    return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)


def _runs(part: Mapping[str, Array]) -> Iterator[tuple[Array, ...]]:
    """What `_arrays` was made from: the columns of singles, pairs and triples."""
    singles = np.arange(len(part["word_counts"]))
    firsts = np.repeat(singles, _lengths(part["pair_starts"]))
    pairs = np.repeat(np.arange(len(firsts)), _lengths(part["triple_starts"]))
    seconds = part["pair_seconds"]
    yield singles, part["word_counts"]
    yield firsts, seconds, part["pair_counts"]
    yield firsts[pairs], seconds[pairs], part["triple_thirds"], part["triple_counts"]


def _lengths(starts: Array) -> Array:
    return np.subtract(starts[1:], starts[:-1], dtype=np.int64)
