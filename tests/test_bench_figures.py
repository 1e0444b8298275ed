"""Many timings become one figure."""

from __future__ import annotations

from bench.figures import median, merged, p95, spread_of


def test_the_95th_percentile_is_a_value_that_was_measured() -> None:
    assert p95([3.0]) == 3.0
    assert p95([float(number) for number in range(1, 101)]) == 95.0
    assert median([1.0, 2.0, 10.0]) == 2.0


def test_rows_of_several_engines_become_one() -> None:
    assert merged(spread_of("ANY", "a", [1.0]), spread_of("ANY", "b", [2.0])) == {
        "ANY median": {"a": 1.0, "b": 2.0},
        "ANY p95": {"a": 1.0, "b": 2.0},
    }
