"""Whom a paper names, and who names it: citations as links and as JSON."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

from corpus.citation_links import CitationLinks, CitingPlace, Memory, Place, ResolvedCitation
from corpus.pinpoints import pinned_section
from corpus.register import Register, RegisteredPaper
from search.answer import document_url
from search.engine import Engine, PaperRecord
from web.marking import Link
from web.request import SearchAddress

# The place a line stands in: the section's path, and its paragraph or None for the heading.
LinePlace = tuple[str, int | None]


@dataclass(frozen=True)
class CitedPaper:
    """A citation of the paper that is looked at: where it leads, or what it may mean."""

    order: int  # among the paper's citations
    resolved: ResolvedCitation
    paper: PaperRecord | None
    choices: tuple[PaperRecord, ...]
    address: str | None  # of the paper, or of the place in it that is named

    @property
    def is_missing(self) -> bool:
        return self.paper is None and not self.choices


@dataclass(frozen=True)
class CitingPaper:
    """A paper, and where it names the one that is looked at; `is_sure` unless another may be meant."""

    paper: PaperRecord
    places: tuple[Place, ...]
    is_sure: bool = True


# What each state of an engine has taught so far: thousands of papers are known by facts that do not change with it.
# The register's generation is said, too: a day before may be looked at.
_MEMORIES: WeakKeyDictionary[Engine, tuple[tuple[Hashable, int], Memory]] = WeakKeyDictionary()


def links_of(register: Register, engine: Engine) -> CitationLinks:
    """Who cites whom in the register, with what is remembered of this state of it."""
    now = (engine.state, register.generation)
    then, memory = _MEMORIES.get(engine, (None, Memory()))
    if then != now:
        memory = Memory()
        _MEMORIES[engine] = (now, memory)
    return CitationLinks(register, memory)


def citation_links(paper: RegisteredPaper, register: Register, engine: Engine) -> dict[LinePlace, list[Link]]:
    """Every paper that is named in the text leads to itself, to what it may be, or to a search for it."""
    links: dict[LinePlace, list[Link]] = {}
    for one in cited_papers(paper, register, engine):
        citation = one.resolved.citation
        address = _address(one, paper.paper)
        if address:
            place = (citation.path, citation.paragraph)
            links.setdefault(place, []).append(Link(citation.start, citation.end, address))
    return links


def _address(one: CitedPaper, here: str) -> str | None:
    citation = one.resolved.citation
    if citation.form == "self" or one.resolved.outcome.paper == here:
        return None
    if one.address:
        return one.address
    if one.choices:
        return f"{citations_url(here)}#trich-{one.order}"
    return SearchAddress(citation.number or f'"{citation.text}"').url


def citations_url(paper: str, pid: str | None = None) -> str:
    """The page of who cites whom around a paper, or a paragraph of it."""
    return f"{document_url(paper, pid)}/vien-dan"


def cited_papers(paper: RegisteredPaper, register: Register, engine: Engine) -> list[CitedPaper]:
    """Every citation of a paper, in its order."""
    found = []
    paths: dict[str, RegisteredPaper] = {paper.paper: paper}
    for order, one in enumerate(links_of(register, engine).cites(paper), start=1):
        record = engine.document(one.outcome.paper) if one.outcome.paper else None
        choices = tuple(known for known in map(engine.document, one.outcome.choices) if known)
        pid = _pinned(record.paper, one.pinpoint, register, paths) if record and one.pinpoint else None
        address = document_url(record.paper, pid) + (f"#{pid}" if pid else "") if record else None
        found.append(CitedPaper(order, one, record, choices, address))
    return found


def _pinned(name: str, pinpoint: Sequence[str], register: Register, known: dict[str, RegisteredPaper]) -> str | None:
    """The paragraph that a citation names inside the cited paper."""
    cited = known.setdefault(name, register.paper(name)) if name not in known else known[name]
    path = pinned_section(pinpoint, [section.path for section in cited.document.sections])
    return next(
        (
            ids.heading or next(iter(ids.paragraphs), None)
            for section, ids in zip(cited.document.sections, cited.ids)
            if section.path == path
        ),
        None,
    )


def citing_papers(
    paper: RegisteredPaper, register: Register, engine: Engine, path: str | None = None
) -> list[CitingPaper]:
    """Who names this paper for sure, or a section of it; newest first."""
    return [one for one in _citing(paper, register, engine, path) if one.is_sure]


def perhaps_citing(paper: RegisteredPaper, register: Register, engine: Engine) -> list[CitingPaper]:
    """Who names a number that may be this paper's, or another's."""
    everyone = _citing(paper, register, engine, None)
    sure = {one.paper.paper for one in everyone if one.is_sure}
    return [one for one in everyone if not one.is_sure and one.paper.paper not in sure]


def _citing(paper: RegisteredPaper, register: Register, engine: Engine, path: str | None) -> list[CitingPaper]:
    places = links_of(register, engine).cited_by(paper.paper)
    if path is not None:
        paths = [section.path for section in paper.document.sections]
        places = [one for one in places if one.pinpoint and pinned_section(one.pinpoint, paths) == path]
    return grouped(places, engine)


def grouped(places: Iterable[CitingPlace], engine: Engine) -> list[CitingPaper]:
    """By paper and by how sure it is, the newest paper first; a paragraph that names a paper twice is one place."""
    found = []
    ordered = sorted(places, key=lambda one: (one.place.paper, not one.is_sure))
    for (name, is_sure), group in groupby(ordered, key=lambda one: (one.place.paper, one.is_sure)):
        record = engine.document(name)
        if record:
            once = {one.place.pid: one.place for one in group}
            found.append(CitingPaper(record, tuple(once.values()), is_sure))
    return sorted(found, key=lambda one: one.paper.date or str(one.paper.year or ""), reverse=True)


def citations_json(
    paper: RegisteredPaper, register: Register, engine: Engine, pid: str | None = None, path: str | None = None
) -> dict[str, Any]:
    """Both directions, of a paper or of one paragraph: what it names, in its order; who names it, newest first."""
    cites = [one for one in cited_papers(paper, register, engine) if pid in (None, one.resolved.place.pid)]
    cited_by = _citing(paper, register, engine, path)
    return {
        "doc": paper.paper,
        "pid": pid,
        "cites": [_cited_json(one) for one in cites],
        "cited_by": [citing_json(one) for one in cited_by],
    }


def _cited_json(one: CitedPaper) -> Mapping[str, Any]:
    citation = one.resolved.citation
    return {
        "text": citation.text,
        "form": citation.form,
        "number": citation.number,
        "doc_type": citation.doc_type,
        "issuing_body": citation.issuing_body,
        "date": citation.date.isoformat() if citation.date else None,
        "path": citation.path,
        "pid": one.resolved.place.pid,
        "doc": one.paper.paper if one.paper else None,
        "url": one.address.partition("#")[0] if one.address else None,
        "choices": [choice.paper for choice in one.choices],
    }


def citing_json(citing: CitingPaper) -> Mapping[str, Any]:
    """A paper that names the one asked for, and where."""
    paper = citing.paper
    return {
        "doc": paper.paper,
        "doc_type": paper.doc_type,
        "number": paper.number,
        "issuing_body": paper.issuing_body,
        "date": paper.date,
        "url": document_url(paper.paper),
        "sure": citing.is_sure,
        "places": [{"path": one.path, "pid": one.pid, "text": one.cited} for one in citing.places],
    }
