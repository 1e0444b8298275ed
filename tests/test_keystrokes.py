"""From keys to letters, tones and syllables."""

from __future__ import annotations

import pytest

from search.keystrokes import place_tone, telex, telex_letters, vni, vni_letters


@pytest.mark.parametrize(
    "typed, letters",
    [
        ("quyeets", ("quyêt", "\u0301")),
        ("quyee", ("quyê", "")),  # unfinished
        ("dduwowng", ("đương", "")),
        ("nghijj", None),  # two tones
    ],
)
def test_letters_of_telex(typed: str, letters: tuple[str, str] | None) -> None:
    assert telex_letters(typed) == letters


@pytest.mark.parametrize(
    "typed, letters",
    [
        ("quye6t1", ("quyêt", "\u0301")),
        ("quy", ("quy", "")),
        ("d9u7o7ng", ("đương", "")),
        ("nghi55", None),
        ("h6", None),
    ],
)
def test_letters_of_vni(typed: str, letters: tuple[str, str] | None) -> None:
    assert vni_letters(typed) == letters


def test_only_syllables_come_out() -> None:
    assert telex("thuowr") == ("thưở", "thuở")
    assert telex("internets") == vni("ng5") == ()


@pytest.mark.parametrize(
    "letters, tone, syllable",
    [
        ("hoa", "\u0300", "hoà"),
        ("hoan", "\u0300", "hoàn"),
        ("hoai", "\u0300", "hoài"),
        ("quy", "\u0301", "quý"),
        ("quyên", "\u0309", "quyển"),
        ("gi", "\u0300", "gì"),
        ("gia", "\u0301", "giá"),
        ("giai", "\u0309", "giải"),
        ("mia", "\u0301", "mía"),
        ("đương", "\u0300", "đường"),
        ("uy", "\u0309", "uỷ"),
        ("khuyu", "\u0309", "khuỷu"),
        ("thuơ", "\u0309", "thuở"),
        ("ban", "", "ban"),
    ],
)
def test_place_tone(letters: str, tone: str, syllable: str) -> None:
    assert place_tone(letters, tone) == syllable
