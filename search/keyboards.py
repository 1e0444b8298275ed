"""Telex and VNI typed with the keyboard switched off: `nghij quyeets`, `nghi5 quye6t1` -> nghị quyết.

A syllable is decoded only when the library holds what comes out and does not hold what was typed: its own words tell
`quyeets` from `internet`. Keys may stand where the keyboards take them: behind their letter or at the syllable's end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from corpus.text import fold, nfc, spelling, syllables, written_like
from search.vocabulary import NUMBER, Vocabulary

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323", "z": ""}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323", "0": ""}
_VNI_SHAPES = {"6": dict(zip("aeo", "âêô")), "7": dict(zip("ou", "ơư")), "8": {"a": "ă"}}

_VOWELS = "aăâeêioôơuưy"

# A syllable of Vietnamese. "ỉntênt" is none, and neither is "hts".
_WELL_FORMED = re.compile(
    r"""
    (?:ngh?|gh?|kh|nh|ch|ph|tr|th|qu|gi|[bcdđhklmnprstvx])?   # onset
    [aăâeêioôơuưy]{1,3}
    (?:ng|nh|ch|[cmnpt])?                                     # coda
    """,
    re.VERBOSE,
)

# Without a letter that is a key, a digit or a doubled letter nothing was typed in keys.
_KEYS = re.compile(r"(?<!^)[sfrxjzw\d]|([adeo]).*\1")

# Too short to tell keys from names and foreign words: "w", "as", "A4", "tw". But "ys" is ý, as in ý kiến.
_TOO_SHORT = re.compile(r"[aeiou]?[a-z0-9]|[^aeiou]w")

# "TW", "HU1", "DA2": capitals without a vowel, or with digits behind them, are a code.
_CODE = re.compile(r"[^\WAEIOUYĂÂÊÔƠƯ\d_]+|[^\W\d_]+\d+")


# From what was typed to the syllables that it may be.
Keyboard = Callable[[str], Iterator[str]]


@dataclass(frozen=True)
class Decoded:
    """A syllable that was typed in keys: where it stands in the typed text, and what it means."""

    start: int
    end: int
    text: str


def decode(typed: str, known: Callable[[str], bool]) -> str | None:
    """What a syllable typed in keys means, None when it is no such syllable. `known` tells the library's spellings.

    >>> decode("Quyeets", {"quyết"}.__contains__), decode("internet", {"quyết"}.__contains__)
    ('Quyết', None)
    """
    if known(spelling(typed)):
        return None
    return next((written_like(typed, meant) for _, meant in _meanings(typed, known)), None)


def decode_text(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[Decoded, ...]]:
    """The text as it was meant, and which of its syllables were typed in keys.

    >>> decode_text("nghị quyeets", Vocabulary.of_texts(["Nghị quyết"]))
    ('nghị quyết', (Decoded(start=5, end=12, text='quyết'),))
    """
    typed = list(syllables(text))
    keyboards = {used for one in typed for used, _ in _certain(one.text, vocabulary)}
    found = []
    for one in typed:
        known = partial(_more_likely, vocabulary, vocabulary.count(one.text))
        meant = next((meant for used, meant in _meanings(one.text, known) if used in keyboards), None)
        if meant:
            # What the library spells otherwise is only known without its accents: they are read anew, not believed.
            sure = vocabulary.count(spelling(meant)) > 0
            found.append(Decoded(one.start, one.end, written_like(one.text, meant if sure else fold(meant))))
    pieces, position = [], 0
    for decoded in found:
        pieces += [text[position : decoded.start], decoded.text]
        position = decoded.end
    return "".join([*pieces, text[position:]]), tuple(found)


def _more_likely(vocabulary: Vocabulary, typed: int, spelled: str) -> bool:
    """Whether one syllable in keys makes it likely that another was typed so, too, and this is meant.

    The library has "gif", a kind of file, but has gì more often. And of "nhieeu", if only nhiều is known, `nhieu` is.
    """
    return vocabulary.count(spelled) > typed or (not typed and vocabulary.folded_count(fold(spelled)) > 0)


def _certain(typed: str, vocabulary: Vocabulary) -> Iterator[tuple[Keyboard, str]]:
    if vocabulary.count(typed):
        return
    for keyboard, meant in _meanings(typed, lambda spelled: vocabulary.count(spelled) > 0):
        if not _numbered(typed, meant, vocabulary):
            yield keyboard, meant


def _meanings(typed: str, known: Callable[[str], bool]) -> Iterator[tuple[Keyboard, str]]:
    """By which keyboard a syllable may have been typed, and what it then means."""
    plain = nfc(typed).lower()
    if not _KEYS.search(plain) or _TOO_SHORT.fullmatch(plain) or (typed.isupper() and _CODE.fullmatch(typed)):
        return
    for keyboard in (_telex, _vni):
        for meant in keyboard(plain):
            if meant != plain and known(spelling(meant)):
                yield keyboard, meant


def _numbered(typed: str, meant: str, vocabulary: Vocabulary) -> bool:
    """Whether the digit behind a syllable is likelier a number than a key: "dieu5" is điều 5 and not diệu."""
    number = re.fullmatch(r"([^\W\d_]+)\d", typed)
    if not number:
        return False
    return vocabulary.folded_count(fold(number[1]), NUMBER) > vocabulary.count(spelling(meant))


def _telex(typed: str) -> Iterator[str]:
    letters, tone = "", None
    for key in typed:
        if key in _TELEX_TONES and any(letter in _VOWELS for letter in letters):
            if tone is not None:
                return
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
    yield from _spoken(letters, tone or "")


def _vni(typed: str) -> Iterator[str]:
    letters, tone = "", None
    for key in typed:
        if key in _VNI_TONES:
            if tone is not None:
                return
            tone = _VNI_TONES[key]
        elif key == "9" and letters[:1] == "d":
            letters = "đ" + letters[1:]
        elif key == "7" and "uo" in letters:
            letters = letters.replace("uo", "ươ")
        elif key in _VNI_SHAPES:
            base = next((letter for letter in reversed(letters) if letter in _VNI_SHAPES[key]), None)
            if base is None:
                return
            letters = _replace_last(letters, base, _VNI_SHAPES[key][base])
        else:
            letters += key
    yield from _spoken(letters, tone or "")


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
    onset = re.match(rf"qu|gi(?=[{_VOWELS}])|[^{_VOWELS}]*", letters)
    start = onset.end() if onset else 0
    rime = letters[start:]
    vowels = [start + place for place, letter in enumerate(rime) if letter in _VOWELS]
    shaped = [place for place in vowels if letters[place] in "ăâêôơư"]
    if shaped:
        place = shaped[-1]
    elif len(vowels) == 3:
        place = vowels[1]
    elif len(vowels) == 2 and letters[-1] in _VOWELS and rime not in ("oa", "oe", "uy"):
        place = vowels[0]
    else:
        place = vowels[-1]
    return nfc(letters[: place + 1] + tone + letters[place + 1 :])
