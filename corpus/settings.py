"""The settings, read once at the edge and handed down. README lists them all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import BadRequest


@dataclass(frozen=True)
class Settings:
    """What can be set. Every field has a variable of the same name in capitals, with TRACUU_ before it."""

    library: Path = Path("library")
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    max_text_bytes: int = 20_000_000  # a file that yields more text than this is refused
    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = field(default_factory=lambda: min(4, os.cpu_count() or 1))
    url: str = ""  # how the library is reached from outside, for links that are copied

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """
        >>> Settings.from_environment({"TRACUU_PORT": "9000"}).port
        9000
        """
        given = {
            name: environment[variable]
            for name in cls.__dataclass_fields__
            if (variable := f"TRACUU_{name.upper()}") in environment and environment[variable]
        }
        numbers = {name: _number(name, given[name]) for name in NUMBERS if name in given}
        library = {"library": Path(given["library"])} if "library" in given else {}
        return cls(**{**given, **numbers, **library})  # type: ignore[arg-type]


NUMBERS = ("jobs", "max_text_bytes", "port", "workers")


def _number(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise BadRequest(f"TRACUU_{name.upper()} phải là một số nguyên dương, không phải “{value}”.")
    return int(value)
