"""The pen: what Whoosh's writer is made to do."""

from pathlib import Path

import pytest
from building import fill, found, paper

from corpus.errors import LibraryBusy
from search.columnar.engine import WhooshEngine


def segments(engine: WhooshEngine) -> int:
    state = engine._current()
    assert state is not None
    return len(state.segments)


def test_many_commits_do_not_make_many_segments(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    for generation in range(30):
        with engine.writing() as batch:
            batch.put(paper(f"p{generation}", "rừng").entry)
            batch.commit(generation, {})
    assert segments(engine) < 10
    assert found(engine, "rừng").total == 30


def test_what_other_commits_left_is_cleared_away(tmp_path: Path) -> None:
    engine = fill(tmp_path, [paper("a", "rừng")])
    for generation in range(2, 12):
        with engine.writing() as batch:
            batch.put(paper("a", f"rừng {generation}").entry)
            batch.commit(generation, {})
    names = [path.name for path in (tmp_path / "index").iterdir()]
    assert sum(name.endswith(".toc") for name in names) == 1
    assert (
        sum(name.endswith(".arrays") for name in names)
        == sum(name.endswith(".crc") for name in names)
        == segments(engine)
    )


def test_a_batch_that_is_dropped_leaves_no_lock(tmp_path: Path) -> None:
    engine = fill(tmp_path, [paper("a", "rừng")])
    for _ in range(3):
        with engine.writing() as batch:
            batch.put(paper("b", "đất").entry)
    with engine.writing() as batch:
        batch.put(paper("b", "đất").entry)
        batch.commit(2, {})
    assert engine.papers() == {"a": 1, "b": 1}


def test_a_second_pen_is_told_who_writes(tmp_path: Path) -> None:
    engine = fill(tmp_path, [paper("a", "rừng")])
    with engine.writing(), pytest.raises(LibraryBusy, match="đang được"), WhooshEngine(tmp_path).writing():
        pass


def test_many_papers_are_replaced_at_once(tmp_path: Path) -> None:
    engine = fill(tmp_path, [paper(f"p{number}", "rừng") for number in range(400)])
    with engine.writing() as batch:
        for number in range(400):
            batch.put(paper(f"p{number}", "đất").entry)
        batch.commit(2, {})
    assert (found(engine, "rừng").total, found(engine, "đất").total) == (0, 400)


def test_a_term_of_any_letters(tmp_path: Path) -> None:
    words = ["𝄞x", "中文", "e\u0301\u0302", "a" * 5_000, "ǆ", "²", "0"]
    engine = fill(tmp_path, [paper(f"p{number}", word) for number, word in enumerate(words)])
    for number, word in enumerate(words):
        assert f"p{number}" in {hit.paper.paper for hit in found(engine, word[:1_900]).hits} or len(word) > 1_900
