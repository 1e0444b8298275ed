"""How often a password may be tried. Each worker counts for itself; with four there are four times as many tries."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

WINDOW = 15 * 60  # seconds
# Of a name few tries; of an address more: an office has many people behind one.
TRIES_OF_NAME = 5
TRIES_OF_ADDRESS = 20

# Names are the caller's to invent: the oldest are forgotten.
MOST_KEYS = 10_000


class Throttle:
    """Remembers failures until the window has passed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[tuple[str, str], list[float]] = {}

    def seconds_to_wait(self, name: str, address: str) -> int:
        """0: try. Else nothing is tried, right or wrong, until so many seconds have passed."""
        now = self._clock()
        waits = [self._wait(key, most, now) for key, most in _keys(name, address)]
        return max(waits)

    def failed(self, name: str, address: str) -> None:
        for key, _ in _keys(name, address):
            self._failures[key] = [*self._failures.pop(key, []), self._clock()]
        while len(self._failures) > MOST_KEYS:
            del self._failures[next(iter(self._failures))]

    def succeeded(self, name: str) -> None:
        """The right password clears its own name, not the address: others are tried from there."""
        self._failures.pop(("name", name), None)

    def _wait(self, key: tuple[str, str], most: int, now: float) -> int:
        recent = [one for one in self._failures.get(key, []) if one > now - WINDOW]
        if not recent:
            self._failures.pop(key, None)
            return 0
        self._failures[key] = recent
        return int(recent[-most] + WINDOW - now) + 1 if len(recent) >= most else 0


def _keys(name: str, address: str) -> Iterable[tuple[tuple[str, str], int]]:
    return (("name", name), TRIES_OF_NAME), (("address", address), TRIES_OF_ADDRESS)
