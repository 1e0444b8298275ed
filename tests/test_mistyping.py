"""The generator of typing errors: always one error, of every kind."""

from __future__ import annotations

from random import Random

import pytest

from search.mistyping import ERRORS, mistyped, one_error, one_error_away


def test_one_error() -> None:
    made = {mistyped("nghị", Random(seed)) for seed in range(500)}
    assert {"ghị", "nhị", "ngị", "ngh"} < made  # missing
    assert {"gnhị", "nhgị", "ngịh"} < made  # exchanged
    assert {len(one) for one in made} == {3, 4, 5}  # and wrong ones, and one too many


def test_the_same_chance_makes_the_same_error() -> None:
    assert [mistyped("quyết", Random(7)) for _ in range(2)] == [mistyped("quyết", Random(7))] * 2


@pytest.mark.parametrize("error", ERRORS)
def test_one_error_in_a_longer_syllable(error: str) -> None:
    typed = one_error("ở xã, quyết", error)
    assert typed != "ở xã, quyết"
    assert typed.startswith("ở xã, ")
    assert one_error("ở xã, quyết", error) == typed
    assert one_error("ở xã", error) == "ở xã"


@pytest.mark.parametrize("word", ["quyet", "nghi", "thong"])
def test_every_error_leads_back(word: str) -> None:
    for error in ERRORS.values():
        for place in range(len(word)):
            typed = error(word, place, "x")
            assert typed == word or word in {meant for meant, _ in one_error_away(typed)}


def test_the_likelier_error_weighs_more() -> None:
    best: dict[str, float] = {}
    for meant, weight in one_error_away("quyrt"):
        best[meant] = max(weight, best.get(meant, weight))
    assert best["quyet"] > best["quybt"]  # e lies beside r
