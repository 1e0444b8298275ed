"""Numbers as people type them."""

import pytest

from corpus.numbers import Number
from corpus.typed_numbers import other_writings, parse_typed, printed_number


@pytest.mark.parametrize(
    ("text", "serial", "symbol", "body", "covered"),
    [
        ("nq 09", "9", "nq", "", "nq 09"),
        ("NQ09/TU", "9", "nq", "tu", "NQ09/TU"),
        ("217/QĐ-TW", "217", "qd", "tw", "217/QĐ-TW"),
        ("217 qd tw", "217", "qd", "tw", "217 qd tw"),
        ("nghị quyết số 9", "9", "", "", "nghị quyết số 9"),
        ("cán bộ theo chi thi 05 ct tw", "5", "ct", "tw", "chi thi 05 ct tw"),
        ("25-KL/TU Minh Họa", "25", "kl", "tu", "25-KL/TU"),
        ("CT 05-CT/TW", "5", "ct", "tw", "CT 05-CT/TW"),
        ("118/ttr-stttt", "118", "ttr", "stttt", "118/ttr-stttt"),
        ("30/2020/nđ-cp", "30", "nd", "cp", "30/2020/nđ-cp"),
        ("202/2025/QH15", "202", "", "qh15", "202/2025/QH15"),
        ("kl64", "64", "kl", "", "kl64"),
        ("KL số 64", "64", "kl", "", "KL số 64"),
        ("nq so 9-nq/tu", "9", "nq", "tu", "nq so 9-nq/tu"),
        ("06-QĐi/TU", "6", "qdi", "tu", "06-QĐi/TU"),
        ("18/2025", "18", "", "", "18/2025"),
        ("số 18/2025 của tỉnh", "18", "", "", "số 18/2025"),
        ("số 18/2025/NQ-HĐND", "18", "nq", "hdnd", "số 18/2025/NQ-HĐND"),
    ],
)
def test_parse_typed(text: str, serial: str, symbol: str, body: str, covered: str) -> None:
    typed = parse_typed(text)
    assert typed is not None
    assert (typed.serial, typed.symbol, typed.body, text[typed.start : typed.end]) == (
        serial,
        symbol,
        body,
        covered,
    )


@pytest.mark.parametrize(
    "text",
    [
        "kế hoạch 5 năm",
        "kế hoạch 2015",
        "đạt 15/15 chỉ tiêu",
        "cán bộ xã",
        "10/7/2015",
        "số 64",
        "đã 5 lần",
        "",
        "2015 - 2020",
        "kế hoạch 5 năm 2016-2020",
        "kế hoạch 5 năm 2016 - 2020",
        "tháng 7/2015",
        "quý 1/2015",
        "năm học 2014/2015",
        "1,5/2015",
    ],
)
def test_not_a_number(text: str) -> None:
    assert parse_typed(text) is None


@pytest.mark.parametrize(
    ("text", "own", "issued", "covered"),
    [
        ("nghị quyết 18 năm 2025", "", "2025", "nghị quyết 18 năm 2025"),
        ("nq 18 nam 2017 tinh uy", "", "2017", "nq 18 nam 2017"),
        ("18-NQ/TU năm 2025", "", "2025", "18-NQ/TU năm 2025"),
        ("nghị quyết 18/2017", "", "2017", "nghị quyết 18/2017"),  # said with a year that is not printed
        ("18/2025", "2025", "", "18/2025"),
        ("30/2020/NĐ-CP", "2020", "", "30/2020/NĐ-CP"),
        ("nghị quyết 18 5 năm 2025", "", "", "nghị quyết 18"),
        ("nq 18 2017", "", "", "nq 18"),
    ],
)
def test_the_year_of_a_number(text: str, own: str, issued: str, covered: str) -> None:
    typed = parse_typed(text)
    assert typed
    assert (typed.year, typed.issued, text[typed.start : typed.end]) == (own, issued, covered)


def test_a_date_behind_it() -> None:
    typed = parse_typed("ket luan 462 kl tu ngay 04/01/2018")
    assert typed
    assert typed.date
    assert typed.date.isoformat() == "2018-01-04"


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("nq 9", Number("09", "NQ", "TU"), True),
        ("nghị quyết 9", Number("09", "NQ", "TU"), True),
        ("quy định 217", Number("217", "QĐ", "TW"), True),
        ("nq 9 tw", Number("09", "NQ", "TU"), False),
        ("kl 9", Number("09", "NQ", "TU"), False),
        ("nq 90", Number("09", "NQ", "TU"), False),
        ("06-QĐ/TU", Number("06", "QĐi", "TU", party=True), True),  # either is printed on a Quy định
        ("06-QĐi/TU", Number("06", "QĐ", "TU", party=True), True),
        ("06-QyĐ/TU", Number("06", "QĐi", "TU", party=True), True),
        ("06-CT/TU", Number("06", "CTr", "TU", party=True), False),  # another kind
        ("quyết định 06-qđ/tu", Number("06", "QĐ", "TU", party=True), True),
        ("quyết định 05-CT/TW", Number("05", "CT", "TW", party=True), True),  # called by another name
        ("nghị quyết 18 năm 2025", Number("18", "NQ", "TU", party=True), True),
        ("nghị quyết 18 năm 2025", Number("18", "NQ", "HĐND", "2025"), True),
        ("nghị quyết 18 năm 2025", Number("18", "NQ", "HĐND", "2017"), False),
        ("18/2025", Number("18", "NQ", "HĐND", "2025"), True),
        ("18/2025", Number("18", "NQ", "TU", party=True), False),
    ],
)
def test_fits(text: str, number: Number, expected: bool) -> None:
    typed = parse_typed(text)
    assert typed is not None
    assert typed.fits(number) is expected


@pytest.mark.parametrize(
    "text, printed",
    [
        ("09-NQ/TU", "9-NQ/TU"),
        ("nq 09", "9-NQ"),
        ("nghị quyết số 9", "9-NQ"),
        ("217/qđ-tw", "217-QD/TW"),  # accents do not count
        ("30/2020/nđ-cp", "30/2020-ND/CP"),
        ("202/2025/qh15", "202/2025/QH15"),
    ],
)
def test_printed(text: str, printed: str) -> None:
    typed = parse_typed(text)
    assert typed
    assert typed.printed == printed


@pytest.mark.parametrize(
    ("number", "others"),
    [
        ("06-QĐ/TU", ["06-QĐi/TU", "06-QyĐ/TU"]),
        ("06-QĐi/TU", ["06-QyĐ/TU", "06-QĐ/TU"]),
        ("06-QyĐ/TU", ["06-QĐi/TU", "06-QĐ/TU"]),
        ("63/2010/QĐ-UBND", ["63/2010/QĐi-UBND", "63/2010/QyĐ-UBND"]),
        ("6-QD/TU", ["6-QĐ/TU", "6-QĐi/TU", "6-QyĐ/TU"]),  # no accents were typed: any of them may be meant
        ("6-QĐ", ["6-QĐi", "6-QyĐ"]),
        ("05-HD/TU", []),  # near misses: a Hợp đồng (HĐ) is no Hướng dẫn
        ("05-TT/TU", []),
        ("05-CT/TU", []),  # nor is a Chương trình (CTr) a Chỉ thị
        ("25-KL/TU", []),
        ("202/2025/QH15", []),
        ("06", []),
        ("QĐ", []),
        ("", []),
    ],
)
def test_other_writings_of_a_printed_number(number: str, others: list[str]) -> None:
    assert other_writings(number) == others


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("64 - KL/TW", "64-KL/TW"),
        ("64/kl-tw", "64-KL/TW"),
        ("6-qđi/tu", "6-QDI/TU"),
        ("quy định 6", "6-QĐI"),
        ("25", "25"),
        ("25-KL", "25-KL"),
        ("kết luận 25 về rừng", "kết luận 25 về rừng"),
    ],
)
def test_a_number_as_it_is_printed(typed: str, printed: str) -> None:
    assert printed_number(typed) == printed
