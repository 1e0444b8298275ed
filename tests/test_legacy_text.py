"""Legacy letters: each encoding read back, the near misses left alone, decided by the text and not by the font."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from corpus import legacy_tables
from corpus.legacy_text import ENCODINGS, decode, decode_pieces, usual_encoding

PAPER = """ĐẢNG BỘ TỈNH MINH HỌA
Kết luận của Ban Thường vụ Tỉnh ủy về công tác cán bộ
Căn cứ Điều lệ Đảng, Ban Thường vụ đã xem xét tờ trình số 15-TTr/BTCTU ngày 3/2/2012.
1. Các cấp ủy đã lãnh đạo, chỉ đạo quyết liệt; nhiều chỉ tiêu đạt và vượt kế hoạch.
2. Tuy nhiên, một số nơi chưa kịp thời, người đứng đầu chưa gương mẫu, kỷ luật chưa nghiêm.
Giao Văn phòng theo dõi, đôn đốc, định kỳ báo cáo kết quả thực hiện./.
NĐ-CP, QĐ-UBND, Thường trực"""


def mangled(table: dict[str, str], text: str) -> str:
    """What a program shows that takes the bytes for Latin letters."""
    back: dict[str, str] = {}
    for seen, letter in table.items():
        back.setdefault(letter, seen)
    return "".join(back.get(letter, back.get(letter.lower(), letter)) for letter in text)


def in_1258(text: str) -> str:
    """As Windows-1258 holds it: base letter and tone apart."""
    parts = []
    for letter in text:
        tone = [mark for mark in unicodedata.normalize("NFD", letter) if mark in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(m for m in unicodedata.normalize("NFD", letter) if m not in tone))
        parts.append((base + "".join(tone)).encode("cp1258").decode("cp1252"))
    return "".join(parts)


MANGLERS: dict[str, Callable[[str], str]] = {
    "TCVN3": lambda text: mangled(dict(legacy_tables.TCVN3), text),
    "VNI": lambda text: mangled(dict(legacy_tables.VNI), text),
    "VPS": lambda text: mangled(dict(legacy_tables.VPS), text),
    "CP1258": in_1258,
    "UTF-8": lambda text: "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()),
}


def read_back(text: str) -> list[str]:
    usual = usual_encoding(text.split("\n"))
    return [unicodedata.normalize("NFC", decode(line, usual)) for line in text.split("\n")]


@pytest.mark.parametrize("name", MANGLERS)
def test_a_paper_in_each_encoding_is_read_back(name: str) -> None:
    broken = MANGLERS[name](PAPER)
    assert broken != PAPER
    wanted, got = PAPER.split("\n"), read_back(broken)
    if name in ("TCVN3", "VPS"):  # they do not have every capital
        wanted, got = [line.casefold() for line in wanted], [line.casefold() for line in got]
    assert got == wanted


@pytest.mark.parametrize("name", MANGLERS)
def test_the_encoding_of_a_paper_is_known(name: str) -> None:
    usual = usual_encoding(MANGLERS[name](PAPER).split("\n"))
    assert usual is not None
    assert usual.name == name


def test_a_paper_in_unicode_is_left_as_it_is() -> None:
    assert usual_encoding(PAPER.split("\n")) is None
    assert read_back(PAPER) == PAPER.split("\n")


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Uû ban nh©n d©n", "Uỷ ban nhân dân"),
        ("M\u00adêng Kh\u00ad¬ng", "Mường Khương"),  # ư is the soft hyphen
        ("Thñ t\u2212íng ChÝnh phñ", "Thủ tướng Chính phủ"),  # ư in a print
        ("b¶o l\u2219nh", "bảo lãnh"),  # ã in a print
        ("§iÒu 5", "Điều 5"),
        ("sè 29/1998/N§-CP", "số 29/1998/NĐ-CP"),
        ("TØNH Uû Hµ TÜNH", "TỈNH UỶ HÀ TĨNH"),  # the encoding has no accented capitals
        ("Sè 117/TT-BTC cña Bé", "Số 117/TT-BTC của Bộ"),
        ("UBND, Së Tµi chÝnh", "UBND, Sở Tài chính"),  # beside capitals, and none itself
        ("Nghò quyeát Ñaûng boä", "Nghị quyết Đảng bộ"),
        ("UÛy ban nhaân daân", "Ủy ban nhân dân"),
        ("chiùnh", "chính"),
        ("Nghá»‹ quyáº¿t", "Nghị quyết"),
        ("\uf0a7iÒu lÖ", "Điều lệ"),  # bytes that Word moved into its private place
        # near misses: Unicode with signs above ASCII
        ("Ủy ban © 2020, café, Genève, naïve", "Ủy ban © 2020, café, Genève, naïve"),
        ("Müller, São Paulo, Citroën", "Müller, São Paulo, Citroën"),
        ("có", "có"),
        ("không có cơ sở", "không có cơ sở"),
        ("10 m², 25 °C, § 5 ÷ 7", "10 m², 25 °C, § 5 ÷ 7"),
        ("«Năm dân vận»", "«Năm dân vận»"),
        ("nghi quyet", "nghi quyet"),
        ("", ""),
    ],
)
def test_pieces(seen: str, meant: str) -> None:
    assert unicodedata.normalize("NFC", decode(seen)) == meant


@pytest.mark.parametrize(
    ("seen", "font", "meant"),
    [
        ("céng hoµ", ".VnTimeH", "CỘNG HOÀ"),
        ("céng hoµ", ".VnTime", "cộng hoà"),
        ("Nghị quyết", ".VnTime", "Nghị quyết"),  # the font says TCVN3, the text is Unicode
        ("Nghị quyết", ".VnTimeH", "Nghị quyết"),
        ("NghÞ quyÕt", "Times New Roman", "Nghị quyết"),  # and the reverse
        ("NghÞ quyÕt", "VNI-Times", "Nghị quyết"),
        ("\uf0b7", "Symbol", "\uf0b7"),
    ],
)
def test_the_text_decides_and_the_font_draws_capitals(seen: str, font: str, meant: str) -> None:
    assert decode(seen, None, font) == meant


def test_what_the_paper_and_the_font_say_settles_a_draw() -> None:
    tcvn3 = ENCODINGS[1]
    assert tcvn3.name == "TCVN3"
    assert decode("cô thÓ", tcvn3, ".VnTime") == "cụ thể"  # two syllables in either reading
    assert decode("cô thÓ", None) == "cô thÓ"
    assert decode("Phòng", tcvn3, "Times New Roman") == "Phòng"
    assert decode("nam", tcvn3, ".VnTimeH") == "NAM"  # drawn in capitals though it has no accents


def test_a_letter_may_be_cut_in_two_by_runs() -> None:
    vni = [("Ñaû", "VNI-Times"), ("ng bo", "VNI-Times"), ("ä, quyeá", "VNI-Times"), ("t", "VNI-Times")]
    assert decode_pieces(vni, None) == ["Đả", "ng bộ", ", quyế", "t"]


def test_runs_of_one_paragraph_may_be_typed_in_two_ways() -> None:
    runs = [("NghÞ quyÕt ", ".VnTime"), ("của Tỉnh ủy", "Times New Roman")]
    assert "".join(decode_pieces(runs, None)) == "Nghị quyết của Tỉnh ủy"


def test_tables_agree_with_the_codec_that_python_has() -> None:
    for byte in range(0xA0, 0x100):
        letter = bytes([byte]).decode("cp1258", "ignore")
        assert legacy_tables.CP1258.get(chr(byte), "") == letter
    assert len(set(legacy_tables.VNI.values())) == 134  # every letter of the alphabet with an accent, in either case


@pytest.mark.parametrize(
    "line",
    ["(Ðã ký)", "HÐND tỉnh", "HÐND", "Ð/c Hùng", "Q.Ð", "Ðà Nẵng", "Ðiều 5. Phạm vi", "TM. BAN THƯỜNG VỤ ÐẢNG ỦY"],
)
def test_the_icelandic_letter_in_a_unicode_paper_is_no_encoding(line: str) -> None:
    usual = usual_encoding(PAPER.split("\n"))
    assert usual is None
    assert decode(line, usual) == line
    assert decode(line, usual_encoding([line])).replace("Ð", "Đ") == line.replace("Ð", "Đ")
