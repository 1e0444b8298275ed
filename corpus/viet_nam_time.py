"""The day that people see and type: every time is stored in UTC, and its day is the day in Viet Nam."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache

from corpus.errors import LibraryBroken

# Without summer time since ever a paper was imported, so that no table of zones is needed; never the machine's own
# zone, which tells where a server was bought.
VIET_NAM = timezone(timedelta(hours=7))

# A paragraph's history asks for the days of all imports, which are thousands after ten years of nights.
_KEPT = 1 << 14


@lru_cache(_KEPT)
def day_of(time: str) -> str:
    """
    >>> day_of("2024-05-01T16:59:59+00:00"), day_of("2024-05-01T23:00:00+00:00")
    ('2024-05-01', '2024-05-02')
    """
    try:
        return datetime.fromisoformat(time).astimezone(VIET_NAM).date().isoformat()
    except (ValueError, OverflowError) as error:
        raise LibraryBroken(f"Sổ đăng ký bị hỏng: “{time[:40]}” không phải là thời điểm.") from error


def said_day(iso: str) -> str:
    """As it is shown.

    >>> said_day("2024-05-01")
    '01/05/2024'
    """
    return "/".join(reversed(iso.split("-")))
