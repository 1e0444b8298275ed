"""One field of a segment, for reading: a term -> its postings, out of the arrays that `laying.py` describes."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.columnar.arrays import Array, ArrayFile
from search.columnar.laying import Hashes, spelled_hash, term_hash, unpacked, unpacked_spellings
from search.columns import Values
from search.engine import Occurrences
from search.postings import NOWHERE, Postings
from search.rows import Counts, Joined, Mask, Numbers


class Field:
    """A field that the segment does not have is one without terms."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self._exists = f"{name}.starts" in file
        self._keeps_places = f"{name}.positions" in file

    def postings(self, term: str) -> Postings:
        index = self._find("hashes", term_hash(term))
        return NOWHERE if index is None else self.postings_of(index)

    def written(self, term: str, spelling: str) -> Mask:
        """For each occurrence of a term whether it is written so."""
        index = self._find("hashes", term_hash(term))
        place = self._find("spelled_hashes", spelled_hash(term, spelling))
        first, last = self._occurrences(index) if index is not None else (0, 0)
        if place is None:
            return np.zeros(last - first, dtype=bool)
        labels = self._file.part(f"{self._name}.labels", first, last)
        return np.asarray(labels == self._whole("spelled_labels")[place])

    def postings_of(self, index: int) -> Postings:
        """Of the term at a place in the order of the terms."""
        first, last = int(self._starts[index]), int(self._starts[index + 1])
        sections = self._file.part(f"{self._name}.sections", first, last).astype(np.intp)
        return Postings(sections, self._frequencies(first, last), self._positions(index))

    def values(self) -> Values:
        """Every term as a value, and for each posting the ordinal of its value and its section."""
        if not self._exists:
            return Values([], NOWHERE.sections, NOWHERE.sections)
        ordinals = np.repeat(np.arange(len(self.terms)), np.diff(self._starts))
        return Values(self.terms, ordinals, self._whole("sections").astype(np.intp))

    def occurrences(self) -> Occurrences:
        """Everything back as it was given, for a merge; no longer in the order of the text."""
        if not self._exists:
            return Occurrences([], np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint32))
        count = len(self.terms)
        postings = len(self._whole("sections"))
        frequencies = self._frequencies(0, postings)
        ranks = np.repeat(np.repeat(np.arange(count), np.diff(self._starts)), frequencies)
        sections = np.repeat(self._whole("sections").astype(np.uint32), frequencies)
        if not self._keeps_places:
            return Occurrences(self.terms, ranks.astype(np.uint32), sections)
        spellings = unpacked_spellings(self._whole("spellings"))
        before = np.cumsum([0, *map(len, spellings)])  # spellings of the terms before each term
        return Occurrences(
            [term for term, of_term in zip(self.terms, spellings) for _ in of_term],
            (before[ranks] + self._whole("labels")).astype(np.uint32),
            sections,
            self._whole("positions").astype(np.uint32),
            [spelling for of_term in spellings for spelling in of_term],
        )

    @cached_property
    def terms(self) -> list[str]:
        """In the order of their hashes."""
        return unpacked(self._whole("terms")) if self._exists else []

    @cached_property
    def sorted_terms(self) -> list[tuple[bytes, int]]:
        """In the order of their bytes, each with its place in the order of the hashes."""
        return sorted((term.encode(), index) for index, term in enumerate(self.terms))

    @cached_property
    def _starts(self) -> npt.NDArray[np.uint32]:
        return self._whole("starts")

    def _find(self, name: str, wanted: np.uint64) -> int | None:
        if not self._exists or f"{self._name}.{name}" not in self._file:
            return None
        hashes: Hashes = self._whole(name)
        place = int(hashes.searchsorted(wanted))
        return place if place < len(hashes) and hashes[place] == wanted else None

    def _frequencies(self, first: int, last: int) -> Counts:
        repeated = self._whole("repeated")
        # Searched for in their own type: in another one NumPy would copy the whole array.
        low, high = repeated.searchsorted(np.array([first, last], dtype=repeated.dtype))
        repeats = self._file.part(f"{self._name}.repeats", low, high)
        frequencies = np.ones(last - first, dtype=repeats.dtype)
        frequencies[repeated[low:high] - np.intp(first)] = repeats
        return frequencies

    def _occurrences(self, index: int) -> tuple[int, int]:
        starts = self._whole("occurrence_starts")
        return int(starts[index]), int(starts[index + 1])

    def _positions(self, index: int) -> Joined:
        if not self._keeps_places:
            return NOWHERE.positions
        return Joined((self._file.part(f"{self._name}.positions", *self._occurrences(index)),))

    def _whole(self, name: str) -> Array:
        return self._file.whole(f"{self._name}.{name}")


def surviving(occurrences: Occurrences, alive: Mask, places: Numbers) -> Occurrences:
    """Without the deleted sections, the others at their new places and in their order again."""
    kept = np.flatnonzero(alive[occurrences.sections])
    kept = kept[np.argsort(occurrences.sections[kept], kind="stable")]
    used, terms = np.unique(occurrences.terms[kept], return_inverse=True)
    return Occurrences(
        [occurrences.vocabulary[index] for index in used],
        terms.astype(np.uint32),
        places[occurrences.sections[kept]].astype(np.uint32),
        None if occurrences.positions is None else occurrences.positions[kept],
        None if occurrences.spellings is None else [occurrences.spellings[index] for index in used],
    )
