"""The table of short forms: every row makes sense, and none is said twice."""

from __future__ import annotations

from collections import Counter

from corpus.syllable_shape import is_syllable
from corpus.text import fold_text
from search.abbreviations import both_ways, one_way
from search.query import understand


def test_no_short_form_is_said_twice() -> None:
    shorts = [fold_text(short) for variants, _ in both_ways() for short in variants]
    assert [short for short, count in Counter(shorts).items() if count > 1] == []


def test_what_is_looked_for_by_its_short_form_is_no_word() -> None:
    """TU folds to tư, từ, tự: every paper holds that."""
    for variants, _ in both_ways():
        for short in variants:
            assert not all(is_syllable(part) for part in fold_text(short).split()), short


def test_every_short_form_is_found_both_ways() -> None:
    for variants, written in both_ways():
        for short in variants:
            assert any(one.first == 0 for one in understand(short).expansions), short
            for name in written:
                names = {" ".join(term.folded for term in one.terms) for one in understand(name).expansions}
                assert fold_text(short) in names, (name, short)


def test_every_short_form_is_read() -> None:
    for short, written in one_way():
        names = {" ".join(term.folded for term in one.terms) for one in understand(short).expansions}
        assert {fold_text(name) for name in written} <= names, short
