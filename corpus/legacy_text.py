"""Text that was typed in an encoding older than Unicode, or broken by one → the letters that were meant.

Decided from the text itself, piece by piece: many modern files name a font `.VnTime` over Unicode, and many a font
without such a name is an encoding. The reading wins that makes syllables of most words; the font and the rest of the
paper speak only where two readings make as many.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from corpus import legacy_tables
from corpus.syllable_shape import is_syllable


@dataclass(frozen=True, eq=False)
class Encoding:
    """One way to read broken letters."""

    name: str
    letters: Mapping[str, str]
    font: str = "(?!)"  # what the names of its fonts look like
    caseless: bool = False  # has no accented capitals of its own

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        keys = sorted(self.letters, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, keys)))

    def read(self, text: str) -> list[str]:
        """What each sign of the text stands for; one that is part of the sign before it stands for nothing."""
        signs = list(text)
        for match in self.pattern.finditer(text):
            signs[match.start() : match.end()] = [
                self.letters[match.group()],
                *[""] * (match.end() - match.start() - 1),
            ]
        return signs


ENCODINGS = (
    Encoding("UTF-8", legacy_tables.UTF_8),
    Encoding("TCVN3", legacy_tables.TCVN3, r"\.Vn|VNSTCVN|TCVN|ABC", caseless=True),
    Encoding("VNI", legacy_tables.VNI, r"VNI-"),
    Encoding("VPS", legacy_tables.VPS, r"VPS"),
    Encoding("CP1258", legacy_tables.CP1258),
)

# Letters that Latin-1 does not have: where they are, somebody typed Unicode.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300\u0301\u0303\u0309\u0323]")

# Signs above ASCII that Vietnamese papers hold by right.
_RIGHTFUL = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý\u00a0°§«»“”‘’–—…•²³½"
_BROKEN = {sign for one in ENCODINGS for key in one.letters for sign in key if not sign.isascii()}
_STRANGE = re.compile("[" + re.escape("".join(sorted(_BROKEN - set(_RIGHTFUL)))) + "]")
_ABOVE_ASCII = re.compile(r"[^\x00-\x7f]")

# A word of any reading: letters, and the signs that are letters in another one.
_WORD = re.compile("(?:[^\\W\\d_]|[\u0080-\u009f\u00a1-\u00bf\u00d7\u00f7\u0300-\u036f]|" + _STRANGE.pattern + ")+")

# "NĐ", "TTĐT", "ĐKKD"
_SHORT_FORM = re.compile("[B-DGHK-NP-TVX]*Đ[B-DGHK-NP-TVXĐ]*")

# "m²", "°C"
_MEASURES = "°²³½¼¾±×"

# Fonts of pictures, whose letters are no letters; every other font's private signs are bytes moved away.
_PICTURES = re.compile("symbol|wingdings|webdings", re.IGNORECASE)
_MOVED = {0xF000 + byte: byte for byte in range(0x20, 0x100)}

_CAPITAL_FONT = re.compile(r"\.Vn\w*H\b")

# Enough of a paper to know how it was typed.
_SURVEYED = 100_000


def usual_encoding(texts: Iterable[str]) -> Encoding | None:
    """How most of a paper was typed; None is Unicode."""
    made: Counter[Encoding | None] = Counter()
    seen = 0
    for text in texts:
        if seen > _SURVEYED:
            break
        if not _ABOVE_ASCII.search(text):
            continue
        seen += len(text)
        if is_plain(text):
            made[None] += len(_UNICODE.findall(text))
            continue
        readings = _readings(text)
        best = max(readings.values())
        made.update({encoding: count for encoding, count in readings.items() if count == best})
    return max(made, key=lambda encoding: (made[encoding], encoding is None)) if made else None


def decode(text: str, usual: Encoding | None = None, font: str = "") -> str:
    """The text as it was meant.

    >>> decode("Uû ban nh©n d©n"), decode("Nghò quyeát"), decode("Ủy ban, café")
    ('Uỷ ban nhân dân', 'Nghị quyết', 'Ủy ban, café')
    """
    return "".join(decode_pieces([(text, font)], usual))


def decode_pieces(pieces: Sequence[tuple[str, str]], usual: Encoding | None) -> list[str]:
    """The same for a paragraph in pieces, each with its font; a word may go on over pieces of one font."""
    decoded: list[str] = []
    for font, group in groupby(pieces, key=lambda piece: piece[1]):
        texts = [text for text, _ in group]
        whole = _unmoved("".join(texts), font)
        signs = _signs(whole, usual, font)
        start = 0
        for text in texts:
            decoded.append("".join(signs[start : start + len(text)]))
            start += len(text)
    return decoded


def _signs(text: str, usual: Encoding | None, font: str) -> Sequence[str]:
    encoding = _encoding(text, usual, font)
    if encoding is None:
        return text
    signs = encoding.read(text)
    if not encoding.caseless:
        return signs
    return [sign.upper() for sign in signs] if _CAPITAL_FONT.search(font) else _raised(signs)


def _encoding(text: str, usual: Encoding | None, font: str) -> Encoding | None:
    if not _ABOVE_ASCII.search(text):
        return usual if usual and usual.caseless and _CAPITAL_FONT.search(font) else None
    if is_plain(text):
        return None
    hinted = next((encoding for encoding in ENCODINGS if re.search(encoding.font, font)), None)

    def likelihood(reading: tuple[Encoding | None, int]) -> tuple[int, int]:
        encoding, count = reading
        if usual and encoding not in (None, usual, hinted):
            count -= 1  # a third way to type within one paper needs a better reason
        of_unicode = font and hinted is None and encoding is None
        return count, 3 if of_unicode else 2 * (encoding is usual) + (encoding is hinted)

    return max(_readings(text).items(), key=likelihood)[0]


def is_plain(text: str) -> bool:
    """Whether somebody typed Unicode here, and nothing looks broken."""
    return _UNICODE.search(text) is not None and not _STRANGE.search(text)


def _readings(text: str) -> dict[Encoding | None, int]:
    """How many of the words above ASCII each reading makes syllables of; the first of equals is the likelier."""
    words = Counter(word for word in _WORD.findall(text) if _ABOVE_ASCII.search(word) and any(map(str.isalpha, word)))
    plain = sum(count for word, count in words.items() if _is_plain_word(word))
    found: dict[Encoding | None, int] = {None: plain}
    for encoding in ENCODINGS:
        found[encoding] = sum(count for word, count in words.items() if _fits(word, encoding))
    return found


def _is_plain_word(word: str) -> bool:
    """Where somebody typed Unicode, the Icelandic Ð is a Đ: `Ðã ký`, `HÐND`."""
    meant = word.replace("Ð", "Đ")
    return is_syllable(meant) or _SHORT_FORM.fullmatch(meant) is not None or word.strip(_MEASURES).isascii()


def _fits(word: str, encoding: Encoding) -> bool:
    if _UNICODE.search(word):
        return False
    meant = unicodedata.normalize("NFC", "".join(encoding.read(word)))
    return is_syllable(meant) or _SHORT_FORM.fullmatch(meant) is not None


def _unmoved(text: str, font: str) -> str:
    return text if _PICTURES.search(font) else text.translate(_MOVED)


def _raised(signs: Sequence[str]) -> list[str]:
    """The capitals that the encoding has no letters for: `TỉNH Uỷ` → `TỈNH UỶ`, but `Uỷ ban` stays."""
    text = "".join(signs)
    words = list(re.finditer(r"[^\W\d_]+", text))
    capital = [_is_capital(word.group()) for word in words]
    raised = list(signs)
    places = [place for place, sign in enumerate(signs) for _ in sign]
    for number, word in enumerate(words):
        if capital[number] or _may_be_capital(word.group()) and _is_among_capitals(text, words, number):
            for place in {places[offset] for offset in range(*word.span())}:
                raised[place] = raised[place].upper()
    return raised


def _is_among_capitals(text: str, words: Sequence[re.Match[str]], number: int) -> bool:
    """Whether a word stands beside one in capitals, only blanks between, and beside none in small letters."""
    beside = []
    for first, second in ((number - 1, number), (number, number + 1)):
        if first >= 0 and second < len(words) and text[words[first].end() : words[second].start()].isspace():
            beside.append(words[first if second == number else second].group())
    return any(map(_is_capital, beside)) and not any(map(_is_small, beside))


def _is_capital(word: str) -> bool:
    latin = [letter for letter in word if letter.isascii()]
    return len(latin) > 1 and all(map(str.isupper, latin))


def _is_small(word: str) -> bool:
    return any(letter.isascii() and letter.islower() for letter in word)


def _may_be_capital(word: str) -> bool:
    """`Uỷ` and `ý` among words in capitals."""
    return len(word) <= 3 and not _is_small(word)
