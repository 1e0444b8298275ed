"""The papers around one paper -> the places of a picture: years down the page, an arc from each to what it cites.

A phone is narrow and long: so time runs down, every paper has a line of its own, and the arcs lie in the margin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.engine import PaperRecord
from web.citing import CitedPaper, CitingPaper
from web.words import day, paper_name

WIDTH = 360
MARGIN = 96  # the arcs'
ROW, YEAR_ROW = 44, 30
UNKNOWN = "Không rõ năm"

# More papers than these are not seen at once; the table beside the picture has them all.
MOST_DRAWN = 24


@dataclass(frozen=True)
class Neighbour:
    """A paper near the one that is looked at; `paper` is None for one that the library lacks."""

    key: str
    name: str
    about: str  # whose it is, and its day
    year: int | None
    date: str
    paper: str | None
    relation: str  # self, cited, citing, both


@dataclass(frozen=True)
class Dot:
    """A line of the picture."""

    neighbour: Neighbour
    y: int


@dataclass(frozen=True)
class YearMark:
    """Where a year begins."""

    name: str
    y: int


@dataclass(frozen=True)
class Arc:
    """From the citing paper to the cited one: a half ellipse, and the head of an arrow at its end."""

    path: str
    head: str
    kind: str  # cites, cited-by, other


@dataclass(frozen=True)
class Picture:
    """Everything that `templates/neighbourhood.html` draws."""

    dots: tuple[Dot, ...]
    years: tuple[YearMark, ...]
    arcs: tuple[Arc, ...]
    height: int
    left_out: int


def neighbours(paper: PaperRecord, cites: Sequence[CitedPaper], cited_by: Sequence[CitingPaper]) -> list[Neighbour]:
    """The paper itself, what it cites (once each, missing ones too), and who cites it."""
    found = {paper.paper: _known(paper, "self")}
    for cited in cites:
        if cited.paper and cited.paper.paper != paper.paper:
            found.setdefault(cited.paper.paper, _known(cited.paper, "cited"))
        elif cited.is_missing and cited.resolved.citation.number:
            number = cited.resolved.citation.number
            found.setdefault(f"số {number}", _missing(cited))
            if not found[f"số {number}"].year:  # another place may tell the day
                found[f"số {number}"] = _missing(cited)
    for citing in cited_by:
        before = found.get(citing.paper.paper)
        found[citing.paper.paper] = _known(citing.paper, "both" if before else "citing")
    return list(found.values())


def _known(paper: PaperRecord, relation: str) -> Neighbour:
    whose = paper.place or paper.issuing_body or ""
    about = ", ".join(part for part in (whose, day(paper.date)) if part)
    return Neighbour(paper.paper, paper_name(paper), about, paper.year, paper.date or "", paper.paper, relation)


def _missing(cited: CitedPaper) -> Neighbour:
    citation = cited.resolved.citation
    name = f"{citation.doc_type or 'Văn bản'} số {citation.number}"
    about = ", ".join(part for part in ("chưa có trong thư viện", day(_iso(cited))) if part)
    year = citation.date.year if citation.date else None
    return Neighbour(f"số {citation.number}", name, about, year, _iso(cited), None, "cited")


def _iso(cited: CitedPaper) -> str:
    return cited.resolved.citation.date.isoformat() if cited.resolved.citation.date else ""


def picture(around: Sequence[Neighbour], others: Mapping[str, Sequence[str]]) -> Picture:
    """`others` leads from a neighbour to the neighbours that it cites."""
    drawn = _most_telling(around, others)
    dots: list[Dot] = []
    years: list[YearMark] = []
    y = 0
    ordered = sorted(drawn, key=lambda one: (one.year is None, one.year or 0, one.date, one.name))
    for year, group in groupby(ordered, key=lambda one: one.year):
        years.append(YearMark(str(year) if year else UNKNOWN, y + YEAR_ROW - 10))
        y += YEAR_ROW
        for one in group:
            dots.append(Dot(one, y + ROW // 2 - 6))
            y += ROW
    arcs = tuple(_arcs(dots, others))
    return Picture(tuple(dots), tuple(years), arcs, y + 4, len(around) - len(drawn))


def _most_telling(around: Sequence[Neighbour], others: Mapping[str, Sequence[str]]) -> list[Neighbour]:
    """The paper itself, then those with most ties, then the newest."""
    if len(around) <= MOST_DRAWN:
        return list(around)
    ties = {
        one.key: len(others.get(one.key, ())) + sum(one.key in cited for cited in others.values()) for one in around
    }
    ranked = sorted(around, key=lambda one: (one.relation == "self", bool(one.paper), ties[one.key], one.date))
    return ranked[-MOST_DRAWN:]


def _arcs(dots: Sequence[Dot], others: Mapping[str, Sequence[str]]) -> list[Arc]:
    places = {one.neighbour.key: one.y for one in dots}
    [own] = [one.neighbour for one in dots if one.neighbour.relation == "self"]
    arcs = []
    for one in dots:
        here = one.neighbour
        if here.relation in ("cited", "both"):
            arcs.append(_arc(places[own.key], one.y, "cites"))
        if here.relation in ("citing", "both"):
            arcs.append(_arc(one.y, places[own.key], "cited-by"))
        cited = [key for key in others.get(here.key, ()) if key in places and own.key not in (key, here.key)]
        arcs += [_arc(one.y, places[key], "other") for key in cited if key != here.key]
    # What belongs to the paper itself lies on top.
    return sorted(arcs, key=lambda arc: arc.kind != "other")


def _arc(start: int, end: int, kind: str) -> Arc:
    """Bulges to the left, the further the longer it is; it ends a little before the dot, where its arrow is."""
    bulge = min(MARGIN - 14, 16 + abs(end - start) // 6)
    x = MARGIN - 8
    head = f"M{x} {end}L{x - 8} {end - 4}L{x - 8} {end + 4}Z"
    return Arc(f"M{x} {start}C{x - bulge * 4 // 3} {start} {x - bulge * 4 // 3} {end} {x - 6} {end}", head, kind)
