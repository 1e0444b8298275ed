"""From paragraphs and tables to lines: which tables are columns of a page, which tabs are."""

from __future__ import annotations

import pytest

from corpus.readers.flow import Grid, Passage, Run, lines_of
from corpus.readers.frames import is_frame


def passage(text: str, emphasised: bool = False) -> Passage:
    return Passage((Run(text, emphasised),))


def grid(*rows: list[str]) -> Grid:
    return Grid(tuple(tuple(tuple(map(passage, cell.split("\n"))) if cell else () for cell in row) for row in rows))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["TỈNH ỦY MINH HỌA", "ĐẢNG CỘNG SẢN VIỆT NAM"]], True),
        (
            [
                ["CHÍNH PHỦ\n___", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
                ["Số: 1/NQ-CP", "Hà Nội"],
            ],
            True,
        ),
        ([["Nơi nhận:\n- Như trên;", "TM. CHÍNH PHỦ\nTHỦ TƯỚNG"]], True),
        ([["", "KT. BỘ TRƯỞNG"]], True),
        ([["", "CHỦ TỊCH QUỐC HỘI"]], True),  # nothing on the left
        ([["A", "", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"]], True),
        ([["TT", "Chức danh"], ["1", "Bí thư"]], False),
        ([["TT", "Nơi nhận", "Số lượng"], ["1", "Văn phòng", "2"]], False),
        ([["Nơi nhận", "Số"]] * 20, False),
        ([["a", "b", "c"]], False),
    ],
)
def test_frames(rows: list[list[str]], expected: bool) -> None:
    assert is_frame(rows) is expected


def test_columns_are_put_side_by_side_without_their_rules() -> None:
    found = lines_of(
        [grid(["CHÍNH PHỦ\n_______\nSố: 1/NQ-CP", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do"])]
    )
    assert [line.cells for line in found] == [
        ("CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 1/NQ-CP", "Độc lập - Tự do"),
    ]  # fmt: skip


def test_rows_of_unequal_length() -> None:
    found = lines_of([grid(["a", "b", "c"], ["d"], [])])
    assert [(line.text, line.cells) for line in found] == [("a | b | c", ("a", "b", "c")), ("d", ())]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Nơi nhận:\t\tBÍ THƯ", ("Nơi nhận:", "BÍ THƯ")),
        ("1.\tNội dung", ()),
        ("Nghị định này có hiệu lực thi hành kể từ ngày ký ban hành. " * 3 + "\tsố 110/2004/NĐ-CP", ()),
    ],
)
def test_tabs(text: str, cells: tuple[str, ...]) -> None:
    assert lines_of([passage(text)])[0].cells == cells


def test_emphasis_keeps_its_place_when_blanks_collapse_and_marks_compose() -> None:
    runs = (Run("  1.\u00a0 "), Run("Về  kinh te", True), Run("\u0302\u0301", True), Run(" xã hội"))
    line = lines_of([Passage(runs)])[0]
    assert line.text == "1. Về kinh tế xã hội"
    assert [line.text[first:last] for first, last in line.emphasis] == ["Về kinh tế"]


def test_a_page_break_before_the_text_is_no_line() -> None:
    assert [(line.text, line.gap) for line in lines_of([passage("\nPhụ lục\nhai")])] == [
        ("Phụ lục", True),
        ("hai", False),
    ]


def test_a_passage_that_goes_on() -> None:
    first, second = lines_of([passage("một"), Passage((Run("hai"),), continues=True)])
    assert (first.continues, second.continues, second.gap) == (False, True, False)
