"""A day, however it was typed: how else papers print it, and that it is found so."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import fill, found, paper

from corpus.text import fold
from search.columnar.engine import WhooshEngine
from search.query import understand

WITH_YEAR = ["29 9 2014", "29 tháng 9 năm 2014"]


def said(typed: str) -> list[tuple[str, list[str]]]:
    """The typed days, and what stands for each of them."""
    query = understand(typed)
    spans: dict[str, list[str]] = {}
    for one in query.expansions:
        covered = [term.source.text for unit in query.units[one.first : one.last] for term in unit.plain]
        spans.setdefault(" ".join(covered), []).append(" ".join(term.source.text for term in one.terms))
    return [(span, sorted(names)) for span, names in spans.items() if fold(span) != "ngay"]


@pytest.mark.parametrize(
    "typed, span, others",
    [
        ("ngày 29 tháng 9 năm 2014", "29 tháng 9 năm 2014", ["29 9 2014"]),
        ("ngay 29 thang 9 nam 2014", "29 thang 9 nam 2014", ["29 9 2014"]),
        ("NGÀY 29 THÁNG 09 NĂM 2014", "29 THÁNG 09 NĂM 2014", ["29 9 2014"]),
        ("họp 29 tháng 9 năm 2014 ở tỉnh", "29 tháng 9 năm 2014", ["29 9 2014"]),
        ("29 tháng 9, 2014", "29 tháng 9 2014", ["29 9 2014", "29 tháng 9 năm 2014"]),
        ("29 tháng 9/2014", "29 tháng 9 2014", ["29 9 2014", "29 tháng 9 năm 2014"]),
        ("29/9/2014", "29 9 2014", ["29 tháng 9 năm 2014"]),
        ("29-9-2014", "29 9 2014", ["29 tháng 9 năm 2014"]),
        ("29.09.2014", "29 09 2014", ["29 tháng 9 năm 2014"]),
        ("ngày 29/9/2014", "29 9 2014", ["29 tháng 9 năm 2014"]),
        ("ngày 29/9 năm 2014", "29 9 năm 2014", WITH_YEAR),
        ("29/9 năm 2014", "29 9 năm 2014", WITH_YEAR),
        ("ngày 29 tháng 9", "29 tháng 9", ["29 9"]),
        ("29/9", "29 9", ["29 tháng 9"]),
        ("ngày 29/9", "29 9", ["29 tháng 9"]),
        ("ngay 29.9", "29 9", ["29 tháng 9"]),
        ("ngày 29-9", "29 9", ["29 tháng 9"]),
        ("2/9", "2 9", ["2 tháng 9"]),
        ("ngày 29 tháng 2", "29 tháng 2", ["29 2"]),
        ("tháng 9/2014", "9 2014", ["9 năm 2014"]),
        ("tháng 09/2014", "09 2014", ["9 năm 2014"]),
    ],
)
def test_other_writings_of_a_day(typed: str, span: str, others: list[str]) -> None:
    assert said(typed) == [(span, others)]


@pytest.mark.parametrize(
    "typed",
    [
        "29",
        "tháng 9 năm 2014",  # `9/2014` may be a number: 09/2014/QĐ-UBND
        "ngày 29",
        "ngày 31 tháng 4",
        "ngày 29 tháng 2 năm 2015",
        "ngày 32/9",
        "ngày 0 tháng 9",
        "15/15",
        "29/2/2015",
        "13/2015",
        "2020-2025",
        "12.000",
        "29.9",  # a decimal, but behind `ngày`
        "29,9%",
        "ngày 29,9",
        "trong 6 tháng 2014",
        "6 tháng đầu năm 2014",
        "29 tháng",
        "29 tháng OR 9",
        "99999999999999999999 tháng 9",
        "ngày",
        "tháng 9",
        '"ngày 29 tháng 9 năm 2014"',  # in quotes nothing stands for anything else
        "",
    ],
)
def test_no_day(typed: str) -> None:
    assert said(typed) == []


def test_the_year_that_was_typed_is_the_years() -> None:
    """`29 tháng 9` alone would be found in any year."""
    assert said("ngày 29 tháng 9 năm 14") == [("29 tháng 9", ["29 9"])]
    assert said("ngày 29 tháng 9 năm 2014 và ngày 2/9/1945") == [
        ("29 tháng 9 năm 2014", ["29 9 2014"]),
        ("2 9 1945", ["2 tháng 9 năm 1945"]),
    ]


@pytest.mark.parametrize(
    "typed, rest",
    [
        ("ngày 29/9/2014", ["29 9 2014"]),
        ("ngày 29 tháng 9 năm 2014", ["29 9 2014"]),
        ("ngay 29/9", ["29 9"]),
        ("29/9", []),
    ],
)
def test_before_figures_the_word_may_be_left_out(typed: str, rest: list[str]) -> None:
    query = understand(typed)
    alone = [one for one in query.expansions if (one.first, one.last) == (0, 1) and query.units[0].word]
    assert [" ".join(term.source.text for term in one.terms) for one in alone] == rest


def test_one_of_several() -> None:
    query = understand("29/9/2014 OR rừng")
    assert {" ".join(term.folded for term in one.terms) for one in query.expansions} == {
        "29 thang 9 nam 2014",
    }


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    papers = [
        paper("words", "Họp ngày 29 tháng 9 năm 2014 tại tỉnh."),
        paper("zero", "Họp ngày 29 tháng 09 năm 2014 tại tỉnh."),
        paper("strokes", "Họp ngày 29/9/2014 tại tỉnh."),
        paper("bare", "Họp 29/09/2014 tại tỉnh."),
        paper("dashes", "Họp ngày 29-9-2014 tại tỉnh."),
        paper("dots", "Họp ngày 29.9.2014 tại tỉnh."),
        paper("another day", "Họp ngày 2/9/2014, gồm 29 người."),
        paper("another year", "Họp ngày 29/9/2015 tại tỉnh."),
        paper("scattered", "Trong 29 ngày của tháng 9 năm 2014."),
        paper("turned", "Họp ngày 9/29/2014 tại tỉnh."),
    ]
    return fill(tmp_path_factory.mktemp("library"), papers)


OF_THE_DAY = {"words", "zero", "strokes", "bare", "dashes", "dots"}


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("ngày 29 tháng 9 năm 2014", OF_THE_DAY | {"scattered"}),
        ("ngay 29 thang 09 nam 2014", OF_THE_DAY | {"scattered"}),
        ("29 tháng 9 năm 2014 họp", OF_THE_DAY),
        ("29 tháng 9, 2014 họp", OF_THE_DAY),
        ("29/9/2014", OF_THE_DAY),
        ("ngày 29/9/2014", OF_THE_DAY),
        ("29-09-2014", OF_THE_DAY),
        ("29.9.2014", OF_THE_DAY),
        ("ngày 29/9 năm 2014", OF_THE_DAY),
        ("ngày 29 tháng 9 họp", OF_THE_DAY | {"another year"}),
        ("ngày 29/9", OF_THE_DAY | {"another year"}),
        ('"ngày 29 tháng 9 năm 2014"', {"words", "zero"}),
        ('"29/9/2014"', {"strokes", "bare", "dashes", "dots"}),
        ("ngày 2/9/2014", {"another day"}),
        ("ngày 2 tháng 9 năm 2014", {"another day"}),
        ("họp -29/9/2014", {"another day", "another year", "turned"}),
    ],
)
def test_found_however_it_is_printed(engine: WhooshEngine, typed: str, expected: set[str]) -> None:
    result = found(engine, typed)
    assert {hit.paper.paper for hit in result.hits} == expected
    assert not result.relaxed


@pytest.mark.parametrize("typed", ["ngày 29 tháng 9 năm 2014", "ngay 29 thang 9 nam 2014", "29/9/2014 họp"])
def test_the_day_comes_before_its_parts(engine: WhooshEngine, typed: str) -> None:
    papers = [hit.paper.paper for hit in found(engine, typed).hits]
    assert set(papers[: len(OF_THE_DAY)]) == OF_THE_DAY


@pytest.mark.parametrize("typed", ["29 tháng 9 năm 2014", "29 thang 9 nam 2014", "29/9/2014"])
def test_each_writing_counts_the_same(tmp_path: Path, typed: str) -> None:
    """In sections of equal length: what the other writing says itself is not counted twice."""
    two = [paper("words", "Họp 29 tháng 9 năm 2014 tại tỉnh."), paper("figures", "Họp 29/9/2014 tại tỉnh hôm nay.")]
    others = [paper(f"other {number}", f"Việc thứ {number} trong năm của tỉnh.") for number in range(20)]
    engine = fill(tmp_path, [*two, *others])
    words, figures = found(engine, typed).hits
    assert words.score == pytest.approx(figures.score)
