"""As a new user would, with a thumb: from the empty page to the copied link of the right paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import CHROMIUM, Visit, in_view, visiting
from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (Debian: apt-get install chromium)")

SIZE = {"width": 360, "height": 740}


class Thumb:
    """Taps what it can see, and counts."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, place: Locator) -> None:
        place.wait_for()
        assert in_view(place), "the thumb would have to scroll"
        place.tap()
        self.taps += 1


@pytest.fixture
def pocket(browser: Browser, address: str) -> Iterator[Visit]:
    options: dict[str, Any] = {"has_touch": True, "is_mobile": True, "device_scale_factor": 3}
    with visiting(browser, address, SIZE, **options) as visit:
        visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield visit


def test_from_the_empty_page_to_the_copied_link_in_four_taps(pocket: Visit) -> None:
    page, thumb = pocket.page, Thumb()
    page.goto(pocket.address)
    thumb.tap(page.get_by_role("combobox"))
    page.keyboard.type("can bo khong chuyen trach")
    thumb.tap(page.get_by_role("button", name="Tìm", exact=True))
    page.wait_for_url(re.compile(r"\?q="))
    hit = page.locator(".hit a").first
    thumb.tap(hit)
    page.wait_for_url(re.compile("/van-ban/"))
    thumb.tap(page.get_by_role("button", name="Sao chép").first)
    page.get_by_text("Đã chép").wait_for()
    assert thumb.taps <= 4

    # What was copied leads whoever gets it to the right paragraph.
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    here = page.locator(".here")
    assert in_view(here)
    assert "cán bộ không chuyên trách" in here.inner_text()


def test_the_citation_in_as_many_taps(pocket: Visit) -> None:
    page, thumb = pocket.page, Thumb()
    page.goto(f"{pocket.address}/?q=can+bo+khong+chuyen+trach")
    thumb.tap(page.locator(".hit a").first)
    page.wait_for_url(re.compile("/van-ban/"))
    thumb.tap(page.get_by_role("button", name="Sao chép").nth(1))
    page.get_by_text("Đã chép").wait_for()
    assert thumb.taps == 2
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.match(r"(Kết luận|Nghị quyết|Thông báo) số \S+ ngày \d+/\d+/\d{4} của .+, mục ", copied)


def test_the_phones_own_sheet(pocket: Visit) -> None:
    """Chromium on a desk has none: a page that has one passes on the link and the citation."""
    page = pocket.page
    page.goto(f"{pocket.address}/van-ban/8-nq-tu-minh-hoa-2016")
    assert not page.get_by_role("button", name="Chia sẻ…").is_visible()
    page.add_init_script("navigator.share = (given) => { window.given = given; return Promise.resolve(); }")
    page.reload()
    page.get_by_role("button", name="Chia sẻ…").tap()
    given = page.evaluate("window.given")
    assert given["url"] == f"{pocket.address}/van-ban/8-nq-tu-minh-hoa-2016"
    assert given["title"].startswith("Nghị quyết số 08-NQ/TU ngày 21/11/2016")


def test_the_box_does_not_make_the_phone_zoom(pocket: Visit) -> None:
    for path in ("/", "/?q=thon", "/van-ban/8-nq-tu-minh-hoa-2016"):
        pocket.page.goto(pocket.address + path)
        for box in pocket.page.locator("input:visible:not([type=checkbox])").all():
            assert float(box.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")) >= 16


def test_the_picture_is_read_on_a_phone(pocket: Visit) -> None:
    """Letters of 12 pixels at least, nothing beside the screen, and a tap on a paper opens it."""
    page = pocket.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{pocket.address}/van-ban/8-nq-tu-minh-hoa-2016/vien-dan")
    picture = page.locator(".neighbourhood .chart")
    scale = picture.evaluate("element => element.getBoundingClientRect().width / 360")
    for text in picture.locator("text").all():
        assert scale * float(text.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")) >= 10.5
        box = text.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 360
    picture.locator("a", has_text="12-CT/TU").tap()
    page.wait_for_url(re.compile("/van-ban/12-ct-tu-minh-hoa-2013$"))


def test_fingers_hit_what_they_aim_at(pocket: Visit) -> None:
    """WCAG 2.5.8: 24 pixels at least for whatever does not stand in a line of text."""
    for path in ("/", "/?q=thon", "/van-ban", "/thong-ke"):
        pocket.page.goto(pocket.address + path)
        for place in pocket.page.locator("button:visible, input:visible, .entries a:visible, nav a:visible").all():
            box = place.bounding_box()
            label = place.locator("xpath=ancestor::label")
            box = label.bounding_box() if label.count() else box
            assert box
            assert box["height"] >= 24, (path, place.inner_text())
