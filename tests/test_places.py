"""Places: known provinces in any spelling, and places that no table knows."""

import pytest

from corpus.places import NEW_FROM_OLD, known_province, place_name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Thanh Hoá", "Thanh Hóa"),
        ("TỈNH HÒA BÌNH", "Hòa Bình"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("đăk lăk", "Đắk Lắk"),
        ("Minh Họa", None),
        ("", None),
    ],
)
def test_known_province(printed: str, name: str | None) -> None:
    assert known_province(printed) == name


@pytest.mark.parametrize(
    ("printed", "name"), [("MINH HỌA", "Minh Họa"), ("tỉnh Minh Hoạ", "Minh Họa"), ("TÂY KHÁNH", "Tây Khánh")]
)
def test_place_name(printed: str, name: str) -> None:
    assert place_name(printed) == name


def test_sixty_three_became_thirty_four() -> None:
    assert len(NEW_FROM_OLD) == 34
    assert len({old for names in NEW_FROM_OLD.values() for old in names}) == 63
    assert NEW_FROM_OLD["Lào Cai"] == ("Yên Bái", "Lào Cai")
    assert "Minh Họa" not in NEW_FROM_OLD
