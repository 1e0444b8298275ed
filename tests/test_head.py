"""The head of a paper: one column or two, with or without letterhead, drafts, and things that only look like one."""

import pytest

from corpus.head import Head, is_kind_line, meeting_date, read_head
from corpus.lines import Line
from corpus.readers.written import lines_of


def head(text: str) -> Head:
    return read_head([line for line in lines_of(text) if line.text])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Line("KẾT LUẬN"), True),
        (Line("Thông báo"), True),
        (Line("THÔNG BÁO KẾT LUẬN"), True),
        (Line("NGHỊ QUYẾT SỐ 03-NQ/TU"), True),
        (Line("Kết luận về trồng cây", emphasis=((0, 21),)), True),
        (Line("Kết luận số 25-KL/TU đã nêu rõ"), False),
        (Line("Thông báo của Văn phòng"), False),
        (Line("BAN CHỈ ĐẠO"), False),
        (Line("Số 25-KL/TU"), False),
        (Line(""), False),
    ],
)
def test_kind_line(line: Line, expected: bool) -> None:
    assert is_kind_line(line) is expected


TWO_COLUMNS = """
TỈNH ỦY MINH HỌA                    ĐẢNG CỘNG SẢN VIỆT NAM
      *
Số 09-KL/TU                    Bến Mẫu, ngày 05 tháng 4 năm 2013
KẾT LUẬN
về trồng cây
"""
ONE_COLUMN = """
TỈNH ỦY MINH HỌA
*
Số 09-KL/TU

ĐẢNG CỘNG SẢN VIỆT NAM
Bến Mẫu, ngày 05 tháng 4 năm 2013

KẾT LUẬN

về trồng cây
"""
TABLE = """
| TỈNH ỦY MINH HỌA<br>*<br>Số 09-KL/TU | ĐẢNG CỘNG SẢN VIỆT NAM<br>Bến Mẫu, ngày 05 tháng 4 năm 2013 |

# KẾT LUẬN

về trồng cây
"""


GLUED = """
TỈNH ỦY MINH HỌA ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 09-KL/TU Bến Mẫu, ngày 05 tháng 4 năm 2013
KẾT LUẬN
về trồng cây
"""
IN_ONE_LINE = """
TỈNH ỦY MINH HỌA ĐẢNG CỘNG SẢN VIỆT NAM Số 09-KL/TU Bến Mẫu, ngày 05 tháng 4 năm 2013
KẾT LUẬN
về trồng cây
"""


@pytest.mark.parametrize("text", [TWO_COLUMNS, ONE_COLUMN, TABLE, GLUED, IN_ONE_LINE])
def test_letterhead_in_every_layout(text: str) -> None:
    found = head(text)
    assert (found.doc_type, found.number, found.title) == ("Kết luận", "09-KL/TU", "về trồng cây")
    assert (found.place, found.place_printed, str(found.date)) == ("Minh Họa", "Bến Mẫu", "2013-04-05")
    assert found.body == "Tỉnh ủy"


def test_what_is_shown_is_as_it_was_printed() -> None:
    assert head(GLUED).letterhead[0] == "TỈNH ỦY MINH HỌA ĐẢNG CỘNG SẢN VIỆT NAM"


def test_columns_are_kept_apart() -> None:
    assert head(TWO_COLUMNS).letterhead[0] == "TỈNH ỦY MINH HỌA | ĐẢNG CỘNG SẢN VIỆT NAM"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH MINH HỌA\nTHÔNG BÁO", "Ủy ban nhân dân tỉnh"),
        ("TỈNH ỦY MINH HỌA\nBAN TỔ CHỨC\nHƯỚNG DẪN", "Ban Tổ chức Tỉnh ủy"),
        (
            "TỈNH ỦY MINH HỌA\nVĂN PHÒNG\nTHÔNG BÁO\nKẾT LUẬN CỦA THƯỜNG TRỰC TỈNH ỦY\nvề a",
            "Thường trực Tỉnh ủy",
        ),
        ("KẾT LUẬN\nCỦA BAN THƯỜNG VỤ TỈNH UỶ\nvề a", "Ban Thường vụ Tỉnh ủy"),
        ("KẾT LUẬN\nvề thực hiện Nghị quyết của Bộ Chính trị", None),
        ("BỘ CHÍNH TRỊ\nKẾT LUẬN", "Bộ Chính trị"),
        ("TRƯỜNG CHÍNH TRỊ\nKẾ HOẠCH", "Trường chính trị"),
    ],
)
def test_body(text: str, body: str | None) -> None:
    assert head(text).body == body


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Số: 25-KL/TU\nKẾT LUẬN", "25-KL/TU"),
        ("KẾT LUẬN SỐ 25-KL/TU\nvề a", "25-KL/TU"),
        ("KẾT LUẬN\nSố 25-KL/TU, ngày 1/1/2015\nvề a", "25-KL/TU"),
        ("Luật số: 99/2099/QH20\nLUẬT\nA", "99/2099/QH20"),
        ("Số     -KL/TU\nKẾT LUẬN", None),  # a draft
        ("KẾT LUẬN\nvề thực hiện Nghị quyết số 09-NQ/TU", None),
        ("KẾT LUẬN\nTHỰC HIỆN NGHỊ QUYẾT SỐ 09-NQ/TU", None),
        ("Số: 44 /2092/QĐ/BTC\nQUYẾT ĐỊNH", "44/2092/QĐ-BTC"),
        ("NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 29/2098/NĐ-CP NGÀY 11 THÁNG 5 NĂM 2098\nVỀ VIỆC TRỒNG CÂY", "29/2098/NĐ-CP"),
        ("KẾT LUẬN\nCỦA TỈNH ỦY VỀ NGHỊ QUYẾT SỐ 09-NQ/TU", None),
        ("KẾT LUẬN\nCỦA TỈNH ỦY SƠ KẾT NGHỊ QUYẾT SỐ 09-NQ/TU", None),
    ],
)
def test_number(text: str, number: str | None) -> None:
    assert head(text).number == number


def test_number_and_day_may_stand_behind_the_body() -> None:
    found = head(
        "**Quyết định**\n\n**của Thủ tướng Chính phủ số 15/2094/QĐ-TTg**\n**ngày 25 tháng 6 năm 2094 về việc trồng cây"
        "**\n\nCăn cứ a;"
    )
    assert (found.number, str(found.date), found.body) == ("15/2094/QĐ-TTg", "2094-06-25", "Thủ tướng Chính phủ")
    assert found.title == "về việc trồng cây"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("KẾT LUẬN\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề a\nvà b\n-----\nNgày 1/1/2015, họp.", "về a và b"),
        ("THÔNG BÁO\nÝ KIẾN KẾT LUẬN CỦA TỈNH ỦY\ntại Hội nghị a", "Ý KIẾN KẾT LUẬN CỦA TỈNH ỦY tại Hội nghị a"),
        ("KẾT LUẬN\nvề a\nNgày 10 tháng 9 năm 2014, Ban Thường vụ họp.", "về a"),
        ("KẾT LUẬN\nvề a\n\nBan Thường vụ Tỉnh ủy họp và kết luận:", "về a"),
        ("KẾT LUẬN\n\nI- Một", None),
        ("NGHỊ QUYẾT\nVề a\n\nHỘI ĐỒNG NHÂN DÂN TỈNH\nKHÓA X\n\nCăn cứ b;", "Về a"),
        ("một câu thường.", None),
        # the body in capitals before a summary that begins with a verb
        (
            "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ\nSửa đổi, bổ sung Nghị định số 3/2098/NĐ-CP",
            "Sửa đổi, bổ sung Nghị định số 3/2098/NĐ-CP",
        ),
        # a title in bold goes on with a date, and ends before the body that decides
        (
            "**NGHỊ ĐỊNH CỦA CHÍNH PHỦ**\n\n**Sửa đổi Nghị định số 3/2098/NĐ-CP**\n\n"
            "**ngày 13 tháng 5 năm 2098 về cây**\n\n**CHÍNH PHỦ**\n\nCăn cứ a;",
            "Sửa đổi Nghị định số 3/2098/NĐ-CP ngày 13 tháng 5 năm 2098 về cây",
        ),
        ("**Quyết định**\n\n**về trồng cây**\n\n**Thủ tướng Chính phủ**\n\nCăn cứ a;", "về trồng cây"),
        (
            "**Quyết định**\n\n**về ý kiến của**\n\n**Thủ tướng Chính phủ**\n\nCăn cứ a;",
            "về ý kiến của Thủ tướng Chính phủ",
        ),
        # capitals go on where a word joins them
        ("QUY ĐỊNH\n\nVỀ NHIỆM VỤ\n\nCỦA ĐỘI TRỒNG CÂY 99\n\nChương I", "VỀ NHIỆM VỤ CỦA ĐỘI TRỒNG CÂY 99"),
        ("QUY ĐỊNH\n\nVỀ NHIỆM VỤ\n\nHỘI ĐỒNG NHÂN DÂN TỈNH\n\nCăn cứ a;", "VỀ NHIỆM VỤ"),
        # a kind without capitals, known by the letterhead above it and the body behind it
        (
            "Minh Họa, ngày 1 tháng 2 năm 2099\n\nquyết định của bộ tài chính"
            "\n\nvề cây\n\nbộ trưởng bộ tài chính\n\nCăn cứ a;",
            "về cây",
        ),
        ("Minh Họa, ngày 1 tháng 2 năm 2099\n\nQuyết định của chúng ta là đúng\n\nCăn cứ a;", None),
        ("Quyết định của Chính phủ\n\nvề cây\n\nCăn cứ a;", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert head(text).title == title


@pytest.mark.parametrize(
    ("text", "place", "printed"),
    [
        ("Thanh Hoá, ngày 1 tháng 2 năm 2015\nKẾT LUẬN", "Thanh Hóa", "Thanh Hoá"),
        ("TP. Hồ Chí Minh, ngày 1 tháng 2 năm 2015\nKẾT LUẬN", "Hồ Chí Minh", "TP. Hồ Chí Minh"),
        ("Minh Họa, ngày     tháng 2 năm 2015\nKẾT LUẬN", "Minh Họa", "Minh Họa"),
        ("HUYỆN ỦY LẠC KHÊ\nLạc Khê, ngày 1 tháng 2 năm 2015\nKẾT LUẬN", None, "Lạc Khê"),
        ("KẾT LUẬN\nvề a", None, None),
    ],
)
def test_place(text: str, place: str | None, printed: str | None) -> None:
    found = head(text)
    assert (found.place, found.place_printed) == (place, printed)


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Ngày 10/7/2015, Ban Thường vụ họp theo Kết luận số 1-KL/TU, ngày 4/1/2015.", "2015-07-10"),
        ("Tại Hội nghị sơ kết ngày 10/7/2015, Bí thư kết luận.", "2015-07-10"),
        ("Trong ngày 10 và 11/7/2015, Tỉnh ủy họp.", "2015-07-10"),
        ("Tại kỳ họp thứ 12, căn cứ Quyết định số 1600/QĐ-TTg ngày 16/8/2016.", None),
        ("Căn cứ Luật Thử nghiệm ngày 19 tháng 6 năm 2015;", None),
    ],
)
def test_meeting_date(opening: str, expected: str | None) -> None:
    found = meeting_date([opening], "")
    assert (str(found) if found else None) == expected
