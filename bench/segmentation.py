"""Segmenting alone, on all cores: what indexing is compared with. And the words of all texts, kept for another run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from bench.corpus import Papers, own_texts
from bench.processes import Work, timing
from bench.word_cache import WordCache, is_whole, write_cache
from corpus.document import Document
from corpus.text import new_tones
from indexer.document_terms import document_terms
from indexer.workers import spread
from search import segmenter as product
from search.engine import PaperTerms
from search.segmenter import Segment, one_by_one

# The product's own, before it is replaced by a look at the cache.
_SEGMENT = product.segment


def alone(found: Papers, jobs: int, segment: Segment = one_by_one) -> Work:
    """Segments every text and drops the words: as underthesea does it, unless told otherwise.

    Starting the workers counts, as it does when indexing.
    """
    with timing() as work:
        for _ in spread(partial(_only_segment, segment=segment), found.documents(), jobs, lost):
            pass
    return work


def _only_segment(document: Document, segment: Segment) -> int:
    texts = [new_tones(text) for section in document.sections for text in own_texts(section)]
    return sum(map(len, segment(texts)))


def keep_words(found: Papers, folder: Path, jobs: int) -> None:
    """Fills the cache with everything that the product hands to its segmenter."""
    if not is_whole(folder):
        write_cache(folder, _segmented(found, jobs))


def _segmented(found: Papers, jobs: int) -> Iterator[tuple[str, list[str]]]:
    for record in spread(_recorded, found.documents(), jobs, lost):
        yield from record


def _recorded(document: Document) -> list[tuple[str, list[str]]]:
    record: list[tuple[str, list[str]]] = []

    def recording(texts: Sequence[str]) -> list[list[str]]:
        words = _SEGMENT(texts)
        record.extend(zip(texts, words))
        return words

    product.segment = recording
    try:
        document_terms(document)
    finally:
        product.segment = _SEGMENT
    return record


def terms_from_cache(document: Document, folder: Path) -> PaperTerms:
    """The document's terms, with the words looked up instead of segmented."""
    product.segment = partial(_looked_up, folder)
    try:
        return document_terms(document)
    finally:
        product.segment = _SEGMENT


def _looked_up(folder: Path, texts: Sequence[str]) -> list[list[str]]:
    cache = _opened(folder)
    return [cache.words(text) or (_SEGMENT([text])[0] if text.strip() else []) for text in texts]


@lru_cache(maxsize=1)
def _opened(folder: Path) -> WordCache:
    return WordCache(folder)


def lost(document: Document) -> Any:
    raise RuntimeError(f"a worker died over {document.title}")
