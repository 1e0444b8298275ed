"""Work over processes: order kept, memory bounded, a dying worker costs only its task, none outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from indexer.workers import _AHEAD, spread


def square(number: int) -> int:
    time.sleep(0.02 * (number % 3))  # later ones are ready earlier
    return number * number


def die_of(deadly: frozenset[int], number: int) -> int:
    if number in deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def own_pid(_: int) -> int:
    return os.getpid()


def died(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_is_that_of_the_tasks(jobs: int) -> None:
    assert list(spread(square, range(20), jobs, died)) == [number * number for number in range(20)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do(jobs: int) -> None:
    assert list(spread(square, [], jobs, died)) == []


def test_one_job_needs_no_process() -> None:
    assert set(spread(own_pid, range(3), 1, died)) == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_tasks_are_taken_as_they_are_needed(jobs: int) -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield number

    for done, _ in enumerate(spread(square, tasks(), jobs, died), start=1):
        assert taken <= done + jobs * _AHEAD
        if done == 30:
            break


@pytest.mark.parametrize(
    ("deadly", "count"),
    [
        ({5}, 12),
        ({0}, 3),
        ({11}, 12),
        ({2, 3, 17}, 20),
    ],
)
def test_a_worker_that_is_killed_costs_only_its_task(deadly: set[int], count: int) -> None:
    found = list(spread(partial(die_of, frozenset(deadly)), range(count), 2, died))
    assert found == [-number if number in deadly else number for number in range(count)]


def test_a_pool_that_breaks_while_nobody_waits() -> None:
    """The next task is offered to a pool that is broken already: it was lost, and the run with it."""
    found = spread(partial(die_of, frozenset({2})), range(30), 2, died)
    first = next(found)
    time.sleep(0.5)
    assert [first, *found] == [-number if number == 2 else number for number in range(30)]


def test_an_error_of_the_work_itself_is_raised_in_its_place() -> None:
    found = spread(refuse, range(10), 2, died)
    assert [next(found), next(found), next(found)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        next(found)


def test_no_worker_stays_when_the_caller_stops() -> None:
    found = spread(own_pid, range(100), 2, died)
    worker = next(found)
    found.close()  # type: ignore[attr-defined]
    assert not alive(worker)


PARENT = """
import os, sys, time
sys.path.insert(0, {here!r})
from test_workers import own_pid
from indexer.workers import spread

if __name__ == "__main__":
    for pid in spread(own_pid, range(1000000), 2, None):
        print(pid, flush=True)
        time.sleep(0.01)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_a_parent_that_is_killed(tmp_path: Path, how: signal.Signals) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT.format(here=str(Path(__file__).parent)), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment, text=True) as parent:
        assert parent.stdout
        workers = {int(parent.stdout.readline()) for _ in range(20)}
        parent.send_signal(how)
        parent.wait()
        parent.stdout.close()
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers))


def alive(pid: int) -> bool:
    """Whether the process still works; one that only waits to be buried does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
