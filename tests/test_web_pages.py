"""The pages as a browser gets them, without one: what stands on them and where their links lead."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

SEARCH = "/?q=can+bo+khong+chuyen+trach"
RESOLUTION = "/van-ban/8-nq-tu-minh-hoa-2016"  # Roman tops, a lead-in, cited by others
DECISION = "/van-ban/18-2025-qd-ubnd-tay-khanh-2025"  # Chương, Điều, khoản, điểm
APPENDICES = "/van-ban/27-2019-nq-hdnd-minh-hoa-2019"


def page_of(client: FlaskClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.text


def text_of(page: str) -> str:
    """What one reads: no tags, blanks collapsed."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())


def links_in(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', page)]


@pytest.mark.parametrize("path", ["/", SEARCH, RESOLUTION, "/so/15-KL/TU", "/khong-co"])
def test_every_page_has_landmarks(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert page.startswith("<!doctype html>")
    assert '<html lang="vi">' in page
    assert page.count("<main") == page.count("<h1") == 1
    assert '<a class="skip" href="#noi-dung">' in page
    assert "<header" in page
    assert "<footer" in page
    assert 'name="viewport"' in page
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_the_empty_page_helps(client: FlaskClient) -> None:
    page = page_of(client, "/")
    assert "Văn bản mới nhất" in page
    assert "Kết luận số 04-KL/ĐU" in page  # the newest
    assert "Mẹo tìm" in page
    for link in links_in(page):
        if link.startswith("#"):
            continue
        assert client.get(link, buffered=True).status_code == 200


def test_what_was_understood_and_one_tap_to_exactly_what_was_typed(client: FlaskClient) -> None:
    page = page_of(client, SEARCH)
    assert "Hiểu là: cán bộ không chuyên trách. Tìm đúng như đã gõ" in text_of(page)
    exact = next(link for link in links_in(page) if "exact=1" in link)
    assert "Hiểu là" not in text_of(page_of(client, exact))
    assert "Hiểu là" not in text_of(page_of(client, "/?q=cán+bộ+không+chuyên+trách"))


def test_a_result_is_read_aloud(client: FlaskClient) -> None:
    text = text_of(page_of(client, SEARCH))
    assert re.search(r"\d+ đoạn trong \d+ văn bản", text)
    assert re.search(r"\d,\d mili giây", text)
    assert "Kết luận số 15-KL/TU" in text
    assert "Ban Thường vụ Tỉnh ủy 14/05/2019 Minh Họa" in text
    assert "Nhiệm vụ, giải pháp" in text


def test_a_phrase_is_one_mark(client: FlaskClient) -> None:
    assert "<mark>cán bộ không chuyên trách</mark>" in page_of(client, SEARCH)


def test_sections_of_one_paper_stand_together(client: FlaskClient) -> None:
    page = page_of(client, "/?q=thon")
    papers = re.findall(r'<li class="paper">.*?(?=<li class="paper">|</ol>)', page, re.DOTALL)
    assert 1 < len(papers) <= 10
    assert all(1 <= paper.count('<li class="hit">') <= 3 for paper in papers)
    assert re.search(r">thêm \d+ đoạn<", page)


def test_results_lead_to_their_paragraphs(client: FlaskClient) -> None:
    page = page_of(client, SEARCH)
    hits = re.findall(r'<li class="hit">\s*<a href="([^"]*)"', page)
    assert hits
    for link in map(unescape, hits):
        pid = link.partition("#")[2]
        assert f'id="{pid}" class="line here"' in page_of(client, link)


def test_filters_work_without_scripts(client: FlaskClient) -> None:
    page = page_of(client, SEARCH)
    assert '<input type="checkbox" form="tim" name="year" value="2019">' in page
    filtered = page_of(client, f"{SEARCH}&year=2019&year=2016&type=nhiem_vu")
    assert filtered.count(" checked>") == 3
    text = text_of(filtered)
    assert "Năm: 2019, bỏ lọc" in text
    assert "Bỏ hết bộ lọc" in text
    assert "/?q=can+bo+khong+chuyen+trach&year=2016&type=nhiem_vu" in links_in(filtered)
    assert SEARCH in links_in(filtered)


def test_years_have_bars(client: FlaskClient) -> None:
    page = page_of(client, SEARCH)
    years = re.findall(
        r'name="year" value="\d+">.*?<rect width="(\d+)" height="3"/></svg>.*?count">(\d+)<', page, re.DOTALL
    )
    greatest = max(int(count) for _, count in years)
    assert [(int(width), int(count)) for width, count in years] == [
        (round(100 * int(count) / greatest), int(count)) for _, count in years
    ]
    assert page.count('class="bar"') == len(years) > 2


def test_a_filter_without_a_box_is_kept_by_the_form(client: FlaskClient) -> None:
    page = page_of(client, "/?q=thon&year=2012-2016&signer=Phan+Tự+Khoan")
    assert '<input type="hidden" name="year" value="2012-2016">' in page
    assert '<input type="hidden" name="signer" value="Phan Tự Khoan">' in page
    assert "Năm: 2012–2016" in text_of(page)


def test_a_filter_in_the_words_cannot_be_unchecked(client: FlaskClient) -> None:
    assert 'name="year" value="2019" checked disabled>' in page_of(client, "/?q=thon+năm:2019")


def test_sorting_and_pages(client: FlaskClient) -> None:
    first = page_of(client, "/?q=thon&sort=date")
    assert '<input type="hidden" name="sort" value="date">' in first
    assert 'href="/?q=thon" ' not in first
    assert "/?q=thon&sort=date&page=2" in links_in(first)
    second = page_of(client, "/?q=thon&sort=date&page=2")
    assert 'start="11"' in second
    assert set(re.findall(r"<h2><a[^>]*>", first)).isdisjoint(re.findall(r"<h2><a[^>]*>", second))
    assert "Trang này không còn kết quả" in page_of(client, "/?q=thon&page=900")


def test_nothing_found_helps(client: FlaskClient) -> None:
    page = page_of(client, '/?q="vu+tru+luong+tu"&year=2019')
    assert "Không có đoạn nào khớp" in page
    assert "Tìm lại không dùng bộ lọc" in page
    assert "Văn bản mới nhất" in page
    assert "Mẹo tìm" in page


def test_only_filters_list_everything(client: FlaskClient) -> None:
    assert "Kết luận số 04-KL/ĐU" in page_of(client, "/?year=2026")


def test_a_paper_says_what_it_is(client: FlaskClient) -> None:
    page = page_of(client, RESOLUTION)
    assert "<h1>Nghị quyết số 08-NQ/TU</h1>" in page
    assert "<title>Nghị quyết số 08-NQ/TU: về nâng cao chất lượng hoạt động của hệ thống chính trị ở thôn" in page
    text = text_of(page)
    for fact in ("Ban Chấp hành Đảng bộ tỉnh", "21/11/2016", "Minh Họa", "Phan Tự Khoan", "SHA-256"):
        assert fact in text
    assert 'value="http://localhost/van-ban/8-nq-tu-minh-hoa-2016"' in page


def test_every_paragraph_has_its_link(client: FlaskClient) -> None:
    for path in (RESOLUTION, DECISION, APPENDICES):
        page = page_of(client, path)
        paper = client.get(f"/api/v1/documents/{path.rpartition('/')[2]}").json
        assert paper
        for section in paper["sections"]:
            for pid in [section["heading_pid"], *(one["pid"] for one in section["paragraphs"])]:
                assert pid is None or (f'id="{pid}"' in page and f'href="{path}/{pid}#{pid}"' in page)


def test_the_text_is_the_authors(client: FlaskClient) -> None:
    paper = client.get("/api/v1/documents/27-2019-nq-hdnd-minh-hoa-2019").json
    assert paper
    text = text_of(page_of(client, f"{APPENDICES}?q=thon").replace('title="Liên kết đến đoạn này">#<', "><"))
    for section in paper["sections"]:
        for paragraph in section["paragraphs"]:
            for cell in paragraph["text"].split(" | "):
                assert cell in text


def test_structure(client: FlaskClient) -> None:
    page = page_of(client, DECISION)
    assert re.search(r'<h2 id="\w+" class="line"><span class="label">Chương II</span>', page)
    assert re.search(r'<h3 id="\w+" class="line"><span class="label">Điều 4.</span>', page)
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))
    assert page_of(client, APPENDICES).count("<td>1,20") == 2


def test_the_outline_leads_to_the_sections(client: FlaskClient) -> None:
    page = page_of(client, RESOLUTION)
    outline = page[page.index('<nav class="outline"') : page.index("</nav>")]
    assert "III- NHIỆM VỤ, GIẢI PHÁP" in outline
    assert "Hạn chế, khuyết điểm" in outline
    assert all(f'id="{link[1:]}"' in page for link in links_in(outline))


def test_a_paragraph_is_opened(client: FlaskClient) -> None:
    hit = client.get("/api/v1/search?q=khong+chuyen+trach&year=2019").json["hits"][0]  # type: ignore[index]
    page = page_of(client, f"{hit['url']}?q=khong+chuyen+trach")
    assert page.count('class="line here"') == page.count("autofocus") == 1
    assert f'value="http://localhost{hit["url"]}"' in page
    assert re.search(r"<mark>không chuyên trách</mark>", page, re.IGNORECASE)
    assert f'id="{hit["paragraph"]}" class="line here" tabindex="-1" autofocus' in page


def test_the_address_in_links_can_be_set(library: object) -> None:
    from pathlib import Path

    from corpus.settings import Settings
    from web import create_app

    settings = Settings(library=Path(str(library)), url="https://tracuu.example/")
    page = create_app(settings).test_client().get(RESOLUTION).text
    assert 'value="https://tracuu.example/van-ban/8-nq-tu-minh-hoa-2016"' in page


def test_finding_inside_a_paper(client: FlaskClient) -> None:
    text = text_of(page_of(client, f"{RESOLUTION}?q=nha+van+hoa"))
    assert re.search(r"\d+ đoạn có “nha van hoa”", text)
    assert "Văn bản này không có “vu tru”" in text_of(page_of(client, f"{RESOLUTION}?q=vu+tru"))


def test_citations_are_links(client: FlaskClient) -> None:
    links = links_in(page_of(client, "/van-ban/32-kl-tu-minh-hoa-2024"))
    assert "/van-ban/12-ct-tu-minh-hoa-2013" in links
    # Two papers bear this number: the day tells them apart.
    assert "/van-ban/15-kl-tu-minh-hoa-2019" in links
    # Not in the library: a search.
    assert "/?q=52-NQ%2FTW" in links


def test_who_cites_this(client: FlaskClient) -> None:
    page = page_of(client, "/van-ban/12-ct-tu-minh-hoa-2013")
    cited_by = page[page.index("Được viện dẫn bởi") :]
    assert "/van-ban/32-kl-tu-minh-hoa-2024" in links_in(cited_by)
    assert "Được viện dẫn bởi" not in page_of(client, "/van-ban/4-kl-du-minh-hoa-2026")


@pytest.mark.parametrize(
    "path, leads_to",
    [
        (f"{RESOLUTION}/II.2.1", "II/2/2.1"),
        (f"{RESOLUTION}/II/2/2.1", "II/2/2.1"),
        (f"{RESOLUTION}/ii.2.1", "II/2/2.1"),
        (f"{RESOLUTION}/I.tuy-nhien.gach-2", "I/tuy nhiên/gạch 2"),
        (f"{RESOLUTION}/III", "III"),
        (f"{DECISION}/chuong-ii.dieu-4.khoan-1.diem-đ", "chương ii/điều 4/khoản 1/điểm đ"),
        (f"{DECISION}/chương ii/điều 4/khoản 1/điểm d", "chương ii/điều 4/khoản 1/điểm d"),
    ],
)
def test_readable_aliases(client: FlaskClient, path: str, leads_to: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    address, _, pid = response.headers["Location"].partition("#")
    paper, _, same = address.rpartition("/")
    assert pid == same
    [section] = client.get(f"/api/v1/documents/{paper.rpartition('/')[2]}/paragraphs/{pid}").json["sections"]  # type: ignore[index]
    assert section["path"] == leads_to


def test_an_alias_of_two_places_is_not_guessed(client: FlaskClient) -> None:
    text = text_of(page_of(client, f"{DECISION}/chuong-ii.dieu-4.khoan-1.diem-d"))
    assert "chương II, Điều 4, khoản 1, điểm d" in text
    assert "chương II, Điều 4, khoản 1, điểm đ" in text


def test_numbers(client: FlaskClient) -> None:
    assert client.get("/so/32-KL/TU").headers["Location"] == "/van-ban/32-kl-tu-minh-hoa-2024"
    assert client.get("/so/32 - KL/TU").headers["Location"] == "/van-ban/32-kl-tu-minh-hoa-2024"
    choices = links_in(page_of(client, "/so/15-KL/TU"))
    assert {"/van-ban/15-kl-tu-minh-hoa-2019", "/van-ban/15-kl-tu-binh-lam-2017"} <= set(choices)


def test_an_old_name_leads_to_todays(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.register import Register

    named = Register.named
    today = {"ten-cu": "8-nq-tu-minh-hoa-2016"}
    monkeypatch.setattr(Register, "named", lambda self, name: named(self, today.get(name, name)))
    moved = client.get("/van-ban/ten-cu?q=thon")
    assert moved.status_code == 301
    assert moved.headers["Location"] == f"{RESOLUTION}?q=thon"
    assert client.get("/api/v1/documents/ten-cu").headers["Location"] == "/api/v1/documents/8-nq-tu-minh-hoa-2016"
