"""Segmenting alone, on all cores: what indexing is compared with. And the words of all texts, kept for another run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from bench.corpus import Papers, own_texts
from bench.word_cache import WordCache, is_whole, write_cache
from corpus.document import Document
from corpus.text import new_tones
from indexer.document_terms import document_terms
from indexer.workers import spread
from search import terms as product
from search.engine import PaperTerms

# The product's own, before it is replaced by a look at the cache.
_SEGMENT = product._segment


def seconds_alone(found: Papers, jobs: int) -> float:
    """Segments every text and drops the words. Starting the workers counts, as it does when indexing."""
    started = time.perf_counter()
    for _ in spread(_only_segment, found.documents(), jobs, lost):
        pass
    return time.perf_counter() - started


def _only_segment(document: Document) -> int:
    texts = [text for section in document.sections for text in own_texts(section)]
    return sum(len(product._segment(new_tones(text))) for text in texts)


def keep_words(found: Papers, folder: Path, jobs: int) -> None:
    """Fills the cache with everything that the product hands to its segmenter."""
    if not is_whole(folder):
        write_cache(folder, _segmented(found, jobs))


def _segmented(found: Papers, jobs: int) -> Iterator[tuple[str, list[str]]]:
    for record in spread(_recorded, found.documents(), jobs, lost):
        yield from record


def _recorded(document: Document) -> list[tuple[str, list[str]]]:
    record: list[tuple[str, list[str]]] = []
    segment = product._segment

    def recording(text: str) -> list[str]:
        words = segment(text)
        record.append((text, words))
        return words

    product._segment = recording
    try:
        document_terms(document)
    finally:
        product._segment = segment
    return record


def terms_from_cache(document: Document, folder: Path) -> PaperTerms:
    """The document's terms, with the words looked up instead of segmented."""
    product._segment = partial(_looked_up, folder)
    try:
        return document_terms(document)
    finally:
        product._segment = _SEGMENT


def _looked_up(folder: Path, text: str) -> list[str]:
    words = _opened(folder).words(text) if text.strip() else []
    return _SEGMENT(text) if words is None else words


@lru_cache(maxsize=1)
def _opened(folder: Path) -> WordCache:
    return WordCache(folder)


def lost(document: Document) -> Any:
    raise RuntimeError(f"a worker died over {document.title}")
