"""The library's own language, to be asked: what it says, how often, and how else it may be read.

`count_texts` and `merge_counts` (search/counts.py) make plain arrays, one set for each segment of the index;
`Vocabulary` answers from one or several such sets, which may be mapped files.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from corpus.text import fold
from search.counts import NUMBER, Array, as_counted, count_texts, lines, merge_counts

__all__ = ["NUMBER", "Context", "Vocabulary", "as_counted", "count_texts", "merge_counts"]


# Queries ask for the same few thousand syllables and pairs again and again; one takes about a kilobyte.
_REMEMBERED = 5_000

# A question with slips is read more than once.
_LATELY = 200


class Context(NamedTuple):
    """How often something is said, and how many different syllables are said behind it (of a triple: not known).

    Over several segments the second is a little too high: each counts those that the others have, too.
    """

    times: int
    followers: int

    def and_in(self, other: Context) -> Context:
        return Context(self.times + other.times, self.followers + other.followers)


_NEVER = Context(0, 0)

# Syllables side by side.
Run = tuple[str, ...]


class Said(dict[Run, Context]):
    """All that is said which folds to the same syllables."""

    __slots__ = ("places", "times")

    times: int  # of all together
    places: Sequence[Sequence[int]]  # of pairs, where they lie in each segment: what follows them lies there


class Vocabulary:
    """Answers from the counts of one or several segments. Opening one costs a millisecond, whatever it holds."""

    def __init__(self, parts: Sequence[Mapping[str, Array]]) -> None:
        self._parts = [_Part(part) for part in parts]
        self._remembered = lru_cache(_REMEMBERED)(self._looked_up)
        self._lately = lru_cache(_LATELY)(self._looked_up_behind)

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> Vocabulary:
        return cls([count_texts(texts)])

    def count(self, *spelled: str) -> int:
        """How often these one to three syllables stand side by side.

        >>> Vocabulary.of_texts(["Ủy ban nhân dân", "ủy ban"]).count("uỷ", "ban")
        2
        """
        wanted = tuple(map(as_counted, spelled))
        return self.contexts(*map(fold, wanted)).get(wanted, _NEVER).times

    @cached_property
    def size(self) -> int:
        """How many syllables there are in the texts."""
        return sum(part.size for part in self._parts)

    def folded_count(self, *folded: str) -> int:
        """How often syllables that fold to these stand side by side."""
        return self.contexts(*folded).times

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
        return {run: context.times for run, context in self.contexts(*folded).items()}

    def contexts(self, *folded: str) -> Said:
        """The same, and how much may follow each."""
        return self._triples(*folded) if len(folded) > 2 else self._remembered(folded)

    def behind(self, first: str, second: str, third: str) -> Mapping[Run, Mapping[str, int]]:
        """What folds to the third behind what folds to the first two, with counts.

        >>> Vocabulary.of_texts(["xã có bản án", "xã có bàn ăn, xã có bản án"]).behind("co", "ban", "an")
        {('có', 'bàn'): {'ăn': 1}, ('có', 'bản'): {'án': 2}}
        """
        return self._lately((first, second, third))

    def _looked_up_behind(self, folded: tuple[str, str, str]) -> Mapping[Run, Mapping[str, int]]:
        first, second, third = folded
        found: dict[Run, dict[str, int]] = {}
        for part, places in zip(self._parts, self.contexts(first, second).places):
            for run, word, times in part.behind(places, third) if places else ():
                words = found.setdefault(run, {})
                words[word] = words.get(word, 0) + times
        return found

    def _looked_up(self, folded: Run) -> Said:
        said = Said()
        found = [part.pairs(*folded) if len(folded) > 1 else part.alone(*folded) for part in self._parts]
        for _, run, context in chain.from_iterable(found):
            said[run] = said[run].and_in(context) if run in said else context
        said.times = sum(context.times for context in said.values())
        said.places = [array("L", [place for place, _, _ in one]) for one in found] if len(folded) > 1 else ()
        return said

    def _triples(self, first: str, second: str, third: str) -> Said:
        """Not remembered: hardly any is asked for twice."""
        behind = self.behind(first, second, third).items()
        said = Said({(*run, word): Context(times, 0) for run, words in behind for word, times in words.items()})
        said.times = sum(context.times for context in said.values())
        return said


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
        self._range = lru_cache(_REMEMBERED)(self._found_range)

    @cached_property
    def _words(self) -> list[str]:
        return lines(self._arrays["words"])

    @cached_property
    def _folded(self) -> list[str]:
        return lines(self._arrays["folded"])

    @property
    def size(self) -> int:
        return int(self._arrays["word_counts"].sum())

    def alone(self, folded: str) -> list[tuple[int, Run, Context]]:
        """The words that fold to this, each with its place."""
        words, counts, starts = self._words, self._word_counts, self._pair_starts
        return [
            (word, (words[word],), Context(counts[word], starts[word + 1] - starts[word]))
            for word in self._range(folded)
        ]

    def pairs(self, first: str, second: str) -> list[tuple[int, Run, Context]]:
        """The pairs that fold to these two, each with its place."""
        words, counts, starts, seconds = self._words, self._pair_counts, self._triple_starts, self._seconds
        return [
            (pair, (words[word], words[seconds[pair]]), Context(counts[pair], starts[pair + 1] - starts[pair]))
            for word, pair in _within(seconds, self._pair_starts, self._range(first), self._range(second))
        ]

    def behind(self, pairs: Sequence[int], third: str) -> Iterator[tuple[Run, str, int]]:
        """Each of these pairs with a word behind it that folds to this, and how often it stands there."""
        words, thirds = self._words, self._thirds
        for pair, triple in _within(thirds, self._triple_starts, pairs, self._range(third)):
            first = bisect_right(self._pair_starts, pair) - 1
            yield (words[first], words[self._seconds[pair]]), words[thirds[triple]], self._triple_counts[triple]

    def starting(self, prefix: str) -> Iterator[tuple[str, int]]:
        first = bisect_left(self._folded, prefix)
        last = bisect_left(self._folded, prefix + "\U0010ffff", first)
        for place in range(first, last):
            counts = self._word_counts[self._word_starts[place] : self._word_starts[place + 1]]
            yield self._folded[place], sum(counts)

    def _found_range(self, folded: str) -> range:
        """The words that fold to this."""
        counted = as_counted(folded)
        place = bisect_left(self._folded, counted)
        if place == len(self._folded) or self._folded[place] != counted:
            return range(0)
        return range(self._word_starts[place], self._word_starts[place + 1])


def _view(array: Array) -> memoryview[int]:
    return memoryview(np.ascontiguousarray(array))  # type: ignore[arg-type]


def _within(
    numbers: memoryview[int], starts: memoryview[int], rows: Iterable[int], wanted: range
) -> list[tuple[int, int]]:
    """In which of these rows of ascending numbers, and at which places, the wanted ones stand.

    Row i begins at starts[i].
    """
    found = []
    for row in rows:
        stop = starts[row + 1]
        place = bisect_left(numbers, wanted.start, starts[row], stop)
        # Hardly ever more than a few.
        while place < stop and numbers[place] < wanted.stop:
            found.append((row, place))
            place += 1
    return found
