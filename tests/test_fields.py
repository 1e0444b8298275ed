"""Fields of the query language: names, values, and what is wrong with them."""

import pytest

from corpus.errors import BadRequest
from search.fields import field_named, filter_values, in_order, read_years


@pytest.mark.parametrize(
    "typed, name",
    [
        ("năm", "year"),
        ("NAM", "year"),
        ("cơ-quan", "body"),
        ("coquan", "body"),
        ("ky", "signer"),
        ("ký", "signer"),
        ("nămm", ""),
        ("khác", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_field_named(typed: str | None, name: str) -> None:
    assert field_named(typed) == name


@pytest.mark.parametrize(
    "value, years",
    [
        ("2014", "2014"),
        (" 2014 ", "2014"),
        ("2012-2016", "2012-2016"),
        ("2012–2016", "2012-2016"),
        ("2012 - 2016", "2012-2016"),
        ("2016-2012", "2012-2016"),
        ("2014-2014", "2014-2014"),
    ],
)
def test_read_years(value: str, years: str) -> None:
    assert read_years(value) == years


@pytest.mark.parametrize("value", ["", "abc", "201", "20145", "2014-", "-2014", "2012-14", "2012-2014-2016", "٢٠١٤"])
def test_no_years(value: str) -> None:
    with pytest.raises(BadRequest, match="viết năm:2014 hoặc năm:2012-2016"):
        read_years(value, "năm:")


@pytest.mark.parametrize(
    "field, ordered",
    [
        ("năm:2016-2012", "năm:2012-2016"),
        ("nam: 2016 – 2012", "nam:2012-2016"),
        ("-năm:2016-2012", "-năm:2012-2016"),
        ("năm:2012–2016", "năm:2012–2016"),  # as it was typed
        ("năm:2014", "năm:2014"),
        ("số:2016-2012", "số:2016-2012"),
    ],
)
def test_years_are_put_in_order(field: str, ordered: str) -> None:
    assert in_order(field) == ordered


def test_filter_values() -> None:
    assert filter_values("place", "nơi", "Bình  Thuận") == ["Bình Thuận"]
    assert filter_values("place", "nơi", "Lâm Đồng") == ["Lâm Đồng", "Đắk Nông", "Bình Thuận"]
    assert filter_values("body", "cơquan", "Lâm Đồng") == ["Lâm Đồng"]
    assert filter_values("cites", "viện-dẫn", "06 - QĐ/TU") == ["06 - QĐ/TU", "06-QĐi/TU", "06-QyĐ/TU"]
    assert filter_values("cites", "viện-dẫn", "25-KL/TU") == ["25-KL/TU"]
    assert filter_values("cites", "viện-dẫn", "06-qd-tu-minh-hoa-2014") == ["06-qd-tu-minh-hoa-2014"]  # a paper's name
    with pytest.raises(BadRequest, match="Sau “nơi:” cần có một giá trị"):
        filter_values("place", "nơi", " ")
