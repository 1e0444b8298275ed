"""How often a password may be tried. All workers of a server count together, in a folder of its own."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

WINDOW = 15 * 60  # seconds
# Of a name few tries; of an address more: an office has many people behind one.
TRIES_OF_NAME = 5
TRIES_OF_ADDRESS = 20

# Names are the caller's to invent: the oldest are forgotten. Old files are looked for now and then.
MOST_KEYS = 10_000
_LOOKED_AFTER = 200


class Throttle:
    """Remembers failures until the window has passed: one small file for each name and address, a line for each try.

    A line is written by one append, so no worker's try is lost to another's. Files are called by a hash: people type
    their passwords into the field for the name, and those must not lie about on a disk.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._clock = clock
        self._failures = 0

    def seconds_to_wait(self, name: str, address: str) -> int:
        """0: try. Else nothing is tried, right or wrong, until so many seconds have passed."""
        now = self._clock()
        return max(self._wait(path, most, now) for path, most in self._files(name, address))

    def failed(self, name: str, address: str) -> None:
        # The system tidies away what lies about for weeks.
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, _ in self._files(name, address):
            with path.open("ab", buffering=0) as file:
                file.write(f"{self._clock():.3f}\n".encode())
        self._failures += 1
        if self._failures % _LOOKED_AFTER == 0:
            self._forget_oldest()

    def succeeded(self, name: str) -> None:
        """The right password clears its own name, not the address: others are tried from there."""
        self._file("name", name).unlink(missing_ok=True)

    def _wait(self, path: Path, most: int, now: float) -> int:
        recent = sorted(one for one in _times(path) if now - WINDOW < one <= now)
        return int(recent[-most] + WINDOW - now) + 1 if len(recent) >= most else 0

    def _files(self, name: str, address: str) -> Iterable[tuple[Path, int]]:
        return (self._file("name", name), TRIES_OF_NAME), (self._file("address", address), TRIES_OF_ADDRESS)

    def _file(self, kind: str, key: str) -> Path:
        return self._folder / hashlib.sha256(f"{kind} {key}".encode("utf-8", "replace")).hexdigest()

    def _forget_oldest(self) -> None:
        """What nobody has tried for a whole window, and what is too much."""
        changed = []
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another worker has been here
                changed.append((path.stat().st_mtime, path))
        changed.sort(reverse=True)
        newest = changed[0][0] if changed else 0.0
        for rank, (at, path) in enumerate(changed):
            if rank >= MOST_KEYS or at < newest - WINDOW:
                path.unlink(missing_ok=True)


def _times(path: Path) -> list[float]:
    """A line that is not whole yet, or damaged, is no try."""
    found = []
    with suppress(FileNotFoundError):
        for line in path.read_bytes().splitlines():
            with suppress(ValueError):
                found.append(float(line))
    return found
