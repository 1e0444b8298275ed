"""Plain figures: what is one."""

import pytest

from search.figures import find_figures


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
