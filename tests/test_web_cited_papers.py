"""The filter by one cited paper, in page, API, terminal and query: exact; offered where a number is several's."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from commanding import printed
from flask.testing import FlaskClient
from test_citing_sections import OURS, THEIRS, two_provinces
from test_web_api import get
from test_web_pages import page_of, text_of

from corpus.document import FRAME_TYPES
from corpus.settings import Settings
from web import create_app

NUMBER = "09-NQ/TU"


@pytest.fixture(scope="module")
def of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_provinces(tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="module")
def two(of_two: Path) -> FlaskClient:
    return create_app(Settings(library=of_two)).test_client()


def found(client: FlaskClient, **asked: object) -> set[tuple[str, str]]:
    answer = get(client, "/api/v1/search", limit=100, **asked)
    assert answer["total"] == len(answer["hits"])
    assert answer["documents"] == len({hit["doc"] for hit in answer["hits"]})
    return {(hit["doc"], hit["path"]) for hit in answer["hits"]}


@pytest.mark.parametrize(("name", "total"), [(OURS, 3), (THEIRS, 2)])
def test_a_paper_is_filtered_by_in_every_way_alike(of_two: Path, two: FlaskClient, name: str, total: int) -> None:
    sections = found(two, cites=name)
    assert len(sections) == total
    for typed in (f"viện-dẫn:{name}", f"viendan:{name}", f'vien-dan:"{name}"'):
        assert found(two, q=typed) == sections
    by_terminal = printed("search", "", "--cites", name, "--library", of_two)
    assert {(hit["doc"], hit["path"]) for hit in by_terminal["hits"]} == sections
    assert printed("search", f"viện-dẫn:{name}", "--library", of_two)["total"] == total
    page = text_of(page_of(two, f"/?cites={name}"))
    assert f"{total} đoạn trong" in page
    cited_by = get(two, f"/api/v1/documents/{name}/citations")["cited_by"]
    assert {(one["doc"], place["path"]) for one in cited_by if one["sure"] for place in one["places"]} == sections
    assert len(two.get(f"/api/v1/search.csv?cites={name}").text.strip().splitlines()) == total + 1


def test_every_sample_counts_what_cites_it(client: FlaskClient) -> None:
    """The total of each paper is the number of sections that its page lists, frames aside where there are others."""
    sums = 0
    for hit in get(client, "/api/v1/search", q="", limit=100, type="tieu_de")["hits"]:
        cited_by = get(client, f"/api/v1/documents/{hit['doc']}/citations")["cited_by"]
        listed = {(one["doc"], place["path"]) for one in cited_by if one["sure"] for place in one["places"]}
        sections = found(client, cites=hit["doc"])
        assert sections <= listed
        frames = found(client, cites=hit["doc"], type=[one.value for one in FRAME_TYPES])
        assert sections | frames == listed
        sums += len(sections)
    assert sums > 30


def test_filters_add_up_and_facets_count_exactly(two: FlaskClient) -> None:
    both = found(two, cites=[OURS, THEIRS])
    assert both == found(two, cites=OURS) | found(two, cites=THEIRS)
    assert found(two, cites=OURS, place="Bình Lam") == set()
    assert found(two, cites=[OURS, NUMBER]) == found(two, cites=NUMBER)
    answer = get(two, "/api/v1/search", q="", cites=OURS)
    values = {one["value"]: (one["count"], one["selected"]) for one in answer["facets"]["cites"]}
    assert values[OURS] == (3, True)
    assert values[NUMBER][1] is False
    assert sum(one["count"] for one in answer["facets"]["place"]) == 3
    # The other facets' choices count for it, its own does not.
    answer = get(two, "/api/v1/search", q="", cites=[OURS, THEIRS], place="Minh Họa")
    counts = {one["value"]: one["count"] for one in answer["facets"]["cites"]}
    assert (counts[OURS], counts[THEIRS], answer["total"]) == (3, 1, 4)
    answer = get(two, "/api/v1/search", q="viec khac", cites=OURS)
    assert (answer["total"], {one["value"]: one["count"] for one in answer["facets"]["cites"]}[OURS]) == (0, 0)


@pytest.mark.parametrize("asked", ["?cites=09-NQ%2FTU", "?q=viện-dẫn:09-NQ/TU", "?q=đoạn+vien-dan:9-nq/tu&sort=date"])
def test_a_number_of_two_papers_offers_each(two: FlaskClient, asked: str) -> None:
    page = page_of(two, f"/{asked}".replace("đoạn+", ""))
    [note] = re.findall(r'<p class="note">(2 văn bản mang số.*?)</p>', page, re.DOTALL)
    offers = re.findall(r'<a href="([^"]*)">(.*?)</a> \((\d+)\)', note)
    assert [(name, count) for _, name, count in offers] == [
        ("Nghị quyết số 09-NQ/TU, Minh Họa, 2014", "3"),
        ("Nghị quyết số 09-NQ/TU, Bình Lam, 2014", "2"),
    ]
    for address, _, count in offers:
        assert NUMBER not in unquote_plus(address)
        narrowed = page_of(two, address.replace("&amp;", "&"))
        assert f"{count} đoạn trong" in text_of(narrowed)
        assert "văn bản mang số" not in narrowed


def test_the_page_says_which_paper_is_chosen(two: FlaskClient) -> None:
    page = page_of(two, f"/?cites={OURS}")
    assert text_of(page).count("Nghị quyết số 09-NQ/TU, Minh Họa, 2014") >= 2  # the chip and the facet
    assert f'value="{OURS}" checked' in page
    assert f'href="/?cites={OURS}"' in page_of(two, f"/van-ban/{OURS}")
    assert "văn bản mang số" not in text_of(page_of(two, "/?cites=25-KL/TU")).partition("Đã tìm")[0]


@pytest.mark.parametrize("value", ["khong-co", "9-nq-tu-minh-hoa-2099", "-", "a" * 500])
def test_no_such_paper(two: FlaskClient, value: str) -> None:
    assert get(two, "/api/v1/search", q="", cites=value)["total"] == 0
    assert two.get(f"/?cites={value}").status_code == 200
