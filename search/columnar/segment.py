"""One Whoosh segment seen as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader

from search.columnar.codec import ColumnarTermsReader
from search.columnar.schema import schema
from search.snapshot import Numbers, Postings, Scores


class ColumnarSegment:
    """Opens every file at once: the next commit may take them away, and an answer must be able to finish."""

    def __init__(self, reader: SegmentReader) -> None:
        self.name: str = reader.segment().segment_id()
        self.size: int = reader.doc_count_all()
        self._reader = reader
        self._terms: ColumnarTermsReader = reader.codec().terms_reader(reader.storage(), reader.segment())
        self._lengths = {field: self._read_lengths(field) for field in ("length", "context_length")}
        self._columns: dict[str, dict[str, Numbers]] = {}
        self.stored(0)

    def postings(self, field: str, term: str) -> Postings:
        return self._terms.columns(field, term)

    def column(self, field: str) -> Mapping[str, Numbers]:
        if field not in self._columns:
            terms = self._terms.field_terms(field)
            self._columns[field] = {term: self._terms.columns(field, term).sections for term in terms}
        return self._columns[field]

    def length(self, field: str) -> Scores:
        return self._lengths[field]

    def stored(self, section: int) -> dict[str, Any]:
        return dict(self._reader.stored_fields(section)["stored"])

    def _read_lengths(self, field: str) -> Scores:
        if not self._reader.has_column(field):
            return np.zeros(self.size, dtype=np.float32)
        column = self._reader.column_reader(field, schema()[field].column_type)
        return np.array([column[number] for number in range(self.size)], dtype=np.float32)
