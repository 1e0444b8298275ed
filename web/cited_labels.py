"""What a cited number or paper is called in the facet: a number by the paper that all of its citations mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from flask import current_app

from corpus.citation_links import CitationLinks, Place
from corpus.numbers import read_number
from corpus.register import Register, number_key
from corpus.slugs import may_be_name
from search.answer import SILENT
from search.engine import PaperRecord
from web.citing import links_of
from web.gone import lost_papers
from web.library import engine, open_register
from web.results import FacetChoices
from web.words import paper_name

# Of a number that is named everywhere it is not asked what each place means.
MOST_PLACES = 300


def cited_values(facets: Sequence[FacetChoices], chosen: Sequence[str]) -> Iterator[str]:
    """Every number that the facet or a chip shows."""
    yield from chosen
    for facet in facets:
        if facet.name == "cites":
            yield from (choice.value for choice in (*facet.seen, *facet.folded))


def cited_labels(numbers: Iterable[str]) -> dict[str, str]:
    """`12-CT/TU` → `Chỉ thị 12-CT/TU, Minh Họa, 2013`; learned once for each state of the index."""
    wanted = [one for one in numbers if one != SILENT]
    state = engine().state
    kept, labels = current_app.extensions.get("cited labels", (None, {}))
    if kept is None or kept != state:
        labels = {}
        current_app.extensions["cited labels"] = (state, labels)
    unknown = [one for one in wanted if one not in labels]
    if unknown:
        with open_register() as register:
            labels |= _labels(unknown, register)
    return cast(dict[str, str], labels)


def _labels(values: Sequence[str], register: Register) -> dict[str, str]:
    """Of numbers, and of papers by their permanent names: asked for together, for a page shows dozens of them."""
    papers = {one: _label_of_paper(one, register) for one in values if may_be_name(one)}
    keys = {one: number_key(one) for one in values if not papers.get(one)}
    links = links_of(register, engine())
    links.learn_bearing(key for key in keys.values() if key)
    places = links.places_naming_each(key for key in keys.values() if key and links.bearing(key))
    numbers = {one: _label_of_number(one, links, key, places.get(key or "", ())) for one, key in keys.items()}
    return numbers | {one: label for one, label in papers.items() if label}


def _label_of_paper(name: str, register: Register) -> str | None:
    lost = [] if engine().document(name) else [paper for paper, _ in lost_papers([name], register)]
    record = next(iter(lost), engine().document(name))
    return ", ".join(part for part in (paper_name(record), known_by(record)) if part) if record else None


def _label_of_number(number: str, links: CitationLinks, key: str | None, places: Sequence[Place]) -> str:
    found = read_number(number)
    kind = next(iter(found.kinds), "") if found and len(found.kinds) == 1 else ""
    plain = f"{kind} {number}".strip()
    bearing = links.bearing(key) if key else []
    if not bearing or not key or len(places) > MOST_PLACES:
        return plain
    meant = {outcome.paper for _, outcome in links.meant_at(places, key)}
    if len(meant) > 1 and len(bearing) > 1:
        return f"{plain} ({len(bearing)} văn bản cùng số)"
    record = engine().document(meant.pop() or "") if len(meant) == 1 else None
    return f"{plain}, {known_by(record)}" if record and known_by(record) else plain


def known_by(paper: PaperRecord) -> str:
    return ", ".join(str(part) for part in (paper.place, paper.year) if part)
