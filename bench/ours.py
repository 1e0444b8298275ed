"""tracuu itself. The only file of the benchmark that knows how the search works inside.

`OneStream` is the product's own evaluation over arrays, with one of its streams and nothing else. Everything else the
benchmark asks of the product goes through `answer()`, the command line or HTTP.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np

from bench.corpus import Papers
from bench.peer import FACETS, PAGE, Outcome
from bench.questions import Kind, Question
from bench.segmentation import lost, terms_from_cache
from corpus.register_writing import RegisterPen
from indexer.document_terms import document_terms
from indexer.entries import paper_entry
from indexer.workers import spread
from search import evidence, ranking, selection
from search.columnar.engine import WhooshEngine
from search.columns import ValueColumn
from search.engine import Occurrences, PaperTerms
from search.lookup import Lookup
from search.matching import phrase_in_texts, rarity
from search.postings import Postings
from search.query import understand
from search.rows import Mask, Numbers, Scores
from search.snapshot import Snapshot

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
    """Every stream of every section of a paper, as a line of terms; contexts as often as they speak for a section."""
    for document in found.documents():
        yield _lines(terms_from_cache(document, words))


def _lines(terms: PaperTerms) -> list[dict[str, str]]:
    contexts, count = terms.contexts, len(terms.lengths)
    own = {name: _by_section(one, one.vocabulary, count) for name, one in terms.streams.items()}
    own["spelled"] = _by_section(terms.streams["folded"], terms.streams["folded"].spellings or (), count)
    said = _by_section(contexts.occurrences, contexts.occurrences.vocabulary, len(contexts.begins))
    said_so = _by_section(contexts.occurrences, contexts.occurrences.spellings or (), len(contexts.begins))
    lines = []
    for section in range(count):
        speaking = [number for number, begin in enumerate(contexts.begins) if begin <= section < contexts.ends[number]]
        line = {name: " ".join(one[section]) for name, one in own.items()}
        line["context"] = " ".join(term for number in speaking for term in said[number])
        line["context_spelled"] = " ".join(term for number in speaking for term in said_so[number])
        lines.append(line)
    return lines


def _by_section(found: Occurrences, names: Sequence[str], count: int) -> list[list[str]]:
    lines: list[list[str]] = [[] for _ in range(count)]
    for term, section in zip(found.terms.tolist(), found.sections.tolist()):
        lines[section].append(names[term])
    return lines


class OneStream:
    """Only the folded syllables of the sections' own text: what the peers hold too."""

    def __init__(self, library: Path) -> None:
        self._engine = WhooshEngine(library)
        state = self._engine._current()
        assert state is not None
        self._snapshot: Snapshot = state.snapshot

    def ask(self, question: Question) -> Outcome:
        snapshot = self._snapshot
        lookup = Lookup(snapshot)
        among = _matching(lookup, question)
        sections = np.flatnonzero(among)
        scores = _scores(lookup, question)[sections]
        best = selection._first(PAGE, [scores], sections)
        facets = {name: _counts(snapshot.column(name), sections) for name in FACETS}
        return Outcome(len(sections), facets, len(best))

    def close(self) -> None:
        """The engine holds no lock while it reads."""


def _matching(lookup: Lookup, question: Question) -> Mask:
    if question.kind is Kind.PHRASE:
        (phrase,) = understand(question.typed).phrases
        return _mask(lookup, phrase_in_texts(lookup, phrase))
    masks = [_mask(lookup, lookup.postings("folded", term)) for term in question.terms]
    return np.asarray((np.logical_and if question.kind is Kind.ALL else np.logical_or).reduce(masks))


def _mask(lookup: Lookup, found: Postings) -> Mask:
    mask = np.zeros(lookup.snapshot.size, dtype=bool)
    mask[found.sections] = True
    return mask


def _scores(lookup: Lookup, question: Question) -> Scores:
    scores = np.zeros(lookup.snapshot.size, dtype=np.float32)
    dampers = ranking._dampers(lookup.snapshot.lengths, evidence.WEIGHTS)
    for term in question.terms:
        found = lookup.postings("folded", term)
        worth = rarity(lookup.snapshot, len(found.sections))
        amounts = worth * ranking._saturated(found.frequencies, dampers[found.sections], evidence.WEIGHTS)
        np.add.at(scores, found.sections, amounts)
    return scores


def _counts(column: ValueColumn, among: Numbers) -> dict[str, int]:
    *counts, silent = column.counts(among).tolist()
    named = {value: count for value, count in zip(column.values, counts) if count}
    return {**named, "": silent} if silent else named
