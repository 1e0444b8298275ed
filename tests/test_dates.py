"""Dates: day, month, year in every printed shape."""

import pytest

from corpus.dates import find_dates, first_date


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("ngày 29 tháng 9 năm 2014", ["2014-09-29"]),
        ("ngày 05 tháng 04 năm 2014", ["2014-04-05"]),
        ("ngày 28/5/2013", ["2013-05-28"]),
        ("12-12-2013 và 24-4-2017", ["2013-12-12", "2017-04-24"]),
        ("ngày 01.02.2020", ["2020-02-01"]),
        ("ngày 10 và 11/7/2015", ["2015-07-10"]),
        ("từ ngày 10 đến ngày 12 tháng 7 năm 2015", ["2015-07-10"]),
        ("26 / 01 / 2018", ["2018-01-26"]),
        ("ngày 14 tháng5 năm 2008", ["2008-05-14"]),
        ("ngày14tháng 05 năm2008", ["2008-05-14"]),
        # near misses
        ("đạt 15/15 chỉ tiêu", []),
        ("nhiệm kỳ 2015 - 2020", []),
        ("ngày 31/02/2015", []),
        ("ngày    tháng 9 năm 2014", []),
        ("tháng 9 năm 2014", []),
        ("14 thángx5 năm 2008", []),
        ("số 10/7/20155", []),
        ("05 năm", []),
    ],
)
def test_find_dates(text: str, dates: list[str]) -> None:
    assert [found.value.isoformat() for found in find_dates(text)] == dates


def test_offsets_take_in_the_word_before() -> None:
    text = "Kết luận, ngày 28/5/2013, của"
    found = next(find_dates(text))
    assert text[found.start : found.end] == "ngày 28/5/2013"


def test_first_date() -> None:
    assert first_date("không có ngày nào") is None
