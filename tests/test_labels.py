"""Labels: every rung of the ladder with its near misses."""

import pytest

from corpus.labels import Rung, follows, read_label


@pytest.mark.parametrize(
    ("text", "rung", "printed", "value"),
    [
        ("PHỤ LỤC", Rung.APPENDIX, "PHỤ LỤC", ""),
        ("Phụ lục số 01: Biểu", Rung.APPENDIX, "Phụ lục số 01:", "01"),
        ("PHỤ LỤC II", Rung.APPENDIX, "PHỤ LỤC II", "ii"),
        ("Phần thứ hai", Rung.PART, "Phần thứ hai", "ii"),
        ("PHẦN I", Rung.PART, "PHẦN I", "i"),
        ("Chương II", Rung.CHAPTER, "Chương II", "ii"),
        ("CHƯƠNG 1. QUY ĐỊNH CHUNG", Rung.CHAPTER, "CHƯƠNG 1.", "1"),
        ("Chương I QUY ĐỊNH CHUNG", Rung.CHAPTER, "Chương I", "i"),
        ("Mục 1. TỔ CHỨC", Rung.DIVISION, "Mục 1.", "1"),
        ("Điều 5. Phạm vi", Rung.ARTICLE, "Điều 5.", "5"),
        ("Điều 5a: Tên", Rung.ARTICLE, "Điều 5a:", "5a"),
        ("Điều 5", Rung.ARTICLE, "Điều 5", "5"),
        ("II- Nhiệm vụ", Rung.ROMAN, "II-", "II"),
        ("IV. NHIỆM VỤ", Rung.ROMAN, "IV.", "IV"),
        ("A. KẾT QUẢ", Rung.LETTER, "A.", "A"),
        ("1- Về", Rung.ARABIC, "1-", "1"),
        ("12. Về", Rung.ARABIC, "12.", "12"),
        ("2 - Về", Rung.ARABIC, "2 -", "2"),
        ("2.1- Về", Rung.DOTTED, "2.1-", "2.1"),
        ("3.2. Về", Rung.DOTTED, "3.2.", "3.2"),
        ("1.1.1 Về", Rung.DOTTED, "1.1.1", "1.1.1"),
        ("1.Về", Rung.ARABIC, "1.", "1"),  # the blank is forgotten
        ("1a.Đẩy mạnh", Rung.ARABIC, "1a.", "1a"),
        ("2.1.Về", Rung.DOTTED, "2.1.", "2.1"),
        ("Điều 5.Phạm vi", Rung.ARTICLE, "Điều 5.", "5"),
        ("đ) Về", Rung.SMALL_LETTER, "đ)", "đ"),
        ("a. Về", Rung.SMALL_LETTER, "a.", "a"),
        ("(1) Về", Rung.BRACKETED, "(1)", "1"),
        ("* Về", Rung.STAR, "*", ""),
        ("- Về", Rung.DASH, "-", ""),
        ("– Về", Rung.DASH, "–", ""),
        ("• Về", Rung.DASH, "•", ""),
        ("+ Về", Rung.PLUS, "+", ""),
    ],
)
def test_read_label(text: str, rung: Rung, printed: str, value: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.rung, label.printed, label.value) == (rung, printed, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Chương trình hành động",
        "Chương I của Luật này",
        "Mục tiêu chung",
        "Mục 1 Điều 3 quy định",
        "Phần lớn cán bộ",
        "Phụ lục kèm theo Kết luận",
        "Điều 5 của Quy định này",
        "Điều lệ Đảng",
        "Vì vậy, các cấp",
        "I có thể là một chữ",
        "15 - 20 người",
        "2015 - 2020",
        "10/7/2015 là ngày",
        "1.500 đồng",
        "1.km đường",
        "23.QĐ-991 của tỉnh",
        "1.Ở",
        "10.07.2015",
        "Điều 5.của",
        "30 tháng 4",
        "95% đảng viên",
        "-5 độ",
        "(ba) người",
        "a",
        "*",
        "-",
    ],
)
def test_no_label(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("value", "previous", "expected"),
    [
        ("a", None, True),
        ("b", "a", True),
        ("đ", "d", True),
        ("e", "đ", True),
        ("d", None, False),
        ("x", "a", False),
    ],
)
def test_follows(value: str, previous: str | None, expected: bool) -> None:
    assert follows(value, previous) is expected
