"""An answer laid out: facets with what was chosen, pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.answer import Answer, Request
from search.engine import FacetValue
from search.query import understand
from web.request import SearchAddress
from web.results import VALUES_MOST, facet_choices, kept_filters, pages_around

BODIES = tuple(FacetValue(f"Cơ quan {rank}", 100 - rank, selected=rank == 9) for rank in range(80))
YEARS = (FacetValue("2019", 5, True), FacetValue("2016", 10, False), FacetValue(None, 50, False))
ANSWER = Answer(
    request=Request(),
    query=understand(""),
    total=15,
    documents=95,
    relaxed=False,
    results=(),
    facets={"year": YEARS, "body": BODIES, "place": ()},
    milliseconds=1,
)


def test_facets() -> None:
    year, body = facet_choices(ANSWER, SearchAddress(filters={"body": ("Cơ quan 9",), "year": ("2019",)}))
    assert [choice.value for choice in year.seen] == ["2019", "2016", "null"]
    assert [choice.share for choice in year.seen] == [50, 100, 100]
    assert body.seen[0].value == "Cơ quan 9"
    assert len(body.seen) + len(body.folded) == VALUES_MOST
    assert body.left_out == 80 - VALUES_MOST


def test_a_chosen_year_is_always_seen() -> None:
    years = tuple(FacetValue(str(2026 - rank), 1, selected=rank == 9) for rank in range(12))
    [facet] = facet_choices(replace(ANSWER, facets={"year": years}), SearchAddress(filters={"year": ("2017",)}))
    assert [choice.value for choice in facet.seen] == ["2026", "2025", "2024", "2023", "2022", "2021", "2017"]
    assert [choice.value for choice in facet.folded] == ["2020", "2019", "2018", "2016", "2015"]


def test_few_values_are_not_folded() -> None:
    [facet] = facet_choices(replace(ANSWER, facets={"body": BODIES[:7]}), SearchAddress())
    assert (len(facet.seen), facet.folded, facet.left_out) == (7, (), 0)


@pytest.mark.parametrize(
    "filters, kept",
    [
        ({"year": ("2019",)}, []),
        ({"year": ("2019-2020",)}, [("year", "2019-2020")]),
        ({"signer": ("Lê A",)}, [("signer", "Lê A")]),
        ({"body": ("co quan 9",)}, [("body", "co quan 9")]),
    ],
)
def test_filters_that_no_box_stands_for(filters: dict[str, tuple[str, ...]], kept: list[tuple[str, str]]) -> None:
    address = SearchAddress(filters=filters)
    assert kept_filters(address, facet_choices(ANSWER, address)) == kept


@pytest.mark.parametrize(
    "documents, page, expected",
    [(95, 1, (10, [1, 2, 3])), (95, 10, (10, [8, 9, 10])), (0, 1, (1, [1])), (10, 1, (1, [1])), (11, 1, (2, [1, 2]))],
)
def test_pages(documents: int, page: int, expected: tuple[int, list[int]]) -> None:
    assert pages_around(replace(ANSWER, documents=documents), page) == expected
