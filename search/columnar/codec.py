"""How postings lie on disk: flat arrays of 32-bit numbers instead of pickled blocks, so that NumPy can map them.

A term's postings are `sections[n]`, `frequencies[n]` and, where the field keeps them, `positions[sum of frequencies]`,
one after the other in the segment's .pst file, and then their checksum. Everything else is Whoosh's own codec, and
Whoosh's own matchers, merges and deletes work over it.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter, W3TermsReader
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermNotFound

from search.columnar.seals import check_segment, damaged, seal_segment
from search.snapshot import NOWHERE, Numbers, Postings

_NUMBER = np.dtype("<u4")


class PositionList(Format):  # type: ignore[misc]
    """A posting's payload: its positions as 32-bit numbers; none at all in a field that needs no phrases."""

    def word_values(self, value: Any, analyzer: Any, **kwargs: Any) -> Iterator[tuple[str, int, float, bytes]]:
        raise NotImplementedError("terms come ready-made, see schema.Stream")

    def decode_positions(self, payload: bytes) -> list[int]:
        return [int(position) for position in np.frombuffer(payload, dtype=_NUMBER)]

    def decode_frequency(self, payload: bytes) -> int:
        return max(1, len(payload) // _NUMBER.itemsize)

    def decode_weight(self, payload: bytes) -> float:
        return float(self.decode_frequency(payload))


class ColumnarCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with the two ends of a posting list replaced, and its segments sealed."""

    length_stats = False  # no field of ours is scored by Whoosh

    def field_writer(self, storage: Any, segment: Any) -> Any:
        return SealingFieldWriter(self, storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        check_segment(Path(storage.folder), segment.segment_id())
        return super().per_document_reader(storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        if byteids:
            raise NotImplementedError("no field of ours keeps term vectors")
        return ColumnarPostingsWriter(dbfile, blocklimit=sys.maxsize, inlinelimit=0)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        offset, length = _extent(terminfo)
        block = np.frombuffer(dbfile.get(offset, length), dtype=_NUMBER)
        if not _is_sound(block):
            raise damaged(self.POSTS_EXT)
        postings = _cut(block, terminfo.doc_frequency())
        weights = postings.frequencies.astype(float).tolist()
        return ListMatcher(
            postings.sections.tolist(),
            weights,
            _Payloads(postings),
            format_,
            scorer,
            term=term,
            terminfo=terminfo,
        )

    def terms_reader(self, storage: Any, segment: Any) -> ColumnarTermsReader:
        check_segment(Path(storage.folder), segment.segment_id())
        terms = segment.make_filename(self.TERMS_EXT)
        reader = ColumnarTermsReader(
            self,
            storage.open_file(terms),
            storage.file_length(terms),
            segment.open_file(storage, self.POSTS_EXT),
        )
        reader.mapped = _map(Path(storage.folder) / segment.make_filename(self.POSTS_EXT))
        reader.sound = set()
        return reader


class SealingFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """The last of a segment's writers to be closed: then every file of it is there."""

    def close(self) -> None:
        super().close()
        postings = self._segment.make_filename(W3Codec.POSTS_EXT)
        seal_segment(Path(self._storage.folder), self._segment.segment_id(), read_in_parts=postings)


class ColumnarPostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Gathers a whole posting list (the block limit is never reached) and writes it as arrays."""

    def _write_block(self, last: bool = False) -> None:
        self._terminfo.add_block(self)
        sections = np.asarray(self._ids, dtype=_NUMBER).tobytes()
        frequencies = np.asarray(self._weights).astype(_NUMBER).tobytes()
        block = sections + frequencies + b"".join(self._values)
        self._postfile.write(block)
        self._postfile.write(np.array([zlib.crc32(block)], dtype=_NUMBER).tobytes())
        self._blockcount += 1
        self._new_block()


class ColumnarTermsReader(W3TermsReader):  # type: ignore[misc]
    """Whoosh's term dictionary, with the postings as views into the mapped file."""

    mapped: Numbers
    sound: set[int]  # where the posting lists begin that were read already, and were as they had been written

    def columns(self, field: str, term: str) -> Postings:
        """A term's arrays; empty when the segment does not hold it."""
        try:
            info = self.term_info(field, term.encode("utf-8", "surrogatepass"))
        except TermNotFound:
            return NOWHERE
        offset, length = _extent(info)
        start = offset // _NUMBER.itemsize
        block = self.mapped[start : start + length // _NUMBER.itemsize]
        if start not in self.sound:
            if not _is_sound(block):
                raise damaged(W3Codec.POSTS_EXT)
            self.sound.add(start)
        return _cut(block, info.doc_frequency())

    def field_terms(self, field: str) -> Iterator[str]:
        """Every term of one field, in the order of its bytes."""
        for name, term in self.terms_from(field, b""):
            if name != field:
                return
            yield term.decode()


class _Payloads(Sequence[bytes]):
    """The positions of each posting as Whoosh wants them, cut out only when asked for."""

    def __init__(self, postings: Postings) -> None:
        self._positions = postings.positions
        self._ends = np.cumsum(postings.frequencies)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: Any) -> Any:
        if not len(self._positions):
            return b""
        start = self._ends[index - 1] if index else 0
        return self._positions[start : self._ends[index]].tobytes()


def _extent(terminfo: Any) -> tuple[int, int]:
    """Where a term's postings lie. Whoosh reads the length back as a tuple of one, and never uses it itself."""
    offset, length = terminfo.extent()
    return offset, length[0] if isinstance(length, tuple) else length


def _is_sound(block: Numbers) -> bool:
    return len(block) > 0 and zlib.crc32(block[:-1].tobytes()) == int(block[-1])


def _cut(block: Numbers, count: int) -> Postings:
    return Postings(block[:count], block[count : 2 * count], block[2 * count : -1])


def _map(path: Path) -> Numbers:
    # An empty file cannot be mapped; a segment may hold no posting at all.
    return np.memmap(path, dtype=_NUMBER, mode="r") if path.stat().st_size else np.empty(0, dtype=_NUMBER)
