"""What was segmented once is not segmented again; and the cache is only a cache."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from indexer.segmented import FILE_NAME, SegmentedTexts, keep, texts_of
from search.terms import word_lengths_of

TEXTS = ["Ủy ban nhân dân xã", "rừng", "", "Hòa bình ở nông thôn, kinh tế - xã hội"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    texts = SegmentedTexts()
    texts.word_lengths_of(TEXTS)
    keep(tmp_path, texts.take_used(), only=True)
    return tmp_path


def refuse(texts: Sequence[str]) -> list[bytes]:
    if texts:
        raise AssertionError(f"segmented again: {texts}")
    return []


def test_known_texts_are_not_segmented_again(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = word_lengths_of(TEXTS)
    monkeypatch.setattr("indexer.segmented.word_lengths_of", refuse)
    texts = SegmentedTexts(library)
    assert texts.word_lengths_of(TEXTS) == wanted
    assert len(texts.take_used()) == len(TEXTS)
    assert texts.take_used() == {}
    with pytest.raises(AssertionError, match="segmented again: .*rừng già"):
        texts.word_lengths_of(["rừng già"])


def test_new_texts_join_the_known_ones(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = SegmentedTexts(library)
    wanted = texts.word_lengths_of(["nghị quyết hội nghị"])
    texts.word_lengths_of([TEXTS[0]])
    keep(library, texts.take_used(), only=False)
    monkeypatch.setattr("indexer.segmented.word_lengths_of", refuse)
    texts = SegmentedTexts(library)
    assert texts.word_lengths_of(["nghị quyết hội nghị"]) == wanted
    assert texts.word_lengths_of(TEXTS)


def test_a_text_that_comes_twice_is_segmented_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("indexer.segmented.word_lengths_of", lambda texts: asked.extend(texts) or [b"\1"] * len(texts))
    texts = SegmentedTexts()
    assert texts.word_lengths_of(["a", "b", "a"]) == texts.word_lengths_of(["a", "b", "a"]) == [b"\1"] * 3
    assert asked == ["a", "b"]


@pytest.mark.parametrize("content", [b"", b"nonsense", b"tracuu1\n" + bytes(100)])
def test_a_damaged_cache_is_no_cache(library: Path, content: bytes) -> None:
    (library / FILE_NAME).write_bytes(content)
    assert SegmentedTexts(library).word_lengths_of(["rừng"]) == [bytes([1])]


def test_damage_inside_is_noticed(library: Path) -> None:
    path = library / FILE_NAME
    content = bytearray(path.read_bytes())
    content[9] ^= 1
    path.write_bytes(content)
    assert SegmentedTexts(library).word_lengths_of(TEXTS) == word_lengths_of(TEXTS)


def test_nothing_new_writes_nothing(library: Path) -> None:
    before = (library / FILE_NAME).stat().st_mtime_ns
    texts = SegmentedTexts(library)
    texts.word_lengths_of([TEXTS[0]])
    keep(library, texts.take_used(), only=False)
    assert (library / FILE_NAME).stat().st_mtime_ns == before


def test_no_trace_is_left_of_other_texts(library: Path) -> None:
    texts = SegmentedTexts(library)
    texts.word_lengths_of([TEXTS[0]])
    keep(library, texts.take_used(), only=True)
    assert len(SegmentedTexts(library).all()) == 1


def test_texts_of_a_library_follow_its_file(library: Path) -> None:
    before = texts_of(library)
    assert texts_of(library) is before
    keep(library, {1: b"\1"}, only=True)
    assert texts_of(library).all() == {1: b"\1"}
