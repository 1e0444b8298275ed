"""The measures, on a small set in BEIR form through the real pipeline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import BadRequest
from corpus.settings import Settings
from indexer.import_set import import_set
from search.columnar.engine import WhooshEngine
from search.evaluation import Measures, best_papers, measure, read_entries, read_labels, read_queries
from search.typed_forms import FORMS

CORPUS = [
    {"_id": "d1", "title": "Luật Đất đai", "text": "Nhà nước giao đất cho hộ gia đình."},
    {"_id": "d2", "title": "Luật Lâm nghiệp", "text": "Trồng rừng và bảo vệ rừng phòng hộ."},
    {"_id": "d3", "title": "", "text": "Rừng và đất ở xã miền núi."},
]
QUERIES = [
    {"_id": "q1", "text": "bảo vệ rừng"},
    {"_id": "q2", "text": "giao đất"},
    {"_id": "q3", "text": "không có nhãn"},
    {"_id": "q4", "text": "qwertyuiop"},
    {"_id": "q5", "text": "mọi nhãn đều không"},
]
LABELS = [("q1", "d2", 1), ("q1", "d3", 1), ("q2", "d1", 2), ("q4", "d1", 1), ("q5", "d1", 0)]


def write_set(folder: Path, corpus: str | None = None, queries: str | None = None, labels: str | None = None) -> Path:
    rows = "query-id\tcorpus-id\tscore\n" + "".join(f"{query}\t{entry}\t{score}\n" for query, entry, score in LABELS)
    (folder / "corpus.jsonl").write_text(corpus or "\n".join(map(json.dumps, CORPUS)), encoding="utf-8")
    (folder / "queries.jsonl").write_text(queries or "\n\n".join(map(json.dumps, QUERIES)) + "\n", encoding="utf-8")
    (folder / "qrels.tsv").write_text(labels or rows, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, WhooshEngine, dict[str, str]]:
    folder = write_set(tmp_path_factory.mktemp("set"))
    library = tmp_path_factory.mktemp("library")
    papers = import_set(folder, Settings(library=library, jobs=1), lambda progress: None)
    return folder, WhooshEngine(library), papers


def test_a_set_is_read(tmp_path: Path) -> None:
    write_set(tmp_path)
    assert [entry.id for entry in read_entries(tmp_path)] == ["d1", "d2", "d3"]
    assert read_queries(tmp_path)["q1"] == "bảo vệ rừng"
    assert read_labels(tmp_path)["q1"] == {"d2": 1.0, "d3": 1.0}


def test_measures_by_hand(imported: tuple[Path, WhooshEngine, dict[str, str]]) -> None:
    """q1 finds d2 first, then d3, which has one of three words; q2 finds d1; q4 nothing; the others have no labels."""
    folder, engine, papers = imported
    found = measure(engine, papers, read_queries(folder), read_labels(folder), "typed")
    assert [papers[paper] for paper in best_papers(engine, "bảo vệ rừng")] == ["d2", "d3"]
    assert [papers[paper] for paper in best_papers(engine, "đất hộ")] == ["d1", "d2", "d3"]
    ndcg = (1 + 1 + 0) / 3
    assert found.queries == 3
    assert found.ndcg == pytest.approx(ndcg)
    assert found.mrr == pytest.approx(2 / 3)
    assert found.recall == pytest.approx((1 + 1 + 0) / 3)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("telex", "vni")])
def test_every_form_can_be_measured(imported: tuple[Path, WhooshEngine, dict[str, str]], form: str) -> None:
    folder, engine, papers = imported
    assert measure(engine, papers, read_queries(folder), read_labels(folder), form).mrr == pytest.approx(2 / 3)


def test_measures_as_json() -> None:
    assert Measures(0.123456, 0.5, 1.0, 520).as_json() == {
        "ndcg@10": 0.1235,
        "mrr@10": 0.5,
        "recall@10": 1.0,
        "queries": 520,
    }


def test_an_unknown_form(imported: tuple[Path, WhooshEngine, dict[str, str]]) -> None:
    folder, engine, papers = imported
    with pytest.raises(BadRequest, match="typed, no-accents"):
        measure(engine, papers, read_queries(folder), read_labels(folder), "morse")


def test_a_set_without_labels(imported: tuple[Path, WhooshEngine, dict[str, str]]) -> None:
    folder, engine, papers = imported
    sets: list[dict[str, dict[str, float]]] = [{}, {"q1": {}}, {"q1": {"d1": 0.0}}]
    for labels in sets:
        with pytest.raises(BadRequest, match="đáp án"):
            measure(engine, papers, read_queries(folder), labels, "typed")


@pytest.mark.parametrize(
    "name, content, message",
    [
        ("corpus.jsonl", "{", "corpus.jsonl, dòng 1"),
        ("corpus.jsonl", '{"_id": "a", "text": "b"}\n{"_id": "a"}', "corpus.jsonl, dòng 2.*text"),
        ("corpus.jsonl", "[1]", "corpus.jsonl, dòng 1"),
        ("queries.jsonl", '{"text": "b"}', "_id"),
        ("qrels.tsv", "a\tb\tc\n1\t2\t3\n", "qrels.tsv, dòng 2"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td1\tmột\n", "qrels.tsv, dòng 2"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\n", "qrels.tsv, dòng 2"),
    ],
)
def test_a_set_that_cannot_be_read_says_where(tmp_path: Path, name: str, content: str, message: str) -> None:
    write_set(tmp_path)
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadRequest, match=message):
        list(read_entries(tmp_path)), read_queries(tmp_path), read_labels(tmp_path)


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_file_of_the_set_that_is_missing_or_no_text(tmp_path: Path, name: str) -> None:
    write_set(tmp_path)
    (tmp_path / name).write_bytes(b"\xff\xfe\x00")
    for _ in range(2):
        with pytest.raises(BadRequest, match=name):
            list(read_entries(tmp_path)), read_queries(tmp_path), read_labels(tmp_path)
        (tmp_path / name).unlink(missing_ok=True)
