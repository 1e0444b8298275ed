"""Requests to a server: so many a second, each on time whether the last was answered or not; or one after the other."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from bench.figures import median, p95
from bench.servers import HOST

_TIMEOUT = 30

# Connections that are kept open, as browsers do. With a fixed rate there are enough for a request that is due.
_AT_A_RATE = 32


@dataclass
class Load:
    """What came back: milliseconds of each answer, and how many failed."""

    milliseconds: list[float] = field(default_factory=list)
    errors: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.milliseconds) / self.seconds if self.seconds else 0.0

    def __str__(self) -> str:
        if not self.milliseconds:
            return f"no answer, {self.errors} errors"
        return (
            f"{len(self.milliseconds)} answers, {self.errors} errors, {self.rate:.1f} a second, "
            f"median {median(self.milliseconds):.1f} ms, p95 {p95(self.milliseconds):.1f} ms"
        )


def at_a_rate(port: int, paths: Sequence[str], rate: float) -> Load:
    """An answer's time counts from when its request was due: waiting in a queue is waiting."""
    started = time.perf_counter() + 0.1
    return _run(port, paths, _AT_A_RATE, lambda number: started + number / rate)


def flat_out(port: int, paths: Sequence[str], connections: int) -> Load:
    """Each connection asks again as soon as it is answered."""
    return _run(port, paths, connections, lambda number: 0.0)


def _run(port: int, paths: Sequence[str], connections: int, due: Callable[[int], float]) -> Load:
    load, numbers, lock = Load(), count(), threading.Lock()

    def ask() -> None:
        connection = http.client.HTTPConnection(HOST, port, timeout=_TIMEOUT)
        while (number := next(numbers)) < len(paths):
            begun = _wait_until(due(number))
            answered = _is_answered(connection, paths[number])
            took = 1000 * (time.perf_counter() - begun)
            with lock:
                load.errors += not answered
                if answered:
                    load.milliseconds.append(took)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(min(connections, len(paths)))]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - started
    return load


def _wait_until(due: float) -> float:
    """When the request was due; now, when it has no time of its own."""
    now = time.perf_counter()
    if due > now:
        time.sleep(due - now)
    return due or now


def _is_answered(connection: http.client.HTTPConnection, path: str) -> bool:
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        response.read()
    except (OSError, http.client.HTTPException):
        connection.close()  # the next request opens it again
        return False
    return response.status == 200
