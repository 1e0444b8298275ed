"""Text to terms; words through the real segmenter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.terms import pairs, terms, word_lengths, word_lengths_of, words
from search.typed_forms import decomposed


def words_of(text: str) -> list[str]:
    return words(text)


def test_terms_hold_the_source_the_spelling_and_the_folding() -> None:
    found = terms("Ủy ban - 09")
    assert [(one.source.text, one.spelled, one.folded) for one in found] == [
        ("Ủy", "uỷ", "uy"),
        ("ban", "ban", "ban"),
        ("09", "9", "9"),
    ]
    assert [(one.source.start, one.source.end) for one in found] == [(0, 2), (3, 6), (9, 11)]


def test_spans_are_of_the_text_as_given_also_when_decomposed() -> None:
    text = decomposed("Tỉnh ủy")
    assert [text[one.source.start : one.source.end] for one in terms(text)] == text.split()
    assert [one.folded for one in terms(text)] == ["tinh", "uy"]


def test_terms_of_a_stretch() -> None:
    text = "xã, Tỉnh ủy - 09 thôn"
    assert terms(text, 4, 16) == [one for one in terms(text) if 4 <= one.source.start < 16]
    assert [one.folded for one in terms(text, 5, 7)] == ["in"]


def test_pairs() -> None:
    assert list(pairs(terms("Nông thôn mới"))) == ["nong_thon", "thon_moi"]
    assert list(pairs(terms("một"))) == []
    assert list(pairs(terms(""))) == []


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Ủy ban nhân dân xã", ["uỷ_ban_nhân_dân"]),
        ("Uỷ ban nhân dân xã", ["uỷ_ban_nhân_dân"]),  # both tone styles make the same words
        ("hòa bình, hoà giải", ["hoà_bình", "hoà_giải"]),
        ("sức khoẻ sức khỏe", ["sức_khoẻ", "sức_khoẻ"]),
        ("Ban Thường vụ Tỉnh ủy", ["thường_vụ", "tỉnh_uỷ"]),
        ("xã hội chủ nghĩa", ["xã_hội_chủ_nghĩa"]),
        ("kinh tế  -\u00a0xã hội", ["kinh_tế", "xã_hội"]),
        ("chi bộ nông thôn", ["chi_bộ", "nông_thôn"]),
        ("rừng", []),  # words of one syllable are the accented syllables
        ("", []),
        ("... !", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words_of(text) == expected


@pytest.mark.parametrize(
    "text", ["Số 64 - KL/TW, ngày 28/5/2013: kinh tế", "a ... b ... kinh tế", "“kinh tế” (1.234,5 %)", "qủa kinh tế"]
)
def test_a_word_behind_odd_signs_is_still_found(text: str) -> None:
    assert "kinh_tế" in words_of(text)


def check_words(text: str) -> None:
    """The words are runs of the text's syllables, in its order."""
    spelled = [term.spelled for term in terms(text)]
    place = 0
    for word in words_of(text):
        parts = word.split("_")
        assert len(parts) > 1
        while spelled[place : place + len(parts)] != parts:
            place += 1
            assert place < len(spelled), (word, spelled)
        place += len(parts)


any_text = st.text(max_size=60) | st.text("Ủủyỷỳ banhoà\u0301\u0300 \u00a0-.,/()“”0129", max_size=60)


@settings(max_examples=150, deadline=None)
@given(any_text)
def test_words_never_lose_or_move_a_syllable(text: str) -> None:
    check_words(text)


@pytest.mark.full
@settings(max_examples=5_000, deadline=None)
@given(any_text)
def test_words_never_lose_or_move_a_syllable_of_many_texts(text: str) -> None:
    check_words(text)


@given(
    st.lists(
        st.sampled_from(["Ủy ban", "nhân dân", "hòa bình", "kinh tế - xã hội", "12/2014", "qủa", "...", "a\u0301"])
    )
)
@settings(max_examples=50, deadline=None)
def test_a_question_has_the_words_of_a_paper(pieces: list[str]) -> None:
    texts = [" ".join(pieces), *pieces]
    assert word_lengths_of(texts) == [word_lengths(text) for text in texts]
