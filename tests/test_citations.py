"""Citations: numbered, named, alias, self; and what only looks like one."""

import pytest

from corpus.citations import find_citations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kết luận số 64 - KL/TW, ngày 28/5/2013 của Ban Chấp hành Trung ương Đảng khóa XI",
            [("Kết luận số 64 - KL/TW", "64-KL/TW", "Kết luận", "Ban Chấp hành Trung ương", "2013-05-28")],
        ),
        (
            "Quyết định số 317-QĐ/TW, Quyết định số 318-QĐ/TW, ngày 02 tháng 3 năm 2011 của Bộ Chính trị",
            [
                ("Quyết định số 317-QĐ/TW", "317-QĐ/TW", "Quyết định", "Bộ Chính trị", "2011-03-02"),
                ("Quyết định số 318-QĐ/TW", "318-QĐ/TW", "Quyết định", "Bộ Chính trị", "2011-03-02"),
            ],
        ),
        (
            "theo Chỉ thị 75-CT/TU, Kết luận 95-KL/TU của Ban Thường vụ Tỉnh ủy",
            [
                ("Chỉ thị 75-CT/TU", "75-CT/TU", "Chỉ thị", "Ban Thường vụ Tỉnh ủy", None),
                ("Kết luận 95-KL/TU", "95-KL/TU", "Kết luận", "Ban Thường vụ Tỉnh ủy", None),
            ],
        ),
        (
            "quy định số 317-QĐ/TW và 12-KL/TU",
            [
                ("quy định số 317-QĐ/TW", "317-QĐ/TW", "Quy định", None, None),
                ("12-KL/TU", "12-KL/TU", "Kết luận", None, None),
            ],
        ),
        (
            "NGHỊ QUYẾT SỐ 73-NQ/TU CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH",
            [("NGHỊ QUYẾT SỐ 73-NQ/TU", "73-NQ/TU", "Nghị quyết", "Ban Chấp hành Đảng bộ tỉnh", None)],
        ),
    ],
)
def test_numbered(text: str, expected: list[tuple[str, ...]]) -> None:
    found = [
        (c.text, c.number, c.doc_type, c.issuing_body, str(c.date) if c.date else None) for c in find_citations(text)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "form", "cited"),
    [
        ("theo Nghị quyết Trung ương 4 (khóa XI) về", "named", "Nghị quyết Trung ương 4 (khóa XI)"),
        ("Nghị quyết Hội nghị Trung ương 5 khoá X", "named", "Nghị quyết Hội nghị Trung ương 5 khoá X"),
        (
            "Nghị quyết Trung ương 04 khóa XI và khóa XII về",
            "named",
            "Nghị quyết Trung ương 04 khóa XI và khóa XII",
        ),
        ("Nghị quyết Đại hội XIII của Đảng", "named", "Nghị quyết Đại hội XIII của Đảng"),
        ("hiệu quả Nghị quyết của Tỉnh ủy khóa XI về", "named", "Nghị quyết của Tỉnh ủy khóa XI"),
        ("theo Luật Thử nghiệm năm 2013 và", "named", "Luật Thử nghiệm năm 2013"),
        ("vi phạm Điều lệ Đảng", "named", "Điều lệ Đảng"),
        ("của Đề án số 77 của Ban Thường vụ Tỉnh ủy", "alias", "Đề án số 77 của Ban Thường vụ Tỉnh ủy"),
        (
            "của Đề án số 77 của Ban Thường vụ Tỉnh ủy (khóa XII) về",
            "alias",
            "Đề án số 77 của Ban Thường vụ Tỉnh ủy (khóa XII)",
        ),
        (
            "thực hiện Đề án “Nâng cao chất lượng tổ thôn” của Tỉnh ủy, các",
            "alias",
            "Đề án “Nâng cao chất lượng tổ thôn” của Tỉnh ủy",
        ),
        ("vi phạm quy chế dân chủ ở cơ sở.", "named", "quy chế dân chủ ở cơ sở"),
        ("thực hiện Kết luận này đến", "self", "Kết luận này"),
        ("tổ chức triển khai thực hiện Kết luận.", "self", "Kết luận"),
        ("xây dựng kế hoạch triển khai Kết luận, tập trung", "self", "Kết luận"),
    ],
)
def test_other_forms(text: str, form: str, cited: str) -> None:
    (found,) = find_citations(text, "Kết luận", "25-KL/TU")
    assert (found.form, found.text, text[found.start : found.end]) == (form, cited, cited)


@pytest.mark.parametrize(
    "text",
    [
        # fractions, dates, terms, sums: figures with a stroke or a dash
        "đạt và vượt 15/15 chỉ tiêu",
        "ngày 10/7/2015",
        "nhiệm kỳ 2015 - 2020",
        "giai đoạn 2010 - 2015, tầm nhìn 2030",
        "hoàn thành 9/10 nhiệm vụ, đạt 90 %",
        "12-12-2013",
        "đạt 35 - 40 triệu đồng/người/năm",
        "tỷ lệ 1/500, bản đồ 1/2000",
        "họp lúc 7 giờ 30/ngày",
        "trả 120.000đ/tháng cho mỗi 1.000 m2",
        "từ 01/01 đến 31/12",
        # what only looks like a symbol
        "24/Tổ dân phố",
        "điện thoại 0123-456/789",
        "Mẫu số 01/TP-MINHHOA",
        "quốc lộ 1A - QL/48",
        "lớp 12A/THPT",
        "xe 52-H/1234",
        "khóa XI - XII",
        # words for papers that name none
        "Nghị quyết này",
        "các kết luận của cấp trên",
        "Luật sư",
        "theo luật định, đúng pháp luật",
        "đã kết luận, chỉ đạo các ngành",
        "báo cáo số liệu 5 năm",
        "thông báo số lượng 12 người",
        "nghị quyết của chi bộ và đảng bộ",
        "vi phạm Điều lệ Đảng bộ",
        "Trung ương 4 đồng chí",
        "kết luận “tốt”",
        "triển khai thực hiện Kết luận thanh tra",
        "thực hiện kết luận.",
        "đề án phát triển giống lúa",
        "Đại hội XIII của Đảng",
        "năm 2013 có luật mới",
    ],
)
def test_not_a_citation(text: str) -> None:
    assert find_citations(text, "Kết luận") == []


def test_a_known_name_may_stand_in_a_sentence_with_numbers() -> None:
    text = "Nghị quyết Trung ương 4 (khóa XII) và Kết luận số 64-KL/TW; đạt 15/15 chỉ tiêu ngày 10/7/2015, 2010 - 2015"
    assert [(c.form, c.text) for c in find_citations(text)] == [
        ("named", "Nghị quyết Trung ương 4 (khóa XII)"),
        ("numbered", "Kết luận số 64-KL/TW"),
    ]


def test_the_paper_itself_carries_its_number() -> None:
    assert find_citations("Kết luận này", "Kết luận", "25-KL/TU")[0].number == "25-KL/TU"
