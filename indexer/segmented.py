"""Texts that were segmented before: segmenting is what indexing costs, and most texts come again unchanged.

The library keeps, for each text, how many syllables its words have. It is a cache: without it, or when it is damaged,
everything is segmented anew and nothing else is lost.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import LibraryBroken
from search.columnar.arrays import Array, ArrayFile, write_arrays
from search.terms import word_lengths_of

FILE_NAME = "segmented.arrays"

# By a hash of the text: the lengths of its words.
Segmented = Mapping[int, bytes]


class SegmentedTexts:
    """What a library knows, and (`used`) what was asked for."""

    def __init__(self, library: Path | None = None) -> None:
        self.used: dict[int, bytes] = {}
        self._keys, self._starts, self._lengths = _read(library / FILE_NAME) if library else _NOTHING

    def word_lengths_of(self, texts: Sequence[str]) -> list[bytes]:
        keys = [*map(_key, texts)]
        new: dict[int, str] = {}
        for key, text in zip(keys, texts):
            if key not in self.used and key not in new:
                known = self._known(key)
                if known is None:
                    new[key] = text
                else:
                    self.used[key] = known
        self.used |= zip(new, word_lengths_of([*new.values()]))
        return [self.used[key] for key in keys]

    def take_used(self) -> dict[int, bytes]:
        """What has been asked for since this was last called."""
        used, self.used = self.used, {}
        return used

    def _known(self, key: int) -> bytes | None:
        # Searched for in their own type: in another one NumPy would copy the whole array.
        place = int(self._keys.searchsorted(np.uint64(key)))
        if place == len(self._keys) or int(self._keys[place]) != key:
            return None
        return self._lengths[int(self._starts[place]) : int(self._starts[place + 1])].tobytes()

    def all(self) -> dict[int, bytes]:
        ends = self._starts.tolist()
        content = self._lengths.tobytes()
        return {key: content[ends[place] : ends[place + 1]] for place, key in enumerate(self._keys.tolist())}


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def keep(library: Path, used: Segmented, only: bool) -> None:
    """Adds what was used to what the library knows; or keeps nothing else, so that no trace is left of other texts."""
    known = {} if only else SegmentedTexts(library).all()
    if not only and used.keys() <= known.keys():
        return
    texts = sorted({**known, **used}.items())
    ends = np.cumsum([0, *(len(lengths) for _, lengths in texts)], dtype=np.uint64)
    arrays: dict[str, Array] = {
        "keys": np.array([key for key, _ in texts], dtype=np.uint64),
        "starts": ends,
        "lengths": np.frombuffer(b"".join(lengths for _, lengths in texts), dtype=np.uint8),
    }
    path = library / FILE_NAME
    beside = path.with_suffix(".new")
    write_arrays(beside, arrays)
    # Windows lets nobody replace a file that another process has mapped: then the old one stays for this time.
    with suppress(PermissionError):
        os.replace(beside, path)


def texts_of(library: Path) -> SegmentedTexts:
    """One for each process that works, as long as the library's file stays the same."""
    path = library / FILE_NAME
    state = path.stat() if path.exists() else None
    return _texts_of(library, *((state.st_ino, state.st_mtime_ns) if state else ()))


@lru_cache(maxsize=1)
def _texts_of(library: Path, *state: int) -> SegmentedTexts:
    return SegmentedTexts(library)


_Arrays = tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64], npt.NDArray[np.uint8]]
_NOTHING: _Arrays = np.zeros(0, dtype=np.uint64), np.zeros(1, dtype=np.uint64), np.zeros(0, dtype=np.uint8)


def _read(path: Path) -> _Arrays:
    try:
        file = ArrayFile(path)
        return file.whole("keys"), file.whole("starts"), file.whole("lengths")
    except (FileNotFoundError, LibraryBroken, KeyError):
        return _NOTHING
