"""Readers: files become lines, marks go, what is the author's stays, and what cannot be read is named."""

import codecs
import os
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import SUFFIXES, read
from corpus.readers.written import lines_of

LIMIT = 1_000_000


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def texts(text: str) -> list[str]:
    return [line.text for line in lines_of(text)]


def test_suffixes_are_those_of_the_table() -> None:
    assert {".txt", ".md"} <= SUFFIXES


@pytest.mark.parametrize(
    "data",
    [
        "Kết luận".encode(),
        codecs.BOM_UTF8 + "Kết luận".encode(),
        codecs.BOM_UTF16_LE + "Kết luận".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Kết luận".encode("utf-16-be"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    assert [line.text for line in read(write(tmp_path, "a.txt", data), LIMIT).lines] == ["Kết luận"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xyz", b"a", "loại tệp"),
        ("a", b"a", "loại tệp"),
        ("a.txt", b"", "không có chữ"),
        ("a.txt", b" \n\t\n", "không có chữ"),
        ("a.txt", b"PK\x00\x01\x02", "nhị phân"),
        ("a.txt", codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"), "nhị phân"),
        ("a.txt", b"a" * (LIMIT + 1), "dài quá"),
        ("a.txt", b"a" * (3 * LIMIT), "dài quá"),
        ("a.md", b"K\x01\x02\x03\xfft", "bảng mã"),
        ("a.txt", codecs.BOM_UTF16_LE + b"a", "bảng mã"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read(write(tmp_path, name, data), LIMIT)


def test_vanished(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Không còn thấy"):
        read(tmp_path / "a.txt", LIMIT)


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(UnreadableFile, match="thư mục"):
        read(tmp_path / "a.txt", LIMIT)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permission(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "a")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="quyền"):
        read(path, LIMIT)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**KẾT LUẬN**", "KẾT LUẬN"),
        ("## **II- Nhiệm vụ**", "II- Nhiệm vụ"),
        ("##\u00a0II- Nhiệm vụ", "II- Nhiệm vụ"),  # a blank that does not break
        ("***Yêu cầu chung:*** Tiếp tục", "Yêu cầu chung: Tiếp tục"),
        ("*\\* Đối với cấp xã:*", "* Đối với cấp xã:"),
        ("\\* *Đối với cấp xã:*", "* Đối với cấp xã:"),
        ("“*Năm dân vận*”", "“Năm dân vận”"),
        ("(*đã ký*)", "(đã ký)"),
        ("1\\. Một", "1. Một"),
        ("_nghiêng_ và __đậm__", "nghiêng và đậm"),
        # near misses: the author's own signs
        ("*", "*"),
        ("5*3 = 15 và 2*2*2", "5*3 = 15 và 2*2*2"),
        ("tệp snake_case_ten.txt", "tệp snake_case_ten.txt"),
        ("tiền lương (*) và phụ cấp (*)", "tiền lương (*) và phụ cấp (*)"),
        ("* Về kinh tế", "* Về kinh tế"),
        ("Họ và tên: ________", "Họ và tên: ________"),
        ("-----", "-----"),
        ("#1 là tốt", "#1 là tốt"),
        ("giá < 5, a > b & c", "giá < 5, a > b & c"),
        ("Cộng**dồn", "Cộng**dồn"),
    ],
)
def test_marks(typed: str, shown: str) -> None:
    assert texts(typed) == [shown]


def test_text_is_composed_and_blanks_collapse() -> None:
    assert texts("TI\u0309NH  U\u0309Y\u00a0\u00adA\u200bB") == ["TỈNH ỦY AB"]


def test_a_bold_span_goes_on_over_lines() -> None:
    first, second, third = lines_of("**T/M TỈNH ỦY\nBÍ THƯ**\n\nLê Văn A")
    assert (first.continues, second.continues, third.continues) == (False, True, False)
    assert first.emphasised()
    assert second.emphasised()
    assert not third.emphasised()
    assert third.gap


def test_emphasis_does_not_reach_over_a_list_item() -> None:
    assert texts("- *một\n- hai*") == ["- *một", "- hai*"]


@pytest.mark.parametrize(
    ("typed", "cells"),
    [
        ("Nơi nhận:                 T/M BAN THƯỜNG VỤ", ("Nơi nhận:", "T/M BAN THƯỜNG VỤ")),
        ("  Số   25  -  KL/TU            Minh Họa, ngày 1", ("Số 25 - KL/TU", "Minh Họa, ngày 1")),
        ("Nơi nhận:\t\tBÍ THƯ", ("Nơi nhận:", "BÍ THƯ")),
        ("1.\tNội dung", ()),
        ("một  hai   ba", ()),
        ("         giữa trang", ()),
    ],
)
def test_columns(typed: str, cells: tuple[str, ...]) -> None:
    assert lines_of(typed)[0].cells == cells


def test_pipe_table() -> None:
    head, row = lines_of("| TT | **Chức danh** |\n|---|:--:|\n| 1 | Bí thư<br>chi bộ |")
    assert (head.text, head.table) == ("TT | Chức danh", True)
    assert (row.text, row.cells) == ("1 | Bí thư chi bộ", ("1", "Bí thư\nchi bộ"))


def test_markdown_quotes_and_hard_breaks(tmp_path: Path) -> None:
    path = write(tmp_path, "a.md", "> Trích dẫn\\\n> dòng hai")
    assert [line.text for line in read(path, LIMIT).lines] == ["Trích dẫn", "dòng hai"]


def test_a_chain_of_marks_is_cut_and_takes_no_time() -> None:
    assert len(texts("a" + "\u0301\u0323" * 100_000)[0]) < 20


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableFile, match="không phải là tệp thường"):
        read(tmp_path / "a.txt", 1_000)
