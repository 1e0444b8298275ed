"""The search page under load from the same machine, and a bare Flask route beside it in the same run.

Alone: `python -m bench.over_http --library library` puts an existing library under load;
`--size` makes a library of the benchmark's own papers first.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

from bench import ours
from bench.building import WORDS
from bench.corpus import Papers, papers
from bench.engines import OURS, folder_of
from bench.figures import Figures, median, p95
from bench.load import Load, at_a_rate, flat_out
from bench.machine import machine
from bench.processes import apart
from bench.questions import Kind, questions
from bench.segmentation import keep_words
from bench.servers import bare_server, tracuu_server

BARE = "bare Flask route"

_WARMING = 60
_ROUNDS = 2


@dataclass(frozen=True)
class Plan:
    """How much is asked in a round; the rounds of page and bare route take turns."""

    workers: int = 2
    rate: float = 10.0
    seconds: float = 10.0
    connections: int = 4
    requests: int = 300

    @property
    def steady(self) -> int:
        return int(self.rate * self.seconds)


@dataclass(frozen=True)
class Measured:
    """Both servers under both kinds of load, and the memory of the largest worker."""

    steady: dict[str, Load]
    flat: dict[str, Load]
    worker_memory: float | None

    def as_figures(self) -> Figures:
        figures: Figures = {
            "page median": {name: median(load.milliseconds) for name, load in self.steady.items()},
            "page p95": {name: p95(load.milliseconds) for name, load in self.steady.items()},
            "requests held": {name: load.rate for name, load in self.flat.items()},
            "errors": {name: float(load.errors + self.flat[name].errors) for name, load in self.steady.items()},
        }
        if self.worker_memory is not None:
            figures["worker memory"] = {OURS: self.worker_memory}
        return figures


def over_http(library: Path, typed: Sequence[str], plan: Plan) -> Measured:
    """Pages of questions, each once where there are enough of them: remembered answers would not count."""
    steady, flat = {OURS: Load(), BARE: Load()}, {OURS: Load(), BARE: Load()}
    with tracuu_server(library, plan.workers) as page, bare_server(plan.workers) as bare:
        pages = cycle(f"/?{urlencode({'q': one})}" for one in typed)
        both = {OURS: (page.port, pages), BARE: (bare.port, cycle(["/"]))}
        for port, paths in both.values():
            flat_out(port, list(islice(paths, _WARMING)), plan.connections)  # every worker has opened its index
        for _ in range(_ROUNDS):
            for name, (port, paths) in both.items():
                _add(steady[name], at_a_rate(port, list(islice(paths, plan.steady)), plan.rate))
                _add(flat[name], flat_out(port, list(islice(paths, plan.requests)), plan.connections))
        return Measured(steady, flat, page.worker_memory())


def _add(to: Load, load: Load) -> None:
    to.milliseconds += load.milliseconds
    to.errors += load.errors
    to.seconds += load.seconds


def typed_questions(found: Papers, plan: Plan) -> list[str]:
    """As many as the plan needs, of every kind, accented ones too."""
    needed = _WARMING + _ROUNDS * (plan.steady + plan.requests)
    return [question.typed for question in questions(found, math.ceil(needed / len(Kind)), seed=11)]


def main() -> None:
    options = parser().parse_args()
    plan = Plan(options.workers, options.rate, options.seconds, options.connections, options.requests)
    print(machine())
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        found = papers(options.size, work)
        library = options.library or _library(found, work)
        measured = over_http(library, typed_questions(found, plan), plan)
    for name in (OURS, BARE):
        print(f"{name}, {plan.rate:g} requests/s: {measured.steady[name]}")
        print(f"{name}, {plan.connections} connections flat out: {measured.flat[name]}")
    print(f"memory of a worker: {measured.worker_memory or 0:.0f} MB private")


def _library(found: Papers, work: Path) -> Path:
    """The benchmark's own; what an earlier run has left in the folder of the run is used again."""
    library = folder_of(OURS, work)
    if not (library / "index").exists():
        keep_words(found, work / WORDS, jobs=2)
        apart(ours.build, found, library, 2, work / WORDS)
    return library


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    found = argparse.ArgumentParser(prog="python -m bench.over_http", description=__doc__)
    found.add_argument("--library", type=Path, help="a library that exists; asked with the benchmark's questions")
    found.add_argument("--size", type=int, default=10_000, help="sections of the library that is made otherwise")
    found.add_argument("--work", type=Path, help="a folder to keep what was made, for another run")
    found.add_argument("--workers", type=int, default=Plan.workers)
    found.add_argument("--rate", type=float, default=Plan.rate, help="requests a second")
    found.add_argument("--seconds", type=float, default=Plan.seconds, help="of steady requests, twice")
    found.add_argument("--connections", type=int, default=Plan.connections)
    found.add_argument("--requests", type=int, default=Plan.requests, help="flat out, twice")
    return found


if __name__ == "__main__":
    main()
