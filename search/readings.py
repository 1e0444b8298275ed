"""Text typed without accents, or with some of them -> what it most likely means, by the library's own language.

How likely a syllable is behind two others is estimated by Witten and Bell's smoothing: the counts of the triple, mixed
with the estimate from the pair, mixed with that from the syllable alone. The share of the shorter context is its
chance of being needed: in `c` occurrences a context was followed by `n` different syllables, so n times in c + n
something new came. There is nothing to tune.

What was typed is evidence. Every accent that was typed stays; `d` may mean đ, `đ` never d; `cân` may mean cần.
"""

from __future__ import annotations

import heapq
import math
import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass
from operator import itemgetter

from corpus.text import Syllable, fold, nfc, spelling, syllables, written_like
from search.vocabulary import NUMBER, Context, Vocabulary, as_counted

# So many ways to begin are followed up at each syllable; with 24 no answer changes on 9,000 phrases.
_FOLLOWED = 12

# Who types tones means most syllables without accents as they stand, but not all: a phone's keyboard guesses some.
_LEFT_OUT = 0.1

# What nobody ever said still weighs a little.
_UNSEEN = 0.1

# Longer texts are pasted, not typed: they come with their accents.
LONGEST = 64


@dataclass(frozen=True)
class Reading:
    """One way to read a text. `probability` is among the ways that were followed up."""

    text: str  # the text as typed, but for its accents
    spelled: tuple[str, ...]
    probability: float

    @property
    def is_likely(self) -> bool:
        """Likelier than all the others together: else nothing is said to be meant."""
        return self.probability > 0.5


@dataclass(frozen=True)
class _Choice:
    """What one typed syllable may mean, each with the logarithm of how readily it is typed so."""

    folded: str
    meanings: dict[str, float]


def readings(
    text: str, vocabulary: Vocabulary, most: int = 3, behind: int = 2, kept: Container[int] = ()
) -> list[Reading]:
    """The likeliest readings of plain words, best first.

    `behind` is how many syllables back are looked at; syllables at the places in `kept` are meant as they are typed.

    >>> library = Vocabulary.of_texts(["Nâng cao năng lực lãnh đạo", "nặng nề"])
    >>> [reading.text for reading in readings("Nang cao nang luc", library, most=1)]
    ['Nâng cao năng lực']
    """
    typed = list(syllables(text))[:LONGEST]
    choices = _choices(typed, vocabulary, kept)
    found = _likeliest(choices, vocabulary, behind)
    total = math.fsum(math.exp(weight - found[0][1]) for _, weight in found) if found else 1.0
    return [
        Reading(_rewritten(text, typed, words), _spelled(typed, words), math.exp(weight - found[0][1]) / total)
        for words, weight in found[:most]
    ]


def _choices(typed: Sequence[Syllable], vocabulary: Vocabulary, kept: Container[int]) -> list[_Choice]:
    uses_tones = any(_tone(spelling(one.text)) for one in typed)
    return [
        _Choice(fold(one.text), {as_counted(one.text): 0.0})
        if place in kept
        else _choice(one.text, uses_tones, vocabulary)
        for place, one in enumerate(typed)
    ]


def _choice(typed: str, uses_tones: bool, vocabulary: Vocabulary) -> _Choice:
    written, folded = as_counted(typed), fold(typed)
    # "Ở đâu": who types tones has left none out of a syllable that he gave its circumflex.
    if written == NUMBER or _tone(written) or (uses_tones and written != folded):
        return _Choice(folded, {written: 0.0})
    others = [
        word
        for word, _ in vocabulary.spellings(folded)
        if word != written and (written == folded or may_mean(written, word))
    ]
    return _Choice(folded, {written: 0.0} | dict.fromkeys(others, math.log(_LEFT_OUT) if uses_tones else 0.0))


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


def _tone(syllable: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", syllable) if mark in _TONES)


def has_tone(syllable: str) -> bool:
    return bool(_tone(syllable))


def _shapes(syllable: str) -> str:
    """The letters without their tone: `ầ` is `â`."""
    kept = (mark for mark in unicodedata.normalize("NFD", syllable) if mark not in _TONES)
    return nfc("".join(kept))


def _likeliest(choices: Sequence[_Choice], vocabulary: Vocabulary, behind: int) -> list[tuple[tuple[str, ...], float]]:
    """Readings with the logarithms of their weights, best first."""
    followed: list[tuple[tuple[str, ...], float]] = [((), 0.0)]
    for place, choice in enumerate(choices):
        begin = max(place - behind, 0)
        folded = [one.folded for one in choices[begin : place + 1]]
        language = _Language(vocabulary, folded, list(choice.meanings))
        longer = [
            ((*words, word), weight + readily + math.log(probability))
            for words, weight in followed
            for (word, readily), probability in zip(choice.meanings.items(), language.probabilities(words[begin:]))
        ]
        followed = heapq.nlargest(_FOLLOWED, longer, key=_weight)
    return followed


_weight = itemgetter(1)


class _Language:
    """How likely each meaning of a syllable is behind the meanings of up to two others."""

    def __init__(self, vocabulary: Vocabulary, folded: Sequence[str], words: Sequence[str]) -> None:
        lengths = range(len(folded))
        self._words = words
        self._said = [vocabulary.contexts(*folded[-1 - length :]) for length in lengths]
        self._before = [vocabulary.contexts(*folded[-1 - length : -1]) if length else {} for length in lengths]
        alone = ((self._said[0].get((word,), _NEVER).times + _UNSEEN) / (vocabulary.size + 1) for word in words)
        self._known: dict[tuple[str, ...], list[float]] = {(): list(alone)}

    def probabilities(self, before: tuple[str, ...]) -> list[float]:
        """Of each word behind these."""
        if before not in self._known:
            self._known[before] = self._mixed(before, self.probabilities(before[1:]))
        return self._known[before]

    def _mixed(self, before: tuple[str, ...], shorter: list[float]) -> list[float]:
        times, followers = self._before[len(before)].get(before, _NEVER)
        if not followers:
            return shorter
        said = self._said[len(before)]
        return [
            (said.get((*before, word), _NEVER).times + followers * estimate) / (times + followers)
            for word, estimate in zip(self._words, shorter)
        ]


_NEVER = Context(0, 0)


def _spelled(typed: Sequence[Syllable], words: Sequence[str]) -> tuple[str, ...]:
    return tuple(spelling(one.text) if word == NUMBER else word for one, word in zip(typed, words))


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
