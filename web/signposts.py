"""What machines look for at the door: robots, sitemap, and the description for the browser's search bar."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from corpus.viet_nam_time import day_of
from web.library import open_register, outside_address, papers_held, settings
from web.shelves import imported

signposts = Blueprint("signposts", __name__)

CLOSED = "User-agent: *\nDisallow: /\n"
# Every search is a page: a machine that follows filters would never come to an end.
OPEN = "User-agent: *\nDisallow: /?\nDisallow: /api/\nDisallow: /*?q=\nSitemap: {outside}/sitemap.xml\n"

# The protocol allows 50,000 in a file; smaller ones are quicker to make.
ADDRESSES_PER_MAP = 10_000


@signposts.get("/robots.txt")
def robots() -> Response:
    text = OPEN.format(outside=outside_address()) if settings().public else CLOSED
    return Response(text, mimetype="text/plain")


@signposts.get("/sitemap.xml")
def sitemap() -> Response:
    """The list of the maps: there is one for every ten thousand papers."""
    pages = -(-len(_days()) // ADDRESSES_PER_MAP)
    body = render_template("sitemap.xml", outside=outside_address(), pages=range(1, pages + 1), papers=[])
    return Response(body, mimetype="application/xml")


@signposts.get("/sitemap-<int:page>.xml")
def sitemap_page(page: int) -> Response:
    papers = list(_days().items())[ADDRESSES_PER_MAP * (page - 1) :][:ADDRESSES_PER_MAP] if page else []
    if not papers:
        raise NotFound
    body = render_template("sitemap.xml", outside=outside_address(), pages=[], papers=papers)
    return Response(body, mimetype="application/xml")


@signposts.get("/opensearch.xml")
def opensearch() -> Response:
    body = render_template("opensearch.xml", outside=outside_address())
    return Response(body, mimetype="application/opensearchdescription+xml")


def _days() -> dict[str, str]:
    """Each paper with the day it came; only of a library that is everyone's."""
    if not settings().public:
        raise NotFound
    with open_register() as register:
        known = imported(register)
    return {one.paper: day_of(known[one.paper]) for one in papers_held() if one.paper in known}
