"""The numbering ladder: which label a line begins with, and which ladder rung that is.

Every pattern is tried in order on a clean line; the first that fits is taken. What stands in which is in `tree.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from corpus.lines import in_capitals


class Rung(IntEnum):
    """Outer to inner. A new label closes every open one that is not outside it."""

    ROOT = 0
    APPENDIX = 1
    PART = 2
    CHAPTER = 3
    DIVISION = 4  # Mục 1
    SUBDIVISION = 5  # Tiểu mục 1
    ARTICLE = 6
    ROMAN = 7
    LETTER = 8
    ARABIC = 9
    DOTTED = 10
    LEAD_IN = 11
    STAR = 12
    SMALL_LETTER = 13
    BRACKETED = 14  # 1) or (1) at the start of a line
    DASH = 15
    PLUS = 16


# Which of these stands in which, the paper decides: the kind that is met first is the outer one.
FREE = frozenset({Rung.ARTICLE, Rung.ROMAN, Rung.LETTER})

# Items that a following plain paragraph does not belong to.
ITEMS = frozenset({Rung.DASH, Rung.PLUS})


@dataclass(frozen=True)
class Label:
    """A label at the start of a line: as printed, its value in the path, and where the text behind it begins."""

    rung: Rung
    printed: str
    value: str
    end: int


_FLAGS = re.VERBOSE
_NUMBERED = r"(?P<value>\d{1,3}[a-zđ]?|[IVXLC]{1,7}|[ivxlc]{1,7})"
# "1.Tổ chức", "Điều 5.Phạm vi": the blank is forgotten once in two hundred. Not "1.500", "3.km", "23.QĐ-991".
_WORD_BEHIND = r"\.(?=(?P<word>[^\W\d_]{2}))"
_MARK_OR_END = rf"(?:\s*[-.:–](?=\s|$)|(?=\s*$)|{_WORD_BEHIND})"

_PATTERNS: tuple[tuple[Rung, re.Pattern[str]], ...] = (
    # "PHỤ LỤC", "Phụ lục số 01:", "PHỤ LỤC II"
    (
        Rung.APPENDIX,
        re.compile(
            rf"(?:PHỤ\ LỤC|Phụ\ lục)(?:\s+(?:SỐ|[Ss]ố)\s*:?)?(?:\s+{_NUMBERED})?(?:\s*[-.:–](?=\s|$)|(?=\s|$))",
            _FLAGS,
        ),
    ),
    # "Phần thứ nhất", "PHẦN I", "Phần II."
    (
        Rung.PART,
        re.compile(
            r"(?:PHẦN|Phần)\s+(?:(?P<ordinal>(?:THỨ|[Tt]hứ)\s+[^\W\d_]+)|"
            + _NUMBERED
            + r")(?P<stop>\s*[-.:–](?=\s|$))?",
            _FLAGS,
        ),
    ),
    # "Chương II", "CHƯƠNG 1. QUY ĐỊNH CHUNG"; not "Chương trình"
    (Rung.CHAPTER, re.compile(rf"(?:CHƯƠNG|Chương)\s+{_NUMBERED}(?P<stop>\s*[-.:–](?=\s|$))?(?!\w)", _FLAGS)),
    # "Mục 1. TÊN", "MỤC II"; not "Mục tiêu"
    (Rung.DIVISION, re.compile(rf"(?:MỤC|Mục)\s+{_NUMBERED}(?P<stop>\s*[-.:–](?=\s|$))?(?!\w)", _FLAGS)),
    (
        Rung.SUBDIVISION,
        re.compile(rf"(?:TIỂU\ MỤC|Tiểu\ mục)\s+{_NUMBERED}(?P<stop>\s*[-.:–](?=\s|$))?(?!\w)", _FLAGS),
    ),
    # "Điều 5. Phạm vi", "ĐIỀU 5:", "Điều 5" alone; not "Điều 5 của Quy định này"
    (Rung.ARTICLE, re.compile(r"(?:ĐIỀU|Điều)\s+(?P<value>\d{1,4}[a-zđ]?)" + _MARK_OR_END, _FLAGS)),
    # "II- ", "IV. ", "I/ "
    (Rung.ROMAN, re.compile(r"(?P<value>[IVXLC]{1,7})\s*[-.–:)/](?=\s|$)", _FLAGS)),
    # "A. KẾT QUẢ"; that it is not "A. Nguyễn Văn B" is seen by what came before it
    (Rung.LETTER, re.compile(r"(?P<value>[A-ZĐ])\s?[-.–:)/](?=\s|$)", _FLAGS)),
    # "2.1- ", "3.2. ", "1.1.1 "; not "10.07.2015"
    (
        Rung.DOTTED,
        re.compile(
            r"(?P<value>\d{1,2}(?:\.\d{1,2}){1,4})(?:\s?(?P<stop>[-.–:)])(?=\s|$)|(?=\s)|" + _WORD_BEHIND + ")", _FLAGS
        ),
    ),
    # "1- ", "12. ", "3/ "; not "15 - 20 người"
    (
        Rung.ARABIC,
        re.compile(r"(?P<value>\d{1,3}[a-zđ]?)(?:[-.–:/](?=\s|$)|\s[-.–](?=\s[^\s\d])|" + _WORD_BEHIND + ")", _FLAGS),
    ),
    # "1) ", "(2) "
    (Rung.BRACKETED, re.compile(r"\(?(?P<value>\d{1,2})\)(?=\s|$)", _FLAGS)),
    # "đ) ", "a. ", "b- ", "(c) "
    (
        Rung.SMALL_LETTER,
        re.compile(r"(?:(?P<value>[a-zđ])(?:\)|[.-](?=\s))|\((?P<inner>[a-zđ])\)(?=\s))", _FLAGS),
    ),
    # "* Về kinh tế:"
    (Rung.STAR, re.compile(r"\*(?=\s+\S)", _FLAGS)),
    (Rung.PLUS, re.compile(r"\+(?=\s+\S)", _FLAGS)),
    # "- Các sở", "– Các sở", "• Các sở"
    (Rung.DASH, re.compile(r"[-–—•●▪◦](?=\s+\S)", _FLAGS)),
)
_FIRST = frozenset("PCMTĐIVXLABDEFGHJKNOQRSUWYZ0123456789(*+-–—•●▪◦abcdefghijklmnopqrstuvwxyzđ")

# "Phần thứ hai" is `phần ii`, so that a link does not depend on the way it was written.
_ORDINALS = {
    word: roman
    for words, roman in (
        ("nhất", "i"), ("hai", "ii"), ("nhì", "ii"), ("ba", "iii"), ("tư", "iv"), ("bốn", "iv"), ("năm", "v"),
        ("sáu", "vi"), ("bảy", "vii"), ("tám", "viii"), ("chín", "ix"), ("mười", "x"),
    )
    for word in (words,)
}  # fmt: skip
_ROMAN = re.compile(r"(?=.)(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"


def read_label(text: str) -> Label | None:
    """The label that a line begins with.

    >>> read_label("2.1- Về tổ chức").value, read_label("Năm 2018, các cấp")
    ('2.1', None)
    """
    if not text or text[0] not in _FIRST:
        return None
    for rung, pattern in _PATTERNS:
        match = pattern.match(text)
        if match and (label := _label(rung, match, text)):
            return label
    return None


def _label(rung: Rung, match: re.Match[str], text: str) -> Label | None:
    groups = match.groupdict()
    value = groups.get("value") or groups.get("inner") or ""
    if (word := groups.get("word")) and not word.istitle():
        return None
    if rung is Rung.ROMAN and (not _ROMAN.fullmatch(value) or value in ("C", "D", "L", "M")):
        return None
    if rung is Rung.PART and (ordinal := groups.get("ordinal")):
        value = _ORDINALS.get(ordinal.split()[-1].lower(), "")
        if not value:
            return None
    if Rung.PART <= rung <= Rung.SUBDIVISION and not groups.get("stop") and not _stands_alone(text[match.end() :]):
        return None
    if rung is Rung.APPENDIX and not _stands_alone(
        text[match.end() :], after_stop=match.group().rstrip()[-1] in "-.:–"
    ):
        return None
    end = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    return Label(
        rung,
        match.group().strip(),
        value if rung is Rung.LETTER or rung is Rung.ROMAN else value.lower(),
        end,
    )


def _stands_alone(rest: str, after_stop: bool = False) -> bool:
    """`CHƯƠNG I` or `Chương I QUY ĐỊNH CHUNG`, not `Chương I của Luật này` or `Phụ lục kèm theo`."""
    return not rest.strip() or after_stop or in_capitals(rest) or rest.lstrip().startswith("(")


def follows(value: str, previous: str | None) -> bool:
    """Whether a letter label can come here: `a` always, else the next letter of the alphabet."""
    if value.lower() == "a":
        return True
    if previous is None:
        return False
    return (
        value.lower() in _ALPHABET
        and previous.lower() in _ALPHABET
        and (0 < _ALPHABET.index(value.lower()) - _ALPHABET.index(previous.lower()) <= 2)
    )
