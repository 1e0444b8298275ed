"""All papers of the library, newest first, and how many stand on each shelf: a year, a body, a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from urllib.parse import urlencode

from corpus.errors import LibraryBroken
from corpus.register import Register
from corpus.text import alphabetical
from search.answer import SILENT
from search.engine import Engine, PaperRecord
from web.request import Arguments, read_number

SHELVES = ("year", "body", "place")
PAPERS_PER_PAGE = 50


@dataclass(frozen=True)
class ShelfAddress:
    """Where one stands among the papers. Its links are other addresses."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def read(cls, arguments: Arguments) -> ShelfAddress:
        given = {name: arguments.get(name, "").strip() for name in SHELVES}
        page = read_number(arguments, "page", default=1, lowest=1)
        return cls({name: value for name, value in given.items() if value}, page)

    @property
    def url(self) -> str:
        """
        >>> ShelfAddress({"year": "2014"}, 2).url
        '/van-ban?year=2014&page=2'
        """
        pairs = [*self.chosen.items(), *([("page", str(self.page))] if self.page > 1 else [])]
        return f"/van-ban?{urlencode(pairs)}" if pairs else "/van-ban"

    def choosing(self, name: str, value: str) -> ShelfAddress:
        return ShelfAddress({**self.chosen, name: value})

    def without(self, name: str) -> ShelfAddress:
        return ShelfAddress({one: value for one, value in self.chosen.items() if one != name})

    def at_page(self, page: int) -> ShelfAddress:
        return replace(self, page=page)


@dataclass(frozen=True)
class NewPaper:
    """A paper, and when its file was read."""

    paper: PaperRecord
    at: str  # ISO time, UTC


def all_papers(engine: Engine) -> list[PaperRecord]:
    """By date; those that do not say come last. An index that is not there is no empty one."""
    if engine.generation is None:
        raise LibraryBroken("Thư viện chưa có gì để duyệt: hãy chạy `tracuu index THƯ_MỤC`.")
    found = [record for record in map(engine.document, engine.papers()) if record]
    return sorted(found, key=lambda one: (one.date or str(one.year or ""), one.paper), reverse=True)


def on_shelf(papers: Iterable[PaperRecord], chosen: Mapping[str, str]) -> list[PaperRecord]:
    return [one for one in papers if all(shelf_of(one, name) == value for name, value in chosen.items())]


def shelf_of(paper: PaperRecord, name: str) -> str:
    value = {"year": paper.year, "body": paper.issuing_body, "place": paper.place}[name]
    return SILENT if value is None else str(value)


def counts(papers: Sequence[PaperRecord], name: str) -> list[tuple[str, int]]:
    """Years in their order, newest first; other shelves by how much stands there. What is not said comes last."""
    found = Counter(shelf_of(one, name) for one in papers)
    silent = [(SILENT, found.pop(SILENT))] if SILENT in found else []
    if name == "year":
        return sorted(found.items(), reverse=True) + silent
    return sorted(found.items(), key=lambda one: (-one[1], alphabetical(one[0]))) + silent


def by_year(papers: Iterable[PaperRecord]) -> list[tuple[int | None, list[PaperRecord]]]:
    """Papers that stand in their order, a year at a time."""
    return [(year, list(group)) for year, group in groupby(papers, key=lambda one: one.year)]


def newest(papers: Iterable[PaperRecord], register: Register, most: int) -> list[NewPaper]:
    """The papers whose files were read last."""
    times = imported(register)
    known = [NewPaper(paper, times[paper.paper]) for paper in papers if paper.paper in times]
    return sorted(known, key=lambda one: one.at, reverse=True)[:most]


def imported(register: Register) -> dict[str, str]:
    """When a file of each paper was last read, as an ISO time in UTC."""
    times: dict[str, str] = {}
    for paper, source in register.files():
        times[paper] = max(times.get(paper, ""), source.at)
    return times
