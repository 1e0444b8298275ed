"""API, terminal and page tell the same story: the same hits, the same totals, the same counts beside them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from commanding import printed
from flask.testing import FlaskClient

from search.engine import FACETS

QUESTIONS: list[tuple[str, dict[str, list[str]]]] = [
    ("can bo khong chuyen trach", {}),
    ("thôn", {"place": ["Minh Họa"], "type": ["nhiem_vu", "to_chuc_thuc_hien"]}),
    ("nghi quyet", {"year": ["2016", "2019"], "doc_type": ["Kết luận"]}),
    ("ủy ban nhân dân", {"body": ["Ban Thường vụ Tỉnh ủy"], "cites": ["08-NQ/TU"]}),
]


def by_terminal(library: Path, query: str, filters: dict[str, list[str]]) -> Any:
    options = [
        part for name, values in filters.items() for one in values for part in (f"--{name.replace('_', '-')}", one)
    ]
    return printed("--library", library, "search", query, *options, "--limit", 100)


def by_page(
    client: FlaskClient, query: str, filters: dict[str, list[str]]
) -> tuple[set[str], dict[str, dict[str, int]]]:
    """The links of the hits on all its pages (three of each paper at the most), and the counts beside the facets."""
    links: set[str] = set()
    counts: dict[str, dict[str, int]] = {}
    for number in range(1, 10):
        page = client.get("/?" + urlencode({"q": query, **filters, "page": number}, doseq=True)).text
        links |= set(re.findall(r'<li class="hit">\s*<a href="([^"?#]+)', page))
        boxes = re.findall(r'name="(\w+)" value="([^"]*)".*?<span class="count">([\d.]+)</span>', page, re.DOTALL)
        for name, value, count in boxes:
            counts.setdefault(name, {})[unescape(value)] = int(count.replace(".", ""))
    return links, counts


@pytest.mark.parametrize("query, filters", QUESTIONS)
def test_the_same_everywhere(client: FlaskClient, library: Path, query: str, filters: dict[str, list[str]]) -> None:
    told = client.get("/api/v1/search?" + urlencode({"q": query, **filters, "limit": 100}, doseq=True)).get_json()
    typed = by_terminal(library, query, filters)
    assert told["total"], "a question that finds nothing compares nothing"
    for answer in (told, typed):
        answer.pop("milliseconds")
    assert told == typed

    links, counts = by_page(client, query, filters)
    shown = {hit["url"] for hit in told["hits"]}
    assert links <= shown
    for paper in {hit["doc"] for hit in told["hits"]}:
        of_paper = {hit["url"] for hit in told["hits"] if hit["doc"] == paper}
        assert len(links & of_paper) == min(3, len(of_paper)), "the page groups at most three sections of one paper"
    for name in FACETS:
        expected = {"null" if one["value"] is None else str(one["value"]): one["count"] for one in told["facets"][name]}
        assert counts.get(name, {}) == expected
