"""Every engine of the benchmark does the same work: equal totals and equal counts of three facets, for every kind."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from bench import fts5, stock_whoosh
from bench.building import build_ours, build_peers
from bench.corpus import Papers, papers, plain_sections
from bench.engines import OURS, Engine, engines, folder_of
from bench.one_stream import TOGETHER, Disagreement, one_stream
from bench.peer import FACETS, PAGE, Outcome, Peer
from bench.questions import ONE_STREAM, Kind, Question, questions

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def found(work: Path) -> Papers:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TRACUU_TESTDATA", raising=False)
        papers_of_our_own = papers(300, work)
    build_ours(papers_of_our_own, work, jobs=1, segmenting=False)
    build_peers(papers_of_our_own, work, engines())
    return papers_of_our_own


def counted(found: Papers, question: Question) -> Outcome:
    """In plain Python, from the sections themselves."""
    facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    total = 0
    for section in plain_sections(found):
        held = [f" {term} " in f" {section.terms} " for term in question.terms]
        together = f" {' '.join(question.terms)} " in f" {section.terms} "
        if {Kind.PHRASE: together, Kind.ALL: all(held)}.get(question.kind, any(held)):
            total += 1
            for name in FACETS:
                value = getattr(section, name)
                facets[name][value] = facets[name].get(value, 0) + 1
    return Outcome(total, facets, min(total, PAGE))


def agrees(engine: Engine, work: Path, found: Papers) -> None:
    peer = engine.open(folder_of(engine.name, work))
    for question in questions(found, 6, ONE_STREAM):
        assert peer.ask(question) == counted(found, question), question
    peer.close()


@pytest.mark.parametrize("engine", engines(), ids=lambda engine: engine.name)
def test_an_engine_counts_as_plain_python_does(engine: Engine, work: Path, found: Papers) -> None:
    agrees(engine, work, found)


@pytest.mark.skipif(not find_spec("tantivy"), reason="tantivy is not installed")
def test_tantivy_is_among_them() -> None:
    assert [engine.name for engine in engines()] == [OURS, stock_whoosh.NAME, fts5.NAME, "tantivy"]


def test_each_is_timed_at_each_kind(work: Path, found: Papers) -> None:
    known = engines()
    figures = one_stream(work, known, [], questions(found, 2, ONE_STREAM))
    names = {engine.name for engine in known}
    for row in (*(kind.name for kind in ONE_STREAM), TOGETHER):
        assert set(figures[f"{row} median"]) == set(figures[f"{row} p95"]) == names
        assert all(figures[f"{row} p95"][name] >= figures[f"{row} median"][name] > 0 for name in names)


class Forgetful:
    """Finds nothing, very quickly."""

    def __init__(self, folder: Path) -> None: ...

    def ask(self, question: Question) -> Outcome:
        return Outcome(0, {name: {} for name in FACETS}, 0)

    def close(self) -> None: ...


def opened(folder: Path) -> Peer:
    return Forgetful(folder)


def test_an_engine_that_does_less_is_not_compared(work: Path, found: Papers) -> None:
    with pytest.raises(Disagreement, match="differ on"):
        one_stream(work, [engines()[0], Engine("forgetful", opened)], [], questions(found, 1, ONE_STREAM))
