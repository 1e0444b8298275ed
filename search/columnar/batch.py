"""The pen: changes that become visible together, when they are committed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from whoosh.query import Or, Term

from search.columnar.codec import ColumnarCodec
from search.columnar.schema import LIBRARY_RECORD, paper_record
from search.engine import Fingerprint, PaperEntry

# Postings are sorted in memory up to this size, then on disk.
_MEGABYTES = 256


class ColumnarBatch:
    """Writes through Whoosh's own writer. `put_in_place` moves a new index to where it is looked for."""

    def __init__(self, index: Any, put_in_place: Callable[[], Any] | None = None) -> None:
        self._index = index
        self._put_in_place = put_in_place
        self._open: Any = None
        self._outdated: set[str] = set()
        self._added: dict[str, list[int]] = {}  # the numbers of a paper's records in the new segment

    @property
    def _writer(self) -> Any:
        if self._open is None:
            self._open = self._index.writer(codec=ColumnarCodec(), compound=False, limitmb=_MEGABYTES)
        return self._open

    def put(self, entry: PaperEntry) -> None:
        paper = entry.record.paper
        self.remove(paper)
        first = self._writer.docnum
        self._writer.add_document(record=(paper_record(paper),), stored=asdict(entry.record))
        for section in entry.sections:
            values = {name: chosen for name, chosen in section.values.items() if chosen}
            self._writer.add_document(
                **section.streams,
                **values,
                paper=(paper,),
                length=section.length,
                context_length=section.context_length,
                stored={"paper": paper, **asdict(section.record)},
            )
        self._added[paper] = [*range(first, self._writer.docnum)]

    def remove(self, paper: str) -> None:
        # Gathered, because Whoosh opens a reader for every deletion; what this batch adds is not yet visible to it.
        self._outdated.add(paper)
        for number in self._added.pop(paper, []):
            self._writer.newsegment.delete_document(number)

    def commit(self, generation: int, fingerprints: Mapping[str, Fingerprint]) -> None:
        writer = self._writer
        writer.delete_by_query(
            Or(
                [Term("record", LIBRARY_RECORD)]
                + [Term("paper", paper) for paper in self._outdated]
                + [Term("record", paper_record(paper)) for paper in self._outdated]
            )
        )
        library = {
            "generation": generation,
            "fingerprints": {path: asdict(one) for path, one in fingerprints.items()},
        }
        writer.add_document(record=(LIBRARY_RECORD,), stored=library)
        writer.commit()
        self._open, self._outdated, self._added = None, set(), {}
        if self._put_in_place:
            self._index, self._put_in_place = self._put_in_place(), None

    def close(self) -> None:
        """Drops what was not committed."""
        if self._open is not None:
            self._open.cancel()
            self._open = None
