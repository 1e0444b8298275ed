"""Whom a paper names, and who names it: citations as links and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from corpus.document import Citation, Document
from corpus.register import Citing, Register, RegisteredPaper
from search.answer import document_url
from search.engine import Engine, PaperRecord
from web.marking import Link
from web.request import SearchAddress

# The place a citation stands in: the section's path, and its paragraph or None for the heading.
Place = tuple[str, int | None]


@dataclass(frozen=True)
class CitingPaper:
    """A paper, and where it names the one that is looked at."""

    paper: PaperRecord
    places: tuple[Citing, ...]


def citation_links(paper: RegisteredPaper, register: Register, engine: Engine) -> dict[Place, list[Link]]:
    """Every paper that is named in the text leads to itself, or to a search for it."""
    links: dict[Place, list[Link]] = {}
    for one in paper.document.citations:
        address = _address(one, paper, register, engine)
        if address:
            links.setdefault((one.path, one.paragraph), []).append(Link(one.start, one.end, address))
    return links


def _address(citation: Citation, paper: RegisteredPaper, register: Register, engine: Engine) -> str | None:
    if citation.form == "self":
        return None
    if not citation.number:
        return SearchAddress(f'"{citation.text}"').url
    bearing = register.bearing(citation.number)
    if paper.paper in bearing:
        return None
    if not bearing:
        return SearchAddress(citation.number).url
    meant = _meant(bearing, citation, paper.document, engine)
    return document_url(meant) if meant else number_url(citation.number)


def _named_paper(citation: Citation, paper: RegisteredPaper, register: Register, engine: Engine) -> str | None:
    """The paper of the library that is named for sure."""
    if citation.form == "self":
        return paper.paper
    bearing = register.bearing(citation.number) if citation.number else []
    if paper.paper in bearing:
        return paper.paper
    return _meant(bearing, citation, paper.document, engine) if bearing else None


def _meant(bearing: Sequence[str], citation: Citation, citing: Document, engine: Engine) -> str | None:
    """Numbers begin anew with each body and term. The day tells papers apart, else the citing paper's own place."""
    if len(bearing) == 1:
        return bearing[0]
    known = [record for record in map(engine.document, bearing) if record]
    day = citation.date.isoformat() if citation.date else None
    for fitting in (
        [one.paper for one in known if day and one.date == day],
        [one.paper for one in known if citing.place and one.place == citing.place],
    ):
        if len(fitting) == 1:
            return fitting[0]
    return None


def number_url(number: str) -> str:
    """Where all papers of a number are listed."""
    return f"/so/{quote(number)}"


def citing_papers(paper: RegisteredPaper, register: Register, engine: Engine) -> list[CitingPaper]:
    """Who names this paper. Where others bear its number too, only papers of its own place are taken for sure."""
    if not paper.document.number:
        return []
    shared = len(register.bearing(paper.document.number)) > 1
    naming = [one for one in register.citing(paper.document.number) if one.paper != paper.paper]
    naming.sort(key=lambda one: one.paper)
    found = []
    for name, places in groupby(naming, key=lambda one: one.paper):
        record = engine.document(name)
        if record and (not shared or record.place == paper.document.place):
            found.append(CitingPaper(record, _once(places)))
    return sorted(found, key=lambda one: one.paper.date or "", reverse=True)


def _once(places: Iterable[Citing]) -> tuple[Citing, ...]:
    """A paragraph that names the paper twice is one place."""
    return tuple({one.pid: one for one in places}.values())


def citations_json(paper: RegisteredPaper, register: Register, engine: Engine) -> dict[str, Any]:
    """Both directions: what the paper names, in its own order, and the papers that name it, newest first."""
    ids = {section.path: ids for section, ids in zip(paper.document.sections, paper.ids)}
    cites = []
    for one in paper.document.citations:
        place = ids[one.path]
        cited = _named_paper(one, paper, register, engine)
        cites.append(
            {
                "text": one.text,
                "form": one.form,
                "number": one.number,
                "doc_type": one.doc_type,
                "issuing_body": one.issuing_body,
                "date": one.date.isoformat() if one.date else None,
                "path": one.path,
                "pid": place.heading if one.paragraph is None else place.paragraphs[one.paragraph],
                "doc": cited,
                "url": document_url(cited) if cited else None,
            }
        )
    cited_by = [_citing_json(one) for one in citing_papers(paper, register, engine)]
    return {"doc": paper.paper, "cites": cites, "cited_by": cited_by}


def _citing_json(citing: CitingPaper) -> dict[str, Any]:
    paper = citing.paper
    return {
        "doc": paper.paper,
        "doc_type": paper.doc_type,
        "number": paper.number,
        "issuing_body": paper.issuing_body,
        "date": paper.date,
        "url": document_url(paper.paper),
        "places": [{"path": one.path, "pid": one.pid, "text": one.text} for one in citing.places],
    }
