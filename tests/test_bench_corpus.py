"""The papers of the benchmark: exactly so many sections, the same each time, and what the peers get of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.corpus import BREAK, papers, plain_section, plain_sections
from corpus.document import Document, Paragraph, Section, SectionType


@pytest.fixture(autouse=True)
def without_test_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACUU_TESTDATA", raising=False)


@pytest.mark.parametrize("count", [1, 50, 300])
def test_exactly_so_many_sections(tmp_path: Path, count: int) -> None:
    found = papers(count, tmp_path)
    assert found.sections == count == len(list(plain_sections(found)))
    assert found.count == len(list(found.documents()))
    assert found.origin == "generated text"


def test_a_smaller_set_is_the_start_of_a_larger_one(tmp_path: Path) -> None:
    small, large = papers(40, tmp_path / "small"), papers(90, tmp_path / "large")
    assert list(plain_sections(small)) == list(plain_sections(large))[:40]


def test_the_text_is_counted_in_bytes(tmp_path: Path) -> None:
    found = papers(60, tmp_path)
    assert found.text_bytes == sum(len(one.text.replace("\n", "").encode()) for one in plain_sections(found))


def test_papers_are_made_once(tmp_path: Path) -> None:
    first = papers(20, tmp_path)
    made = first.path.stat().st_mtime_ns
    assert papers(20, tmp_path) == first
    assert first.path.stat().st_mtime_ns == made


def test_a_section_for_the_peers() -> None:
    section = Section("1", "1.", "Hòa bình", SectionType.TASKS, (Paragraph("Đất, rừng"), Paragraph("Kỹ 09")))
    document = Document(
        doc_type=None,
        number=None,
        issuing_body=None,
        signing_body=None,
        place=None,
        place_printed=None,
        date=None,
        conference_date=None,
        year=2014,
        title=None,
        signer_name=None,
        signer_role=None,
        sections=(section,),
    )
    plain = plain_section(document, section)
    assert plain.terms == f"hoa binh {BREAK} dat rung {BREAK} ki 9"
    assert (plain.year, plain.body, plain.type) == ("2014", "", "nhiem_vu")
    assert plain.text == "Hòa bình\nĐất, rừng\nKỹ 09"
