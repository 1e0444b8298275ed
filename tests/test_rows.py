"""Rows of numbers that ascend."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.rows import in_both, starts_of_runs

ascending = some.sets(some.integers(0, 30), max_size=20).map(lambda one: np.array(sorted(one), dtype=np.intp))


@given(ascending, ascending)
def test_what_two_rows_share(first: np.ndarray, second: np.ndarray) -> None:
    assert in_both(first, second).tolist() == sorted(set(first.tolist()) & set(second.tolist()))


@pytest.mark.parametrize(("values", "starts"), [([], []), ([7], [0]), ([1, 1, 2, 2, 1], [0, 2, 4])])
def test_where_another_value_begins(values: list[int], starts: list[int]) -> None:
    assert starts_of_runs(np.array(values, dtype=np.intp)).tolist() == starts
