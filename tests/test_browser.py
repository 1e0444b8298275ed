"""What a person does, in a real Chromium: search without accents on a narrow phone, filter, open the paragraph."""

from __future__ import annotations

import re

import pytest
from browsing import CHROMIUM, Visit, in_view, is_marked, scrolls_sideways
from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (Debian: apt-get install chromium)")

WORDS = "can bo khong chuyen trach"


def search(page: Page, address: str, words: str = WORDS) -> None:
    page.goto(address)
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill(words)
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.wait_for_url(re.compile(r"\?q="))


def year(page: Page, value: int) -> Locator:
    return page.locator(f'input[name="year"][value="{value}"]')


def test_from_the_empty_page_to_the_paragraph_on_a_phone(phone: Visit) -> None:
    page = phone.page
    search(page, phone.address)
    assert not scrolls_sideways(page)
    before = page.get_by_role("status").inner_text()
    page.get_by_text("Bộ lọc").click()
    year(page, 2019).check()
    page.get_by_role("button", name="Lọc kết quả").click()
    page.wait_for_url(re.compile("year=2019"))
    assert page.get_by_role("status").inner_text() != before
    page.get_by_role("link", name="Năm: 2019").wait_for()
    assert not scrolls_sideways(page)

    page.locator(".hit a").first.click()
    page.wait_for_url(re.compile("/van-ban/"))
    here = page.locator(".here")
    assert page.url.endswith("#" + str(here.get_attribute("id")))
    assert in_view(here)
    assert is_marked(here)
    assert here.locator("mark").count()
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("path", ["/", "/?q=thon", "/van-ban/27-2019-nq-hdnd-minh-hoa-2019", "/so/15-KL/TU"])
def test_nothing_scrolls_sideways(phone: Visit, path: str) -> None:
    phone.page.goto(phone.address + path)
    assert not scrolls_sideways(phone.page)
    phone.page.locator("h1").wait_for()


def test_a_bare_link_opens_at_its_paragraph(phone: Visit) -> None:
    page = phone.page
    search(page, phone.address)
    link = str(page.locator(".hit a").first.get_attribute("href"))
    page.goto(phone.address + link.partition("?")[0])
    assert in_view(page.locator(".here"))


def test_everything_works_without_scripts(phone_without_scripts: Visit) -> None:
    page, address = phone_without_scripts.page, phone_without_scripts.address
    search(page, address)
    page.get_by_text("Bộ lọc").click()
    year(page, 2019).check()
    page.get_by_role("button", name="Lọc kết quả").click()
    page.wait_for_url(re.compile("year=2019"))
    link = str(page.locator(".hit a").first.get_attribute("href"))
    page.locator(".hit a").first.click()
    page.wait_for_url(re.compile("/van-ban/"))
    assert in_view(page.locator(".here"))
    assert is_marked(page.locator(".here"))
    assert page.get_by_label("Liên kết", exact=True).input_value() == address + link.partition("?")[0]
    assert page.get_by_role("button", name="Sao chép").count() == 0
    # A link as it arrives in a message, without the place in the page.
    page.goto(address + link.partition("?")[0])
    assert in_view(page.locator(".here"))


def test_a_filter_works_at_once_on_a_desk(desk: Visit) -> None:
    page = desk.page
    search(page, desk.address)
    year(page, 2016).check()
    page.wait_for_url(re.compile("year=2016"))
    page.get_by_role("link", name="Năm: 2016").click()
    page.wait_for_url(re.compile(r"\?q=[^&]*$"))
    page.go_back()
    assert year(page, 2016).is_checked()
    page.go_forward()
    page.wait_for_url(re.compile(r"\?q=[^&]*$"))
    assert not year(page, 2016).is_checked()
    assert page.get_by_role("combobox").input_value() == WORDS


def test_suggestions_by_keyboard(desk: Visit) -> None:
    page = desk.page
    page.goto(desk.address)
    page.get_by_role("combobox").press_sequentially("chuyen doi")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?q="))
    assert page.get_by_role("combobox").input_value() == chosen


def test_copying(desk: Visit) -> None:
    page = desk.page
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    search(page, desk.address)
    page.locator(".hit a").first.click()
    page.get_by_role("button", name="Sao chép").first.click()
    page.get_by_text("Đã chép").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Liên kết", exact=True).input_value()
    page.goto(copied)
    assert in_view(page.locator(".here"))


def test_copying_over_plain_http(desk: Visit) -> None:
    """Phones give a page without TLS no clipboard: the selected field is copied the old way."""
    page = desk.page
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    search(page, desk.address)
    page.locator(".hit a").first.click()
    link = page.get_by_label("Liên kết", exact=True).input_value()
    page.get_by_role("button", name="Sao chép").first.click()
    page.get_by_text("Đã chép").wait_for()
    page.get_by_role("combobox").fill("")
    page.keyboard.press("Control+V")
    assert page.get_by_role("combobox").input_value() == link


def test_printing_prints_the_paper(desk: Visit) -> None:
    page = desk.page
    page.goto(f"{desk.address}/van-ban/8-nq-tu-minh-hoa-2016")
    page.emulate_media(media="print")
    assert not page.locator(".masthead").is_visible()
    assert not page.locator(".sheet").is_visible()
    for unprinted in (".share", ".find", ".origin", ".around", ".own", ".document-head"):
        assert not page.locator(unprinted).first.is_visible(), unprinted
    printed = [line.get_attribute("id") for line in page.locator(".body .line:visible").all()]
    assert printed == page.request.get(f"{desk.address}/api/v1/documents/8-nq-tu-minh-hoa-2016").json()["order"]


def test_the_link_of_a_paragraph_comes_with_the_mouse(desk: Visit) -> None:
    page = desk.page
    page.goto(f"{desk.address}/van-ban/8-nq-tu-minh-hoa-2016")
    line = page.locator(".is-nhiem_vu p.line").first
    own = line.locator(".own")
    assert own.evaluate("element => getComputedStyle(element).opacity") == "0"
    line.hover()
    assert own.evaluate("element => getComputedStyle(element).opacity") == "1"
    assert is_inside(own, page.locator(".document"))
    own.click()
    page.wait_for_url(re.compile(r"/van-ban/[^/]+/(\w+)#\1$"))
    assert in_view(page.locator(".here"))


def test_the_link_of_a_paragraph_is_there_for_a_finger(phone: Visit) -> None:
    """A narrow window has no margin for it."""
    page = phone.page
    page.goto(f"{phone.address}/van-ban/8-nq-tu-minh-hoa-2016")
    own = page.locator(".is-nhiem_vu p.line .own").first
    assert own.evaluate("element => getComputedStyle(element).opacity") == "1"
    assert is_inside(own, page.locator(".document"))


def is_inside(inner: Locator, outer: Locator) -> bool:
    one, other = inner.bounding_box(), outer.bounding_box()
    return bool(one and other) and one["x"] >= other["x"] and one["x"] + one["width"] <= other["x"] + other["width"]
