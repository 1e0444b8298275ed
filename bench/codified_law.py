"""The codified law of Viet Nam, one article a line, as papers again: one for each law, cut at its clauses."""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpus.citations import find_citations
from corpus.document import Citation, Document, Paragraph, Section, SectionType
from corpus.labels import Rung
from corpus.section_types import type_of
from corpus.text import clean
from corpus.tree import Node

# "Điều 1 Luật số 57/2020/QH14 Luật Thanh niên ngày 16/06/2020 của Quốc hội, có hiệu lực …"; later articles of the
# same law say only "Điều 29 Luật số 57/2020/QH14, có hiệu lực …".
_SOURCE = re.compile(
    r"""
    Điều \s (?P<article>\S+) \s
    (?P<kind>[^\d]+?) \s số \s (?P<number>[^\s,]+)
    (?: \s (?P<title>.+?) \s ngày \s (?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d{4}) \s của \s (?P<body>[^,(]+) )?
    """,
    re.VERBOSE | re.DOTALL,
)

# "1. Hội Liên hiệp …", "2a. Hồ sơ …": a clause.
_CLAUSE = re.compile(r"(\d+[a-zđ]?)\. (.+)")

# "Điều 36.3.LQ.29. Hội Liên hiệp …": the place in the codification, then the article's own heading.
_HEADING = re.compile(r"Điều \S+\.\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class _Article:
    name: str
    heading: str | None
    lines: tuple[str, ...]


def law_papers(path: Path) -> Iterator[Document]:
    """Every law, in an order that mixes subjects and is the same each time."""
    laws: dict[tuple[str, str], list[_Article]] = {}
    said: dict[tuple[str, str], re.Match[str]] = {}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(clean(line))
            source = _SOURCE.match(row["source"])
            if source:
                law = (source["kind"].capitalize(), source["number"])
                laws.setdefault(law, []).append(_article(row, source))
                if source["title"]:
                    said.setdefault(law, source)
    for law in sorted(laws, key=lambda law: hashlib.sha256(" ".join(law).encode()).digest()):
        yield _paper(law, said.get(law), laws[law])


def _article(row: dict[str, str], source: re.Match[str]) -> _Article:
    heading = _HEADING.match(row["title"])
    lines = tuple(line.strip() for line in row["text"].split("\n") if line.strip())
    return _Article(f"điều {source['article']}", heading[1] or None if heading else None, lines)


def _paper(law: tuple[str, str], said: re.Match[str] | None, articles: list[_Article]) -> Document:
    kind, number = law
    day = _day(said)
    title = said["title"] if said else f"{kind} số {number}"
    sections = (Section("tiêu đề", None, None, SectionType.TITLE, (Paragraph(title),)), *_sections(articles))
    document = Document(
        doc_type=kind,
        number=number,
        issuing_body=said["body"].strip() if said else None,
        signing_body=None,
        place=None,
        place_printed=None,
        date=day,
        conference_date=None,
        year=day.year if day else None,
        title=title,
        signer_name=None,
        signer_role=None,
        sections=sections,
    )
    return replace(document, citations=tuple(_citations(document)))


def _day(said: re.Match[str] | None) -> date | None:
    return date(int(said["year"]), int(said["month"]), int(said["day"])) if said else None


def _sections(articles: list[_Article]) -> Iterator[Section]:
    seen: dict[str, int] = {}
    for article in articles:
        outer: SectionType | None = None
        for path, label, heading, lines in _clauses(article):
            kind = type_of(Node(Rung.ROOT, "", path, heading=heading, paragraphs=list(lines)), outer)
            outer = outer or kind
            times = seen[path] = seen.get(path, 0) + 1
            unique = path if times == 1 else f"{path} ({times})"
            yield Section(unique, label, heading, kind, tuple(Paragraph(line) for line in lines))


def _clauses(article: _Article) -> Iterator[tuple[str, str | None, str | None, list[str]]]:
    """The article's heading with what stands before its clauses, then each clause with its points."""
    path, label, heading = article.name, None, article.heading
    gathered: list[str] = []
    for line in article.lines:
        clause = _CLAUSE.match(line)
        if clause:
            if gathered or heading:
                yield path, label, heading, gathered
            path, label, heading = f"{article.name}/khoản {clause[1]}", f"{clause[1]}.", None
            gathered = [clause[2]]
        else:
            gathered.append(line)
    if gathered or heading:
        yield path, label, heading, gathered


def _citations(document: Document) -> Iterator[Citation]:
    for section in document.sections[1:]:
        for place, paragraph in enumerate(section.paragraphs):
            for found in find_citations(paragraph.text, document.doc_type, document.number):
                yield Citation(
                    found.text,
                    found.start,
                    found.end,
                    found.form,
                    found.number,
                    found.doc_type,
                    found.issuing_body,
                    found.date,
                    section.path,
                    place,
                )
