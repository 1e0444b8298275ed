"""Spreads work over processes: results in the order of the tasks, memory bounded, a dying worker costs one task."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from corpus.readers.patience import guard

Task = TypeVar("Task")
Result = TypeVar("Result")

# Tasks under way for each worker: enough to keep it busy, few enough to hold their results in memory.
_AHEAD = 4


def spread(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    jobs: int,
    died: Callable[[Task], Result],
    apart: bool = False,
) -> Iterator[Result]:
    """`work(task)` for every task; `died(task)` where the worker that did it was killed.

    One job is done here, unless it may be deadly: then `apart`.
    """
    if jobs == 1 and not apart:
        yield from map(work, tasks)
        return
    left = iter(tasks)
    waiting: deque[tuple[Task, Future[Result]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            for task in islice(left, jobs * _AHEAD - len(waiting)):
                waiting.append((task, _submit(pool, work, task)))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown()
                # Nobody knows whose fault it was: each task that was under way is tried by itself.
                yield from _one_by_one(work, [task, *(other for other, _ in waiting)], died)
                waiting.clear()
                pool = _pool(jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def _one_by_one(
    work: Callable[[Task], Result], tasks: Iterable[Task], died: Callable[[Task], Result]
) -> Iterator[Result]:
    pool = _pool(1)
    try:
        for task in tasks:
            try:
                result = _submit(pool, work, task).result()
            except BrokenProcessPool:
                pool.shutdown()
                result, pool = died(task), _pool(1)
            yield result
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, work: Callable[[Task], Result], task: Task) -> Future[Result]:
    """The future answer; of a pool that a dying worker has broken already, its refusal."""
    with _interrupts_are_ours():
        try:
            return pool.submit(work, task)
        except BrokenProcessPool as error:
            refused: Future[Result] = Future()
            refused.set_exception(error)
            return refused


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the same on every system, and no open file of the library is shared.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_work)


def _begin_work() -> None:
    """Ctrl-C reaches every process of a terminal: only the first one answers. And no worker outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    guard()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def _interrupts_are_ours() -> Iterator[None]:
    """A worker that is started meanwhile never hears Ctrl-C. Here it is only held back, and heard afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield  # Windows: there `_begin_work` alone has to do
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
