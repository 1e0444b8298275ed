"""Word (.docx): what Word shows, and nothing that it does not show."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_files import docx, level, listed, lists, p, package, table

from corpus.errors import UnreadableFile
from corpus.lines import Line
from corpus.readers import read

LIMIT = 1_000_000


def lines(folder: Path, body: str, **parts: str) -> tuple[Line, ...]:
    return read(docx(folder / "a.docx", body, **parts), LIMIT).lines


def texts(folder: Path, body: str, **parts: str) -> list[str]:
    return [line.text for line in lines(folder, body, **parts)]


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (run("Kết ") + run("luận"), ["Kết luận"]),
        (run("Ke\u0302\u0301t") + run(" luậ") + run("n"), ["Kết luận"]),
        (run("một") + "<w:r><w:br/></w:r>" + run("hai"), ["một", "hai"]),
        (run("Số:") + "<w:r><w:tab/></w:r>" + run("1"), ["Số: 1"]),
        (run("sau") + "<w:r><w:noBreakHyphen/></w:r>" + run("này"), ["sau-này"]),
        (run("x") + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', ["x✓"]),
        (run("hoa", "<w:caps/>"), ["HOA"]),
        (run("ẩn", "<w:vanish/>") + run("hiện", '<w:vanish w:val="0"/>'), ["hiện"]),
        # tracked changes as accepted
        ("<w:ins>" + run("thêm ") + "</w:ins>" + run("còn"), ["thêm còn"]),
        ("<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>" + run("còn"), ["còn"]),
        ("<w:moveFrom>" + run("cũ") + "</w:moveFrom><w:moveTo>" + run("mới") + "</w:moveTo>", ["mới"]),
        # what stands around runs
        ('<w:hyperlink w:anchor="a">' + run("liên kết") + "</w:hyperlink>", ["liên kết"]),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("ô chọn") + "</w:sdtContent></w:sdt>", ["ô chọn"]),
        ("<w:smartTag>" + run("Hà Nội") + "</w:smartTag>", ["Hà Nội"]),
        ('<w:fldSimple w:instr="PAGE">' + run("3") + "</w:fldSimple>", ["3"]),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>' + run("kết"),
            ["kết"],
        ),
    ],
)
def test_runs(tmp_path: Path, inside: str, shown: list[str]) -> None:
    assert texts(tmp_path, f"<w:p>{inside}</w:p>") == shown


def test_a_text_box_stands_once_behind_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('trong khung')}</w:txbxContent>"
    drawn = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert texts(tmp_path, f"<w:p>{run('ngoài')}<w:r>{drawn}</w:r></w:p>{p('sau')}") == ["ngoài", "trong khung", "sau"]


def test_a_paragraph_whose_end_was_deleted_goes_on(tmp_path: Path) -> None:
    first = p("Điều 1.", "<w:rPr><w:del/></w:rPr>")
    assert texts(tmp_path, first + p(" Phạm vi") + p("hai")) == ["Điều 1. Phạm vi", "hai"]


def test_emphasis_comes_from_runs_and_styles(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="đậm"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="con"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="O"><w:name w:val="vòng"/><w:basedOn w:val="O"/></w:style>'
    )
    body = "".join(
        [
            p("thường"),
            p("đậm", look="<w:b/>"),
            p("nghiêng", look="<w:i/>"),
            p("theo kiểu", '<w:pStyle w:val="B"/>'),
            p("bỏ đậm", '<w:pStyle w:val="B"/>', '<w:b w:val="0"/>'),
            p("đề mục", '<w:pStyle w:val="H"/>'),
            p("vòng", '<w:pStyle w:val="O"/>'),
        ]
    )
    found = [line.emphasised() for line in lines(tmp_path, body, styles=styles)]
    assert found == [False, True, True, True, False, True, False]


def test_part_of_a_line_is_emphasised(tmp_path: Path) -> None:
    body = f"<w:p>{run('Tuy nhiên', '<w:b/>')}{run(', bên cạnh')}</w:p>"
    assert lines(tmp_path, body)[0].emphasis == ((0, 9),)


def test_lines_of_one_emphasised_paragraph_go_together(tmp_path: Path) -> None:
    body = f"<w:p>{run('KẾT QUẢ CỦA BAN', '<w:b/>')}<w:r><w:br/></w:r>{run('CHẤP HÀNH', '<w:b/>')}</w:p>"
    first, second = lines(tmp_path, body)
    assert (first.gap, first.continues, second.gap, second.continues) == (True, False, False, True)


NUMBERED = lists(
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "bullet", "-"),
)


def test_automatic_numbering_is_written_out(tmp_path: Path) -> None:
    steps = [("Một", 0), ("Hai", 1), ("Ba", 2), ("Bốn", 2), ("Năm", 3), ("Sáu", 1), ("Bảy", 0), ("Tám", 1)]
    body = "".join(listed(text, depth=depth) for text, depth in steps)
    assert texts(tmp_path, body, numbering=NUMBERED) == [
        "I. Một", "1. Hai", "a) Ba", "b) Bốn", "- Năm", "2. Sáu", "II. Bảy", "1. Tám",
    ]  # fmt: skip


def test_numbers_of_cells_without_text_are_there(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{listed('', depth=1)}</w:tc><w:tc>{p(text)}</w:tc></w:tr>" for text in ("Bí thư", "Chủ tịch")
    )
    assert texts(tmp_path, f"<w:tbl>{rows}</w:tbl>", numbering=NUMBERED) == ["1. | Bí thư", "2. | Chủ tịch"]


def test_deleted_paragraphs_and_list_zero_have_no_number(tmp_path: Path) -> None:
    gone = f"<w:del>{listed('xóa', depth=1)}</w:del>"
    none = p("không số", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="0"/></w:numPr>')
    assert texts(tmp_path, listed("Một", depth=1) + gone + none + listed("Hai", depth=1), numbering=NUMBERED) == [
        "1. Một", "không số", "2. Hai",
    ]  # fmt: skip


def test_a_style_may_put_paragraphs_into_a_list(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Điều"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = lists(level(0, "decimal", "Chương %1"), level(1, "decimal", "Điều %2.", '<w:pStyle w:val="Dieu"/>'))
    body = p("Phạm vi", '<w:pStyle w:val="Dieu"/>') + p("Đối tượng", '<w:pStyle w:val="Dieu"/>')
    assert texts(tmp_path, body, numbering=numbering, styles=styles) == ["Điều 1. Phạm vi", "Điều 2. Đối tượng"]


def test_a_use_may_begin_anew_and_draw_otherwise(tmp_path: Path) -> None:
    uses = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "(%1)")}'
        "</w:lvlOverride></w:num>"
    )
    numbering = lists(level(0, "decimal", "%1."), uses=uses)
    body = "".join(listed("x", list_id) for list_id in (1, 1, 2, 3))
    assert texts(tmp_path, body, numbering=numbering) == ["1. x", "2. x", "1. x", "(b) x"]


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    found = lines(tmp_path, table(["TT", "Chức danh", "Số lượng"], ["1", "Bí thư", ""], ["", "", ""]))
    assert [(line.text, line.table) for line in found] == [("TT | Chức danh | Số lượng", True), ("1 | Bí thư |", True)]
    assert found[0].cells == ("TT", "Chức danh", "Số lượng")


def test_a_letterhead_is_two_columns(tmp_path: Path) -> None:
    left, right = p("TỈNH ỦY MINH HỌA") + p("*") + p("Số 25-KL/TU"), p("ĐẢNG CỘNG SẢN VIỆT NAM") + p("________")
    found = lines(tmp_path, f"<w:tbl><w:tr><w:tc>{left}</w:tc><w:tc>{right}</w:tc></w:tr></w:tbl>{p('KẾT LUẬN')}")
    assert [line.cells for line in found] == [
        ("TỈNH ỦY MINH HỌA", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("*", ""), ("Số 25-KL/TU", ""), (),
    ]  # fmt: skip
    assert not any(line.table for line in found)


def test_tables_in_cells_and_in_boxes_of_one_cell(tmp_path: Path) -> None:
    inner = table(["a", "b"])
    outer = f"<w:tbl><w:tr><w:tc>{p('ngoài')}{inner}</w:tc><w:tc>{p('phải')}</w:tc></w:tr></w:tbl>"
    assert texts(tmp_path, outer) == ["ngoài a | b | phải"]
    assert [line.table for line in lines(tmp_path, table(["chỉ một ô"]))] == [False]


def test_deleted_rows_and_cells_are_gone(tmp_path: Path) -> None:
    rows = (
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('bỏ')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('một')}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('bỏ')}</w:tc><w:tc>{p('hai')}</w:tc></w:tr>"
    )
    assert texts(tmp_path, f"<w:tbl>{rows}</w:tbl>") == ["một | hai"]


def test_a_footnote_stands_behind_its_paragraph(tmp_path: Path) -> None:
    notes = f'<w:footnote w:id="2">{p(" Theo Nghị quyết số 5.")}</w:footnote>'
    body = f'<w:p>{run("Điều 1")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(". Phạm vi")}</w:p>{p("hai")}'
    assert texts(tmp_path, body, footnotes=notes) == ["Điều 1. Phạm vi", "[2] Theo Nghị quyết số 5.", "hai"]


def test_legacy_letters_of_runs(tmp_path: Path) -> None:
    fonts = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
    body = (
        p("céng hoµ x· héi", look=fonts.format(".VnTimeH"))
        + p("Nghị quyết", look=fonts.format(".VnTime"))
        + p("Nghò quyeát cuûa", look=fonts.format("VNI-Times"))
    )
    assert texts(tmp_path, body) == ["CỘNG HOÀ XÃ HỘI", "Nghị quyết", "Nghị quyết của"]


def test_the_paper_may_have_another_name_in_the_package(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/paper.xml"/></Relationships>'
    )
    made = docx(tmp_path / "b.docx", p("Kết luận"))
    import zipfile

    body = zipfile.ZipFile(made).read("word/document.xml")
    path = package(tmp_path / "a.docx", {"_rels/.rels": relations, "word/paper.xml": body})
    assert [line.text for line in read(path, LIMIT).lines] == ["Kết luận"]


def test_too_much_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="dài quá"):
        read(docx(tmp_path / "a.docx", p("a" * 2000)), 1000)
