"""Which names get their capitals back, and what is left in small letters."""

import pytest

from search.proper_names import known_places, with_names


@pytest.mark.parametrize(
    "text, written",
    [
        ("về quản lý đất đai tỉnh minh họa", "về quản lý đất đai tỉnh Minh Họa"),
        ("của tỉnh uỷ minh hoạ về rừng", "của Tỉnh uỷ Minh Hoạ về rừng"),  # in the tones of the line
        ("của ban thường vụ tỉnh ủy", "của Ban Thường vụ Tỉnh ủy"),
        ("đảng bộ tỉnh hà tĩnh", "đảng bộ tỉnh Hà Tĩnh"),
        ("tỉnh bà rịa - vũng tàu", "tỉnh Bà Rịa - Vũng Tàu"),
        ("thành phố hồ chí minh, tỉnh hòa bình", "thành phố Hồ Chí Minh, tỉnh Hòa Bình"),
        ("nhiệm vụ của ủy ban nhân dân xã", "nhiệm vụ của Ủy ban nhân dân xã"),
        ("của bộ chính trị", "của Bộ Chính trị"),
        ("học tập tư tưởng hồ chí minh", "học tập tư tưởng Hồ Chí Minh"),
        ("đảng cộng sản việt nam", "Đảng Cộng sản Việt Nam"),
        ("giữ vững hòa bình", "giữ vững hòa bình"),  # near misses: a word,
        ("tỉnh, hòa bình", "tỉnh, hòa bình"),
        ("tỉnh hòa", "tỉnh hòa"),
        ("xã minh tâm", "xã minh tâm"),  # a place that nobody told us of,
        ("ban thương vụ", "ban thương vụ"),  # other accents
        ("tỉnh minh hóa", "tỉnh minh hóa"),
        ("UBND tỉnh", "UBND tỉnh"),
        ("tỉnh", "tỉnh"),
        ("", ""),
    ],
)
def test_with_names(text: str, written: str) -> None:
    assert with_names(text, known_places(["Minh Họa"])) == written


def test_no_letter_changes_but_for_its_size() -> None:
    text = "kết luận của ban thường vụ tỉnh uỷ thanh hoá – ủy ban nhân dân xã nam đàn"
    assert with_names(text, known_places()).lower() == text
