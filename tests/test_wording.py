"""Two wordings compared: nothing is lost on either side, and what did not change is not shown as changed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.wording import compare

Kinds = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("", "", []),
        ("một hai", "một hai", [("same", "một hai")]),
        ("một hai", "một ba", [("same", "một"), ("gone", " hai"), ("new", " ba")]),
        ("một hai ba", "một ba", [("same", "một"), ("gone", " hai"), ("same", " ba")]),
        ("một ba", "một hai ba", [("same", "một"), ("new", " hai"), ("same", " ba")]),
        ("", "mới", [("new", "mới")]),
        ("cũ", "", [("gone", "cũ")]),
        ("hoà bình", "hòa bình", [("gone", "hoà"), ("new", "hòa"), ("same", " bình")]),  # a tone is a change too
        ("a b a b", "a b", [("same", "a b"), ("gone", " a b")]),
    ],
)
def test_compare(old: str, new: str, changes: Kinds) -> None:
    assert [(one.kind, one.text) for one in compare(old, new)] == changes


texts = st.lists(st.sampled_from(["một", "hai", "ba", " ", "\n", ", ", " | "]), max_size=12).map("".join)


@given(texts, texts)
def test_both_wordings_are_there_to_the_letter(old: str, new: str) -> None:
    changes = compare(old, new)
    assert "".join(one.text for one in changes if one.kind != "new") == old
    assert "".join(one.text for one in changes if one.kind != "gone") == new
    assert all(one.kind != other.kind for one, other in zip(changes, changes[1:]))


def test_a_rewritten_appendix_is_not_worth_minutes() -> None:
    old, new = " ".join(map(str, range(9_000))), " ".join(map(str, range(20_000, 29_000)))
    started = time.perf_counter()
    assert [one.kind for one in compare(old, new)] == ["gone", "new"]
    assert time.perf_counter() - started < 5
