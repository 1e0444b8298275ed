"""Damaged files of every format: whatever lies in them, no reader says anything but an error of ours.

The seeds are the smallest files that use all of a format; hypothesis cuts, turns and doubles their bytes.
"""

from __future__ import annotations

import struct
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import doc, docx, level, listed, lists, odt, p, package, pdf, picture, table

from corpus.errors import TracuuError
from corpus.legacy_text import decode, usual_encoding
from corpus.parser import parse
from corpus.readers import read
from corpus.readers.word_numbering import LEVELS, Level, ListInstance, Numbering

pytestmark = pytest.mark.full

MANY = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
LIMIT = 200_000

STYLE = '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
NOTE = f'<w:footnote w:id="2">{p("Theo luật.")}</w:footnote>'
BODY = (
    table(["TỈNH ỦY MINH HỌA", "ĐẢNG CỘNG SẢN VIỆT NAM"])
    + p("KẾT LUẬN", '<w:pStyle w:val="A"/>')
    + listed("một")
    + listed("hai", depth=1)
    + '<w:p><w:r><w:t>chữ</w:t><w:footnoteReference w:id="2"/><w:sym w:char="F0B7"/><w:tab/></w:r></w:p>'
    + table(["TT", "Tên", "Số"], ["1", "Bí thư", "2"])
)
RICH = rb"""{\rtf1\ansi\ansicpg1258{\fonttbl{\f0\fcharset163 Arial;}{\f1 .VnTimeH;}}{\stylesheet{\s1 a;}}
{\b K\u7871?t lu\'e2n}\par{\f1 c\'e9ng}{\footnote\chftn a\par}\trowd\intbl a\cell b\cell\row
\pard{\listtext 1.\tab}x\par}"""
PAGE = """<!DOCTYPE html><html><meta charset="utf-8"><body><h1>Kết luận</h1>
<ol type="a" start="3"><li value="5">một</ol>
<table><tr><th>TT<td style="font-weight:bold;font-family:.VnTime">NghÞ quyÕt</table><pre>a
b</pre><p hidden>c</p></body></html>"""
OPEN = (
    "<text:h>Kết luận</text:h><text:list text:style-name='L'><text:list-item><text:p>một<text:s text:c='2'/>"
    "<text:note><text:note-body><text:p>a</text:p></text:note-body></text:note></text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
)
OPEN_STYLES = (
    "<text:list-style style:name='L'>"
    "<text:list-level-style-number text:level='1' style:num-format='I'/></text:list-style>"
)


def make_doc(path: Path) -> Path:
    cell, end = bytes.fromhex("162401"), bytes.fromhex("162401172401")
    text = "KẾT LUẬN\r\x13 A \x14b\x15\rTT\x07Tên\x07\x07NghÞ quyÕt\x02\r"
    said = {2: cell, 3: cell, 4: end}
    parts = {2: struct.pack("<IIH", 30, len(text), 1), 3: struct.pack("<III", 0, 0, 0)}
    return doc(path, text, [(0, bytes.fromhex("350801")), (9, b"")], said, ["Arial", ".VnTime"], parts)


def make_picture(path: Path) -> Path:
    picture([(60.0, 780.0, "BÁO")]).resize((120, 90)).save(path)
    return path


def make_bytes(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


SEEDS: dict[str, Callable[[Path], Path]] = {
    ".docx": lambda path: docx(
        path, BODY, lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%2)")), STYLE, NOTE
    ),
    ".odt": lambda path: odt(path, OPEN, OPEN_STYLES),
    ".doc": make_doc,
    ".rtf": make_bytes(RICH),
    ".html": make_bytes(PAGE.encode()),
    ".pdf": lambda path: pdf(path, [[(60, 700, "KẾT LUẬN"), (300, 700, "Số 1")], [(60, 700, "§iÒu 1")]]),
    ".txt": make_bytes("NghÞ quyÕt\n\nKết luận".encode()),
    ".md": make_bytes("## **Kết** luận\n\n|a|b|\n|-|-|\n|c|d|".encode()),
    ".png": make_picture,
    ".jpg": make_picture,
    ".tif": make_picture,
}

TELLING = [b"\xff\xff\xff\xff", b"\x00" * 4, b"<", b"{", b"\\u-1", b"%9", b"99999999"]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["set", "cut", "double", "insert", "end"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 40),
        st.one_of(st.binary(min_size=1, max_size=8), st.sampled_from(TELLING)),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


def damaged(data: bytes, edits: list[tuple[str, float, int, bytes]]) -> bytes:
    for kind, share, length, new in edits:
        place = int(share * len(data))
        if kind == "set":
            data = data[:place] + new + data[place + len(new) :]
        elif kind == "cut":
            data = data[:place] + data[place + length :]
        elif kind == "double":
            data = data[:place] + data[place : place + length] * 3 + data[place + length :]
        elif kind == "insert":
            data = data[:place] + new + data[place:]
        elif share > 0.5:
            data = data[:place]
    return data


def survives(path: Path) -> None:
    with suppress(TracuuError):
        parse(read(path, LIMIT))


@cache
def seed(suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return SEEDS[suffix](Path(folder, f"a{suffix}")).read_bytes()


@pytest.mark.parametrize("suffix", SEEDS)
def test_seeds_are_read(suffix: str, tmp_path: Path) -> None:
    if suffix not in (".png", ".jpg", ".tif"):
        assert read(SEEDS[suffix](tmp_path / f"a{suffix}"), LIMIT).lines


@pytest.mark.parametrize("suffix", SEEDS)
@MANY
@given(edits=EDITS)
def test_damaged_bytes(suffix: str, edits: list[tuple[str, float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(damaged(seed(suffix), edits))
        survives(path)


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
@MANY
@given(which=st.integers(0, 9), edits=EDITS)
def test_damaged_parts_of_a_package(suffix: str, which: int, edits: list[tuple[str, float, int, bytes]]) -> None:
    """Packed again, so that the damage reaches what is behind the zip file's own checks."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(seed(suffix))
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        chosen = sorted(parts)[which % len(parts)]
        survives(package(path, {**parts, chosen: damaged(parts[chosen], edits)}))


NAMES = [
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:ins",
    "w:del",
    "w:sdt",
    "w:sdtContent",
    "w:br",
    "w:pPr",
    "w:numPr",
]


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    name = draw(st.sampled_from(NAMES))
    inside = "".join(draw(st.lists(elements(depth + 1), max_size=3))) if depth < 4 else "chữ"
    return f"<{name}>{inside}</{name}>"


@MANY
@given(body=st.lists(elements(), max_size=4).map("".join))
def test_elements_in_any_order(body: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        survives(docx(Path(folder, "a.docx"), body))


@MANY
@given(
    text=st.text(
        st.one_of(st.characters(codec="utf-8"), st.sampled_from("©®¸µñûïùâäæöàáåéèêë\u00ad\u2212§ÞÕÖ")), max_size=80
    )
)
def test_letters_in_any_order(text: str) -> None:
    usual = usual_encoding([text])
    for font in ("", ".VnTimeH", "VNI-Times", "Arial"):
        assert isinstance(decode(text, usual, font), str)


LEVEL = st.builds(
    Level,
    start=st.integers(-5, 10**9),
    format=st.sampled_from(["decimal", "upperRoman", "lowerLetter", "bullet", "none", "0", "001, 002", ""]),
    text=st.text("%123456789.)-đ", max_size=8),
    restart=st.one_of(st.none(), st.integers(-1, 12)),
)


@MANY
@given(
    levels=st.dictionaries(st.integers(0, LEVELS - 1), LEVEL),
    asked=st.lists(st.integers(0, LEVELS - 1), max_size=20),
)
def test_numbers_in_any_order(levels: dict[int, Level], asked: list[int]) -> None:
    numbering = Numbering({"1": ListInstance("a", levels, {})})
    assert all(len(numbering.label("1", depth)) < 2000 for depth in asked)
