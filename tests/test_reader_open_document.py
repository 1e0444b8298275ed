"""OpenDocument text (.odt)."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_files import OPEN_DOCUMENT, odt, package

from corpus.errors import UnreadableFile
from corpus.lines import Line
from corpus.readers import read

LIMIT = 1_000_000

STYLES = (
    '<style:style style:name="P1"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T1"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T2" style:parent-style-name="T1"/>'
    '<style:style style:name="T3"><style:text-properties fo:font-weight="normal"/></style:style>'
    '<style:style style:name="T4"><style:text-properties style:font-name=".VnTimeH"/></style:style>'
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="-"/>'
    "</text:list-style>"
)


def lines(folder: Path, text: str) -> tuple[Line, ...]:
    return read(odt(folder / "a.odt", text, STYLES), LIMIT).lines


def texts(folder: Path, text: str) -> list[str]:
    return [line.text for line in lines(folder, text)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<text:p>Kết <text:span>luận</text:span>.</text:p>", ["Kết luận."]),
        ("<text:p>a<text:s text:c='3'/>b<text:tab/>c</text:p>", ["a b c"]),
        ("<text:p>một<text:line-break/>hai</text:p>", ["một", "hai"]),
        ("<text:section><text:p>một</text:p></text:section>", ["một"]),
        ("<text:tracked-changes><text:changed-region><text:p>bỏ</text:p></text:changed-region></text:tracked-changes>"
         "<text:p>còn<text:change-start/></text:p>", ["còn"]),
        ("<text:p>chữ<office:annotation><text:p>lời bàn</text:p></office:annotation></text:p>", ["chữ"]),
        ("<text:p>một<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>ghi chú</text:p>"
         "</text:note-body></text:note>.</text:p><text:p>hai</text:p>", ["một.", "[1] ghi chú", "hai"]),
        ("<text:p>ngoài<draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame></text:p>",
         ["ngoài", "khung"]),
        ('<text:p><text:span text:style-name="T4">céng hoµ</text:span></text:p>', ["CỘNG HOÀ"]),
        ("<text:p>dòng một\n   dòng hai</text:p>", ["dòng một dòng hai"]),
    ],
)  # fmt: skip
def test_text(tmp_path: Path, text: str, shown: list[str]) -> None:
    assert texts(tmp_path, text) == shown


def test_emphasis(tmp_path: Path) -> None:
    text = (
        '<text:p text:style-name="P1">đậm</text:p><text:p>thường</text:p><text:h>đề mục</text:h>'
        '<text:p><text:span text:style-name="T2">nghiêng</text:span></text:p>'
        '<text:p text:style-name="P1"><text:span text:style-name="T3">thường</text:span></text:p>'
    )
    assert [line.emphasised() for line in lines(tmp_path, text)] == [True, False, True, True, False]


def item(*inside: str) -> str:
    return f"<text:list-item>{''.join(inside)}</text:list-item>"


def test_lists_have_their_labels(tmp_path: Path) -> None:
    deep = f"<text:list>{item('<text:p>Ba</text:p>')}{item('<text:p>Bốn</text:p>')}</text:list>"
    deeper = (
        f"<text:list><text:list-item><text:list>{item('<text:p>Năm</text:p>')}</text:list></text:list-item></text:list>"
    )
    first = item("<text:p>Một</text:p>", "<text:p>tiếp</text:p>", deep, deeper)
    text = (
        f'<text:list text:style-name="L1">{first}{item("<text:p>Sáu</text:p>")}</text:list>'
        '<text:p>giữa</text:p><text:list text:style-name="L1" text:continue-numbering="true">'
        f"{item('<text:p>Bảy</text:p>')}</text:list>"
        f'<text:list text:style-name="L1">{item("<text:p>Tám</text:p>")}</text:list>'
    )
    assert texts(tmp_path, text) == [
        "I. Một", "tiếp", "I.1. Ba", "I.2. Bốn", "- Năm", "II. Sáu", "giữa", "III. Bảy", "I. Tám",
    ]  # fmt: skip


def test_a_table(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    head = f"<table:table-header-rows>{row('TT', 'Tên')}</table:table-header-rows>"
    found = lines(tmp_path, f"<table:table><table:table-column/>{head}{row('1', 'Bí thư')}</table:table>")
    assert [(line.text, line.table) for line in found] == [("TT | Tên", True), ("1 | Bí thư", True)]


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    manifest = f"<manifest:manifest {OPEN_DOCUMENT}>{entry}</manifest:manifest>"
    path = package(tmp_path / "a.odt", {"META-INF/manifest.xml": manifest, "content.xml": b"\x01\x02"})
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        read(path, LIMIT)


def test_too_much_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="dài quá"):
        read(odt(tmp_path / "a.odt", f"<text:p>{'a' * 2000}</text:p>"), 1000)
