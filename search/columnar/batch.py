"""The pen: changes that become visible together, when they are committed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from whoosh.query import Or, Term

from search.columnar.schema import LIBRARY_RECORD, paper_record
from search.columnar.writer import ColumnarWriter, merge_what_fits
from search.engine import Fingerprint, PaperEntry, SectionRecord


class ColumnarBatch:
    """Writes through Whoosh's own writer. `put_in_place` moves a new index to where it is looked for."""

    def __init__(self, index: Any, put_in_place: Callable[[], Any] | None = None) -> None:
        self._index = index
        self._put_in_place = put_in_place
        self._open: ColumnarWriter | None = None
        self._outdated: set[str] = set()
        self._added: dict[str, tuple[Any, range]] = {}  # a paper's segment, and the numbers of its records there

    @property
    def _writer(self) -> ColumnarWriter:
        if self._open is None:
            self._open = ColumnarWriter(self._index)
        return self._open

    def put(self, entry: PaperEntry) -> None:
        paper = entry.record.paper
        self.remove(paper)
        stored = [_stored(paper, section) for section in entry.sections]
        values = {**entry.values, "paper": [(paper,)] * len(stored)}
        writer = self._writer
        writer.add_paper(paper_record(paper), asdict(entry.record), stored, values, entry.terms)
        self._added[paper] = writer.newsegment, range(writer.docnum - len(stored) - 1, writer.docnum)

    def remove(self, paper: str) -> None:
        # Gathered, because Whoosh opens a reader for every deletion; what this batch adds is not yet visible to it.
        self._outdated.add(paper)
        segment, numbers = self._added.pop(paper, (None, range(0)))
        for number in numbers:
            segment.delete_document(number)

    def commit(self, generation: int, fingerprints: Mapping[str, Fingerprint]) -> None:
        writer = self._writer
        writer.delete_by_query(
            Or(
                [Term("record", LIBRARY_RECORD)]
                + [Term("paper", paper) for paper in self._outdated]
                + [Term("record", paper_record(paper)) for paper in self._outdated]
            )
        )
        known = {path: asdict(one) for path, one in fingerprints.items()}
        writer.add_record(LIBRARY_RECORD, {"generation": generation, "fingerprints": known})
        writer.commit(mergetype=merge_what_fits)
        self._open, self._outdated, self._added = None, set(), {}
        if self._put_in_place:
            self._index, self._put_in_place = self._put_in_place(), None

    def close(self) -> None:
        """Drops what was not committed."""
        if self._open is not None:
            self._open.cancel()
            self._open = None


def _stored(paper: str, section: SectionRecord) -> dict[str, Any]:
    # Not by `asdict`, which takes ten times as long: this is done for every section of a library.
    return {
        "paper": paper,
        "path": section.path,
        "type": section.type,
        "trail": section.trail,
        "heading": section.heading and vars(section.heading),
        "paragraphs": [vars(one) for one in section.paragraphs],
    }
