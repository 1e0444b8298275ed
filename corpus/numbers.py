"""Document numbers: found in a text, brought to one printed form, and compared whatever their spelling.

`64 - KL/TW`, `64-KL/TW` and `64/KL-TW` are one number. Their kind comes from the symbol in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.kinds import SYMBOLS, is_symbol, kinds_of
from corpus.text import fold_text

# "25-KL/TU", "Số   25  -  KL/TU", "84 QĐ/TWĐTN", "217/QĐ-TW", "118/TTr- STTTT", "02/2011/TTLT-VPCP-BNV",
# "202/2025/QH15", "1106/NQ-UBTVQH15", "5104/BTTTT-PTTH&TTĐT", glued: "số31-QĐ/TW"
_NUMBER = re.compile(
    r"""
    (?<![\w./-])
    (?P<word>số\s*:?\s*)?                                  # with the word, kinds that we do not know are taken too
    (?P<serial>\d{1,5}[a-z]?)
    (?:
        \s*[-–]?\s* (?P<party_kind>[A-ZĐ][A-Za-zĐđ]{0,5}) \s?/\s? (?P<party_body>[A-ZĐ][\wĐđ]*(?:[.&-][A-ZĐ][\wĐđ]*)*)
      |
        \s?/\s? (?:(?P<year>(?:19|20)\d\d)\s?/\s?)?
        (?P<state_kind>[A-ZĐ][A-Za-zĐđ]*\d{0,2})
        (?:\s?(?:[-–]|(?P<stroke>(?(year)/|(?!))))\s?                # "144/2002/QĐ/BTC"
            (?P<state_body>[A-ZĐ][A-ZĐ][\wĐđ]*(?:[.&-][A-ZĐ][\wĐđ]*)*|[A-ZĐ][\wĐđ]*(?:[.&-][A-ZĐ][\wĐđ]*)*))?
    )
    (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)

# The Party's bodies: `217/QĐ-TW` is 217-QĐ/TW however it was typed. "TU", "VPTW", "UBKTTU", "TWĐTN", "HU", "ĐUK"
_PARTY_BODY = re.compile(r"TW.*|.*(?:TW|TU|HU|QU|ThU)|(?:ĐU|ĐĐ|BCSĐ|CB|Đ[BU]).*")

# "QH15", "UBTVQH15": the body and its term stand in for a kind.
_NATIONAL_ASSEMBLY = re.compile(r"(?:UBTV)?QH\d{1,2}")


# "Mẫu số 01/TP-TTTM", "Biểu 01/KHCN-TC": forms, not papers.
_FORM_BEFORE = re.compile(r"(?:mẫu|biểu|hiệu)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A document number taken apart. `kind` and `body` are symbols as printed: `KL`, `TW`."""

    serial: str
    kind: str
    body: str
    year: str = ""
    party: bool = False  # printed the Party's way: 25-KL/TU, not 25/KL-TU

    def __str__(self) -> str:
        """The normal form: no blanks, at least two digits, the Party's or the State's separators.

        >>> str(Number("9", "NQ", "TU", party=True)), str(Number("30", "NĐ", "CP", "2020"))
        ('09-NQ/TU', '30/2020/NĐ-CP')
        """
        serial = self.serial.lstrip("0") or "0"
        serial = serial.zfill(2 + len(serial) - len(serial.rstrip("abcdefghijklmnopqrstuvwxyz")))
        if self.party:
            return f"{serial}-{self.kind}/{self.body}"
        start = f"{serial}/{self.year}" if self.year else serial
        return f"{start}/" + "-".join(part for part in (self.kind, self.body) if part)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Equal for every spelling of the same number: serial, year, kind, body.

        >>> Number("09", "QĐ", "TW").key
        ('9', '', 'qd', 'tw')
        """
        return (self.serial.lower().lstrip("0"), self.year, _folded(self.kind), _folded(self.body))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of paper that carry this symbol: `QĐ` → Quyết định, Quy định."""
        return kinds_of(self.kind)


@dataclass(frozen=True)
class FoundNumber:
    """A number and where it is printed; `word_start` is where the word `số` before it begins, if it is there."""

    value: Number
    start: int
    end: int
    word_start: int


def _folded(symbol: str) -> str:
    return fold_text(symbol).replace(" ", "")


_SYMBOLS = frozenset(_folded(symbol) for symbols in SYMBOLS.values() for symbol in symbols)


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """The document numbers of a text, in order.

    >>> [str(found.value) for found in find_numbers("Kết luận số 64 - KL/TW, đạt 15/15 chỉ tiêu")]
    ['64-KL/TW']
    """
    for match in _NUMBER.finditer(text):
        value = _number(match)
        if value and not _FORM_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            yield FoundNumber(value, match.start("serial"), match.end(), match.start())


def _number(match: re.Match[str]) -> Number | None:
    serial, year = match["serial"], match["year"] or ""
    kind, body = match["party_kind"] or match["state_kind"], match["party_body"] or match["state_body"] or ""
    if not serial.strip("0") or not kind[0].isupper():
        return None
    if _NATIONAL_ASSEMBLY.fullmatch(kind):
        return Number(serial, "", kind, year)
    if not body or not body[0].isupper() or match["stroke"] and not is_symbol(kind):
        return None
    if is_symbol(kind) or match["word"] or year:
        party = not year and (match["party_kind"] is not None or _PARTY_BODY.fullmatch(body) is not None)
        return Number(serial, kind, body, year, party)
    # "5104/BTTTT-PTTH&TTĐT" has no kind, only bodies in capitals; "24/Tổ-dân" is no number.
    return Number(serial, kind, body) if kind.isupper() and len(kind) > 2 and body.isupper() else None


def read_number(text: str) -> Number | None:
    """The first document number of a text, or None: `Số: 25-KL/TU` → 25-KL/TU."""
    return next((found.value for found in find_numbers(text)), None)


def number_key(text: str) -> tuple[str, str, str, str] | None:
    """The comparable key of a number in any spelling, also in small letters; None when the text holds no number.

    >>> number_key("217/qd-tw") == number_key("217-QĐ/TW")
    True
    """
    number = read_number(text)
    if number is None:
        # Small letters are read where their kind is known: "24 giờ/ngày" is no number.
        typed = read_number(f"số {text.upper()}")
        number = typed if typed and (_folded(typed.kind) in _SYMBOLS or not typed.kind) else None
    return number.key if number else None
