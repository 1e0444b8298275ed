"""Load on a real server: everything that is asked is counted, and what fails is an error."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bench.corpus import papers
from bench.engines import OURS
from bench.load import Load, at_a_rate, flat_out
from bench.over_http import BARE, Plan, over_http, typed_questions
from bench.servers import HOST, bare_server
from bench.visible import visible
from search.columnar.engine import WhooshEngine

PLAN = Plan(workers=1, rate=20, seconds=0.5, connections=2, requests=12)


def test_every_request_is_counted() -> None:
    with bare_server(workers=1) as server:
        steady, flat = at_a_rate(server.port, ["/"] * 10, rate=50), flat_out(server.port, ["/"] * 12, connections=3)
        missing = flat_out(server.port, ["/", "/nowhere"], connections=1)
    assert (len(steady.milliseconds), steady.errors) == (10, 0)
    assert (len(flat.milliseconds), flat.errors) == (12, 0)
    assert (len(missing.milliseconds), missing.errors) == (1, 1)
    assert steady.seconds >= 9 / 50


def test_a_server_that_is_gone_is_all_errors() -> None:
    with bare_server(workers=1) as server:
        port = server.port
    gone = flat_out(port, ["/"] * 3, connections=1)
    assert (gone.milliseconds, gone.errors, str(gone)) == ([], 3, "no answer, 3 errors")


def test_an_answers_time_counts_from_when_its_request_was_due() -> None:
    """Twenty at once to a server that takes 20 ms for each: the last one waited for all of them."""
    with slow_server(seconds=0.02) as port:
        load = at_a_rate(port, ["/"] * 20, rate=10_000)
    assert (len(load.milliseconds), load.errors) == (20, 0)
    assert max(load.milliseconds) >= 20 * 20 - 20
    assert load.rate <= 50


@contextmanager
def slow_server(seconds: float) -> Iterator[int]:
    """Answers one request after the other."""

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(seconds)
            self.send_response(200)
            self.end_headers()

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            pass

    class Server(HTTPServer):
        request_queue_size = 64

    with Server((HOST, 0), Slow) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_load_says_what_it_was() -> None:
    said = str(Load([1.0, 2.0, 3.0], errors=1, seconds=1.5))
    assert said == "3 answers, 1 errors, 2.0 a second, median 2.0 ms, p95 3.0 ms"


@pytest.mark.full
def test_page_and_bare_route_in_one_run(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACUU_TESTDATA", raising=False)
    typed = typed_questions(papers(200, tmp_path), PLAN)
    assert len(typed) >= 60 + 2 * (10 + 12)
    measured = over_http(library, typed, PLAN)
    for load in (*measured.steady.values(), *measured.flat.values()):
        assert load.errors == 0
    assert {name: len(load.milliseconds) for name, load in measured.steady.items()} == {OURS: 20, BARE: 20}
    assert {name: len(load.milliseconds) for name, load in measured.flat.items()} == {OURS: 24, BARE: 24}
    figures = measured.as_figures()
    assert figures["errors"] == {OURS: 0, BARE: 0}
    assert figures["requests held"][OURS] > 0


@pytest.mark.full
def test_a_new_paper_becomes_visible(library: Path, tmp_path: Path) -> None:
    own = tmp_path / "library"
    shutil.copytree(library, own)
    before = WhooshEngine(own).papers()
    figures = visible(own)
    assert WhooshEngine(own).papers() == before
    assert 0 < figures["visible"][OURS] <= figures["one new paper"][OURS]
