"""Robots, sitemap, search bar: closed, unless the library was declared public."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from filing import date_generations, paper, run, write
from flask.testing import FlaskClient

from corpus.settings import Settings
from web import create_app, signposts

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
OUTSIDE = "https://tracuu.example"


@pytest.fixture
def public(library: Path) -> FlaskClient:
    return create_app(Settings(library=library, public=True, url=OUTSIDE)).test_client()


def test_a_library_is_closed(client: FlaskClient) -> None:
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    for path in ("/sitemap.xml", "/sitemap-1.xml"):
        assert client.get(path).status_code == 404


def test_a_public_library_is_open_but_for_its_searches(public: FlaskClient) -> None:
    robots = public.get("/robots.txt").text
    assert "Disallow: /?\n" in robots
    assert "Disallow: /\n" not in robots
    assert f"Sitemap: {OUTSIDE}/sitemap.xml\n" in robots
    for path, closed in (
        ("/", False),
        ("/van-ban/8-nq-tu-minh-hoa-2016", False),
        ("/van-ban", False),
        ("/?q=thon", True),
        ("/van-ban/8-nq-tu-minh-hoa-2016?q=thon", True),
        ("/api/v1/search", True),
    ):
        assert ("X-Robots-Tag" in public.get(path).headers) is closed, path


def test_the_sitemap_leads_to_every_paper(public: FlaskClient) -> None:
    index = ElementTree.fromstring(public.get("/sitemap.xml").text)
    assert [one.text for one in index.iter(f"{MAP}loc")] == [f"{OUTSIDE}/sitemap-1.xml"]
    page = ElementTree.fromstring(public.get("/sitemap-1.xml").text)
    addresses = [str(one.text) for one in page.iter(f"{MAP}loc")]
    assert len(addresses) == 24
    for address in addresses:
        assert public.get(address.removeprefix(OUTSIDE)).status_code == 200
    assert all(one.text and len(one.text) == 10 for one in page.iter(f"{MAP}lastmod"))


def test_the_sitemap_gives_the_day_in_viet_nam(tmp_path: Path) -> None:
    write(tmp_path / "papers", "a.txt", paper())
    run(tmp_path / "library", tmp_path / "papers")
    date_generations(tmp_path / "library", "2024-05-01T23:00:00+00:00")
    client = create_app(Settings(library=tmp_path / "library", public=True)).test_client()
    assert "<lastmod>2024-05-02</lastmod>" in client.get("/sitemap-1.xml").text


def test_a_large_library_has_several_maps(public: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signposts, "ADDRESSES_PER_MAP", 10)
    maps = ElementTree.fromstring(public.get("/sitemap.xml").text).findall(f"{MAP}sitemap")
    counts = [public.get(f"/sitemap-{page}.xml").text.count("<url>") for page in range(1, len(maps) + 1)]
    assert counts == [10, 10, 4]
    assert public.get("/sitemap-4.xml").status_code == public.get("/sitemap-0.xml").status_code == 404


def test_the_search_bar_of_the_browser(client: FlaskClient) -> None:
    assert 'rel="search" type="application/opensearchdescription+xml"' in client.get("/").text
    response = client.get("/opensearch.xml")
    assert response.mimetype == "application/opensearchdescription+xml"
    found = ElementTree.fromstring(response.text)
    name = found.find(f"{SEARCH}ShortName")
    assert name is not None
    assert len(name.text or "") <= 16
    url = found.find(f"{SEARCH}Url")
    assert url is not None
    template = url.attrib["template"]
    assert template == "http://localhost/?q={searchTerms}"
    assert client.get(template.replace("{searchTerms}", "thon").removeprefix("http://localhost")).status_code == 200
