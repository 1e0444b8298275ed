"""All papers on their shelves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_web_words import PAPER
from werkzeug.datastructures import MultiDict

from corpus.register import Register
from search.columnar.engine import WhooshEngine
from web.shelves import ShelfAddress, all_papers, by_year, counts, imported, newest, on_shelf, shelf_of

PAPERS = [
    PAPER,
    replace(PAPER, paper="b", year=2016, date="2016-01-01", place="Bình Lam"),
    replace(PAPER, paper="c", year=2016, date=None, issuing_body=None, place=None),
    replace(PAPER, paper="d", year=None, date=None),
]


@pytest.fixture(scope="module")
def engine(library: Path) -> WhooshEngine:
    return WhooshEngine(library)


@pytest.fixture
def register(library: Path) -> Iterator[Register]:
    register = Register.open(library)
    yield register
    register.close()


def test_all_papers_newest_first(engine: WhooshEngine) -> None:
    papers = all_papers(engine)
    assert len(papers) == 24
    years = [paper.year or 0 for paper in papers]
    assert years == sorted(years, reverse=True)


def test_counts() -> None:
    assert counts(PAPERS, "year") == [("2016", 2), ("2014", 1), ("null", 1)]
    assert counts(PAPERS, "body") == [("Ban Thường vụ Tỉnh ủy", 3), ("null", 1)]
    assert counts(PAPERS, "place") == [("Hà Tĩnh", 2), ("Bình Lam", 1), ("null", 1)]
    assert counts([], "year") == []


@pytest.mark.parametrize(
    "chosen, found",
    [
        ({}, [PAPER.paper, "b", "c", "d"]),
        ({"year": "2016"}, ["b", "c"]),
        ({"year": "2016", "place": "Bình Lam"}, ["b"]),
        ({"year": "null"}, ["d"]),
        ({"body": "null"}, ["c"]),
        ({"place": "nơi khác"}, []),
    ],
)
def test_on_shelf(chosen: dict[str, str], found: list[str]) -> None:
    assert [one.paper for one in on_shelf(PAPERS, chosen)] == found


def test_by_year() -> None:
    assert [(year, len(group)) for year, group in by_year(PAPERS)] == [(2014, 1), (2016, 2), (None, 1)]


def test_shelf_of() -> None:
    assert shelf_of(PAPER, "year") == "2014"
    assert shelf_of(PAPERS[3], "year") == "null"


def test_address() -> None:
    address = ShelfAddress.read(MultiDict([("year", "2014"), ("place", " "), ("page", "3"), ("q", "x")]))
    assert address == ShelfAddress({"year": "2014"}, 3)
    assert address.choosing("body", "Tỉnh ủy").url == "/van-ban?year=2014&body=T%E1%BB%89nh+%E1%BB%A7y"
    assert address.without("year").url == "/van-ban"
    assert address.at_page(4).url == "/van-ban?year=2014&page=4"


def test_new_papers(engine: WhooshEngine, register: Register) -> None:
    found = newest(all_papers(engine), register, 5)
    assert len(found) == 5
    days = [one.at for one in newest(all_papers(engine), register, 100)]
    assert len(days) == 24
    assert days == sorted(days, reverse=True)
    assert set(imported(register)) == set(register.papers())
