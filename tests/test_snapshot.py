"""Many segments seen as one set of arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from search.snapshot import NOWHERE, Numbers, Postings, Scores, Snapshot


def array(*numbers: int) -> Numbers:
    return np.array(numbers, dtype=np.uint32)


@dataclass
class Part:
    """A segment made by hand."""

    size: int
    terms: dict[str, Postings] = field(default_factory=dict)
    columns: dict[str, dict[str, Numbers]] = field(default_factory=dict)

    def postings(self, field: str, term: str) -> Postings:
        return self.terms.get(term, NOWHERE)

    def column(self, field: str) -> Mapping[str, Numbers]:
        return self.columns.get(field, {})

    def length(self, field: str) -> Scores:
        return np.arange(1, self.size + 1, dtype=np.float32)


def two_parts(live: list[int]) -> Snapshot:
    first = Part(
        3,
        {"xa": Postings(array(0, 2), array(1, 2), array(5, 0, 7))},
        {"place": {"Huế": array(0), "Hà Nội": array(1, 2)}},
    )
    second = Part(2, {"xa": Postings(array(1), array(1), array(3))}, {"place": {"Huế": array(0), "Hà Nội": array(0)}})
    return Snapshot([first, second], np.array(live, dtype=bool))


def lists(postings: Postings) -> list[list[int]]:
    return [one.tolist() for one in (postings.sections, postings.frequencies, postings.positions)]


def test_sections_are_numbered_through() -> None:
    assert lists(two_parts([1, 1, 1, 1, 1]).postings("folded", "xa")) == [[0, 2, 4], [1, 2, 1], [5, 0, 7, 3]]
    assert lists(two_parts([1, 1, 1, 1, 1]).postings("folded", "khac")) == [[], [], []]


def test_deleted_sections_are_in_no_postings() -> None:
    assert lists(two_parts([1, 1, 0, 1, 1]).postings("folded", "xa")) == [[0, 4], [1, 1], [5, 3]]
    assert lists(two_parts([0, 1, 0, 1, 0]).postings("folded", "xa")) == [[], [], []]


def test_columns_join_equal_values() -> None:
    column = two_parts([1, 1, 1, 1, 1]).column("place")
    assert column.values == ["Huế", "Hà Nội"] or column.values == ["Hà Nội", "Huế"]
    assert column.values == sorted(column.values)
    hue = column.values.index("Huế")
    assert column.having([hue]).tolist() == [True, False, False, True, False]
    assert column.having([]).tolist() == [False] * 5
    assert column.said.tolist() == [True, True, True, True, False]
    counted = dict(zip(column.values, column.counts(np.ones(5, dtype=bool)).tolist()))
    assert counted == {"Huế": 2, "Hà Nội": 3}


def test_deleted_sections_are_in_no_column() -> None:
    column = two_parts([0, 1, 1, 0, 1]).column("place")
    assert column.values == ["Hà Nội"]
    assert column.single.tolist() == [-1, 0, 0, -1, -1]


def test_deleted_sections_have_no_length() -> None:
    assert two_parts([1, 0, 1, 1, 0]).length("length").tolist() == [1, 0, 3, 1, 0]
    assert two_parts([1, 0, 1, 1, 0]).count == 3


def test_a_snapshot_of_nothing() -> None:
    nothing = Snapshot([], np.zeros(0, dtype=bool))
    assert (nothing.size, nothing.count, nothing.column("place").values) == (0, 0, [])
    assert len(nothing.length("length")) == len(nothing.order) == len(nothing.postings("folded", "xa").sections) == 0
