"""Numbers as people type them."""

import pytest

from corpus.numbers import Number
from corpus.typed_numbers import parse_typed


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
    ],
)
def test_not_a_number(text: str) -> None:
    assert parse_typed(text) is None


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
