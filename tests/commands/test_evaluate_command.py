"""`tracuu evaluate`: a small set in BEIR form, and what is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commanding import apart, printed, refused, tracuu
from filing import TASKS, write


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    entries = [{"_id": f"d{number}", "title": "", "text": task} for number, task in enumerate(TASKS)]
    queries = [{"_id": "q1", "text": "vệ sinh môi trường"}, {"_id": "q2", "text": "quy hoạch khu xử lý rác"}]
    for name, lines in (("corpus", entries), ("queries", queries)):
        write(tmp_path / "beir", f"{name}.jsonl", "\n".join(json.dumps(line) for line in lines))
    write(tmp_path / "beir", "qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td0\t1\nq2\td1\t1\n")
    return tmp_path / "beir"


def test_evaluate(beir: Path) -> None:
    found = printed("evaluate", beir, "--form", "typed,no-accents", "--jobs", "1", start=apart)
    best = {"ndcg@10": 1.0, "mrr@10": 1.0, "recall@10": 1.0, "queries": 2}
    assert found == {"forms": {"typed": best, "no-accents": best}}
    assert sorted(path.name for path in beir.iterdir()) == ["corpus.jsonl", "qrels.tsv", "queries.jsonl"]
    plain = tracuu("evaluate", beir, "--jobs", "1")
    assert plain.stdout == "typed       ndcg@10 1.0  mrr@10 1.0  recall@10 1.0  queries 2\n"


def test_evaluate_what_cannot_be(beir: Path, tmp_path: Path) -> None:
    assert "nowhere" in refused("evaluate", tmp_path / "nowhere", code=2, status=400)
    assert printed("evaluate", beir, "--form", "morse", "--jobs", "1", code=2)["error"]["status"] == 400
    write(beir, "corpus.jsonl", "{")
    assert "dòng 1" in printed("evaluate", beir, "--jobs", "1", code=2)["error"]["message"]
