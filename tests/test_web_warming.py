"""A worker that has answered a question before anybody asks one."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import ROOT

from corpus.settings import Settings
from web import create_app
from web.warming import warm

FIRST_REQUEST = """
import sys
from pathlib import Path
from corpus.settings import Settings
from web import create_app
from web.warming import warm

app = create_app(Settings(library=Path(sys.argv[1])))
warm(app)
client = app.test_client()
before = set(sys.modules)
for path in ("/", "/?q=c%C3%A1n+b%E1%BB%99", "/api/v1/suggest?q=can"):
    assert client.get(path).status_code == 200
print(sorted(set(sys.modules) - before))
"""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_the_first_accented_question_loads_nothing(library: Path) -> None:
    command = [sys.executable, "-c", FIRST_REQUEST, str(library)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert ended.stdout.strip() == "[]"


def test_the_papers_that_are_cited_most_are_known_by_name(library: Path) -> None:
    app = create_app(Settings(library=library))
    warm(app)
    state, labels = app.extensions["cited labels"]
    assert state == app.extensions["engine"].state
    assert labels["12-CT/TU"] == "Chỉ thị 12-CT/TU"
    before = dict(labels)
    assert app.test_client().get("/?q=v%C4%83n+b%E1%BA%A3n").status_code == 200
    assert labels == before


def test_what_was_loaded_is_not_looked_at_again(library: Path) -> None:
    app = create_app(Settings(library=library))
    assert gc.get_freeze_count() == 0
    warm(app)
    assert gc.get_freeze_count() > 10_000
    assert len(gc.get_objects()) < gc.get_freeze_count() / 10


def test_a_library_that_cannot_be_searched_is_told_to_those_who_ask(tmp_path: Path) -> None:
    app = create_app(Settings(library=tmp_path))
    warm(app)
    answered = app.test_client().get("/?q=thon")
    assert answered.status_code == 503
    assert "tracuu index" in answered.get_data(as_text=True)
