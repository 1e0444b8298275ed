"""Work in a process of its own, and how much memory processes use. Where there is no /proc, memory is unknown."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

_PAUSE = 0.25
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Memory:
    """In megabytes. `private` is what nobody else could use: pages it has written to, not those of a mapped file.

    `resident` are all its pages, `fair` its share of them.
    """

    private: float
    resident: float
    fair: float


def apart(work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
    """Does the work in a fresh process: nothing is warm in it, and nothing of it stays."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *args, **kwargs).result()


def memory(process: int | None = None) -> Memory | None:
    """Of a process, else of this one."""
    try:
        lines = Path(f"/proc/{process or os.getpid()}/smaps_rollup").read_text("ascii").splitlines()[1:]
    except OSError:
        return None
    size = {name: int(value.split()[0]) * 1024 / _MEGABYTE for name, value in (line.split(":") for line in lines)}
    return Memory(size["Private_Dirty"], size["Rss"], size["Pss"])


def children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]
    except OSError:
        return []


def family(process: int) -> list[int]:
    """A process with all its descendants."""
    return [process, *(one for child in children(process) for one in family(child))]


@dataclass
class Peak:
    """The most memory that a family of processes has had at one moment; None where it cannot be known."""

    megabytes: float | None = None


@contextmanager
def watching(process: int | None = None) -> Iterator[Peak]:
    """Looks four times a second."""
    peak, done = Peak(), threading.Event()

    def look() -> None:
        while not done.wait(_PAUSE):
            shares = [found.fair for one in family(process or os.getpid()) if (found := memory(one))]
            if shares:
                peak.megabytes = max(peak.megabytes or 0.0, sum(shares))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@dataclass
class Work:
    """What something took: by the clock, and of all processors together, which others on the machine disturb less."""

    seconds: float = 0.0
    processor_seconds: float = 0.0


@contextmanager
def timing() -> Iterator[Work]:
    """Of this process, and of those that it has started and that have ended by then."""
    work, started, used = Work(), time.perf_counter(), _processor_seconds()
    yield work
    work.seconds, work.processor_seconds = time.perf_counter() - started, _processor_seconds() - used


def _processor_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
