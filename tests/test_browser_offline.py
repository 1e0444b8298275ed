"""Without a network: papers that were opened are there, with a notice; and gone when one logs out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import CHROMIUM, PHONE, Visit, in_view, served, until, visiting
from playwright.sync_api import Browser, Page

from web.users import add_user

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (Debian: apt-get install chromium)")

PAPER = "/van-ban/8-nq-tu-minh-hoa-2016"
OTHER = "/van-ban/32-kl-tu-minh-hoa-2024"
NOTICE = "Ngoại tuyến: đây là bản đã lưu"
PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def traveller(browser: Browser, address: str) -> Iterator[Visit]:
    with visiting(browser, address, PHONE) as visit:
        yield visit
        # The browser itself says that there was no network.
        visit.complaints = [one for one in visit.complaints if "ERR_INTERNET_DISCONNECTED" not in one]


def wait_for_worker(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "Boolean(navigator.serviceWorker.controller)")


def saved(page: Page) -> list[str]:
    paths = "caches.open('papers').then(c => c.keys()).then(all => all.map(one => new URL(one.url).pathname))"
    return list(page.evaluate(paths))


def wait_until_saved(page: Page, path: str) -> None:
    until(page, f"caches.match('{path}').then(Boolean)")


def test_a_paper_that_was_opened_is_there(traveller: Visit) -> None:
    page, address = traveller.page, traveller.address
    page.goto(address)
    wait_for_worker(page)
    page.goto(f"{address}{PAPER}?q=thon")
    wait_until_saved(page, PAPER)
    assert not page.get_by_text(NOTICE).is_visible()
    text, pid = page.locator(".body").inner_text(), str(page.locator("p.line").nth(5).get_attribute("id"))

    traveller.context.set_offline(True)
    page.goto(address + PAPER)
    page.get_by_text(NOTICE).wait_for()
    assert page.locator(".body").inner_text() == text
    # Another link into the same paper; with our style, so that its place is marked.
    page.goto(f"{address}{PAPER}/{pid}#{pid}")
    assert in_view(page.locator(f"#{pid}"))
    assert page.locator(".brand img").evaluate("image => image.naturalWidth") > 0


def test_what_was_not_opened_is_said(traveller: Visit) -> None:
    page, address = traveller.page, traveller.address
    page.goto(address)
    wait_for_worker(page)
    page.goto(address + PAPER)
    wait_until_saved(page, PAPER)
    traveller.context.set_offline(True)
    for path in (OTHER, "/?q=thon", "/"):
        page.goto(address + path)
        page.get_by_role("heading", name="Ngoại tuyến").wait_for()
    # What there is to read is listed.
    page.get_by_role("link", name="Nghị quyết số 08-NQ/TU").click()
    page.wait_for_url(re.compile(PAPER))
    page.get_by_text(NOTICE).wait_for()


def test_only_papers_are_kept(traveller: Visit) -> None:
    page, address = traveller.page, traveller.address
    page.goto(address)
    wait_for_worker(page)
    for path in ("/?q=thon", "/van-ban", "/thong-ke", "/van-ban/khong-co", f"{PAPER}/III", PAPER):
        page.goto(address + path)
    wait_until_saved(page, PAPER)
    traveller.complaints = [one for one in traveller.complaints if "404" not in one]
    assert all(re.fullmatch(rf"{PAPER}(/[a-z2-7]{{5,}})?", path) for path in saved(page))


def test_the_network_comes_first(traveller: Visit) -> None:
    page, address = traveller.page, traveller.address
    page.goto(address)
    wait_for_worker(page)
    page.goto(address + PAPER)
    wait_until_saved(page, PAPER)
    traveller.context.set_offline(True)
    page.goto(address + PAPER)
    traveller.context.set_offline(False)
    page.reload()
    assert not page.get_by_text(NOTICE).is_visible()


@pytest.fixture
def guarded(library: Path, tmp_path: Path) -> Iterator[str]:
    users = tmp_path / "users.json"
    add_user(users, "an", PASSWORD)
    with served(library, "--users", str(users)) as (address, _):
        yield address


def log_in(page: Page) -> None:
    page.get_by_label("Tên").fill("an")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def test_logging_in_reading_logging_out(browser: Browser, guarded: str) -> None:
    with visiting(browser, guarded, PHONE) as visit:
        page = visit.page
        page.goto(guarded + PAPER)
        page.get_by_role("heading", name="Đăng nhập").wait_for()
        log_in(page)
        page.wait_for_url(re.compile(PAPER))
        wait_for_worker(page)
        page.reload()
        wait_until_saved(page, PAPER)

        page.get_by_role("button", name="Đăng xuất").click()
        page.wait_for_url(re.compile("/dang-nhap"))
        assert page.evaluate("caches.has('papers')") is False
        wait_for_worker(page)
        visit.context.set_offline(True)
        # Nothing is left to read, and no way back shows it.
        page.go_back()
        page.get_by_role("heading", name="Ngoại tuyến").wait_for()
        assert page.locator(".body").count() == 0
        assert saved(page) == []
        visit.complaints = [one for one in visit.complaints if "ERR_INTERNET_DISCONNECTED" not in one]


def test_a_wrong_password_is_said(browser: Browser, guarded: str) -> None:
    with visiting(browser, guarded, PHONE) as visit:
        visit.page.goto(guarded)
        visit.page.get_by_label("Tên").fill("an")
        visit.page.get_by_label("Mật khẩu").fill("sai")
        visit.page.keyboard.press("Enter")
        alert = visit.page.get_by_role("alert")
        alert.wait_for()
        assert alert.inner_text() == "Tên hoặc mật khẩu không đúng."
        assert visit.context.cookies() == []
        visit.complaints = [one for one in visit.complaints if "401" not in one]
