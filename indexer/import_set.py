"""Takes a set in BEIR form into a library, through the same parser, terms and pens as everything else."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from corpus.document import Document, Paragraph, Section, SectionType
from corpus.errors import BadRequest
from corpus.lines import Source
from corpus.parser import parse
from corpus.readers.written import lines_of
from corpus.register_writing import RegisterPen
from corpus.settings import Settings
from indexer.build import Progress
from indexer.document_terms import document_terms
from indexer.entries import paper_entry
from indexer.workers import spread
from search.columnar.engine import WhooshEngine
from search.engine import PaperTerms
from search.evaluation import Entry, read_entries


def import_set(folder: Path, settings: Settings, report: Callable[[Progress], None]) -> dict[str, str]:
    """Fills an empty library; gives for each paper in it the id of its entry."""
    entries = list(read_entries(folder))
    papers: dict[str, str] = {}
    sections = 0
    started = time.monotonic()
    with WhooshEngine(settings.library).writing() as batch, closing(RegisterPen.open(settings.library)) as pen:
        generation = pen.begin()
        for entry, (document, terms) in zip(entries, spread(_prepare, entries, settings.jobs, _died)):
            paper, ids = pen.put(document, origin=entry.id, source=entry.id, sha256="")
            batch.put(paper_entry(paper, entry.id, document, ids, terms))
            papers[paper] = entry.id
            sections += len(document.sections)
            report(Progress(len(papers), len(entries), sections, time.monotonic() - started))
        pen.prepare_commit()
        batch.commit(generation, {})
        pen.finish()
    return papers


def _prepare(entry: Entry) -> tuple[Document, PaperTerms]:
    document = entry_document(entry)
    return document, document_terms(document)


def entry_document(entry: Entry) -> Document:
    """The entry's text as the parser cuts it, under the entry's own title."""
    document = parse(Source(lines_of(entry.text)))
    body = tuple(section for section in document.sections if section.path != "tiêu đề")
    if not entry.title:
        return document
    title = Section("tiêu đề", None, None, SectionType.TITLE, (Paragraph(entry.title),))
    return replace(document, title=entry.title, sections=(title, *body))


def _died(entry: Entry) -> tuple[Document, PaperTerms]:
    raise BadRequest(f"Không đọc được mục {entry.id} của bộ đánh giá.")
