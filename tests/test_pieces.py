"""What was typed, cut into pieces: each with its sign and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import clean
from search.pieces import Sign, pieces


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("cán bộ", [("WORDS", "cán"), ("WORDS", "bộ")]),
        ('xã "nông thôn" -"đô thị"', [("WORDS", "xã"), ("QUOTED", '"nông thôn"'), ("QUOTED", '-"đô thị"')]),
        ("thôn OR xóm", [("WORDS", "thôn"), ("EITHER", "OR"), ("WORDS", "xóm")]),
        ("năm:2014", [("FIELD", "2014")]),
        ("năm: 2012 – 2016 xã", [("FIELD", "2012 – 2016"), ("WORDS", "xã")]),
        ('nơi: "Hà Tĩnh"', [("FIELD", "Hà Tĩnh")]),
        ("nơi: Hà", [("FIELD", ""), ("WORDS", "Hà")]),
        ("số:64 - KL/TW xã", [("FIELD", "64 - KL/TW"), ("WORDS", "xã")]),
        ("(nq 09)", [("WORDS", "("), ("NUMBER", "nq 09"), ("WORDS", ")")]),
        ("nq 09 ngày 1/2/2015 xã", [("NUMBER", "nq 09 ngày 1/2/2015"), ("WORDS", "xã")]),
        ("tăng(1,5%)", [("WORDS", "tăng("), ("FIGURE", "1,5"), ("WORDS", "%)")]),
        ("2020 - 2025 xã", [("FIGURE", "2020 - 2025"), ("WORDS", "xã")]),
        ('"nq 09 1,5"', [("QUOTED", '"nq 09 1,5"')]),
        ("khác:1,5", [("WORDS", "khác:"), ("FIGURE", "1,5")]),
        ("xã, OR thôn", [("WORDS", "xã,"), ("EITHER", "OR"), ("WORDS", "thôn")]),
        ("xã OR, thôn", [("WORDS", "xã"), ("WORDS", "OR,"), ("WORDS", "thôn")]),
        ("xã.thôn (mới)", [("WORDS", "xã.thôn"), ("WORDS", "(mới)")]),
        ('xã"thôn"mới', [("WORDS", "xã"), ("QUOTED", '"thôn"'), ("WORDS", "mới")]),
        ("kl ² xã", [("NUMBER", "kl ²"), ("WORDS", "xã")]),  # a digit that folds to one
        ("", []),
    ],
)
def test_pieces(typed: str, expected: list[tuple[str, str]]) -> None:
    assert [(piece.sign.name, piece.text) for piece in pieces(typed)] == expected


@given(
    st.lists(st.sampled_from(['"', "-", "OR", "năm:", "số:", " ", "2014", "–", "nq 09", "1,5", "x", "nơi:"])).map(
        "".join
    )
)
def test_pieces_follow_one_another(typed: str) -> None:
    text, position = clean(typed), 0
    for piece in pieces(text):
        assert position <= piece.start < piece.end <= len(text)
        assert piece.sign is Sign.FIELD or piece.text == text[piece.start : piece.end]
        position = piece.end
