"""What a segment says: its syllables counted alone, in pairs and in triples, out of the places where they stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.columnar.arrays import Array, ArrayFile
from search.counts import count_runs
from search.engine import Occurrences

# In front of the names of these arrays in the segment's file.
_NAME = "language."


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
    return {_NAME + name: array for name, array in count_runs(seen, np.insert(words, ends, -1)).items()}


def language_of(file: ArrayFile) -> dict[str, Array] | None:
    """The same, read again; None for a segment without any text."""
    found = {name.removeprefix(_NAME): file.whole(name) for name in file.names if name.startswith(_NAME)}
    return found or None
