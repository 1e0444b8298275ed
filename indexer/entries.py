"""A registered paper and its terms -> what the engine keeps. A new facet gets its value here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from corpus.document import Document, Section
from corpus.register_content import SectionIds
from search.engine import PaperEntry, PaperRecord, PaperTerms, Passage, SectionRecord


def paper_entry(
    paper: str, source: str, document: Document, ids: Sequence[SectionIds], terms: PaperTerms
) -> PaperEntry:
    """Everything the engine needs to find the paper and to show its hits."""
    headings = {section.path: section.heading for section in document.sections if section.heading}
    records = tuple(_section_record(section, one, headings) for section, one in zip(document.sections, ids))
    of_paper = _paper_values(document)
    of_sections = [{**of_paper, **_section_values(document, section)} for section in document.sections]
    values = {name: [one.get(name, ()) for one in of_sections] for name in sorted({*chain(*of_sections)})}
    return PaperEntry(PaperRecord.of(document, paper, source), records, values, terms)


def _paper_values(document: Document) -> dict[str, tuple[str, ...]]:
    date = document.date or document.conference_date
    values = {
        "year": document.year,
        "body": document.issuing_body,
        "place": document.place,
        "doc_type": document.doc_type,
        "number": document.number,
        "signer": document.signer_name,
        "date": date.isoformat() if date else document.year,
    }
    return {name: (str(value),) for name, value in values.items() if value}


def _section_values(document: Document, section: Section) -> dict[str, tuple[str, ...]]:
    cited = [one.number for one in document.citations if one.path == section.path and one.number]
    is_title = section.path == "tiêu đề"
    return {
        "type": (section.type.value,),
        "cites": tuple(dict.fromkeys(cited)),
        "bears": (document.number,) if is_title and document.number else (),
    }


def _section_record(section: Section, ids: SectionIds, headings: dict[str, str]) -> SectionRecord:
    return SectionRecord(
        path=section.path,
        type=section.type.value,
        trail=headings_above(section.path, headings),
        heading=Passage(ids.heading, section.heading) if ids.heading and section.heading else None,
        paragraphs=tuple(Passage(pid, paragraph.text) for pid, paragraph in zip(ids.paragraphs, section.paragraphs)),
    )


def headings_above(path: str, headings: Mapping[str, str]) -> tuple[str, ...]:
    """The headings above a section, outermost first."""
    steps = path.split("/")
    above = ("/".join(steps[:count]) for count in range(1, len(steps)))
    return tuple(headings[one] for one in above if one in headings)
