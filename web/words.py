"""The Vietnamese that the pages speak: names of facets and values, dates, numbers, places in a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Flask

from corpus.document import Document, SectionType
from corpus.readable_places import short_path
from corpus.register_history import Moment
from corpus.text import fold_text
from corpus.viet_nam_time import said_day
from search.answer import SILENT
from search.engine import PaperRecord
from web.marking import heading_runs, joined

FACET_NAMES = {
    "year": "Năm",
    "body": "Cơ quan ban hành",
    "type": "Loại mục",
    "place": "Địa phương",
    "doc_type": "Loại văn bản",
    "cites": "Viện dẫn văn bản",
    "number": "Số văn bản",
    "signer": "Người ký",
}

_SECTION_TYPES = {one.value: one.words for one in SectionType}

# What a paper is called that does not say what kind it is.
NAMELESS = "Văn bản"

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# The segments of a path, read aloud. "gạch 5" -> "gạch đầu dòng thứ 5"
_SEGMENTS = (
    (r"gạch (\d+)", "gạch đầu dòng thứ {}"),
    (r"sao (\d+)", "dấu sao thứ {}"),
    (r"cộng (\d+)", "dấu cộng thứ {}"),
    (r"((?:phần|chương) )([ivxlc]+)", "{}{}"),
    (r"([IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*|[a-zđ])", "mục {}"),
)


def attach(app: Flask) -> None:
    """Makes the words known to the templates."""
    app.jinja_env.filters.update(
        facet_name=facet_name,
        facet_value=facet_value,
        section_type=section_type,
        day=day,
        moment=moment,
        printable=printable,
        thousands=thousands,
        milliseconds=milliseconds,
        paper_name=paper_name,
        paper_line=paper_line,
        place_in_paper=place_in_paper,
        joined=joined,
        heading_runs=heading_runs,
    )


def facet_name(name: str) -> str:
    return FACET_NAMES[name]


def facet_value(value: str | None, name: str) -> str:
    """What a filter's value is called on the page.

    >>> facet_value("han_che", "type"), facet_value("null", "year"), facet_value("2012-2016", "year")
    ('Hạn chế, khuyết điểm', 'Không ghi', '2012–2016')
    """
    if value is None or value == SILENT:
        return "Không viện dẫn" if name == "cites" else "Không ghi"
    if name == "type":
        return section_type(value)
    return value.replace("-", "–") if name == "year" else value


def section_type(value: str) -> str:
    return _SECTION_TYPES.get(value, value)


def day(iso: str | None) -> str:
    """
    >>> day("2014-09-29"), day(None)
    ('29/09/2014', '')
    """
    return said_day(iso) if iso else ""


def moment(one: Moment) -> str:
    """
    >>> moment(Moment("2014-09-29")), moment(Moment("2014-09-29", 2))
    ('ngày 29/09/2014', 'ngày 29/09/2014, sau lần nhập thứ 2')
    """
    return f"ngày {day(one.day)}" + (f", sau lần nhập thứ {one.order}" if one.order else "")


def printable(text: str) -> str:
    r"""Without the signs that XML cannot hold.

    >>> printable("a\x0bb\ufffe")
    'ab'
    """
    return _NOT_IN_XML.sub("", text)


def thousands(count: int) -> str:
    """
    >>> thousands(1234567)
    '1.234.567'
    """
    return f"{count:,}".replace(",", ".")


def milliseconds(time: float) -> str:
    """
    >>> milliseconds(2.14), milliseconds(1234.5)
    ('2,1', '1.234')
    """
    return thousands(int(time)) if time >= 100 else f"{time:.1f}".replace(".", ",")


def paper_name(paper: PaperRecord | Document) -> str:
    """Kind and number: "Kết luận số 25-KL/TU"."""
    kind = paper.doc_type or NAMELESS
    return f"{kind} số {paper.number}" if paper.number else kind


def paper_line(paper: PaperRecord) -> Iterator[str]:
    """What a reader knows a paper by, after its name: body, date, place."""
    if paper.issuing_body:
        yield paper.issuing_body
    if paper.date:
        yield day(paper.date)
    elif paper.year:
        yield f"năm {paper.year}"
    if paper.place:
        yield paper.place


def place_in_paper(path: str) -> str:
    """A path as one would say it; an outer label that the inner one repeats is left out.

    >>> place_in_paper("II/2/2.1/gạch 3"), place_in_paper("điều 1/khoản 2/điểm a"), place_in_paper("mở đầu")
    ('mục II, mục 2.1, gạch đầu dòng thứ 3', 'Điều 1, khoản 2, điểm a', 'phần mở đầu')
    """
    if path in ("mở đầu", "kết thúc"):
        return f"phần {path}"
    return ", ".join(_said(segment) for segment in short_path(path).split("/"))


def _said(segment: str) -> str:
    for pattern, words in _SEGMENTS:
        match = re.fullmatch(pattern, segment)
        if match:
            return words.format(*(part.upper() if part in match.groups()[1:] else part for part in match.groups()))
    return segment.replace("điều ", "Điều ", 1) if segment.startswith("điều ") else segment


def citation(document: Document, path: str | None = None) -> str:
    """How the next paper names this one: kind, number, day, body, and the place in it.

    Kết luận số 25-KL/TU ngày 29/9/2014 của Ban Thường vụ Tỉnh ủy Hà Tĩnh, mục 3.2, gạch đầu dòng thứ 5
    """
    words = [paper_name(document)]
    if not document.number and document.title:
        words.append(document.title)
    if document.date:
        words.append(f"ngày {document.date.day}/{document.date.month}/{document.date.year}")
    if document.issuing_body:
        words.append(f"của {_body_of_place(document.issuing_body, document.place)}")
    place = f", {place_in_paper(path)}" if path and path != "tiêu đề" else ""
    return " ".join(words) + place


def _body_of_place(body: str, place: str | None) -> str:
    """Only the bodies of a province carry its name; a commune's would get the wrong one."""
    provincial = f" {fold_text(body)} ".endswith((" tinh uy ", " thanh uy ", " tinh "))
    return f"{body} {place}" if place and provincial else body
