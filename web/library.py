"""What every view may ask for: the process's one engine, the register as the engine shows it, the settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app, request

from corpus.register import Register
from corpus.settings import Settings
from search.columnar.engine import WhooshEngine
from search.engine import Engine, PaperRecord
from web.shelves import all_papers


def attach(app: Flask, settings: Settings, engine: Engine | None) -> None:
    app.extensions["settings"] = settings
    # Opened here and nowhere else: an engine keeps one state of the index in memory for all requests.
    app.extensions["engine"] = engine or WhooshEngine(settings.library)


def settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])


def engine() -> Engine:
    return cast(Engine, current_app.extensions["engine"])


def papers_held() -> list[PaperRecord]:
    """All papers, newest first; gathered once for each state of the index, since thousands of them take a while."""
    state = engine().state
    kept, papers = current_app.extensions.get("papers", (None, []))
    if kept is None or kept != state:
        papers = all_papers(engine())
        current_app.extensions["papers"] = (state, papers)
    return cast(list[PaperRecord], papers)


@contextmanager
def open_register() -> Iterator[Register]:
    """The register in the generation that the engine shows, so that both speak of the same papers."""
    register = Register.open(settings().library, engine().generation)
    try:
        yield register
    finally:
        register.close()


def outside_address() -> str:
    """What stands before a path in a link that is given to others: "http://127.0.0.1:8080"."""
    return (settings().url or request.host_url).rstrip("/")
