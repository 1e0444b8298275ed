"""The machine that the figures are of: a figure without its machine says nothing."""

from __future__ import annotations

import os
import platform
from pathlib import Path

_UNKNOWN = "unknown"


def machine() -> str:
    """One line: cores, processor, memory, Python."""
    return (
        f"{os.cpu_count()} cores ({_named('/proc/cpuinfo', 'model name')}), {_memory()} RAM, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def _memory() -> str:
    said = _named("/proc/meminfo", "MemTotal").split()
    return f"{int(said[0]) / 1024**2:.0f} GB" if said[0].isdigit() else _UNKNOWN


def _named(path: str, name: str) -> str:
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or _UNKNOWN
    values = [value.strip() for key, _, value in (line.partition(":") for line in lines) if key.strip() == name]
    return values[0] if values else _UNKNOWN
