"""What the words around a citation tell of the paper that is meant: day, year, whose, place, term, subject.

Read from the text each time, so that a better reading serves the papers that were imported long ago.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus.bodies import find_bodies
from corpus.dates import find_dates
from corpus.jurisdictions import Level, level_of_body
from corpus.kinds import KIND_WORDS
from corpus.numbers import find_numbers
from corpus.paper_facts import unit_named
from corpus.party_terms import TERM, Span, named_years, roman
from corpus.places import known_province, place_name
from corpus.text import fold_text, old_tones

# How far behind a citation its words may reach, and how far before it a body may own it.
BEHIND, BEFORE = 320, 140

_GAP = re.compile(r"[\s,(]*")
_OF = re.compile(r"[\s,(]*(?:(?:của|do)\s+|Hội\s+nghị\s+(?:lần\s+thứ\s+\w+[\s,]+)?(?:của\s+)?)+", re.IGNORECASE)
_YEAR = re.compile(r"[\s,(]*năm\s+(?P<year>(?:19|20)\d\d)(?!\d)(?!\s*[-–])", re.IGNORECASE)
_TERM_BEHIND = re.compile(rf"[\s,(]*(?:Đảng\s+)?[\s,(]*{TERM.pattern}", re.IGNORECASE)
_YEARS_BEHIND = re.compile(r"[\s,()]*nhiệm\s+kỳ\s+\d{4}\s*[-–]\s*\d{4}", re.IGNORECASE)
# "tỉnh Minh Họa", "Minh Họa", "thành phố Minh Họa": words right behind a body; those with capitals are its place
_PLACE = re.compile(r"\s+(?:tỉnh\s+|thành\s+phố\s+|TP\.?\s*)?(?P<name>[^\W\d_]+(?:\s+(?:-\s+)?[^\W\d_]+){0,3})")
_SUBJECT = re.compile(r"[\s,)]*(?:về\s+(?:việc\s+)?|[“\"]\s*(?:về\s+)?)(?P<words>[^.;”\"()]{8,200})", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;:!?]\s")

# "Chỉ thị 35-CT/TU, Kết luận 05-KL/TU của …": the next number's words serve this one too.
_NEXT = re.compile(rf"[\s,;]*(?:và\s+)?(?:(?:{KIND_WORDS})\s+)?$", re.IGNORECASE)
# Words with a capital that begin no place: "Tỉnh ủy Khóa XI", "Ban Thường vụ Đảng ủy"
_NO_PLACE = frozenset(
    [
        "đảng",
        "ban",
        "ủy",
        "hội",
        "nghị",
        "kết",
        "chỉ",
        "trung",
        "bộ",
        "khóa",
        "về",
        "tại",
        "thông",
        "quyết",
        "báo",
        "kế",
        "chương",
        "đề",
        "quy",
        "hướng",
        "công",
    ]
)


@dataclass(frozen=True)
class Mention:
    """The words about a cited paper. Places are folded; what is not said is None."""

    day: date | None = None
    shares_day: bool = False  # the day stands behind another number and may belong to that one alone
    year: int | None = None
    body: str | None = None  # in normal form
    level: Level | None = None
    place: str | None = None
    place_printed: str | None = None
    unit: str | None = None
    term: int | None = None
    years: Span | None = None
    subject: str | None = None  # folded
    in_heading: bool = False  # or in the title

    @property
    def is_bare(self) -> bool:
        """Nothing but the number: it means what the same paper has said of that number elsewhere."""
        return not (self.day or self.year or self.place or self.unit or self.term or self.years)


_NOTHING = Mention()

# So many are kept in mind: after an import nearly all of them are what they were.
_KEPT = 1 << 14


@lru_cache(_KEPT)
def mention_at(text: str, start: int, end: int) -> Mention:
    """
    >>> found = mention_at("theo Kết luận số 25-KL/TU, ngày 29/9/2014 của Tỉnh ủy Minh Họa khóa XVII", 5, 25)
    >>> str(found.day), found.place, found.term
    ('2014-09-29', 'minh hoa', 17)
    """
    own = _behind(text[end : end + BEHIND])
    if own == _NOTHING:
        own = replace(_shared(text, end), subject=None)
    if own.place is None and own.unit is None:
        own = _owned_before(own, text[max(0, start - BEFORE) : start])
    return own


def _behind(words: str) -> Mention:
    day, year, position = None, None, 0
    near = next(find_dates(words[:60]), None)
    if near and _GAP.fullmatch(words[: near.start]):
        day, position = near.value, near.end
    elif found := _YEAR.match(words):
        year, position = int(found["year"]), found.end()
    body, printed, unit, position = _whose(words, position)
    term = _TERM_BEHIND.match(words, position)
    position = term.end() if term else position
    spans = _YEARS_BEHIND.match(words, position)
    position = spans.end() if spans else position
    late = None if day or year else next(find_dates(words[position : position + 40]), None)
    if late and re.fullmatch(r"[\s,()]*", words[position : position + late.start]):
        day, position = late.value, position + late.end
    return Mention(
        day=day,
        year=year,
        body=body,
        level=level_of_body(body),
        place=fold_text(printed) if printed else None,
        place_printed=printed,
        unit=unit,
        term=roman(term["term"]) if term else None,
        years=named_years(spans.group()) if spans else None,
        subject=_subject(words, position),
    )


def _whose(words: str, position: int) -> tuple[str | None, str | None, str | None, int]:
    """The body behind a number, the province or district that it names, and where these words end."""
    of = _OF.match(words, position)
    body = next(find_bodies(words[of.end() : of.end() + 120]), None) if of else None
    if not of or not body or words[of.end() : of.end() + body.start].strip():
        return None, None, None, position
    end = of.end() + body.end
    if level_of_body(body.name) is Level.BELOW:
        unit = unit_named(words[of.end() : end + 40])
        end = _place(words, end)[1] if unit else end
        inside = re.match(r",?(?=\s+tỉnh\s)", words[end:])
        place, end = _place(words, end + inside.end()) if inside else (None, end)
        return body.name, place, unit, end
    place, end = _place(words, end)
    return body.name, place, None, end


def _place(words: str, position: int) -> tuple[str | None, int]:
    """The name of a province right behind a body, and its end; in a line of capitals only one that everybody knows."""
    found = _PLACE.match(words, position)
    parts = list(re.finditer(r"[^\W\d_]+", found["name"])) if found else []
    if not found or not parts:
        return None, position
    start = found.start("name")
    for count in range(len(parts), 0, -1):
        if known := known_province(found["name"][: parts[count - 1].end()]):
            return known, start + parts[count - 1].end()
    kept: list[re.Match[str]] = []
    for part in parts:
        word = part.group()
        if (
            not word[0].isupper()
            or word.isupper()
            and len(word) > 1
            or not kept
            and old_tones(word.lower()) in _NO_PLACE
        ):
            break
        kept.append(part)
    if not kept:
        return None, position
    return place_name(found["name"][: kept[-1].end()]), start + kept[-1].end()


def _shared(text: str, end: int) -> Mention:
    """Of several numbers in a row the last is followed by the words about all of them; its day may be its own."""
    words = text[end : end + BEHIND]
    following = next(find_numbers(words[:60]), None)
    if following is None or not _NEXT.fullmatch(words[: following.word_start]):
        return _NOTHING
    behind = _behind(words[following.end :])
    if behind == _NOTHING:
        behind = _shared(text, end + following.end)
    return replace(behind, shares_day=behind.day is not None)


def _owned_before(mention: Mention, words: str) -> Mention:
    """`Tỉnh ủy Minh Họa đã ban hành Kết luận số …`: the last body of the sentence, where it names its place."""
    start = max((found.end() for found in _SENTENCE.finditer(words)), default=0)
    sentence = words[start:]
    bodies = list(find_bodies(sentence))
    if not bodies or any(True for _ in find_numbers(sentence[bodies[-1].start :])):
        return mention
    place, _ = _place(sentence, bodies[-1].end)
    if place is None or level_of_body(bodies[-1].name) is not Level.PROVINCE:
        return mention
    return replace(mention, place=fold_text(place), place_printed=place)


def _subject(words: str, position: int) -> str | None:
    """What the paper is about, as the citing one says it, up to the next paper."""
    found = _SUBJECT.match(words, position)
    if not found:
        return None
    said = found["words"]
    stop = next((one.word_start for one in find_numbers(said)), len(said))
    return fold_text(said[:stop]) or None
