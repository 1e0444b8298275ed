"""Word 97-2003 (.doc): the words in order from a file put together here byte by byte."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from made_files import compound, doc

from corpus.errors import UnreadableFile
from corpus.lines import Line
from corpus.readers import read

LIMIT = 1_000_000

BOLD, NOT_STYLE, HIDDEN, CAPITALS, DELETED = (
    bytes.fromhex(code) for code in ("350801", "350881", "3c0801", "3b0801", "000801")
)
CELL, ROW_END = bytes.fromhex("162401"), bytes.fromhex("162401172401")


def font(number: int) -> bytes:
    return bytes.fromhex("4f4a") + struct.pack("<H", number)


def in_list(depth: int) -> bytes:
    return bytes.fromhex("0a26") + bytes([depth]) + bytes.fromhex("0b460100")


def lines(path: Path) -> tuple[Line, ...]:
    return read(path, LIMIT).lines


def texts(path: Path) -> list[str]:
    return [line.text for line in lines(path)]


def test_paragraphs_and_line_breaks(tmp_path: Path) -> None:
    assert texts(doc(tmp_path / "a.doc", "Kết luận\rMột\x0bhai\r\rba\x1ebốn\x0cnăm\r")) == [
        "Kết luận", "Một", "hai", "ba-bốn", "năm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("look", "shown", "emphasised"),
    [
        (BOLD, "Kết luận", True),
        (NOT_STYLE, "Kết luận", True),
        (CAPITALS, "KẾT LUẬN", False),
        (HIDDEN, "", False),
        (DELETED, "", False),
    ],
)
def test_what_is_said_of_letters(tmp_path: Path, look: bytes, shown: str, emphasised: bool) -> None:
    first, *rest = lines(doc(tmp_path / "a.doc", "Kết luận x\rsau\r", letters=[(0, look), (8, b"")]))
    assert first.text == f"{shown} x".strip()
    assert first.emphasis == (((0, 8),) if emphasised else ())
    assert [line.text for line in rest] == ["sau"]


def test_fields_show_their_result(tmp_path: Path) -> None:
    text = 'Xem \x13 HYPERLINK "a" \x14Điều \x13 REF b \x143\x15\x15 nhé\x13 PAGE \x15.\r'
    assert texts(doc(tmp_path / "a.doc", text)) == ["Xem Điều 3 nhé."]


def test_a_table(tmp_path: Path) -> None:
    text = "TT\x07Chức\rdanh\x07\x071\x07Bí thư\x07\x07sau\r"
    said = dict.fromkeys(range(7), CELL) | {3: ROW_END, 6: ROW_END}
    found = lines(doc(tmp_path / "a.doc", text, paragraphs=said))
    assert [(line.text, line.table) for line in found] == [
        ("TT | Chức danh", True),
        ("1 | Bí thư", True),
        ("sau", False),
    ]
    assert found[0].cells == ("TT", "Chức\ndanh")


def test_letters_of_old_fonts(tmp_path: Path) -> None:
    text = "céng hoµ x· héi\rNghÞ quyÕt\rNghị quyết\r"
    path = doc(
        tmp_path / "a.doc", text, [(0, font(1)), (16, font(2)), (27, font(2))], fonts=["Arial", ".VnTimeH", ".VnTime"]
    )
    assert texts(path) == ["CỘNG HOÀ XÃ HỘI", "Nghị quyết", "Nghị quyết"]


def test_a_footnote_stands_behind_its_paragraph(tmp_path: Path) -> None:
    body, note = "Một\x02.\rHai\r", "\x02 Theo luật.\r"
    parts = {
        2: struct.pack("<IIH", 3, len(body), 1),
        3: struct.pack("<III", 0, len(note), len(note)),
    }
    path = doc(tmp_path / "a.doc", body + note, parts=parts, stories=[len(body), len(note)])
    assert texts(path) == ["Một.", "[1] Theo luật.", "Hai"]


def test_headers_and_comments_are_not_the_paper(tmp_path: Path) -> None:
    body, header = "Kết luận\r", "Trang 1\r"
    assert texts(doc(tmp_path / "a.doc", body + header, stories=[len(body), 0, len(header)])) == ["Kết luận"]


def list_level(format_: int, text: str) -> bytes:
    head = struct.pack("<iBB", 1, format_, 0) + bytes(18) + bytes(4)
    letters = text.encode("utf-16-le")
    return head + struct.pack("<H", len(letters) // 2) + letters


def test_automatic_numbering(tmp_path: Path) -> None:
    levels = list_level(1, "\0.") + list_level(4, "\1)") + list_level(23, "-") + list_level(0, "") * 6
    parts = {
        73: struct.pack("<Hi", 1, 77) + bytes(22) + bytes([0, 0]),
        74: struct.pack("<Ii", 1, 77) + bytes(12) + b"\xff\xff\xff\xff",
    }
    # The levels stand behind the lists and are not counted in.
    made = doc(
        tmp_path / "a.doc",
        "một\rhai\rba\rbốn\rnăm\r",
        paragraphs={0: in_list(0), 1: in_list(1), 2: in_list(1), 3: in_list(2), 4: in_list(0)},
        parts={**parts, 73: parts[73] + levels},
    )
    assert texts(made) == ["I. một", "a) hai", "b) ba", "- bốn", "II. năm"]


def test_lists_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    source = read(doc(tmp_path / "a.doc", "một\r", parts={73: b"\xff\xff\1"}), LIMIT)
    assert [line.text for line in source.lines] == ["một"]
    assert "đánh số tự động" in source.warnings[0]


def test_word_95(tmp_path: Path) -> None:
    text = "NghÞ quyÕt\rhai\r".encode("cp1252")
    head = bytearray(512)
    struct.pack_into("<H", head, 0, 0xA5DC)
    struct.pack_into("<II", head, 0x18, 512, 512 + len(text))
    struct.pack_into("<I", head, 0x34, len(text))
    path = tmp_path / "a.doc"
    path.write_bytes(compound({"WordDocument": bytes(head) + text}))
    source = read(path, LIMIT)
    assert [line.text for line in source.lines] == ["Nghị quyết", "hai"]
    assert "Word 6/95" in source.warnings[0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data[:700], "hỏng"),
        (lambda data: data[: len(data) // 2], "hỏng"),
        (lambda data: data[:512] + bytes(len(data) - 512), "hỏng"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, change: object, reason: str) -> None:
    path = doc(tmp_path / "a.doc", "Kết luận\r")
    path.write_bytes(change(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(UnreadableFile, match=reason):
        read(path, LIMIT)


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        read(doc(tmp_path / "a.doc", "Kết luận\r", flags=0x0100), LIMIT)
    path = tmp_path / "b.docx"
    path.write_bytes(compound({"EncryptedPackage": b"a", "EncryptionInfo": b"b"}))
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        read(path, LIMIT)


def test_too_much_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="dài quá"):
        read(doc(tmp_path / "a.doc", "a" * 2000 + "\r"), 1000)
