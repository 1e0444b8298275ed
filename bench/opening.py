"""Opening an index in a fresh process: the time until it is open and until it has answered, and the memory it takes."""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path

from bench.engines import Engine, folder_of
from bench.figures import Figures, median, merged
from bench.processes import apart, memory
from bench.questions import Question

_ROUNDS = 3


def opened(work: Path, engines: list[Engine], asked: list[Question]) -> Figures:
    """Medians of three processes each, in turn."""
    seen: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for _ in range(_ROUNDS):
        for engine in engines:
            for row, figure in apart(_open, engine, folder_of(engine.name, work), asked).items():
                seen[row, engine.name].append(figure)
    return merged(*({row: {name: median(figures)}} for (row, name), figures in seen.items()))


def _open(engine: Engine, folder: Path, asked: list[Question]) -> dict[str, float]:
    """Memory is what the index adds to a process that has imported everything."""
    before = memory()
    started = time.perf_counter()
    peer = engine.open(folder)
    is_open = time.perf_counter()
    peer.ask(asked[0])
    has_answered = time.perf_counter()
    for question in asked[1:]:
        peer.ask(question)
    after = memory()
    figures = {"open": 1000 * (is_open - started), "open and answer": 1000 * (has_answered - started)}
    if before and after:
        figures["private memory"] = after.private - before.private
        figures["resident memory"] = after.resident - before.resident
    peer.close()
    return figures
