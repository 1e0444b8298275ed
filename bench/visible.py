"""How long after its commit a new paper is found through a running server, by every worker."""

from __future__ import annotations

import http.client
import json
import tempfile
import time
from pathlib import Path

from bench.engines import OURS
from bench.figures import Figures, median
from bench.servers import HOST, Server, tracuu_server
from corpus.settings import Settings
from indexer.build import index

_ROUNDS = 3

# So many answers in a row that know the paper: each on a new connection, so that it may go to another worker.
_IN_A_ROW = 20
_PATIENCE = 30.0


def visible(library: Path) -> Figures:
    """Adds three papers of one word each to the library, and takes them out again."""
    settings = Settings(library=library, jobs=1)
    after_commit, whole = [], []
    with tracuu_server(library, workers=2) as server, tempfile.TemporaryDirectory() as folder:
        for _ in range(_ROUNDS):
            word = f"benchmoi{time.time_ns()}"
            (Path(folder) / f"{word}.txt").write_text(f"KẾT LUẬN\nvề {word}\n\n1. Nội dung {word}.\n", "utf-8")
            _is_found(server, word)  # every worker has the state before in its hands
            started = time.perf_counter()
            index([Path(folder)], settings)
            committed = time.perf_counter()
            _wait_for(server, word)
            after_commit.append(time.perf_counter() - committed)
            whole.append(time.perf_counter() - started)
        for file in Path(folder).iterdir():
            file.unlink()
        index([Path(folder)], settings, remove=True)
    return {"visible": {OURS: median(after_commit)}, "one new paper": {OURS: median(whole)}}


def _wait_for(server: Server, word: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    found = 0
    while found < _IN_A_ROW:
        found = found + 1 if _is_found(server, word) else 0
        if time.monotonic() > deadline:
            raise RuntimeError(f"a new paper was not found within {_PATIENCE:g} seconds")


def _is_found(server: Server, word: str) -> bool:
    connection = http.client.HTTPConnection(HOST, server.port, timeout=_PATIENCE)
    connection.request("GET", f"/api/v1/search?q={word}")
    total = int(json.loads(connection.getresponse().read())["total"])
    connection.close()
    return total > 0
