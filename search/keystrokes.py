"""The keys of Telex and VNI -> the letters and the tone that they stand for, and the syllables that these may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.text import nfc

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323", "z": ""}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323", "0": ""}
_VNI_SHAPES = {"6": dict(zip("aeo", "âêô")), "7": dict(zip("ou", "ơư")), "8": {"a": "ă"}}

VOWELS = "aăâeêioôơuưy"

# A syllable of Vietnamese. "ỉntênt" is none, and neither is "hts".
_WELL_FORMED = re.compile(
    r"""
    (?:ngh?|gh?|kh|nh|ch|ph|tr|th|qu|gi|[bcdđhklmnprstvx])?   # onset
    [aăâeêioôơuưy]{1,3}
    (?:ng|nh|ch|[cmnpt])?                                     # coda
    """,
    re.VERBOSE,
)


def telex_letters(typed: str) -> tuple[str, str] | None:
    """The letters and the tone; None where two tones were typed."""
    letters, tone = "", None
    for key in typed:
        if key in _TELEX_TONES and any(letter in VOWELS for letter in letters):
            if tone is not None:
                return None
            tone = _TELEX_TONES[key]
        elif key == "w":
            letters = _with_horn_or_breve(letters)
        elif key == "d" and letters[:1] == "d":
            letters = "đ" + letters[1:]
        elif key in "aeo" and key in letters:
            # The second key need not stand at once behind the first: "caapf", "capaf".
            letters = _replace_last(letters, key, {"a": "â", "e": "ê", "o": "ô"}[key])
        else:
            letters += key
    return letters, tone or ""


def vni_letters(typed: str) -> tuple[str, str] | None:
    letters, tone = "", None
    for key in typed:
        if key in _VNI_TONES:
            if tone is not None:
                return None
            tone = _VNI_TONES[key]
        elif key == "9" and letters[:1] == "d":
            letters = "đ" + letters[1:]
        elif key == "7" and "uo" in letters:
            letters = letters.replace("uo", "ươ")
        elif key in _VNI_SHAPES:
            base = next((letter for letter in reversed(letters) if letter in _VNI_SHAPES[key]), None)
            if base is None:
                return None
            letters = _replace_last(letters, base, _VNI_SHAPES[key][base])
        else:
            letters += key
    return letters, tone or ""


@lru_cache(maxsize=10_000)
def telex(typed: str) -> tuple[str, ...]:
    """
    >>> telex("quyeets"), telex("hts")
    (('quyết',), ())
    """
    keyed = telex_letters(typed)
    return tuple(_spoken(*keyed)) if keyed else ()


@lru_cache(maxsize=10_000)
def vni(typed: str) -> tuple[str, ...]:
    """
    >>> vni("quye6t1"), vni("nghi55")
    (('quyết',), ())
    """
    keyed = vni_letters(typed)
    return tuple(_spoken(*keyed)) if keyed else ()


def _with_horn_or_breve(letters: str) -> str:
    """What `w` does: uo -> ươ, else the last of a, o, u gets its mark; alone it is ư."""
    for plain in ("uo", "ưo", "uơ"):
        if plain in letters:
            return letters.replace(plain, "ươ")
    last = next((letter for letter in reversed(letters) if letter in "aou"), None)
    if last is None:
        return letters + "ư"
    return _replace_last(letters, last, {"a": "ă", "o": "ơ", "u": "ư"}[last])


def _replace_last(letters: str, old: str, new: str) -> str:
    place = letters.rfind(old)
    return letters[:place] + new + letters[place + 1 :]


def _spoken(letters: str, tone: str) -> Iterator[str]:
    """The syllables that these letters and this tone may be."""
    # No syllable has "ưo": a horn was typed for both. And at the end one horn may be all: "thuở", "huơ".
    letters = letters.replace("ưo", "ươ")
    if _WELL_FORMED.fullmatch(letters):
        yield place_tone(letters, tone)
        if letters.endswith("ươ"):
            yield place_tone(letters[:-2] + "uơ", tone)


def place_tone(letters: str, tone: str) -> str:
    """Puts a tone where the new style has it.

    >>> place_tone("hoa", "\u0300"), place_tone("quy", "\u0301"), place_tone("giai", "\u0309")
    ('hoà', 'quý', 'giải')
    """
    onset = re.match(rf"qu|gi(?=[{VOWELS}])|[^{VOWELS}]*", letters)
    start = onset.end() if onset else 0
    rime = letters[start:]
    vowels = [start + place for place, letter in enumerate(rime) if letter in VOWELS]
    shaped = [place for place in vowels if letters[place] in "ăâêôơư"]
    if shaped:
        place = shaped[-1]
    elif len(vowels) == 3:
        place = vowels[1]
    elif len(vowels) == 2 and letters[-1] in VOWELS and rime not in ("oa", "oe", "uy"):
        place = vowels[0]
    else:
        place = vowels[-1]
    return nfc(letters[: place + 1] + tone + letters[place + 1 :])
