"""What is indexed: papers cut into sections, of the codified law where it is found, else invented; exactly so many."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.codified_law import law_papers
from bench.invented import invented_papers
from corpus.document import Document, Section
from search.terms import terms

# Stands where a paragraph ends, as our positions leave a gap there: no phrase runs over it, and nobody asks for it.
BREAK = "0break0"

# How a peer's facet calls what a paper does not say.
SILENT = ""

# Generated text has no end: "all" of it is so much.
_ALL_INVENTED = 250_000


@dataclass(frozen=True)
class Papers:
    """The papers of one size, in a file: whoever indexes them holds one at a time."""

    path: Path
    origin: str
    count: int
    sections: int
    text_bytes: int  # headings and paragraphs as UTF-8, without labels and titles

    def documents(self) -> Iterator[Document]:
        with self.path.open("rb") as file:
            for _ in range(self.count):
                yield pickle.load(file)


@dataclass(frozen=True)
class PlainSection:
    """A section as the peers index it: its folded syllables in one line of ASCII, its text, three facets."""

    terms: str
    text: str
    year: str
    body: str
    type: str


def papers(count: int | None, folder: Path) -> Papers:
    """Papers with so many sections in all; None: all there are. A smaller set is the start of a larger one."""
    known, path = folder / "papers.known", folder / "papers.pickle"
    if not known.exists():
        folder.mkdir(parents=True, exist_ok=True)
        known.write_bytes(pickle.dumps(_written(count, path)))
    found: Papers = pickle.loads(known.read_bytes())
    return replace(found, path=path)


def _written(count: int | None, path: Path) -> Papers:
    law = law_file()
    found = law_papers(law) if law else invented_papers()
    origin = "the codified law of Viet Nam" if law else "generated text"
    documents = sections = text_bytes = 0
    with path.open("wb") as file:
        for document in _first(found, count if law or count else _ALL_INVENTED):
            pickle.dump(document, file)
            documents += 1
            sections += len(document.sections)
            text_bytes += sum(len(text.encode()) for section in document.sections for text in own_texts(section))
    return Papers(path, origin, documents, sections, text_bytes)


def law_file() -> Path | None:
    """In the folder that TRACUU_TESTDATA names."""
    folder = os.environ.get("TRACUU_TESTDATA")
    path = Path(folder) / "data" / "phapdien.jsonl.xz" if folder else None
    return path if path and path.exists() else None


def _first(found: Iterator[Document], count: int | None) -> Iterator[Document]:
    """Papers until there are so many sections; the last one is cut."""
    left = count
    for document in found:
        if left is None:
            yield document
            continue
        if left <= 0:
            return
        yield document if len(document.sections) <= left else _cut(document, left)
        left -= len(document.sections)


def _cut(document: Document, count: int) -> Document:
    sections = document.sections[:count]
    paths = {section.path for section in sections}
    return replace(document, sections=sections, citations=tuple(one for one in document.citations if one.path in paths))


def plain_sections(found: Papers) -> Iterator[PlainSection]:
    """The sections in the order of the papers."""
    for document in found.documents():
        for section in document.sections:
            yield plain_section(document, section)


def plain_section(document: Document, section: Section) -> PlainSection:
    texts = own_texts(section)
    return PlainSection(
        terms=f" {BREAK} ".join(" ".join(term.folded for term in terms(text)) for text in texts),
        text="\n".join(texts),
        year=str(document.year or SILENT),
        body=document.issuing_body or SILENT,
        type=section.type.value,
    )


def own_texts(section: Section) -> list[str]:
    """The section's heading and paragraphs."""
    return [text for text in (section.heading, *(paragraph.text for paragraph in section.paragraphs)) if text]
