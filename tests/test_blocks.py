"""Blocks: cut paragraphs joined, whole ones left alone, quotations seen."""

import pytest

from corpus.blocks import blocks_of, quoted_lines
from corpus.readers.written import lines_of


def texts(text: str) -> list[str]:
    return [block.text for block in blocks_of(lines_of(text))]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("người dân ở các\n\nthôn đã làm.", ["người dân ở các thôn đã làm."]),
        ("đã làm.\n\nxã, phường", ["đã làm.", "xã, phường"]),
        ("sau đây:\n\nxã, phường", ["sau đây:", "xã, phường"]),
        ("(khóa XI);\n\nxã", ["(khóa XI);", "xã"]),
        ("theo “lời dạy.”\n\nxã", ["theo “lời dạy.”", "xã"]),
        ("theo “lời dạy”\n\nxã", ["theo “lời dạy” xã"]),
        ("các\n\nXã, phường", ["các", "Xã, phường"]),
        ("một\n- hai", ["một", "hai"]),
        ("**I- KẾT QUẢ CỦA BAN\nCHẤP HÀNH**\n\nTốt.", ["KẾT QUẢ CỦA BAN CHẤP HÀNH", "Tốt."]),
        ("I- KẾT QUẢ CỦA BAN\nCHẤP HÀNH\nTốt.", ["KẾT QUẢ CỦA BAN CHẤP HÀNH", "Tốt."]),
        ("một\n-----\nhai", ["một", "hai"]),
        ("| a | b |\n| c | d |", ["a | b", "c | d"]),
    ],
)
def test_joining(text: str, blocks: list[str]) -> None:
    assert texts(text) == blocks


def test_a_small_letter_is_a_label_only_in_its_turn() -> None:
    found = blocks_of(lines_of("a. một.\nb. hai.\nx. ba."))
    assert [block.label.printed if block.label else None for block in found] == ["a.", "b.", None]


@pytest.mark.parametrize(
    ("lines", "quoted"),
    [
        (["Sửa:", "“Điều 5. Tên", "1. Một.”", "2. Hai"], {1, 2}),
        (["Sửa:", '"Điều 5. Tên', '1. Một."', "2. Hai"], {1, 2}),
        (["“Một dòng”", "2. Hai"], set()),
        (["“Không đóng", "1. Một", "2. Hai"], set()),
        (["nói “dở", "1. Một”"], set()),
        (["“a “b” c", "d”", "e"], {0, 1}),
    ],
)
def test_quoted_lines(lines: list[str], quoted: set[int]) -> None:
    assert quoted_lines(lines) == quoted
