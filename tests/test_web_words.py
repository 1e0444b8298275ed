"""The words of the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.document import Document, SectionType
from search.engine import FACETS, OTHER_FILTERS, PaperRecord
from web import words

PAPER = PaperRecord(
    paper="25-kl-tu-ha-tinh-2014",
    source="a.txt",
    title=None,
    doc_type="Kết luận",
    number="25-KL/TU",
    issuing_body="Ban Thường vụ Tỉnh ủy",
    place="Hà Tĩnh",
    year=2014,
    date="2014-09-29",
)

DOCUMENT = Document(
    doc_type="Kết luận",
    number="25-KL/TU",
    issuing_body="Ban Thường vụ Tỉnh ủy",
    signing_body=None,
    place="Hà Tĩnh",
    place_printed=None,
    date=date(2014, 9, 29),
    conference_date=None,
    year=2014,
    title="về nông thôn mới",
    signer_name=None,
    signer_role=None,
    sections=(),
)


def test_every_filter_has_a_name() -> None:
    assert all(words.facet_name(name) for name in (*FACETS, *OTHER_FILTERS))


def test_every_section_type_has_a_title() -> None:
    assert all(words.section_type(one.value) == one.words for one in SectionType)
    assert words.section_type("something else") == "something else"


@pytest.mark.parametrize(
    "path, said",
    [
        ("3/3.2/gạch 5", "mục 3.2, gạch đầu dòng thứ 5"),
        ("II/2/2.1/gạch 3", "mục II, mục 2.1, gạch đầu dòng thứ 3"),
        ("II/2", "mục II, mục 2"),
        ("I/tuy nhiên/sao 3/gạch 2", "mục I, tuy nhiên, dấu sao thứ 3, gạch đầu dòng thứ 2"),
        ("II/1/gạch 1/cộng 2", "mục II, mục 1, gạch đầu dòng thứ 1, dấu cộng thứ 2"),
        ("chương ii/điều 5/khoản 2/điểm đ", "chương II, Điều 5, khoản 2, điểm đ"),
        ("điều 1/khoản 2/điểm c", "Điều 1, khoản 2, điểm c"),
        ("II/1/c", "mục II, mục 1, mục c"),
        ("phụ lục 2/1", "phụ lục 2, mục 1"),
        ("tiêu đề", "tiêu đề"),
        ("mở đầu", "phần mở đầu"),
        ("nơi nhận", "nơi nhận"),
        ("1/11.2", "mục 1, mục 11.2"),
    ],
)
def test_place_in_paper(path: str, said: str) -> None:
    assert words.place_in_paper(path) == said


def test_citation() -> None:
    assert words.citation(DOCUMENT, "3/3.2/gạch 5") == (
        "Kết luận số 25-KL/TU ngày 29/9/2014 của Ban Thường vụ Tỉnh ủy Hà Tĩnh, mục 3.2, gạch đầu dòng thứ 5"
    )
    assert words.citation(DOCUMENT, "tiêu đề") == words.citation(DOCUMENT)


@pytest.mark.parametrize(
    "changes, cited",
    [
        ({"number": None}, "Kết luận về nông thôn mới ngày 29/9/2014 của Ban Thường vụ Tỉnh ủy Hà Tĩnh"),
        ({"date": None, "issuing_body": None}, "Kết luận số 25-KL/TU"),
        ({"doc_type": None}, "Văn bản số 25-KL/TU ngày 29/9/2014 của Ban Thường vụ Tỉnh ủy Hà Tĩnh"),
        ({"place": None}, "Kết luận số 25-KL/TU ngày 29/9/2014 của Ban Thường vụ Tỉnh ủy"),
        # A commune's body does not carry the province's name.
        (
            {"issuing_body": "Ban Thường vụ Đảng ủy xã"},
            "Kết luận số 25-KL/TU ngày 29/9/2014 của Ban Thường vụ Đảng ủy xã",
        ),
    ],
)
def test_citation_says_only_what_is_known(changes: dict[str, str | None], cited: str) -> None:
    assert words.citation(replace(DOCUMENT, **changes)) == cited  # type: ignore[arg-type]


def test_paper_line() -> None:
    assert list(words.paper_line(PAPER)) == ["Ban Thường vụ Tỉnh ủy", "29/09/2014", "Hà Tĩnh"]
    assert list(words.paper_line(replace(PAPER, date=None))) == ["Ban Thường vụ Tỉnh ủy", "năm 2014", "Hà Tĩnh"]
    assert list(words.paper_line(replace(PAPER, date=None, year=None, issuing_body=None, place=None))) == []


@pytest.mark.parametrize(
    "value, name, shown",
    [
        ("han_che", "type", "Hạn chế, khuyết điểm"),
        (None, "year", "Không ghi"),
        ("null", "body", "Không ghi"),
        (None, "cites", "Không viện dẫn"),
        ("25-KL/TU", "cites", "25-KL/TU"),
    ],
)
def test_facet_value(value: str | None, name: str, shown: str) -> None:
    assert words.facet_value(value, name) == shown
