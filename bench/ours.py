"""tracuu itself. The only file of the benchmark that knows how the search works inside.

`OneStream` is the product's own evaluation over arrays, with one of its streams and nothing else. Everything else the
benchmark asks of the product goes through `answer()`, the command line or HTTP.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np

from bench.corpus import Papers
from bench.peer import FACETS, PAGE, Outcome
from bench.questions import Kind, Question
from bench.segmentation import lost, terms_from_cache
from corpus.register_writing import RegisterPen
from indexer.entries import paper_entry
from indexer.prepare import SectionTerms, document_terms
from indexer.workers import spread
from search import ranking
from search.columnar.engine import WhooshEngine
from search.matching import _places, rarity
from search.query import Phrase, understand
from search.selection import Sections
from search.snapshot import Mask, Scores, Snapshot, ValueColumn

NAME = "tracuu"

# How tantivy has to keep each stream to hold the same.
STREAMS = {
    "folded": "position",
    "spelled": "position",
    "context": "position",
    "context_spelled": "position",
    "pairs": "freq",
    "words": "freq",
}


def build(found: Papers, library: Path, jobs: int, words: Path | None) -> None:
    """The whole library, register too, in one commit. With `words`, nothing is segmented: they are looked up."""
    work = partial(terms_from_cache, folder=words) if words else document_terms
    # Read twice, so that none has to be held while its terms are made.
    papers = zip(found.documents(), spread(work, found.documents(), jobs, lost))
    with WhooshEngine(library).writing() as batch, closing(RegisterPen.open(library)) as pen:
        generation = pen.begin()
        for number, (document, terms) in enumerate(papers):
            source = f"{number}.txt"
            paper, ids = pen.put(document, origin=source, source=source, sha256="")
            batch.put(paper_entry(paper, source, document, ids, terms))
        pen.prepare_commit()
        batch.commit(generation, {})
        pen.finish()


def streams(found: Papers, words: Path) -> Iterator[list[dict[str, str]]]:
    """Every stream of every section of a paper, as a line of terms."""
    for document in found.documents():
        yield [_lines(section) for section in terms_from_cache(document, words)]


def _lines(section: SectionTerms) -> dict[str, str]:
    return {name: _line(where) for name, where in section.streams.items()}


def _line(stream: Mapping[str, bytes | int]) -> str:
    placed: list[tuple[int, str]] = []
    for term, where in stream.items():
        positions = np.frombuffer(where, dtype="<u4").tolist() if isinstance(where, bytes) else [0] * where
        placed += [(position, term) for position in positions]
    return " ".join(term for _, term in sorted(placed))


class OneStream:
    """Only the folded syllables of the sections' own text: what the peers hold too."""

    def __init__(self, library: Path) -> None:
        self._engine = WhooshEngine(library)
        state = self._engine._current()
        assert state is not None
        self._snapshot: Snapshot = state.snapshot

    def ask(self, question: Question) -> Outcome:
        snapshot = self._snapshot
        among = _matching(snapshot, question)
        best = ranking.best_first(_scores(snapshot, question), np.flatnonzero(among))[:PAGE]
        total = int(np.count_nonzero(among))
        facets = {name: _counts(snapshot.column(name), among, total) for name in FACETS}
        return Outcome(total, facets, len(best))

    def close(self) -> None:
        """The engine holds no lock while it reads."""


def _matching(snapshot: Snapshot, question: Question) -> Mask:
    masks = [np.zeros(snapshot.size, dtype=bool)] if question.kind is not Kind.ALL else []
    if question.kind is Kind.PHRASE:
        (phrase,) = understand(question.typed).phrases
        masks[0][_standing_together(snapshot, phrase)] = True
        return masks[0]
    for term in question.terms:
        mask = np.zeros(snapshot.size, dtype=bool)
        mask[snapshot.postings("folded", term).sections] = True
        masks.append(mask)
    return np.asarray((np.logical_and if question.kind is Kind.ALL else np.logical_or).reduce(masks))


def _standing_together(snapshot: Snapshot, phrase: Phrase) -> Sections:
    first, second = (_places(snapshot, "folded", term.folded, place) for place, term in enumerate(phrase.terms))
    return np.asarray(np.intersect1d(first, second, assume_unique=True) >> np.uint64(32), dtype=np.int64)


def _scores(snapshot: Snapshot, question: Question) -> Scores:
    scores = np.zeros(snapshot.size, dtype=np.float32)
    lengths = ranking._relative(snapshot.length("length"))
    for term in question.terms:
        found = snapshot.postings("folded", term)
        worth = rarity(snapshot, len(found.sections))
        scores[found.sections] += worth * ranking._saturated(
            found.frequencies, lengths[found.sections], ranking.WEIGHTS
        )
    return scores


def _counts(column: ValueColumn, among: Mask, total: int) -> dict[str, int]:
    counts = column.counts(among)
    named = {column.values[index]: int(counts[index]) for index in np.flatnonzero(counts).tolist()}
    silent = total - sum(named.values())
    return {**named, "": silent} if silent else named
