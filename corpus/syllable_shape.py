"""Whether a word has the shape of a Vietnamese syllable. Structure only: `ngoẳm` passes, `nghÞ` and `thàt` do not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP_OR_HEAVY = "\u0301\u0323"

_ONSET = "(?:ngh|ng|nh|th|tr|ch|gh|kh|ph|gi|qu|[bcdđghklmnprstvx])?"

# What may follow each vowel.
_RIMES = {
    "a": "c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "c m n ng o p t",
    "ê": "ch m n ng nh p t u",
    "i": "a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "o": "c i m n ng p t",
    "oa": "c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": "m n o t",
    "oo": "c ng",
    "ô": "c i m n ng p t",
    "ơ": "i m n p t",
    "u": "a c i m n ng p t",
    "uâ": "n ng t y",
    "uê": "ch n nh",
    "uô": "c i m n ng t",
    "uơ": "n",
    "uy": "a ch n nh p t u",
    "uyê": "n t",
    "ư": "a c i m n ng t u",
    "ươ": "c i m n ng p t u",
    "y": "ch m n nh t u",
    "yê": "m n ng t u",
}
_CLOSED_ONLY = frozenset({"ă", "â", "iê", "oă", "oo", "uâ", "uô", "uyê", "ươ", "yê"})
_SHAPE = re.compile(
    _ONSET
    + "(?:"
    + "|".join(
        f"{vowel}(?:{'|'.join(ends.split())}){'' if vowel in _CLOSED_ONLY else '?'}" for vowel, ends in _RIMES.items()
    )
    + ")"
)
# The same without accents.
_BARE_SHAPE = re.compile(_SHAPE.pattern.translate(str.maketrans("ăâêôơưđ", "aaeooud")))
_STOPPED = re.compile("(?:c|ch|p|t)$")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """In either case, with the tone at either place.

    >>> [word for word in ("Nghị", "quyết", "hoà", "hòa", "UỶ", "nghÞ", "thàt", "Müller") if is_syllable(word)]
    ['Nghị', 'quyết', 'hoà', 'hòa', 'UỶ']
    """
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or not _SHAPE.fullmatch(bare):
        return False
    return not tones or tones[0] in _SHARP_OR_HEAVY or not _STOPPED.search(bare)


def may_be_syllable(folded: str) -> bool:
    """Whether letters without their accents may be a syllable's.

    >>> [word for word in ("nghi", "quyet", "thuong", "quyett", "nghj", "zalo") if may_be_syllable(word)]
    ['nghi', 'quyet', 'thuong']
    """
    return bool(_BARE_SHAPE.fullmatch(folded)) and not folded.startswith("quu")
