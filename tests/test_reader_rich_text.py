"""Rich text (.rtf): letters in every way it has to write them, fonts of runs, tables, and what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.lines import Line
from corpus.readers import read

LIMIT = 1_000_000
FONTS = r"{\fonttbl{\f0\fnil Times New Roman;}{\f1\fnil .VnTime;}{\f2 .VnTimeH;}{\f3\fcharset163 Arial;}}"


def lines(folder: Path, text: str, name: str = "a.rtf") -> tuple[Line, ...]:
    path = folder / name
    path.write_bytes((r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + text + "}").encode("latin-1"))
    return read(path, LIMIT).lines


def texts(folder: Path, text: str) -> list[str]:
    return [line.text for line in lines(folder, text)]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"K\u7871?t lu\u7853?n\par", ["Kết luận"]),
        (r"K\u7871\'65t\par", ["Kết"]),
        (r"\uc0 K\u7871 t\par", ["Kết"]),
        (r"\uc2 K\u7871 ??t\par", ["Kết"]),
        (r"\u-10179?\u-9152?\par", ["\U0001f440"]),
        (r"a\line b\par c\tab d\par", ["a", "b", "c d"]),
        (r"\{a\}\\ b\~c\_d\par", ["{a}\\ b c-d"]),
        (r"\ldblquote a\rdblquote\endash\bullet\par", ["“a”–•"]),
        (r"{\f1 NghÞ quy\'d5t}\par", ["Nghị quyết"]),
        (r"{\f2 céng hoµ}\par", ["CỘNG HOÀ"]),
        (r"{\f1 Ngh\u7883? quy\u7871?t}\par", ["Nghị quyết"]),
        (r"{\f3 K\'ea\'ect}\par", ["Kết"]),
        ("mot\nhai\\par", ["mothai"]),
        (r"\caps hoa\caps0  con\par", ["HOA con"]),
        (r"\v an\v0 hien\par", ["hien"]),
        (r"{\deleted bo}con\par", ["con"]),
        # what is no text
        (r"{\info{\title tua}}{\header dau}{\footer cuoi}{\*\generator Word;}chu\par", ["chu"]),
        (r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 heading 1;}}chu\par", ["chu"]),
        (r"{\pict\wmetafile8 0102abcd}chu\par", ["chu"]),
        (r"{\pict\bin5 a}{b\}chu\par", ["chu"]),
        (r'{\field{\*\fldinst HYPERLINK "a"}{\fldrslt Dieu 3}}\par', ["Dieu 3"]),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt khung\par}}{\shprslt khung}}\par", ["khung"]),
        # automatic numbers are written in the file
        (r"{\listtext\pard\plain 1.\tab}mot\par{\pntext\f0 -\tab}hai\par", ["1. mot", "- hai"]),
        (r"mot{\footnote \chftn  ghi chu}.\par hai\par", ["mot.", "[1] ghi chu", "hai"]),
    ],
)
def test_text(tmp_path: Path, typed: str, shown: list[str]) -> None:
    assert texts(tmp_path, typed) == shown


def test_emphasis(tmp_path: Path) -> None:
    first, second, third = lines(tmp_path, r"{\b KET LUAN}\par \b a\b0 b\par \i c\plain\par")
    assert first.emphasised()
    assert second.emphasis == ((0, 1),)
    assert third.emphasised()


def test_a_table(tmp_path: Path) -> None:
    row = r"\trowd\cellx1\cellx2\pard\intbl {0}\cell {1}\par dong hai\cell\row"
    found = lines(tmp_path, row.format("TT", "Ten") + row.format("1", "Bi thu") + r"\pard sau\par")
    assert [line.cells for line in found] == [("TT", "Ten\ndong hai"), ("1", "Bi thu\ndong hai"), ()]
    assert [line.table for line in found] == [True, True, False]


def test_rich_text_under_another_name(tmp_path: Path) -> None:
    for name in ("a.doc", "a.txt", "a.docx"):
        assert [line.text for line in lines(tmp_path, r"K\u7871?t\par", name)] == ["Kết"]


def test_what_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="lồng quá sâu"):
        lines(tmp_path, "{" * 20_000)
    with pytest.raises(UnreadableFile, match="dài quá"):
        lines(tmp_path, "a" * (LIMIT + 1))
    with pytest.raises(UnreadableFile, match="không có chữ"):
        lines(tmp_path, "")
