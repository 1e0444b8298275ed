"""Our quicker way to underthesea's words: word for word what the library's own function gives."""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from pickle import UnpicklingError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text import clean, new_tones
from search import segmenter, word_parameters
from search.segmenter import one_by_one, segment, segment_alone
from search.word_parameters import UnknownModel

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
LAWS = Path(os.environ.get("TRACUU_TESTDATA", "nowhere")) / "data" / "phapdien.jsonl.xz"

WRITTEN = """
Uỷ ban nhân dân tỉnh xã hội chủ nghĩa kinh tế - quốc phòng an ninh Hoà Bình UBND NĐ-CP 43H-0530 12/2014 02-03-2014
1.234,5 % v.v. T.Ư H'Mông http://a.vn/b?c x@y.vn 3x4 :)) 2147483647 2147483648 +5 -7 5. Th.S ΑΣ ΣΑΣ İdế ß ǅ ² ½ 第一
“ ” … ( ) / \u0301
"""
PIECES = [*WRITTEN.split(), "\u00a0", "\t", "\n"]

TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map(" ".join)


@pytest.fixture(autouse=True)
def forget_the_way() -> Iterator[None]:
    yield
    segmenter._ours.cache_clear()


@pytest.mark.parametrize(
    "text, words",
    [
        ("Uỷ ban nhân dân xã", ["Uỷ ban nhân dân", "xã"]),
        ("kinh tế - xã hội", ["kinh tế", "-", "xã hội"]),
        ("rừng", ["rừng"]),
        ("  \n", []),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert segment([text]) == one_by_one([text]) == [segment_alone(text)] == [words]


def test_of_these_versions_the_model_is_ours() -> None:
    assert segmenter._ours()


def test_no_texts() -> None:
    assert segment([]) == []


def test_many_texts_are_segmented_as_each_alone() -> None:
    texts = ["Ban Thường vụ", "", "Tỉnh uỷ yêu cầu", "x", "nông thôn mới " * 200]
    assert segment(texts) == [words for text in texts for words in segment([text])]


def test_our_own_papers() -> None:
    lines = [line for path in sorted(SAMPLES.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    assert len(lines) > 300
    texts = [new_tones(clean(line)) for line in lines]
    assert segment(texts) == one_by_one(texts) == [*map(segment_alone, texts)]


@given(st.lists(TEXTS, max_size=3))
@settings(max_examples=300, deadline=None)
def test_anything(texts: list[str]) -> None:
    assert segment(texts) == one_by_one(texts) == [*map(segment_alone, texts)]


def test_unknown_names_in_a_row_are_read_alike() -> None:
    """Two readings of them are equally likely: the last bit of a sum decides."""
    texts = ["2147483648 ΣΑΣ Th.S 1.234,5 Ủy 5.", "3x4 ΑΣ ΑΣ 3x4 ΣΑΣ % Ủy İdế phòng", "XQ ZW QX WZ XQ ZW " * 5]
    assert segment(texts) == one_by_one(texts) == [*map(segment_alone, texts)]


def test_more_tokens_than_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.word_model._MOST_TOKENS", 5)
    texts = ["nông thôn mới", "xã hội chủ nghĩa Việt Nam", "nông thôn mới", "kinh tế"]
    for text in texts:
        assert segment([text]) == one_by_one([text])


@pytest.mark.full
@pytest.mark.skipif(not LAWS.exists(), reason="TRACUU_TESTDATA names no folder with the codified law")
def test_articles_of_law() -> None:
    with lzma.open(LAWS, "rt", encoding="utf-8") as lines:
        articles: Sequence[str] = [json.loads(line)["text"] for line in islice(lines, 0, 60_000, 30)]
    texts = [new_tones(clean(line)) for article in articles for line in article.split("\n")]
    assert segment(texts) == one_by_one(texts) == [*map(segment_alone, texts)]


def test_of_another_version_the_library_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmenter, "TRIED", {"underthesea": "0.0."})
    segmenter._ours.cache_clear()
    assert segmenter._ours() is None
    assert segment(["nông thôn mới"]) == [segment_alone("nông thôn mới")] == [["nông thôn", "mới"]]


@pytest.mark.parametrize("error", [UnknownModel, OSError, UnpicklingError])
def test_of_another_model_the_library_is_asked(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(word_parameters, "read_parameters", refuse)
    segmenter._ours.cache_clear()
    assert segmenter._ours() is None
    assert segment_alone("nông thôn mới") == ["nông thôn", "mới"]


ALONE = """
import sys
from search.segmenter import one_by_one, segment_alone
print(segment_alone("nông thôn mới"), [name for name in sys.modules if name.startswith(("underthesea", "requests"))])
print(one_by_one(["nông thôn mới"]), {"underthesea.pipeline.pos_tag", "requests"} <= sys.modules.keys())
print(segment_alone("nông thôn mới"))
"""


def test_only_what_segments_is_loaded_and_the_whole_library_still_can_be() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ALONE], cwd=SAMPLES.parent.parent, capture_output=True, encoding="utf-8", check=True
    )
    words = ["nông thôn", "mới"]
    assert ended.stdout.splitlines() == [f"{words} []", f"{[words]} True", f"{words}"]
