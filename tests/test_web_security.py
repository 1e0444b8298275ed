"""What every answer carries, and what no document or query can do to a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.settings import Settings
from indexer.build import index
from web import create_app

ROBBER = '<script>alert("x")</script><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("path", ["/", "/?q=thon", "/khong-co", "/?page=-1", "/api/v1/search", "/api/x", "/healthz"])
def test_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in headers


def test_robots_are_closed(client: FlaskClient) -> None:
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_static_files_are_kept_only_by_their_hash(client: FlaskClient) -> None:
    assert "no-cache" in client.get("/static/tracuu.css", buffered=True).headers["Cache-Control"]
    assert "immutable" in client.get("/static/tracuu.css?v=abc", buffered=True).headers["Cache-Control"]
    assert "no-cache" in client.get("/").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/?q=thon", "/van-ban/8-nq-tu-minh-hoa-2016?q=thon"])
def test_nothing_inline_and_nothing_from_elsewhere(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
    # Data for machines is no script: no browser runs it.
    page = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", page)
    assert page.count("<script") == page.count('<script src="/static/') == 1
    page = page.replace('href="http://localhost/', "")
    assert "//" not in page.replace('value="http://localhost/', "").replace('xmlns="http://', "")


@pytest.mark.parametrize("name", ["q", "year", "body", "type", "place", "doc_type", "cites", "signer", "page", "sort"])
def test_a_query_is_shown_as_text(client: FlaskClient, name: str) -> None:
    for path in ("/", "/van-ban/8-nq-tu-minh-hoa-2016", "/khong-co"):
        page = client.get(path, query_string={name: ROBBER}).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("path", ["/van-ban/<script>alert(1)</script>", "/so/<script>alert(1)</script>"])
def test_an_address_is_shown_as_text(client: FlaskClient, path: str) -> None:
    assert "<script>alert" not in client.get(path).text


def test_a_document_is_shown_as_text(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    text = f"KẾT LUẬN\nvề {ROBBER}\n\nI- {ROBBER}\n\n1. Nội dung {ROBBER} của thôn.\n"
    (papers / "a<b>&amp;.txt").write_text(text, encoding="utf-8")
    index([papers], Settings(library=tmp_path / "library", jobs=1))
    client = create_app(Settings(library=tmp_path / "library")).test_client()
    hits = client.get("/api/v1/search?q=alert").json
    assert hits
    assert hits["total"]
    for path in ("/", "/?q=alert", "/?q=script", hits["hits"][0]["url"] + "?q=alert"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        # shown, as its author wrote it
        assert "&lt;" in page


def test_answers_are_packed(client: FlaskClient) -> None:
    plain = client.get("/?q=thon")
    packed = client.get("/?q=thon", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 3


def test_the_first_page_of_results_is_light(client: FlaskClient) -> None:
    packed = {"Accept-Encoding": "gzip"}
    page = client.get("/?q=thon", headers=packed)
    # With what a phone fetches once besides, to have the page as an application and without a network.
    names = ("static/tracuu.css", "static/tracuu.js", "static/icon.svg", "static/icon-192.png")
    names += ("manifest.webmanifest", "sw.js", "ngoai-tuyen")
    files = [client.get(f"/{name}", headers=packed, buffered=True) for name in names]
    assert sum(len(answer.data) for answer in (page, *files)) <= 50_000
