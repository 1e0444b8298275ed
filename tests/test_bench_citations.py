"""The mark: on a library whose numbers collide, no wrong link, and 95 in 100 of the resolvable citations resolved."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from browsing import ROOT

from bench.citations import LEAST_RESOLVED, MOST_WRONG, Measured, measure
from bench.colliding_library import make


def holds(measured: Measured) -> None:
    assert measured.count("wrong") <= MOST_WRONG, [one for one in measured.wrong if not one.startswith("untellable")]
    assert measured.resolved >= LEAST_RESOLVED


def test_the_mark() -> None:
    measured = measure(papers_of_a_list=3)
    assert measured.count("resolvable") > 400
    assert {"day", "term", "running", "careless", "wrong day", "wrong place"} <= set(measured.by_style)
    holds(measured)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(1, 9))
def test_the_mark_on_other_libraries(seed: int) -> None:
    holds(measure(seed))


def test_the_library_is_the_same_each_time() -> None:
    assert make(seed=3, papers_of_a_list=2) == make(seed=3, papers_of_a_list=2)
    assert make(seed=3, papers_of_a_list=2) != make(seed=4, papers_of_a_list=2)


def test_numbers_collide() -> None:
    """Each number is borne by many papers: a linker that goes by numbers alone would be wrong nearly always."""
    papers = [one.paper for one in make(papers_of_a_list=3)]
    namesakes = [sum(other.number == one.number for other in papers) for one in papers]
    assert sorted(namesakes)[len(namesakes) // 2] >= 6


@pytest.mark.full
def test_the_command_prints_the_figures() -> None:
    command = [sys.executable, "-m", "bench.citations", "--papers-of-a-list", "2", "--json"]
    printed = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout)
    assert printed["wrong"] == 0
    assert printed["resolved"] >= LEAST_RESOLVED
