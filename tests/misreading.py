"""A scanner's slips: syllables of a clean text that get other accents, and the places where they stand."""

from __future__ import annotations

from functools import cache
from itertools import product
from random import Random

from corpus.syllable_shape import is_syllable
from corpus.text import fold, nfc, spelling, syllables

_SHAPES = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


@cache
def accented(bare: str) -> tuple[str, ...]:
    """Every syllable that has these letters: `do` → do, đo, dò, đó, dỗ …"""
    vowels = [place for place, letter in enumerate(bare) if letter in "aeiouy"]
    found = set()
    for letters in product(*(_SHAPES.get(letter, letter) for letter in bare)):
        shape = "".join(letters)
        for tone, vowel in product(_TONES, vowels):
            syllable = nfc(shape[: vowel + 1] + tone + shape[vowel + 1 :])
            if is_syllable(syllable) and fold(syllable) == bare:
                found.add(spelling(syllable))
    return tuple(sorted(found))


def misread(text: str, rate: float, drawn: Random) -> tuple[str, set[int]]:
    """The text with so many of its syllables accented otherwise, and where these begin."""
    pieces, places, end = [], set(), 0
    for syllable in syllables(text):
        others = [one for one in accented(fold(syllable.text)) if one != spelling(syllable.text)]
        if len(syllable.text) < 2 or not syllable.text.isalpha() or not others or drawn.random() >= rate:
            continue
        pieces.append(text[end : syllable.start])
        places.add(sum(map(len, pieces)))
        pieces.append(_in_the_case_of(syllable.text, drawn.choice(others)))
        end = syllable.end
    return "".join([*pieces, text[end:]]), places


def _in_the_case_of(typed: str, other: str) -> str:
    if typed.isupper():
        return other.upper()
    return other.capitalize() if typed[0].isupper() else other
