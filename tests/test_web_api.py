"""The API: its shapes, and one shape for whatever went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from search.answer import Request, answer
from search.columnar.engine import WhooshEngine

PAPER = "/api/v1/documents/32-kl-tu-minh-hoa-2024"


def get(client: FlaskClient, path: str, **arguments: Any) -> Any:
    response = client.get(path, query_string=arguments)
    assert response.mimetype == "application/json"
    return response.json


def test_search_prints_the_answer(client: FlaskClient, library: Path) -> None:
    printed = get(client, "/api/v1/search", q="can bo thon", year=["2019", "2016"], limit=3)
    filters = {"year": ("2019", "2016")}
    expected = answer(Request("can bo thon", filters, limit=3), WhooshEngine(library)).as_json()
    assert {**printed, "milliseconds": 0} == {**expected, "milliseconds": 0}
    assert printed["hits"]


def test_search_leafs_through_all(client: FlaskClient) -> None:
    whole = get(client, "/api/v1/search", q="thon", limit=20)["hits"]
    parts = [get(client, "/api/v1/search", q="thon", limit=10, offset=offset)["hits"] for offset in (0, 10)]
    assert [hit["paragraph"] for hit in whole] == [hit["paragraph"] for part in parts for hit in part]


def test_page_and_api_count_the_same(client: FlaskClient) -> None:
    found = get(client, "/api/v1/search", q="can bo", type="han_che")
    assert f"{found['total']} đoạn trong {found['documents']} văn bản" in client.get("/?q=can+bo&type=han_che").text


def test_document(client: FlaskClient) -> None:
    paper = get(client, PAPER)
    assert paper["doc"] == "32-kl-tu-minh-hoa-2024"
    assert paper["number"] == "32-KL/TU"
    assert paper["sources"][0]["source"] == "06-ket-luan-chuyen-doi-so-cai-cach-hanh-chinh.md"
    pids = [one["pid"] for section in paper["sections"] for one in section["paragraphs"]]
    assert len(pids) == len(set(pids)) > 20


def test_paragraph(client: FlaskClient) -> None:
    hit = get(client, "/api/v1/search", q="thu xin loi")["hits"][0]
    paper = get(client, f"/api/v1/documents/{hit['doc']}/paragraphs/{hit['paragraph']}")
    assert paper["pid"] == hit["paragraph"]
    assert [section["path"] for section in paper["sections"]] == [hit["path"]]


def test_suggest(client: FlaskClient) -> None:
    found = get(client, "/api/v1/suggest", q="chuyen doi so")
    assert found["query"] == "chuyen doi so"
    assert any("chuyển đổi số" in one for one in found["suggestions"])
    assert get(client, "/api/v1/suggest")["suggestions"] == []


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("get", "/api/v1/nothing", 404),
        ("get", "/api", 404),
        ("get", "/api/v1/documents/nothing", 404),
        ("get", f"{PAPER}/paragraphs/zzzz7", 404),
        ("get", "/api/v1/search?limit=101", 400),
        ("get", "/api/v1/search?limit=-1", 400),
        ("get", "/api/v1/search?offset=99999999999", 400),
        ("get", "/api/v1/search?q=năm:abc", 400),
        ("get", "/api/v1/search?year=abc", 400),
        ("get", "/api/v1/search?type=abc", 400),
        ("get", "/api/v1/search?sort=abc", 400),
        ("post", "/api/v1/search", 405),
        ("delete", PAPER, 405),
    ],
)
def test_every_error_has_one_shape(client: FlaskClient, method: str, path: str, status: int) -> None:
    response = client.open(path, method=method.upper())
    assert response.status_code == status
    assert response.json is not None
    assert set(response.json) == {"error"}
    assert set(response.json["error"]) == {"status", "message"}
    assert response.json["error"]["status"] == status
    assert response.json["error"]["message"]


def test_healthz(client: FlaskClient) -> None:
    health = get(client, "/healthz")
    assert health["status"] == "ok"
    assert health["documents"] >= 15
