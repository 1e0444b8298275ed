"""The shelves, the feed and the statistics as pages."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from filing import TASKS, date_generations, paper, run, write
from flask.testing import FlaskClient
from test_web_pages import links_in, page_of, text_of

from corpus.register_exchange import export_file
from corpus.settings import Settings
from indexer.build import index
from indexer.decisions import restore
from web import browse, create_app

ATOM = "{http://www.w3.org/2005/Atom}"


def test_all_papers(client: FlaskClient) -> None:
    page = page_of(client, "/van-ban")
    links = [link for link in links_in(page) if re.fullmatch(r"/van-ban/[\w-]+", link)]
    assert len(links) == len(set(links)) == 24
    assert "24 văn bản" in text_of(page)
    assert "Không ghi năm" in page


def test_a_shelf(client: FlaskClient) -> None:
    page = page_of(client, "/van-ban?year=2019")
    assert "2 văn bản" in text_of(page)
    assert "Năm: 2019, bỏ lọc" in text_of(page)
    assert "/van-ban?year=2019&place=Minh+H%E1%BB%8Da" in links_in(page)
    # One can step to the neighbour without going back.
    assert "/van-ban?year=2018" in links_in(page)
    assert "Không có văn bản nào ở đây" in page_of(client, "/van-ban?year=1900")


def test_every_shelf_holds_what_it_says(client: FlaskClient) -> None:
    page = page_of(client, "/van-ban")
    shelves = re.findall(r'<li><a href="(/van-ban\?[^"]*)">.*?</a> <span class="count">(\d+)</span>', page)
    assert len(shelves) > 20
    for link, count in shelves:
        assert f'<span role="status">{count} văn bản</span>' in client.get(link.replace("&amp;", "&")).text


def test_leafing(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browse, "PAPERS_PER_PAGE", 10)
    pages = [page_of(client, f"/van-ban?page={page}") for page in (1, 2, 3)]
    links = [link for page in pages for link in links_in(page) if re.fullmatch(r"/van-ban/[\w-]+", link)]
    assert len(links) == len(set(links)) == 24
    assert "/van-ban?page=2" in links_in(pages[0])
    assert client.get("/van-ban?page=0").status_code == 400


def test_the_feed(client: FlaskClient) -> None:
    response = client.get("/van-ban.atom")
    assert response.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(response.text)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 24
    for entry in entries:
        assert all(entry.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "link", "summary"))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 24
    assert client.get(str(ids[0]).removeprefix("http://localhost")).status_code == 200
    assert client.get("/van-ban.atom?limit=3").text.count("<entry>") == 3
    assert 'rel="alternate" type="application/atom+xml"' in client.get("/").text


def test_the_feed_gives_the_very_time_of_each_import(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path / "papers", f"{name}.txt", f"KẾT LUẬN\nvề việc {name}\n\n1. Nội dung {name} riêng.\n")
        run(tmp_path / "library", tmp_path / "papers")
    times = ("2024-05-01T23:00:00+00:00", "2024-05-01T16:59:59+00:00", "2024-05-01T23:00:01+00:00")
    date_generations(tmp_path / "library", *times)
    client = create_app(Settings(library=tmp_path / "library")).test_client()
    feed = ElementTree.fromstring(client.get("/van-ban.atom").text)
    assert feed.findtext(f"{ATOM}updated") == times[2]
    listed = [(entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}updated")) for entry in feed.iter(f"{ATOM}entry")]
    assert [(str(title)[-1], time) for title, time in listed] == [("c", times[2]), ("a", times[0]), ("b", times[1])]


def test_a_feed_of_nothing_is_still_a_feed(tmp_path: Path) -> None:
    write(tmp_path / "papers", "a.txt", "KẾT LUẬN\nvề việc a\n\n1. Nội dung riêng.\n")
    write(tmp_path / "papers", "b.txt", "")
    run(tmp_path / "library", tmp_path / "papers")
    (tmp_path / "papers" / "a.txt").unlink()
    run(tmp_path / "library", tmp_path / "papers", remove=True)
    client = create_app(Settings(library=tmp_path / "library")).test_client()
    feed = ElementTree.fromstring(client.get("/van-ban.atom").text)
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_a_feed_of_strange_papers_is_still_xml(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.txt").write_text("KẾT LUẬN\nvề <b> & \x0b\x01 ]]> \ufffe thôn\n\n1. Nội dung.\n", encoding="utf-8")
    index([papers], Settings(library=tmp_path / "library", jobs=1))
    client = create_app(Settings(library=tmp_path / "library")).test_client()
    [entry] = ElementTree.fromstring(client.get("/van-ban.atom").text).findall(f"{ATOM}entry")
    assert "<b> &" in str(entry.findtext(f"{ATOM}title"))


def test_statistics(client: FlaskClient) -> None:
    page = page_of(client, "/thong-ke")
    assert page.count('<svg class="chart"') == page.count('role="img"') == 3
    # What is drawn is told beside it.
    assert page.count("<caption") == 3
    assert page.count("<title id=") == 3
    text = text_of(page)
    assert "24 văn bản" in text
    assert "1 văn bản không ghi năm" in text
    assert "Nhiệm vụ, giải pháp" in text


def test_tables_and_papers_count_the_same(client: FlaskClient) -> None:
    page = page_of(client, "/thong-ke")
    years, bodies, _ = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    totals = [int(row.rpartition("<td>")[2].partition("<")[0]) for row in years.split("</tr>") if "<td>" in row]
    assert sum(totals) == 23  # one does not say its year
    assert sum(map(int, re.findall(r"<td>(\d+)</td>", bodies))) == 24


def test_a_paper_that_comes_is_on_its_shelf_at_once(tmp_path: Path) -> None:
    papers, settings = tmp_path / "papers", Settings(library=tmp_path / "library", jobs=1)
    papers.mkdir()
    client = create_app(settings).test_client()
    for number in (1, 2):
        text = f"KẾT LUẬN\nvề việc {number}\n\n1. Nội dung {number} riêng.\n\n2. Việc {number * 7}.\n"
        (papers / f"{number}.txt").write_text(text, encoding="utf-8")
        index([papers], settings)
        assert f'<span role="status">{number} văn bản</span>' in client.get("/van-ban").text
        assert client.get("/van-ban.atom").text.count("<entry>") == number


def test_a_register_that_is_put_back_is_seen_at_once(tmp_path: Path) -> None:
    """Also when it stands in the same generation as the one before, by which nothing can be told."""
    cited = "Thực hiện Chỉ thị số {}-CT/TU, ngày 29/9/2013 của Ban Thường vụ Tỉnh ủy."
    for name, number in (("here", 31), ("there", 32)):
        write(tmp_path / f"{name}-papers", "one.txt", paper(25, tasks=(*TASKS, cited.format(number))))
        write(tmp_path / f"{name}-papers", "two.txt", paper(number, about=f"việc {name}"))
        run(tmp_path / name, tmp_path / f"{name}-papers")
    write(tmp_path / "here-papers", "three.txt", paper(40, about="một việc nữa"))
    run(tmp_path / "here", tmp_path / "here-papers")  # a second generation, as the import makes one
    export_file(tmp_path / "there", tmp_path / "export.jsonl")
    client = create_app(settings := Settings(library=tmp_path / "here", jobs=1)).test_client()
    before = {page: client.get(page).text for page in ("/van-ban", "/con-thieu", "/?q=moi+truong")}
    generation = client.get("/healthz").get_json()["generation"]
    restore(tmp_path / "export.jsonl", settings, True, lambda *_: None)
    assert client.get("/healthz").get_json()["generation"] == generation
    for page, shown in before.items():
        now = client.get(page).text
        assert "31-" in shown
        assert "31-" not in now
        assert "32-" in now
