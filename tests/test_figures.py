"""Plain figures: what is one, and what a day is called in words."""

import pytest

from search.figures import find_figures, in_words


@pytest.mark.parametrize(
    "text, figures",
    [
        ("12.000.000 đồng", ["12.000.000"]),
        ("1,5% và 2,25 %", ["1,5", "2,25"]),
        ("30/4, 1/5", ["30/4", "1/5"]),
        ("10-7-2015", ["10-7-2015"]),
        ("2020-2025", ["2020-2025"]),
        ("2020 – 2025", ["2020 – 2025"]),
        ("(2020-2025).", ["2020-2025"]),
        ("7:30", ["7:30"]),
        ("2015", []),  # near misses
        ("3, 4", []),
        ("3. Về", []),
        ("12 - 15", []),
        ("09-NQ/TU", []),
        ("30/2020/NĐ-CP", []),
        ("T78-2", []),
        ("x1.5", []),
        ("", []),
    ],
)
def test_find_figures(text: str, figures: list[str]) -> None:
    assert [text[start:end] for start, end in find_figures(text)] == figures


@pytest.mark.parametrize(
    "figure, words",
    [
        ("30/4", "30 tháng 4"),
        ("02/09", "2 tháng 9"),
        ("29/2", "29 tháng 2"),
        ("10/07/2015", "10 tháng 7 năm 2015"),
        ("10.7.2015", "10 tháng 7 năm 2015"),
        ("10-7-2015", "10 tháng 7 năm 2015"),
        ("7/2015", "7 năm 2015"),
        ("31/4", None),
        ("29/2/2015", None),
        ("15/15", None),
        ("13/2015", None),
        ("1.5", None),
        ("2020-2025", None),
        ("12.000", None),
    ],
)
def test_in_words(figure: str, words: str | None) -> None:
    assert in_words(figure) == words
