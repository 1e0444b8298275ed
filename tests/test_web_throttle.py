"""Passwords cannot be tried forever."""

from __future__ import annotations

import pytest

from web import throttle
from web.throttle import TRIES_OF_ADDRESS, TRIES_OF_NAME, WINDOW, Throttle


class Clock:
    """A time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> Throttle:
    return Throttle(clock)


def test_a_name_may_be_tried_a_few_times(door: Throttle, clock: Clock) -> None:
    for _ in range(TRIES_OF_NAME):
        assert door.seconds_to_wait("an", "1.2.3.4") == 0
        door.failed("an", "1.2.3.4")
    assert 0 < door.seconds_to_wait("an", "1.2.3.4") <= WINDOW + 1
    # From anywhere; and others are not kept waiting.
    assert door.seconds_to_wait("an", "5.6.7.8") > 0
    assert door.seconds_to_wait("binh", "1.2.3.4") == 0
    clock.now += WINDOW + 1
    assert door.seconds_to_wait("an", "1.2.3.4") == 0


def test_an_address_may_try_some_names(door: Throttle) -> None:
    for number in range(TRIES_OF_ADDRESS):
        assert door.seconds_to_wait(f"name {number}", "1.2.3.4") == 0
        door.failed(f"name {number}", "1.2.3.4")
    assert door.seconds_to_wait("another", "1.2.3.4") > 0
    assert door.seconds_to_wait("another", "5.6.7.8") == 0


def test_the_wait_gets_shorter(door: Throttle, clock: Clock) -> None:
    for _ in range(TRIES_OF_NAME):
        door.failed("an", "a")
    first = door.seconds_to_wait("an", "a")
    clock.now += 60
    assert door.seconds_to_wait("an", "a") == first - 60


def test_who_came_in_starts_anew(door: Throttle) -> None:
    for _ in range(TRIES_OF_NAME - 1):
        door.failed("an", "a")
    door.succeeded("an")
    for _ in range(TRIES_OF_NAME - 1):
        door.failed("an", "a")
    assert door.seconds_to_wait("an", "a") == 0


def test_invented_names_do_not_fill_the_memory(door: Throttle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_KEYS", 50)
    for number in range(500):
        door.failed(f"name {number}", f"address {number}")
    assert len(door._failures) <= 50
