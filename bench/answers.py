"""`answer()` whole, as page and API call it: every stream, the papers' evidence, ten fragments, all facets."""

from __future__ import annotations

import gc
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.engines import OURS
from bench.figures import Figures, merged, spread_of
from bench.questions import Question
from search.answer import Request, answer
from search.columnar.engine import WhooshEngine

TOGETHER = "answer"


def answers(library: Path, warming: Sequence[Question], asked: Sequence[Question]) -> Figures:
    """Each question once, of a worker that has answered some others."""
    engine = WhooshEngine(library)
    for question in warming:
        answer(Request(question.typed), engine)
    gc.collect()
    gc.freeze()
    timings: defaultdict[str, list[float]] = defaultdict(list)
    for question in asked:
        started = time.perf_counter()
        answer(Request(question.typed), engine)
        timings[question.kind.name].append(1000 * (time.perf_counter() - started))
    gc.unfreeze()
    every = [timing for found in timings.values() for timing in found]
    rows = [spread_of(f"{TOGETHER} {kind}", OURS, found) for kind, found in timings.items()]
    return merged(spread_of(TOGETHER, OURS, every), *rows)
