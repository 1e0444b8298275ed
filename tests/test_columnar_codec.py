"""The columnar codec gives what Whoosh's own codec gives, through Whoosh's own queries and through our arrays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex
from whoosh.query import And, AndNot, Every, Or, Phrase, Prefix, Query, Term

from search.columnar.codec import ColumnarCodec
from search.columnar.schema import schema
from search.columnar.segment import ColumnarSegment
from search.columnar.storage import IndexStorage
from search.lookup import Lookup
from search.matching import phrase_sections, unit_sections
from search.query import understand
from search.snapshot import Snapshot
from search.terms import pairs, terms

SYLLABLES = ["cán", "bộ", "xã", "rừng", "đất", "căn"]

texts = st.lists(st.sampled_from(SYLLABLES), max_size=12)
libraries = st.lists(st.lists(texts, min_size=1, max_size=6), min_size=1, max_size=4)  # segments of texts


def streams(words: Sequence[str]) -> dict[str, dict[str, bytes]]:
    """Terms with their positions as Whoosh takes them, and the pairs of neighbours."""
    folded: dict[str, list[int]] = {}
    found = terms(" ".join(words))
    for place, term in enumerate(found):
        folded.setdefault(term.folded, []).append(place)
    in_pairs: dict[str, list[int]] = {}
    for place, one in enumerate(pairs(found)):
        in_pairs.setdefault(one, []).append(place)
    return {
        name: {term: np.array(places, dtype="<u4").tobytes() for term, places in of.items()}
        for name, of in (("folded", folded), ("pairs", in_pairs))
    }


def payload(number: int) -> bytes:
    """Whoosh's own codec cannot merge postings without any positions."""
    return np.array([number], dtype="<u4").tobytes()


def build(folder: Path, segments: Sequence[Sequence[Sequence[str]]], codec: Any) -> FileIndex:
    """One segment for each commit, written by Whoosh's own writer; the text's number stands beside it."""
    index = FileIndex.create(IndexStorage(str(folder)), schema(), "test")
    number = 0
    for segment in segments:
        writer = index.writer(codec=codec(), compound=False)
        for text in segment:
            values = {"paper": {f"t{number}": payload(0)}, "type": {"noi_dung": payload(0)}}
            writer.add_document(**streams(text), **values, stored=str(number).encode())
            number += 1
        writer.commit(merge=False)
    return index


def snapshot(index: FileIndex) -> Snapshot:
    readers = [reader for reader, _ in index.reader().leaf_readers() if reader.doc_count_all()]
    live = [not reader.is_deleted(number) for reader in readers for number in range(reader.doc_count_all())]
    return Snapshot([ColumnarSegment(reader) for reader in readers], np.array(live, dtype=bool))


def numbers(index: FileIndex, query: Query) -> set[int]:
    """The texts that Whoosh itself finds."""
    with index.searcher() as searcher:
        column = searcher.reader().column_reader("stored")
        return {int(column[number]) for number in searcher.docs_for_query(query)}


def ours(index: FileIndex, mask: Any) -> set[int]:
    with index.searcher() as searcher:
        column = searcher.reader().column_reader("stored")
        return {int(column[number]) for number in np.flatnonzero(mask).tolist()}


def queries(words: Sequence[str]) -> list[Query]:
    folded = [term.folded for term in terms(" ".join(words))]
    singles = [Term("folded", word) for word in folded]
    return [
        *singles,
        And(singles),
        Or(singles),
        AndNot(singles[0], singles[-1]),
        Phrase("folded", folded),
        Phrase("folded", folded[:2]),
        Phrase("folded", folded[:2], slop=2),
        Prefix("folded", folded[0][:1]),
        Every("folded"),
        Term("paper", "t1"),
    ]


def check_equal(segments: Sequence[Sequence[Sequence[str]]], gone: set[int], words: Sequence[str]) -> None:
    """After the commits, after deletions, after a merge of all segments."""
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        columnar, stock = build(Path(one), segments, ColumnarCodec), build(Path(other), segments, W3Codec)
        for _ in range(3):
            for query in queries(words):
                assert numbers(columnar, query) == numbers(stock, query), query
            check_arrays(columnar, words)
            for index, codec in ((columnar, ColumnarCodec), (stock, W3Codec)):
                writer = index.writer(codec=codec(), compound=False)
                for number in gone:
                    writer.delete_by_term("paper", f"t{number}")
                writer.commit(optimize=not gone, merge=False)
            gone = set()  # the third time round everything has been merged


def check_arrays(index: FileIndex, words: Sequence[str]) -> None:
    lookup = Lookup(snapshot(index))
    folded = [term.folded for term in terms(" ".join(words))]
    for first in range(len(folded)):
        for last in range(first + 1, len(folded) + 1):
            phrase = understand('"' + " ".join(folded[first:last]) + '"').units[0].alternatives[0]
            wanted = Phrase("folded", folded[first:last]) if last - first > 1 else Term("folded", folded[first])
            assert ours(index, phrase_sections(lookup, phrase)) == numbers(index, wanted)  # type: ignore[arg-type]
    all_of = np.logical_and.reduce([unit_sections(lookup, unit) for unit in understand(" ".join(words)).units])
    assert ours(index, all_of) == numbers(index, And([Term("folded", word) for word in folded]))


deleted = st.sets(st.integers(0, 12), max_size=4)
asked = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4)


@settings(max_examples=12, deadline=None)
@given(libraries, deleted, asked)
def test_whoosh_queries_find_the_same_over_both_codecs(
    segments: list[list[list[str]]], gone: set[int], words: list[str]
) -> None:
    check_equal(segments, gone, words)


@pytest.mark.full
@settings(max_examples=300, deadline=None)
@given(libraries, deleted, asked)
def test_whoosh_queries_find_the_same_over_both_codecs_in_many_libraries(
    segments: list[list[list[str]]], gone: set[int], words: list[str]
) -> None:
    check_equal(segments, gone, words)


def test_whoosh_reads_the_same_numbers_from_both_codecs(tmp_path: Path) -> None:
    segments = [[["cán", "bộ", "cán"], ["bộ"], []], [["cán", "cán", "cán"]]]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    found = []
    for folder, codec in (("a", ColumnarCodec), ("b", W3Codec)):
        reader = build(tmp_path / folder, segments, codec).reader()
        matcher = reader.postings("folded", "can")
        rows = []
        while matcher.is_active():
            rows.append((matcher.id(), matcher.weight(), matcher.value_as("positions")))
            matcher.next()
        info = [(term, leaf.term_info("folded", term).doc_frequency(), leaf.term_info("folded", term).weight())
                for leaf, _ in reader.leaf_readers() for term in leaf.lexicon("folded")]  # fmt: skip
        found.append((rows, info))
        reader.close()
    assert found[0] == found[1]
    assert found[0][0] == [(0, 2.0, [0, 2]), (3, 3.0, [0, 1, 2])]


def test_arrays(tmp_path: Path) -> None:
    state = snapshot(build(tmp_path, [[["cán", "bộ", "cán"], ["bộ"]], [["cán"]]], ColumnarCodec))
    found = state.postings("folded", "can")
    assert [array.tolist() for array in (found.sections, found.frequencies, found.positions.whole())] == [
        [0, 2],
        [2, 1],
        [0, 2, 0],
    ]
    assert len(state.postings("folded", "khác").sections) == 0
    assert len(state.postings("folded", "").sections) == 0
    assert state.column("paper").values == ["t0", "t1", "t2"]


def test_a_field_that_no_section_has(tmp_path: Path) -> None:
    state = snapshot(build(tmp_path, [[["cán"]]], ColumnarCodec))
    assert (state.column("signer").values, len(state.postings("words", "a_b").sections)) == ([], 0)
    assert (len(state.contexts("a").sections), np.count_nonzero(state.written("folded", "can", "căn"))) == (0, 0)
