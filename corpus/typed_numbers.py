"""Document numbers as people type them: `nq 09`, `NQ09/TU`, `217 qd tw`, `nghị quyết số 9`, with or without a date.

A year may be part of the number (`30/2020/NĐ-CP`, `18/2025`) or be said of the paper (`nghị quyết 18 năm 2025`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.dates import find_dates
from corpus.kinds import SYMBOLS, kinds_of
from corpus.numbers import Number, find_numbers, read_number
from corpus.text import fold, fold_text, nfc

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_GLUE = re.compile(r"[-–/.]\s?|\s[-–/]\s?|")

# Body symbols that stand after a blank too; behind "/" or "-" every word is one.
_BODIES = frozenset(
    [
        "tw",
        "tu",
        "hu",
        "qu",
        "thu",
        "du",
        "duk",
        "vptw",
        "vptu",
        "vphu",
        "btctu",
        "btgtu",
        "bdvtu",
        "bnctu",
        "btctw",
        "btgtw",
        "ubkttu",
        "ubkttw",
        "ubnd",
        "hdnd",
        "ttg",
        "cp",
        "vpcp",
    ]
)
_KIND_WORDS = {tuple(fold_text(kind).split()): kind for kind in SYMBOLS}
_SYMBOLS: dict[str, tuple[str, ...]] = {}  # folded: "da" is ĐA and DA
for _printed in dict.fromkeys(symbol for symbols in SYMBOLS.values() for symbol in symbols if len(symbol) > 1):
    _SYMBOLS[fold_text(_printed)] = (*_SYMBOLS.get(fold_text(_printed), ()), _printed)
_ASSEMBLIES = ("qh", "ubtvqh")

# "06-QĐ/TU", "63/2010/QĐ-UBND", "6-QĐ": everything up to the symbol, and the symbol.
_WITH_SYMBOL = re.compile(r"(?P<before>\d{1,5}[a-z]?(?:/\d{4})?\s*[-/]\s*)(?P<symbol>[^\W\d_]+)(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNITS = frozenset(fold_text("năm tháng ngày tuần quý người xã huyện tỉnh thôn").split())
_OF_TIME = frozenset(fold_text("năm tháng ngày tuần quý kỳ").split())  # "tháng 7/2015", "quý 1/2015"


@dataclass(frozen=True)
class TypedNumber:
    """What a typed number tells; parts that were not typed are empty. It covers text[start:end]."""

    serial: str  # without leading zeros
    kinds: tuple[str, ...]  # the kinds it may be: Quyết định, Quy định
    symbol: str  # folded: "qd"
    body: str  # folded symbol: "tw"
    year: str  # the number's own: 30/2020/NĐ-CP
    date: date | None
    start: int
    end: int
    issued: str = ""  # the year that was said of the paper; a number that has none of its own may be of it

    def fits(self, number: Number, kind: str | None = None) -> bool:
        """Whether a printed number may be the one that was meant; `kind` is the type word printed with it.

        >>> parse_typed("nghị quyết 9").fits(Number("09", "NQ", "TU", party=True))
        True
        """
        serial, year, symbol, body = number.key
        if serial != self.serial or self.body not in ("", body) or self.year not in ("", year):
            return False
        if self.issued and year not in ("", self.issued):
            return False
        if self.symbol:
            # QĐ and QĐi are both printed on a Quy định.
            return self.symbol == symbol or bool(set(number.kinds) & set(_kinds(self.symbol)))
        return not self.kinds or kind in self.kinds or bool(set(number.kinds) & set(self.kinds))

    @property
    def printed(self) -> str:
        """As much of the printed number as was typed: `nghị quyết 9` → `9-NQ`.

        >>> parse_typed("nq09/tu").printed
        '9-NQ/TU'
        """
        symbol = self.symbol or next((symbol for kind in self.kinds for symbol in SYMBOLS[kind]), "")
        start = f"{self.serial}/{self.year}" if self.year else self.serial
        return "/".join(part for part in (f"{start}-{symbol.upper()}" if symbol else start, self.body.upper()) if part)


@dataclass(frozen=True)
class _Token:
    text: str
    folded: str
    start: int
    end: int


def parse_typed(text: str) -> TypedNumber | None:
    """The first document number in a query, or None. Offsets are into the NFC text.

    >>> typed = parse_typed("ket luan 462 kl tu ngay 04/01/2018")
    >>> typed.serial, typed.kinds, typed.body, str(typed.date)
    ('462', ('Kết luận',), 'tu', '2018-01-04')
    """
    text = nfc(text)
    tokens = [
        _Token(match.group(), fold(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text[:500])
    ]
    for place in range(len(tokens)):
        found = _read(text, tokens, place)
        if found:
            return found
    printed = next(find_numbers(text), None)
    return _of_printed(text, printed.value, printed.word_start, printed.end) if printed else None


def printed_number(value: str) -> str:
    """A number as it is printed, however it was typed; what is none, or only a part of one, as it is.

    >>> printed_number("217 qd tw"), printed_number("25 - KL/TU"), printed_number("25")
    ('217-QD/TW', '25-KL/TU', '25')
    """
    if number := read_number(value):
        return str(number)
    typed = parse_typed(value.strip())
    return typed.printed if typed and typed.start == 0 and typed.end == len(nfc(value.strip())) else value


def other_writings(number: str) -> list[str]:
    """A printed number, or its beginning, with the other symbols that its kinds of paper bear.

    >>> other_writings("06-QĐ/TU"), other_writings("25-KL/TU")
    (['06-QĐi/TU', '06-QyĐ/TU'], [])
    """
    printed = _WITH_SYMBOL.match(number)
    typed = printed["symbol"].lower() if printed else ""
    known = _SYMBOLS.get(fold_text(typed), ())
    meant = [symbol for symbol in known if symbol.lower() == typed] or known
    kinds = dict.fromkeys(kind for symbol in meant for kind in kinds_of(symbol))
    others = dict.fromkeys(symbol for kind in kinds for symbol in SYMBOLS[kind] if symbol.lower() != typed)
    return [f"{printed['before']}{symbol}{number[printed.end() :]}" for symbol in others] if printed else []


def _read(text: str, tokens: list[_Token], first: int) -> TypedNumber | None:
    """[kind word] [số] [symbol] [số] serial [year] [symbol] [body] [date], with a kind or a symbol somewhere."""
    kind, place = _kind_word(tokens, first)
    place += _is(tokens, place, "so")
    symbol, place = _symbol(tokens, place)
    place += _is(tokens, place, "so") if symbol else 0
    if place >= len(tokens) or not tokens[place].folded.isdigit() or len(tokens[place].folded) > 5:
        return None
    if place == first and _in_number(text, tokens[place].start):
        return None
    serial, place = tokens[place].folded, place + 1
    year, place = _year(text, tokens, place)
    own = place
    again, following = _symbol(tokens, place)
    if again and (not symbol or again == symbol) and not _assembly(tokens, place):
        symbol, place = again, following
    assembly = _assembly(tokens, place)
    if not (kind or symbol or assembly or _is_bare(tokens, first, year)):
        return None
    if _counts(text, tokens, place, serial, bool(symbol)):
        return None
    body, place = (assembly, place + 2) if assembly else _body(text, tokens, place, bool(symbol))
    if not (kind or body or year) and tokens[first].folded.isdigit():
        return None  # "15 tt": a typist's other thought
    issued, place = _issued(text, tokens, place)
    if year and place == own and (kind or symbol):
        year, issued = "", year  # "nghị quyết 18/2017": Party numbers have no year, and are said with one
    kinds = (kind,) if kind else _kinds(symbol)
    end = tokens[place - 1].end
    day, end = _date(text, end)
    return TypedNumber(serial.lstrip("0") or "0", kinds, symbol, body, year, day, tokens[first].start, end, issued)


def _kinds(symbol: str) -> tuple[str, ...]:
    return tuple(name for known in _SYMBOLS.get(symbol, ()) for name in kinds_of(known))


def _is_bare(tokens: list[_Token], first: int, year: str) -> bool:
    """`18/2025` alone or behind "số"; not `tháng 7/2015`."""
    return bool(year) and not (first and tokens[first - 1].folded in _OF_TIME)


def _issued(text: str, tokens: list[_Token], place: int) -> tuple[str, int]:
    """The `năm 2025` behind a number; not the first of several years."""
    said = _is(tokens, place, "nam") and place + 1 < len(tokens) and _YEAR.fullmatch(tokens[place + 1].folded)
    if not said or _begins_years(text, tokens, place + 1):
        return "", place
    return tokens[place + 1].folded, place + 2


def _begins_years(text: str, tokens: list[_Token], place: int) -> bool:
    """`2016-2020`: the number before it counts years, as in `kế hoạch 5 năm 2016-2020`."""
    if place + 1 >= len(tokens) or not _YEAR.fullmatch(tokens[place + 1].folded):
        return False
    return text[tokens[place].end : tokens[place + 1].start].strip() in ("-", "–")


def _assembly(tokens: list[_Token], place: int) -> str:
    """`QH15`, `UBTVQH14`: the National Assembly and its term stand where a kind and a body would."""
    if place + 1 < len(tokens) and tokens[place].folded in _ASSEMBLIES and tokens[place + 1].start == tokens[place].end:
        return tokens[place].folded + tokens[place + 1].folded
    return ""


def _in_number(text: str, start: int) -> bool:
    """Whether digits go on a number or date before them: the 10 of 5/10."""
    return start > 1 and text[start - 1] in "/.," and text[start - 2].isdigit()


def _is(tokens: list[_Token], place: int, word: str) -> int:
    return int(place < len(tokens) and tokens[place].folded == word)


def _kind_word(tokens: list[_Token], place: int) -> tuple[str | None, int]:
    for count in (4, 3, 2, 1):
        kind = _KIND_WORDS.get(tuple(token.folded for token in tokens[place : place + count]))
        if kind:
            return kind, place + count
    return None, place


def _symbol(tokens: list[_Token], place: int) -> tuple[str, int]:
    """A kind's symbol, also without its accents; a word with a tone is none: `đã 5`."""
    if place < len(tokens) and (symbols := _SYMBOLS.get(tokens[place].folded)):
        typed = tokens[place].text.lower()
        if typed == tokens[place].folded or typed in (symbol.lower() for symbol in symbols):
            return tokens[place].folded, place + 1
    return "", place


def _year(text: str, tokens: list[_Token], place: int) -> tuple[str, int]:
    """The 2020 of 30/2020/NĐ-CP; never a year that stands apart."""
    if 0 < place < len(tokens) and _YEAR.fullmatch(tokens[place].folded):
        slash = text[tokens[place - 1].end : tokens[place].start].strip() == "/"
        return (tokens[place].folded, place + 1) if slash else ("", place)
    return "", place


def _counts(text: str, tokens: list[_Token], place: int, serial: str, symbol: bool) -> bool:
    """`kế hoạch 5 năm`, `kế hoạch 2015`: a count or a year, not a number."""
    if _YEAR.fullmatch(serial):
        return place >= len(tokens) or tokens[place].folded not in _BODIES
    if symbol or place >= len(tokens) or tokens[place].folded not in _UNITS:
        return False
    following = tokens[place + 1].folded if place + 1 < len(tokens) else ""
    return not following.isdigit() or _begins_years(text, tokens, place + 1)


def _body(text: str, tokens: list[_Token], place: int, symbol: bool) -> tuple[str, int]:
    if place >= len(tokens) or tokens[place].folded.isdigit():
        return "", place
    between = text[tokens[place - 1].end : tokens[place].start]
    glued = bool(between.strip(" ")) and _GLUE.fullmatch(between) is not None
    if not (tokens[place].folded in _BODIES or glued and symbol):
        return "", place
    body, place = tokens[place].folded, place + 1
    while place < len(tokens) and text[tokens[place - 1].end : tokens[place].start] in ("-", "&", ".", ""):
        body, place = body + tokens[place].folded, place + 1
    return body, place


def _date(text: str, end: int) -> tuple[date | None, int]:
    near = next(find_dates(text[end : end + 60]), None)
    if near and re.fullmatch(r"[\s,(]*(?:ngay\s+|ngày\s+)?", text[end : end + near.start], re.IGNORECASE):
        return near.value, end + near.end
    return None, end


def _of_printed(text: str, number: Number, start: int, end: int) -> TypedNumber:
    serial, year, symbol, body = number.key
    day, end = _date(text, end)
    return TypedNumber(serial, number.kinds, symbol, body, year, day, start, end)
