"""What a worker does before its first request: it loads what is loaded once, and takes it out of the collector's sight.

Otherwise the first searches wait for the segmenter, and one request in twenty for a look at all that it has loaded.
"""

from __future__ import annotations

import codecs
import gc
from contextlib import suppress

from flask import Flask

from corpus.errors import TracuuError
from search.answer import Request, answer
from search.engine import Engine
from web.cited_labels import cited_labels, cited_values
from web.request import SearchAddress
from web.results import facet_choices

# Accented, so that words are segmented; two words, so that pairs are looked up.
QUESTION = "văn bản"


def warm(app: Flask) -> None:
    """Answers a question nobody asked; a library that cannot be searched is told to those who ask."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    codecs.lookup("idna")  # how the hosts in addresses are written that a redirect leads to
    engine: Engine = app.extensions["engine"]
    with suppress(TracuuError), app.app_context():
        found = answer(Request(QUESTION), engine)
        engine.suggest(QUESTION, 1)
        # What the papers are called that are cited most: the first pages would learn it.
        cited_labels(cited_values(facet_choices(found, SearchAddress(QUESTION)), ()))
    gc.collect()
    gc.freeze()
