"""Every engine asked the same question in turn: the ten best, the total and three facets over identical terms."""

from __future__ import annotations

import gc
import time
from collections import defaultdict
from pathlib import Path

from bench.engines import Engine, folder_of
from bench.figures import Figures, merged, spread_of
from bench.peer import Outcome
from bench.questions import ONE_STREAM, Question

# All kinds of question together; each kind has a row of its own under its own name.
TOGETHER = "one stream"


class Disagreement(Exception):
    """Two engines gave different totals or counts: their times cannot be compared."""


def one_stream(work: Path, engines: list[Engine], warming: list[Question], asked: list[Question]) -> Figures:
    """Each question is asked once of each engine: what an engine remembers of whole answers does not help it."""
    peers = {engine.name: engine.open(folder_of(engine.name, work)) for engine in engines}
    for question in warming:
        for peer in peers.values():
            peer.ask(question)
    gc.collect()
    gc.freeze()
    timings: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for number, question in enumerate(asked):
        outcomes: dict[str, Outcome] = {}
        names = list(peers)
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            started = time.perf_counter()
            outcomes[name] = peers[name].ask(question)
            timings[question.kind.name, name].append(1000 * (time.perf_counter() - started))
        _same(question, outcomes)
    gc.unfreeze()
    for peer in peers.values():
        peer.close()
    return merged(*(spread_of(kind, name, found) for (kind, name), found in timings.items()), _together(timings))


def _together(timings: dict[tuple[str, str], list[float]]) -> Figures:
    names = dict.fromkeys(name for _, name in timings)
    kinds = [kind.name for kind in ONE_STREAM]
    every = {name: [timing for kind in kinds for timing in timings.get((kind, name), [])] for name in names}
    return merged(*(spread_of(TOGETHER, name, found) for name, found in every.items()))


def _same(question: Question, outcomes: dict[str, Outcome]) -> None:
    first, *others = outcomes.items()
    for name, outcome in others:
        if outcome != first[1]:
            raise Disagreement(f"{first[0]} and {name} differ on {question.typed!r}: {first[1].total}, {outcome.total}")
