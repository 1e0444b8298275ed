"""The parser: whole small papers of every shape, and what holds for any text at all."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Section, one_after_the_other
from corpus.lead_ins import read_lead_in
from corpus.lines import Line, Source
from corpus.parser import parse
from corpus.readers.written import lines_of
from corpus.text import fold_text

CONCLUSION = """
TỈNH ỦY MINH HỌA                                  ĐẢNG CỘNG SẢN VIỆT NAM
                *
  Số   07  -  KL/TU                          Minh Họa, ngày 3 tháng 6 năm 2019
KẾT LUẬN
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về trồng cây ven đường
Ngày 01 tháng 6 năm 2019, Ban Thường vụ Tỉnh ủy họp, nghe báo cáo và kết luận:

**I- Đánh giá kết quả**

1. Sau 02 năm, đã đạt được nhiều kết quả, cây xanh ở các

xã tăng gấp đôi.

2. Trên địa bàn còn hai việc:

**2.1- Về giống cây**

- Một loại.

- Hai loại.

**Tuy nhiên**, còn một số hạn chế, nổi rõ là:

*\\* Đối với cấp xã:*

- Cây chết nhiều.

*\\* Tình hình trên có nhiều nguyên nhân, chủ yếu là do:*

- Thiếu nước tưới.

## II- Nhiệm vụ

***Yêu cầu chung:*** Trồng thêm cây theo Kết luận số 12 - KL/TW, ngày 5/5/2018 của Bộ Chính trị.

Cần làm các việc sau:

**1-** Chọn giống.

Giao Sở Nội vụ theo dõi.

2- Giao Ban Tổ chức Tỉnh ủy chủ trì, phối hợp.

Kết luận này phổ biến đến chi bộ./.

Nơi nhận:                                  T/M BAN THƯỜNG VỤ
- Ban Bí thư;
PHÓ BÍ THƯ
- Các huyện ủy;

Đã ký
- Lưu.                                      Lê Thị Mẫu
"""


def parsed(text: str) -> Document:
    return parse(Source(lines_of(text)))


def paths(text: str) -> list[str]:
    return [section.path for section in parsed(text).sections]


def section(text: str, path: str) -> Section:
    return next(section for section in parsed(text).sections if section.path == path)


def test_metadata() -> None:
    document = parsed(CONCLUSION)
    assert (document.doc_type, document.number, document.title) == (
        "Kết luận",
        "07-KL/TU",
        "về trồng cây ven đường",
    )
    assert (document.issuing_body, document.signing_body) == (
        "Ban Thường vụ Tỉnh ủy",
        "Ban Thường vụ Tỉnh ủy",
    )
    assert (document.place, document.place_printed) == ("Minh Họa", "Minh Họa")
    assert (str(document.date), str(document.conference_date), document.year) == (
        "2019-06-03",
        "2019-06-01",
        2019,
    )
    assert (document.signer_name, document.signer_role) == ("Lê Thị Mẫu", "Phó Bí thư")


def test_paths() -> None:
    assert paths(CONCLUSION) == [
        "đầu văn bản",
        "tiêu đề",
        "mở đầu",
        "I",
        "I/1",
        "I/2",
        "I/2/2.1",
        "I/2/2.1/gạch 1",
        "I/2/2.1/gạch 2",
        "I/tuy nhiên",
        "I/tuy nhiên/sao 1",
        "I/tuy nhiên/sao 1/gạch 1",
        "I/tuy nhiên/sao 2",
        "I/tuy nhiên/sao 2/gạch 1",
        "II",
        "II/yêu cầu chung",
        "II/1",
        "II/2",
        "kết thúc",
        "nơi nhận",
        "chữ ký",
    ]


@pytest.mark.parametrize(
    ("path", "label", "heading", "type_", "texts"),
    [
        ("I", "I-", "Đánh giá kết quả", "ket_qua", []),
        (
            "I/1",
            "1.",
            None,
            "ket_qua",
            ["Sau 02 năm, đã đạt được nhiều kết quả, cây xanh ở các xã tăng gấp đôi."],
        ),
        ("I/2/2.1", "2.1-", "Về giống cây", "ket_qua", []),
        ("I/tuy nhiên", "Tuy nhiên", None, "han_che", ["Tuy nhiên, còn một số hạn chế, nổi rõ là:"]),
        ("I/tuy nhiên/sao 1", "*", "Đối với cấp xã:", "han_che", []),
        ("I/tuy nhiên/sao 2/gạch 1", "-", None, "nguyen_nhan", ["Thiếu nước tưới."]),
        ("II", "II-", "Nhiệm vụ", "nhiem_vu", ["Cần làm các việc sau:"]),
        ("II/1", "1-", None, "nhiem_vu", ["Chọn giống.", "Giao Sở Nội vụ theo dõi."]),
        ("kết thúc", None, None, "ket_thuc", ["Kết luận này phổ biến đến chi bộ./."]),
        ("nơi nhận", "Nơi nhận:", None, "noi_nhan", ["- Ban Bí thư;", "- Các huyện ủy;", "- Lưu."]),
        ("chữ ký", None, None, "chu_ky", ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Đã ký", "Lê Thị Mẫu"]),
    ],
)
def test_sections(path: str, label: str | None, heading: str | None, type_: str, texts: list[str]) -> None:
    found = section(CONCLUSION, path)
    assert (found.label, found.heading, found.type.value) == (label, heading, type_)
    assert [paragraph.text for paragraph in found.paragraphs] == texts


def test_a_run_in_label_is_no_part_of_the_text() -> None:
    found = section(CONCLUSION, "II/yêu cầu chung")
    assert found.label == "Yêu cầu chung:"
    assert found.paragraphs[0].text.startswith("Trồng thêm cây")


def test_citations() -> None:
    numbered, itself = parsed(CONCLUSION).citations
    assert (numbered.text, numbered.number, numbered.issuing_body) == (
        "Kết luận số 12 - KL/TW",
        "12-KL/TW",
        "Bộ Chính trị",
    )
    assert (str(numbered.date), numbered.path, numbered.paragraph) == ("2018-05-05", "II/yêu cầu chung", 0)
    assert (itself.text, itself.form, itself.number) == ("Kết luận này", "self", "07-KL/TU")


def test_a_citation_in_a_heading_has_no_paragraph() -> None:
    citation = parsed("KẾT LUẬN\n\nI- KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT SỐ 73-NQ/TU\n\nTốt.").citations[0]
    assert (citation.path, citation.paragraph, citation.number) == ("I", None, "73-NQ/TU")


LAW = """QUỐC HỘI
Luật số: 99/2099/QH20
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 16 tháng 6 năm 2099

LUẬT
TRỒNG CÂY

Căn cứ Hiến pháp;

Phần thứ nhất
QUY ĐỊNH CHUNG
Chương II
CÂY VÀ
ĐẤT
Mục 1. CÂY
Điều 5. Từ ngữ
Trong Luật này:
1. Cây là cây.
2. Đất gồm:
a) Đất tốt;
đ) Đất xấu.
Điều 6. Sửa đổi Luật cũ
1. Sửa Điều 9 như sau:
“Điều 9. Tên mới
1. Khoản một.
2. Khoản hai.”
2. Bãi bỏ Điều 10.

CHỦ TỊCH QUỐC HỘI

Lê Thị Mẫu
PHỤ LỤC 1
DANH MỤC
1. Cây một.
| a | b |
|---|---|
| 1 | 2 |
PHỤ LỤC 2
1. Cây hai.
"""


def test_the_legal_ladder() -> None:
    top = "phần i/chương ii/mục 1"
    assert paths(LAW) == [
        "đầu văn bản",
        "tiêu đề",
        "mở đầu",
        "phần i",
        "phần i/chương ii",
        top,
        f"{top}/điều 5",
        f"{top}/điều 5/khoản 1",
        f"{top}/điều 5/khoản 2",
        f"{top}/điều 5/khoản 2/điểm a",
        f"{top}/điều 5/khoản 2/điểm đ",
        f"{top}/điều 6",
        f"{top}/điều 6/khoản 1",
        f"{top}/điều 6/khoản 2",
        "chữ ký",
        "phụ lục 1",
        "phụ lục 1/1",
        "phụ lục 2",
        "phụ lục 2/1",
    ]


def test_a_name_on_the_lines_under_its_label() -> None:
    assert section(LAW, "phần i/chương ii").heading == "CÂY VÀ ĐẤT"
    assert section(LAW, "phụ lục 1").heading == "DANH MỤC"


def test_labels_in_a_quotation_open_nothing() -> None:
    texts = [p.text for p in section(LAW, "phần i/chương ii/mục 1/điều 6/khoản 1").paragraphs]
    assert texts == ["Sửa Điều 9 như sau:", "“Điều 9. Tên mới", "1. Khoản một.", "2. Khoản hai.”"]


def test_a_table_row_is_a_paragraph() -> None:
    assert [p.text for p in section(LAW, "phụ lục 1/1").paragraphs] == ["Cây một.", "a | b", "1 | 2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("không có đề mục nào", ["nội dung"]),
        ("1. a.\n1. b.\n1. c.", ["1", "1 (2)", "1 (3)"]),
        ("A. KẾT QUẢ\nI. Một\n1. a.\nII. Hai\nB. NHIỆM VỤ\nI. Ba", ["A", "A/I", "A/I/1", "A/II", "B", "B/I"]),
        ("I. Một\nA. KHÁC\nII. Hai", ["I", "I/A", "II"]),
        ("I. Một\n2.1. a.\n2.2. b.", ["I", "I/2.1", "I/2.2"]),
        ("1. a:\n1.1. b:\n1.1.1. c.\n1.2. d.", ["1", "1/1.1", "1/1.1/1.1.1", "1/1.2"]),
        ("1. a:\n- b:\n+ c.\n+ d.\n- e.", ["1", "1/gạch 1", "1/gạch 1/cộng 1", "1/gạch 1/cộng 2", "1/gạch 2"]),
        ("1. a:\na) b.\n- c.\nb) d.", ["1", "1/a", "1/a/gạch 1", "1/b"]),
        ("1. x.\nTuy nhiên, y.\n- z.\n2. t.", ["1", "1/tuy nhiên", "1/tuy nhiên/gạch 1", "2"]),
        ("1. x.\n2. y:\n30 tháng 4 là ngày lễ.", ["1", "2"]),
        ("# Ghi chép\n\nHọp.\n\n## Việc một\n\n1. a.\n\n## Việc hai\n\n1. b.",
         ["tiêu đề", "mở đầu", "đề mục 1", "đề mục 1/1", "đề mục 2", "đề mục 2/1"]),
        ("KẾT LUẬN\nvề việc a\n\nNgày 1/1/2015, họp:\n\nMột.\n\nHai.", ["tiêu đề", "mở đầu", "nội dung"]),
        ("Phụ lục\n1. a.", ["phụ lục 1", "phụ lục 1/1"]),
    ],
)  # fmt: skip
def test_small_papers(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


@pytest.mark.parametrize(
    ("text", "path", "count"),
    [
        (
            "I- Một\n\n- a.\n\n- b.\n\nNhững việc trên.",
            "I",
            1,
        ),  # a paragraph behind a list belongs to its parent
        ("1. a.\n\nb.", "1", 2),
        ("1. Người dân ở xã\n\nđều vui.", "1", 1),
        ("1. Ngày vui.\n\nđều vui.", "1", 2),
    ],
)
def test_paragraph_counts(text: str, path: str, count: int) -> None:
    assert len(section(text, path).paragraphs) == count


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "1. Các cấp ủy, tổ chức đảng tiếp tục quán triệt và thực hiện nghiêm chủ trương của\n" * 1
    text += "Ban Thường vụ Tỉnh ủy về trồng cây, bảo đảm mỗi thôn có một vườn ươm giống và một\ntổ chăm sóc.\n2. Hai."
    assert [len(s.paragraphs) for s in parsed(text).sections] == [1, 1]


def test_a_reader_that_knows_paragraphs_may_say_so() -> None:
    lines = (Line("Một người", gap=True), Line("Hai người", gap=True), Line("cùng đi", continues=True))
    (only,) = parse(Source(lines, ("cảnh báo",))).sections
    assert [p.text for p in only.paragraphs] == ["Một người", "Hai người cùng đi"]
    assert parse(Source(lines, ("cảnh báo",))).warnings == ("cảnh báo",)


def test_nothing_at_all() -> None:
    assert parse(Source(())).sections == ()


LABELS = 'I- II. A. B. 1. 2- 2.1. 3.1 a) đ) - + * \\* (1) Điều Chương I Mục PHỤ LỤC ----- | ** _ # ## “ ” " ( )'
PHRASES = """Điều 1.;Chương I;Mục 2.;PHỤ LỤC 1;Phần thứ hai;KẾT LUẬN;THÔNG BÁO;CỦA BAN THƯỜNG VỤ TỈNH ỦY;Tuy nhiên, còn
Nguyên nhân:;Yêu cầu chung:;Nơi nhận:;T/M TỈNH ỦY;BÍ THƯ;Đã ký;Lê Thị Mẫu;Số 25-KL/TU;Minh Họa, ngày 3/6/2019
Ngày 10/7/2015, họp;Kết luận số 64 - KL/TW, ngày 28/5/2013;của Bộ Chính trị;Nghị quyết Trung ương 4 khóa XI
Đề án số 07;Kết luận này;| a | b |;cấp ủy;thôn, xóm,;xong.;sau đây:;NHIỆM VỤ"""
BLANKS = ["\t", "\n\n", "\n", "          ", "\u0301", "\u00a0"]
PIECES = st.sampled_from([*LABELS.split(), *PHRASES.replace("\n", ";").split(";"), *BLANKS])
ANY_TEXT = st.lists(PIECES | st.text(max_size=8), max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map(
    "\n".join
)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_any_text_gives_a_true_document(text: str) -> None:
    document = parsed(text)
    all_paths = [section.path for section in document.sections]
    assert len(set(all_paths)) == len(all_paths)
    by_path = {section.path: section for section in document.sections}
    for citation in document.citations:
        home = by_path[citation.path]
        whole = home.heading if citation.paragraph is None else home.paragraphs[citation.paragraph].text
        assert whole is not None
        assert whole[citation.start : citation.end] == citation.text
    assert document.as_json()["sections"] is not None
    assert sorted(document.reading_order, key=str) == sorted(one_after_the_other(document.sections), key=str)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_every_word_is_kept_once(text: str) -> None:
    lines = lines_of(text)
    assert letters(" ".join(line.text for line in lines)) == letters(" ".join(printed(parse(Source(lines)))))


def letters(text: str) -> Counter[str]:
    return Counter(fold_text(text).replace(" ", ""))


def printed(document: Document) -> list[str]:
    """Everything the sections hold. Words of a lead-in that begin a sentence are its label, too: not counted twice."""
    texts = []
    for section in document.sections:
        own = [paragraph.text for paragraph in section.paragraphs]
        sentence = bool(own) and read_lead_in(own[0]) is not None and own[0].startswith(section.label or "-")
        sentence = sentence and not (section.label or "").endswith(":")
        if section.label and not sentence:
            texts.append(section.label)
        texts += [section.heading or "", *own]
    return texts


def test_a_file_that_begins_with_an_appendix_is_that_appendix() -> None:
    paper = parse(
        Source(lines_of("Phụ lục III\n\nCÂY XANH\n\nI. Loại một\n\n1. a.\n\nNơi nhận:\n\n- Lưu.\n\nĐiều 1. b."))
    )
    assert [section.path for section in paper.sections][:3] == ["phụ lục iii", "phụ lục iii/I", "phụ lục iii/I/1"]
    assert paper.sections[0].heading == "CÂY XANH"


def test_the_last_article_keeps_what_is_said_in_it() -> None:
    text = "QUYẾT ĐỊNH\n\nĐiều 1. a.\n\nĐiều 2. b.\n\nQuyết định này có hiệu lực từ nay./.\n\nCHỦ TỊCH\n\nLê Thị Mẫu"
    paper = parse(Source(lines_of(text)))
    found = {section.path: [one.text for one in section.paragraphs] for section in paper.sections}
    assert found["điều 2"] == ["b.", "Quyết định này có hiệu lực từ nay./."]
    assert "kết thúc" not in found


RESUMED = """KẾT LUẬN
về trồng cây

1. Giao hai cơ quan:

- Sở Một lo cây giống.

- Sở Hai lo kinh phí.

Hai sở báo cáo trước ngày 30/6.

2. Văn phòng theo dõi.

PHỤ LỤC 1

1. Cây giống:

- Cây sấu.

Mỗi xã một loại.
"""


def test_what_a_section_says_after_its_points_is_read_there() -> None:
    found = parsed(RESUMED)
    spoken = [
        found.sections[section].paragraphs[paragraph].text
        for section, paragraph in found.reading_order
        if paragraph is not None
    ]
    assert spoken[1:] == [
        *("Giao hai cơ quan:", "Sở Một lo cây giống.", "Sở Hai lo kinh phí.", "Hai sở báo cáo trước ngày 30/6."),
        *("Văn phòng theo dõi.", "Cây giống:", "Cây sấu.", "Mỗi xã một loại."),
    ]
    # It belongs to its section all the same, and the JSON of `parse` is as it ever was.
    assert [len(section.paragraphs) for section in found.sections if section.path in ("1", "phụ lục 1/1")] == [2, 2]
    assert "order" not in found.as_json()


def test_sections_one_after_the_other_need_no_order() -> None:
    found = parsed(RESUMED.replace("Hai sở báo cáo trước ngày 30/6.", "").replace("Mỗi xã một loại.", ""))
    assert found.order == ()
    assert [section for section, paragraph in found.reading_order if paragraph is None] == [*range(len(found.sections))]
