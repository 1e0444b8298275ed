"""What the browser tests and the screenshots share: a served library, and a Chromium that stays at home."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium")
SECONDS_TO_START = 60
SECONDS_TO_HAPPEN = 30

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def served(library: Path, *options: str, workers: int = 1) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`tracuu serve` as people start it, on a free port; stopped as people stop it."""
    port = free_port()
    command = [sys.executable, "tracuu.py", "--library", str(library), "serve"]
    command += ["--port", str(port), "--workers", str(workers), *options]
    # Its output goes into a pipe that is read at the end: it says one line.
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process)
        yield address, process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the server stopped: {process.stdout.read() if process.stdout else ''}")
        try:
            with urlopen(f"{address}/healthz", timeout=5) as response:
                assert response.status == 200
            return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address} in {SECONDS_TO_START} seconds")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless; it runs as root in CI, and asks nobody for updates."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A page, and everything that went wrong on it."""

    def __init__(self, browser: Browser, address: str, size: dict[str, int], **options: Any) -> None:
        self.address = address
        self.context: BrowserContext = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._see(request.url))

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _see(self, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self.complaints.append(f"request to {url}")


@contextmanager
def visiting(browser: Browser, address: str, size: dict[str, int], **options: Any) -> Iterator[Visit]:
    """A visit on which nothing may go wrong."""
    visit = Visit(browser, address, size, **options)
    try:
        yield visit
    finally:
        visit.context.close()
    assert visit.complaints == []


def until(page: Page, expression: str) -> None:
    """Waits for what a script says. Chromium's own waiting compiles text in the page, which its policy forbids."""
    ends = time.monotonic() + SECONDS_TO_HAPPEN
    while not page.evaluate(expression):
        assert time.monotonic() < ends, f"never came true: {expression}"
        page.wait_for_timeout(50)


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def in_view(place: Locator) -> bool:
    box = place.bounding_box()
    size = place.page.viewport_size
    return bool(box and size and box["y"] >= 0 and box["y"] + min(box["height"], 60) <= size["height"])


def is_marked(place: Locator) -> bool:
    """Whether it stands out from the paragraphs around it."""
    colour = "element => getComputedStyle(element).backgroundColor"
    return bool(place.evaluate(colour) != place.page.locator(".line:not(.here)").first.evaluate(colour))
