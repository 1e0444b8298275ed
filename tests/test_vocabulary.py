"""What the library says, and how often."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.vocabulary import Context, Vocabulary, count_texts, merge_counts

TEXTS = ["Ủy ban nhân dân xã", "uỷ ban, bàn ăn năm 2014", "Ban Thường vụ; bản án số 09", "bạn"]

syllable = st.sampled_from(["ban", "bàn", "bản", "bạn", "án", "ăn", "đảng", "dang"])
text = st.lists(syllable, max_size=8).map(" ".join)


@pytest.fixture(params=[1, 2, 4], ids=lambda parts: f"{parts} segments")
def vocabulary(request: pytest.FixtureRequest) -> Vocabulary:
    parts: int = request.param
    return Vocabulary([count_texts(TEXTS[number::parts]) for number in range(parts)])


@pytest.mark.parametrize(
    "spelled, times",
    [
        (["ban"], 3),
        (["Ủy"], 2),
        (["ủy", "ban"], 2),
        (["uỷ", "ban", "nhân"], 1),
        (["ban", "bàn"], 1),  # over a comma, not over the end of a paragraph
        (["xã", "uỷ"], 0),
        (["ban", "dân"], 0),
        (["tỉnh"], 0),
        (["năm", "1999"], 1),  # all numbers are one
        (["12"], 2),
    ],
)
def test_count(vocabulary: Vocabulary, spelled: list[str], times: int) -> None:
    assert vocabulary.count(*spelled) == times


@pytest.mark.parametrize(
    "folded, times", [(["ban"], 6), (["uy", "ban"], 2), (["ban", "an"], 2), (["an", "ban"], 0), (["so", "7"], 1)]
)
def test_folded_count(vocabulary: Vocabulary, folded: list[str], times: int) -> None:
    assert vocabulary.folded_count(*folded) == times


def test_spellings(vocabulary: Vocabulary) -> None:
    assert vocabulary.spellings("ban") == [("ban", 3), ("bàn", 1), ("bạn", 1), ("bản", 1)]
    assert vocabulary.spellings("tinh") == []


def test_starting(vocabulary: Vocabulary) -> None:
    assert vocabulary.starting("b") == [("ban", 6)]
    assert vocabulary.starting("n") == [("nam", 1), ("nhan", 1)]
    assert vocabulary.starting("bans") == []
    assert [folded for folded, _ in vocabulary.starting("")][:3] == ["ban", "0", "an"]


def test_readings(vocabulary: Vocabulary) -> None:
    assert vocabulary.readings("ban", "an") == {("bàn", "ăn"): 1, ("bản", "án"): 1}
    assert vocabulary.readings("uy", "ban", "nhan") == {("uỷ", "ban", "nhân"): 1}
    assert vocabulary.readings("ban", "tinh") == {}


def test_contexts() -> None:
    vocabulary = Vocabulary.of_texts(["ủy ban xã", "ủy ban huyện", "ủy ban", "ban"])
    assert vocabulary.contexts("ban") == {("ban",): Context(times=4, followers=2)}
    assert vocabulary.contexts("uy", "ban") == {("uỷ", "ban"): Context(times=3, followers=2)}


def test_behind(vocabulary: Vocabulary) -> None:
    assert vocabulary.behind("uy", "ban", "nhan") == {("uỷ", "ban"): {"nhân": 1}}
    assert vocabulary.behind("uy", "ban", "an") == {}
    assert vocabulary.behind("uy", "ban", "ban") == {("uỷ", "ban"): {"bàn": 1}}
    assert vocabulary.behind("tinh", "uy", "ban") == {}
    assert vocabulary.behind("an", "so", "7") == {("án", "số"): {"0": 1}}


def test_said_in_all(vocabulary: Vocabulary) -> None:
    assert [vocabulary.contexts(*run).times for run in (["ban"], ["ban", "an"], ["uy", "ban", "nhan"])] == [6, 2, 1]
    assert vocabulary.contexts("tinh").times == vocabulary.contexts("an", "ban").times == 0


def test_size(vocabulary: Vocabulary) -> None:
    assert vocabulary.size == 19


def test_nothing_counted() -> None:
    for vocabulary in (Vocabulary([]), Vocabulary.of_texts([])):
        assert vocabulary.count("ban") == vocabulary.folded_count("ban", "an") == vocabulary.size == 0
        assert list(vocabulary.spellings("ban")) == list(vocabulary.starting("")) == []


@given(st.lists(st.lists(text, max_size=3), max_size=4))
def test_segments_answer_as_their_merger(parts: list[list[str]]) -> None:
    counted = [count_texts(part) for part in parts]
    apart, together = Vocabulary(counted), Vocabulary([merge_counts(counted)])
    for folded in (["ban"], ["ban", "an"], ["ban", "ban", "dang"]):
        assert apart.readings(*folded) == together.readings(*folded)
        assert {run: apart.count(*run) for run in together.readings(*folded)} == together.readings(*folded)
    assert apart.starting("") == together.starting("")


def test_arrays_may_be_mapped_files(tmp_path: Path) -> None:
    for name, array in count_texts(TEXTS).items():
        np.save(tmp_path / name, array)
    mapped = {path.stem: np.load(path, mmap_mode="r") for path in tmp_path.iterdir()}
    assert Vocabulary([mapped]).readings("ban", "an") == Vocabulary.of_texts(TEXTS).readings("ban", "an")
