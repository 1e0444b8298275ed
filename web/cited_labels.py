"""What a cited number is called in the facet: by the paper that all of its citations mean, where they mean one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from flask import current_app

from corpus.numbers import read_number
from corpus.register import Register, number_key
from search.answer import SILENT
from search.engine import PaperRecord
from web.citing import links_of
from web.library import engine, open_register
from web.results import FacetChoices

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
    generation = engine().generation
    kept, labels = current_app.extensions.get("cited labels", (None, {}))
    if kept is None or kept != generation:
        labels = {}
        current_app.extensions["cited labels"] = (generation, labels)
    unknown = [one for one in wanted if one not in labels]
    if unknown:
        with open_register() as register:
            labels |= {one: _label(one, register) for one in unknown}
    return cast(dict[str, str], labels)


def _label(number: str, register: Register) -> str:
    links, key = links_of(register, engine()), number_key(number)
    found = read_number(number)
    kind = next(iter(found.kinds), "") if found and len(found.kinds) == 1 else ""
    plain = f"{kind} {number}".strip()
    bearing = links.bearing(key) if key else []
    if not bearing or not key:
        return plain
    places = links.places_naming(key)
    if len(places) > MOST_PLACES:
        return plain
    meant = {outcome.paper for _, outcome in links.meant_at(places, key)}
    if len(meant) > 1 and len(bearing) > 1:
        return f"{plain} ({len(bearing)} văn bản cùng số)"
    record = engine().document(meant.pop() or "") if len(meant) == 1 else None
    return f"{plain}, {_known_by(record)}" if record and _known_by(record) else plain


def _known_by(paper: PaperRecord) -> str:
    return ", ".join(str(part) for part in (paper.place, paper.year) if part)
