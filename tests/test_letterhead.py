"""What single cells of a letterhead tell."""

import pytest

from corpus.letterhead import body_in_letterhead, columns_of, province_in, read_place_and_date
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


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("TỈNH ỦY BÌNH LAM ĐẢNG CỘNG SẢN VIỆT NAM", ("TỈNH ỦY BÌNH LAM", "ĐẢNG CỘNG SẢN VIỆT NAM")),
        ("Tỉnh ủy Bình Lam Đảng Cộng sản Việt Nam", ("Tỉnh ủy Bình Lam", "Đảng Cộng sản Việt Nam")),
        (
            "UBND TỈNH BÌNH LAM CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
            ("UBND TỈNH BÌNH LAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        ),
        ("Số 25 - KL/TU Bình Lam, ngày 29 tháng 9 năm 2014", ("Số 25 - KL/TU", "Bình Lam, ngày 29 tháng 9 năm 2014")),
        ("Số: 5/TB-UBND TP. Bến Mẫu, ngày 29/9/2014", ("Số: 5/TB-UBND", "TP. Bến Mẫu, ngày 29/9/2014")),
        (
            "TỈNH ỦY BÌNH LAM ĐẢNG CỘNG SẢN VIỆT NAM Số 25-KL/TU Bình Lam, ngày 29 tháng 9 năm 2014",
            ("TỈNH ỦY BÌNH LAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 25-KL/TU", "Bình Lam, ngày 29 tháng 9 năm 2014"),
        ),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", ("ĐẢNG CỘNG SẢN VIỆT NAM",)),
        ("ĐẠI HỘI ĐẢNG CỘNG SẢN VIỆT NAM LẦN THỨ XIII", ("ĐẠI HỘI ĐẢNG CỘNG SẢN VIỆT NAM LẦN THỨ XIII",)),
        ("ĐOÀN TNCS ĐẢNG CỘNG SẢN", ("ĐOÀN TNCS ĐẢNG CỘNG SẢN",)),
        ("Số 25-KL/TU, ngày 29/9/2014", ("Số 25-KL/TU, ngày 29/9/2014",)),
        ("Số 25-KL/TU", ("Số 25-KL/TU",)),
    ],
)
def test_columns_in_one_cell(text: str, columns: tuple[str, ...]) -> None:
    assert columns_of(Line(text)) == (columns,)
