"""The fields of the index, and how ready-made terms enter them.

One Whoosh document is a section, or the record of a paper, or the one record of the library itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh import columns, fields
from whoosh.formats import Existence

from search.columnar.codec import PositionList

# Another number makes older indexes answer "made by another version" instead of nonsense.
INDEX_NAME = "tracuu2"


class Stream(fields.FieldType):  # type: ignore[misc]
    """Terms made before the engine: {term: its positions as 32-bit bytes}, or {term: how often} without positions."""

    indexed, stored, scorable, unique = True, False, False, False
    analyzer = column_type = vector = None

    def __init__(self) -> None:
        self.format = PositionList()

    def index(self, value: Mapping[str, Any], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, where in value.items():
            payload = where if isinstance(where, bytes) else b""
            frequency = len(payload) // 4 or int(where)
            yield term.encode(), frequency, float(frequency), payload


class Values(fields.FieldType):  # type: ignore[misc]
    """Whole values: what facets count and filters choose. A section may have several."""

    indexed, stored, scorable, unique = True, False, False, False
    analyzer = column_type = vector = None

    def __init__(self) -> None:
        self.format = Existence()

    def index(self, value: Iterable[str], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for one in dict.fromkeys(value):
            yield one.encode(), 1, 1.0, b""


# Of a section's own text, and (`context`) of the headings above it and its paper's title.
STREAMS = ("folded", "spelled", "context", "context_spelled", "pairs", "words")
# `number` stands on every section of a paper, for the filter; `bears` only on the section that is its hit.
VALUES = ("paper", "year", "body", "type", "place", "doc_type", "cites", "number", "bears", "signer", "date")


def schema() -> fields.Schema:
    """The index as Whoosh knows it."""
    return fields.Schema(
        **{name: Stream() for name in STREAMS},
        **{name: Values() for name in VALUES},
        phrases=Values(),  # headings, titles, numbers: what is suggested while typing
        record=Values(),  # on the records that are no sections
        length=fields.COLUMN(columns.NumericColumn("I")),
        context_length=fields.COLUMN(columns.NumericColumn("I")),
        stored=fields.STORED,
    )


# The one record of the library: the register's generation that this commit shows, and the files' fingerprints.
LIBRARY_RECORD = "library"


def paper_record(paper: str) -> str:
    """The name of a paper's record."""
    return f"paper:{paper}"
