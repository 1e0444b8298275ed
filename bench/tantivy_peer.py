"""tantivy through tantivy-py: terms split at blanks, facets as fast fields. The only file that knows tantivy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from bench.corpus import PlainSection
from bench.peer import FACETS, PAGE, Outcome
from bench.questions import Kind, Question

# One thread and room for everything: a single segment, which answers quickest.
_HEAP = 1_500_000_000
_THREADS = 1

# More values than any facet has, so that all of them are counted, and exactly. Numbers count quicker than texts.
_COUNTS = {name: {"terms": {"field": name, "size": 65_000}} for name in FACETS}


def build(sections: Iterable[PlainSection], folder: Path) -> None:
    """One stream, and the text to show."""
    build_streams(((one, {"terms": one.terms}) for one in sections), folder, {"terms": "position"})


def build_streams(
    rows: Iterable[tuple[PlainSection, Mapping[str, str]]], folder: Path, streams: Mapping[str, str]
) -> None:
    """Several streams, each with or without positions (`position`, `freq`); the text is stored once."""
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(_schema(streams), str(folder))
    index.register_tokenizer("blanks", _blanks())
    writer = index.writer(_HEAP, _THREADS)
    ordinals: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for section, said in rows:
        document = tantivy.Document()
        for name in streams:
            document.add_text(name, said.get(name, ""))
        document.add_bytes("text", section.text.encode())
        for name, known in ordinals.items():
            document.add_unsigned(name, known.setdefault(getattr(section, name), len(known)))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    (folder / "facet_values.json").write_text(json.dumps({name: list(known) for name, known in ordinals.items()}))


def _schema(streams: Mapping[str, str]) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name, kept in streams.items():
        builder.add_text_field(name, tokenizer_name="blanks", index_option=kept)
    # As bytes: a text field could not be stored without being indexed too.
    builder.add_bytes_field("text", stored=True)
    for name in FACETS:
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def _blanks() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


class Tantivy:
    """An index of one stream."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._index.register_tokenizer("blanks", _blanks())
        self._searcher = self._index.searcher()
        self._values: dict[str, list[str]] = json.loads((folder / "facet_values.json").read_text())

    def ask(self, question: Question) -> Outcome:
        asked = self._query(question)
        found = self._searcher.search(asked, limit=PAGE, count=True)
        counted = self._searcher.aggregate(asked, _COUNTS)
        facets = {name: self._counts(name, counted[name]["buckets"]) for name in FACETS}
        return Outcome(found.count or 0, facets, len(found.hits))

    def close(self) -> None:
        """Nothing is held open that could be closed."""

    def _counts(self, name: str, buckets: Sequence[dict[str, Any]]) -> dict[str, int]:
        values = self._values[name]
        return {values[int(bucket["key"])]: int(bucket["doc_count"]) for bucket in buckets}

    def _query(self, question: Question) -> Query:
        schema = self._index.schema
        if question.kind is Kind.PHRASE:
            return Query.phrase_query(schema, "terms", list(question.terms))
        words = [Query.term_query(schema, "terms", term, index_option="freq") for term in question.terms]
        each = Occur.Must if question.kind is Kind.ALL else Occur.Should
        return Query.boolean_query([(each, word) for word in words])
