"""The parts of the ranking are left out one at a time, and put back."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from test_evaluation import write_set

from bench.ranking import FORMS, PARTS, rows
from search import evidence


def test_parts_are_left_out_and_put_back(tmp_path: Path) -> None:
    before = evidence.WEIGHTS
    found = dict(rows(write_set(tmp_path), tmp_path / "library"))
    assert found.keys() == PARTS.keys()
    assert all(len(figures) == 3 * len(FORMS) and 0 < min(figures) <= 1 for figures in found.values())
    assert evidence.WEIGHTS is before


def test_parts_are_parts_of_the_ranking() -> None:
    known = {field.name for field in fields(evidence.Weights)}
    assert {name for changed in PARTS.values() for name in changed} <= known
