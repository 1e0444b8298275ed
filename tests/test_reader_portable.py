"""PDF: words in reading order, columns apart, wrapped lines joined, what the press added taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_files import pdf

from corpus.errors import UnreadableFile
from corpus.lines import Line
from corpus.parser import parse
from corpus.readers import read

LIMIT = 1_000_000

# 80 letters of 6 points reach from 57 to 537.
FULL = "Kết luận này được phổ biến đến các chi bộ trong toàn đảng bộ để thực hiện đầy đủ"
HEAD = [
    (60.0, 780.0, "TỈNH ỦY MINH HỌA"),
    (300.0, 780.0, "ĐẢNG CỘNG SẢN VIỆT NAM"),
    (100.0, 765.0, "*"),
    (60.0, 750.0, "Số 25-KL/TU"),
    (300.0, 750.0, "Minh Họa, ngày 29 tháng 9 năm 2014"),
    (270.0, 720.0, "KẾT LUẬN"),
]


def lines(folder: Path, *pages: list[tuple[float, float, str]], font: str = "Helvetica") -> tuple[Line, ...]:
    return read(pdf(folder / "a.pdf", pages, font), LIMIT).lines


def paragraph(top: float, *rows: str, indent: float = 30) -> list[tuple[float, float, str]]:
    return [(57 + (0 if number else indent), top - 15 * number, row) for number, row in enumerate(rows)]


def test_a_letterhead_is_two_columns_and_the_title_is_not(tmp_path: Path) -> None:
    found = lines(tmp_path, HEAD + paragraph(690, FULL[:75], FULL, "hai."))
    assert [line.cells for line in found[:3]] == [
        ("TỈNH ỦY MINH HỌA", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("*", ""),
        ("Số 25-KL/TU", "Minh Họa, ngày 29 tháng 9 năm 2014"),
    ]  # fmt: skip
    assert found[3].text == "KẾT LUẬN"
    assert not found[3].cells


def test_the_columns_may_be_written_one_after_the_other(tmp_path: Path) -> None:
    left, right = [HEAD[0], *HEAD[2:4]], [HEAD[1], HEAD[4]]
    assert lines(tmp_path, left + right + HEAD[5:])[:3] == lines(tmp_path, HEAD)[:3]


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    page = paragraph(700, FULL[:75], FULL, "và hết.") + paragraph(655, "1. " + FULL[:70], "hai.")
    page += paragraph(625, "2. Ba.") + paragraph(610, "3. Bốn.")
    assert [line.text for line in lines(tmp_path, page)] == [
        f"{FULL[:75]} {FULL} và hết.", f"1. {FULL[:70]} hai.", "2. Ba.", "3. Bốn.",
    ]  # fmt: skip
    assert all(line.gap for line in lines(tmp_path, page))


def test_a_line_that_had_room_for_the_next_word_ends_its_paragraph(tmp_path: Path) -> None:
    page = paragraph(700, FULL[:75], FULL, "Về kinh tế") + paragraph(655, "Các cấp ủy " + FULL[:60], indent=0)
    assert [line.text for line in lines(tmp_path, page)][-1].startswith("Các cấp ủy")


def test_a_paragraph_that_a_page_cuts_is_one_for_the_parser(tmp_path: Path) -> None:
    first = [*HEAD, *paragraph(690, "1. " + FULL[:72], FULL)]
    second = [*paragraph(780, FULL, "hết.", indent=0), *paragraph(750, "2. Hai.")]
    document = parse(read(pdf(tmp_path / "a.pdf", [first, second]), LIMIT))
    texts = {section.path: [one.text for one in section.paragraphs] for section in document.sections}
    assert texts["1"] == [f"{FULL[:72]} {FULL} {FULL} hết."]
    assert texts["2"] == ["Hai."]


@pytest.mark.parametrize(
    "extra",
    [
        (290.0, 810.0, "{}"),
        (280.0, 30.0, "- {} -"),
        (280.0, 30.0, "Trang {}/3"),
        (60.0, 810.0, "CÔNG BÁO/Số 603 + 604/Ngày 20-7-2022 {}"),
        (60.0, 810.0, "{} CÔNG BÁO/Số 603 + 604/Ngày 20-7-2022"),
        (60.0, 810.0, "Tài liệu mật, bản số {}"),  # the same on every page
    ],
)
def test_what_the_press_added_is_dropped(tmp_path: Path, extra: tuple[float, float, str]) -> None:
    pages = []
    for number in range(1, 4):
        added = (extra[0], extra[1], extra[2].format(number))
        pages.append([added, *paragraph(780, f"{number}. {'abc'[number - 1]} {FULL[:68]}", FULL, "abc"[number - 1])])
    found = [line.text for line in lines(tmp_path, *pages)]
    assert found == [f"{number}. {one} {FULL[:68]} {FULL} {one}" for number, one in enumerate("abc", 1)]


def test_a_number_within_the_page_stays(tmp_path: Path) -> None:
    page = [
        *paragraph(780, FULL[:75], FULL, "hết."),
        (290.0, 700.0, "2014"),
        *paragraph(660, FULL[:75], "hết."),
        *HEAD[5:6],
    ]
    assert "2014" in [line.text for line in lines(tmp_path, page)]


def test_the_stamp_of_a_signing_program_is_dropped(tmp_path: Path) -> None:
    stamp = [(400.0, 825.0, "Ký bởi: Cổng Thông tin điện tử"), (400.0, 815.0, "Thời gian ký: 01.02.2020")]
    assert lines(tmp_path, stamp + HEAD)[0].cells[0] == "TỈNH ỦY MINH HỌA"


def test_a_gazettes_own_heading_is_dropped(tmp_path: Path) -> None:
    above = [(200.0, 825.0, "VĂN BẢN QUY PHẠM PHÁP LUẬT"), (250.0, 805.0, "TỈNH ỦY MINH HỌA")]
    assert lines(tmp_path, above + HEAD)[0].cells == ("TỈNH ỦY MINH HỌA", "ĐẢNG CỘNG SẢN VIỆT NAM")


def test_recipients_and_signature_are_two_columns(tmp_path: Path) -> None:
    page = [
        *paragraph(780, FULL[:75], FULL, "thực hiện./."),
        (57.0, 700.0, "Nơi nhận:"),
        (350.0, 700.0, "T/M BAN THƯỜNG VỤ"),
        (57.0, 685.0, "- Như trên,"),
        (380.0, 685.0, "PHÓ BÍ THƯ"),
        (57.0, 670.0, "- Lưu Văn phòng."),
        (375.0, 610.0, "Lê Thị Mẫu"),
    ]
    found = lines(tmp_path, page)
    assert [line.cells for line in found[1:]] == [
        ("Nơi nhận:", "T/M BAN THƯỜNG VỤ"),
        ("- Như trên,", "PHÓ BÍ THƯ"),
        ("- Lưu Văn phòng.", ""),
        ("", "Lê Thị Mẫu"),
    ]  # fmt: skip
    assert not found[0].cells


def test_columns_of_running_text_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = []
    for number in range(20):
        for left, side in ((57.0, "trái"), (310.0, "phải")):
            page.append((left, 780 - 15.0 * number, f"{side} dòng số {number:02} dài như thế này"))
    text = " ".join(line.text for line in lines(tmp_path, page))
    assert text.index("trái dòng số 19") < text.index("phải dòng số 00")


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    page = [(x, y, f"ô {int(x)} {int(y)}") for y in (700.0, 680.0) for x in (60.0, 250.0, 450.0)]
    assert [line.text for line in lines(tmp_path, page)] == [
        "ô 60 700 | ô 250 700 | ô 450 700",
        "ô 60 680 | ô 250 680 | ô 450 680",
    ]


def test_emphasis_is_in_the_name_of_the_font(tmp_path: Path) -> None:
    assert lines(tmp_path, HEAD[5:], font="ABCDEF+TimesNewRoman,Bold")[0].emphasised()
    assert not lines(tmp_path, HEAD[5:], font="ABCDEF+TimesNewRoman")[0].emphasised()


def test_legacy_letters(tmp_path: Path) -> None:
    found = lines(tmp_path, [(60.0, 700.0, "Thñ t\u2212íng ChÝnh phñ b¶o l\u2219nh")], font=".VnTime")
    assert found[0].text == "Thủ tướng Chính phủ bảo lãnh"
    assert lines(tmp_path, [(60.0, 700.0, "thñ t\u2212íng")], font=".VnTimeH")[0].text == "THỦ TƯỚNG"


def test_a_file_whose_index_is_broken_is_read_all_the_same(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [HEAD])
    path.write_bytes(path.read_bytes().replace(b"xref", b"xxxx"))
    assert read(path, LIMIT).lines[-1].text == "KẾT LUẬN"


def test_what_is_refused(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [HEAD])
    whole = path.read_bytes()
    path.write_bytes(whole[:200])
    with pytest.raises(UnreadableFile, match="hỏng"):
        read(path, LIMIT)
    path.write_bytes(whole)
    with pytest.raises(UnreadableFile, match="dài quá"):
        read(path, 50)
    with pytest.raises(UnreadableFile, match="không có chữ"):
        read(pdf(tmp_path / "b.pdf", [[]]), LIMIT)


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    """Its passwords are nobody's: no key opens it, the empty one neither."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32),
    ]
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    named = b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<%s> <%s>] >>\n" % (b"01" * 16, b"01" * 16)
    (tmp_path / "a.pdf").write_bytes(content + table + named + b"startxref\n%d\n%%%%EOF" % len(content))
    with pytest.raises(UnreadableFile, match="có mật khẩu"):
        read(tmp_path / "a.pdf", 1_000_000)
