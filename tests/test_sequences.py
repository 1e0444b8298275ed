"""Frequent word sequences: whole words, no parts of longer ones, nothing across a sign."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text import fold_text
from search.sequences import LONGEST, frequent_sequences


def found(texts: list[str], least: int = 3) -> dict[str, int]:
    return {one.text: one.count for one in frequent_sequences(texts, least)}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("nông thôn mới", {"nông thôn mới": 3}),  # not "nông thôn", "thôn mới" too
        ("kinh tế - xã hội", {"kinh tế xã hội": 3}),
        ("nông thôn, đô thị", {"nông thôn": 3, "đô thị": 3}),
        ("nông, thôn", {}),
        ("nông\nthôn", {}),
        ("rừng", {}),
        ("của xã về rừng", {}),
        ("năm 2014 và 2015", {}),
        ("15-KL/TU", {}),
        ("Uỷ ban", {"Uỷ ban": 3}),  # as the author wrote it
        ("", {}),
    ],
)
def test_sequences(text: str, expected: dict[str, int]) -> None:
    assert found([text] * 3) == expected


def test_rare_ones_are_left_out() -> None:
    assert found(["nông thôn"] * 2) == {}


def test_spellings_of_one_word_are_counted_together() -> None:
    assert list(found(["Ủy ban", "uỷ ban", "ỦY BAN"]).values()) == [3]


def test_a_part_that_often_stands_alone_is_a_phrase_of_its_own() -> None:
    texts = [f"{first} nông thôn mới {last}" for first, last in zip("abcd", "efgh")]
    texts += [f"{first} nông thôn {last}" for first, last in zip("abcdefgh", "ijklmnop")]
    assert found(texts) == {"nông thôn": 12, "nông thôn mới": 4}


def test_a_long_run_is_cut() -> None:
    assert all(len(one.split()) <= LONGEST for one in found(["một hai ba bốn năm sáu bảy tám chín mười"] * 5))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=40) | st.lists(st.sampled_from(["nông", "thôn", "mới", ",", "và"])).map(" ".join)))
def test_every_sequence_stands_in_the_texts(texts: list[str]) -> None:
    folded = "\n".join(f" {fold_text(text)} " for text in texts)
    for one in frequent_sequences(texts, 2):
        assert folded.count(f" {fold_text(one.text)} ") >= 1
        assert one.count >= 2
