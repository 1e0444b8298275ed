"""Everyone can use the pages: axe-core finds nothing, the keyboard reaches everything, any width and wish will do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import CHROMIUM, DESK, Visit, in_view, scrolls_sideways, served, visiting
from playwright.sync_api import Browser, Page

from web.users import add_user

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (Debian: apt-get install chromium)")

PAPER = "/van-ban/8-nq-tu-minh-hoa-2016"
PAGES = {
    "home": "/",
    "results": "/?q=can+bo+khong+chuyen+trach&year=2019",
    "nothing found": '/?q="vu+tru"',
    "paper": PAPER,
    "find in paper": f"{PAPER}?q=thon",
    "tables": "/van-ban/27-2019-nq-hdnd-minh-hoa-2019",
    "cited by": "/van-ban/12-ct-tu-minh-hoa-2013",
    "who cites whom": f"{PAPER}/vien-dan",
    "only cited": "/so/34/2019/NĐ-CP",
    "missing": "/con-thieu",
    "choices": "/so/15-KL/TU",
    "shelves": "/van-ban?year=2019",
    "statistics": "/thong-ke",
    "offline": "/ngoai-tuyen",
    "error": "/khong-co",
}
SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 860}}


@pytest.fixture(scope="module")
def door(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    users = tmp_path_factory.mktemp("users") / "users.json"
    add_user(users, "an", "mật khẩu đủ dài")
    with served(library, "--users", str(users)) as (address, _):
        yield f"{address}/dang-nhap"


def violations(page: Page) -> list[str]:
    found = Axe().run(page)
    return [
        f"{one['id']}: {', '.join(node['html'][:120] for node in one['nodes'])}" for one in found.response["violations"]
    ]


def expecting(visit: Visit, name: str) -> None:
    """An error page is an error for the console too."""
    if name == "error":
        visit.complaints.clear()


def test_axe_finds_nothing_on_the_results(browser: Browser, address: str) -> None:
    """The page that most people see, in every run; all the others in the long one."""
    with visiting(browser, address, SIZES["phone"], color_scheme="light") as visit:
        visit.page.goto(address + PAGES["results"])
        assert violations(visit.page) == []


@pytest.mark.full
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, name: str, theme: str, size: str) -> None:
    with visiting(browser, address, SIZES[size], color_scheme=theme) as visit:
        visit.page.goto(address + PAGES[name])
        for sheet in visit.page.locator("details:not([open]) > summary").all():
            if sheet.is_visible():
                sheet.click()
        assert violations(visit.page) == []
        expecting(visit, name)


@pytest.mark.full
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_at_a_paragraph(browser: Browser, address: str, theme: str, size: str) -> None:
    with visiting(browser, address, SIZES[size], color_scheme=theme) as visit:
        visit.page.goto(address + PAGES["results"])
        visit.page.locator(".hit a").first.click()
        visit.page.wait_for_url(re.compile("/van-ban/"))
        assert violations(visit.page) == []


@pytest.mark.full
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_at_the_door(browser: Browser, door: str, theme: str, size: str) -> None:
    with visiting(browser, door, SIZES[size], color_scheme=theme) as visit:
        visit.address = door.removesuffix("/dang-nhap")
        visit.page.goto(door)
        assert violations(visit.page) == []


@pytest.mark.full
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_while_one_types(browser: Browser, address: str, theme: str) -> None:
    with visiting(browser, address, SIZES["desktop"], color_scheme=theme) as visit:
        visit.page.goto(address)
        visit.page.get_by_role("combobox").press_sequentially("chuyen doi")
        visit.page.get_by_role("option").first.wait_for()
        visit.page.keyboard.press("ArrowDown")
        assert violations(visit.page) == []


@pytest.mark.parametrize("width", [320, pytest.param(768, marks=pytest.mark.full), 3840])
def test_every_width(browser: Browser, address: str, width: int) -> None:
    with visiting(browser, address, {"width": width, "height": max(640, width * 9 // 16)}) as visit:
        for name, path in PAGES.items():
            visit.page.goto(address + path)
            assert not scrolls_sideways(visit.page), (name, width)
            visit.page.locator("h1").wait_for()
            expecting(visit, name)


def test_large_letters_fit(browser: Browser, address: str) -> None:
    """WCAG 1.4.4: twice the size, as people set it in their browser."""
    with visiting(browser, address, SIZES["phone"]) as visit:
        for name, path in PAGES.items():
            visit.page.goto(address + path)
            visit.page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
            assert not scrolls_sideways(visit.page), name
            expecting(visit, name)


def test_reduced_motion(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK, reduced_motion="reduce") as visit:
        visit.page.goto(address + PAPER)
        moving = """[...document.querySelectorAll('*')].filter(one => {
            const style = getComputedStyle(one);
            return style.scrollBehavior === 'smooth' || parseFloat(style.transitionDuration) > 0
                || parseFloat(style.animationDuration) > 0; }).length"""
        assert visit.page.evaluate(moving) == 0


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until what is meant has the focus, which must be seen on the way."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", selector
            assert in_view(page.locator(":focus"))
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_keyboard_only(desk: Visit) -> None:
    """From the empty page to the copied citation, never touching the mouse."""
    page = desk.page
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(desk.address)
    page.locator('input[name="q"]:focus').wait_for()  # a busy browser gives it a moment after the page is there
    page.keyboard.type("can bo khong chuyen trach")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?q=can"))

    page.keyboard.press("Tab")
    assert focused(page) == "Đến nội dung chính"
    tab_to(page, 'input[name="year"][value="2019"]')
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("year=2019"))
    tab_to(page, ".hit a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/van-ban/"))
    assert page.evaluate("document.activeElement.matches('.here')")  # where one came for, not at the top
    tab_to(page, '[data-copies="vien-dan"]')
    page.keyboard.press("Enter")
    page.get_by_text("Đã chép").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Viện dẫn", exact=True).input_value()


def test_the_keyboard_is_never_caught(desk: Visit) -> None:
    page = desk.page
    for path in ("/", PAGES["statistics"], PAPER):
        page.goto(desk.address + path)
        page.evaluate("document.activeElement.blur()")
        seen = 0
        for _ in range(600):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body || !document.activeElement"):
                break
            seen += 1
        else:
            raise AssertionError(f"Tab does not come out of {path}")
        assert seen > 5


def test_every_page_without_scripts(phone_without_scripts: Visit) -> None:
    page, address = phone_without_scripts.page, phone_without_scripts.address
    page.goto(address)
    page.get_by_role("link", name="Tất cả văn bản").first.click()
    page.wait_for_url(re.compile("/van-ban$"))
    page.get_by_text("Theo năm, cơ quan, địa phương").click()
    page.get_by_role("link", name="2019", exact=True).click()
    assert page.get_by_role("status").first.inner_text() == "2 văn bản"
    page.get_by_role("link", name="Kết luận số 15-KL/TU").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Kết luận số 15-KL/TU"
    with page.expect_download() as taken:
        page.locator(".origin a").click()
    assert taken.value.suggested_filename.startswith("02-ket-luan")
    page.get_by_role("link", name="Thống kê").click()
    page.locator(".chart").first.wait_for()
    assert page.get_by_role("table").count() == 3
