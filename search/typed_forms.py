"""How people really type the same words: without or with half of the accents, with slips, decomposed, in raw keys.

The generators of `tracuu evaluate`, and what the relevance tests are made with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from itertools import count

from corpus.text import new_tones, nfc, old_tones
from search.mistyping import ERRORS, one_error

_WORD = re.compile(r"\w+")
_TONES = {"\u0300": 0, "\u0301": 1, "\u0309": 2, "\u0303": 3, "\u0323": 4}
_TONE_KEYS = "\u0301\u0300\u0309\u0303\u0323"  # s f r x j
_SHAPES = {"\u0302": 0, "\u0306": 1, "\u031b": 2}  # â, ă, ơ


def without_accents(text: str) -> str:
    """
    >>> without_accents("Đảng ủy xã")
    'Dang uy xa'
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D")


def half_accented(text: str) -> str:
    """Every second word without its accents, as where a phone's keyboard put some of them.

    >>> half_accented("Đảng ủy xã")
    'Đảng uy xã'
    """
    numbers = count()
    return _WORD.sub(lambda word: without_accents(word.group()) if next(numbers) % 2 else word.group(), nfc(text))


def toneless(text: str) -> str:
    """Letters with their circumflex, breve, horn or stroke, and no tones.

    >>> toneless("Đảng ủy cấp dưới")
    'Đang uy câp dươi'
    """
    return nfc("".join(c for c in unicodedata.normalize("NFD", text) if c not in _TONES))


def lost_tone(text: str) -> str:
    """One syllable has lost its tone.

    >>> lost_tone("Kết luận xã")
    'Kết luân xã'
    """
    return _slipped(text, lambda tone: "")


def wrong_tone(text: str) -> str:
    """One syllable has another tone.

    >>> wrong_tone("Kết luận xã")
    'Kết luấn xã'
    """
    return _slipped(text, lambda tone: _TONE_KEYS[(_TONE_KEYS.index(tone) + 1) % len(_TONE_KEYS)])


def _slipped(text: str, changed: Callable[[str], str]) -> str:
    """With the tone changed of the syllable that is in the middle of those that have one."""
    plain = nfc(text)
    toned = [word for word in _WORD.finditer(plain) if _tone(word.group())]
    if not toned:
        return plain
    word = toned[len(toned) // 2]
    letters = unicodedata.normalize("NFD", word.group())
    tone = _tone(letters)
    # A dot below stands before a hat, every other tone behind it.
    slipped = re.sub(f"{tone}([{''.join(_SHAPES)}]?)", lambda marks: marks[1] + changed(tone), letters, count=1)
    return plain[: word.start()] + nfc(slipped) + plain[word.end() :]


def _tone(word: str) -> str:
    return next((mark for mark in unicodedata.normalize("NFD", word) if mark in _TONES), "")


def decomposed(text: str) -> str:
    """NFD, as in file names of macOS and in some PDF text."""
    return unicodedata.normalize("NFD", text)


def half_decomposed(text: str) -> str:
    """The shape of CP1258: letters composed with their circumflex, breve or horn, tones apart."""
    parts = []
    for letter in nfc(text):
        marks = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in marks if mark in _TONES)
        parts.append(nfc("".join(mark for mark in marks if mark not in _TONES)) + tones)
    return "".join(parts)


def telex(text: str) -> str:
    """
    >>> telex("nghị quyết đường")
    'nghij quyeets dduwowngf'
    """
    return _keyed(text, tones="fsrxj", shapes=("{0}{0}", "{0}w", "{0}w"), stroke="d")


def vni(text: str) -> str:
    """
    >>> vni("nghị quyết")
    'nghi5 quye6t1'
    """
    return _keyed(text, tones="21345", shapes=("{0}6", "{0}8", "{0}7"), stroke="9")


def _keyed(text: str, tones: str, shapes: tuple[str, str, str], stroke: str) -> str:
    return _WORD.sub(lambda word: _keyed_word(word.group(), tones, shapes, stroke), nfc(text))


def _keyed_word(word: str, tones: str, shapes: tuple[str, str, str], stroke: str) -> str:
    """Shape keys follow their letter, the tone key ends the word."""
    keys, tone = "", ""
    for letter in word:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        shape = next((shapes[_SHAPES[mark]] for mark in marks if mark in _SHAPES), "{0}")
        tone = next((tones[_TONES[mark]] for mark in marks if mark in _TONES), tone)
        keys += {"đ": "d" + stroke, "Đ": "D" + stroke}.get(letter, shape.format(base))
    return keys + tone


FORMS: dict[str, Callable[[str], str]] = {
    "typed": lambda text: text,
    "no-accents": without_accents,
    "half-accents": half_accented,
    "no-tones": toneless,
    "lost-tone": lost_tone,
    "wrong-tone": wrong_tone,
    "nfd": decomposed,
    "cp1258": half_decomposed,
    "old-tones": lambda text: old_tones(nfc(text)),
    "new-tones": lambda text: new_tones(nfc(text)),
    "telex": telex,
    "vni": vni,
    **{error: partial(one_error, error=error) for error in ERRORS},
}
