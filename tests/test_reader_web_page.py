"""Web pages (.html): what the browser shows of a paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.lines import Line
from corpus.readers import read

LIMIT = 1_000_000


def lines(folder: Path, text: str | bytes, name: str = "a.html") -> tuple[Line, ...]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path, LIMIT).lines


def texts(folder: Path, text: str) -> list[str]:
    return [line.text for line in lines(folder, text)]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>Kết <b>luận</b> của\n  Ban", ["Kết luận của Ban"]),
        ("<div>một<div>hai</div>ba</div>", ["một", "hai", "ba"]),
        ("<p>một<br>hai<br/>ba</p>", ["một", "hai", "ba"]),
        ("<p>a &lt; b &amp; c&nbsp;d", ["a < b & c d"]),
        ("<p>K&#7871;t lu&#x1EAD;n", ["Kết luận"]),
        ("<pre>một\nhai</pre>", ["một", "hai"]),
        ("<ul><li>một<li>hai</ul>", ["- một", "- hai"]),
        ("<ol><li>một<li>hai</ol><ol type=a start=3><li>ba</ol>", ["1. một", "2. hai", "c. ba"]),
        ("<ol type=I><li>một<ul><li>con</ul><li value=5>năm</ol>", ["I. một", "- con", "V. năm"]),
        # what is not shown
        ("<title>tựa</title><style>p{}</style><script>var a</script><p>chữ<!-- lời --></p>", ["chữ"]),
        ("<p>chữ<span style='display:none'>ẩn</span></p><p hidden>ẩn</p>", ["chữ"]),
        ("<nav>Trang chủ</nav><p>chữ</p><button>In</button>", ["chữ"]),
        ("<p>một<script>x</script> hai", ["một hai"]),
        # tables that lay out a page are no tables
        ("<table><tr><td><h1>KẾT LUẬN</h1><p>một</td></tr></table>", ["KẾT LUẬN", "một"]),
        ("<table><tr><td><table><tr><td>a<td>b</table></td></tr></table>", ["a | b"]),
        ("không có thẻ nào <p>hai", ["không có thẻ nào", "hai"]),
    ],
)
def test_text(tmp_path: Path, page: str, shown: list[str]) -> None:
    assert texts(tmp_path, f"<html><meta charset=utf-8><body>{page}") == shown


def test_a_table_and_a_letterhead(tmp_path: Path) -> None:
    head = "<table><tr><td>TỈNH ỦY MINH HỌA<br>*<td>ĐẢNG CỘNG SẢN VIỆT NAM</table>"
    table = "<table><tr><th>TT<th>Tên<tr><td>1<td><p>Bí<p>thư<tr><td>2</table>"
    found = lines(tmp_path, f"<meta charset=utf-8>{head}<p>KẾT LUẬN{table}")
    assert [line.cells for line in found] == [
        ("TỈNH ỦY MINH HỌA", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("*", ""), (), ("TT", "Tên"), ("1", "Bí\nthư"), (),
    ]  # fmt: skip
    assert [line.table for line in found] == [False, False, False, True, True, True]


def test_emphasis(tmp_path: Path) -> None:
    page = (
        "<p><b>a</b><p><em>b</em><p>c<h2>d</h2><p style='font-weight:bold'>e"
        "<p><b style='font-weight:normal'>g</b><p><span style='font-style:italic'>h</span>"
    )
    assert [line.emphasised() for line in lines(tmp_path, page)] == [True, True, False, True, True, False, True]


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=utf-8><p>Kết luận".encode(),
        "<p>Kết luận".encode(),
        b"\xef\xbb\xbf" + "<p>Kết luận".encode(),
        "<p>Kết luận".encode("utf-16"),
        b"<p>K\xd5t lu\xcbn</p>",  # TCVN3
        b'<?xml version="1.0" encoding="utf-8"?>' + "<html><body><p>Kết luận</p></body></html>".encode(),
    ],
)
def test_encodings(tmp_path: Path, page: bytes) -> None:
    assert lines(tmp_path, page)[0].text == "Kết luận"


def test_the_encoding_that_the_page_names(tmp_path: Path) -> None:
    assert lines(tmp_path, "<meta charset=windows-1251><p>Москва</p>".encode("cp1251"))[0].text == "Москва"


def test_a_page_under_another_name(tmp_path: Path) -> None:
    assert lines(tmp_path, "<html><body><p>Kết luận</body></html>", "a.doc")[0].text == "Kết luận"


def test_what_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="lồng quá sâu"):
        lines(tmp_path, "<div>" * 100_000 + "a")
    with pytest.raises(UnreadableFile, match="quá nhiều phần tử"):
        lines(tmp_path, "<p>a" * 1_500_000)
