"""What single cells of a letterhead tell."""

import pytest

from corpus.letterhead import body_in_letterhead, province_in, read_place_and_date
from corpus.lines import Line


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TỈNH ỦY MINH HỌA", "MINH HỌA"),
        ("Ủy ban nhân dân tỉnh Minh Họa", "Minh Họa"),
        ("THÀNH PHỐ ĐÀ NẴNG", "ĐÀ NẴNG"),
        ("THÀNH ỦY BẾN MẪU", None),  # a city under a province
        ("CỦA BAN THƯỜNG VỤ TỈNH ỦY VỀ", None),
        ("các tỉnh bạn", None),
    ],
)
def test_province_in(text: str, name: str | None) -> None:
    assert province_in(text) == name


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("Minh Họa, ngày 29 tháng 9 năm 2014", "Minh Họa", "2014-09-29"),
        ("Minh Họa, ngày    tháng 9 năm 2014", "Minh Họa", None),
        ("(Minh Họa, 29/9/2014)", "Minh Họa", "2014-09-29"),
    ],
)
def test_read_place_and_date(text: str, place: str, day: str | None) -> None:
    found = read_place_and_date(text)
    assert found is not None
    assert (found[0], str(found[1]) if found[1] else None) == (place, day)


@pytest.mark.parametrize("text", ["Ngày 29 tháng 9 năm 2014", "Số 25-KL/TU", "Tỉnh ủy, các huyện ủy", ""])
def test_no_place_and_date(text: str) -> None:
    assert read_place_and_date(text) is None


def test_a_body_on_two_lines() -> None:
    lines = [Line("ỦY BAN NHÂN DÂN"), Line("TỈNH MINH HỌA"), Line("Số: 5/TB-UBND")]
    assert body_in_letterhead(lines) == "Ủy ban nhân dân tỉnh"
