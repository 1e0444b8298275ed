"""Texts that were segmented once, and the words they gave: so that a benchmark can be run again in minutes.

Rows that measure segmentation never look here.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterable
from pathlib import Path

import numpy as np

_BETWEEN = "\x00"


class WordCache:
    """A folder of three files: sorted keys, where their words end, and the words."""

    def __init__(self, folder: Path) -> None:
        self._keys = np.load(folder / "keys.npy", mmap_mode="r")
        self._places = np.load(folder / "places.npy", mmap_mode="r")
        with (folder / "words").open("rb") as file:
            self._words = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def words(self, text: str) -> list[str] | None:
        """None: this text was not segmented."""
        key = _key(text)
        place = int(np.searchsorted(self._keys, np.uint64(key)))
        if place == len(self._keys) or int(self._keys[place]) != key:
            return None
        start, end = self._places[place]
        return self._words[start:end].decode().split(_BETWEEN)


def write_cache(folder: Path, segmented: Iterable[tuple[str, list[str]]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    places: dict[int, tuple[int, int]] = {}
    end = 0
    with (folder / "words").open("wb") as file:
        for text, words in segmented:
            key = _key(text)
            if words and key not in places:
                start, end = end, end + file.write(_BETWEEN.join(words).encode())
                places[key] = (start, end)
    keys = np.array(sorted(places), dtype=np.uint64)
    np.save(folder / "places.npy", np.array([places[int(key)] for key in keys], dtype=np.int64))
    # Last, because it says that the others are whole.
    np.save(folder / "keys.npy", keys)


def is_whole(folder: Path) -> bool:
    return (folder / "keys.npy").exists()


def _key(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
