"""The letters of the encodings that came before Unicode: what a reader of bytes saw → what the typist meant.

Facts as in UniKey, xvnkb, GNU recode and glibc, which agree on them. A key is what Latin-1 or Windows-1252 shows for
the bytes, of one to three signs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

# TCVN3 (ABC; fonts .Vn…): one byte a letter, no accented capitals: the fonts whose names end in H draw them.
_TCVN3 = dict(
    zip(
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadae b5b6b7b8b9 bbbcbdbec6 c7c8c9cacb ccced0cfd1 d2d3d4d5d6 d7d8dcddde"
            "dfe1e2e3e4 e5e6e7e8e9 eaebecedee eff1f2f3f4 f5f6f7f8f9 fafbfcfdfe"
        ),
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻéẽẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    )
)

# VPS: one byte a letter.
_VPS = dict(
    zip(
        bytes.fromhex(
            "808182838485 868788898a8b8c8d8e8f 90939495969798999a9b9c9d9e9f a1a2a3a4a5a6a7a8a9aaabacadaeaf"
            "b0b1b2b3b4b5b6b7b8b9babbbcbdbebf c0c1c2c3c4c5c6c7c8c9cacbcccdcecf d0d1d2d3d4d5d6d7d8d9dadbdcddde"
            "e0e1e2e3e4e5e6e8e9eaebecedef f0f1f2f3f4f5f7f8f9fafbfdfeff"
        ),
        "ÀẢÃẤẦẨ" "ọỗĂếềểệẮẰẲ" "ẾỀỂỄỐỒỔỖýỷỵỚỜỞ" "ắằẳẵặỠớÙờởỡŨỨợỪ"
        "ổỬỲỸÍÌộỈĨÓửữÒỎÕự" "ầÁÂấẩẫậđẻÉÊẹỉễịỹ" "ƯỦồốÔỏơÈừứÚũưÝẺ"
        "àáâãảạăèéêẽìíĩ" "ẴĐòóôõƠụùúủỶẼỳ",
    )
)  # fmt: skip

# VNI-Windows: a letter, and behind it the mark as another letter; some letters are one sign.
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301",
    "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301",
    "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VIETNAMESE = frozenset(_TCVN3.values())
_VNI_BASES = {"a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_LETTERS = dict(zip("æìíîñòóôö", "ỉìíỵđịĩơư"))

# The signs that a paper in UTF-8 may hold and that Windows-1252 breaks into two or three.
_IN_UTF_8 = "".join(map(chr, [*range(0xA0, 0x180), *range(0x1A0, 0x1B1), *range(0x300, 0x304), 0x309, 0x323])) + (
    "".join(map(chr, [*range(0x1EA0, 0x1EFA), *range(0x2010, 0x2027), 0x2190, 0x2192, 0x2212, 0x20AC, 0xFEFF]))
)


def _seen(byte: int) -> Iterator[str]:
    """What a byte looked like: in Latin-1, in Windows-1252, and to a PDF printer that took it for another sign."""
    yield chr(byte)
    if 0x80 <= byte < 0xA0:
        yield bytes([byte]).decode("cp1252", "ignore")
    yield from {0xAD: "\u2212", 0xB5: "\u03bc", 0xB7: "\u2219"}.get(byte, "")


def _by_byte(letters: Mapping[int, str]) -> dict[str, str]:
    return {seen: letter for byte, letter in letters.items() for seen in _seen(byte) if seen}


def _vni() -> dict[str, str]:
    table = dict(_VNI_LETTERS) | {key.upper(): letter.upper() for key, letter in _VNI_LETTERS.items()}
    for base, letter in _VNI_BASES.items():
        for mark, accents in _VNI_MARKS.items():
            composed = unicodedata.normalize("NFC", letter + accents)
            if composed in _VIETNAMESE:
                for seen in (mark, mark.upper()):
                    table[base + seen] = composed
                    table[base.upper() + seen] = composed.upper()
    return table


def _cp1258() -> dict[str, str]:
    letters = {byte: bytes([byte]).decode("cp1258", "ignore") for byte in range(0x80, 0x100)}
    return _by_byte({byte: letter for byte, letter in letters.items() if letter})


def _utf_8() -> dict[str, str]:
    def broken(sign: str) -> str:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in sign.encode())

    return {broken(sign): sign for sign in _IN_UTF_8} | {sign.encode().decode("latin-1"): sign for sign in _IN_UTF_8}


TCVN3: Mapping[str, str] = _by_byte(_TCVN3)
VNI: Mapping[str, str] = _vni()
VPS: Mapping[str, str] = _by_byte(_VPS)
CP1258: Mapping[str, str] = _cp1258()
UTF_8: Mapping[str, str] = _utf_8()
