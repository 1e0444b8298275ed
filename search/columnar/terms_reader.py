"""A segment's arrays as Whoosh sees them: term infos, matchers, a cursor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np
from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from search.columnar.arrays import ArrayFile
from search.columnar.field import Field
from search.columnar.schema import CONTEXT
from search.postings import Postings


class ColumnarTermsReader(TermsReader):  # type: ignore[misc]
    """A segment's postings for Whoosh, and (`field`, `file`) for us."""

    def __init__(self, file: ArrayFile) -> None:
        self.file = file
        self._fields: dict[str, Field] = {}

    def field(self, name: str) -> Field:
        if name not in self._fields:
            self._fields[name] = Field(self.file, name)
        return self._fields[name]

    @property
    def field_names(self) -> list[str]:
        """Every field that the segment holds, sorted."""
        return sorted(name.removesuffix(".starts") for name in self.file.names if name.endswith(".starts"))

    # What Whoosh calls.

    def indexed_field_names(self) -> list[str]:
        return [name for name in self.field_names if name != CONTEXT]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return len(self._found(*term).sections) > 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name in self.indexed_field_names():
            yield from self._terms_of(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        yield from self._terms_of(fieldname, prefix)
        for name in self.indexed_field_names():
            if name > fieldname:
                yield from self._terms_of(name, b"")

    def _terms_of(self, name: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        terms = self.field(name).sorted_terms
        return ((name, term) for term, _ in terms[bisect_left(terms, (prefix, 0)) :])

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        found = self._existing(fieldname, text)
        return TermInfo(
            weight=float(found.frequencies.sum()),
            df=len(found.sections),
            minlength=1,
            maxlength=1,
            maxweight=float(found.frequencies.max()),
            minid=int(found.sections[0]),
            maxid=int(found.sections[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self._found(fieldname, text).frequencies.sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return len(self._found(fieldname, text).sections)

    def matcher(self, fieldname: str, text: bytes, format_: object, scorer: object = None) -> ListMatcher:
        found = self._existing(fieldname, text)
        return ListMatcher(
            found.sections.tolist(),
            found.frequencies.astype(float).tolist(),
            _payloads(found),
            format_,
            scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def cursor(self, fieldname: str, fieldobj: object) -> FieldCursor:
        return _Cursor(self, fieldname)

    def _existing(self, fieldname: str, text: bytes) -> Postings:
        found = self._found(fieldname, text)
        if not len(found.sections):
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return found

    def _found(self, fieldname: str, text: bytes) -> Postings:
        return self.field(fieldname).postings(text.decode("utf-8", "surrogatepass"))


class _Cursor(FieldCursor):  # type: ignore[misc]
    """Walks over the terms of one field, as Whoosh's fuzzy queries do."""

    def __init__(self, reader: ColumnarTermsReader, name: str) -> None:
        self._reader, self._name = reader, name
        self._terms = reader.field(name).sorted_terms
        self._place = 0

    def first(self) -> str | None:
        self._place = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        self._place = bisect_left(self._terms, (term if isinstance(term, bytes) else term.encode(), 0))
        return self.text()

    def next(self) -> str | None:
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        return self._terms[self._place][0].decode() if self.is_valid() else None

    def term_info(self) -> TermInfo:
        return self._reader.term_info(self._name, self._terms[self._place][0])

    def is_valid(self) -> bool:
        return self._place < len(self._terms)


def _payloads(found: Postings) -> list[bytes]:
    if not len(found.positions):
        return [b""] * len(found.sections)
    positions = found.positions.whole().astype(np.uint32)
    return [part.tobytes() for part in np.split(positions, np.cumsum(found.frequencies)[:-1])]
