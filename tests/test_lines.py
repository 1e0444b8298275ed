"""Lines: what counts as emphasised, as capitals, as a rule, and how cells make rows."""

import pytest

from corpus.lines import Line, in_capitals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KẾT LUẬN", True),
        ("KẾT LUẬN SỐ 25", True),
        ("Kết luận", False),
        ("2015", False),
        ("A", False),
        ("", False),
    ],
)
def test_in_capitals(text: str, expected: bool) -> None:
    assert in_capitals(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-----", True),
        ("- - -", True),
        ("***", True),
        ("____", True),
        ("*", False),
        ("- a", False),
        ("--", False),
        ("", False),
    ],
)
def test_rule(text: str, expected: bool) -> None:
    assert Line(text).rule is expected


@pytest.mark.parametrize(
    ("line", "start", "expected"),
    [
        (Line("Về kinh tế", emphasis=((0, 10),)), 0, True),
        (Line("1- Về kinh tế", emphasis=((3, 13),)), 3, True),
        (Line("1- Về kinh tế", emphasis=((3, 13),)), 0, False),
        (Line("1- Về kinh tế:", emphasis=((3, 13),)), 3, True),  # a colon is neither
        (Line("Tuy nhiên, còn chậm", emphasis=((0, 9),)), 0, False),
        (Line("Về kinh tế"), 0, False),
        (Line("Về kinh tế", emphasis=((0, 2), (3, 10))), 0, True),
    ],
)
def test_emphasised(line: Line, start: int, expected: bool) -> None:
    assert line.emphasised(start) is expected


def test_columns_of_a_line_without_cells_are_its_text() -> None:
    assert Line("một dòng").columns == (("một dòng",),)


def test_a_cell_with_several_lines_makes_several_rows() -> None:
    assert Line("", cells=("TỈNH ỦY\n*", "ĐẢNG")).columns == (("TỈNH ỦY", "ĐẢNG"), ("*", ""))
