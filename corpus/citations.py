"""Papers named in a text: by number, by name, by a short name that the text gave them, or `Kết luận này`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.bodies import FoundBody, body_at
from corpus.dates import find_dates
from corpus.kinds import KIND_WORDS, kind_named
from corpus.numbers import find_numbers, read_number

# The kind word right before a number: "quy định số", "Chỉ thị"
_KIND_BEFORE = re.compile(rf"(?:^|(?<=\W))(?P<kind>{KIND_WORDS})\s+$", re.IGNORECASE)

# Between a number and its body: ", ", " của ", "(khóa XII) của "; between two numbers that share them: ", ", " và "
_OF = re.compile(r"[\s,]*(?:(?:của|do|Hội nghị lần thứ \w+)\s+)+", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;]*(?:và|,)?\s*$")
_DATE_BEFORE = re.compile(r"[\s,(]*$")

# "Nghị quyết Trung ương 4 (khóa XI)", "Nghị quyết Hội nghị Trung ương 5 khoá X", "Nghị quyết Đại hội XIII"
_PLENUM = re.compile(
    r"""
    (?P<kind>Nghị\squyết|Kết\sluận)\s+
    (?:
        (?P<body>(?:Hội\snghị\s+(?:lần\sthứ\s\w+\s+)?)?(?:Ban\sChấp\shành\s+)?Trung\sương)\s+(?:Đảng\s+)?(?:lần\sthứ\s\w+|\d{1,2})
      | Hội\snghị\s+lần\sthứ\s\w+(?:\s\w+)?[\s,]+(?:Ban\sChấp\shành|BCH)\s+Trung\sương(?:\sĐảng)?
    )
    (?:[\s,]*\(?\s*kh(?:óa|oá)\s+[IVXL]+(?:\s+và\s+(?:kh(?:óa|oá)\s+)?[IVXL]+)?\)?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CONGRESS = re.compile(
    r"(?P<kind>Nghị\squyết)\s+Đại\shội\s+(?:đại\sbiểu\s+)?(?:toàn\squốc\s+|Đảng\sbộ\s+\w+\s+)?(?:lần\sthứ\s+)?[IVXL]+\b(?:\s+của\s+Đảng)?",
    re.VERBOSE | re.IGNORECASE,
)
# "Luật Đất đai năm 2013", "Điều lệ Đảng"
_LAW = re.compile(
    r"(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[A-ZĐ][\w\s,]{2,60}?)\s+(?:năm\s+)?(?P<year>(?:19|20)\d\d)\b"
)
_CHARTER = re.compile(r"(?P<kind>Điều lệ) Đảng\b(?!\s+bộ)")

# "Quy chế dân chủ ở cơ sở"
_DEMOCRACY = re.compile(r"(?P<kind>Quy chế) dân chủ (?:ở )?cơ sở", re.IGNORECASE)

# "Nghị quyết của Ban Chấp hành Đảng bộ Tỉnh"; the body is read behind it.
_OF_BODY = re.compile(r"\b(?P<kind>Nghị quyết|Chỉ thị|Kết luận|Kế hoạch|Chương trình|Đề án)\s+của\s+(?=[A-ZĐ])")

# "Đề án số 77 của Ban Thường vụ Tỉnh ủy": a number without a symbol is only a name.
_SHORT_NUMBER = re.compile(rf"\b(?P<kind>{KIND_WORDS})\s+số\s+\d{{1,4}}(?![\w/-]|\.\w|\s?[-–/]\s?\w)", re.IGNORECASE)

# "Đề án “Nâng cao chất lượng cán bộ xã”": a title in quotes; not "kết luận “tốt”", two words and no title
_PLANS = r"\b(?P<kind>Đề án|Chương trình|Kế hoạch|Dự án|Chiến lược|Quy chế)\s+"
_SHORT_NAMES = (
    ("số", _SHORT_NUMBER),
    ("“", re.compile(_PLANS + "“[^“”]{12,250}”")),
    ('"', re.compile(_PLANS + '"[^"]{12,250}"')),
)

# "Kết luận này"; and "triển khai thực hiện Kết luận." where nothing says whose
_SELF = re.compile(rf"(?<!\w)(?P<kind>{KIND_WORDS})\s+này(?!\w)", re.IGNORECASE)
_BARE_SELF = re.compile(
    rf"(?:triển khai|thực hiện|quán triệt|nội dung của)\s+(?P<kind>(?=[A-ZĐ])(?:{KIND_WORDS}))(?=\s*(?:[.,;:)]|$))"
)
# "Nghị quyết trên", "Kết luận này" in a paper of another kind: one that was named before
_REFERRING = re.compile(
    rf"(?<!\w)(?P<kind>{KIND_WORDS})\s+(?P<which>này|trên|nói\s+trên|nêu\s+trên|đó)(?!\w)(?!\s+(?:địa\sbàn|cơ\ssở))",
    re.IGNORECASE,
)
_TERM = re.compile(r"\s*\(?\s*kh(?:óa|oá)\s+[IVXL]+\)?", re.IGNORECASE)

# What names a paper of a known name: a word that it cannot be without, in small letters, and whose paper it is.
_NAMES: tuple[tuple[str, re.Pattern[str], str | None], ...] = (
    ("trung ương", _PLENUM, "Ban Chấp hành Trung ương"),
    ("đại hội", _CONGRESS, None),
    ("luật", _LAW, "Quốc hội"),
    ("pháp lệnh", _LAW, None),
    ("điều lệ", _CHARTER, None),
    ("dân chủ", _DEMOCRACY, None),
)


@dataclass(frozen=True)
class Found:
    """A citation in one text; where the text stands in the paper is the parser's knowledge."""

    text: str
    start: int
    end: int
    form: str
    number: str | None = None
    doc_type: str | None = None
    issuing_body: str | None = None
    date: date | None = None
    reach: int = 0  # how far the words about it go: number, date, body


def find_citations(text: str, own_type: str | None = None, own_number: str | None = None) -> list[Found]:
    """The papers that a text names, in order, none inside another.

    >>> [c.number for c in find_citations("Kết luận số 64 - KL/TW, ngày 28/5/2013; đạt 15/15 chỉ tiêu")]
    ['64-KL/TW']
    """
    found = _shared(_numbered(text), text)
    lowered = text.lower()
    referring = _referring(text, found, own_type)
    selves = _selves(text, lowered, own_type, own_number)
    for finder in (_named(text, lowered), _aliases(text, lowered), referring, selves):
        taken = sorted((citation.start, citation.end) for citation in found)
        found += [citation for citation in finder if not _overlaps(citation, taken)]
    return sorted(found, key=lambda citation: citation.start)


def _overlaps(citation: Found, taken: list[tuple[int, int]]) -> bool:
    place = bisect_left(taken, (citation.end, 0))
    return place > 0 and taken[place - 1][1] > citation.start


def _numbered(text: str) -> list[Found]:
    found = []
    for number in find_numbers(text):
        before = _KIND_BEFORE.search(text, max(0, number.word_start - 30), number.word_start)
        start = before.start("kind") if before else number.word_start
        kind = kind_named(before["kind"]) if before else next(iter(number.value.kinds), None)
        day, body, reach = _behind(text, number.end)
        found.append(
            Found(
                text[start : number.end],
                start,
                number.end,
                "numbered",
                str(number.value),
                kind,
                body,
                day,
                reach,
            )
        )
    return found


def _behind(text: str, end: int) -> tuple[date | None, str | None, int]:
    """The date and the body printed right behind a number, and where they end."""
    day, reach = None, end
    near = next(find_dates(text[end : end + 60]), None)
    if near and _DATE_BEFORE.match(text[end : end + near.start]):
        day, reach = near.value, end + near.end
    of = _OF.match(text, reach)
    body = body_at(text, of.end()) if of else None
    if body:
        term = _TERM.match(text, body.end)
        return day, body.name, term.end() if term else body.end
    return day, None, reach


def _shared(found: list[Found], text: str) -> list[Found]:
    """One date and one body may serve several numbers in a row: they stand behind the last."""
    for place in range(len(found) - 2, -1, -1):
        here, following = found[place], found[place + 1]
        gap = text[here.reach : following.start]
        if here.issuing_body is None and len(gap) < 12 and _BETWEEN.match(gap):
            shared = here.date or following.date
            found[place] = replace(here, issuing_body=following.issuing_body, date=shared)
    return found


def _named(text: str, lowered: str) -> Iterator[Found]:
    for word, pattern, body in _NAMES:
        if word in lowered:
            for match in pattern.finditer(text):
                yield Found(match.group(), *match.span(), "named", None, kind_named(match["kind"]), body)
    for match in _OF_BODY.finditer(text):
        if found := body_at(text, match.end()):
            yield _by(found, text, match, "named")


def _aliases(text: str, lowered: str) -> Iterator[Found]:
    """Short names of a paper: a number without a symbol, a title in quotes; with the body behind it."""
    for sign, pattern in _SHORT_NAMES:
        for match in pattern.finditer(text) if sign in lowered else ():
            of = _OF.match(text, match.end())
            yield _by(body_at(text, of.end()) if of else None, text, match, "alias")


def _referring(text: str, found: list[Found], own_type: str | None) -> Iterator[Found]:
    """`Nghị quyết trên`, `Kết luận này` in a paper of another kind: the last one of that kind named before it."""
    for match in _REFERRING.finditer(text):
        kind = kind_named(match["kind"])
        if kind == own_type and match["which"].lower() == "này":
            continue
        before = [one for one in found if one.end <= match.start() and kind in (one.doc_type, *_kinds(one))]
        if before and before[-1].number:
            named = before[-1]
            yield Found(match.group(), match.start(), match.end(), "alias", named.number, kind, named.issuing_body)


def _kinds(found: Found) -> tuple[str, ...]:
    number = read_number(found.number) if found.number else None
    return number.kinds if number else ()


def _by(body: FoundBody | None, text: str, match: re.Match[str], form: str) -> Found:
    """The paper that a pattern found, with the body behind it and that body's term: `… của Tỉnh ủy (khóa XII)`."""
    end = body.end if body else match.end()
    term = _TERM.match(text, end) if body else None
    end = term.end() if term else end
    name = body.name if body else None
    return Found(text[match.start() : end], match.start(), end, form, None, kind_named(match["kind"]), name)


def _selves(text: str, lowered: str, own_type: str | None, own_number: str | None) -> Iterator[Found]:
    if own_type is None or own_type.lower() not in lowered:
        return
    for pattern in (_SELF, _BARE_SELF):
        for match in pattern.finditer(text):
            if kind_named(match["kind"]) == own_type:
                yield Found(
                    text[match.start("kind") : match.end()],
                    match.start("kind"),
                    match.end(),
                    "self",
                    own_number,
                    own_type,
                )
