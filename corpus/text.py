"""Which texts are the same text: the spelling and the folding that comparison sees. The only file that knows unidecode.

Nothing here changes what is shown, but `clean`, and of that nobody can see the difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from unidecode import unidecode

# A letter or digit with the marks that NFC could not put into it; the underscore joins nothing.
_SYLLABLE = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u200c\u200d]+[^\W_]*)*")

# Soft hyphen, zero-width space, word joiner, byte order mark: invisible, and in the middle of words they split them.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

# Zero-width joiners are shown, for the scripts that need them, but tell no syllable from another.
_JOINERS = dict.fromkeys((0x200C, 0x200D))

# Control characters but tab and line feed, and halves of surrogate pairs: nobody can see them either.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

# "Ð" (eth) and "Ɖ" look like "Đ" and stand in for it in old files; none of the three has a decomposition.
_LOOK_ALIKE = str.maketrans({"ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "ɖ": "đ"})

# The whole difference between "hoà" and "hòa": these fifteen endings, where the syllable ends (but not after q: "quý").
_NEW_TONES = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OLD_TONES = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]


def _both_cases(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    return {
        change(old): change(new)
        for old, new in pairs
        for change in (str.lower, str.upper, str.capitalize, lambda s: s[0] + s[1].upper())
    }


_TO_NEW = _both_cases(zip(_OLD_TONES, _NEW_TONES))
_TO_OLD = _both_cases(zip(_NEW_TONES, _OLD_TONES))
_OLD_ENDING = re.compile(rf"(?<![qQ])(?:{'|'.join(_TO_NEW)})(?![\w\u0300-\u036f])")
_NEW_ENDING = re.compile(rf"(?<![qQ])(?:{'|'.join(_TO_OLD)})(?![\w\u0300-\u036f])")

# "kỹ" and "kĩ": after these consonants a rime that is only y sounds as i. Not "thủy", "tay", "y tế".
_WHOLE_Y = re.compile(r"^((?:[hklmstv]|qu))([yýỳỷỹỵ])$")
_Y_TO_I = dict(zip("yýỳỷỹỵ", "iíìỉĩị"))


class Syllable(NamedTuple):
    """A stretch of letters or digits, and where it stands in the text it was found in.

    A tuple, because there are millions of them: a frozen dataclass takes three times as long to make.
    """

    text: str
    start: int
    end: int


def nfc(text: str) -> str:
    """One form for `ế`, whether it came composed, decomposed, or half and half."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Text fit to be shown and linked to: NFC, no invisible signs, no control characters, and one letter for Đ.

    The capitals that stand in for it are drawn alike: `Ðiều 1` and `27/NQ-HÐND` are read as a reader reads them.
    """
    return _CONTROL.sub(" ", nfc(_INVISIBLE.sub("", text))).replace("Ð", "Đ").replace("Ɖ", "Đ")


def collapse(text: str) -> str:
    """Blanks of every kind (also NBSP) become one space; none at the ends."""
    return " ".join(text.split())


def syllables(text: str, start: int = 0, end: int | None = None) -> list[Syllable]:
    """Syllables with offsets into the very text that was given, composed or not; those of a stretch of it."""
    found = _SYLLABLE.finditer(text, start, len(text) if end is None else end)
    return [Syllable(match[0], *match.span()) for match in found]


def syllable_places(text: str) -> list[tuple[int, int]]:
    """Where the syllables begin and end, for whoever has their texts already."""
    return [match.span() for match in _SYLLABLE.finditer(text)]


def syllable_texts(text: str) -> list[str]:
    """The syllables alone, many times as quick, where nobody asks where they stand."""
    return _SYLLABLE.findall(text)


@lru_cache(maxsize=200_000)
def spelling(syllable: str) -> str:
    """One spelling for a syllable that is written with these accents.

    >>> spelling("HÒA"), spelling("kĩ"), spelling("09")
    ('hoà', 'kĩ', '9')
    """
    # Lower case first: some capitals are composed otherwise than their small letters.
    plain = nfc(syllable.translate(_JOINERS).lower()).translate(_LOOK_ALIKE)
    if plain.isdigit():
        return plain.lstrip("0") or "0"
    plain = new_tones(plain)
    return _WHOLE_Y.sub(lambda match: match[1] + _Y_TO_I[match[2]], plain)


@lru_cache(maxsize=200_000)
def fold(syllable: str) -> str:
    """A syllable without its accents, as typed on a phone.

    >>> fold("Đảng"), fold("kỹ"), fold("uỷ") == fold("ủy")
    ('dang', 'ki', True)
    """
    plain = spelling(syllable)
    # Spelled again: what unidecode gives may be a number with zeros before it, or end in y.
    return spelling(unidecode(plain).strip()) or plain


def fold_text(text: str) -> str:
    """Folded syllables with one space between: for comparing names and headings, never for showing."""
    return " ".join(map(fold, _SYLLABLE.findall(text)))


@lru_cache(maxsize=50_000)
def has_accents(syllable: str) -> bool:
    """Whether the typist chose accents here: evidence of what is meant."""
    return any(c in "đ" or unicodedata.combining(c) for c in unicodedata.normalize("NFD", spelling(syllable)))


def new_tones(text: str) -> str:
    """`hòa` → `hoà`, letter for letter, so that every offset stays."""
    return _OLD_ENDING.sub(lambda match: _TO_NEW[match.group()], text)


def old_tones(text: str) -> str:
    """`hoà` → `hòa`, letter for letter."""
    return _NEW_ENDING.sub(lambda match: _TO_OLD[match.group()], text)


def written_like(typed: str, word: str) -> str:
    """A word with the capitals that were typed, its tones where most papers have them.

    >>> written_like("Uy", "uỷ"), written_like("UY", "uỷ"), written_like("quyeets", "quyết")
    ('Ủy', 'ỦY', 'quyết')
    """
    shown = old_tones(word)
    if len(typed) > 1 and typed.isupper():
        return shown.upper()
    return shown[0].upper() + shown[1:] if typed[0].isupper() else shown


@lru_cache(maxsize=50_000)
def _alphabetical(syllable: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters, tones = [], []
    for letter in nfc(syllable).lower():
        bases = unicodedata.normalize("NFD", letter)
        shape = nfc("".join(c for c in bases if c not in _TONES))
        letters.append(_ALPHABET.find(shape) if shape in _ALPHABET else 100 + ord(shape[0]))
        tones.append(next((_TONES.index(c) for c in bases[1:] if c in _TONES), 0))
    return tuple(letters), tuple(tones)


_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = " \u0300\u0309\u0303\u0301\u0323"  # ngang, huyền, hỏi, ngã, sắc, nặng


@lru_cache(maxsize=20_000)
def alphabetical(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """A sort key by the Vietnamese alphabet: syllable by syllable, letters first, tones second."""
    return tuple(map(_alphabetical, _SYLLABLE.findall(text)))
