"""A document as data and as JSON."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields
from datetime import date

import pytest
from filing import paper

from corpus.document import FRAME_TYPES, Citation, Document, Paragraph, Section, SectionType
from corpus.lines import Source
from corpus.parser import parse
from corpus.readers.written import lines_of

# The keys of `tracuu parse --json`, to the letter and in this order.
DOCUMENT_KEYS = [
    *("doc_type", "number", "issuing_body", "signing_body", "place", "place_printed", "date", "conference_date"),
    *("year", "title", "signer_name", "signer_role", "sections", "citations", "warnings"),
]
SECTION_KEYS = ["path", "label", "heading", "type", "paragraphs"]
CITATION_KEYS = [
    *("text", "start", "end", "form", "number", "doc_type", "issuing_body", "date", "path", "paragraph"),
]


@pytest.fixture(scope="module")
def document() -> Document:
    return parse(Source(lines_of(paper(tasks=("Thực hiện Kết luận số 64-KL/TW, ngày 28/5/2013 của Trung ương.",)))))


def test_json_has_the_keys_of_the_design(document: Document) -> None:
    found = document.as_json()
    assert list(found) == DOCUMENT_KEYS
    assert all(list(section) == SECTION_KEYS for section in found["sections"])
    assert found["citations"]
    assert all(list(citation) == CITATION_KEYS for citation in found["citations"])
    assert all(list(paragraph) == ["text"] for section in found["sections"] for paragraph in section["paragraphs"])


def test_json_is_plain(document: Document) -> None:
    found = document.as_json()
    assert json.loads(json.dumps(found)) == found
    assert found["date"] == "2014-09-29"
    assert found["citations"][0]["date"] == "2013-05-28"
    assert {section["type"] for section in found["sections"]} <= {one.value for one in SectionType}


def test_what_is_not_said_is_null() -> None:
    nothing = Document(*(None,) * 12, sections=())
    found = nothing.as_json()
    assert list(found) == DOCUMENT_KEYS
    assert found.pop("sections") == found.pop("citations") == found.pop("warnings") == []
    assert set(found.values()) == {None}


def test_values_of_every_kind() -> None:
    section = Section("1", "1.", "Đề mục", SectionType.TASKS, (Paragraph("Một."),))
    citation = Citation("Kết luận này", 0, 12, "self", None, None, None, date(2014, 9, 29), "1", None)
    found = Document(*(None,) * 12, sections=(section,), citations=(citation,), warnings=("trang 2",)).as_json()
    assert found["sections"] == [
        {"path": "1", "label": "1.", "heading": "Đề mục", "type": "nhiem_vu", "paragraphs": [{"text": "Một."}]}
    ]
    assert found["citations"][0]["date"] == "2014-09-29"
    assert found["citations"][0]["paragraph"] is None
    assert found["warnings"] == ["trang 2"]


def test_data_does_not_change(document: Document) -> None:
    for one in (document, document.sections[0], document.sections[0].paragraphs[0], document.citations[0]):
        with pytest.raises(FrozenInstanceError):
            setattr(one, fields(one)[0].name, "x")


def test_every_section_type_has_words_of_its_own() -> None:
    titles = [one.words for one in SectionType]
    assert len(set(titles)) == len(titles) == 17


def test_frame_types_are_those_of_the_design() -> None:
    assert {one.value for one in FRAME_TYPES} == {"the_thuc_dau", "noi_nhan", "chu_ky"}
