"""Servers as people start them, each in a process of its own, and stopped again."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.processes import family, memory

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
_SECONDS_TO_START = 60
_SECONDS_TO_STOP = 20


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    process: int

    def worker_memory(self) -> float | None:
        """Private megabytes of the largest worker."""
        found = [used.private for one in family(self.process)[1:] if (used := memory(one))]
        return max(found, default=None)


@contextmanager
def tracuu_server(library: Path, workers: int) -> Iterator[Server]:
    port = _free_port()
    command = ["tracuu.py", "--library", str(library), "serve", "--port", str(port), "--workers", str(workers)]
    with _running(command, port) as server:
        yield server


@contextmanager
def bare_server(workers: int) -> Iterator[Server]:
    port = _free_port()
    with _running(["-m", "bench.bare", str(port), str(workers)], port) as server:
        yield server


@contextmanager
def _running(command: Sequence[str], port: int) -> Iterator[Server]:
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ})
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise RuntimeError(f"the server on port {port} did not start")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])
