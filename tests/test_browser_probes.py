"""Scripts in papers, file names, headings and queries: none is run, all are shown as what they are, text."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from browsing import CHROMIUM, DESK, served, visiting
from playwright.sync_api import Browser

from corpus.settings import Settings
from indexer.build import index

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (Debian: apt-get install chromium)")

PROBES = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg onload=window.hacked=1>',
    "' autofocus onfocus=window.hacked=1 x='",
    "</title><script>window.hacked=1</script>",
    "</textarea><iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<a href=javascript:window.hacked=1>bấm</a>",
    "<style>@import'http://a.example'</style>",
    "{{ 7 * 7 }}<!-- {% raw %} -->",
    "\u2028</p>&lt;script&gt;&#60;script&#62;",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, library = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("library")
    for number, probe in enumerate(PROBES):
        name = probe.replace("/", "∕")[:80]
        text = (
            f"TỈNH ỦY {probe}\n\nSố {number + 1}-KL/TU\n\nMinh Họa, ngày 2 tháng 3 năm 2020\n\n"
            f"KẾT LUẬN\nvề {probe} độc\n\nI- {probe} ĐỘC\n\n1. Nội dung {probe} độc của Kết luận số 1-KL/TU.\n\n"
            f"- {probe} độc\n\nNơi nhận:\n- {probe};\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\n{probe}\n"
        )
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    index([folder], Settings(library=library, jobs=1))
    with served(library) as (address, _):
        yield address


@pytest.mark.full
def test_papers_are_text(browser: Browser, hostile: str) -> None:
    """A page that took a probe for its own would also complain: the policy forbids every one of them."""
    with visiting(browser, hostile, DESK) as visit:
        page = visit.page
        papers = page.request.get(f"{hostile}/api/v1/search?q=doc&limit=100").json()["hits"]
        addresses = sorted({hit["url"] for hit in papers})
        assert len({hit["doc"] for hit in papers}) == len(PROBES)
        for path in ("/", "/?q=doc", "/?q=script", "/van-ban", "/thong-ke", *addresses):
            page.goto(hostile + path)
            page.mouse.move(300, 300)
            assert page.evaluate("window.hacked") is None, path
            assert page.locator("iframe, style, main script, [onerror], [onload], [onfocus]").count() == 0
        texts = {hit["doc"]: "" for hit in papers}
        for doc in texts:
            page.goto(f"{hostile}/van-ban/{doc}")
            texts[doc] = page.locator("main").inner_text()
        for probe in PROBES[:-1]:  # the last has a line separator, which is a blank to us
            assert any(probe in text for text in texts.values()), probe


@pytest.mark.parametrize("probe", [*PROBES[:3], *(pytest.param(one, marks=pytest.mark.full) for one in PROBES[3:])])
def test_queries_are_text(browser: Browser, hostile: str, probe: str) -> None:
    typed = quote(f"{probe} độc")
    addresses = (
        f"/?q={typed}",
        f"/?q=doc&body={typed}",
        f"/van-ban?body={typed}",
        f"/khong-co?q={typed}",
        f"/so/{typed}",
    )
    with visiting(browser, hostile, DESK) as visit:
        for path in (*addresses, f"/van-ban/1-kl-tu-minh-hoa-2020?q={typed}", f"/van-ban/{typed}"):
            visit.page.goto(hostile + path)
            assert visit.page.evaluate("window.hacked") is None, path
            assert visit.page.locator("iframe, style, main script, [onerror], [onload], [onfocus]").count() == 0
        visit.complaints = [
            one for one in visit.complaints if "status of 404" not in one and "status of 400" not in one
        ]
        visit.page.goto(f"{hostile}/?q={typed}")
        assert visit.page.get_by_role("combobox").input_value().strip().startswith(probe.strip()[:10])


def test_suggestions_are_text(browser: Browser, hostile: str) -> None:
    with visiting(browser, hostile, DESK) as visit:
        visit.page.goto(hostile)
        visit.page.get_by_role("combobox").press_sequentially("doc")
        visit.page.get_by_role("option").first.wait_for()
        assert visit.page.locator(".suggestions script, .suggestions img, .suggestions svg").count() == 0
        assert visit.page.evaluate("window.hacked") is None
