"""Typing errors of one letter: what may have been meant by a word, and the generators of them for measuring."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

from corpus.text import fold, nfc

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

# Logarithms of how readily an error is made; only their differences count.
USUAL, _NEAR, _FAR, _AT_FIRST = -1.0, -1.5, -3.0, -1.0


def mistyped(word: str, chance: Random) -> str:
    """The word with one letter wrong, missing, too many, or exchanged with the next.

    >>> mistyped("nghị", Random(3))
    'nhị'
    """
    place = chance.randrange(len(word))
    letter = chance.choice(_LETTERS)
    return chance.choice(
        [
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
        ]
    )


# Where a letter of a word goes wrong, and the letter that comes in between: what is typed then.
ERRORS: dict[str, Callable[[str, int, str], str]] = {
    "wrong-letter": lambda word, place, letter: word[:place] + letter + word[place + 1 :],
    "missing-letter": lambda word, place, letter: word[:place] + word[place + 1 :],
    "extra-letter": lambda word, place, letter: word[:place] + letter + word[place:],
    "doubled-letter": lambda word, place, letter: word[:place] + word[place] + word[place:],
    "swapped-letters": lambda word, place, letter: word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
}


def one_error(text: str, error: str) -> str:
    """The text with one such error in a syllable of four letters or more, the same one for the same text.

    >>> one_error("nghị quyết ở xã", "missing-letter"), one_error("ở xã", "missing-letter")
    ('nghị quyế ở xã', 'ở xã')
    """
    text, chance = nfc(text), Random(f"{error} {text}")
    words = list(_LONGER.finditer(text))
    chance.shuffle(words)
    for word in words:
        letters = word.group()
        for place in chance.sample(range(len(letters)), len(letters)):
            typed = ERRORS[error](letters, place, chance.choice(_LETTERS))
            if fold(typed) != fold(letters):
                return text[: word.start()] + typed + text[word.end() :]
    return text


_LONGER = re.compile(r"[^\W\d_]{4,}")


def one_error_away(typed: str) -> Iterator[tuple[str, float]]:
    """What may have been meant by folded letters, with the weight of the error that was made.

    >>> max(one_error_away("nghj"), key=lambda one: one[1] if one[0] in ("nghi", "nghe") else -9.0)
    ('nghi', -1.0)
    """
    for place in range(len(typed) + 1):
        start, rest = typed[:place], typed[place:]
        late = 0.0 if place else _AT_FIRST
        for letter in _LETTERS:
            yield start + letter + rest, late + (USUAL if letter in (start[-1:], rest[:1]) else _NEAR)
        if not rest:
            continue
        yield start + rest[1:], late + _extra(typed, place)
        for letter in _LETTERS:
            yield start + letter + rest[1:], late + (USUAL if rest[0] in _BESIDE[letter] else _FAR)
        if len(rest) > 1:
            yield start + rest[1] + rest[0] + rest[2:], late + USUAL


def _extra(typed: str, place: int) -> float:
    beside = (*typed[max(place - 1, 0) : place], *typed[place + 1 : place + 2])
    if typed[place] in beside:
        return USUAL
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
