"""What the words around a citation tell; near misses beside the hits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.mentions import Mention, mention_at
from corpus.numbers import find_numbers

FIELDS = ("day", "year", "place", "unit", "term", "subject")


def told(text: str, which: int = 0) -> Mention:
    number = list(find_numbers(text))[which]
    return mention_at(text, number.word_start, number.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kết luận số 25-KL/TU", {}),
        ("Kết luận số 25-KL/TU, ngày 29/9/2014 của Ban Thường vụ Tỉnh ủy", {"day": "2014-09-29"}),
        ("Kết luận 25-KL/TU của Tỉnh ủy, ngày 29 tháng 9 năm 2014", {"day": "2014-09-29"}),
        ("Kết luận số 25-KL/TU năm 2014", {"year": 2014}),
        ("Kết luận số 25-KL/TU; năm 2014 đã", {}),  # another clause
        ("Kết luận số 25-KL/TU đến ngày 30/4/2019", {}),
        ("Nghị quyết số 08-NQ/TU của Tỉnh uỷ Minh Hoạ để vận dụng", {"place": "minh hoa"}),
        ("Nghị quyết số 08-NQ/TU của Tỉnh ủy TP. HCM", {"place": "ho chi minh"}),
        ("Nghị quyết số 08-NQ/TU của Ban Thường vụ Tỉnh ủy được giữ vững", {}),
        ("Nghị quyết số 08-NQ/TU của Ban Thường vụ Tỉnh ủy Khóa XI", {"term": 11}),
        ("Quyết định số 07-QĐ/TU của Ban Thường vụ Tỉnh ủy (khóa XII) về", {"term": 12}),
        ("Kết luận số 64-KL/TW Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa XI", {"term": 11}),
        ("Nghị quyết số 05-NQ/HU của Huyện ủy Rạch Bần, tỉnh Bình Lam", {"unit": "rach ban", "place": "binh lam"}),
        ("Nghị quyết 05-NQ/HU của Ban Chấp hành Đảng bộ huyện", {}),
        ("Tỉnh ủy Bình Lam đã ban hành Nghị quyết số 08-NQ/TU", {"place": "binh lam"}),
        ("Tỉnh ủy Bình Lam đã họp. Nghị quyết số 08-NQ/TU nêu rõ", {}),  # another sentence
        (
            "Chỉ thị 12-CT/TU của Ban Thường vụ Tỉnh ủy về giảm phiền hà cho nhân dân.",
            {"subject": "giam phien ha cho nhan dan"},
        ),
        ("Nghị quyết số 09-NQ/TU “Nâng cao năng lực cơ sở”", {"subject": "nang cao nang luc co so"}),
    ],
)
def test_words_around(text: str, expected: dict[str, Any]) -> None:
    mention = told(text)
    values = {name: getattr(mention, name) for name in FIELDS}
    found = {name: str(value) if name == "day" else value for name, value in values.items() if value is not None}
    assert found == expected


def test_words_that_two_numbers_share() -> None:
    text = "Chỉ thị 35-CT/TU, Kết luận 05-KL/TU ngày 2/3/2011 của Ban Thường vụ Tỉnh ủy khóa XV."
    first, last = told(text, 0), told(text, 1)
    assert (first.term, last.term) == (15, 15)
    # The day may be the last one's alone.
    assert (first.shares_day, last.shares_day) == (True, False)
    assert told("Chỉ thị 35-CT/TU đã nêu; Kết luận 05-KL/TU ngày 2/3/2011").day is None


def test_spelling_of_tones_and_capitals() -> None:
    assert told("KẾT LUẬN SỐ 25-KL/TU CỦA BAN THƯỜNG VỤ TỈNH ỦY KHOÁ XVI VỀ CÔNG TÁC CÁN BỘ").term == 16
    assert told("KẾT LUẬN SỐ 25-KL/TU CỦA TỈNH ỦY HÀ TĨNH VỀ CÔNG TÁC").place == "ha tinh"
    assert told("KẾT LUẬN SỐ 25-KL/TU CỦA TỈNH ỦY VỀ CÔNG TÁC CÁN BỘ").place is None


WORDS = (
    *("của", "ngày", "29/9/2014", "31/02/2015", "năm", "2014", "Tỉnh ủy", "Huyện ủy", "BTV", "tỉnh", "Minh Họa"),
    *("MINH", "-", "5", ""),
    *("khóa", "XVII", "IIXX", "nhiệm kỳ 2015 - 2020", "về", "“", "(", ")", ",", ";", ".", "và", "Chỉ thị số 3-CT/TW"),
)


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.lists(st.sampled_from(WORDS), max_size=6))
def test_no_words_are_refused(behind: list[str], before: list[str]) -> None:
    start = " ".join(before)
    text = f"{start} Kết luận số 25-KL/TU {' '.join(behind)}"
    mention_at(text, len(start) + 1, len(start) + len(" Kết luận số 25-KL/TU"))
