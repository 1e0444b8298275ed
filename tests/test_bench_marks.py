"""Marks: which figure each looks at, and what is said of it."""

from __future__ import annotations

import pytest

from bench.engines import FTS5, OURS, TANTIVY, WHOOSH
from bench.marks import MARKS, SIZE, SMALL, BySize, cells
from bench.questions import ONE_STREAM

ENGINES = {OURS: 2.0, WHOOSH: 300.0, FTS5: 30.0, TANTIVY: 1.5}

SIZES: BySize = {
    SMALL: {"one stream median": {OURS: 1.0}, "answer median": {OURS: 1.0}},
    SIZE: {
        **{f"{kind.name} median": dict(ENGINES) for kind in ONE_STREAM},
        "one stream median": {OURS: 2.0},
        "answer median": {OURS: 12.0},
        "index with segmentation": {OURS: 120.0},
        "segmentation alone": {OURS: 100.0},
        "size of all streams": {OURS: 40.0, TANTIVY: 20.0},
        "requests held": {OURS: 31.0},
        "errors": {OURS: 0.0},
    },
    2 * SIZE: {"one stream median": {OURS: 3.0}, "answer median": {OURS: 18.0}},
}


@pytest.mark.parametrize(
    "words, figure, said",
    [
        ("one stream by tantivy, median of the kinds", "1.33 ×", "reached"),
        ("one stream, stock Whoosh by ours", "150 ×", "reached"),
        ("one stream, SQLite FTS5 by ours", "15.0 ×", "missed"),
        ("answer(), median", "12.0 ms", "missed"),
        ("answer(), p95", "", "not measured"),
        ("cost of 100,000 sections by 10,000", "12.0 ×", "missed"),
        ("cost of all by 100,000, by their numbers", "0.750 ×", "reached"),
        ("indexing by underthesea's segmentation alone", "1.20 ×", "reached"),
        ("size by tantivy with the same streams", "2.00 ×", "missed"),
        ("page, requests held", "31.0 /s", "reached"),
        ("page, errors", "0", "reached"),
        ("private memory of a server worker", "", "not measured"),
    ],
)
def test_a_mark(words: str, figure: str, said: str) -> None:
    found = {row[0]: row[2:] for row in cells(SIZES)}
    assert found[words] == [figure, said]


def test_nothing_is_hidden_where_nothing_was_measured() -> None:
    heading, *rows = cells({})
    assert len(rows) == len(MARKS)
    assert {row[3] for row in rows} == {"not measured"}


def test_without_tantivy_its_marks_are_not_measured() -> None:
    alone = {SIZE: {row: {OURS: figures[OURS]} for row, figures in SIZES[SIZE].items()}}
    found = {row[0]: row[3] for row in cells(alone)}
    assert found["one stream by tantivy, median of the kinds"] == "not measured"
    assert found["answer(), median"] == "missed"
