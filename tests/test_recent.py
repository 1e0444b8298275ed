"""What was looked up lately is not looked up again, and never takes more room than it may."""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from search.recent import Recent


def of_size(size: int) -> npt.NDArray[np.uint8]:
    return np.zeros(size, dtype=np.uint8)


def noted(made: list[str], key: str) -> npt.NDArray[np.uint8]:
    made.append(key)
    return of_size(10)


def test_what_is_known_is_not_made_again() -> None:
    recent = Recent(100)
    made: list[str] = []
    for key in "aabab":
        recent.get(key, partial(noted, made, key))
    assert made == ["a", "b"]


def test_what_nobody_asked_for_the_longest_goes_first() -> None:
    recent = Recent(30)
    made: list[str] = []
    for key in "abcadabcd":
        recent.get(key, partial(noted, made, key))
    assert "".join(made) == "abcdbcd"


def test_what_is_too_large_is_given_and_not_kept() -> None:
    recent = Recent(30)
    assert len(recent.get("a", partial(of_size, 31))) == 31
    assert len(recent.get("a", partial(of_size, 5))) == 5


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40)), max_size=60))
def test_room(asked: list[tuple[int, int]]) -> None:
    recent = Recent(100)
    sizes: dict[int, int] = {}
    for key, size in asked:
        sizes[key] = len(recent.get(key, partial(of_size, size)))
        known = recent._known
        assert recent._bytes == sum(size for _, size in known.values()) <= 100
        assert all(len(array) == sizes[one] for one, (array, _) in known.items())
