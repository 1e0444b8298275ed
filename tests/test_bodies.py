"""Bodies in normal form."""

import pytest

from corpus.bodies import body_at, body_name, find_bodies


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("BAN THƯỜNG VỤ TỈNH ỦY", "Ban Thường vụ Tỉnh ủy"),
        ("BTV Tỉnh uỷ Minh Họa khóa XI", "Ban Thường vụ Tỉnh ủy"),
        ("Ban Chấp hành Đảng bộ Tỉnh khoá XI", "Ban Chấp hành Đảng bộ tỉnh"),
        ("BCH Trung ương Đảng", "Ban Chấp hành Trung ương"),
        ("Ban Bí thư Trung ương Đảng", "Ban Bí thư"),
        ("UBND tỉnh Minh Họa", "Ủy ban nhân dân tỉnh"),
        ("Uỷ ban nhân dân thành phố Minh Họa", "Ủy ban nhân dân thành phố"),
        ("Chủ tịch Ủy ban nhân dân tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("ban to chuc tinh uy", "Ban Tổ chức Tỉnh ủy"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ("TRƯỜNG CHÍNH TRỊ", "Trường chính trị"),
        ("Công ty Thử Nghiệm", "Công ty Thử Nghiệm"),
    ],
)
def test_body_name(printed: str, name: str) -> None:
    assert body_name(printed) == name


def test_find_bodies_takes_the_longest() -> None:
    text = "của Thường trực Tỉnh ủy và Tỉnh ủy"
    assert [(found.name, text[found.start : found.end]) for found in find_bodies(text)] == [
        ("Thường trực Tỉnh ủy", "Thường trực Tỉnh ủy"),
        ("Tỉnh ủy", "Tỉnh ủy"),
    ]


@pytest.mark.parametrize(("text", "expected"), [("Tỉnh ủy Minh Họa", True), ("cán bộ Tỉnh ủy", False), ("", False)])
def test_a_body_is_found_only_where_it_begins(text: str, expected: bool) -> None:
    assert (body_at(text) is not None) is expected


def test_body_at() -> None:
    found = body_at("của Bộ Chính trị khóa XI", 4)
    assert found is not None
    assert (found.name, found.start, found.end) == ("Bộ Chính trị", 4, 16)
