"""schema.org/Legislation: what a paper says of itself, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from typing import Any

from flask.testing import FlaskClient
from test_web_words import DOCUMENT

from corpus.register import RegisteredPaper
from web.legislation import legislation

PAPER = RegisteredPaper("25-kl-tu-ha-tinh-2014", DOCUMENT, (), ())


def test_a_paper() -> None:
    assert legislation(PAPER, "https://a.example") == {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": "https://a.example/van-ban/25-kl-tu-ha-tinh-2014",
        "url": "https://a.example/van-ban/25-kl-tu-ha-tinh-2014",
        "name": "Kết luận số 25-KL/TU",
        "alternateName": "về nông thôn mới",
        "inLanguage": "vi",
        "legislationIdentifier": "25-KL/TU",
        "legislationType": "Kết luận",
        "legislationDate": "2014-09-29",
        "legislationPassedBy": {"@type": "Organization", "name": "Ban Thường vụ Tỉnh ủy"},
        "spatialCoverage": {"@type": "AdministrativeArea", "name": "Hà Tĩnh"},
    }


def test_what_is_not_said_is_left_out() -> None:
    silent = {field.name: None for field in fields(DOCUMENT) if getattr(DOCUMENT, field.name) != ()}
    found = legislation(replace(PAPER, document=replace(DOCUMENT, **silent)), "")  # type: ignore[arg-type]
    assert set(found) == {"@context", "@type", "@id", "url", "name", "inLanguage"}


def on_page(client: FlaskClient, path: str) -> Any:
    [data] = re.findall(r'<script type="application/ld\+json">([^<]*)</script>', client.get(path).text)
    return json.loads(data)


def test_it_is_on_the_page(client: FlaskClient) -> None:
    found = on_page(client, "/van-ban/32-kl-tu-minh-hoa-2024")
    assert found["legislationIdentifier"] == "32-KL/TU"
    assert "12-CT/TU" in found["citation"]
    assert "32-KL/TU" not in found["citation"]
