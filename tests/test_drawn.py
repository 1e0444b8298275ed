"""Questions drawn from texts."""

from __future__ import annotations

from collections import Counter

import pytest
from filing import SAMPLES

from corpus.text import spelling, syllable_texts
from search.drawn import MinimalPair, hold_out, minimal_pairs, phrases


def test_what_is_held_out_is_not_kept() -> None:
    kept, held = hold_out(list(range(50)), share=0.1, seed=3)
    assert len(held) == 5
    assert sorted(kept + held) == list(range(50))
    assert (kept, held) == hold_out(list(range(50)), share=0.1, seed=3)
    assert held != hold_out(list(range(50)), share=0.1, seed=4)[1]


def test_phrases_stay_within_a_clause() -> None:
    drawn = set(phrases(["Ủy ban, nhân dân\nxã; hòa bình 2014 đất - rừng (biển)"], length=2, count=200, seed=1))
    assert drawn == {"uỷ ban", "nhân dân", "hoà bình"}


@pytest.mark.parametrize("length", [2, 3, 6])
def test_phrases_stand_in_the_texts(length: int) -> None:
    texts = [line for sample in sorted(SAMPLES.iterdir()) for line in sample.read_text("utf-8").splitlines()]
    spelled = [" ".join(map(spelling, syllable_texts(text))) for text in texts]
    for phrase in phrases(texts, length, 50, seed=1):
        assert len(phrase.split()) == length
        assert any(phrase in one for one in spelled)


def test_phrases_are_drawn_by_occurrence() -> None:
    drawn = Counter(phrases(["một hai."] * 3 + ["ba bốn"], length=2, count=4000, seed=1))
    assert drawn["một hai"] / 4000 == pytest.approx(0.75, abs=0.03)


def test_nothing_to_draw_from() -> None:
    assert phrases([], 2, 10, seed=1) == phrases(["một, hai"], 2, 10, seed=1) == []
    assert hold_out([], 0.1, seed=1) == ([], [])


@pytest.mark.parametrize(
    "words, pairs",
    [
        ({"bản án": 9, "bàn ăn": 4}, [("bản án", "bàn ăn")]),
        ({"bàn ăn": 4, "bản án": 9, "bán ăn": 2}, [("bản án", "bàn ăn")]),  # the two most frequent
        ({"bản án": 9, "ban an": 4}, []),  # typed without accents, it may mean the other
        ({"chỉ tiêu": 9, "chi tiêu": 4}, [("chỉ tiêu", "chi tiêu")]),
        ({"bản": 9, "bàn": 4, "bản án treo": 3, "bán án treo": 3}, []),  # two syllables
        ({"a bà": 2, "á bà": 2, "ỷ ở": 9, "ý ở": 9}, [("ý ở", "ỷ ở"), ("a bà", "á bà")]),
    ],
)
def test_minimal_pairs(words: dict[str, int], pairs: list[tuple[str, str]]) -> None:
    assert minimal_pairs(words, most=5) == [MinimalPair(*pair) for pair in pairs]
    assert minimal_pairs(words, most=0) == []
