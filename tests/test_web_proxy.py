"""What the web server in front says of the caller: believed only when it was announced."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from corpus.settings import Settings
from web import create_app

FORWARDED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",  # the first was written by the caller itself
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "tracuu.example",
}
PAGE = "/van-ban/8-nq-tu-minh-hoa-2016"


def client_of(library: Path, behind_proxy: bool) -> FlaskClient:
    return create_app(Settings(library=library, behind_proxy=behind_proxy)).test_client()


def test_the_address_in_links(library: Path) -> None:
    assert f'value="https://tracuu.example{PAGE}"' in client_of(library, True).get(PAGE, headers=FORWARDED).text
    assert f'value="http://localhost{PAGE}"' in client_of(library, False).get(PAGE, headers=FORWARDED).text


@pytest.mark.parametrize("behind_proxy, caller", [(True, "198.51.100.7"), (False, "127.0.0.1")])
def test_who_calls(library: Path, behind_proxy: bool, caller: str) -> None:
    app: Flask = create_app(Settings(library=library, behind_proxy=behind_proxy))
    seen: list[str | None] = []
    app.before_request(lambda: seen.append(request.remote_addr))
    app.test_client().get("/", headers=FORWARDED)
    assert seen == [caller]


def test_one_file_trusts_it() -> None:
    web = Path(__file__).parent.parent / "web"
    knowing = [path.name for path in web.rglob("*.py") if "ProxyFix" in ast.dump(ast.parse(path.read_text("utf-8")))]
    assert knowing == ["proxy.py"]
