"""Which term a day falls into, and which terms a text names."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.party_terms import Span, central_terms, local_terms, named_years, roman, term_of_election


@pytest.mark.parametrize(
    ("day", "year", "terms"),
    [
        (date(2016, 10, 30), None, {12}),
        (date(2016, 1, 20), None, {11}),  # the congress had not closed
        (date(2016, 1, 28), None, {12}),
        (None, 2016, {11, 12}),
        (None, 2014, {11}),
        (None, None, set()),
        (date(1980, 1, 1), None, set()),
    ],
)
def test_central_terms(day: date | None, year: int | None, terms: set[int]) -> None:
    assert central_terms(day, year) == terms


@pytest.mark.parametrize(
    ("day", "year", "first_month", "elected"),
    [
        (date(2018, 3, 1), None, 8, {2015}),
        (date(2020, 9, 1), None, 8, {2015, 2020}),  # between spring and winter nobody knows the day of each congress
        (date(2020, 6, 1), None, 8, {2015}),  # a province's is held in autumn
        (date(2020, 6, 1), None, 4, {2015, 2020}),
        (date(2020, 12, 1), None, 8, {2020}),
        (None, 2020, 8, {2015, 2020}),
        (date(2003, 5, 5), None, 8, {2000}),
    ],
)
def test_local_terms(day: date | None, year: int | None, first_month: int, elected: set[int]) -> None:
    assert local_terms(day, year, first_month) == elected


def test_terms_are_counted_on() -> None:
    assert term_of_election(2010, known=18, known_year=2015) == 17
    assert term_of_election(2025, known=18, known_year=2015) == 20
    assert term_of_election(1996, known=15, known_year=2000) == 14


def test_named_years_and_roman() -> None:
    assert named_years("nhiệm kỳ 2015 - 2020") == Span(2015, 2020)
    assert named_years("giai đoạn 2015 - 2020") is None
    assert [roman(one) for one in ("I", "IV", "IX", "XIV", "XIX", "XX")] == [1, 4, 9, 14, 19, 20]
