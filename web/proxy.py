"""The web server in front, when there is one: its word for who calls, and by which address. Trusted here alone."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from corpus.settings import Settings


def attach(app: Flask, settings: Settings) -> None:
    """Of each header the last entry counts, which our own proxy wrote; what a stranger wrote before it does not."""
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
