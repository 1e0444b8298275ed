"""A copy's stamp at the head of a paper: the paper is the same, and of the same day, number, body and place."""

from __future__ import annotations

from pathlib import Path

import filing
import pytest

from corpus.head import read_head
from corpus.lines import Line
from corpus.readers.written import lines_of
from corpus.stamps import own_head

OWN = """TỈNH ỦY MINH HỌA
*
Số 25-KL/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Minh Họa, ngày 29 tháng 9 năm 2014
"""
OWN_IN_COLUMNS = """
TỈNH ỦY MINH HỌA                    ĐẢNG CỘNG SẢN VIỆT NAM
      *
Số 25-KL/TU                    Minh Họa, ngày 29 tháng 9 năm 2014
"""
OWN_IN_ONE_LINE = """
TỈNH ỦY MINH HỌA ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 25-KL/TU Minh Họa, ngày 29 tháng 9 năm 2014
"""
TITLE = """
KẾT LUẬN
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về công tác bảo vệ môi trường
"""

STAMPS = {
    "a word": "SAO Y\n",
    "a word and a day": "SAO LỤC\nBến Mẫu, ngày 05 tháng 10 năm 2015\n",
    "in small letters": "Sao y bản chính\nNgày 05/10/2015\n",
    "in one line": "SAO Y; Văn phòng Tỉnh ủy; 05/10/2015 08:15\n",
    "a number": "SAO Y BẢN CHÍNH\nSố: 45/SY-UBND\nBến Mẫu, ngày 05 tháng 10 năm 2015\n",
    "a letterhead": """HUYỆN ỦY BẾN MẪU
VĂN PHÒNG
*
Số 120-BS/VPHU

SAO LỤC

Bến Mẫu, ngày 05 tháng 10 năm 2015

T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG
(đã ký)
Phạm Thị Sao
""",
    "columns": """
HUYỆN ỦY BẾN MẪU                    ĐẢNG CỘNG SẢN VIỆT NAM
VĂN PHÒNG
Số 120-BS/VPHU                    Bến Mẫu, ngày 05 tháng 10 năm 2015
SAO Y BẢN CHÍNH
T/L BAN THƯỜNG VỤ
""",
}


def known(text: str) -> tuple[object, ...]:
    found = read_head([line for line in lines_of(text) if line.text])
    return (found.doc_type, found.number, found.body, found.place, found.place_printed, str(found.date), found.title)


@pytest.mark.parametrize("own", [OWN, OWN_IN_COLUMNS, OWN_IN_ONE_LINE])
@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS)
def test_a_stamp_above_the_letterhead(stamp: str, own: str) -> None:
    wanted = ("Kết luận", "25-KL/TU", "Ban Thường vụ Tỉnh ủy", "Minh Họa", "Minh Họa", "2014-09-29")
    assert known(f"{stamp}\n{own}{TITLE}") == known(f"{own}{TITLE}") == (*wanted, "về công tác bảo vệ môi trường")


@pytest.mark.parametrize("stamp", [STAMPS["a word"], STAMPS["a word and a day"], STAMPS["in small letters"]])
def test_a_stamp_under_the_letterhead(stamp: str) -> None:
    assert known(f"{OWN}{stamp}{TITLE}") == known(f"{OWN}{TITLE}")


def test_a_stamp_is_no_letterhead_of_a_paper_that_has_none() -> None:
    found = known(f"{STAMPS['a letterhead']}{TITLE}")
    assert (found[1], found[5]) == (None, "None")
    assert known(f"{STAMPS['a word and a day']}{TITLE}") == known(TITLE)


def test_the_body_of_the_letterhead_is_the_papers_own() -> None:
    """Where the title names no body."""
    own = OWN.replace("*", "BAN TỔ CHỨC")
    title = "HƯỚNG DẪN\nvề sinh hoạt chi bộ\n"
    for stamp in STAMPS.values():
        assert known(f"{stamp}\n{own}{title}")[2] == known(f"{own}{title}")[2] == "Ban Tổ chức Tỉnh ủy"


@pytest.mark.parametrize(
    "text",
    [
        "SAO VÀNG ĐẤT VIỆT",
        "SỞ Y TẾ",
        "Sao y tế cơ sở còn thiếu thuốc",
        "BAN SAO HỎA",
        "ĐẢNG ỦY XÃ SAO LỤC NGẠN",
        "SAO LỤC NAM",
        "Sao lưu dữ liệu",
        "BẢN SAO KÊ TÀI SẢN",
    ],
)
def test_no_stamp(text: str) -> None:
    lines = [Line(text), *(Line(one) for one in OWN.splitlines() if one)]
    assert own_head(lines) == lines


@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS)
@pytest.mark.parametrize("stamped_first", [False, True])
def test_both_files_are_one_paper(tmp_path: Path, stamp: str, stamped_first: bool) -> None:
    names = ("b.txt", "a.txt") if stamped_first else ("a.txt", "b.txt")
    filing.write(tmp_path / "papers", names[0], filing.paper())
    filing.write(tmp_path / "papers", names[1], f"{stamp}\n{filing.paper()}")
    filing.run(tmp_path / "library", tmp_path / "papers")
    assert list(filing.sources(tmp_path / "library")) == ["25-kl-tu-minh-hoa-2014"]


def test_a_file_that_was_stamped_keeps_its_links(tmp_path: Path) -> None:
    name = "25-kl-tu-minh-hoa-2014"
    filing.write(tmp_path / "papers", "a.txt", filing.paper())
    filing.run(tmp_path / "library", tmp_path / "papers")
    before = filing.texts(tmp_path / "library", name)
    filing.write(tmp_path / "papers", "a.txt", f"{STAMPS['a letterhead']}\n{filing.paper()}")
    filing.run(tmp_path / "library", tmp_path / "papers")
    after = filing.texts(tmp_path / "library", name)
    before.pop("*")  # there are two of them now
    assert {text: after.get(text) for text in before} == before
    assert "SAO LỤC" in after
