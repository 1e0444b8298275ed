"""The index on disk: Whoosh's codec for documents and segments, one file of flat arrays for all postings.

Whoosh keeps schema, segments, commits, deletes and columns, and its own matchers work over the arrays.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.codec.base import FieldWriter
from whoosh.codec.whoosh3 import W3Codec

from search.columnar.arrays import Array, ArrayFile, write_arrays
from search.columnar.language import PHRASES, language_arrays, named
from search.columnar.laying import field_arrays
from search.columnar.schema import SPOKEN
from search.columnar.seals import check_segment, seal_segment
from search.columnar.terms_reader import ColumnarTermsReader

if TYPE_CHECKING:
    from search.columnar.gathering import Item
    from search.columnar.pool import Pool

_EXTENSION = ".arrays"


class ColumnarCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with the inverted index replaced, and its segments sealed."""

    length_stats = False  # lengths are among the arrays

    def field_writer(self, storage: Any, segment: Any) -> ColumnarFieldWriter:
        return ColumnarFieldWriter(Path(storage.folder), segment)

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        check_segment(Path(storage.folder), segment.segment_id())
        return super().per_document_reader(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> ColumnarTermsReader:
        check_segment(Path(storage.folder), segment.segment_id())
        return ColumnarTermsReader(ArrayFile(Path(storage.folder) / segment.make_filename(_EXTENSION)))


class ColumnarFieldWriter(FieldWriter):  # type: ignore[misc]
    """Writes everything at once, when the segment is flushed. The last of its writers to be closed, it seals it."""

    def __init__(self, folder: Path, segment: Any) -> None:
        self._folder = folder
        self._segment = segment
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Pool | Iterable[Item]) -> None:
        # Only the pen needs these: a search, which opens the same codec, need not wait for them.
        from search.columnar.gathering import gathered
        from search.columnar.pool import Pool

        pool = items if isinstance(items, Pool) else gathered(items)
        arrays: dict[str, Array] = {**pool.numbers(), **named(PHRASES, pool.phrases())}
        for field, parts in pool.fields():
            arrays.update(field_arrays(field, parts))
            if field == SPOKEN:
                arrays.update(language_arrays(parts))
        write_arrays(self._folder / self._segment.make_filename(_EXTENSION), arrays)

    def close(self) -> None:
        self.is_closed = True
        seal_segment(self._folder, self._segment.segment_id(), self._segment.make_filename(_EXTENSION))
