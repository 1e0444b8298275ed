"""`tracuu serve`: serves a paper, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from commanding import FIRST, running
from filing import TASKS


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_serve(library: Path) -> None:
    port = free_port()
    with running("serve", "--port", port, "--workers", 1, "--library", library) as server:
        found = None
        deadline = time.monotonic() + 30
        while found is None and time.monotonic() < deadline:
            time.sleep(0.1)
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/van-ban/{FIRST}") as answer:
                found = answer.read().decode()
        assert found
        assert TASKS[0] in found
        said = _pressed_until_it_ends(server)
    assert "Traceback" not in said[0] + said[1]


def _pressed_until_it_ends(server: subprocess.Popen[str]) -> tuple[str, str]:
    """Ctrl-C as a person presses it: once, and on a busy machine, where its workers are slow to go, once more."""
    for last in (False, False, True):
        os.killpg(server.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return server.communicate(timeout=15)
        assert not last, "the server does not end"
    raise AssertionError
