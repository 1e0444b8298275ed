"""Whole papers and whole segments go through the writer: large ones are cut, small ones joined, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from building import Paper, fill, found, hits, paper, section
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import fold
from search.columnar import writer as writer_module
from search.columnar.engine import WhooshEngine
from search.columnar.language import language_arrays
from search.columnar.laying import field_arrays
from search.columnar.pool import Pool
from search.engine import Occurrences

PAPERS = [
    paper(
        f"p{number}",
        section(f"Giao rừng cho thôn {number}.", path="I/1", heading="Giao đất"),
        section("Không có gì thêm.", path="II"),
        title=f"Về lâm nghiệp {number}",
        number=f"{number}-KL/TU",
        year=2000 + number,
    )
    for number in range(1, 10)
]
QUESTIONS = [
    "rừng",
    '"giao rừng"',
    '"giao đất"',
    "lam nghiep 3",
    "thôn 7",
    "5-KL/TU",
    "khong co gi -rừng",
    '"giao đật"',
]


def segment_sizes(engine: WhooshEngine) -> list[int]:
    state = engine._current()
    assert state is not None
    return [segment.size for segment in state.segments]


def answers(engine: WhooshEngine) -> list[object]:
    return [found(engine, typed) for typed in QUESTIONS]


@pytest.fixture
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "LARGEST_SEGMENT", 10)


@pytest.mark.usefixtures("small_segments")
def test_a_long_run_makes_several_segments(tmp_path: Path) -> None:
    engine = fill(tmp_path / "cut", PAPERS)
    assert len(segment_sizes(engine)) > 2
    assert max(segment_sizes(engine)) <= 10
    whole = WhooshEngine(tmp_path / "whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer_module, "LARGEST_SEGMENT", 1_000)
        fill(tmp_path / "whole", PAPERS)
    assert len(segment_sizes(whole)) == 1
    assert answers(engine) == answers(whole)


@pytest.mark.usefixtures("small_segments")
def test_a_paper_put_twice_in_one_run_is_there_once(tmp_path: Path) -> None:
    """Also when its first version lies in a segment that was ended meanwhile."""
    engine = fill(tmp_path, [*PAPERS, paper("p1", "Bản sửa của văn bản đầu.")])
    assert engine.papers() == {**dict.fromkeys((one.name for one in PAPERS), 2), "p1": 1}
    assert found(engine, '"thôn 1"').total == 0


def commits(folder: Path, batches: list[list[Paper | str]]) -> WhooshEngine:
    """One commit for each batch; a name alone is a paper taken out."""
    engine = WhooshEngine(folder)
    for generation, batch_of in enumerate(batches, start=1):
        with engine.writing() as batch:
            for one in batch_of:
                batch.remove(one) if isinstance(one, str) else batch.put(one.entry)
            batch.commit(generation, {})
    return engine


def test_merged_segments_answer_like_one(tmp_path: Path) -> None:
    """Contexts, places, spellings and what is stored move along; what was deleted does not."""
    gone = [one.name for one in PAPERS[5:]]
    merged = commits(tmp_path / "merged", [[one] for one in PAPERS] + [[name] for name in gone] + [[PAPERS[0]]])
    assert answers(merged) == answers(fill(tmp_path / "whole", PAPERS[:5], generation=14))
    assert len(segment_sizes(merged)) == 1
    assert segment_sizes(merged)[0] < 30  # the deleted ones are not carried along


def test_a_segment_that_is_much_larger_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "SMALL_SEGMENT", 0)
    engine = fill(tmp_path, PAPERS)
    with engine.writing() as batch:
        batch.put(paper("q", "Một văn bản khác.").entry)
        batch.commit(2, {})
    assert len(segment_sizes(engine)) == 2
    assert ("q", "1") in hits(found(engine, "văn bản khác"))


@given(st.lists(st.lists(st.sampled_from(["bàn", "bán", "ban", "đất", "rừng", "7"]), max_size=8), max_size=6))
def test_papers_that_share_a_vocabulary_are_laid_down_like_papers_apart(papers: list[list[str]]) -> None:
    pool, apart = Pool(), []
    for number, syllables in enumerate([*papers, [f"{word}{place}" for place, word in enumerate(["ban"] * 20)]]):
        spelled = list(dict.fromkeys(syllables))
        occurrences = Occurrences(
            [fold(one) for one in spelled],
            np.array([spelled.index(one) for one in syllables], dtype=np.uint32),
            np.full(len(syllables), number, dtype=np.uint32),
            np.arange(len(syllables), dtype=np.uint32),
            spelled,
        )
        with mock.patch("search.columnar.pool._FEW", number % 2 * 10):
            pool.add("folded", occurrences)
        apart += [occurrences] if syllables else []
    ((field, together),) = pool.fields()
    for laid, wanted in (
        (field_arrays(field, together), field_arrays("folded", apart)),
        (language_arrays(together), language_arrays(apart)),
    ):
        assert {name: array.tolist() for name, array in laid.items()} == {
            name: array.tolist() for name, array in wanted.items()
        }


def test_a_title_in_capitals_is_suggested_with_the_papers_place(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    for number, place in enumerate(("Minh Họa", "Bình Lam", "Minh Họa"), start=1):
        with engine.writing() as batch:
            batch.put(paper(f"p{number}", "Đất.", title=f"ĐẤT RỪNG {number} TỈNH {place.upper()}", place=place).entry)
            if number == 3:
                batch.remove("p1")  # the phrases of what is left are looked for anew
            batch.commit(number, {})
    assert engine.suggest("dat rung", 5) == ["Đất rừng 2 tỉnh Bình Lam", "Đất rừng 3 tỉnh Minh Họa"]
