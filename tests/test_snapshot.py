"""Many segments seen as one set of arrays."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from search.columns import Values
from search.postings import NOWHERE, Postings
from search.rows import Joined, Mask, Numbers
from search.snapshot import Snapshot


def array(*numbers: int) -> Numbers:
    return np.array(numbers, dtype=np.intp)


@dataclass
class Part:
    """A segment made by hand."""

    size: int
    terms: dict[str, Postings] = field(default_factory=dict)
    columns: dict[str, dict[str, Numbers]] = field(default_factory=dict)

    def postings(self, field: str, term: str) -> Postings:
        return self.terms.get(term, NOWHERE)

    def written(self, field: str, term: str, spelling: str) -> Mask:
        """Every other occurrence is."""
        return np.arange(len(self.postings(field, term).positions)) % 2 == 0

    def values(self, field: str) -> Values:
        found = self.columns.get(field, {})
        ordinals = np.repeat(np.arange(len(found)), [len(one) for one in found.values()])
        return Values(list(found), ordinals, np.concatenate([*found.values(), array()]))

    def numbers(self, name: str) -> Numbers:
        """Lengths 1, 2, 3 …; and one title that speaks for all sections but the first."""
        own = {"length": range(1, self.size + 1), "context_begin": [1], "context_end": [self.size]}
        return array(*own.get(name, [2]))


def two_parts(live: list[int]) -> Snapshot:
    first = Part(
        3,
        {"xa": Postings(array(0, 2), array(1, 2), Joined((array(5, 0, 7),)))},
        {"place": {"Huế": array(0), "Hà Nội": array(1, 2)}},
    )
    second = Part(
        2, {"xa": Postings(array(1), array(1), Joined((array(3),)))}, {"place": {"Huế": array(0), "Hà Nội": array(0)}}
    )
    return Snapshot([first, second], np.array(live, dtype=bool))


def lists(postings: Postings) -> list[list[int]]:
    return [one.tolist() for one in (postings.sections, postings.frequencies, postings.positions.whole())]


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
    counted = dict(zip(column.values, column.counts(np.arange(5)).tolist()))
    assert counted == {"Huế": 2, "Hà Nội": 3}


def test_deleted_sections_are_in_no_column() -> None:
    column = two_parts([0, 1, 1, 0, 1]).column("place")
    assert column.values == ["Hà Nội"]
    assert column.single.tolist() == [-1, 0, 0, -1, -1]


def test_deleted_sections_have_no_length() -> None:
    """Lengths are shares of the mean."""
    assert (two_parts([1, 0, 1, 1, 0]).lengths * 5 / 3).tolist() == pytest.approx([1, 0, 3, 1, 0])
    assert two_parts([1, 0, 1, 1, 0]).count == 3


def test_what_speaks_for_sections_reaches_them() -> None:
    state = two_parts([1, 1, 1, 1, 1])
    assert state.reached(array(0, 1), array(2, 5)).spread().tolist() == [0, 2, 2, 0, 5]
    assert state.context_lengths.tolist() == [0, 1, 1, 0, 1]


def test_occurrences_that_are_written_so() -> None:
    """Those of deleted sections are left out, as their postings are."""
    for live, written in (([1, 1, 1, 1, 1], [1, 0, 1, 1]), ([0, 1, 1, 1, 1], [0, 1, 1])):
        state = two_parts(live)
        found, marked = state.postings("folded", "xa"), state.written("folded", "xa", "xã")
        assert marked.tolist() == written
        assert found.counted(marked).sum() == sum(written)
    assert state.written("folded", "khac", "khác").tolist() == []
    assert NOWHERE.counted(state.written("folded", "khac", "khác")).tolist() == []


def test_a_snapshot_of_nothing() -> None:
    nothing = Snapshot([], np.zeros(0, dtype=bool))
    assert (nothing.size, nothing.count, nothing.column("place").values) == (0, 0, [])
    assert len(nothing.lengths) == len(nothing.order) == len(nothing.postings("folded", "xa").sections) == 0


def of_papers(live: list[int]) -> Snapshot:
    """Two segments: papers b, a, b over sections of three years; every section of a paper says the same place."""
    first = Part(4, columns={"paper": {"b": array(0, 1), "a": array(2, 3)}, "year": {"2014": array(0, 2)}})
    second = Part(2, columns={"paper": {"b": array(0, 1)}, "year": {"2015": array(0)}})
    first.columns["place"] = {"Huế": array(0, 1)}
    second.columns["place"] = {"Huế": array(0, 1)}
    return Snapshot([first, second], np.array(live, dtype=bool))


def test_sections_of_some_papers() -> None:
    state = of_papers([1, 1, 1, 1, 1, 1])
    assert state.sections_of(np.array([1, 1], dtype=np.int32)).tolist() == [0, 1, 4, 5]
    assert state.sections_of(np.array([1, 0], dtype=np.int32)).tolist() == [0, 1, 2, 3, 4, 5]
    assert state.sections_of(np.array([], dtype=np.int32)).tolist() == []
    assert of_papers([1, 0, 1, 1, 1, 0]).sections_of(np.array([1], dtype=np.int32)).tolist() == [0, 4]


def test_a_value_is_of_a_paper_where_all_its_sections_say_it() -> None:
    state = of_papers([1, 1, 1, 1, 1, 1])
    assert state.values_of_papers("year") is None
    places = state.values_of_papers("place")
    assert places is not None
    assert places.tolist() == [-1, 0]
    # What is deleted speaks against nothing.
    assert of_papers([1, 0, 1, 0, 0, 0]).values_of_papers("year") is not None
