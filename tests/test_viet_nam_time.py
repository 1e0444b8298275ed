"""Which day it was in Viet Nam."""

from __future__ import annotations

import time

import pytest

from corpus.errors import LibraryBroken
from corpus.viet_nam_time import day_of


@pytest.mark.parametrize(
    "instant, day",
    [
        ("2024-05-01T16:59:59+00:00", "2024-05-01"),
        ("2024-05-01T17:00:00+00:00", "2024-05-02"),  # midnight
        ("2024-05-01T23:00:00+00:00", "2024-05-02"),  # six in the morning
        ("2024-02-28T20:00:00+00:00", "2024-02-29"),
        ("2023-12-31T18:30:00+00:00", "2024-01-01"),
        ("2024-07-01T16:59:59+00:00", "2024-07-01"),  # no summer time
        ("0001-01-01T00:00:00+00:00", "0001-01-01"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Auckland"])
def test_the_day_does_not_depend_on_the_machine(
    monkeypatch: pytest.MonkeyPatch, zone: str, instant: str, day: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        assert day_of(instant) == day
    finally:
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()


@pytest.mark.parametrize("damaged", ["", "once", "2024-13-01T00:00:00+00:00", "9999-12-31T23:00:00+00:00"])
def test_what_is_no_time_is_damage(damaged: str) -> None:
    with pytest.raises(LibraryBroken, match="không phải là thời điểm"):
        day_of(damaged)
