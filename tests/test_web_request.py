"""The URL of a search: what is read from it, and the links that change one thing."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from corpus.errors import BadRequest
from search.query import LONGEST
from web.request import MOST_CHOSEN, SearchAddress


def read(*pairs: tuple[str, str]) -> SearchAddress:
    return SearchAddress.read(MultiDict(pairs))


@pytest.mark.parametrize(
    "pairs, url",
    [
        ([], "/"),
        ([("q", "đất")], "/?q=%C4%91%E1%BA%A5t"),
        ([("q", "a b&c=d#e")], "/?q=a+b%26c%3Dd%23e"),
        ([("year", "2014"), ("q", "x"), ("year", "2015")], "/?q=x&year=2014&year=2015"),
        ([("year", "2014"), ("year", "2014"), ("year", " "), ("year", "")], "/?year=2014"),
        ([("q", "x"), ("sort", "date"), ("page", "3")], "/?q=x&sort=date&page=3"),
        ([("q", "x"), ("sort", "relevance"), ("page", "1")], "/?q=x"),
        ([("q", "x"), ("exact", "1"), ("sort", "date")], "/?q=x&exact=1&sort=date"),
        ([("q", "x"), ("exact", "0")], "/?q=x"),
        ([("q", "first"), ("q", "second")], "/?q=first"),
        ([("unknown", "x"), ("utm_source", "y")], "/"),
        ([("number", "25-KL/TU"), ("signer", "Lê A")], "/?number=25-KL%2FTU&signer=L%C3%AA+A"),
    ],
)
def test_reading_and_writing(pairs: list[tuple[str, str]], url: str) -> None:
    assert read(*pairs).url == url


@pytest.mark.parametrize("page", ["-1", "0", "abc", "1.5", "99999999999", "1e3", "²", "9" * 5000, "+1", "\x00"])
def test_a_bad_page_is_a_sentence(page: str) -> None:
    with pytest.raises(BadRequest, match="page"):
        read(("page", page))


def test_links() -> None:
    address = read(("q", "x"), ("year", "2014"), ("year", "2015"), ("type", "han_che"), ("page", "4"))
    assert address.without("year", "2014").url == "/?q=x&year=2015&type=han_che"
    assert address.without("type", "han_che").url == "/?q=x&year=2014&year=2015"
    assert address.without_filters().url == "/?q=x"
    assert address.sorted_by("date").url == "/?q=x&year=2014&year=2015&type=han_che&sort=date"
    assert address.at_page(5).url.endswith("&page=5")
    assert address.asking("y").url.startswith("/?q=y&")
    assert address.exactly().url == "/?q=x&year=2014&year=2015&type=han_che&exact=1"
    assert address.exactly().at_page(2).request.exact
    assert not address.exactly().asking("y").request.exact


def test_pages_count_papers() -> None:
    request = read(("q", "x"), ("page", "3")).request
    assert (request.offset, request.limit, request.per_paper) == (20, 10, 3)


def test_an_essay_is_cut() -> None:
    assert len(read(("q", "x" * 10_000)).text) == LONGEST


def test_so_many_values_that_the_page_would_be_all_links() -> None:
    years = [("year", str(year)) for year in range(1900, 1900 + MOST_CHOSEN)]
    assert len(read(*years).chosen) == MOST_CHOSEN
    with pytest.raises(BadRequest, match=str(MOST_CHOSEN)):
        read(*years, ("type", "han_che"))


@pytest.mark.parametrize(
    "pairs, nothing", [([], True), ([("q", "  ")], True), ([("q", "x")], False), ([("year", "2014")], False)]
)
def test_asks_nothing(pairs: list[tuple[str, str]], nothing: bool) -> None:
    assert read(*pairs).asks_nothing is nothing
