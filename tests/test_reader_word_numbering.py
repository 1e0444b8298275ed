"""Automatic numbering: counted and written as Word shows it."""

from __future__ import annotations

import pytest

from corpus.readers.word_numbering import Level, ListInstance, Numbering, written


def numbering(*levels: Level, **more: ListInstance) -> Numbering:
    return Numbering({"1": ListInstance("a", dict(enumerate(levels)), {}), **more})


def labels(lists: Numbering, *asked: tuple[str, int]) -> list[str]:
    return [lists.label(*one).strip() for one in asked]


@pytest.mark.parametrize(
    ("number", "format_", "shown"),
    [
        (1, "decimal", "1"),
        (4, "upperRoman", "IV"),
        (49, "lowerRoman", "xlix"),
        (3, "lowerLetter", "c"),
        (26, "upperLetter", "Z"),
        (27, "upperLetter", "AA"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (7, "001, 002, 003, ...", "007"),
        (2, "numberInDash", "- 2 -"),
        (2, "none", ""),
        (2, "chineseCounting", "2"),  # not seen in an office here
        (0, "lowerLetter", "0"),
        (5000, "upperRoman", "5000"),
    ],
)
def test_formats(number: int, format_: str, shown: str) -> None:
    assert written(number, format_) == shown


def test_levels_begin_anew_under_the_next_number() -> None:
    lists = numbering(Level(text="%1."), Level(format="lowerLetter", text="%2)"))
    asked = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)]
    assert labels(lists, *asked) == ["1.", "a)", "b)", "2.", "a)"]


def test_a_level_shows_the_numbers_above_it() -> None:
    lists = numbering(Level(format="upperRoman", text="%1."), Level(text="%1.%2."), Level(text="%1.%2.%3", legal=True))
    assert labels(lists, ("1", 0), ("1", 0), ("1", 1), ("1", 2)) == ["I.", "II.", "II.1.", "2.1.1"]


def test_a_level_before_any_above_it() -> None:
    lists = numbering(Level(text="%1."), Level(text="%1.%2."))
    assert labels(lists, ("1", 1), ("1", 1), ("1", 0)) == ["1.1.", "1.2.", "1."]


@pytest.mark.parametrize(
    ("restart", "shown"),
    [(None, ["a)", "b)", "a)"]), (0, ["a)", "b)", "c)"])],
)
def test_a_level_may_go_on(restart: int | None, shown: list[str]) -> None:
    lists = numbering(Level(text="%1."), Level(format="lowerLetter", text="%2)", restart=restart))
    got = labels(lists, ("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1))
    assert [got[1], got[2], got[4]] == shown


def test_two_uses_of_a_list_share_their_counter_unless_one_begins_anew() -> None:
    levels = {0: Level(text="%1.")}
    lists = numbering(Level(text="%1."), **{"2": ListInstance("a", levels, {}), "3": ListInstance("a", levels, {0: 5})})
    asked = [("1", 0), ("2", 0), ("3", 0), ("3", 0), ("1", 0)]
    assert labels(lists, *asked) == ["1.", "2.", "5.", "6.", "7."]


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("-", "", "-"),
        ("+", "Times New Roman", "+"),
        ("\uf0b7", "Symbol", "•"),
        ("\uf0a7", "Wingdings", "▪"),
        ("o", "Courier New", "◦"),
        ("\uf123", "Wingdings", "•"),
    ],
)
def test_bullets(text: str, font: str, shown: str) -> None:
    assert labels(numbering(Level(format="bullet", text=text, font=font)), ("1", 0)) == [shown]


def test_a_label_may_be_a_letter_that_is_no_number() -> None:
    lists = numbering(Level(format="lowerLetter", text="đ)"))
    assert labels(lists, ("1", 0), ("1", 0)) == ["đ)", "đ)"]


def test_what_stands_behind_the_label() -> None:
    assert numbering(Level(text="%1.", glue="")).label("1", 0) == "1."
    assert numbering(Level(text="%1.")).label("1", 0) == "1. "


def test_lists_that_are_not_there() -> None:
    assert numbering(Level(text="%1.")).label("9", 0) == ""
    assert numbering(Level(text="%1.")).label("1", 5) == ""
    assert numbering(Level(format="none", text="%1")).label("1", 0) == ""
