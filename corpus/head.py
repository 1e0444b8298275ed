"""The head of a paper: letterhead, kind, number, place and date, title. What is not printed is None."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.bodies import find_bodies
from corpus.dates import find_dates
from corpus.kinds import KIND_WORDS, kind_at_start, kind_named
from corpus.labels import Rung, read_label
from corpus.letterhead import PLACE_AND_DATE, body_in_letterhead, is_motto, is_number_line, paper_date, paper_place
from corpus.lines import Line, in_capitals
from corpus.numbers import read_number
from corpus.text import collapse

_SEARCHED = 60  # lines in which a kind word may stand
_TITLE_LINES = 14


# "Số 25-KL/TU", "Luật số: 57/2020/QH14"; and in the title "KẾT LUẬN SỐ 25-KL/TU", "(Số 25-KL/TU)"
_NUMBER_LINE = re.compile(r"\W*(?:[^\W\d_]+\s+){0,2}?số\b", re.IGNORECASE)
_NUMBER_BEHIND_KIND = re.compile(rf"\W*(?:(?:{KIND_WORDS})\s+)?số\b", re.IGNORECASE)

# "Ngày 10/7/2015, …", "Trong ngày 10"; "tại Hội nghị sơ kết ngày " but not "kỳ họp 12, căn cứ Quyết định số 16 ngày "
_BEGINS_WITH_DAY = re.compile(r"(?:\w+\s){0,4}?ngày\s+\d", re.IGNORECASE)
_MEETING = re.compile(r"(?:hội nghị|họp|buổi làm việc|kỳ họp)(?:(?!\bsố\b|căn cứ)[^.;]){0,60}$", re.IGNORECASE)


# A paragraph of the opening, not a line of the title.
_OPENING = re.compile(
    r"""
    (?:[-–+*]\s*)?
    (?: (?:Trong\s|Vừa\squa,?\s|Sáng\s|Chiều\s)?[Nn]gày\s+\d | Từ\sngày | (?:Trong|Các)\s(?:2|hai)\sngày
      | Căn\scứ | Xét\s | Xem\sxét | Thực\shiện | Theo\s | Tại\sHội\snghị, | Sau\skhi | Qua\s | Để\s
      | Thay\smặt | Trên\scơ\ssở | Kính\sgửi | Điều\s\d )
    """,
    re.VERBOSE,
)
# " SỐ 25-KL/TU, " behind the kind word
_OWN_NUMBER = re.compile(r"^[\s:.,]*\(?\s*số\s*:?\s*[\w./–-]+\)?", re.IGNORECASE)

# "CỦA BAN THƯỜNG VỤ TỈNH ỦY " before "về …"
_WHOSE = re.compile(r"^CỦA\s.{3,120}?\s(?=(?:về|tại|v/v)\s)", re.IGNORECASE)
_BEGINS_SUMMARY = ("về ", "tại ", "v/v ", "ban hành ", "sửa đổi", "quy định ", "phê duyệt ", "thành lập ", "hướng dẫn ")


@dataclass(frozen=True)
class Head:
    """What stands before the opening, read."""

    letterhead: tuple[str, ...]  # its lines as paragraphs
    title_block: str | None  # kind word and title in one piece
    title: str | None
    doc_type: str | None
    number: str | None
    body: str | None
    body_in_title: bool  # else it stands in the letterhead
    place: str | None
    place_printed: str | None
    date: date | None
    length: int  # lines used


def read_head(lines: Sequence[Line]) -> Head:
    """The head of a paper; when there is none, an empty one of length 0."""
    kind_line = _find_kind_line(lines)
    above = lines[: kind_line if kind_line is not None else _letterhead_length(lines)]
    title = _title_lines(lines, len(above), kind_line is not None)
    cells = [cell for line in above for row in line.columns for cell in row if cell]
    block = collapse(" ".join(line.text for line in title)) or None
    doc_type = kind_at_start(block) if block and kind_line is not None else None
    in_title = _body_in_title(block or "", doc_type)
    place, printed = paper_place(cells, block or "")
    return Head(
        letterhead=tuple(
            " | ".join(cell for cell in row if cell) for line in above for row in line.columns if not line.rule
        ),
        title_block=block,
        title=_bare_title(block, doc_type),
        doc_type=doc_type,
        number=_number(cells, title),
        body=in_title or body_in_letterhead(above),
        body_in_title=in_title is not None,
        place=place,
        place_printed=printed,
        date=paper_date(cells),
        length=len(above) + len(title),
    )


def _find_kind_line(lines: Sequence[Line]) -> int | None:
    for place, line in enumerate(lines[:_SEARCHED]):
        if is_kind_line(line):
            return place
        label = read_label(line.text)
        if len(line.text) > 400 or label and Rung.APPENDIX < label.rung <= Rung.DOTTED and not line.cells:
            return None
    return None


def is_kind_line(line: Line) -> bool:
    """Whether a line names the kind of the paper: `KẾT LUẬN`, `**Thông báo**`, `NGHỊ QUYẾT SỐ 03-NQ/TU`.

    Not `Kết luận số 25-KL/TU đã nêu rõ`, which only begins with the word.
    """
    text = line.text.strip("*:. ")
    kind = kind_at_start(text)
    if kind is None or len(line.cells) > 1 and line.cells[1]:
        return False
    return kind_named(text) is not None or in_capitals(text[: len(kind)]) or line.emphasised()


def _letterhead_length(lines: Sequence[Line]) -> int:
    """How many lines at the top are letterhead, in a paper without a kind word."""
    length = 0
    for place, line in enumerate(lines[:12], 1):
        cells = [cell for row in line.columns for cell in row if cell]
        if any(is_motto(cell) or PLACE_AND_DATE.match(cell) or is_number_line(cell) for cell in cells):
            length = place
    return length


def _title_lines(lines: Sequence[Line], start: int, has_kind: bool) -> list[Line]:
    """The kind word and the lines of the title under it; the rule that ends them is counted in, unread."""
    title: list[Line] = []
    begun = False  # the summary: "về …", "tại Hội nghị …"
    for line in lines[start : start + _TITLE_LINES]:
        if line.rule:
            title.append(Line(""))
            break
        if title and not _belongs_to_title(line, title[-1], begun):
            break
        if not title and not (has_kind or _looks_like_title(line)):
            break
        title.append(line)
        begun = begun or line.text.lower().startswith(_BEGINS_SUMMARY) or line.text[0].islower()
    return title if any(line.text for line in title) else []


def _looks_like_title(line: Line) -> bool:
    plain = read_label(line.text) is None and not line.text.endswith((".", ";", ":"))
    return plain and len(line.text) < 300 and (line.emphasised() or line.gap and in_capitals(line.text))


def _belongs_to_title(line: Line, last: Line, begun: bool) -> bool:
    label = read_label(line.text)
    if line.continues:
        return True
    if label and (label.rung != Rung.DASH or not line.text[label.end].islower()) or line.table:
        return False
    if in_capitals(line.text) and not begun and not line.text.endswith(":"):
        return True
    if line.text.endswith((".", ";", ":")) and not line.text.endswith("...") or _OPENING.match(line.text):
        return False
    if line.text[0].islower() or line.text.lower().startswith(_BEGINS_SUMMARY):
        return not last.text.endswith(".")
    if len(line.text) > 250:
        return False
    if begun and in_capitals(line.text):
        return False  # the body again, above its decision: "HỘI ĐỒNG NHÂN DÂN TỈNH …"
    return not begun or not line.gap or line.emphasised() and last.emphasised()


def _bare_title(block: str | None, doc_type: str | None) -> str | None:
    """The title without its kind word and number, and without `CỦA BAN THƯỜNG VỤ …` where a summary follows it."""
    if not block:
        return None
    rest = _OWN_NUMBER.sub("", block[len(doc_type) :]).lstrip(" ,.:") if doc_type else block
    whose = _WHOSE.match(rest)
    return (rest[whose.end() :] if whose and in_capitals(whose.group()) else rest) or None


def _number(cells: Sequence[str], title: Sequence[Line]) -> str | None:
    """The paper's own number: in the letterhead, or right behind its kind word; never one that the title cites."""
    own = [cell for cell in cells if _NUMBER_LINE.match(cell) or len(cell) < 30]
    own += [line.text for line in title[:2] if _NUMBER_BEHIND_KIND.match(line.text)]
    return next((str(number) for text in own if (number := read_number(text))), None)


def _body_in_title(title: str, doc_type: str | None) -> str | None:
    """The body behind `CỦA`: whose conclusion it is. Only in the part before the summary."""
    head = re.split(r"\s(?:về|tại|v/v)\s", title, maxsplit=1)[0] if doc_type else ""
    match = re.search(r"\bcủa\s+", head, re.IGNORECASE)
    found = next(find_bodies(head[match.end() :]), None) if match else None
    return found.name if found and found.start < 60 else None


def meeting_date(opening: Sequence[str], title: str) -> date | None:
    """When the meeting was held that the paper concludes, from the opening, else from the title."""
    for text in opening:
        begins = _BEGINS_WITH_DAY.match(text)
        for found in find_dates(text):
            if begins and found.start < 60 or _MEETING.search(text[max(0, found.start - 100) : found.start]):
                return found.value
    for found in find_dates(title):
        if _MEETING.search(title[max(0, found.start - 100) : found.start]):
            return found.value
    return None
