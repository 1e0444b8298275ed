"""A paper and its terms become what the engine keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from filing import paper as paper_text

from corpus.document import Document
from corpus.lines import Source
from corpus.parser import parse
from corpus.readers.written import lines_of
from corpus.register_content import SectionIds
from indexer.document_terms import document_terms
from indexer.entries import headings_above, paper_entry
from search.engine import PaperEntry, PaperRecord, SectionRecord

TEXT = paper_text(
    tasks=("Thực hiện Kết luận số 64-KL/TW và Nghị quyết số 09-NQ/TU; Kết luận số 64-KL/TW là căn cứ.",)
).replace("1. ", "I. VỀ RỪNG\n\n1. ", 1)


@pytest.fixture(scope="module")
def document() -> Document:
    return parse(Source(lines_of(TEXT)))


def entry_of(document: Document) -> PaperEntry:
    ids = tuple(
        SectionIds(
            f"h{number}" if section.heading else None, tuple(f"p{number}-{i}" for i in range(len(section.paragraphs)))
        )
        for number, section in enumerate(document.sections)
    )
    return paper_entry("25-kl-tu", "a.txt", document, ids, document_terms(document))


def section(entry: PaperEntry, path: str) -> SectionRecord:
    return next(one for one in entry.sections if one.path == path)


def values_of(entry: PaperEntry, path: str) -> dict[str, tuple[str, ...]]:
    number = [one.path for one in entry.sections].index(path)
    return {name: of_sections[number] for name, of_sections in entry.values.items()}


def test_record_of_the_paper(document: Document) -> None:
    assert entry_of(document).record == PaperRecord(
        paper="25-kl-tu",
        source="a.txt",
        title="về công tác bảo vệ môi trường",
        doc_type="Kết luận",
        number="25-KL/TU",
        issuing_body="Ban Thường vụ Tỉnh ủy",
        place="Minh Họa",
        year=2014,
        date="2014-09-29",
    )


def test_one_entry_for_each_section(document: Document) -> None:
    entry = entry_of(document)
    assert [one.path for one in entry.sections] == [one.path for one in document.sections]
    assert [one.type for one in entry.sections] == [one.type.value for one in document.sections]


def test_record_of_a_section(document: Document) -> None:
    entry = entry_of(document)
    heading = section(entry, "I")
    assert heading.heading is not None
    assert (heading.heading.text, heading.paragraphs, heading.trail) == ("VỀ RỪNG", (), ())
    task = section(entry, "I/1")
    assert (task.heading, task.trail) == (None, ("VỀ RỪNG",))
    assert task.paragraphs[0].text.startswith("Thực hiện Kết luận")
    assert task.paragraphs[0].pid.endswith("-0")


def test_values(document: Document) -> None:
    values = values_of(entry_of(document), "I/1")
    assert values["year"] == ("2014",)
    assert values["date"] == ("2014-09-29",)
    assert values["place"] == ("Minh Họa",)
    assert values["cites"] == ("64-KL/TW", "09-NQ/TU")  # each once
    assert values["bears"] == ()


def test_the_title_section_bears_the_number(document: Document) -> None:
    entry = entry_of(document)
    assert [one.path for one, bears in zip(entry.sections, entry.values["bears"]) if bears] == ["tiêu đề"]
    assert set(entry.values["number"]) == {("25-KL/TU",)}


def test_what_a_paper_does_not_say_has_no_value() -> None:
    document = parse(Source(lines_of("Một đoạn văn.")))
    values = entry_of(document).values
    assert not {"year", "body", "place", "doc_type", "number", "signer", "date"} & values.keys()
    assert values["cites"] == [()]


@pytest.mark.parametrize(
    ("day", "meeting", "year", "value"),
    [
        (date(2014, 9, 29), date(2014, 9, 10), 2014, "2014-09-29"),
        (None, date(2014, 9, 10), 2014, "2014-09-10"),
        (None, None, 2014, "2014"),
    ],
)
def test_date_to_sort_by(document: Document, day: date | None, meeting: date | None, year: int, value: str) -> None:
    entry = entry_of(replace(document, date=day, conference_date=meeting, year=year))
    assert entry.values["date"][0] == (value,)
    assert entry.record.date == (day.isoformat() if day else None)


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("II/2/2.1", ("Hai", "Hai hai")),
        ("II", ()),
        ("III/1", ()),
        ("II/3", ("Hai",)),
    ],
)
def test_headings_above(path: str, above: tuple[str, ...]) -> None:
    assert headings_above(path, {"II": "Hai", "II/2": "Hai hai", "II/2/2.1": "own"}) == above
