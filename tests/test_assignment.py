"""The best pairs together, held against all ways to pair."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.assignment import Pair, _groups, assign


@pytest.mark.parametrize(
    ("worth", "chosen"),
    [
        ({}, {}),
        ({(0, 5): 0.6}, {0: 5}),
        ({(0, 0): 0.9, (1, 1): 0.9, (0, 1): 0.8}, {0: 0, 1: 1}),
        ({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}, {0: 1, 1: 0}),  # the best pair is not taken at the others' cost
        ({(0, 0): 0.9, (0, 1): 0.2, (1, 0): 0.2}, {0: 0}),
        ({(3, 1): 0.7, (4, 1): 0.8}, {4: 1}),  # one stays alone
    ],
)
def test_assign(worth: dict[Pair, float], chosen: dict[int, int]) -> None:
    assert assign(worth) == chosen


pairs = st.tuples(st.integers(0, 4), st.integers(0, 4))


@given(st.dictionaries(pairs, st.floats(0.01, 1)))
def test_nothing_is_better(worth: dict[Pair, float]) -> None:
    chosen = assign(worth)
    assert len(set(chosen.values())) == len(chosen)
    assert set(chosen.items()) <= worth.keys()
    best = max(sum(worth.get(pair, 0.0) for pair in enumerate(order)) for order in permutations(range(5)))
    assert sum(worth[pair] for pair in chosen.items()) == pytest.approx(best)


@given(st.dictionaries(pairs, st.floats(0.01, 1)))
def test_groups_share_no_members(worth: dict[Pair, float]) -> None:
    groups = list(_groups(worth))
    assert sorted(pair for group in groups for pair in group) == sorted(worth)
    for side in (0, 1):
        members = [{pair[side] for pair in group} for group in groups]
        assert sum(map(len, members)) == len(set().union(*members))


def test_a_large_group_is_settled_quickly() -> None:
    worth = {(left, right): 1 - abs(left - right) / 1000 for left in range(200) for right in range(200)}
    assert assign(worth) == {number: number for number in range(200)}
