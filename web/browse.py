"""Going along the shelves instead of searching: all papers, the feed of new ones, the statistics."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from search.answer import SILENT, Request, answer
from web.charts import bars, columns
from web.library import engine, open_register, outside_address, papers_held
from web.request import read_number
from web.shelves import PAPERS_PER_PAGE, SHELVES, ShelfAddress, by_year, counts, newest, on_shelf
from web.words import facet_value, section_type

browse = Blueprint("browse", __name__)

FEED_LENGTH = 50


@browse.get("/van-ban")
def papers() -> str:
    address = ShelfAddress.read(request.args)
    everything = papers_held()
    found = on_shelf(everything, address.chosen)
    first = PAPERS_PER_PAGE * (address.page - 1)
    # Each shelf is counted without its own choice, so that one can step to its neighbour.
    shelves = {name: counts(on_shelf(everything, address.without(name).chosen), name) for name in SHELVES}
    return render_template(
        "browse.html",
        address=address,
        total=len(found),
        years=by_year(found[first : first + PAPERS_PER_PAGE]),
        shelves=shelves,
        last_page=max(1, -(-len(found) // PAPERS_PER_PAGE)),
    )


@browse.get("/van-ban.atom")
def feed() -> Response:
    limit = min(FEED_LENGTH, read_number(request.args, "limit", default=FEED_LENGTH, lowest=1))
    with open_register() as register:
        entries = newest(papers_held(), register, limit)
    body = render_template("feed.xml", entries=entries, outside=outside_address())
    return Response(body, mimetype="application/atom+xml")


@browse.get("/thong-ke")
def statistics() -> str:
    everything = papers_held()
    sections = answer(Request(limit=0), engine())
    types = [(section_type(one.value or SILENT), one.count) for one in sections.facets["type"]]
    bodies = [(facet_value(name, "body"), count) for name, count in counts(everything, "body")]
    return render_template(
        "statistics.html",
        total=len(everything),
        sections=sections.total,
        years=columns(everything),
        undated=sum(one.year is None for one in everything),
        bodies=bodies,
        body_bars=bars(bodies),
        types=types,
        type_bars=bars(types, most=len(types)),
    )
