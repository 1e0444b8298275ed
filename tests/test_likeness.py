"""How like two texts are, and which are worth comparing at all."""

from __future__ import annotations

import pytest
from filing import TASKS

from corpus.likeness import contained, features, likeness, partners

A, B, C, D = TASKS


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (A, A, 1.0, 1.0),
        (A, A.upper(), 1.0, 1.0),
        ("thuỷ lợi Hoà Bình", "thủy lợi Hòa Bình", 1.0, 1.0),
        ("Uỷ ban", "Uy ban", 1.0, 1.0),
        (A, A.replace("vận động", "hướng dẫn"), 0.7, 0.95),
        (A, A.replace("ng", "n9"), 0.3, 0.9),
        (A, B, 0.0, 0.3),  # near misses: unrelated office paragraphs
        (B, C, 0.0, 0.3),
        ("mot hai ba bon nam " * 3, "nam bon ba hai mot " * 3, 0.3, 0.8),  # the same words in another order
        ("xã xã xã xã", "xã", 0.1, 0.5),  # repetitions count
        ("", "", 0.0, 0.0),
        ("", A, 0.0, 0.0),
    ],
)
def test_likeness(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(features(one), features(other)) <= most
    assert likeness(features(one), features(other)) == likeness(features(other), features(one))


def test_contained() -> None:
    assert contained(features(A), features(f"{A} {B}")) > 0.9
    assert contained(features(f"{A} {B}"), features(A)) < 0.6
    assert contained(features(""), features(A)) == 0


def test_partners_of_few_are_all() -> None:
    few = {index: features(text) for index, text in enumerate(TASKS)}
    assert len(partners(few, few)) == 16
    assert partners({}, few) == []


def test_partners_of_many_share_what_is_rare() -> None:
    texts = [f"{TASKS[number % 4]} Xã thứ {number}." for number in range(100)]
    many = {index: features(text) for index, text in enumerate(texts)}
    found = partners(many, many)
    assert {(index, index) for index in many} <= set(found)
    assert len(found) < 10 * len(many)
