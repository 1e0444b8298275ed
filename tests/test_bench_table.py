"""Figures as people read them."""

from __future__ import annotations

from bench.figures import merged, spread_of
from bench.table import ROWS, as_markdown, as_text, cells

FIGURES = merged(
    {"size": {"tracuu": 12.0, "tantivy": 8.0}},
    {"size of text": {"tracuu": 3.0, "tantivy": 2.0}},
    {"cold accented": {"tracuu": 1.234}},
    spread_of("ANY", "tracuu", [1.0, 2.0, 9.0]),
    spread_of("ANY", "tantivy", [0.5, 1.0, 3.0]),
)


def test_a_row_for_everything_that_was_measured() -> None:
    assert cells(FIGURES) == [
        ["", "tracuu", "tantivy"],
        ["size on disk, text included", "12.0 MB", "8.00 MB (0.667×)"],
        ["the same by the UTF-8 text", "3.00 ×", "2.00 ×"],
        ["one stream: 4-6 words, any of them, median", "2.00 ms", "1.00 ms (0.500×)"],
        ["one stream: 4-6 words, any of them, p95", "9.00 ms", "3.00 ms (0.333×)"],
        ["cold command, accented", "1.23 s", ""],
    ]


def test_every_row_has_one_place() -> None:
    assert len({row.key for row in ROWS}) == len({row.words for row in ROWS}) == len(ROWS)


def test_columns_stand_under_each_other() -> None:
    assert as_text([["", "tracuu"], ["size", "1 MB"], ["a longer row", "12 MB"]]) == (
        "              tracuu\nsize            1 MB\na longer row   12 MB"
    )


def test_markdown() -> None:
    assert as_markdown([["", "tracuu"], ["size", "1 MB"]]) == "|  | tracuu |\n| --- | ---: |\n| size | 1 MB |"
