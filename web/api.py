"""/api/v1: what the pages know, as JSON in the terminal's shapes. Errors have the shape of `web/errors.py`."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from corpus.register import Register
from corpus.register_history import as_of, history, read_moment
from search.answer import answer
from web.api_request import read_list, read_page_of_list
from web.citation_pages import papers_missing
from web.cited_papers import citing
from web.citing import citations_json
from web.exporting import as_csv, whole_list
from web.library import engine, open_register, outside_address
from web.openapi import description
from web.reading import path_of
from web.request import read_number

api = Blueprint("api", __name__, url_prefix="/api/v1")

SUGGESTIONS = 8


@api.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    return jsonify(description(outside_address()))


@api.get("/search")
def search() -> ResponseReturnValue:
    return jsonify(answer(read_page_of_list(request.args), engine(), citing).as_json())


@api.get("/search.json")
def search_as_json() -> ResponseReturnValue:
    found = whole_list(read_list(request.args), engine(), citing)
    return _attached(jsonify(found.as_json()), "tracuu.json")


@api.get("/search.csv")
def search_as_csv() -> ResponseReturnValue:
    found = whole_list(read_list(request.args), engine(), citing)
    return _attached(Response(as_csv(found, outside_address()), mimetype="text/csv"), "tracuu.csv")


@api.get("/suggest")
def suggest() -> ResponseReturnValue:
    typed = request.args.get("q", "")
    return {"query": typed, "suggestions": list(engine().suggest(typed, SUGGESTIONS))}


@api.get("/documents/<doc>")
def document(doc: str) -> ResponseReturnValue:
    with open_register() as register:
        name = register.named(doc)
        if name != doc:
            return redirect(url_for("api.document", doc=name, ngay=request.args.get("ngay")), 301)
        return jsonify(_as_asked(register).paper(doc).as_json())


@api.get("/documents/<doc>/citations")
def citations(doc: str) -> ResponseReturnValue:
    with open_register() as register:
        name = register.named(doc)
        if name != doc:
            return redirect(url_for("api.citations", doc=name), 301)
        return jsonify(citations_json(register.paper(doc), register, engine()))


@api.get("/documents/<doc>/paragraphs/<pid>/citations")
def paragraph_citations(doc: str, pid: str) -> ResponseReturnValue:
    with open_register() as register:
        name = register.named(doc)
        paper = register.paper(name)
        path = path_of(paper, pid)
        if path is None:
            register.paragraph(doc, pid)
            return redirect(url_for("api.paragraph", doc=doc, pid=pid), 301)
        if name != doc:
            return redirect(url_for("api.paragraph_citations", doc=name, pid=pid), 301)
        return jsonify(citations_json(paper, register, engine(), pid, path))


@api.get("/missing")
def missing() -> ResponseReturnValue:
    found = papers_missing()
    limit = read_number(request.args, "limit", default=100, lowest=0)
    return jsonify({"total": len(found), "missing": [one.as_json() for one in found[:limit]]})


@api.get("/documents/<doc>/paragraphs/<pid>")
def paragraph(doc: str, pid: str) -> ResponseReturnValue:
    with open_register() as register:
        seen = _as_asked(register)
        standing = seen.paragraph(doc, pid)
        if standing != (doc, pid):
            return redirect(
                url_for("api.paragraph", doc=standing.paper, pid=standing.pid, ngay=request.args.get("ngay")), 301
            )
        return jsonify(seen.paper(doc).as_json(pid))


@api.get("/documents/<doc>/paragraphs/<pid>/history")
def paragraph_history(doc: str, pid: str) -> ResponseReturnValue:
    with open_register() as register:
        found = history(register, doc, pid)
        if found.paper != doc:
            return redirect(url_for("api.paragraph_history", doc=found.paper, pid=pid), 301)
        return jsonify(found.as_json())


def _as_asked(register: Register) -> Register:
    """As a reader saw it at the moment that is asked for; now where none is."""
    moment = request.args.get("ngay")
    return register if moment is None else as_of(register, read_moment(moment))


def _attached(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
