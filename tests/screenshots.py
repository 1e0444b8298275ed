"""The pictures of every page, from the samples: python tests/screenshots.py [FOLDER]   (docs/ when none is given)"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from browsing import ROOT, chromium, served
from PIL import Image
from playwright.sync_api import Browser

SEARCH = "/?q=can+bo+khong+chuyen+trach"
A_RESULT = "a result"  # the page that a hit of the search leads to

PAGES = {
    "home": "/",
    "search": SEARCH,
    "nothing": '/?q="vũ+trụ"',
    "paragraph": A_RESULT,
    "paper": "/van-ban/8-nq-tu-minh-hoa-2016",
    "shelves": "/van-ban",
    "statistics": "/thong-ke",
    "citations": "/van-ban/8-nq-tu-minh-hoa-2016/vien-dan",
    "choices": "/so/15-KL/TU",
    "offline": "/ngoai-tuyen",
    "error": "/khong-co",
}
# width, height, and how many dots of the picture a pixel of the page has
PHONE = 360
SIZES = ((PHONE, 740, 2), (1280, 860, 1))
THEMES = ("light", "dark")

# A page has few colours of its own, and hundreds of shades around its letters.
COLOURS = 128


def main(folder: Path) -> None:
    sys.path.insert(0, str(ROOT))
    from corpus.settings import Settings
    from indexer.build import index
    from web.users import add_user

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        library, users = Path(scratch) / "library", Path(scratch) / "users.json"
        index([ROOT / "corpus" / "samples"], Settings(library=library))
        add_user(users, "an", "mật khẩu mẫu")
        with served(library) as (address, _):
            for name, path in PAGES.items():
                take(browser, address, path, name, folder)
        with served(library, "--users", str(users)) as (address, _):
            take(browser, address, "/", "login", folder)


def take(browser: Browser, address: str, path: str, name: str, folder: Path) -> None:
    for width, height, dots in SIZES:
        for theme in THEMES:
            page = browser.new_page(
                viewport={"width": width, "height": height},
                device_scale_factor=dots,
                has_touch=width == PHONE,
                is_mobile=width == PHONE,
                color_scheme=theme,  # type: ignore[arg-type]
            )
            page.goto(address + (SEARCH if path == A_RESULT else path))
            if path == A_RESULT:
                hit = page.locator(".paper").nth(1).locator(".hit a").first.get_attribute("href")
                page.goto(address + str(hit))
            file = folder / f"{name}-{width}-{theme}.png"
            small(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).save(file, optimize=True)
            page.close()
            print(file)


def small(picture: Image.Image) -> Image.Image:
    """With the colours that most of it has, each as it was; what is left takes the nearest of them."""
    counted = sorted(picture.getcolors(1 << 24) or [], reverse=True)[:COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in counted for part in colour])  # type: ignore[union-attr]
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
