"""Rows of numbers that ascend."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.rows import Joined, Runs, in_both, narrow, starts_of_runs, sums_over_spans

ascending = some.sets(some.integers(0, 30), max_size=20).map(lambda one: np.array(sorted(one), dtype=np.intp))


@given(ascending, ascending)
def test_what_two_rows_share(first: np.ndarray, second: np.ndarray) -> None:
    assert in_both(first, second).tolist() == sorted(set(first.tolist()) & set(second.tolist()))


@pytest.mark.parametrize(("values", "starts"), [([], []), ([7], [0]), ([1, 1, 2, 2, 1], [0, 2, 4])])
def test_where_another_value_begins(values: list[int], starts: list[int]) -> None:
    assert starts_of_runs(np.array(values, dtype=np.intp)).tolist() == starts


@given(some.lists(some.lists(some.integers(0, 300), max_size=5), max_size=4), some.data())
def test_rows_joined_are_one_row(parts: list[list[int]], data: some.DataObject) -> None:
    row = Joined([narrow(np.array(part, dtype=np.intp)) for part in parts])
    numbers = sum(parts, [])
    places = data.draw(some.lists(some.sampled_from(range(len(numbers))), unique=True) if numbers else some.just([]))
    assert (len(row), row.whole().tolist()) == (len(numbers), numbers)
    assert row.at(np.array(sorted(places), dtype=np.intp)).tolist() == [numbers[place] for place in sorted(places)]


def test_a_row_takes_the_bytes_that_were_made_for_it() -> None:
    numbers = np.arange(10, dtype=np.uint8)
    assert (Joined([numbers[2:4], numbers]).nbytes, Joined(()).nbytes) == (10, 0)


@given(some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9), some.integers(0, 500)), max_size=6))
def test_sums_over_spans(spans: list[tuple[int, int, int]]) -> None:
    """Spans may lie in one another, and be empty."""
    spans = [(min(begin, end), max(begin, end), amount) for begin, end, amount in spans]
    begins, ends, amounts = np.array(spans, dtype=np.intp).reshape(-1, 3).T
    runs = sums_over_spans(begins, ends, amounts, 10)
    assert runs.spread().tolist() == [sum(n for begin, end, n in spans if begin <= at < end) for at in range(10)]


def test_runs_are_small() -> None:
    runs = sums_over_spans(np.array([5]), np.array([90_000]), np.array([3]), 100_000)
    assert isinstance(runs, Runs)
    assert (runs.nbytes, runs.spread().nbytes) == (15, 100_000)


@pytest.mark.parametrize(("largest", "size"), [(0, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 4)])
def test_numbers_take_as_few_bytes_as_they_need(largest: int, size: int) -> None:
    assert narrow(np.array([0, largest], dtype=np.int64)).itemsize == size


def test_no_numbers() -> None:
    assert narrow(np.zeros(0, dtype=np.int64)).tolist() == []
