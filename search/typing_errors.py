"""Typing errors: one wrong, missing, extra or exchanged letter, or a missing blank, in a syllable.

Tones and accents cost nothing, for they are folded away. What is left is put right from the library's own syllables:
those that one error leads to, weighed by how they stand beside the neighbours that were typed. In question is every
longer syllable that the library does not hold, and one that it does hold, but never beside these neighbours, when
another one is plainly likelier there (`kiểm ta giám sát`).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from corpus.text import has_accents, old_tones
from search.query import Query, understand
from search.readings import readings
from search.terms import Term
from search.vocabulary import Vocabulary

# Shorter ones have too many neighbours: `ta` is one letter away from a hundred words.
SHORTEST = 4

# So many ways to read the errors of a row are followed up at each syllable.
_FOLLOWED = 16

# A syllable that the library holds gives way only to one that is e^9 times as likely beside its neighbours.
_PLAINLY = 9.0

# Fewer syllables say too little about a stranger among them.
_ENOUGH_NEIGHBOURS = 3

# What a pair that was never seen is estimated by: its second syllable alone, as if the first had been seen so often.
_UNSEEN_PAIRS = 20.0

# So many of a syllable's spellings are looked at, the most frequent ones; the others are errors themselves.
_SPELLINGS = 8

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

# Logarithms of how readily an error is made; only their differences count.
_USUAL, _NEAR, _FAR, _AT_FIRST = -1.0, -1.5, -3.0, -1.0


@dataclass(frozen=True)
class _Option:
    """What a typed syllable may have been meant as: one folded syllable, or two that were typed without a blank."""

    folded: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class _Change:
    """A typed syllable and the folded ones that take its place."""

    typed: Term
    folded: tuple[str, ...]


@dataclass(frozen=True)
class Correction:
    """A query put right; and `as_typed`, which asks for what was typed: words in quotes are never put right."""

    text: str
    as_typed: str


@lru_cache(maxsize=1)
def typing_errors(vocabulary: Vocabulary) -> TypingErrors:
    """The same one for the same vocabulary, with what it remembers."""
    return TypingErrors(vocabulary)


class TypingErrors:
    """Puts queries right by one state of the library."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._likelihood = lru_cache(maxsize=50_000)(self._reckoned_likelihood)

    def corrected(self, query: Query) -> Correction | None:
        """The query with its errors put right by the library's own words; None when there are none.

        >>> library = TypingErrors(Vocabulary.of_texts(["Nghị quyết về nông thôn mới"]))
        >>> library.corrected(understand("nghi quyt nong thon -rung"))
        Correction(text='nghị quyết nông thôn -rung', as_typed='nghi "quyt" nong thon -rung')
        """
        text = as_typed = query.text
        for first, row in reversed(list(query.rows())):
            for change in reversed(self._changes(query, first, row)):
                text = self._rewritten(text, row, change)
                source = change.typed.source
                as_typed = f'{as_typed[: source.start]}"{source.text}"{as_typed[source.end :]}'
        return Correction(self._read(text), as_typed) if text != query.text else None

    def _changes(self, query: Query, first: int, row: Sequence[Term]) -> list[_Change]:
        # A short form or a name that stands for something else is what it is.
        meant = {place - first for one in query.expansions for place in range(one.first, one.last)}
        folded = [term.folded for term in row]
        options = [
            [_Option((one,), 0.0)] if place in meant else self._options(folded, place)
            for place, one in enumerate(folded)
        ]
        if all(len(choices) == 1 and not choices[0].weight for choices in options):
            return []
        best = self._likeliest(options)
        return [_Change(term, one.folded) for term, one in zip(row, best) if one.folded != (term.folded,)]

    def _read(self, text: str) -> str:
        """With the accents that the library gives to words that were typed without."""
        for _, row in reversed(list(understand(text).rows())):
            start, end = row[0].source.start, row[-1].source.end
            found = readings(text[start:end], self._vocabulary, most=1)
            text = text[:start] + found[0].text + text[end:] if found else text
        return text

    def _options(self, row: Sequence[str], place: int) -> list[_Option]:
        """What a syllable of a row may have been meant as; mostly itself, and nothing else."""
        typed = row[place]
        if not _is_plain(typed):
            return [_Option((typed,), 0.0)]
        if not self._counts.get(typed):
            return (self._repairs(typed) if len(typed) >= SHORTEST else []) or [_Option((typed,), 0.0)]
        known = all(self._counts.get(one) for one in row[max(place - 1, 0) : place + 2])
        if not known or len(row) < _ENOUGH_NEIGHBOURS or self._is_seen_beside(row, place, typed, any):
            return [_Option((typed,), 0.0)]
        fitting = (one for one in self._repairs(typed) if len(one.folded) == 1)
        others = [one for one in fitting if self._is_seen_beside(row, place, one.folded[0], all)]
        return [_Option((typed,), _PLAINLY), *others]

    def _is_seen_beside(
        self, row: Sequence[str], place: int, syllable: str, how_many: Callable[[Iterable[bool]], bool]
    ) -> bool:
        """Whether the library has a syllable beside any or all of the neighbours of this place."""
        pairs = [(one, syllable) for one in row[max(place - 1, 0) : place]]
        pairs += [(syllable, one) for one in row[place + 1 : place + 2]]
        return how_many(self._vocabulary.folded_count(*pair) > 0 for pair in pairs)

    def _repairs(self, typed: str) -> list[_Option]:
        """Everything that the library holds and one error turns into this."""
        best: dict[str, float] = {}
        for word, weight in _one_error_away(typed):
            if word in self._counts and word != typed:
                best[word] = max(weight, best.get(word, weight))
        glued = ((typed[:cut], typed[cut:]) for cut in range(2, len(typed) - 1))
        return [
            *(_Option((word,), weight) for word, weight in best.items()),
            *(_Option(parts, _USUAL) for parts in glued if self._vocabulary.folded_count(*parts)),
        ]

    def _likeliest(self, options: Sequence[Sequence[_Option]]) -> tuple[_Option, ...]:
        followed: list[tuple[float, tuple[_Option, ...]]] = [(0.0, ())]
        for choices in options:
            longer = [
                (weight + one.weight + self._fit(before[-1].folded[-1] if before else "", one.folded), (*before, one))
                for weight, before in followed
                for one in choices
            ]
            followed = sorted(longer, key=lambda one: -one[0])[:_FOLLOWED]
        return followed[0][1]

    def _fit(self, before: str, folded: tuple[str, ...]) -> float:
        """The logarithm of how likely these syllables are behind that one."""
        total = math.log(self._likelihood(before, folded[0]))
        return total + sum(math.log(self._likelihood(first, second)) for first, second in pairwise(folded))

    def _reckoned_likelihood(self, first: str, second: str) -> float:
        alone = (self._counts.get(second, 0) + 0.1) / (self._total + 1)
        times = self._counts.get(first, 0)
        together = self._vocabulary.folded_count(first, second) if times and second in self._counts else 0
        return (together + _UNSEEN_PAIRS * alone) / (times + _UNSEEN_PAIRS)

    def _rewritten(self, text: str, row: Sequence[Term], change: _Change) -> str:
        """Without accents where none were typed: such a row is read as a whole."""
        place = row.index(change.typed)
        words = list(change.folded)
        if any(has_accents(term.source.text) for term in row):
            neighbours = [term.spelled for term in (*row[max(place - 1, 0) : place], *row[place + 1 : place + 2])]
            # Of two words typed as one, each has its own letters' accents, and is the other's neighbour.
            parts = _parts(change.typed.spelled, words)
            words = [
                self._spelled(word, [*neighbours, *(other for other in parts if other != part)], part)
                for word, part in zip(words, parts)
            ]
        shown = " ".join(_shown(word) for word in words)
        source = change.typed.source
        if source.text[0].isupper():
            shown = shown.upper() if source.text.isupper() else shown[0].upper() + shown[1:]
        return text[: source.start] + shown + text[source.end :]

    def _spelled(self, folded: str, around: Sequence[str], typed: str) -> str:
        """The spelling with the typed accents, beside these neighbours; of equals the most frequent."""

        def worth(spelling: str) -> tuple[int, int, int]:
            beside = sum(count(one, spelling) + count(spelling, one) for one in around)
            return len(marks & _marks(spelling)) - len(marks - _marks(spelling)), beside, counts[spelling]

        marks, count = _marks(typed), self._vocabulary.count
        counts = dict(self._vocabulary.spellings(folded)[:_SPELLINGS])
        if marks and typed in counts:
            return typed
        return max(counts, key=worth)

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {folded: count for folded, count in self._vocabulary.starting("") if _is_plain(folded)}

    @cached_property
    def _total(self) -> int:
        return sum(self._counts.values())


def _parts(typed: str, words: Sequence[str]) -> list[str]:
    """What was typed of each word: accents change no number of letters."""
    ends = list(accumulate(len(word) for word in words))
    return [typed[end - len(word) : end] for word, end in zip(words, ends)] if len(words) > 1 else [typed]


def _is_plain(folded: str) -> bool:
    return folded.isascii() and folded.isalpha()


def _one_error_away(typed: str) -> Iterator[tuple[str, float]]:
    """What may have been meant, with the weight of the error that was made."""
    for place in range(len(typed) + 1):
        start, rest = typed[:place], typed[place:]
        late = 0.0 if place else _AT_FIRST
        for letter in _LETTERS:
            yield start + letter + rest, late + (_USUAL if letter in (start[-1:], rest[:1]) else _NEAR)
        if not rest:
            continue
        yield start + rest[1:], late + _extra(typed, place)
        for letter in _LETTERS:
            yield start + letter + rest[1:], late + (_USUAL if rest[0] in _BESIDE[letter] else _FAR)
        if len(rest) > 1:
            yield start + rest[1] + rest[0] + rest[2:], late + _USUAL


def _extra(typed: str, place: int) -> float:
    beside = (*typed[max(place - 1, 0) : place], *typed[place + 1 : place + 2])
    if typed[place] in beside:
        return _USUAL
    return _NEAR if any(typed[place] in _BESIDE[letter] for letter in beside) else _FAR


def _neighbours() -> Iterator[tuple[str, str]]:
    for row, below in zip(_KEYS, (*_KEYS[1:], "")):
        yield from pairwise(row)
        yield from zip(row, below)
        yield from zip(row[1:], below)


_BESIDE: dict[str, set[str]] = {letter: set() for letter in _LETTERS}
for _one, _other in _neighbours():
    _BESIDE[_one].add(_other)
    _BESIDE[_other].add(_one)


def _marks(spelled: str) -> set[str]:
    return {mark for mark in unicodedata.normalize("NFD", spelled) if unicodedata.combining(mark) or mark == "đ"}


def _shown(spelled: str) -> str:
    """As it is usually written; the library counts `lý` as lí, and `ủy` as uỷ.

    >>> _shown("lí"), _shown("uỷ"), _shown("quí"), _shown("vi")
    ('lý', 'ủy', 'quý', 'vi')
    """
    return old_tones(_I_FOR_Y.sub(lambda match: match[1] + _Y[match[2]], spelled))


# After these consonants official papers write a rime that is only i with y; not after s, t and v: bác sĩ, vì.
_I_FOR_Y = re.compile(r"^([hklm]|qu)([iíìỉĩị])$")
_Y = dict(zip("iíìỉĩị", "yýỳỷỹỵ"))
