"""The pages and the API over HTTP. `create_app` puts them together; knows corpus and search, never indexer."""

from __future__ import annotations

from flask import Flask

from corpus.settings import Settings
from search.engine import Engine
from web import (
    api,
    browse,
    citation_pages,
    compression,
    errors,
    library,
    login,
    offline,
    original,
    pages,
    proxy,
    security,
    signposts,
    static_files,
    words,
)


def create_app(settings: Settings, engine: Engine | None = None) -> Flask:
    """One application is one process with one engine; tests give it an engine of their own."""
    app = Flask(__name__)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    # A template's `{% if %}` must leave no blank line behind in the page.
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.url_map.strict_slashes = False  # an address may be typed with a slash behind it
    library.attach(app, settings, engine)
    words.attach(app)
    static_files.attach(app)
    errors.attach(app)
    security.attach(app)
    compression.attach(app)
    login.attach(app, settings)
    proxy.attach(app, settings)
    app.register_blueprint(pages.pages)
    app.register_blueprint(browse.browse)
    app.register_blueprint(citation_pages.citation_pages)
    app.register_blueprint(original.original)
    app.register_blueprint(api.api)
    app.register_blueprint(signposts.signposts)
    app.register_blueprint(offline.offline)
    return app
