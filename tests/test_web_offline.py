"""Manifest, service worker and the page for when there is no network; the browser tests see them at work."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient
from PIL import Image

from web.offline import FILES


def test_manifest(client: FlaskClient) -> None:
    assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get("/").text
    response = client.get("/manifest.webmanifest")
    assert response.mimetype == "application/manifest+json"
    manifest = response.get_json(force=True)
    assert manifest["lang"] == "vi"
    assert manifest["display"] == "standalone"
    assert client.get(manifest["start_url"]).status_code == 200
    assert {icon["purpose"] for icon in manifest["icons"] if "purpose" in icon} == {"any", "maskable"}


@pytest.mark.parametrize("size", [192, 512])
def test_icons_are_as_large_as_they_say(client: FlaskClient, size: int) -> None:
    icons = {icon["sizes"]: icon["src"] for icon in client.get("/manifest.webmanifest").get_json(force=True)["icons"]}
    image = Image.open(io.BytesIO(client.get(icons[f"{size}x{size}"], buffered=True).data))
    assert image.size == (size, size)


def test_the_worker_keeps_the_files_that_a_page_asks_for(client: FlaskClient) -> None:
    response = client.get("/sw.js")
    assert response.mimetype == "text/javascript"
    assert "no-cache" in response.headers["Cache-Control"]
    page = client.get("/").text
    for name in FILES:
        [address] = set(re.findall(rf'"(/static/{re.escape(name)}\?v=\w+)"', page))
        assert f'"{address}"' in response.text


def test_the_notice_is_where_the_worker_looks_for_it(client: FlaskClient) -> None:
    """The worker takes the word `hidden` away from exactly this."""
    notice = 'class="offline-notice" role="status" hidden'
    assert f"'{notice}'" in client.get("/sw.js").text
    assert client.get("/van-ban/8-nq-tu-minh-hoa-2016").text.count(notice) == 1


def test_the_page_without_a_network(client: FlaskClient) -> None:
    page = client.get("/ngoai-tuyen").text
    assert "Ngoại tuyến" in page
    assert "data-saved" in page
