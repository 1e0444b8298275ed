"""Document numbers: found, brought to one form, compared."""

import pytest

from corpus.numbers import find_numbers, number_key, read_number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Số 25-KL/TU", ["25-KL/TU"]),
        ("Số   25  -  KL/TU", ["25-KL/TU"]),
        ("Kết luận số 64 - KL/TW, ngày 28/5/2013", ["64-KL/TW"]),
        ("217/QĐ-TW", ["217-QĐ/TW"]),
        ("118/TTr- STTTT", ["118/TTr-STTTT"]),
        ("theo số31-QĐ/TW", ["31-QĐ/TW"]),
        ("84 QĐ/TWĐTN", ["84-QĐ/TWĐTN"]),
        ("Chỉ thị 35-CT/TU, Kết luận 5-KL/TU của", ["35-CT/TU", "05-KL/TU"]),
        ("NGHỊ QUYẾT SỐ 03-NQ/TU", ["03-NQ/TU"]),
        ("27-TTr/BTV", ["27-TTr/BTV"]),
        ("05-QC/BTCTU-BDVTU", ["05-QC/BTCTU-BDVTU"]),
        ("08-QĐi/TW và 11-QyĐ/TU", ["08-QĐi/TW", "11-QyĐ/TU"]),
        ("09/CT-TTg; 123/QĐ-UBND.", ["09/CT-TTg", "123/QĐ-UBND"]),
        ("06/QC-TT.HĐND-UBND", ["06/QC-TT.HĐND-UBND"]),
        ("30/2020/NĐ-CP", ["30/2020/NĐ-CP"]),
        ("02/2011/TTLT-VPCP-BNV", ["02/2011/TTLT-VPCP-BNV"]),
        ("30a/2008/NQ-CP", ["30a/2008/NQ-CP"]),
        ("Luật số: 202/2025/QH15", ["202/2025/QH15"]),
        ("1106/NQ-UBTVQH15", ["1106/NQ-UBTVQH15"]),
        ("Số: 144 /2002/QĐ/BTC", ["144/2002/QĐ-BTC"]),  # a stroke for the dash, a blank before the year
        ("5104/BTTTT-PTTH&TTĐT", ["5104/BTTTT-PTTH&TTĐT"]),
        # near misses
        ("đạt và vượt 15/15 chỉ tiêu", []),
        ("ngày 10/7/2015", []),
        ("nhiệm kỳ 2015 - 2020", []),
        ("Đề án số 07 của Ban Thường vụ", []),
        ("Số:     /KL-TU", []),
        ("Số     -KL/TU", []),
        ("Mẫu số 01/TP-TTTM", []),
        ("24 giờ/ngày", []),
        ("12 /2002/A/B", []),
        ("144/QĐ/BTC", []),  # without a year nothing tells it from a list
        ("5 km/h", []),
    ],
)
def test_find_numbers(text: str, numbers: list[str]) -> None:
    assert [str(found.value) for found in find_numbers(text)] == numbers


@pytest.mark.parametrize(
    "spelling",
    ["217-QĐ/TW", "217/QĐ-TW", "217 - QĐ/TW", "số 0217-QĐ/TW", "217 QĐ/TW", "Số:217–QĐ/TW", "217-qđ/tw", "217/qd-tw"],
)
def test_one_key_for_all_spellings(spelling: str) -> None:
    assert number_key(spelling) == ("217", "", "qd", "tw")


def test_symbols_that_differ_only_in_case_stay_apart() -> None:
    first, second = read_number("19-CT/TU"), read_number("19-CTr/TU")
    assert first
    assert second
    assert (first.kinds, second.kinds) == (("Chỉ thị",), ("Chương trình",))
    assert first.key != second.key


def test_offsets() -> None:
    text = "theo Kết luận số 64 - KL/TW, ngày"
    found = next(find_numbers(text))
    assert text[found.start : found.end] == "64 - KL/TW"
    assert text[found.word_start : found.end] == "số 64 - KL/TW"


@pytest.mark.parametrize("text", ["24 giờ/ngày", "5 km/h", "15/15", "", "thôn 5", "24/tổ-dân"])
def test_small_letters_that_are_no_number(text: str) -> None:
    assert number_key(text) is None
