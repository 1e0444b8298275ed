"""Small papers out of plain texts, through the real terms and entries; and an index of them in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.document import Citation, Document, Paragraph, Section, SectionType
from corpus.register_content import SectionIds
from indexer.document_terms import document_terms
from indexer.entries import paper_entry
from search.columnar.engine import WhooshEngine
from search.engine import Found, PaperEntry, Search
from search.query import understand
from search.vocabulary import Vocabulary


@dataclass(frozen=True)
class Paper:
    """A document, and the name it has in the library."""

    name: str
    document: Document

    @property
    def entry(self) -> PaperEntry:
        ids = [
            SectionIds(
                f"{self.name}-{number}h" if section.heading else None,
                tuple(f"{self.name}-{number}p{place}" for place in range(len(section.paragraphs))),
            )
            for number, section in enumerate(self.document.sections)
        ]
        return paper_entry(self.name, f"{self.name}.txt", self.document, ids, document_terms(self.document))


def section(
    *texts: str, path: str = "1", kind: SectionType = SectionType.CONTENT, heading: str | None = None
) -> Section:
    return Section(path, None, heading, kind, tuple(Paragraph(text) for text in texts))


def paper(
    name: str,
    *sections: Section | str,
    cites: Mapping[str, Sequence[str]] | None = None,
    doc_type: str | None = None,
    number: str | None = None,
    body: str | None = None,
    place: str | None = None,
    day: str | None = None,
    year: int | None = None,
    title: str | None = None,
    signer: str | None = None,
) -> Paper:
    """A paper of these sections; plain texts become sections `1`, `2`, …; `cites` leads from paths to numbers."""
    dated = date.fromisoformat(day) if day else None
    document = Document(
        doc_type=doc_type,
        number=number,
        issuing_body=body,
        signing_body=None,
        place=place,
        place_printed=place,
        date=dated,
        conference_date=None,
        year=dated.year if dated else year,
        title=title,
        signer_name=signer,
        signer_role=None,
        sections=tuple(
            section(one, path=str(place)) if isinstance(one, str) else one
            for place, one in enumerate(sections, start=1)
        ),
        citations=tuple(
            Citation(number, 0, len(number), "numbered", number, None, None, None, path, 0)
            for path, numbers in (cites or {}).items()
            for number in numbers
        ),
    )
    return Paper(name, document)


def title_block(text: str) -> Section:
    return section(text, path="tiêu đề", kind=SectionType.TITLE)


def fill(library: Path, papers: Iterable[Paper], generation: int = 1) -> WhooshEngine:
    """A library with these papers, put there in one commit."""
    engine = WhooshEngine(library)
    with engine.writing() as batch:
        for one in papers:
            batch.put(one.entry)
        batch.commit(generation, {})
    return engine


class Spoken(WhooshEngine):
    """An engine with a language that is given to it."""

    def __init__(self, library: Path, language: Vocabulary) -> None:
        super().__init__(library)
        self._language = language

    def vocabulary(self) -> Vocabulary:
        return self._language


def found(engine: WhooshEngine, query: str, **filters: tuple[str | None, ...]) -> Found:
    """What a typed query finds, with the filters in the form that the engine takes."""
    return engine.search(Search(understand(query), filters, limit=1000))


def hits(result: Found) -> list[tuple[str, str]]:
    """Paper and path of every hit, best first."""
    return [(hit.paper.paper, hit.section.path) for hit in result.hits]


def matching(engine: WhooshEngine, query: str, **filters: tuple[str | None, ...]) -> set[str]:
    """The sections that match, as `paper/path`."""
    return {"/".join(hit) for hit in hits(found(engine, query, **filters))}
