"""The fields of the index.

One Whoosh document is a section, or the record of a paper, or the one record of the library itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from whoosh import fields
from whoosh.formats import Format

# Another number makes older indexes answer "made by another version" instead of nonsense.
INDEX_NAME = "tracuu5"

# Of a section's own text: syllables without accents (and with their places and spellings), pairs of these, words.
STREAMS = ("folded", "pairs", "words")

# The stream that knows how everything is written, and next to what: the library's own language is counted from it.
SPOKEN = "folded"

# Of titles and headings. Its numbers are not those of sections, so Whoosh does not know it as a field.
CONTEXT = "context"

# `number` stands on every section of a paper, for the filter; `bears` only on the section that is its hit.
VALUES = ("paper", "year", "body", "type", "place", "doc_type", "cites", "number", "bears", "signer", "date")

# What hits show, as a column of Whoosh's own: its stored fields would be pickled and compressed once more.
STORED = "stored"

# The names of the records that are no sections.
RECORD = "record"

# The one record of the library: the register's generation that this commit shows, and the files' fingerprints.
LIBRARY_RECORD = "library"


class PositionList(Format):  # type: ignore[misc]
    """A posting's payload in Whoosh's eyes: its positions as 32-bit numbers; none in a field that needs no phrases."""

    def word_values(self, value: Any, analyzer: Any, **kwargs: Any) -> Iterator[tuple[str, int, float, bytes]]:
        raise NotImplementedError("terms come ready-made, see Terms")

    def decode_positions(self, payload: bytes) -> list[int]:
        return [int(position) for position in np.frombuffer(payload, dtype=np.uint32)]

    def decode_frequency(self, payload: bytes) -> int:
        return max(1, len(payload) // 4)

    def decode_weight(self, payload: bytes) -> float:
        return float(self.decode_frequency(payload))


class Terms(fields.FieldType):  # type: ignore[misc]
    """Terms made before the engine: to Whoosh they come as {term: its positions as 32-bit bytes, or how often}."""

    indexed, stored, scorable, unique = True, False, False, False
    analyzer = column_type = vector = None

    def __init__(self) -> None:
        self.format = PositionList()

    def index(self, value: Mapping[str, bytes | int], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, where in value.items():
            frequency = len(where) // 4 if isinstance(where, bytes) else where
            yield term.encode(), frequency, float(frequency), where if isinstance(where, bytes) else b""


def schema() -> fields.Schema:
    """The index as Whoosh knows it."""
    return fields.Schema(**{name: Terms() for name in (*STREAMS, *VALUES, RECORD)}, **{STORED: fields.COLUMN()})


def paper_record(paper: str) -> str:
    """The name of a paper's record."""
    return f"paper:{paper}"
