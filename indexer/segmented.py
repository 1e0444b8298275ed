"""Texts that were segmented before: segmenting is what indexing costs, and most texts come again unchanged.

The library keeps, for each text, how many syllables its words have. It is a cache: without it, or when it is damaged,
everything is segmented anew and nothing else is lost.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import LibraryBroken
from search.columnar.arrays import ArrayFile, write_arrays
from search.terms import word_lengths

FILE_NAME = "segmented.arrays"

# By a hash of the text: the lengths of its words.
Segmented = Mapping[int, bytes]


class SegmentedTexts:
    """What a library knows, and (`new`) what it did not know yet."""

    def __init__(self, library: Path | None = None) -> None:
        self.new: dict[int, bytes] = {}
        self._keys, self._starts, self._lengths = _read(library / FILE_NAME) if library else _NOTHING

    def word_lengths(self, text: str) -> bytes:
        key = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
        known = self._known(key)
        if known is None:
            known = self.new[key] = word_lengths(text)
        return known

    def take_new(self) -> dict[int, bytes]:
        """What has been segmented since this was last asked."""
        new, self.new = self.new, {}
        return new

    def _known(self, key: int) -> bytes | None:
        if key in self.new:
            return self.new[key]
        place = int(self._keys.searchsorted(np.uint64(key)))
        if place == len(self._keys) or int(self._keys[place]) != key:
            return None
        return self._lengths[int(self._starts[place]) : int(self._starts[place + 1])].tobytes()


def keep(library: Path, new: Segmented) -> None:
    """Adds what was segmented to what the library knows."""
    if not new:
        return
    before = SegmentedTexts(library)
    keys = np.concatenate([before._keys, np.array(list(new), dtype=np.uint64)])
    counts = np.concatenate([np.diff(before._starts), np.array([len(one) for one in new.values()], dtype=np.int64)])
    content = np.concatenate([before._lengths, np.frombuffer(b"".join(new.values()), dtype=np.uint8)])
    order = np.argsort(keys)
    starts = np.concatenate([[0], np.cumsum(counts)])
    ordered = np.concatenate([content[:0], *(content[starts[place] : starts[place + 1]] for place in order)])
    path = library / FILE_NAME
    beside = path.with_suffix(".new")
    ends = np.cumsum(counts[order])
    write_arrays(beside, {"keys": keys[order], "starts": np.concatenate([[0], ends]), "lengths": ordered})
    # Windows lets nobody replace a file that another process has mapped: then the old one stays for this time.
    with suppress(PermissionError):
        os.replace(beside, path)


@lru_cache(maxsize=1)
def texts_of(library: Path) -> SegmentedTexts:
    """One for each process that works."""
    return SegmentedTexts(library)


_Arrays = tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64], npt.NDArray[np.uint8]]
_NOTHING: _Arrays = np.zeros(0, dtype=np.uint64), np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.uint8)


def _read(path: Path) -> _Arrays:
    try:
        file = ArrayFile(path)
        return file.whole("keys"), file.whole("starts"), file.whole("lengths")
    except (FileNotFoundError, LibraryBroken, KeyError):
        return _NOTHING
