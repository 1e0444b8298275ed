"""Every value of a line has a shape: what fits, the near misses beside it, and a sentence for each of them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from filing import TABLES
from hypothesis import given
from hypothesis import strategies as some

from corpus.document import Citation, Document, Section
from corpus.register_shapes import (
    CONTENT,
    COUNT,
    DAY_OR_NULL,
    END,
    GENERATION,
    HEAD,
    NAME,
    PID,
    ROWS,
    TEXT,
    TEXT_KEY,
    TIME,
    YEAR_OR_NULL,
    Listed,
    Object,
    Plain,
    fault,
)

DEEP: list[Any] = []
for _ in range(500):
    DEEP = [DEEP]

# Every value fits some shape at most; these fit none.
NEVER = (True, 1.5, float("nan"), float("inf"), 10**400, -(10**400), "\ud800", "\0", {}, {"a": 1}, DEEP, [None], b"x")


@pytest.mark.parametrize(
    ("shape", "fitting", "others"),
    [
        (TEXT, ("", "Kế hoạch", "a\nb", "𝄞"), (5, None)),
        (
            NAME,
            ("25-kl-tu", "van-ban", "thu-hoi_abcdefgh23456723"),
            ("", "A", "a--b", "-a", "a_b", "đ", "a" * 201, "thu-hoi_x"),
        ),
        (PID, ("k7m2q", "abcde2"), ("", "k7m2", "abcde", "k7m2Q", "k7m29", "k7m2q\n", "2" * 65)),
        (GENERATION, (1, 2**53), (0, -1, 2**53 + 1, "1", None, 1.0)),
        (COUNT, (0, 7), (-1, "0", None)),
        (
            TIME,
            ("2024-05-01T08:00:00+00:00",),
            (
                "2024-05-01",
                "2024-02-30T08:00:00+00:00",
                "2024-05-01T25:00:00+00:00",
                "9999-12-31T23:00:00+00:00",
                "",
                None,
            ),
        ),
        (DAY_OR_NULL, ("2024-05-01", None), ("2024-02-30", "01/05/2024", "2024-5-1", "", "0000-01-01", 2024)),
        (YEAR_OR_NULL, (1930, 2024, None), (0, 10_000, "2024")),
        (CONTENT.parts["order"], ([], [[0, None], [0, 0]], None), ([0], [[0]], [["0", 1]], [[0, -1]], {})),
        (TEXT_KEY, ("0123456789abcdef",), ("0123456789abcde", "0123456789ABCDEF", "0123456789abcdeg", None)),
    ],
)
def test_what_fits(shape: Plain, fitting: tuple[Any, ...], others: tuple[Any, ...]) -> None:
    for value in fitting:
        assert fault(value, shape, "x") is None
    for value in (*others, *NEVER):
        if not (shape is TEXT and isinstance(value, str) and "\0" not in value and value != "\ud800"):
            told = fault(value, shape, "x")
            assert told, value
            assert "“x”" in told
            assert len(told) < 250
            told.encode()


def test_where_the_fault_is() -> None:
    shape = Object({"sections": Listed(Object({"type": TEXT}))})
    assert "“sections[1].type”" in (fault({"sections": [{"type": ""}, {"type": 5}]}, shape) or "")
    assert "“sections[0].colour”" in (fault({"sections": [{"type": "", "colour": 1}]}, shape) or "")
    assert "thiếu “sections[0].type”" in (fault({"sections": [{}]}, shape) or "")
    assert "“sections” không đúng kiểu" in (fault({"sections": {}}, shape) or "")


def test_every_table_and_every_field_of_a_document_has_its_shape() -> None:
    assert set(ROWS) == {"generations", *TABLES}
    assert set(CONTENT.parts) == {field.name for field in fields(Document)}
    for name, data in (("sections", Section), ("citations", Citation)):
        listed = CONTENT.parts[name]
        assert isinstance(listed, Listed)
        assert isinstance(listed.of, Object)
        assert set(listed.of.parts) == {field.name for field in fields(data)}


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_whatever_comes_has_an_answer(value: object) -> None:
    for shape in (*ROWS.values(), HEAD, END):
        told = fault(value, shape)
        if told:
            told.encode()
