"""One Whoosh segment seen as arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from whoosh.columns import EmptyColumnReader
from whoosh.reading import SegmentReader

from search.columnar.arrays import Array
from search.columnar.language import arrays_of
from search.columnar.schema import STORED
from search.columnar.stored import unpacked
from search.columnar.terms_reader import ColumnarTermsReader
from search.columns import Values
from search.postings import Postings
from search.rows import Mask, Numbers


class ColumnarSegment:
    """Opens every file at once: the next commit may take them away, and an answer must be able to finish."""

    def __init__(self, reader: SegmentReader) -> None:
        self.name: str = reader.segment().segment_id()
        self.size: int = reader.doc_count_all()
        self._terms: ColumnarTermsReader = reader.codec().terms_reader(reader.storage(), reader.segment())
        self._stored_back = self.numbers("stored_back")
        self._stored = reader.column_reader(STORED, translate=False)
        if isinstance(self._stored, EmptyColumnReader):
            # What Whoosh makes of a file that is not there: it would say that all these sections are empty.
            raise FileNotFoundError(self.name)

    def postings(self, field: str, term: str) -> Postings:
        return self._terms.field(field).postings(term)

    def written(self, field: str, term: str, spelling: str) -> Mask:
        return self._terms.field(field).written(term, spelling)

    def values(self, field: str) -> Values:
        return self._terms.field(field).values()

    def numbers(self, name: str) -> Numbers:
        file = self._terms.file
        return file.whole(name).astype(np.intp) if name in file else np.zeros(0, dtype=np.intp)

    def stored(self, number: int) -> dict[str, Any]:
        """What is stored of a section, or of a record."""
        place = int(self._stored_back[number])
        return unpacked(self._stored[number - place], place)

    def said(self, part: str) -> dict[str, Array] | None:
        """What the vocabulary, or what the suggestions are made of."""
        return arrays_of(self._terms.file, part)

    def check(self) -> None:
        """Reads everything. Raises LibraryBroken when something is not what was written."""
        self._terms.file.check()
