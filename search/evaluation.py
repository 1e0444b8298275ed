"""How good the answers are, on a set in BEIR form: the read half, and the measures."""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import BadRequest
from corpus.system_errors import said
from search.answer import nearest
from search.engine import Engine
from search.typed_forms import FORMS

DEPTH = 10


@dataclass(frozen=True)
class Entry:
    """A document of the set."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Measures:
    """Means over the queries."""

    ndcg: float
    mrr: float
    recall: float
    queries: int

    def as_json(self) -> dict[str, float | int]:
        return {
            f"ndcg@{DEPTH}": round(self.ndcg, 4),
            f"mrr@{DEPTH}": round(self.mrr, 4),
            f"recall@{DEPTH}": round(self.recall, 4),
            "queries": self.queries,
        }


def read_entries(folder: Path) -> Iterator[Entry]:
    for row in _json_lines(folder / "corpus.jsonl", "_id", "text"):
        yield Entry(str(row["_id"]), str(row.get("title") or ""), str(row["text"]))


def read_queries(folder: Path) -> dict[str, str]:
    return {str(row["_id"]): str(row["text"]) for row in _json_lines(folder / "queries.jsonl", "_id", "text")}


def read_labels(folder: Path) -> dict[str, dict[str, float]]:
    """For each query the entries that answer it, and how well."""
    path = folder / "qrels.tsv"
    labels: dict[str, dict[str, float]] = defaultdict(dict)
    for number, row in enumerate(csv.DictReader(_lines(path), delimiter="\t"), start=2):
        try:
            labels[row["query-id"]][row["corpus-id"]] = float(row["score"])
        except (KeyError, TypeError, ValueError) as error:
            raise BadRequest(f"{path.name}, dòng {number}: cần có query-id, corpus-id và score.") from error
    return dict(labels)


def halves(queries: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Every other query: what was tuned on one half is to be reported on both."""
    numbered = list(queries.items())
    return {"/odd": dict(numbered[0::2]), "/even": dict(numbered[1::2])}


def measure(
    engine: Engine,
    papers: Mapping[str, str],
    queries: Mapping[str, str],
    labels: Mapping[str, Mapping[str, float]],
    form: str,
) -> Measures:
    """Asks every labelled query in one typed form; `papers` leads from the engine's papers to the set's entries."""
    if form not in FORMS:
        raise BadRequest(f"Không có dạng gõ “{form}”. Các dạng: {', '.join(FORMS)}.")
    scored = [
        _measure_one([papers[paper] for paper in best_papers(engine, FORMS[form](queries[query]))], labels[query])
        for query in queries
        if any(gain > 0 for gain in labels.get(query, {}).values())
    ]
    if not scored:
        raise BadRequest("Bộ đánh giá không có câu hỏi nào kèm đáp án.")
    ndcg, mrr, recall = (sum(column) / len(scored) for column in zip(*scored))
    return Measures(ndcg, mrr, recall, len(scored))


def best_papers(engine: Engine, text: str) -> list[str]:
    """By the product's own score of papers."""
    return [hit.paper.paper for hit in nearest(text, engine, DEPTH)]


def _measure_one(ranked: Sequence[str], wanted: Mapping[str, float]) -> tuple[float, float, float]:
    gains = [wanted.get(entry, 0.0) for entry in ranked]
    best = sorted(wanted.values(), reverse=True)[:DEPTH]
    first = next((rank for rank, gain in enumerate(gains, start=1) if gain > 0), 0)
    found = sum(gain > 0 for gain in gains) / sum(gain > 0 for gain in wanted.values())
    return _discounted(gains) / _discounted(best), 1 / first if first else 0.0, found


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _json_lines(path: Path, *needed: str) -> Iterator[dict[str, object]]:
    for number, line in enumerate(_lines(path), start=1):
        try:
            row = json.loads(line) if line.strip() else None
        except ValueError as error:
            raise BadRequest(f"{path.name}, dòng {number}: không phải JSON ({error}).") from error
        if row is None:
            continue
        if not isinstance(row, dict) or not all(name in row for name in needed):
            raise BadRequest(f"{path.name}, dòng {number}: cần có {', '.join(needed)}.")
        yield row


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            yield from stream
    except OSError as error:
        raise BadRequest(f"Không mở được {path}: {said(error)}.") from error
    except UnicodeDecodeError as error:
        raise BadRequest(f"{path.name} không phải UTF-8.") from error
