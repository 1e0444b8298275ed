"""Words that are kept for another run are the very words of the segmenter, and are used only when they are there."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from bench.corpus import papers
from bench.segmentation import alone, keep_words, terms_from_cache
from bench.word_cache import WordCache, is_whole, write_cache
from indexer.document_terms import document_terms
from search import segmenter

pytestmark = pytest.mark.full


def test_what_was_written_is_read(tmp_path: Path) -> None:
    segmented = [("cán bộ xã", ["cán bộ", "xã"]), ("rừng", ["rừng"]), ("rừng", ["rừng"])]
    assert not is_whole(tmp_path)
    write_cache(tmp_path, segmented)
    assert is_whole(tmp_path)
    cache = WordCache(tmp_path)
    assert [cache.words(text) for text, _ in segmented] == [words for _, words in segmented]
    assert cache.words("đất") is None


def test_the_terms_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACUU_TESTDATA", raising=False)
    found = papers(30, tmp_path)
    keep_words(found, tmp_path / "words", jobs=1)
    expected = [pickle.dumps(document_terms(document)) for document in found.documents()]
    segment = segmenter.segment
    cached = [terms_from_cache(document, tmp_path / "words") for document in found.documents()]
    assert [pickle.dumps(one) for one in cached] == expected
    assert segmenter.segment is segment


@pytest.mark.parametrize("way", [segmenter.one_by_one, segmenter.segment])
def test_segmenting_alone_takes_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: segmenter.Segment) -> None:
    monkeypatch.delenv("TRACUU_TESTDATA", raising=False)
    assert alone(papers(5, tmp_path), 1, way).seconds > 0
