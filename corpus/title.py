"""The title block of a paper: which lines it is, and the kind, number, date, body and summary that it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.bodies import body_at, find_bodies
from corpus.dates import find_dates
from corpus.kinds import KIND_WORDS, kind_at_start, kind_named
from corpus.labels import Rung, read_label
from corpus.lines import Line, in_capitals
from corpus.numbers import find_numbers, read_number
from corpus.text import collapse, fold_text

_MOST_LINES = 14

# A paragraph of the opening, not a line of the title; "ngày 13 tháng 5" in small letters goes on with a title.
_OPENING = re.compile(
    r"""
    (?:[-–+*]\s*)?
    (?: (?:(?:Trong|Vừa\squa,?|Sáng|Chiều)\sngày|Ngày)\s+\d | Từ\sngày | (?:Trong|Các)\s(?:2|hai)\sngày
      | Căn\scứ | Xét\s | Xem\sxét | Thực\shiện | Theo\s | Tại\sHội\snghị, | Sau\skhi | Qua\s | Để\s
      | Thay\smặt | Trên\scơ\ssở | Kính\sgửi | Điều\s\d )
    """,
    re.VERBOSE,
)

# Words that stand inside a title, and neither at its end nor at the beginning of anything else.
_JOINING = re.compile(r"(?:của|và|với|cho|trong|trên|tại|từ|đến|theo|do|bởi|về|đối với|giai đoạn)", re.IGNORECASE)

_BEGINS_SUMMARY = ("về ", "tại ", "v/v ", "ban hành ", "sửa đổi", "quy định ", "phê duyệt ", "thành lập ", "hướng dẫn ")

# " SỐ 25-KL/TU, " behind the kind word, and the kind word before it
_OWN_NUMBER = re.compile(r"^[\s:.,]*\(?\s*số\s*:?\s*[\w./–-]+\)?", re.IGNORECASE)
_NUMBER_BEHIND_KIND = re.compile(rf"\W*(?:(?:{KIND_WORDS})\s+)?số\b", re.IGNORECASE)

# "CỦA BAN THƯỜNG VỤ TỈNH ỦY " before "về …"
_WHOSE = re.compile(
    rf"^CỦA\s.{{3,120}}?\s(?=(?:{'|'.join(map(re.escape, map(str.strip, _BEGINS_SUMMARY)))})[\s,])", re.IGNORECASE
)

# "Bộ trưởng" of "Bộ trưởng Bộ Tài chính"
_HEADS = ("bo truong", "thu truong", "chu tich", "giam doc", "tong giam doc", "vien truong", "truong ban")

# "CỦA CHÍNH PHỦ SỐ 29/1998/NĐ-CP NGÀY 11 THÁNG 5 NĂM 1998"; not "CỦA TỈNH ỦY VỀ NGHỊ QUYẾT SỐ 9"
_ISSUED = re.compile(r"^\s*của\s+(?P<who>[^,;.:\d]{3,80}?)\s+(?=số\b)", re.IGNORECASE)
_KIND = re.compile(rf"\b(?:{KIND_WORDS})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Title:
    """What the title block states; what it does not is None."""

    block: str | None  # kind word and title in one piece
    doc_type: str | None
    text: str | None
    number: str | None
    date: date | None
    body: str | None


def title_lines(lines: Sequence[Line], start: int, has_kind: bool) -> list[Line]:
    """The kind word and the lines of the title under it; the rule that ends them is counted in, unread."""
    title: list[Line] = []
    begun = False  # the summary: "về …", "tại Hội nghị …"
    for line in lines[start : start + _MOST_LINES]:
        if line.rule:
            title.append(Line(""))
            break
        if title and not _belongs(line, title[-1], begun):
            break
        if not title and not (has_kind or _looks_like_title(line)):
            break
        title.append(line)
        begun = begun or line.text.lower().startswith(_BEGINS_SUMMARY) or line.text[0].islower()
    return title if any(line.text for line in title) else []


def _looks_like_title(line: Line) -> bool:
    plain = read_label(line.text) is None and not line.text.endswith((".", ";", ":"))
    return plain and len(line.text) < 300 and (line.emphasised() or line.gap and in_capitals(line.text))


def _belongs(line: Line, last: Line, begun: bool) -> bool:
    label = read_label(line.text)
    if line.continues:
        return True
    if label and (label.rung != Rung.DASH or not line.text[label.end].islower()) or line.table:
        return False
    if in_capitals(line.text) and not begun and not line.text.endswith(":"):
        return True
    if line.text.endswith((".", ";", ":")) and not line.text.endswith("...") or _OPENING.match(line.text):
        return False
    if begun and _joined(line.text, last.text):
        return True
    if begun and line.gap and names_a_body(line.text):
        return False  # the body again, above its decision: "Thủ tướng Chính phủ"
    if line.text[0].islower() or line.text.lower().startswith(_BEGINS_SUMMARY):
        return not last.text.endswith(".")
    if len(line.text) > 250 or begun and in_capitals(line.text):
        return False  # the same in capitals, with term and session: "HỘI ĐỒNG NHÂN DÂN TỈNH KHÓA X, KỲ HỌP THỨ 5"
    return not begun or not line.gap or line.emphasised() and last.emphasised()


def _joined(text: str, last: str) -> bool:
    """Whether a word at the end of one line or at the beginning of the next joins them: `… trong` / `Biểu thuế`."""
    words, before = text.split(), last.split()
    if len(text) > 250 or not before:
        return False
    starts = in_capitals(text) == in_capitals(last) and _JOINING.fullmatch(words[0])
    return bool(starts) or last.endswith(",") or _JOINING.fullmatch(before[-1]) is not None


def names_a_body(text: str) -> bool:
    """`Thủ tướng Chính phủ`, `BỘ TRƯỞNG BỘ TÀI CHÍNH`: a body or its head, and nothing else."""
    body = next(find_bodies(text), None)
    if body is None or text[body.end :].strip(" ,"):
        return False
    return fold_text(text[: body.start]) in ("", *_HEADS)


def is_of_body(text: str) -> bool:
    """`Nghị định của Chính phủ`, `quyết định của bộ trưởng Bộ Tài chính`: a kind, whose it is, and nothing else."""
    kind, of, whose = text.partition(" của ")
    return bool(of) and kind_named(kind) is not None and names_a_body(whose)


def read_title(lines: Sequence[Line], has_kind: bool) -> Title:
    """What the lines of a title block state."""
    block = collapse(" ".join(line.text for line in lines)) or None
    doc_type = kind_at_start(block) if block and has_kind else None
    number = next(
        (str(one) for line in lines[:2] if _NUMBER_BEHIND_KIND.match(line.text) and (one := read_number(line.text))),
        None,
    )
    body = _body(block or "", doc_type)
    rest = (block or "")[len(doc_type) :] if doc_type else ""
    if len(lines) > 1 and is_of_body(lines[0].text):
        return Title(block, doc_type, collapse(" ".join(line.text for line in lines[1:])) or None, number, None, body)
    if doc_type and (issued := _issued(rest)):
        number, day, end = issued
        return Title(block, doc_type, rest[end:].strip(" ,.:") or None, number, day, body)
    return Title(block, doc_type, _bare(block, doc_type), number, None, body)


def _issued(rest: str) -> tuple[str, date | None, int] | None:
    """Number and date printed behind the body: `của Thủ tướng Chính phủ số 115/2004/QĐ-TTg ngày …`."""
    match = _ISSUED.match(rest)
    who = body_at(match["who"]) if match else None
    if not match or not who or _KIND.search(match["who"], who.end):
        return None
    behind = rest[match.end() :]
    number = next(find_numbers(behind), None)
    if number is None or number.word_start != 0:
        return None
    day = next(find_dates(behind), None)
    if day and not behind[number.end : day.start].strip(" ,"):
        return str(number.value), day.value, match.end() + day.end
    return str(number.value), None, match.end() + number.end


def _bare(block: str | None, doc_type: str | None) -> str | None:
    """The title without its kind word and number, and without `CỦA BAN THƯỜNG VỤ …` where a summary follows it."""
    if not block:
        return None
    rest = _OWN_NUMBER.sub("", block[len(doc_type) :]).lstrip(" ,.:") if doc_type else block
    whose = _WHOSE.match(rest)
    return (rest[whose.end() :] if whose and in_capitals(whose.group()) else rest) or None


def _body(title: str, doc_type: str | None) -> str | None:
    """The body behind `CỦA`: whose conclusion it is. Only in the part before the summary."""
    head = re.split(r"\s(?:về|tại|v/v)\s", title, maxsplit=1, flags=re.IGNORECASE)[0] if doc_type else ""
    match = re.search(r"\bcủa\s+", head, re.IGNORECASE)
    found = next(find_bodies(head[match.end() :]), None) if match else None
    return found.name if found and found.start < 60 else None
