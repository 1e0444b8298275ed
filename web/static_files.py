"""Addresses of our own style, script and icon: with the content's hash, so that browsers may keep them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask

FOLDER = Path(__file__).parent / "static"


def attach(app: Flask) -> None:
    app.jinja_env.globals["static"] = address


@cache
def address(name: str) -> str:
    return f"/static/{name}?v={sha256((FOLDER / name).read_bytes()).hexdigest()[:12]}"
