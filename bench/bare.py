"""One Flask route that says a word, under the product's own server: what HTTP costs before anything is searched."""

from __future__ import annotations

import sys

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

ADDRESS = "127.0.0.1"


def application() -> Flask:
    app = Flask(__name__)

    @app.get("/")
    @app.get("/healthz")
    def word() -> str:
        return "tracuu"

    return app


def main(port: int, workers: int) -> None:
    """With the options of `web.server.serve`."""
    Granian(
        "bench.bare:application",
        factory=True,
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
