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
    public: bool = False  # everyone may read it, search machines too
    users: Path | None = None  # the file of those who may log in; None: nobody needs to
    behind_proxy: bool = False  # a web server stands in front: what its headers say of the caller is true

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
        paths = {name: Path(given[name]) for name in PATHS if name in given}
        switches = {name: _switch(name, given[name]) for name in SWITCHES if name in given}
        return cls(**{**given, **numbers, **paths, **switches})  # type: ignore[arg-type]


NUMBERS = ("jobs", "max_text_bytes", "port", "workers")
PATHS = ("library", "users")
SWITCHES = ("public", "behind_proxy")


def _number(name: str, value: str) -> int:
    largest = 65_535 if name == "port" else 10**12
    # The length first: Python refuses to read a number of thousands of digits.
    if not value.isascii() or not value.isdigit() or len(value) > 13 or not 1 <= int(value) <= largest:
        raise BadRequest(f"TRACUU_{name.upper()} phải là một số nguyên từ 1 đến {largest}, không phải “{value[:40]}”.")
    return int(value)


def _switch(name: str, value: str) -> bool:
    """Nothing is opened by a word that we do not know."""
    if value not in ("0", "1"):
        raise BadRequest(f"TRACUU_{name.upper()} phải là 1 hoặc 0, không phải “{value[:40]}”.")
    return value == "1"
