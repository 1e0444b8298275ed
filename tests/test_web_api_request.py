"""What the API takes, to the letter."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from corpus.errors import BadRequest
from search.answer import Request
from web.api_request import read_list, read_page_of_list


def test_everything_is_read() -> None:
    given = [
        ("q", "thôn"),
        ("year", "2014"),
        ("year", "2015-2016"),
        ("type", "han_che"),
        ("body", "Tỉnh ủy"),
        ("x", "y"),
    ]
    filters = {"year": ("2014", "2015-2016"), "type": ("han_che",), "body": ("Tỉnh ủy",)}
    assert read_list(MultiDict(given)) == Request("thôn", filters)
    page = MultiDict([*given, ("limit", "3"), ("offset", "6"), ("sort", "date")])
    assert read_page_of_list(page) == Request("thôn", filters, 6, 3, "date")
    assert read_list(MultiDict([("q", "thôn"), ("exact", "1")])) == Request("thôn", exact=True)


@pytest.mark.parametrize("pairs", [[], [("q", "")], [("year", "null")], [("type", "null")], [("q", "Ệ")], [("q", "7")]])
def test_what_is_taken(pairs: list[tuple[str, str]]) -> None:
    assert read_list(MultiDict(pairs))


@pytest.mark.parametrize(
    "name, value, said",
    [
        ("limit", "-1", "limit"),
        ("exact", "yes", "đúng như đã gõ"),
        ("exact", "", "đúng như đã gõ"),
        ("offset", "x", "offset"),
        ("q", "?!", "ít nhất một từ"),
        ("q", " ", "ít nhất một từ"),
        ("q", "×÷", "ít nhất một từ"),
        ("year", "abc", "không phải là năm"),
        ("year", "", "không phải là năm"),
        ("year", " 2014", "không phải là năm"),
        ("year", "2014\n", "không phải là năm"),
        ("year", "2014-", "không phải là năm"),
        ("type", "hạn chế", "loại mục"),  # people may say so, to the page and the terminal
        ("type", "", "loại mục"),
        ("place", "", "cần có một giá trị"),
    ],
)
def test_what_is_refused_with_a_sentence(name: str, value: str, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        read_page_of_list(MultiDict([(name, value)]))
