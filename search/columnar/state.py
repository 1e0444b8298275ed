"""What one commit made visible: its snapshot, and the records behind it. Replaced as a whole, never changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from whoosh.index import FileIndex

from corpus.errors import LibraryBroken
from search.columnar.language import LANGUAGE, PHRASES
from search.columnar.schema import LIBRARY_RECORD, paper_record
from search.columnar.segment import ColumnarSegment
from search.engine import Fingerprint, Found, Hit, PaperRecord, Passage, Search, SectionRecord
from search.lookup import Lookup
from search.matching import phrase_in_texts, phrase_sections, rarity
from search.query import Phrase
from search.selection import Chosen, select
from search.snapshot import Mask, Snapshot
from search.suggestions import Suggestions
from search.terms import terms
from search.vocabulary import Vocabulary

# Letter by letter the same phrases are asked for again.
_PHRASES_REMEMBERED = 10_000


class State:
    """Opens what a commit holds. Segments that the state before has read already are taken over."""

    def __init__(self, stamp: tuple[int, ...], index: FileIndex, before: State | None) -> None:
        self.stamp = stamp
        known = {segment.name: segment for segment in before.segments} if before else {}
        # Not by index.reader(), which waits half a second for a file that is not there: whoever opens us tries again.
        contents = index._read_toc()
        whole = FileIndex._reader(index.storage, contents.schema, contents.segments, contents.generation)
        readers = [reader for reader, _ in whole.leaf_readers() if reader.doc_count_all()]
        self.segments: list[ColumnarSegment] = [
            known[name] if (name := reader.segment().segment_id()) in known else ColumnarSegment(reader)
            for reader in readers
        ]
        # Deletions belong to the commit, not to the segment: they are read from this commit's readers.
        self._alive = np.concatenate([_alive(reader) for reader in readers] or [np.zeros(0, dtype=bool)])
        # Records go with every commit; what searches must leave out are sections.
        sections = self._is_section()
        self.snapshot = Snapshot(self.segments, self._alive & sections, bool((sections & ~self._alive).any()))
        self._papers: dict[str, PaperRecord] = {}

    @property
    def generation(self) -> int | None:
        record = self._library_record
        return None if record is None else int(record["generation"])

    def fingerprints(self) -> dict[str, Fingerprint]:
        known = (self._library_record or {}).get("fingerprints", {})
        return {path: Fingerprint(**one) for path, one in known.items()}

    def search(self, search: Search) -> Found:
        lookup = Lookup(self.snapshot)
        selection = select(lookup, search)
        asked = {term.folded for phrase in search.query.phrases for term in phrase.terms}
        holding = {term: len(lookup.postings("folded", term).sections) for term in asked}
        return Found(
            total=selection.total,
            documents=selection.documents,
            hits=tuple(self._hit(chosen) for chosen in selection.chosen),
            facets=selection.facets,
            rarity={term: rarity(self.snapshot, count) for term, count in holding.items()},
            relaxed=selection.relaxed,
        )

    def paper(self, paper: str) -> PaperRecord | None:
        if paper not in self._papers:
            stored = self._record(paper_record(paper))
            if stored is None:
                return None
            self._papers[paper] = PaperRecord(**stored)
        return self._papers[paper]

    def papers(self) -> dict[str, int]:
        column = self.snapshot.column("paper")
        return dict(zip(column.values, column.counts(np.flatnonzero(self.snapshot.live)).tolist()))

    def suggest(self, typed: str, limit: int) -> list[str]:
        return self._suggestions.suggest(typed, limit, self._is_said, self._gone)

    @cached_property
    def _is_said(self) -> Callable[[str], bool]:
        """Whether a paper that is still there says it: segments keep the phrases of papers that are gone."""
        return lru_cache(maxsize=_PHRASES_REMEMBERED)(self._said)

    def _said(self, phrase: str) -> bool:
        wanted, lookup = Phrase(tuple(terms(phrase))), Lookup(self.snapshot)
        if not wanted.terms:
            return False
        # Texts first: most phrases stand in them, and contexts take longer to look through.
        return bool(len(phrase_in_texts(lookup, wanted).sections)) or bool(phrase_sections(lookup, wanted).any())

    @cached_property
    def _gone(self) -> int:
        """How often anything at most may have been said in sections that are deleted: syllables, and three names."""
        lengths = np.concatenate([*(segment.numbers("length") for segment in self.segments), np.zeros(0, np.uint32)])
        dead = self._is_section() & ~self._alive
        return int(lengths[dead].sum()) + 3 * int(np.count_nonzero(dead))

    @cached_property
    def _suggestions(self) -> Suggestions:
        return Suggestions([one for segment in self.segments if (one := segment.said(PHRASES))])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The library's own language. What was deleted speaks in it until its segment is merged."""
        return Vocabulary([one for segment in self.segments if (one := segment.said(LANGUAGE))])

    @cached_property
    def _library_record(self) -> dict[str, Any] | None:
        return self._record(LIBRARY_RECORD)

    def _record(self, name: str) -> dict[str, Any] | None:
        for segment, offset in zip(self.segments, self.snapshot.offsets):
            for number in segment.postings("record", name).sections:
                if self._alive[offset + number]:
                    return segment.stored(int(number))
        return None

    def _hit(self, chosen: Chosen) -> Hit:
        stored = self._stored(chosen.section)
        paper = self.paper(stored["paper"])
        if paper is None:
            raise LibraryBroken("Chỉ mục thiếu hồ sơ của một văn bản; hãy chạy `tracuu check --repair`.")
        heading = stored["heading"]
        section = SectionRecord(
            path=stored["path"],
            type=stored["type"],
            trail=tuple(stored["trail"]),
            heading=Passage(heading["pid"], heading["text"]) if heading else None,
            paragraphs=tuple([Passage(one["pid"], one["text"]) for one in stored["paragraphs"]]),
        )
        return Hit(paper, section, chosen.score, chosen.more)

    def _stored(self, number: int) -> dict[str, Any]:
        index = bisect_right(self.snapshot.offsets, number) - 1
        return self.segments[index].stored(number - self.snapshot.offsets[index])

    def _is_section(self) -> Mask:
        mask = np.zeros(sum(segment.size for segment in self.segments), dtype=bool)
        before = 0
        for segment in self.segments:
            mask[segment.values("type").sections + before] = True
            before += segment.size
        return mask


def _alive(reader: Any) -> Mask:
    mask = np.ones(reader.doc_count_all(), dtype=bool)
    mask[list(reader.segment().deleted_docs())] = False
    return mask
