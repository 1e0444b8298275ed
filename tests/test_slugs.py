"""Permanent names: readable ones for papers, short ones for paragraphs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Paragraph, Section, SectionType
from corpus.slugs import LONGEST, may_be_name, paper_id, paragraph_id


def document(*texts: str, **known: object) -> Document:
    section = Section("1", None, None, SectionType.CONTENT, tuple(map(Paragraph, texts)))
    names = ("doc_type", "number", "place", "year", "title")
    empty = dict.fromkeys((*Document.__dataclass_fields__.keys(),))
    chosen = {name: known.get(name) for name in names}
    return Document(**{**empty, **chosen, "sections": (section,), "citations": (), "warnings": ()})  # type: ignore[arg-type]


def free(name: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("known", "wanted"),
    [
        ({"number": "25-KL/TU", "place": "Hà Tĩnh", "year": 2014}, "25-kl-tu-ha-tinh-2014"),
        ({"number": "25-KL/TU"}, "25-kl-tu"),
        ({"number": "34/2019/NĐ-CP", "year": 2019}, "34-2019-nd-cp-2019"),
        ({"number": "09-NQ/TU", "place": "Đắk Lắk", "year": 2015}, "9-nq-tu-dak-lak-2015"),
        ({"doc_type": "Kết luận", "title": "về công tác dân vận", "year": 2020}, "ket-luan-ve-cong-tac-dan-van-2020"),
        ({"title": "Uỷ ban"}, "uy-ban"),
        ({}, "van-ban"),
    ],
)
def test_paper_id(known: dict[str, object], wanted: str) -> None:
    assert paper_id(document(**known), free) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Biên bản họp chi bộ.", "bien-ban-hop-chi-bo"),
        ("", "van-ban"),
        ("*** --- ***", "van-ban"),
        ("中文 Ελλάδα", "zhong-wen-ellada"),
        ("x" * 100, "van-ban"),
        ("một hai ba bốn năm sáu bảy tám chín mười mười một", "mot-hai-ba-bon-nam-sau-bay-tam-chin-muoi"),
    ],
)
def test_first_words_name_a_paper_without_anything_else(text: str, wanted: str) -> None:
    assert paper_id(document(text), free) == wanted


def test_taken_names_are_numbered() -> None:
    taken = {"25-kl-tu", "25-kl-tu-2"}
    assert paper_id(document(number="25-KL/TU"), taken.__contains__) == "25-kl-tu-3"


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_paper_id_fits_into_an_address(title: str, text: str) -> None:
    name = paper_id(document(text, title=title), free)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= LONGEST


@given(st.text(), st.text())
def test_a_paragraph_id_is_short_and_no_word(paper: str, text: str) -> None:
    name = paragraph_id(paper, text, free)
    assert re.fullmatch(r"[a-z2-7]{5,}", name)
    assert re.search(r"[2-7]", name)


def test_a_paragraph_id_is_the_same_on_another_machine() -> None:
    assert paragraph_id("p", "Một.", free) == paragraph_id("p", "Một.", free)
    assert paragraph_id("p", "Một.", free) != paragraph_id("q", "Một.", free)


def test_a_taken_paragraph_id_is_not_given_again() -> None:
    taken: set[str] = set()
    for _ in range(300):
        taken.add(paragraph_id("p", "Như trên.", taken.__contains__))
    assert len(taken) == 300


def test_paragraph_ids_grow_when_the_short_ones_are_used_up() -> None:
    name = paragraph_id("p", "Một.", lambda name: len(name) < 7)
    assert len(name) == 7


@pytest.mark.parametrize(
    ("value", "may_be"),
    [
        ("25-kl-tu-minh-hoa-2014", True),
        ("van-ban", True),
        ("25", True),
        ("09-NQ/TU", False),
        ("09-nq/tu", False),
        ("a b", False),
        ("", False),
    ],
)
def test_may_be_name(value: str, may_be: bool) -> None:
    assert may_be_name(value) == may_be
