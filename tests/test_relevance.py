"""How good the answers are: over our own samples always, over the test data's queries where those are to be had.

python -m pytest tests/test_relevance.py -s      prints every query's rank and the means by kind
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.settings import Settings
from indexer.build import index
from search.answer import Request, answer
from search.columnar.engine import WhooshEngine

ROOT = Path(__file__).parent.parent
TESTDATA = os.environ.get("TRACUU_TESTDATA", "")

# Means of a group of kinds: (MRR@10, recall@10). Raise them when the search gets better; never lower them unseen.
MARKS = {
    "người ký": (1.0, 1.0),
    "số văn bản": (0.95, 0.92),
    "tên gọi của văn bản": (0.95, 0.95),
    "từ khóa có dấu": (0.88, 0.95),
    "không dấu": (0.95, 0.95),
    "nửa dấu nửa không": (0.95, 0.95),
    "cụm từ trong ngoặc kép": (0.95, 0.95),
    "viết tắt": (0.95, 0.95),
    "dấu kiểu": (0.95, 0.95),
    "gõ": (0.95, 0.95),
    "sai chữ cái": (0.95, 0.95),
    "câu hỏi dài": (0.95, 0.95),
    "văn bản có lỗi OCR": (0.95, 0.95),
}


@dataclass(frozen=True)
class Graded:
    """A query with the rank of its first right answer (0: none) and the share of its answers in the first ten."""

    query: str
    kind: str
    rank: int
    recall: float

    @property
    def group(self) -> str:
        return next(group for group in MARKS if group in self.kind)


@pytest.fixture(scope="module")
def graded(library: Path) -> list[Graded]:
    engine = WhooshEngine(library)
    lines = (ROOT / "tests" / "data" / "samples_queries.jsonl").read_text(encoding="utf-8").splitlines()
    return [_grade(engine, json.loads(line)) for line in lines]


def _grade(engine: WhooshEngine, row: dict[str, object]) -> Graded:
    answers = row["answers"]
    assert isinstance(answers, list)
    wanted = {(one["file"], one["path"]) for one in answers}
    results = answer(Request(str(row["query"]), limit=10), engine).results
    found = [(Path(one.hit.paper.source).name, one.hit.section.path) for one in results]
    rank = next((rank for rank, hit in enumerate(found, start=1) if hit in wanted), 0)
    return Graded(str(row["query"]), str(row["kind"]), rank, len(wanted.intersection(found)) / len(wanted))


def _means(rows: list[Graded]) -> tuple[float, float]:
    return (
        sum(1 / row.rank for row in rows if row.rank) / len(rows),
        sum(row.recall for row in rows) / len(rows),
    )


@pytest.mark.parametrize("group", MARKS)
def test_samples_by_kind(graded: list[Graded], group: str) -> None:
    rows = [row for row in graded if row.group == group]
    mrr, recall = _means(rows)
    for row in rows:
        print(f"  {row.rank or '-':>3}  {row.recall:.2f}  {row.query}  ({row.kind})")
    print(f"{group}: MRR@10 {mrr:.3f}, recall@10 {recall:.3f} of {len(rows)}")
    assert mrr >= MARKS[group][0]
    assert recall >= MARKS[group][1]


def test_samples_as_a_whole(graded: list[Graded]) -> None:
    mrr, recall = _means(graded)
    print(f"all: MRR@10 {mrr:.3f}, recall@10 {recall:.3f} of {len(graded)}")
    assert mrr >= 0.9
    assert recall >= 0.93


@pytest.mark.full
@pytest.mark.skipif(not Path(TESTDATA, "tools", "grade_queries.py").is_file(), reason="TRACUU_TESTDATA is not set")
def test_the_typed_queries_of_the_test_data(tmp_path: Path) -> None:
    index([Path(TESTDATA) / "seeds"], Settings(library=tmp_path))
    search = f"{sys.executable} {ROOT / 'tracuu.py'} --library {tmp_path} search {{query}} --limit 10 --json"
    grader = [sys.executable, str(Path(TESTDATA) / "tools" / "grade_queries.py"), "--search", search]
    marks = ["--min", "0.90", "--min-recall", "0.85", "--no-misses"]
    run = subprocess.run([*grader, *marks], capture_output=True, text=True, check=False)
    print(run.stdout)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("short", "name"),
    [("UBND", "ủy ban nhân dân"), ("QP-AN", "quốc phòng - an ninh"), ("BTV", "ban thường vụ"), ("TW", "trung ương")],
)
def test_a_short_form_ranks_as_its_name_does(library: Path, short: str, name: str) -> None:
    """Where both match; with the readings that a library of its own language gives."""
    engine = WhooshEngine(library)
    scores = [
        {
            one.hit.section.path + one.hit.paper.paper: one.hit.score
            for one in answer(Request(typed, limit=100), engine).results
        }
        for typed in (short, name)
    ]
    common = scores[0].keys() & scores[1].keys()
    assert common
    assert {key: scores[0][key] for key in common} == pytest.approx({key: scores[1][key] for key in common})


def test_a_name_is_no_other_bodys_name(library: Path) -> None:
    first = answer(Request("ban thường vụ tỉnh ủy", limit=10), WhooshEngine(library)).results[0]
    marks = "".join(run for run, is_marked in first.fragments[0] if is_marked)
    assert "tỉnh" in marks.lower()
