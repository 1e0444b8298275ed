"""Whoosh's segment writer, fed with whole papers and whole segments instead of single postings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search.columnar.codec import ColumnarCodec
from search.columnar.field import surviving
from search.columnar.language import PHRASES, arrays_of, named_in, places_in, texts_in
from search.columnar.pool import Pool
from search.columnar.schema import CONTEXT, STORED
from search.columnar.stored import packed_in_groups, unpacked_group
from search.columnar.terms_reader import ColumnarTermsReader
from search.engine import Contexts, Occurrences, PaperTerms
from search.rows import Mask, Numbers

# The numbers of sections fit into 16 bits then, which halves the index.
LARGEST_SEGMENT = 1 << 16

# Up to so many sections are joined to anything: writing them again takes a moment only.
SMALL_SEGMENT = 1_000


class ColumnarWriter(SegmentWriter):  # type: ignore[misc]
    """Commits, merges and deletes as Whoosh does; what goes into a segment goes through the pool."""

    def __init__(self, index: Any) -> None:
        super().__init__(index, codec=ColumnarCodec(), compound=False)
        self.pool = Pool()
        self.ended: list[Any] = []  # new segments that are full; what this run deletes from older ones is not in them

    def add_paper(
        self,
        name: str,
        record: Mapping[str, Any],
        sections: Sequence[Mapping[str, Any]],
        values: Mapping[str, Sequence[Sequence[str]]],
        terms: PaperTerms,
    ) -> None:
        """The record of a paper, found by its name, and behind it the paper's sections."""
        self._make_room(1 + len(sections))
        first = self._add_stored([record, *sections]) + 1
        self.pool.add("record", _moved(_value_occurrences([(name,)]), first - 1))
        for field, occurrences in terms.streams.items():
            self.pool.add(field, _moved(occurrences, first))
        for field, of_sections in values.items():
            self.pool.add(field, _moved(_value_occurrences(of_sections), first))
        self.pool.add_numbers("length", [0, *terms.lengths])
        self._add_contexts(terms.contexts, first)

    def add_record(self, name: str, stored: Mapping[str, Any]) -> None:
        """Something that is neither paper nor section, found by its name."""
        first = self._add_stored([stored])
        self.pool.add("record", _moved(_value_occurrences([(name,)]), first))
        self.pool.add_numbers("length", [0])

    docnum: int

    def _make_room(self, count: int) -> None:
        """Ends a segment that would grow too large, and begins another one."""
        if not self.docnum or self.docnum + count <= LARGEST_SEGMENT:
            return
        self.ended.append(self._finalize_segment())
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self.perdocwriter = self.codec.per_document_writer(self.storage, self.newsegment)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.pool = Pool()
        self.docnum, self._added = self.docbase, False

    def add_reader(self, reader: SegmentReader) -> None:
        """Takes over another segment, but for what was deleted from it."""
        alive = np.ones(reader.doc_count_all(), dtype=bool)
        alive[list(reader.segment().deleted_docs())] = False
        terms: ColumnarTermsReader = reader.codec().terms_reader(reader.storage(), reader.segment())
        first = self._copy_stored(reader, terms, alive)
        self.pool.add_numbers("stored_back", terms.file.whole("stored_back")[alive])
        self.pool.add_numbers("length", terms.file.whole("length")[alive])
        self._copy_contexts(terms, alive, _new_places(alive, first))
        for name in terms.indexed_field_names():
            self.pool.add(name, surviving(terms.field(name).occurrences(), alive, _new_places(alive, first)))

    def _add_stored(self, stored: Sequence[Mapping[str, Any]]) -> int:
        """Adds documents one after the other; gives the number of the first."""
        self.pool.add_phrases(named_in(stored), texts_in(stored), places_in(stored))
        groups, back = packed_in_groups(stored)
        self.pool.add_numbers("stored_back", back)
        return self._add_documents(groups)

    def _copy_stored(self, reader: SegmentReader, terms: ColumnarTermsReader, alive: Mask) -> int:
        column = reader.column_reader(STORED, translate=False)
        stored: list[bytes] = [column[number] for number in np.flatnonzero(alive).tolist()]
        phrases = arrays_of(terms.file, PHRASES) if alive.all() else None
        if phrases:
            self.pool.add_merged_phrases(phrases)
        else:
            # Nobody knows any more which of its phrases were said by whom: they are looked for anew.
            for group in filter(None, stored):
                left = unpacked_group(group)
                self.pool.add_phrases(named_in(left), texts_in(left), places_in(left))
        return self._add_documents(stored)

    def _add_documents(self, stored: Iterable[bytes]) -> int:
        first: int = self.docnum
        for one in stored:
            self.perdocwriter.start_doc(self.docnum)
            self.perdocwriter.add_column_value(STORED, self.schema[STORED].column_type, one)
            self.perdocwriter.finish_doc()
            self.docnum += 1
            self._added = True
        return first

    def _add_contexts(self, contexts: Contexts, first: int) -> None:
        before = self.pool.count("context_begin")
        self.pool.add(CONTEXT, _moved(contexts.occurrences, before))
        self.pool.add_numbers("context_begin", np.asarray(contexts.begins, dtype=np.intp) + first)
        self.pool.add_numbers("context_end", np.asarray(contexts.ends, dtype=np.intp) + first)
        self.pool.add_numbers("context_length", contexts.lengths)

    def _copy_contexts(self, terms: ColumnarTermsReader, alive: Mask, places: Numbers) -> None:
        """A paper's contexts go with its sections; these are all there or all gone."""
        if "context_begin" not in terms.file:
            return
        begins, ends = terms.file.whole("context_begin"), terms.file.whole("context_end")
        kept = alive[begins]
        moved = _new_places(kept, self.pool.count("context_begin"))
        self.pool.add(CONTEXT, surviving(terms.field(CONTEXT).occurrences(), kept, moved))
        self.pool.add_numbers("context_begin", places[begins[kept]])
        self.pool.add_numbers("context_end", places[ends[kept] - 1] + 1)
        self.pool.add_numbers("context_length", terms.file.whole("context_length")[kept])


def merge_what_fits(writer: ColumnarWriter, segments: Sequence[Any]) -> list[Any]:
    """Joins segments to the new one while none is much larger than what it joins, and the sum stays small enough.

    So a section is written again only a few times in its life, and a library has few segments.
    """
    kept = [*writer.ended]
    size = writer.docnum
    for segment in sorted(segments, key=lambda one: one.doc_count_all() - one.deleted_count()):
        alive = segment.doc_count_all() - segment.deleted_count()
        if size + alive <= LARGEST_SEGMENT and alive <= 4 * size + SMALL_SEGMENT:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
            size += alive
        else:
            kept.append(segment)
    return kept


def _moved(occurrences: Occurrences, first: int) -> Occurrences:
    sections = occurrences.sections + np.uint32(first)
    return Occurrences(
        occurrences.vocabulary, occurrences.terms, sections, occurrences.positions, occurrences.spellings
    )


def _new_places(alive: Mask, first: int) -> Numbers:
    """Where each of those that live comes to stand, when the first one stands at `first`."""
    return np.asarray(np.cumsum(alive) - 1 + first, dtype=np.intp)


def _value_occurrences(values: Sequence[Sequence[str]]) -> Occurrences:
    vocabulary: dict[str, int] = {}
    terms, sections = [], []
    for section, of_section in enumerate(values):
        for value in dict.fromkeys(of_section):
            terms.append(vocabulary.setdefault(value, len(vocabulary)))
            sections.append(section)
    return Occurrences(list(vocabulary), np.array(terms, dtype=np.uint32), np.array(sections, dtype=np.uint32))
