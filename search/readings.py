"""Text typed without accents, or with some of them -> what it most likely means, by the library's own language.

How likely a syllable is behind two others is estimated by Witten and Bell's smoothing: the counts of the triple, mixed
with the estimate from the pair, mixed with that from the syllable alone. The share of the shorter context is its
chance of being needed: in `c` occurrences a context was followed by `n` different syllables, so n times in c + n
something new came. There is nothing to tune.

What was typed is evidence. Every accent that was typed stays; `d` may mean đ, `đ` never d; `cân` may mean cần. Only a
syllable with accents that the library has nowhere, or never beside these neighbours, is read as another one where that
is far likelier: `quyêt định` as quyết định, `kết luân` as kết luận, though luân is a word.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.text import Syllable, fold, nfc, spelling, syllables, written_like
from search.vocabulary import NUMBER, Context, Run, Said, Vocabulary, as_counted

# So many ways to begin are followed up at each syllable; with 24 no answer changes on 9,000 phrases.
_FOLLOWED = 12

# A way to begin that is e^15 times less likely than the best one is given up; with 30 no answer changes either.
_HOPELESS = 15.0

# Who types tones means most syllables without accents as they stand, but not all: a phone's keyboard guesses some.
_LEFT_OUT = 0.1

# How readily a tone or a hat is left out where others are typed, and how readily a wrong one is typed; and how much
# less so where what came out is a syllable of the library, if never beside these neighbours.
_LOST, _WRONG, _SLIP_INTO_A_WORD = 0.02, 0.001, 0.01

# What nobody ever said still weighs a little.
_UNSEEN = 0.1

# Longer texts are pasted, not typed: they come with their accents.
LONGEST = 64


@dataclass(frozen=True)
class Reading:
    """One way to read a text. `probability` is among the ways that were followed up."""

    typed: str
    syllables: Sequence[Syllable]  # of what was typed
    words: tuple[str, ...]  # the meaning of each
    probability: float
    open: frozenset[int] = frozenset()  # places of syllables that were looked at for other meanings
    doubtful: frozenset[int] = frozenset()  # among them those that have accents, perhaps by mistake

    @property
    def text(self) -> str:
        """The text as typed, but for its accents."""
        return _rewritten(self.typed, self.syllables, self.words) if self.open else self.typed

    def with_only(self, places: frozenset[int]) -> str:
        """The text with the syllables at these places read, and the others as typed."""
        if not places:
            return self.typed
        row = enumerate(zip(self.syllables, self.words))
        words = [word if place in places else spelling(one.text) for place, (one, word) in row]
        return _rewritten(self.typed, self.syllables, words)

    @property
    def spelled(self) -> tuple[str, ...]:
        """Each syllable as it is meant; numbers as typed."""
        if NUMBER not in self.words:
            return self.words
        row = zip(self.syllables, self.words)
        return tuple(spelling(one.text) if word == NUMBER else word for one, word in row)

    @property
    def is_likely(self) -> bool:
        """Likelier than all the others together: else nothing is said to be meant."""
        return self.probability > 0.5


class _Choice(NamedTuple):
    """What one typed syllable may mean, each with the logarithm of how readily it is typed so."""

    meanings: tuple[str, ...]
    readiness: tuple[float, ...]
    is_doubtful: bool = False


def readings(
    text: str, vocabulary: Vocabulary, most: int = 3, behind: int = 2, kept: Container[int] = ()
) -> list[Reading]:
    """The likeliest readings of plain words, best first.

    `behind` is how many syllables back are looked at; syllables at the places in `kept` are meant as they are typed.

    >>> library = Vocabulary.of_texts(["Nâng cao năng lực lãnh đạo", "nặng nề"])
    >>> [reading.text for reading in readings("Nang cao nang luc", library, most=1)]
    ['Nâng cao năng lực']
    """
    typed = syllables(text)[:LONGEST]
    row = _Row(typed, vocabulary)
    choices = [_as_written(row, place) if place in kept else _choice(row, place) for place in range(len(row.written))]
    found = _likeliest(row, choices, behind)
    total = math.fsum(math.exp(weight - found[0][1]) for _, weight in found) if found else 1.0
    opened = frozenset(place for place, choice in enumerate(choices) if len(choice.meanings) > 1)
    doubtful = frozenset(place for place in opened if choices[place].is_doubtful)
    shares = [(words, math.exp(weight - found[0][1]) / total) for words, weight in found[:most]]
    return [Reading(text, typed, words, share, opened, doubtful) for words, share in shares]


class _Row:
    """Syllables as they are counted, with their accents and folded, and what is said that folds to some of them."""

    def __init__(self, typed: Sequence[Syllable], vocabulary: Vocabulary) -> None:
        self.written = [as_counted(one.text) for one in typed]
        self.folded = [fold(one) for one in self.written]
        self.vocabulary = vocabulary
        self.uses_tones = any(map(_tone, self.written))

    @cached_property
    def alone(self) -> list[Said]:
        return [self.vocabulary.contexts(one) for one in self.folded]

    @cached_property
    def pairs(self) -> list[Said]:
        """Of each two syllables side by side, by the place of the first."""
        return [self.vocabulary.contexts(*two) for two in pairwise(self.folded)]

    @cached_property
    def _said(self) -> list[bool]:
        """Of the same: whether the library has them so, both as typed."""
        return [two in said for two, said in zip(pairwise(self.written), self.pairs)]

    def is_said(self, place: int) -> bool:
        """Whether the library has a syllable beside a neighbour, both as typed; one that stands alone, at all."""
        if len(self.written) == 1:
            return (self.written[0],) in self.alone[0]
        return any(self._said[max(place - 1, 0) : place + 1])

    def beside(self, place: int) -> set[str]:
        """The spellings of a syllable that the library has beside its neighbours."""
        before = self.pairs[place - 1] if place else ()
        behind = self.pairs[place] if place + 1 < len(self.written) else ()
        return {second for _, second in before} | {first for first, _ in behind}


def _as_written(row: _Row, place: int) -> _Choice:
    return _Choice((row.written[place],), (0.0,))


def _choice(row: _Row, place: int) -> _Choice:
    written, folded = row.written[place], row.folded[place]
    if written == NUMBER:
        return _as_written(row, place)
    # "Ở đâu": who types tones has left none out of a syllable that he gave its circumflex.
    if _tone(written) or (row.uses_tones and written != folded):
        return _as_written(row, place) if row.is_said(place) else _mended(row, place)
    others = [
        word for (word,) in row.alone[place] if word != written and (written == folded or may_mean(written, word))
    ]
    left_out = math.log(_LEFT_OUT) if row.uses_tones else 0.0
    return _Choice((written, *others), (0.0, *[left_out] * len(others)))


def _mended(row: _Row, place: int) -> _Choice:
    """What may be meant by accents that are nowhere in the library, or never beside these neighbours.

    Only what the library has beside a neighbour, however that is accented: a word that is new to it may be meant, too.
    """
    written, held, beside = row.written[place], row.alone[place], row.beside(place)
    if not held or written in beside:
        return _as_written(row, place)
    slip = _SLIP_INTO_A_WORD if (written,) in held else 1.0
    readily = {written: 0.0}
    for (word,) in held:
        if word in beside or len(row.written) == 1 and may_mean(written, word):
            wrong = (_tone(word) != _tone(written)) + (_shapes(word) != _shapes(written))
            readily[word] = math.log(slip * (_LOST if may_mean(written, word) else _WRONG**wrong))
    return _Choice(tuple(readily), tuple(readily.values()), is_doubtful=len(readily) > 1)


def may_mean(typed: str, spelled: str) -> bool:
    """Whether the second syllable has every accent of the first, and maybe more. Both fold to the same.

    >>> may_mean("cân", "cần"), may_mean("dang", "đảng"), may_mean("đang", "dạng"), may_mean("cẩn", "cần")
    (True, True, False, False)
    """
    if _tone(typed) not in ("", _tone(spelled)):
        return False
    letters, meant = _shapes(typed), _shapes(spelled)
    return len(letters) == len(meant) and all(one in (other, fold(other)) for one, other in zip(letters, meant))


_TONES = "\u0300\u0301\u0303\u0309\u0323"


@lru_cache(maxsize=50_000)
def _tone(syllable: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", syllable) if mark in _TONES)


def has_tone(syllable: str) -> bool:
    return bool(_tone(syllable))


@lru_cache(maxsize=50_000)
def _shapes(syllable: str) -> str:
    """The letters without their tone: `ầ` is `â`."""
    kept = (mark for mark in unicodedata.normalize("NFD", syllable) if mark not in _TONES)
    return nfc("".join(kept))


def _likeliest(row: _Row, choices: Sequence[_Choice], behind: int) -> list[tuple[Run, float]]:
    """Readings with the logarithms of their weights, best first."""
    followed: list[tuple[Run, float]] = [((), 0.0)]
    for place, choice in enumerate(choices):
        begin = max(place - behind, 0)
        if len(choice.meanings) == 1 and len({words[begin:] for words, _ in followed}) == 1:
            # It is equally likely behind all that is followed: nothing is told apart.
            followed = [((*words, choice.meanings[0]), weight) for words, weight in followed]
            continue
        language = _Language(row, begin, place, choice)
        begun = [(weight, *language.weights(words[begin:])) for words, weight in followed]
        least = max([weight + best for weight, best, _ in begun]) - _HOPELESS
        longer = [
            (longer_weight, number, meaning)
            for number, (weight, best, weights) in enumerate(begun)
            if weight + best > least
            for meaning, more in enumerate(weights)
            if (longer_weight := weight + more) > least
        ]
        longer.sort(reverse=True)
        followed = [
            ((*followed[number][0], choice.meanings[meaning]), weight) for weight, number, meaning in longer[:_FOLLOWED]
        ]
    return followed


class _Language:
    """How likely each meaning of a syllable is behind the meanings of up to two others, from `begin` on."""

    def __init__(self, row: _Row, begin: int, place: int, choice: _Choice) -> None:
        self._meanings, self._readiness = choice.meanings, choice.readiness
        # By the number of syllables before this one: what is said of them alone, and together with this one.
        self._before: list[Mapping[Run, Context]] = [_NOTHING]
        self._together: list[Mapping[Run, Mapping[str, int]]] = [_NOTHING]
        if place > begin:
            self._before.append(row.alone[place - 1])
            self._together.append(_by_first(row.pairs[place - 1]))
        if place > begin + 1:
            self._before.append(row.pairs[place - 2])
            self._together.append(row.vocabulary.behind(*row.folded[place - 2 : place + 1]))
        alone, size = row.alone[place], row.vocabulary.size + 1
        probabilities = [(alone.get((word,), _NEVER).times + _UNSEEN) / size for word in choice.meanings]
        self._known: dict[Run, list[float]] = {(): probabilities}
        self._weights: dict[Run, tuple[float, list[float]]] = {}

    def weights(self, before: Run) -> tuple[float, list[float]]:
        """Of each meaning behind these words: the logarithm of its probability, and how readily it is typed so.

        The greatest of them stands first, alone.
        """
        if before not in self._weights:
            self._weights[before] = self._weighed(before)
        return self._weights[before]

    def _weighed(self, before: Run) -> tuple[float, list[float]]:
        if before and not self._before[len(before)].get(before, _NEVER).followers:
            return self.weights(before[1:])
        found = zip(self._readiness, self._probabilities(before))
        weights = [readily + math.log(probability) for readily, probability in found]
        return max(weights), weights

    def _probabilities(self, before: Run) -> list[float]:
        if before not in self._known:
            self._known[before] = self._mixed(before, self._probabilities(before[1:]))
        return self._known[before]

    def _mixed(self, before: Run, shorter: list[float]) -> list[float]:
        times, followers = self._before[len(before)].get(before, _NEVER)
        if not followers:
            return shorter
        total = times + followers
        mixed = [followers * estimate / total for estimate in shorter]
        for word, said in self._together[len(before)].get(before, _NOTHING).items():
            if word in self._meanings:
                place = self._meanings.index(word)
                mixed[place] = (said + followers * shorter[place]) / total
        return mixed


def _by_first(pairs: Said) -> Mapping[Run, Mapping[str, int]]:
    """What stands behind each first syllable, and how often."""
    found: dict[Run, dict[str, int]] = {}
    for (first, second), context in pairs.items():
        found.setdefault((first,), {})[second] = context.times
    return found


_NEVER = Context(0, 0)
_NOTHING: Mapping[Any, Any] = {}


def _rewritten(text: str, typed: Sequence[Syllable], words: Sequence[str]) -> str:
    pieces, position = [], 0
    for one, word in zip(typed, words):
        pieces += [text[position : one.start], _as_typed(one.text, word)]
        position = one.end
    return "".join([*pieces, text[position:]])


def _as_typed(typed: str, word: str) -> str:
    """The word in the typed letters: `ly` for what is counted as `li`."""
    if word in (NUMBER, spelling(typed)):
        return typed
    if typed[-1] in "yY":
        word = nfc(re.sub("i(?=[\u0300-\u0323]?$)", "y", unicodedata.normalize("NFD", word)))
    return written_like(typed, word)
