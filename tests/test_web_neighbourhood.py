"""Where the picture's marks stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from web.neighbourhood import MARGIN, MOST_DRAWN, UNKNOWN, Neighbour, picture

OWN = Neighbour("own", "Kết luận số 1-KL/TU", "Minh Họa, 01/01/2015", 2015, "2015-01-01", "own", "self")


def neighbour(key: str, year: int | None, relation: str = "citing") -> Neighbour:
    return replace(OWN, key=key, year=year, date=f"{year}-02-02" if year else "", paper=key, relation=relation)


def test_years_run_down_the_page() -> None:
    drawn = picture([OWN, neighbour("new", 2019), neighbour("old", 2010, "cited"), neighbour("?", None)], {})
    assert [one.neighbour.key for one in drawn.dots] == ["old", "own", "new", "?"]
    assert [one.name for one in drawn.years] == ["2010", "2015", "2019", UNKNOWN]
    places = [one.y for one in (*drawn.years, *drawn.dots)]
    assert len(set(places)) == len(places)
    assert all(0 < place < drawn.height for place in places)
    assert all(after.y - before.y >= 40 for before, after in zip(drawn.dots, drawn.dots[1:]))


def test_arcs_lead_from_the_citing_to_the_cited() -> None:
    around = [OWN, neighbour("new", 2019), neighbour("old", 2010, "cited"), neighbour("both", 2015, "both")]
    drawn = picture(around, {"new": ["old", "own", "elsewhere"], "own": ["old"]})
    y = {one.neighbour.key: one.y for one in drawn.dots}
    ends = sorted((arc.kind, _y(arc.path, first=True), _y(arc.path, first=False)) for arc in drawn.arcs)
    assert ends == sorted(
        [
            ("cites", y["own"], y["old"]),
            ("cites", y["own"], y["both"]),
            ("cited-by", y["both"], y["own"]),
            ("cited-by", y["new"], y["own"]),
            ("other", y["new"], y["old"]),
        ]
    )


def _y(path: str, first: bool) -> int:
    return int(path.split("C")[0].split()[-1] if first else path.split()[-1])


@pytest.mark.parametrize("years", [range(2000, 2003), range(1950, 1974)])
def test_arcs_stay_in_the_margin(years: range) -> None:
    drawn = picture([OWN, *(neighbour(str(year), year) for year in years)], {})
    for arc in drawn.arcs:
        start, bend, _, end = [int(part.split()[-2]) for part in _points(arc.path)]
        assert 0 <= (start + 6 * bend + end) / 8 <= MARGIN  # where a curve with these four points is furthest out


def _points(path: str) -> list[str]:
    numbers = path.replace("M", "").replace("C", " ").split()
    return [" ".join(numbers[place : place + 2]) for place in range(0, 8, 2)]


def test_of_many_the_most_telling_are_drawn() -> None:
    crowd = [neighbour(str(number), 2000 + number % 20) for number in range(60)]
    drawn = picture([OWN, *crowd], {"7": ["8", "9"]})
    keys = {one.neighbour.key for one in drawn.dots}
    assert len(keys) == MOST_DRAWN
    assert drawn.left_out == 61 - MOST_DRAWN
    assert {"own", "7", "8", "9"} <= keys
