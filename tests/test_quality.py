"""How good the answers are on a large public set: the marks, so that nobody lowers them unseen.

python -m pytest tests/test_quality.py -s      prints the figures (with TRACUU_TESTDATA)
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from bench.minimal_pairs import words_of, write_set, wrong
from bench.readings import texts_of
from corpus.settings import Settings
from indexer.import_set import import_set
from search.columnar.engine import WhooshEngine
from search.drawn import minimal_pairs
from search.evaluation import Measures, best_papers, halves, measure, read_labels, read_queries
from search.mistyping import ERRORS
from search.typed_forms import FORMS

ARTICLES = Path(os.environ.get("TRACUU_TESTDATA", ""), "data", "phapdien.jsonl.xz")
QUESTIONS = Path(os.environ.get("TRACUU_TESTDATA", ""), "data", "alqac2022")

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not QUESTIONS.is_dir() or not os.environ.get("TRACUU_TESTDATA"), reason="needs TRACUU_TESTDATA"),
]


class Questions:
    """The set in a library of its own."""

    def __init__(self, library: Path) -> None:
        self.papers = import_set(QUESTIONS, Settings(library=library), lambda progress: None)
        self.engine = WhooshEngine(library)
        self.queries, self.labels = read_queries(QUESTIONS), read_labels(QUESTIONS)

    def measured(self, form: str, queries: dict[str, str] | None = None) -> Measures:
        found = measure(self.engine, self.papers, queries or self.queries, self.labels, form)
        print(f"{form}: nDCG@10 {found.ndcg:.4f}, MRR@10 {found.mrr:.4f}, recall@10 {found.recall:.4f}")
        return found


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Questions:
    return Questions(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def typed(questions: Questions) -> Measures:
    return questions.measured("typed")


def test_both_halves(questions: Questions) -> None:
    """The weights were looked for on the odd ones."""
    odd, even = (questions.measured("typed", half).ndcg for half in halves(questions.queries).values())
    assert even >= 0.945
    assert even >= odd - 0.01


@pytest.mark.parametrize(
    ("form", "share"),
    [
        ("no-accents", 0.99),
        ("telex", 0.98),
        ("vni", 0.98),
        ("half-accents", 0.99),
        ("no-tones", 0.99),
        ("lost-tone", 0.99),
        ("wrong-tone", 0.98),
        *((error, 0.98) for error in ERRORS),
    ],
)
def test_other_ways_of_typing(questions: Questions, typed: Measures, form: str, share: float) -> None:
    assert questions.measured(form).ndcg >= share * typed.ndcg


@pytest.mark.parametrize("form", ["nfd", "cp1258", "old-tones", "new-tones"])
def test_spellings_that_mean_the_same_give_the_same_hits(questions: Questions, form: str) -> None:
    for question in questions.queries.values():
        assert best_papers(questions.engine, FORMS[form](question)) == best_papers(questions.engine, question)


@pytest.mark.skipif(not ARTICLES.is_file(), reason="needs TRACUU_TESTDATA")
def test_words_that_differ_in_accents_alone(tmp_path: Path) -> None:
    """Of 60 pairs drawn from 1,500 articles of law, the one that is typed comes first."""
    texts = random.Random(7).sample(texts_of(ARTICLES), 1_500)
    pairs = minimal_pairs(words_of(texts), 60)
    write_set(tmp_path, texts)
    import_set(tmp_path, Settings(library=tmp_path / "library"), lambda progress: None)
    failed = list(wrong(pairs, WhooshEngine(tmp_path / "library")))
    print(f"minimal pairs, the typed word in first place: {1 - len(failed) / (2 * len(pairs)):.3f}")
    assert len(failed) <= 0.03 * 2 * len(pairs)
