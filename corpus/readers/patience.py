"""How long and how much one file may take: 30 seconds, 1 GB.

Set around the reading. Each page of a scan renews the clock, for as long as the pages go on at a tolerable pace: what
hangs is ended within 30 seconds, a scan of forty pages is read.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from corpus.errors import UnreadableFile

SECONDS = 30
BYTES = 1_000_000_000

# What the pages of a scan may take on the average, above the first 30 seconds: recognising one takes one to three.
SECONDS_A_PAGE = 10

# So much later the whole process ends, when a library in C does not come back to be interrupted.
_GRACE = 5

_guarded = False
_running = False
_began = 0.0
_pages = 0


class OutOfTime(UnreadableFile):
    """The file took longer than any paper takes."""


def guard() -> None:
    """From now on this process reads under limits. For workers: the limits are those of a whole process."""
    global _guarded
    _guarded = True


@contextmanager
def limited() -> Iterator[None]:
    """In a guarded process, interrupts what takes too long, or ends the process where it cannot be interrupted."""
    global _running, _began, _pages
    if not _guarded:
        yield
        return
    before = _limit_memory(BYTES)
    _running, _began, _pages = True, time.monotonic(), 0
    _wind()
    try:
        yield
    finally:
        _running = False
        if _can_interrupt():
            signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()
        _restore_memory(before)


def renew() -> None:
    """A page more: the clock begins anew, unless the pages before it took too long; nothing where no clock is set."""
    global _pages
    if not _running:
        return
    if time.monotonic() - _began > SECONDS + _pages * SECONDS_A_PAGE:
        raise OutOfTime(f"mỗi trang đọc quá {SECONDS_A_PAGE} giây, dừng sau {_pages} trang")
    _pages += 1
    _wind()


def _wind() -> None:
    if _can_interrupt():
        signal.signal(signal.SIGALRM, _interrupt)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
    faulthandler.dump_traceback_later(SECONDS + _GRACE, exit=True, file=_nowhere())


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise OutOfTime(f"đọc quá {SECONDS} giây")


def _can_interrupt() -> bool:
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()


_sink: int | None = None


def _nowhere() -> int:
    global _sink
    if _sink is None:
        _sink = os.open(os.devnull, os.O_WRONLY)
    return _sink


def _limit_memory(bytes_: int) -> tuple[int, int] | None:
    """Lets the process grow by so much, where the system can hold it to that."""
    try:
        import resource

        with open("/proc/self/statm") as statm:
            now = int(statm.read().split()[0]) * resource.getpagesize()
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = now + bytes_
        resource.setrlimit(resource.RLIMIT_AS, (min(most, hard) if hard != resource.RLIM_INFINITY else most, hard))
    except (ImportError, OSError, ValueError):
        return None
    return soft, hard


def _restore_memory(before: tuple[int, int] | None) -> None:
    if before is not None:
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, before)
