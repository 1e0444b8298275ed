"""Which texts are the same text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.text import (
    alphabetical,
    clean,
    collapse,
    fold,
    fold_text,
    has_accents,
    new_tones,
    nfc,
    old_tones,
    spelling,
    syllables,
)
from search.typed_forms import decomposed, half_decomposed

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
vietnamese_text = st.text(VIETNAMESE + VIETNAMESE.upper() + " -,./0123456789", max_size=60)
syllable_like = st.text(VIETNAMESE + VIETNAMESE.upper() + "0123456789ðÐƉ", min_size=1, max_size=8)


@pytest.mark.parametrize(
    "one, other",
    [
        ("hòa", "hoà"),
        ("HÒA", "hoà"),
        ("Ủy", "uỷ"),
        ("thúy", "thuý"),
        ("khỏe", "khoẻ"),
        ("kỹ", "kĩ"),
        ("lý", "lí"),
        ("Mỹ", "mĩ"),
        ("quý", "quí"),
        ("vỹ", "vĩ"),
        ("Đảng", "đảng"),
        ("Ðảng", "đảng"),  # eth
        ("Ɖảng", "đảng"),  # African D
        ("ðảng", "đảng"),
        ("ế", "e\u0302\u0301"),
        ("ế", "ê\u0301"),  # CP1258
        ("ệ", "e\u0323\u0302"),  # the dot first
        ("ệ", "ẹ\u0302"),
        ("09", "9"),
        ("000", "0"),
        ("kết\u200d", "kết"),
    ],
)
def test_same_spelling(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("hoàn", "hòan"),  # the rule is for endings only
        ("quý", "quỵ"),
        ("thủy", "thủi"),  # y is not the whole rime
        ("tay", "tai"),
        ("y", "i"),  # y tế, ý kiến
        ("ý", "í"),
        ("kỹ", "kỷ"),
        ("đa", "da"),
        ("tuy", "tui"),
        ("90", "9"),
        ("10", "1"),
        ("0a", "a"),  # letters with digits are no number
        ("khuỷu", "khủyu"),
    ],
)
def test_different_spelling(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


@pytest.mark.parametrize(
    "syllable, folded",
    [
        ("Đảng", "dang"),
        ("ưỡn", "uon"),
        ("NGHỊ", "nghi"),
        ("kỹ", "ki"),
        ("thủy", "thuy"),
        ("ý", "y"),
        ("0007", "7"),
        ("30a", "30a"),
        ("e\u0302\u0301", "e"),
        ("٠٥", "5"),
        ("²", "2"),
        ("ŷ", "y"),
        ("中", "zhong"),
        ("\u0371", "\u0371"),  # unidecode has nothing for it: it stays what it is, and is not lost
    ],
)
def test_fold(syllable: str, folded: str) -> None:
    assert fold(syllable) == folded


@pytest.mark.parametrize(
    "text, expected",
    [
        ("khoá, hoà, uỷ, thuý, khoẻ", "khóa, hòa, ủy, thúy, khỏe"),
        ("HOÀ Hoà UỶ", "HÒA Hòa ỦY"),
        ("quý quỷ QUÝ", "quý quỷ QUÝ"),
        ("hoàn toán loài xoáy khuỷu huỳnh thuở", "hoàn toán loài xoáy khuỷu huỳnh thuở"),
    ],
)
def test_tones(text: str, expected: str) -> None:
    assert old_tones(text) == expected
    assert new_tones(expected) == text


@pytest.mark.parametrize(
    "text, shown",
    [
        ("a\u00adb", "ab"),  # soft hyphen
        ("a\u200bb\u2060c\ufeff", "abc"),
        ("e\u00ad\u0301", "é"),  # composed after the invisible sign has gone
        ("a\x00b\x1fc", "a b c"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\u00a0b", "a\u00a0b"),  # NBSP is a blank, and blanks are for `collapse`
        ("\ud800x", " x"),
        ("kê\u0301t", "kết"),
        ("\u00d0iều 1, Q\u0189", "Điều 1, QĐ"),  # eth and African D, drawn as Đ
        ("\u00f0", "\u00f0"),  # their small letters are not drawn as đ
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_collapse() -> None:
    assert collapse("  Điều\u00a05 \n\t của  ") == "Điều 5 của"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Kết luận số 25-KL/TU", ["Kết", "luận", "số", "25", "KL", "TU"]),
        ("ê\u0301 e\u0302\u0301", ["ê\u0301", "e\u0302\u0301"]),
        ("một_hai", ["một", "hai"]),
        ("a\u00a0b…c", ["a", "b", "c"]),
        ("", []),
        ("!?…", []),
        ("\u0301a", ["a"]),  # a mark with nothing to stand on
    ],
)
def test_syllables(text: str, expected: list[str]) -> None:
    assert [one.text for one in syllables(text)] == expected


@pytest.mark.parametrize("syllable", ["bản", "đ", "Đ", "ð", "ơ", "ê", "e\u0301", "ỳ"])
def test_has_accents(syllable: str) -> None:
    assert has_accents(syllable)


@pytest.mark.parametrize("syllable", ["ban", "d", "D", "25", "", "y"])
def test_has_no_accents(syllable: str) -> None:
    assert not has_accents(syllable)


def test_the_alphabet_of_places() -> None:
    """Letters before tones, a ă â apart, đ behind d, tones as they are taught, shorter names first."""
    right = [
        "An Giang",
        "Ăn",
        "Ân",
        "Ấn",
        "Cà Mau",
        "Đà Nẵng",
        "Đắk Lắk",
        "Đắk Nông",
        "Điện Biên",
        "Hà",
        "Hà Nội",
        "Hạ",
    ]
    assert sorted(set(right), key=alphabetical) == right
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(set(tones), key=alphabetical) == tones


def test_the_alphabet_does_not_see_composition_or_capitals() -> None:
    assert alphabetical(decomposed("Đắk Lắk")) == alphabetical("ĐẮK LẮK")


@given(st.text(max_size=40))
@example("İ")
@example("0²")
@example("ky\u0302")
def test_spelling_and_folding_are_settled_by_one_pass(text: str) -> None:
    for one in syllables(text):
        assert spelling(spelling(one.text)) == spelling(one.text)
        assert fold(fold(one.text)) == fold(one.text) != ""


@given(syllable_like)
def test_all_forms_of_composition_are_one(syllable: str) -> None:
    for form in (decomposed, half_decomposed, nfc):
        assert spelling(form(syllable)) == spelling(syllable)
        assert fold(form(syllable)) == fold(syllable)


@given(vietnamese_text)
def test_a_text_has_the_same_syllables_in_every_form(text: str) -> None:
    for form in (decomposed, half_decomposed):
        assert fold_text(form(text)) == fold_text(text)
        assert [nfc(one.text) for one in syllables(form(text))] == [one.text for one in syllables(text)]


@given(st.text())
def test_spans_fit_the_text_that_was_given(text: str) -> None:
    end = 0
    for one in syllables(text):
        assert end <= one.start < one.end
        assert text[one.start : one.end] == one.text
        end = one.end


@given(vietnamese_text)
def test_moving_tones_keeps_every_offset(text: str) -> None:
    for moved in (new_tones(text), old_tones(text)):
        assert len(moved) == len(text)
        assert fold_text(moved) == fold_text(text)
    assert new_tones(new_tones(text)) == new_tones(text)
    assert old_tones(old_tones(text)) == old_tones(text)


@given(st.text())
def test_any_text_can_be_cleaned_and_sorted(text: str) -> None:
    shown = clean(text)
    assert shown == clean(shown) == unicodedata.normalize("NFC", shown)
    assert alphabetical(text) <= alphabetical(text + " a")
