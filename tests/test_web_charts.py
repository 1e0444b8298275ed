"""Lengths and places of the charts' marks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_web_words import PAPER

from search.engine import PaperRecord
from web.charts import COLOURS, HEIGHT, OTHERS, ROW, WIDTH, bars, columns


def paper(year: int | None, body: str | None = "A") -> PaperRecord:
    return replace(PAPER, year=year, issuing_body=body)


def test_bars() -> None:
    drawn = bars([("a", 10), ("b", 5), ("c", 0)])
    assert [bar.length for bar in drawn] == [WIDTH, WIDTH / 2, 0]
    assert [bar.y for bar in drawn] == [0, ROW, 2 * ROW]
    assert bars([]) == ()
    assert len(bars([(str(n), n) for n in range(40)], most=15)) == 15


def test_columns() -> None:
    drawn = columns([paper(2014), paper(2014, "B"), paper(2016), paper(2014), paper(None)])
    assert drawn.bodies == ("A", "B")
    assert [(one.name, one.counts, one.total) for one in drawn.columns] == [
        ("2014", (2, 1), 3),
        ("2015", (0, 0), 0),  # a year without papers is a gap, not left out
        ("2016", (1, 0), 1),
    ]
    first = drawn.columns[0]
    assert sum(piece.height for piece in first.pieces) == pytest.approx(HEIGHT, abs=0.2)
    assert first.pieces[0].y + first.pieces[0].height == pytest.approx(HEIGHT, abs=0.2)
    assert drawn.columns[1].pieces == ()
    assert all(0 <= one.x <= one.x + one.width <= WIDTH for one in drawn.columns)


def test_many_bodies_share_a_colour() -> None:
    drawn = columns([paper(2014, f"body {n % 9}") for n in range(30)])
    assert len(drawn.bodies) == COLOURS
    assert drawn.bodies[-1] == OTHERS
    assert sum(drawn.columns[0].counts) == 30


def test_years_do_not_run_into_each_other() -> None:
    drawn = columns([paper(year) for year in range(1946, 2027)])
    places = [one.x for one in drawn.columns if one.is_named]
    assert all(after - before >= 30 for before, after in zip(places, places[1:]))
    assert all(one.is_named for one in columns([paper(2014), paper(2015)]).columns)


def test_nothing_to_draw() -> None:
    assert columns([]).columns == columns([paper(None)]).columns == ()
