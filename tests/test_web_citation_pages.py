"""The pages and the API of who cites whom, over the samples; and what the facet calls a cited paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import filing
import pytest
from flask import Flask
from flask.testing import FlaskClient
from test_citation_links import paper
from test_web_api import get

from corpus.register import Register
from corpus.settings import Settings
from web import citing, create_app
from web.cited_labels import cited_labels

RESOLUTION = "8-nq-tu-minh-hoa-2016"


def citations(client: FlaskClient, name: str) -> Any:
    return get(client, f"/api/v1/documents/{name}/citations")


def test_the_api_tells_both_directions(client: FlaskClient) -> None:
    found = citations(client, RESOLUTION)
    assert found["doc"] == RESOLUTION
    assert [(one["form"], one["number"], one["date"], one["doc"], one["choices"]) for one in found["cites"]] == [
        ("numbered", "27-TTr/BTV", None, None, []),
        ("numbered", "12-CT/TU", "2013-04-05", "12-ct-tu-minh-hoa-2013", []),
        ("named", None, None, None, []),
        ("self", "08-NQ/TU", None, RESOLUTION, []),
    ]
    assert found["cites"][1]["url"] == "/van-ban/12-ct-tu-minh-hoa-2013"
    assert [(one["doc"], one["sure"]) for one in found["cited_by"]] == [
        ("4-kl-du-minh-hoa-2026", True),
        ("214-tb-ubnd-minh-hoa-2025", True),
        ("32-kl-tu-minh-hoa-2024", False),  # with the day of another paper behind it, and of another term
        ("3-hd-btctu-tay-khanh-2022", True),
        ("118-tb-vptu-minh-hoa-2021", True),
        ("27-2019-nq-hdnd-minh-hoa-2019", True),
        ("15-kl-tu-minh-hoa-2019", True),
        ("thong-bao-y-kien-ket-luan-cua-thuong-truc-tinh-uy-tai-2016", True),
    ]
    [notice] = [one for one in found["cited_by"] if one["doc"] == "118-tb-vptu-minh-hoa-2021"]
    assert [(one["path"], one["text"]) for one in notice["places"]] == [("II/2/2.2", "Nghị quyết số 08-NQ/TU")]


def test_both_directions_agree(client: FlaskClient, library: Path) -> None:
    """Whatever one paper says it cites, the other says it is cited by, and the other way round."""
    names = set(filing.papers(library))
    all_of_them = {name: citations(client, name) for name in names}
    cites = {(name, one["doc"]) for name, found in all_of_them.items() for one in found["cites"] if one["doc"]}
    cited_by = {(one["doc"], name) for name, found in all_of_them.items() for one in found["cited_by"] if one["sure"]}
    assert {(one, other) for one, other in cites if one != other} == cited_by
    assert len(cited_by) > 30


def test_a_paragraph_has_citations_of_its_own(client: FlaskClient) -> None:
    place = citations(client, RESOLUTION)["cites"][1]
    found = get(client, f"/api/v1/documents/{RESOLUTION}/paragraphs/{place['pid']}/citations")
    assert found["pid"] == place["pid"]
    assert [one["number"] for one in found["cites"]] == ["12-CT/TU"]
    assert found["cited_by"] == []
    assert client.get(f"/api/v1/documents/{RESOLUTION}/paragraphs/zzzz7/citations").status_code == 404


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Two provinces with a 25-KL/TU each; one paper names a place inside, another tells too little."""
    folder = tmp_path_factory.mktemp("papers")
    filing.write(folder / "in", "a.txt", paper("25", about="du lịch"))
    filing.write(folder / "in", "b.txt", paper("25", place="Bình Lam"))
    place = "Theo mục 1 Kết luận số 25-KL/TU ngày 29/9/2014 và Chỉ thị số 77-CT/TU."
    filing.write(folder / "in", "c.txt", paper("40", place, day="ngày 01 tháng 11 năm 2014"))
    filing.write(folder / "in", "d.txt", paper("41", "Theo Kết luận số 25-KL/TU.", day="ngày 01 tháng 11 năm 2018"))
    filing.run(folder / "library", folder / "in")
    return create_app(Settings(library=folder / "library")).test_client()


def test_who_cites_a_place_inside_a_paper(small: FlaskClient) -> None:
    [one, _] = citations(small, "40-kl-tu-minh-hoa-2014")["cites"]
    pid = one["url"].rpartition("/")[2]
    found = get(small, f"/api/v1/documents/25-kl-tu-minh-hoa-2014/paragraphs/{pid}/citations")
    assert [citing["doc"] for citing in found["cited_by"]] == ["40-kl-tu-minh-hoa-2014"]
    page = small.get(f"/van-ban/25-kl-tu-minh-hoa-2014/{pid}/vien-dan").text
    assert "/van-ban/40-kl-tu-minh-hoa-2014" in page
    assert '<svg class="chart"' not in page


def test_a_doubtful_citation_offers_its_choices(small: FlaskClient) -> None:
    page = small.get("/van-ban/41-kl-tu-minh-hoa-2018").text
    assert 'href="/van-ban/41-kl-tu-minh-hoa-2018/vien-dan#trich-1"' in page
    page = small.get("/van-ban/41-kl-tu-minh-hoa-2018/vien-dan").text
    assert "Chưa chắc, có thể là" in page[page.index('id="trich-1"') :]
    assert "Có thể được viện dẫn bởi" in small.get("/van-ban/25-kl-tu-minh-hoa-2014/vien-dan").text


def test_the_page_draws_and_lists_the_same_papers(client: FlaskClient) -> None:
    page = client.get(f"/van-ban/{RESOLUTION}/vien-dan").text
    drawing, tables = page[page.index('<svg class="chart"') : page.index("</svg>")], page[page.index("<table>") :]
    for one in citations(client, RESOLUTION)["cited_by"]:
        assert f'href="/van-ban/{one["doc"]}' in tables
        assert (f'href="/van-ban/{one["doc"]}"' in drawing) == one["sure"]
    assert "chưa có trong thư viện" in drawing
    assert "style=" not in page
    assert f'href="/van-ban/{RESOLUTION}/vien-dan"' in client.get(f"/van-ban/{RESOLUTION}").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/van-ban/khong-co/vien-dan", 404),
        (f"/van-ban/{RESOLUTION}/zzzz7/vien-dan", 404),
        ("/van-ban/5-nq-hu-binh-lam-2018/vien-dan", 200),
        ("/van-ban/ket-luan-ve-tang-cuong-cong-tac-dan-van-cua-chinh-quyen/vien-dan", 200),
        ("/con-thieu", 200),
    ],
)
def test_pages(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_number_that_is_only_cited(client: FlaskClient) -> None:
    page = client.get("/so/34-2019/NĐ-CP")
    assert page.status_code == 404
    page = client.get("/so/34/2019/NĐ-CP")
    assert page.status_code == 200
    for name in ("15-kl-tu-minh-hoa-2019", "27-2019-nq-hdnd-minh-hoa-2019"):
        assert f'href="/van-ban/{name}"' in page.text
    assert client.get("/so/999-KL/TU").status_code == 404


def test_what_is_missing(client: FlaskClient) -> None:
    found = get(client, "/api/v1/missing", limit=4)
    assert found["total"] > 40
    assert [(one["number"] or one["name"], one["papers"]) for one in found["missing"]] == [
        ("Nghị quyết Trung ương 4 (khoá XII)", 3),
        ("72/2025/QH15", 2),
        ("Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", 2),
        ("34/2019/NĐ-CP", 2),
    ]
    assert get(client, "/api/v1/missing", limit=-1)["error"]["status"] == 400
    assert "Nghị định số 34/2019/NĐ-CP" in client.get("/con-thieu").text


def test_facet_labels(app: Flask, small: FlaskClient) -> None:
    with app.app_context():
        labels = cited_labels(["12-CT/TU", "08-NQ/TU", "34/2019/NĐ-CP", "null"])
    assert labels["12-CT/TU"] == "Chỉ thị 12-CT/TU"  # in some places it is not sure which one is meant
    assert labels["34/2019/NĐ-CP"] == "Nghị định 34/2019/NĐ-CP"
    with app.app_context():
        assert cited_labels(["118-TB/VPTU"])["118-TB/VPTU"] == "Thông báo 118-TB/VPTU, Minh Họa, 2021"
    with small.application.app_context():
        assert cited_labels(["25-KL/TU"])["25-KL/TU"] == "Kết luận 25-KL/TU (2 văn bản cùng số)"


def test_labels_are_learned_together(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page shows dozens of cited numbers, and after an import none is known: a few statements, not some for each."""
    numbers = ["12-CT/TU", "08-NQ/TU", "34/2019/NĐ-CP", "118-TB/VPTU", "25-KL/TU", "8-nq-tu-minh-hoa-2016"]
    with app.app_context():
        one_by_one = {one: cited_labels([one])[one] for one in numbers}
    asked: list[str] = []
    rows = Register.rows

    def counted(register: Register, query: str, **values: object) -> list[object]:
        asked.append(query)
        return rows(register, query, **values)

    monkeypatch.setattr(Register, "rows", counted)
    app.extensions.pop("cited labels")
    citing._MEMORIES.clear()
    with app.app_context():
        together = cited_labels(numbers)
    assert together == one_by_one
    assert len(asked) < 12


def test_the_facet_and_the_field_are_one(client: FlaskClient) -> None:
    page = client.get("/?q=tiep+tuc").text
    assert "Thông báo 118-TB/VPTU, Minh Họa, 2021" in page
    page = client.get("/?cites=118-TB/VPTU").text
    assert "Thông báo 118-TB/VPTU, Minh Họa, 2021<span" in page  # the chip
    counts = {
        get(client, "/api/v1/search", q=typed)["total"]
        for typed in ("viện-dẫn:08-NQ/TU", "viện dẫn:08-NQ/TU".replace(" ", ""), "viendan:8-nq/tu", "vien-dan:08-nq/tu")
    }
    assert len(counts) == 1
    assert counts == {get(client, "/api/v1/search", q="", cites="08-NQ/TU")["total"]}


def test_the_number_of_a_paper_leads_to_it_first(client: FlaskClient, library: Path) -> None:
    hits = get(client, "/api/v1/search", q="12-ct/tu", limit=20)["hits"]
    assert (hits[0]["doc"], hits[0]["path"]) == ("12-ct-tu-minh-hoa-2013", "tiêu đề")
    assert {hit["doc"] for hit in hits[1:]} >= {"8-nq-tu-minh-hoa-2016", "118-tb-vptu-minh-hoa-2021"}
