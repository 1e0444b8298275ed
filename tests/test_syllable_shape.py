"""The shape of syllables: what can be one in any spelling, and what legacy letters look like."""

import pytest

from corpus.syllable_shape import is_syllable, may_be_syllable


@pytest.mark.parametrize(
    "word",
    [
        "a", "ý", "Đảng", "nghiêng", "quyết", "QUỐC", "gì", "giếng", "khuya", "thuở", "uỷ", "ủy", "hoà", "hòa", "xoong",
        "ngoẳm", "yêu", "huỳnh", "quýt", "kỹ", "kĩ", "nguyễn", "ươm", "ước", "oanh", "loè", "nghị", "trường", "hoặc",
    ],
)  # fmt: skip
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    ["", "ngh", "nghÞ", "quyÕt", "thàt", "các̉", "Müller", "boä", "wow", "street", "NĐ", "ba1", "thơơ", "tiê", "đượcc"],
)
def test_other_words(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("folded", "is_one"),
    [
        *[(one, True) for one in ("nghi", "quyet", "thuong", "truong", "dieu", "y", "ngoam", "khuya", "xoong")],
        *[(one, False) for one in ("", "quyett", "quuyet", "nghj", "zalo", "facebook", "covid", "ubnd", "ba1")],
    ],
)
def test_without_accents(folded: str, is_one: bool) -> None:
    assert may_be_syllable(folded) == is_one
