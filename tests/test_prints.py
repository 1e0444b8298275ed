"""Hashes in the place of names: known again, unlike every id of a paper, different in every library."""

from __future__ import annotations

import time

import pytest
from filing import paper
from hypothesis import given
from hypothesis import strategies as some

from corpus.lines import Source
from corpus.parser import parse
from corpus.prints import hidden, is_hidden, new_salt, quick, slow
from corpus.readers.written import lines_of
from corpus.register_shapes import NAME
from corpus.slugs import paper_id

ONE, OTHER = "00" * 16, "01" * 16


def test_the_same_in_the_same_salt_only() -> None:
    for print_of in (quick, slow, hidden):
        assert print_of(ONE, "25-kl-tu") == print_of(ONE, "25-kl-tu")
        assert print_of(ONE, "25-kl-tu") != print_of(OTHER, "25-kl-tu")
        assert print_of(ONE, "25-kl-tu") != print_of(ONE, "25-kl-tv")
    assert slow(ONE, "known", "a", "b") != slow(ONE, "known", "ab")
    assert len({new_salt() for _ in range(100)}) == 100


def test_nothing_of_the_name_is_left() -> None:
    name = hidden(ONE, "ke-hoach-sap-xep-nhan-su-minh-hoa-2014")
    assert is_hidden(name)
    assert NAME.fits(name)
    assert not {"ke", "hoach", "sap", "xep", "nhan", "su", "minh", "hoa", "2014"} & set(
        name.replace("_", "-").split("-")
    )


def test_no_id_of_a_paper_looks_so() -> None:
    document = parse(Source(lines_of(paper("", about="thu hồi_đất của thu-hoi_abcdefgh23456723"))))
    assert not is_hidden(paper_id(document, lambda name: False))


@pytest.mark.parametrize("name", ["", "đ", "\ud800", "\0", "x" * 10_000])
def test_whatever_is_typed_into_an_address_has_an_answer(name: str) -> None:
    assert hidden(ONE, name) == "" or is_hidden(hidden(ONE, name))


@given(some.text(max_size=200), some.text(max_size=200))
def test_quick_ones_differ(one: str, other: str) -> None:
    assert (quick(ONE, one) == quick(ONE, other)) == (one == other)


def test_a_guess_is_dear() -> None:
    """Not a measure of this machine: only that nobody takes the cost away unseen."""
    started = time.process_time()
    for number in range(10):
        slow(ONE, "known", f"{number}-KL/TU")
    slowly = time.process_time() - started
    started = time.process_time()
    for number in range(10):
        quick(ONE, f"{number}-KL/TU")
    assert slowly > 50 * (time.process_time() - started)
