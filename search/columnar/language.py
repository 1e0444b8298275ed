"""What a segment says, kept beside its postings: its syllables counted, for the vocabulary; its phrases, to suggest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from search.columnar.arrays import Array, ArrayFile
from search.counts import count_runs
from search.engine import Occurrences

if TYPE_CHECKING:
    from search.suggestions import Kind

# In front of the names of these arrays in the segment's file.
LANGUAGE, PHRASES = "language", "phrases"


def language_arrays(parts: Sequence[Occurrences]) -> dict[str, Array]:
    """Counted from the terms as they are written: a merge counts what is left of its segments, and nothing else."""
    seen: list[str] = []
    runs = []
    first: dict[int, int] = {}  # of each vocabulary: large papers share one
    for part in parts:
        if part.spellings is not None:
            if id(part.spellings) not in first:
                first[id(part.spellings)] = len(seen)
                seen += part.spellings
            runs.append(_as_spoken(part, first[id(part.spellings)]))
    return named(LANGUAGE, count_runs(seen, np.concatenate(runs))) if runs else {}


def _as_spoken(part: Occurrences, first: int) -> npt.NDArray[np.int32]:
    """The numbers of its words in the order of the text, with -1 behind each paragraph."""
    assert part.positions is not None
    words, sections, positions = part.terms.astype(np.int32), part.sections, part.positions.astype(np.int32)
    words += first
    ends = sections[1:] != sections[:-1]
    if (sections[1:] < sections[:-1]).any() or (~ends & (positions[1:] <= positions[:-1])).any():
        order = np.lexsort((positions, sections))  # a merged segment comes term by term
        words, sections, positions = words[order], sections[order], positions[order]
        ends = sections[1:] != sections[:-1]
    ends |= positions[1:] - positions[:-1] != 1
    return np.append(np.insert(words, np.flatnonzero(ends) + 1, np.int32(-1)), np.int32(-1))


def named_in(stored: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Kind]]:
    """What people call papers and their parts, out of what is stored of them."""
    from search.suggestions import Kind  # for writing; a search need not wait for them

    for one in stored:
        called = ((one.get("heading") or {}).get("text"), one.get("title"), one.get("number"))
        for name, kind in zip(called, (Kind.HEADING, Kind.TITLE, Kind.NUMBER)):
            if name:
                yield name, kind


def texts_in(stored: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    return (paragraph["text"] for one in stored for paragraph in one.get("paragraphs", ()))


def places_in(stored: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Whose papers they are."""
    return (place for one in stored if (place := one.get("place")))


def named(part: str, arrays: Mapping[str, Array]) -> dict[str, Array]:
    return {f"{part}.{name}": array for name, array in arrays.items()}


def arrays_of(file: ArrayFile, part: str) -> dict[str, Array] | None:
    """The same, read again; None where the segment has none."""
    found = {name.removeprefix(f"{part}."): file.whole(name) for name in file.names if name.startswith(f"{part}.")}
    return found or None
