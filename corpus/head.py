"""The head of a paper: letterhead, kind, number, place and date, title. What is not printed is None."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.dates import find_dates
from corpus.kinds import kind_at_start, kind_named
from corpus.labels import Rung, read_label
from corpus.letterhead import (
    PLACE_AND_DATE,
    body_in_letterhead,
    columns_of,
    is_motto,
    is_number_line,
    paper_date,
    paper_place,
)
from corpus.lines import Line, in_capitals
from corpus.numbers import read_number
from corpus.stamps import own_head
from corpus.title import is_of_body, read_title, title_lines

_SEARCHED = 60  # lines in which a kind word may stand


# "Số 25-KL/TU", "Luật số: 57/2020/QH14"
_NUMBER_LINE = re.compile(r"\W*(?:[^\W\d_]+\s+){0,2}?số\b", re.IGNORECASE)

# "Ngày 10/7/2015, …", "Trong ngày 10"; "tại Hội nghị sơ kết ngày " but not "kỳ họp 12, căn cứ Quyết định số 16 ngày "
_BEGINS_WITH_DAY = re.compile(r"(?:\w+\s){0,4}?ngày\s+\d", re.IGNORECASE)
_MEETING = re.compile(r"(?:hội nghị|họp|buổi làm việc|kỳ họp)(?:(?!\bsố\b|căn cứ)[^.;]){0,60}$", re.IGNORECASE)


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
    block = title_lines(lines, len(above), kind_line is not None)
    title = read_title(block, kind_line is not None)
    own = own_head(above)
    cells = [cell for line in own for row in columns_of(line) for cell in row if cell]
    place, printed = paper_place(cells, title.block or "")
    return Head(
        letterhead=tuple(
            " | ".join(cell for cell in row if cell) for line in above for row in line.columns if not line.rule
        ),
        title_block=title.block,
        title=title.text,
        doc_type=title.doc_type,
        number=_number(cells) or title.number,
        body=title.body or body_in_letterhead(own),
        body_in_title=title.body is not None,
        place=place,
        place_printed=printed,
        date=paper_date(cells) or title.date,
        length=len(above) + len(block),
    )


def _find_kind_line(lines: Sequence[Line]) -> int | None:
    for place, line in enumerate(lines[:_SEARCHED]):
        if is_kind_line(line) or is_of_body(line.text) and _under_letterhead(lines[:place]):
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


def _under_letterhead(lines: Sequence[Line]) -> bool:
    """Whether place and date stand above: there a kind word needs no capitals."""
    return any(PLACE_AND_DATE.match(cell) for line in lines for row in columns_of(line) for cell in row)


def _letterhead_length(lines: Sequence[Line]) -> int:
    """How many lines at the top are letterhead, in a paper without a kind word."""
    length = 0
    for place, line in enumerate(lines[:12], 1):
        cells = [cell for row in columns_of(line) for cell in row if cell]
        if any(is_motto(cell) or PLACE_AND_DATE.match(cell) or is_number_line(cell) for cell in cells):
            length = place
    return length


def _number(cells: Sequence[str]) -> str | None:
    """The paper's own number in its letterhead."""
    own = [cell for cell in cells if _NUMBER_LINE.match(cell) or len(cell) < 30]
    return next((str(number) for text in own if (number := read_number(text))), None)


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
