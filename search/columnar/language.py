"""What a segment says, kept beside its postings: its syllables counted, for the vocabulary; its phrases, to suggest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from search.columnar.arrays import Array, ArrayFile
from search.counts import count_runs
from search.engine import Occurrences
from search.suggestions import Kind

# In front of the names of these arrays in the segment's file.
LANGUAGE, PHRASES = "language", "phrases"


def language_arrays(parts: Sequence[Occurrences]) -> dict[str, Array]:
    """Counted from the terms as they are written: a merge counts what is left of its segments, and nothing else."""
    seen: list[str] = []
    columns = []
    for part in parts:
        if part.positions is not None and part.spellings is not None:
            columns.append((part.terms.astype(np.int64) + len(seen), part.sections, part.positions))
            seen += part.spellings
    if not columns:
        return {}
    words, sections, positions = (np.concatenate(column) for column in zip(*columns))
    order = np.lexsort((positions, sections))
    words, sections, positions = words[order], sections[order], positions[order].astype(np.int64)
    ends = np.flatnonzero((np.diff(sections.astype(np.int64)) != 0) | (np.diff(positions) != 1)) + 1
    return named(LANGUAGE, count_runs(seen, np.insert(words, ends, -1)))


def named_in(stored: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Kind]]:
    """What people call papers and their parts, out of what is stored of them."""
    for one in stored:
        called = ((one.get("heading") or {}).get("text"), one.get("title"), one.get("number"))
        for name, kind in zip(called, (Kind.HEADING, Kind.TITLE, Kind.NUMBER)):
            if name:
                yield name, kind


def texts_in(stored: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    return (paragraph["text"] for one in stored for paragraph in one.get("paragraphs", ()))


def named(part: str, arrays: Mapping[str, Array]) -> dict[str, Array]:
    return {f"{part}.{name}": array for name, array in arrays.items()}


def arrays_of(file: ArrayFile, part: str) -> dict[str, Array] | None:
    """The same, read again; None where the segment has none."""
    found = {name.removeprefix(f"{part}."): file.whole(name) for name in file.names if name.startswith(f"{part}.")}
    return found or None
