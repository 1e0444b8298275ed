"""The generators of typed forms."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import fold_text, spelling, syllables
from search.mistyping import ERRORS
from search.typed_forms import FORMS, half_decomposed, telex, vni, without_accents

vietnamese = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậồốổỗộừứửữựỳýỷỹỵ ĐẮỆ-0129", max_size=40)


@pytest.mark.parametrize(
    "form, text, typed",
    [
        ("typed", "Nghị quyết", "Nghị quyết"),
        ("no-accents", "Đảng ủy xã, đường", "Dang uy xa, duong"),
        ("half-accents", "Đảng ủy xã, đường phố", "Đảng uy xã, duong phố"),
        ("no-tones", "Đảng ủy cấp dưới", "Đang uy câp dươi"),
        ("lost-tone", "Kết luận của Đảng ủy", "Kết luận cua Đảng ủy"),
        ("lost-tone", "HOÀN", "HOAN"),
        ("lost-tone", "dân tâm", "dân tâm"),
        ("wrong-tone", "Kết luận của Đảng ủy", "Kết luận cũa Đảng ủy"),
        ("wrong-tone", "hạ", "há"),
        ("wrong-tone", "dân tâm 12", "dân tâm 12"),
        ("nfd", "ế", "e\u0302\u0301"),
        ("cp1258", "ế ệ ở đ", "ê\u0301 ê\u0323 ơ\u0309 đ"),
        ("cp1258", "e\u0302\u0301", "ê\u0301"),
        ("old-tones", "hoà uỷ quý hoàn", "hòa ủy quý hoàn"),
        ("new-tones", "hòa ủy quý hoàn", "hoà uỷ quý hoàn"),
        ("new-tones", "ho\u0300a", "hoà"),
        ("telex", "nghị quyết đường Ở", "nghij quyeets dduwowngf Owr"),
        ("telex", "25-KL/TU tâm", "25-KL/TU taam"),
        ("vni", "nghị quyết đường Ắ", "nghi5 quye6t1 d9u7o7ng2 A81"),
    ],
)
def test_forms(form: str, text: str, typed: str) -> None:
    assert FORMS[form](text) == typed


@given(vietnamese)
def test_forms_that_fold_to_the_same(text: str) -> None:
    for form in set(FORMS) - {"telex", "vni", *ERRORS}:
        assert fold_text(FORMS[form](text)) == fold_text(text)
    for form in ("typed", "nfd", "cp1258", "old-tones", "new-tones"):
        assert [spelling(one.text) for one in syllables(FORMS[form](text))] == [
            spelling(one.text) for one in syllables(text)
        ]


@given(vietnamese)
def test_what_keys_and_phones_give_is_plain_ascii(text: str) -> None:
    for form in (without_accents, telex, vni):
        assert form(text).isascii()


@given(vietnamese)
def test_half_decomposed_is_the_same_text(text: str) -> None:
    assert unicodedata.normalize("NFC", half_decomposed(text)) == unicodedata.normalize("NFC", text)


@given(st.text())
def test_any_text_can_be_typed_in_any_form(text: str) -> None:
    assert all(isinstance(form(text), str) for form in FORMS.values())
