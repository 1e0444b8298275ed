"""Wordings of other days on the page and in the API, readable aliases, and papers that were withdrawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from filing import TASKS, date_generations, paper, run, texts, write
from flask.testing import FlaskClient
from test_web_pages import page_of, text_of

from corpus.settings import Settings
from indexer import decisions
from web import create_app

FIRST = "25-kl-tu-minh-hoa-2014"
A, B, C, D = TASKS
CORRECTED = B.replace("30 tháng 6", "31 tháng 12")
API = f"/api/v1/documents/{FIRST}"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for tasks in (TASKS, (A, CORRECTED, C, D), (A, f"{CORRECTED} {C}")):
        write(tmp_path / "papers", "a.txt", paper(tasks=tasks))
        run(tmp_path / "library", tmp_path / "papers")
    date_generations(tmp_path / "library", "2024-05-01", "2024-06-01", "2024-07-01")
    return tmp_path / "library"


@pytest.fixture
def client(library: Path) -> FlaskClient:
    return create_app(Settings(library=library)).test_client()


@pytest.fixture
def pid(library: Path) -> str:
    return texts(library, FIRST)[f"{CORRECTED} {C}"]


def lost(client: FlaskClient, text: str) -> str:
    """The id of a text that the first version had."""
    found = client.get(f"{API}?ngay=2024-05-01").json
    assert found
    ids = {one["text"]: one["pid"] for section in found["sections"] for one in section["paragraphs"]}
    return str(ids[text])


def test_an_import_at_six_in_the_morning_is_of_that_day(library: Path, client: FlaskClient, pid: str) -> None:
    """In Viet Nam, where its people are: in UTC it was the evening before."""
    date_generations(library, "2024-04-30T23:00:00+00:00", "2024-05-31T23:00:00+00:00", "2024-06-30T17:00:00+00:00")
    page = page_of(client, f"/van-ban/{FIRST}/{pid}")
    for day in ("01/05/2024", "01/06/2024", "01/07/2024"):
        assert f"Lời văn từ ngày {day}" in page
    assert not re.findall(r"ngày 3[01]/0[456]/2024", page)
    assert re.search(r"nhập ngày 01/07/2024", page_of(client, f"/van-ban/{FIRST}"))
    assert B in page_of(client, f"/van-ban/{FIRST}/{pid}?ngay=2024-05-31")
    assert client.get(f"/van-ban/{FIRST}/{pid}?ngay=2024-04-30").status_code == 404
    paper = client.get(API).json
    assert paper
    assert [one["imported"] for one in paper["sources"]] == ["2024-07-01"]


def test_an_older_wording_beside_todays(client: FlaskClient, pid: str) -> None:
    page = page_of(client, f"/van-ban/{FIRST}/{pid}?ngay=2024-05-20")
    assert f"<blockquote>{B}</blockquote>" in page
    assert re.findall(r"<del>.*?</del>", page)[1] == (
        '<del><span class="unseen">[bỏ: </span> 30<span class="unseen">]</span></del>'
    )
    assert '<ins><span class="unseen">[thêm: </span> 31<span class="unseen">]</span></ins>' in page
    comparison = page.partition('class="comparison">')[2].partition("</p>")[0]
    without_gone = re.sub(r"<del>.*?</del>", "", comparison)
    assert re.sub(r'<span class="unseen">.*?</span>|<[^>]*>', "", without_gone).strip() == f"{CORRECTED} {C}"


def test_a_wording_that_still_holds(client: FlaskClient, library: Path) -> None:
    same = texts(library, FIRST)[A]
    assert "vẫn đúng như vậy" in page_of(client, f"/van-ban/{FIRST}/{same}?ngay=2024-05-20")


def test_a_wording_of_what_is_gone(client: FlaskClient) -> None:
    gone = lost(client, D)
    text = text_of(page_of(client, f"/van-ban/{FIRST}/{gone}?ngay=2024-06-15"))
    assert D in text
    assert "nay không còn trong văn bản" in text
    assert client.get(f"/van-ban/{FIRST}/{gone}").status_code == 410


def test_a_merged_paragraph_leads_on(client: FlaskClient, pid: str) -> None:
    merged = lost(client, C)
    response = client.get(f"/van-ban/{FIRST}/{merged}?q=rác")
    assert response.status_code == 301
    assert response.headers["Location"].startswith(f"/van-ban/{FIRST}/{pid}?q=")
    assert client.get(f"{API}/paragraphs/{merged}").headers["Location"] == f"{API}/paragraphs/{pid}"
    assert C in text_of(page_of(client, f"/van-ban/{FIRST}/{merged}?ngay=2024-06-30"))


def test_a_whole_paper_of_a_day(client: FlaskClient) -> None:
    text = text_of(page_of(client, f"/van-ban/{FIRST}?ngay=2024-05-20"))
    assert "như thư viện có ngày 20/05/2024" in text
    assert B in text
    assert "như thư viện có ngày" not in text_of(page_of(client, f"/van-ban/{FIRST}"))


def test_the_page_of_a_paragraph_lists_its_wordings(client: FlaskClient, library: Path, pid: str) -> None:
    page = page_of(client, f"/van-ban/{FIRST}/{pid}")
    assert re.findall(r"\?ngay=([\d-]+)", page) == ["2024-05-01", "2024-06-01", "2024-07-01"]
    assert "lần nhập thứ" not in page
    unchanged = texts(library, FIRST)[A]
    assert "Lịch sử" not in page_of(client, f"/van-ban/{FIRST}/{unchanged}")


@pytest.mark.parametrize("day", ["mai", "2024-02-30", "01/05/2024", "2024-05-01T00", "2024-05-01."])
def test_days_that_are_none(client: FlaskClient, pid: str, day: str) -> None:
    for path in (f"/van-ban/{FIRST}/{pid}", f"/van-ban/{FIRST}", f"{API}/paragraphs/{pid}", API):
        response = client.get(f"{path}?ngay={day}")
        assert response.status_code == 400, path
        assert "không phải là ngày" in (response.json["error"]["message"] if response.json else response.text)


def test_days_before_there_was_anything(client: FlaskClient, pid: str) -> None:
    for path in (f"/van-ban/{FIRST}/{pid}", f"/van-ban/{FIRST}", f"{API}/paragraphs/{pid}", API):
        assert client.get(f"{path}?ngay=2024-04-30").status_code == 404


def test_api_of_a_day(client: FlaskClient, pid: str) -> None:
    answer = client.get(f"{API}/paragraphs/{pid}?ngay=2024-05-20").json
    assert answer
    assert answer["sections"][0]["paragraphs"] == [{"text": B, "pid": pid}]


def test_api_of_history(client: FlaskClient, pid: str) -> None:
    answer = client.get(f"{API}/paragraphs/{pid}/history").json
    assert answer
    assert (answer["doc"], answer["pid"], answer["came_from"]) == (FIRST, pid, None)
    assert [(one["since"], one["until"]) for one in answer["wordings"]] == [
        ("2024-05-01", "2024-06-01"),
        ("2024-06-01", "2024-07-01"),
        ("2024-07-01", None),
    ]
    assert answer["led_here"] == [lost(client, C)]
    assert client.get(f"{API}/paragraphs/zzzz9/history").status_code == 404


def test_several_imports_on_one_day(library: Path, client: FlaskClient, pid: str) -> None:
    """Every wording of the day has an address of its own, which the list of wordings gives."""
    date_generations(library, "2024-05-01", "2024-05-01", "2024-05-01")
    page = page_of(client, f"/van-ban/{FIRST}/{pid}")
    addresses = re.findall(r'href="([^"]*\?ngay=[^"]*)"', page)
    assert [one.partition("?")[2] for one in addresses] == [f"ngay=2024-05-01.{order}" for order in (1, 2, 3)]
    assert "01/05/2024, lần nhập thứ 2" in text_of(page)
    shown = [re.findall(r"<blockquote>(.*?)</blockquote>", page_of(client, one)) for one in addresses]
    assert shown == [[B], [CORRECTED], [f"{CORRECTED} {C}"]]
    assert shown[2] == re.findall(r"<blockquote>(.*?)</blockquote>", page_of(client, addresses[0][:-2]))
    assert "Lời văn ngày 01/05/2024, sau lần nhập thứ 1" in text_of(page_of(client, addresses[0]))
    wordings = client.get(f"{API}/paragraphs/{pid}/history").json["wordings"]  # type: ignore[index]
    for one in wordings:
        answer = client.get(f"{API}/paragraphs/{pid}?ngay={one['moment']}").json
        assert answer
        assert answer["sections"][0]["paragraphs"] == [{"text": one["text"], "pid": pid}]
    assert B in text_of(page_of(client, f"/van-ban/{FIRST}?ngay=2024-05-01.1"))
    assert client.get(f"/van-ban/{FIRST}?ngay=2024-05-01.4").status_code == 404


def test_numbers_as_an_address_bar_has_them(client: FlaskClient) -> None:
    for number in ("25-kl/tu", "25-KL/TU", "25 - kl/tu"):
        assert client.get(f"/so/{number}").headers["Location"] == f"/van-ban/{FIRST}"
    assert client.get("/so/25").status_code == 404
    assert client.get("/so/25-kl/tw").status_code == 404


def test_links_as_papers_print_them(client: FlaskClient, pid: str) -> None:
    """In capitals, with a slash at the end, or with the stop of the sentence they stand in."""
    capitals = (f"/van-ban/{FIRST.upper()}", f"/van-ban/{FIRST.upper()}/{pid.upper()}")
    behind = [f"/van-ban/{FIRST}{rest}{sign}" for rest in ("", f"/{pid}", "/1") for sign in ("/", ".", ",", ";", "/.")]
    for path in (*capitals, *behind):
        assert client.get(path, follow_redirects=True).status_code == 200, path
    for path in (f"/van-ban/{FIRST}/{pid}/vien-dan/", "/van-ban/", "/thong-ke/", "/con-thieu/", "/so/25-KL/TU/"):
        assert client.get(path, follow_redirects=True).status_code == 200, path
    assert (
        client.get(f"/van-ban/{FIRST.upper()}/{pid}?q=rác").headers["Location"].startswith(f"/van-ban/{FIRST}/{pid}?q=")
    )
    assert client.get(f"/van-ban/{FIRST}/ZZZZ9", follow_redirects=True).status_code == 404


def test_a_withdrawn_paper_tells_nothing(library: Path, client: FlaskClient, pid: str) -> None:
    decisions.forget(Settings(library=library, jobs=1), FIRST, "mật", lambda progress: None)
    paths = ("", f"/{pid}", f"/{pid}?ngay=2024-05-20", "?ngay=2024-05-20", "/1", "/goc")
    for path in (*(f"/van-ban/{FIRST}{one}" for one in paths), API, f"{API}/paragraphs/{pid}/history"):
        response = client.get(path)
        assert response.status_code == 410, path
        assert "thu hồi" in (response.json["error"]["message"] if response.json else response.text)
        assert not any(task[:25] in response.text for task in TASKS)
        assert "mật" not in response.text
    assert client.get("/so/25-KL/TU").status_code == 404
    assert FIRST not in client.get("/?q=rác").text


def test_every_file_of_a_paper_can_be_taken_along(tmp_path: Path) -> None:
    for name in ("a.txt", "chuyển tiếp.txt"):
        write(tmp_path / "papers", name, paper())
    run(tmp_path / "library", tmp_path / "papers")
    write(tmp_path / "papers", "chuyển tiếp.txt", paper().replace("- Lưu", "- SAO Y BẢN CHÍNH,\n- Lưu"))
    run(tmp_path / "library", tmp_path / "papers")
    client = create_app(Settings(library=tmp_path / "library")).test_client()
    page = page_of(client, f"/van-ban/{FIRST}")
    assert "Các bản của văn bản này" in page
    links = re.findall(r'href="([^"]*/goc/[^"]*)"', page)
    assert len(set(links)) == 2
    taken = set()
    for link in links:
        with client.get(link) as response:
            taken.add(response.data)
    assert taken == {(tmp_path / "papers" / name).read_bytes() for name in ("a.txt", "chuyển tiếp.txt")}
