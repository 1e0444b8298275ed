"""The generator of typing errors: always one error, of every kind."""

from __future__ import annotations

from random import Random

from search.mistyping import mistyped


def test_one_error() -> None:
    made = {mistyped("nghị", Random(seed)) for seed in range(500)}
    assert {"ghị", "nhị", "ngị", "ngh"} < made  # missing
    assert {"gnhị", "nhgị", "ngịh"} < made  # exchanged
    assert {len(one) for one in made} == {3, 4, 5}  # and wrong ones, and one too many


def test_the_same_chance_makes_the_same_error() -> None:
    assert [mistyped("quyết", Random(7)) for _ in range(2)] == [mistyped("quyết", Random(7))] * 2
