"""Counting: against a count in plain Python, apart and together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import fold, syllables
from indexer.document_terms import _Spoken
from search import counts
from search.columnar.language import language_arrays
from search.counts import NUMBER, Array, as_counted, count_texts, lines, merge_counts

syllable = st.sampled_from(
    [
        "ban",
        "bàn",
        "BẢN",
        "bản",
        "đan",
        "dân",
        "hòa",
        "hoà",
        "kỹ",
        "kĩ",
        "09",
        "2014",
        "tw",
        "\u0130",
        "ố",
        "o\u0302\u0301",
    ]
)
text = st.lists(syllable | st.sampled_from([",", "\n", " - "]), max_size=12).map(" ".join)


def plainly(texts: list[str]) -> dict[tuple[str, ...], int]:
    found: Counter[tuple[str, ...]] = Counter()
    for line in "\n".join(texts).split("\n"):
        row = [as_counted(one.text) for one in syllables(line)]
        for length in (1, 2, 3):
            found.update(tuple(row[start : start + length]) for start in range(len(row) - length + 1))
    return dict(found)


def held(arrays: dict[str, Array]) -> dict[tuple[str, ...], int]:
    words = lines(arrays["words"])
    found = {(word,): int(count) for word, count in zip(words, arrays["word_counts"])}
    pairs = []
    for first, word in enumerate(words):
        for place in range(arrays["pair_starts"][first], arrays["pair_starts"][first + 1]):
            pairs.append((word, words[arrays["pair_seconds"][place]]))
            found[pairs[-1]] = int(arrays["pair_counts"][place])
    for number, pair in enumerate(pairs):
        for place in range(arrays["triple_starts"][number], arrays["triple_starts"][number + 1]):
            found[(*pair, words[arrays["triple_thirds"][place]])] = int(arrays["triple_counts"][place])
    return found


@pytest.mark.parametrize(
    "written, counted",
    [("HÒA", "hoà"), ("kỹ", "kĩ"), ("2014", NUMBER), ("09", NUMBER), ("A4", "a4"), ("Đ", "đ")],
)
def test_as_counted(written: str, counted: str) -> None:
    assert as_counted(written) == counted


@given(st.lists(text, max_size=5))
def test_counts_are_those_of_plain_counting(texts: list[str]) -> None:
    assert held(count_texts(texts)) == plainly(texts)


@given(st.lists(st.lists(text, max_size=3), max_size=4))
def test_merged_counts_are_those_of_counting_together(parts: list[list[str]]) -> None:
    together = count_texts([one for part in parts for one in part])
    merged = merge_counts([count_texts(part) for part in parts])
    assert together.keys() == merged.keys()
    for name, array in together.items():
        np.testing.assert_array_equal(merged[name], array)
        assert merged[name].dtype == array.dtype


def test_counting_in_batches_is_counting_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["ủy ban nhân dân xã", "bàn ăn", "ủy ban nhân dân", ""]
    at_once = held(count_texts(texts))
    monkeypatch.setattr(counts, "_AT_ONCE", 3)
    assert held(count_texts(texts)) == at_once


def test_what_folds_alike_stands_side_by_side() -> None:
    words = lines(count_texts(["bản án, ban ăn, bàn, an, bạn 12"])["words"])
    folded = [fold(word) for word in words]
    assert len([group for group, _ in groupby(folded)]) == len(set(folded))


def test_nothing_at_all() -> None:
    assert held(count_texts([])) == held(count_texts(["", "\n", "…"])) == held(merge_counts([])) == {}


def test_numbers_are_kept_in_small_types() -> None:
    arrays = count_texts(["ủy ban nhân dân"] * 300)
    assert {name: array.dtype for name, array in arrays.items() if name in ("word_counts", "pair_seconds")} == {
        "word_counts": np.uint16,
        "pair_seconds": np.uint8,
    }


def test_a_segment_counts_what_its_texts_say() -> None:
    """From places in arrays, as from the texts themselves; two paragraphs say no pair together."""
    texts = ["Ủy ban nhân dân xã 12", "xã rừng, ủy ban", "ban"]
    spoken = _Spoken([(0, texts[0]), (1, texts[1]), (1, texts[2])]).occurrences()
    wanted = {f"language.{name}": array.tolist() for name, array in count_texts(texts).items()}
    assert {name: array.tolist() for name, array in language_arrays([spoken]).items()} == wanted
    # The same out of a segment, where terms follow one another and not the text.
    order = np.argsort(spoken.terms, kind="stable")
    by_term = replace(
        spoken, terms=spoken.terms[order], sections=spoken.sections[order], positions=spoken.positions[order]
    )
    assert {name: array.tolist() for name, array in language_arrays([by_term]).items()} == wanted
    assert language_arrays([]) == {}
