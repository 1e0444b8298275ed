"""Where a term stands: all of it, or what is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from search.postings import Postings
from search.rows import Joined, Numbers


def array(*numbers: int) -> Numbers:
    return np.array(numbers, dtype=np.intp)


def lists(postings: Postings) -> list[list[int]]:
    return [one.tolist() for one in (postings.sections, postings.frequencies, postings.positions.whole())]


def test_only_some_occurrences() -> None:
    """Places of which a posting has none left are gone with it."""
    found = Postings(array(2, 4, 7), array(1, 2, 1), Joined((array(5, 0, 9, 3),)))
    assert lists(found.only_where(np.array([False, True, False, True]))) == [[4, 7], [1, 1], [0, 3]]
    assert lists(found.only(np.array([True, True, False]))) == [[2, 4], [1, 2], [5, 0, 9]]


def test_marked_occurrences_of_a_few_sections() -> None:
    found = Postings(array(2, 4, 7), array(1, 2, 1), Joined((array(5, 0, 9, 3),)))
    marked = np.array([True, False, True, False])
    assert lists(found.marked_among(array(2, 4), marked)) == [[2, 4], [1, 2], [5, -1, 9]]
    assert found.counted(marked).tolist() == [1, 1, 0]


@pytest.mark.parametrize(
    ("sections", "left"),
    [
        ([4], [[4], [2], [0, 9]]),
        ([0, 2, 3, 7, 8], [[2, 7], [1, 1], [5, 3]]),
        ([9], [[], [], []]),
        ([], [[], [], []]),
    ],
)
def test_those_of_a_few_sections(sections: list[int], left: list[list[int]]) -> None:
    found = Postings(array(2, 4, 7), array(1, 2, 1), Joined((array(5, 0, 9, 3),)))
    assert lists(found.among(array(*sections))) == left
    counted = Postings(found.sections, found.frequencies, Joined(()))
    assert lists(counted.among(array(*sections))) == [*left[:2], []]
