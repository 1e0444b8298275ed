"""What a segment will hold, while it is being written: occurrences by field, and numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from search.columnar.arrays import Array
from search.engine import Occurrences
from search.rows import narrow
from search.suggestions import Kind, merge, phrase_arrays

# Of so few terms it is quicker to let each paper keep its own than to look them up.
_FEW = 16


class _Vocabulary:
    """The terms of one field, each with its spellings, once for all papers: they take the most room."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.spellings: list[str] = []
        self._numbers: dict[str | tuple[str, str], int] = {}

    def joined(self, occurrences: Occurrences) -> Occurrences:
        """The same, by the numbers that the terms have here."""
        terms, spellings = occurrences.vocabulary, occurrences.spellings
        numbers = self._numbers
        first = len(numbers)
        keys: Iterable[str | tuple[str, str]] = zip(terms, spellings) if spellings else terms
        own = np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.uint32)
        new = own >= first
        if new.any():
            places = np.flatnonzero(new).tolist()
            self.terms += [terms[place] for place in places]
            self.spellings += [spellings[place] for place in places] if spellings else []
        return Occurrences(
            self.terms,
            own[occurrences.terms],
            narrow(occurrences.sections),
            None if occurrences.positions is None else narrow(occurrences.positions),
            self.spellings if spellings else None,
        )


class Pool:
    """Takes the place of Whoosh's own pool of single postings."""

    def __init__(self) -> None:
        self._fields: defaultdict[str, list[Occurrences]] = defaultdict(list)
        self._vocabularies: defaultdict[str, _Vocabulary] = defaultdict(_Vocabulary)
        self._numbers: defaultdict[str, list[Array]] = defaultdict(list)
        self._counts: Counter[str] = Counter()
        self._named: list[tuple[str, Kind]] = []
        self._texts: list[str] = []
        self._places: dict[str, None] = {}
        self._merged_phrases: list[Mapping[str, Array]] = []

    def add(self, field: str, occurrences: Occurrences) -> None:
        if len(occurrences.terms):
            few = len(occurrences.vocabulary) <= _FEW
            self._fields[field].append(occurrences if few else self._vocabularies[field].joined(occurrences))

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
            self._vocabularies.pop(field, None)
            yield field, self._fields.pop(field)

    def numbers(self) -> dict[str, Array]:
        return {name: narrow(np.concatenate(parts)) for name, parts in self._numbers.items() if parts}

    def add_phrases(self, named: Iterable[tuple[str, Kind]], texts: Iterable[str], places: Iterable[str]) -> None:
        """What may be suggested while typing: headings, titles and numbers; and what is frequent in texts."""
        self._named += named
        self._texts += texts
        self._places |= dict.fromkeys(places)

    def add_merged_phrases(self, arrays: Mapping[str, Array]) -> None:
        self._merged_phrases.append(arrays)

    def phrases(self) -> dict[str, Array]:
        own = phrase_arrays(self._named, self._texts, self._places)
        return merge([*self._merged_phrases, own]) if self._merged_phrases else own

    # What Whoosh's writer calls.

    def iter_postings(self) -> Pool:
        return self

    def cleanup(self) -> None:
        self._fields.clear()
        self._vocabularies.clear()
        self._numbers.clear()
