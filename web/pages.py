"""The pages: each view reads its arguments, asks once, renders."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from corpus.errors import NotFound
from corpus.pasted_links import BEHIND_A_LINK, papers_numbered
from corpus.readable_places import is_pid, named_places
from corpus.register import Register, RegisteredPaper
from corpus.register_history import Moment, as_of, history, read_moment, wording_at
from corpus.wording import compare
from search.answer import Request, also_near, answer, document_url
from search.query import Query, understand
from web.citation_pages import citing_number
from web.cited_labels import cited_labels, cited_values
from web.cited_papers import cited_numbers, citing
from web.citing import citation_links, citations_url, citing_papers
from web.gone import lost_papers
from web.legislation import legislation
from web.library import engine, open_register, outside_address
from web.reading import path_of, reading
from web.request import PAPERS_PER_PAGE, SearchAddress
from web.results import by_paper, facet_choices, kept_filters, pages_around
from web.words import citation

pages = Blueprint("pages", __name__)

RECENT = 6

# The paper that is read carries the question along, not a whole essay.
LONGEST_CARRIED = 200


@pages.get("/")
def search() -> str:
    address = SearchAddress.read(request.args)
    found = answer(home_request() if address.asks_nothing else address.request, engine(), citing)
    facets = facet_choices(found, address)
    if address.asks_nothing:
        return render_template(
            "home.html", address=address, answer=found, facets=facets, papers=by_paper(found.results)
        )
    last, near = pages_around(found, address.page)
    return render_template(
        "search.html",
        address=address,
        answer=found,
        facets=facets,
        kept=kept_filters(address, facets),
        cited_numbers=cited_numbers(found, address),
        labels=cited_labels(cited_values(facets, address.filters.get("cites", ()))),
        papers=by_paper(found.results),
        also_near=also_near(found, engine()),
        recent=[] if found.total else by_paper(answer(home_request(), engine()).results),
        last_page=last,
        near_pages=near,
        first_number=1 + (address.page - 1) * PAPERS_PER_PAGE,
        carried=_carried(found.understood or address.text),
    )


def home_request() -> Request:
    """What nobody asked for: the newest papers, and what the library holds."""
    return Request(limit=RECENT, per_paper=1)


@pages.get("/van-ban/<doc>")
@pages.get("/van-ban/<doc>/<path:place>")
def document(doc: str, place: str | None = None) -> ResponseReturnValue:
    printed = doc.lower().rstrip(BEHIND_A_LINK), (place or "").rstrip(BEHIND_A_LINK) or None
    if printed != (doc, place):  # in capitals, or with the full stop of its sentence
        return _same_query(document_url(*printed), 301)
    typed = request.args.get("ngay")
    with open_register() as register:
        if typed:
            return _earlier(register, doc, place, read_moment(typed))
        name, now = register.named(doc), place
        if place and is_pid(place):
            name, now = register.paragraph(doc, place)
        if (name, now) != (doc, place):
            return _same_query(document_url(name, now), 301)
        paper = register.paper(doc)
        if place and not is_pid(place):
            return _alias(paper, place)
        return _paper_page(paper, place, register)


def _earlier(register: Register, doc: str, place: str | None, moment: Moment) -> ResponseReturnValue:
    """A paragraph in the words of that moment, beside today's; or the whole paper as it was."""
    name = register.named(doc)
    if name != doc:
        return _same_query(document_url(name, place), 301)
    if place and is_pid(place):
        found, wording = wording_at(register, doc, place, moment)
        now = register.standing(found.pid)
        today = history(register, now.paper, now.pid).wordings[-1].text if now else ""
        return render_template(
            "wording.html",
            moment=moment,
            history=found,
            shown=wording,
            now=now,
            changes=compare(wording.text, today),
            document=engine().document(found.paper),
        )
    earlier = as_of(register, moment)
    paper = earlier.paper(doc)
    return _alias(paper, place) if place else _paper_page(paper, None, earlier, moment)


def _paper_page(paper: RegisteredPaper, pid: str | None, register: Register, moment: Moment | None = None) -> str:
    typed = _carried(request.args.get("q", ""))
    links = citation_links(paper, register, engine())
    path = path_of(paper, pid) if pid else None
    return render_template(
        "document.html",
        paper=paper,
        document=paper.document,
        pid=pid,
        path=path,
        typed=typed,
        reading=reading(paper, links, only_words(understand(typed)), pid),
        cited_by=citing_papers(paper, register, engine()),
        citations=citations_url(paper.paper, pid),
        link=outside_address() + document_url(paper.paper, pid),
        citation=citation(paper.document, path),
        legislation=legislation(paper, outside_address()),
        history=history(register, paper.paper, pid) if pid else None,
        moment=moment,
    )


def only_words(query: Query) -> Query:
    """Inside a paper its filters say nothing more."""
    return replace(query, filters={})


def _alias(paper: RegisteredPaper, alias: str) -> ResponseReturnValue:
    """A readable name leads to its place; when two places have it, the reader chooses: we do not guess."""
    places = named_places(paper, alias)
    if not places and is_pid(alias.lower()):
        return _same_query(document_url(paper.paper, alias.lower()), 302)
    if not places:
        raise NotFound(f"Văn bản này không có mục “{alias}”.")
    if len(places) == 1:
        return _same_query(f"{document_url(paper.paper, places[0])}#{places[0]}", 302)
    choices = [(document_url(paper.paper, pid) + f"#{pid}", path_of(paper, pid)) for pid in places]
    return render_template("choices.html", alias=alias, paper=paper, places=choices, papers=[])


@pages.get("/so/<path:number>")
def number(number: str) -> ResponseReturnValue:
    with open_register() as register:
        bearing = papers_numbered(number, register)
        lost = lost_papers(register.once_bearing(number), register)
        naming = [] if bearing or lost else citing_number(number, register)
    papers = [paper for paper in map(engine().document, bearing) if paper]
    if lost:
        return render_template("gone_number.html", number=number, papers=papers, lost=lost), 200 if papers else 410
    if naming:
        return render_template("number.html", number=number, cited_by=naming)
    if not bearing:
        raise NotFound(f"Không có văn bản số “{number}” trong thư viện.")
    if len(bearing) == 1:
        return redirect(document_url(bearing[0]), 302)
    return render_template("choices.html", alias=number, paper=None, places=[], papers=papers)


@pages.get("/healthz")
def health() -> ResponseReturnValue:
    """Well means: a search is answered, and the register opens."""
    found = answer(Request(limit=0), engine())
    with open_register() as register:
        return {"status": "ok", "generation": register.generation, "documents": found.documents}


def _same_query(address: str, status: int) -> ResponseReturnValue:
    query = request.query_string.decode("ascii", "replace")
    path, hash_mark, fragment = address.partition("#")
    return redirect(f"{path}?{query}{hash_mark}{fragment}" if query else address, status)


def _carried(typed: str) -> str:
    return typed.strip() if len(typed) <= LONGEST_CARRIED else ""
