"""The pages of the web of citations: around one paper or paragraph, and what the library lacks."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, current_app, redirect, render_template
from flask.typing import ResponseReturnValue

from corpus.citation_links import CitationLinks
from corpus.missing_papers import MissingPaper, missing_papers
from corpus.register import Register, RegisteredPaper
from search.answer import document_url
from web.citing import (
    CitedPaper,
    CitingPaper,
    citations_url,
    cited_papers,
    citing_papers,
    grouped,
    links_of,
    perhaps_citing,
)
from web.library import engine, open_register
from web.neighbourhood import neighbours, picture
from web.reading import path_of

citation_pages = Blueprint("citation_pages", __name__)

# Of so many papers around one it is asked whom they cite among each other.
MOST_ASKED = 60
MOST_MISSING = 200


@citation_pages.get("/van-ban/<doc>/vien-dan")
@citation_pages.get("/van-ban/<doc>/<pid>/vien-dan")
def around(doc: str, pid: str | None = None) -> ResponseReturnValue:
    with open_register() as register:
        name = register.named(doc)
        if name != doc:
            return redirect(citations_url(name, pid), 301)
        paper = register.paper(doc)
        path = path_of(paper, pid) if pid else None
        if pid and path is None:
            register.paragraph(doc, pid)  # gone, or never there; else it has moved, and its own address knows where
            return redirect(document_url(doc, pid), 302)
        return _page(paper, register, pid, path)


def _page(paper: RegisteredPaper, register: Register, pid: str | None, path: str | None) -> str:
    cites = [one for one in cited_papers(paper, register, engine()) if pid in (None, one.resolved.place.pid)]
    cited_by = citing_papers(paper, register, engine(), path)
    return render_template(
        "citations.html",
        paper=paper,
        document=paper.document,
        pid=pid,
        path=path,
        cites=[one for one in cites if one.resolved.citation.form != "self"],
        cited_by=cited_by,
        perhaps=perhaps_citing(paper, register, engine()) if pid is None else [],
        picture=None if pid else _picture(paper, register, cites, cited_by),
    )


def _picture(
    paper: RegisteredPaper, register: Register, cites: list[CitedPaper], cited_by: list[CitingPaper]
) -> object | None:
    own = engine().document(paper.paper)
    if own is None or not (cites or cited_by):
        return None
    found = neighbours(own, cites, cited_by)
    known = [one.paper for one in found if one.paper][:MOST_ASKED]
    return picture(found, _among(known, links_of(register, engine()))) if len(found) > 1 else None


def _among(papers: list[str], links: CitationLinks) -> dict[str, list[str]]:
    """Which of these papers cite which others of them."""
    cited: dict[str, list[str]] = {}
    for facts in links.facts(papers):
        for place, outcome in links.meanings("/".join(facts.number.key)) if facts.number else ():
            if outcome.paper == facts.paper and place.paper in papers and place.paper != facts.paper:
                cited.setdefault(place.paper, []).append(facts.paper)
    return {paper: list(dict.fromkeys(several)) for paper, several in cited.items()}


def papers_missing() -> list[MissingPaper]:
    """Asked once for each state of the index: it reads every citation."""
    state = engine().state
    kept, found = current_app.extensions.get("missing", (None, []))
    if kept is None or kept != state:
        with open_register() as register:
            found = missing_papers(links_of(register, engine()))
        current_app.extensions["missing"] = (state, found)
    return cast(list[MissingPaper], found)


@citation_pages.get("/con-thieu")
def missing() -> str:
    found = papers_missing()
    return render_template("missing.html", total=len(found), missing=found[:MOST_MISSING])


def citing_number(number: str, register: Register) -> list[CitingPaper]:
    """Who names a number that no paper of the library bears."""
    return grouped(links_of(register, engine()).citing_number(number), engine())
