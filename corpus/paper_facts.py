"""What those who cite a paper know it by: number, whose it is, its day, its committee's term, its names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.jurisdictions import Level, Restart, level_of_body, level_of_symbol, restart_of
from corpus.numbers import Number, read_number
from corpus.paper_names import own_names
from corpus.party_terms import central_terms, local_terms, roman, years
from corpus.text import fold_text, old_tones

# Where a paper says who it is.
HEAD_PATHS = ("đầu văn bản", "tiêu đề", "mở đầu")

# "HUYỆN ỦY RẠCH BẦN", "Đảng ủy xã Khê Lãm", "ỦY BAN NHÂN DÂN HUYỆN LẠC KHÊ": the name of a place below a province.
_UNIT = re.compile(
    r"\b(?:huyện|quận|thị)\s+(?:ủy|uỷ)\s+(?P<committee>[^\W\d_]+(?:\s+[^\W\d_]+){0,3})"
    r"|\b(?:huyện|quận|thị\s+xã|xã|phường|thị\s+trấn|đặc\s+khu)\s+(?P<place>[^\W\d_]+(?:\s+[^\W\d_]+){0,3})",
    re.IGNORECASE,
)
# "Ban Chấp hành Đảng bộ tỉnh (khóa XVIII)", "Tỉnh ủy khóa X", "Ban Chấp hành Trung ương Đảng khóa XII"
_OWN_TERM = re.compile(
    r"(?P<committee>Đảng\s+bộ\s+tỉnh|Đảng\s+bộ\s+thành\s+phố|Tỉnh\s+(?:ủy|uỷ)|Thành\s+(?:ủy|uỷ)"
    r"|Trung\s+ương(?:\s+Đảng)?|Bộ\s+Chính\s+trị|Huyện\s+(?:ủy|uỷ)|Đảng\s+bộ\s+(?:huyện|xã|phường)|Đảng\s+(?:ủy|uỷ))"
    r"(?:\s+[A-ZĐ]\w+){0,3}[\s,]*\(?\s*kh(?:óa|oá)\s+(?P<term>[IVXL]+)(?!\w)",
    re.IGNORECASE,
)
_STOP = frozenset(
    [
        "ủy",
        "khóa",
        "về",
        "tại",
        "và",
        "của",
        "số",
        "lần",
        "năm",
        "ban",
        "hội",
        "nhiệm",
        "có",
        "trong",
        "trên",
        "theo",
        "đảng",
    ]
)

# The months in which the congresses of a round begin.
_COMMUNES_BEGIN, _PROVINCES_BEGIN = 4, 8


@dataclass(frozen=True)
class PaperFacts:
    """A paper of the library as a citation sees it. Names of places are folded."""

    paper: str
    number: Number | None
    kind: str | None
    level: Level | None
    restart: Restart
    days: tuple[date, ...]  # of the paper, of its meeting
    year: int | None
    place: str | None
    place_printed: str | None  # in normal form, with its accents
    unit: str | None  # the district or commune, of a paper from below a province
    term: int | None  # that it says it comes from
    title: str
    names: frozenset[str]

    @property
    def day(self) -> date | None:
        return self.days[0] if self.days else None

    @property
    def eras(self) -> frozenset[int]:
        """The terms, or years, in whose list its number may stand; more than one where its day is not known well."""
        return eras(self.restart, self.level, self.day, self.year)


def eras(restart: Restart, level: Level | None, day: date | None, year: int | None) -> frozenset[int]:
    """Terms of the Central Committee, years of election of a local one, calendar years of the State."""
    if restart is Restart.YEAR:
        return years(day, year)
    if level is Level.CENTRAL:
        return central_terms(day, year)
    return local_terms(day, year, _PROVINCES_BEGIN if level is Level.PROVINCE else _COMMUNES_BEGIN)


def facts_of(paper: str, content: Mapping[str, str | int | None], head: Sequence[tuple[str, str]]) -> PaperFacts:
    """From a paper's metadata as JSON has them, and the paragraphs of its head as (path, text)."""
    texts = {path: " ".join(text for one, text in head if one == path) for path in HEAD_PATHS}
    number = read_number(str(content["number"])) if content["number"] else None
    body = _text(content["issuing_body"])
    level = (level_of_symbol(number) if number else None) or level_of_body(body)
    # A meeting's day is not the paper's: it stands in for it only where there is none.
    days = tuple(date.fromisoformat(str(content[name])) for name in ("date", "conference_date") if content[name])
    own = f"{texts['đầu văn bản']} {texts['tiêu đề']}"
    year = content["year"]
    known_year = int(year) if year is not None else None
    return PaperFacts(
        paper=paper,
        number=number,
        kind=_text(content["doc_type"]),
        level=level,
        restart=restart_of(number) if number else Restart.TERM,
        days=days,
        year=known_year,
        place=fold_text(str(content["place"])) if content["place"] else None,
        place_printed=_text(content["place"]),
        unit=unit_named(own) if level is Level.BELOW else None,
        term=_own_term(texts, level),
        title=str(content["title"] or ""),
        names=frozenset(own_names(_text(content["doc_type"]), own, _text(content["title"]), known_year)),
    )


def unit_named(text: str) -> str | None:
    """The district or commune that a text names first, folded: `HUYỆN ỦY RẠCH BẦN` → `rach ban`."""
    for found in _UNIT.finditer(text):
        words = []
        for word in (found["committee"] or found["place"]).split():
            if not word[0].isupper() or old_tones(word.lower()) in _STOP:
                break
            words.append(word)
        if words:
            return fold_text(" ".join(words))
    return None


def _own_term(texts: Mapping[str, str], level: Level | None) -> int | None:
    """The term that a paper says it comes from. Its title may name the term of another paper, behind `thực hiện`."""
    title = texts["tiêu đề"]
    body_part = title[: next((found.start() for found in re.finditer(r"\b(?:về|tại)\b", title, re.IGNORECASE)), None)]
    for text in (body_part, texts["đầu văn bản"], texts["mở đầu"][:400]):
        for found in _OWN_TERM.finditer(text):
            central = fold_text(found["committee"]).startswith(("trung uong", "bo chinh tri"))
            if central == (level is Level.CENTRAL) and not _is_of_another(text, found.start()):
                return roman(found["term"])
    return None


def _is_of_another(text: str, start: int) -> bool:
    """Whether the term stands behind a number, in the words about another paper."""
    return read_number(text[max(0, start - 120) : start]) is not None


def _text(value: str | int | None) -> str | None:
    return str(value) if value is not None else None
