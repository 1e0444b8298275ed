"""What a segment will hold, while it is being written: occurrences by field, and numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from search.columnar.arrays import Array, narrow
from search.engine import Occurrences
from search.suggestions import Kind, merge, phrase_arrays


class Pool:
    """Takes the place of Whoosh's own pool of single postings."""

    def __init__(self) -> None:
        self._fields: defaultdict[str, list[Occurrences]] = defaultdict(list)
        self._numbers: defaultdict[str, list[Array]] = defaultdict(list)
        self._counts: Counter[str] = Counter()
        self._named: list[tuple[str, Kind]] = []
        self._texts: list[str] = []
        self._merged_phrases: list[Mapping[str, Array]] = []

    def add(self, field: str, occurrences: Occurrences) -> None:
        if len(occurrences.terms):
            self._fields[field].append(occurrences)

    def add_numbers(self, name: str, values: Sequence[int] | npt.NDArray[Any]) -> None:
        """One number for each section or context, in the order in which they are added."""
        self._numbers[name].append(np.asarray(values, dtype=np.uint32))
        self._counts[name] += len(values)

    def count(self, name: str) -> int:
        """How many numbers of this name there are so far."""
        return self._counts[name]

    def fields(self) -> Iterator[tuple[str, list[Occurrences]]]:
        """Field by field; what has been given out is forgotten, so that memory falls while the segment is written."""
        for field in sorted(self._fields):
            yield field, self._fields.pop(field)

    def numbers(self) -> dict[str, Array]:
        return {name: narrow(np.concatenate(parts)) for name, parts in self._numbers.items() if parts}

    def add_phrases(self, named: Iterable[tuple[str, Kind]], texts: Iterable[str]) -> None:
        """What may be suggested while typing: headings, titles and numbers; and what is frequent in texts."""
        self._named += named
        self._texts += texts

    def add_merged_phrases(self, arrays: Mapping[str, Array]) -> None:
        self._merged_phrases.append(arrays)

    def phrases(self) -> dict[str, Array]:
        own = phrase_arrays(self._named, self._texts)
        return merge([*self._merged_phrases, own]) if self._merged_phrases else own

    # What Whoosh's writer calls.

    def iter_postings(self) -> Pool:
        return self

    def cleanup(self) -> None:
        self._fields.clear()
        self._numbers.clear()
