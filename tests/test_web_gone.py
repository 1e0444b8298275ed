"""A paper that was removed: its page, API and number tell what it was, what it said, who cites it, what is left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from filing import TASKS, date_generations, paper, papers, run, texts, write
from flask.testing import FlaskClient
from test_web_pages import page_of, text_of

from corpus.settings import Settings
from indexer import decisions
from web import create_app

FIRST, CITING = "25-kl-tu-minh-hoa-2014", "30-kl-tu-minh-hoa-2015"
API = f"/api/v1/documents/{FIRST}"
A, B, C, D = TASKS
CORRECTED = B.replace("30 tháng 6", "31 tháng 12")
CITES = "Thực hiện Kết luận số 25-KL/TU ngày 29/9/2014 của Ban Thường vụ Tỉnh ủy về công tác bảo vệ môi trường."
OTHER = (CITES, "Giao Văn phòng Tỉnh ủy theo dõi, đôn đốc và báo cáo Ban Thường vụ kết quả hằng quý.")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Imported, corrected, removed; another paper cites it, and cited it already when it still stood."""
    folder, library = tmp_path / "papers", tmp_path / "library"
    write(folder, "b.txt", paper(30, tasks=OTHER, about="việc thi hành", year=2015))
    for tasks in (TASKS, (A, CORRECTED, C)):
        write(folder, "a.txt", paper(tasks=tasks))
        run(library, folder)
    (folder / "a.txt").unlink()
    run(library, folder)
    date_generations(library, "2024-05-01", "2024-06-01", "2024-07-01")
    return library


@pytest.fixture
def client(library: Path) -> FlaskClient:
    return create_app(Settings(library=library)).test_client()


def gone(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 410, path
    return answer.text


def gone_json(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 410, path
    assert answer.json
    assert list(answer.json) == ["error", "gone"]
    assert list(answer.json["error"]) == ["status", "message"]
    return answer.json["gone"]


def test_the_page_of_a_removed_paper(client: FlaskClient) -> None:
    page = gone(client, f"/van-ban/{FIRST}")
    text = text_of(page)
    for told in (
        "Kết luận số 25-KL/TU không còn trong thư viện",
        "về công tác bảo vệ môi trường",
        "29/09/2014",
        "Ban Thường vụ Tỉnh ủy",
        "gỡ khỏi thư viện ngày 01/07/2024",
        CORRECTED,
        A,
    ):
        assert told in text, told
    assert D not in text  # went before
    assert f'href="/van-ban/{CITING}"' in page.partition('id="duoc-vien-dan"')[2]
    assert 'class="cited"' not in page


def test_who_may_cite_it(client: FlaskClient, library: Path) -> None:
    """A bare number of another term may mean another paper: that is said, not left out."""
    bare = paper(31, tasks=("Tiếp tục thực hiện Kết luận số 25-KL/TU.", *OTHER[1:]), about="một việc khác", year=2018)
    write(library.parent / "papers", "c.txt", bare)
    run(library, library.parent / "papers")
    page = gone(client, f"/van-ban/{FIRST}")
    sure, _, perhaps = page.partition("Có thể được viện dẫn bởi")
    assert "31-kl-tu-minh-hoa-2018" in perhaps
    assert "31-kl-tu-minh-hoa-2018" not in sure
    told = gone_json(client, API)["cited_by"]
    assert {(one["doc"], one["sure"]) for one in told} == {(CITING, True), ("31-kl-tu-minh-hoa-2018", False)}


def test_every_last_wording_can_be_reached_from_it(client: FlaskClient) -> None:
    page = gone(client, f"/van-ban/{FIRST}")
    links = re.findall(rf'href="(/van-ban/{FIRST}/[a-z2-7]+)#', page)
    assert len(links) > 5
    last = [gone(client, link) for link in links]
    told = [re.findall(r"<blockquote>(.*?)</blockquote>", one) for one in last]
    assert [CORRECTED] in told
    assert all("văn bản không còn trong thư viện" in text_of(one) for one in last)
    assert all(f'href="/van-ban/{FIRST}"' in one for one in last)
    # and from there the wordings of before
    [corrected] = [one for one, said in zip(last, told) if said == [CORRECTED]]
    addresses = re.findall(r'href="([^"]*\?ngay=[^"]*)"', corrected)
    assert [re.findall(r"<blockquote>(.*?)</blockquote>", page_of(client, one)) for one in addresses] == [
        [B],
        [CORRECTED],
    ]


@pytest.mark.parametrize("path", ["/vien-dan", "/goc", "/II.2", "?q=rác", "?ngay=2024-07-02"])
def test_whatever_is_asked_of_it_tells_the_same(client: FlaskClient, path: str) -> None:
    assert "gỡ khỏi thư viện ngày 01/07/2024" in text_of(gone(client, f"/van-ban/{FIRST}{path}"))


def test_before_it_went_and_before_it_came(client: FlaskClient) -> None:
    assert CORRECTED in page_of(client, f"/van-ban/{FIRST}?ngay=2024-06-30")
    assert client.get(f"/van-ban/{FIRST}?ngay=2024-04-30").status_code == 404


def test_the_api_tells_the_same(client: FlaskClient, library: Path) -> None:
    told = gone_json(client, API)
    assert (told["doc"], told["pid"], told["day"], told["nearest"]) == (FIRST, None, "2024-07-01", [])
    last = told["last"]
    assert (last["number"], last["date"], last["title"]) == ("25-KL/TU", "2014-09-29", "về công tác bảo vệ môi trường")
    assert last == client.get(f"{API}?ngay=2024-06-30").json
    assert [(one["doc"], one["sure"]) for one in told["cited_by"]] == [(CITING, True)]
    [place] = told["cited_by"][0]["places"]
    assert place["pid"] == texts(library, CITING)[CITES]
    assert gone_json(client, f"{API}/citations") == told


def test_the_api_of_a_paragraph(client: FlaskClient) -> None:
    standing = client.get(f"{API}?ngay=2024-06-30").json
    assert standing
    [pid] = [p["pid"] for one in standing["sections"] for p in one["paragraphs"] if p["text"] == CORRECTED]
    told = gone_json(client, f"{API}/paragraphs/{pid}")
    assert (told["doc"], told["pid"], told["day"]) == (FIRST, pid, "2024-07-01")
    assert told["last"]["sections"][0]["paragraphs"] == [{"text": CORRECTED, "pid": pid}]


def test_the_number_of_a_removed_paper(client: FlaskClient) -> None:
    page = gone(client, "/so/25-kl/tu")
    assert "Văn bản số 25-kl/tu đã được gỡ khỏi thư viện" in text_of(page)
    assert "gỡ ngày 01/07/2024" in text_of(page)
    assert f'href="/van-ban/{FIRST}"' in page
    assert client.get("/so/26-KL/TU").status_code == 404


def test_one_of_two_papers_of_a_number_was_removed(client: FlaskClient, library: Path) -> None:
    """A link by the number was the removed one's as much as the other's: the reader chooses."""
    other = paper(25, tasks=OTHER[1:], about="việc khác hẳn", year=2020)
    write(library.parent / "papers", "c.txt", other)
    run(library, library.parent / "papers")
    page = page_of(client, "/so/25-KL/TU")
    assert page.index('href="/van-ban/25-kl-tu-minh-hoa-2020"') < page.index("Đã được gỡ") < page.index(f"/{FIRST}")
    near = gone_json(client, API)["nearest"]
    assert near == [{"doc": "25-kl-tu-minh-hoa-2020", "pid": None, "url": "/van-ban/25-kl-tu-minh-hoa-2020"}]
    assert "Văn bản gần nhất còn lại" in gone(client, f"/van-ban/{FIRST}")


def test_a_corrected_number_leads_to_its_paper(tmp_path: Path) -> None:
    for number in (25, 52):
        write(tmp_path / "papers", "a.txt", paper(number))
        run(tmp_path / "library", tmp_path / "papers")
    client = create_app(Settings(library=tmp_path / "library")).test_client()
    [name] = papers(tmp_path / "library")
    for number in ("25-KL/TU", "52-KL/TU"):
        answer = client.get(f"/so/{number}")
        assert (answer.status_code, answer.headers.get("Location")) == (302, f"/van-ban/{name}")


def test_it_comes_back(client: FlaskClient, library: Path) -> None:
    write(library.parent / "papers", "a.txt", paper(tasks=(A, CORRECTED, C)))
    run(library, library.parent / "papers")
    assert CORRECTED in page_of(client, f"/van-ban/{FIRST}")
    assert client.get("/so/25-KL/TU").headers["Location"] == f"/van-ban/{FIRST}"


def test_a_removed_paper_that_is_forgotten_tells_nothing(client: FlaskClient, library: Path) -> None:
    pid = gone_json(client, API)["last"]["sections"][-1]["paragraphs"][0]["pid"]
    decisions.forget(Settings(library=library, jobs=1), FIRST, "mật", lambda progress: None)
    for path in (f"/van-ban/{FIRST}", f"/van-ban/{FIRST}/{pid}"):
        assert "25-KL/TU" not in gone(client, path)
    answer = client.get(API)
    assert answer.status_code == 410
    assert answer.json == {"error": {"status": 410, "message": "Văn bản này đã được thu hồi."}}
    assert client.get("/so/25-KL/TU").status_code == 200  # still cited by the other one
    assert "gỡ" not in client.get("/so/25-KL/TU").text


def test_the_same_words_in_another_paper(client: FlaskClient, library: Path) -> None:
    write(library.parent / "papers", "c.txt", paper(41, tasks=(C, *OTHER[1:]), about="việc khác hẳn", year=2020))
    run(library, library.parent / "papers")
    name = "41-kl-tu-minh-hoa-2020"
    last = gone_json(client, API)["last"]
    [pid] = [p["pid"] for one in last["sections"] for p in one["paragraphs"] if p["text"] == C]
    there = texts(library, name)[C]
    assert gone_json(client, f"{API}/paragraphs/{pid}")["nearest"] == [
        {"doc": name, "pid": there, "url": f"/van-ban/{name}/{there}"}
    ]
    assert "Đúng lời văn này còn ở Kết luận số 41-KL/TU" in text_of(gone(client, f"/van-ban/{FIRST}/{pid}"))
