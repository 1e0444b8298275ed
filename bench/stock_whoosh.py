"""Whoosh 2.7.4 as it comes: its default codec, its own searcher. The only file of the benchmark that knows whoosh."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh import collectors, fields, index, query, sorting
from whoosh.analysis import SpaceSeparatedTokenizer

from bench.corpus import PlainSection
from bench.peer import FACETS, PAGE, Outcome
from bench.questions import Kind, Question

NAME = "stock Whoosh"


def build(sections: Iterable[PlainSection], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    schema = fields.Schema(
        terms=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True),
        text=fields.STORED,
        **{name: fields.ID(sortable=True) for name in FACETS},
    )
    writer = index.create_in(folder, schema).writer(limitmb=256)
    for one in sections:
        writer.add_document(terms=one.terms, text=one.text, year=one.year, body=one.body, type=one.type)
    writer.commit()


class StockWhoosh:
    def __init__(self, folder: Path) -> None:
        self._searcher = index.open_dir(folder).searcher()

    def ask(self, question: Question) -> Outcome:
        # What `search(groupedby=…)` does, but for sorting all that matches: so it is quicker by a tenth. Nothing may be
        # passed over for its low score (`usequality`, `replace`): it would be missing in the total and the counts.
        ten_best = collectors.TopCollector(PAGE, usequality=False, replace=0)
        counted = collectors.FacetCollector(ten_best, sorting.Facets.from_groupedby(list(FACETS)), sorting.Count)
        self._searcher.search_with_collector(_query(question), counted)
        results = counted.results()
        facets = {name: dict(results.groups(name)) for name in FACETS}
        return Outcome(len(results), facets, results.scored_length())

    def close(self) -> None:
        self._searcher.close()


def _query(question: Question) -> query.Query:
    words = [query.Term("terms", term) for term in question.terms]
    if question.kind is Kind.PHRASE:
        return query.Phrase("terms", list(question.terms))
    return query.And(words) if question.kind is Kind.ALL else query.Or(words)
