"""Telex and VNI typed raw, and everything that only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import spelling
from search.keyboards import Decoded, bare_letters, decode, decode_text
from search.typed_forms import telex, vni
from search.vocabulary import Vocabulary

TEXTS = [
    "Nghị quyết của Ban Chấp hành Đảng bộ tỉnh về phương hướng đường lối, ý kiến đặc biệt, thuở trước, như từ, gì",
    "Ủy ban nhân dân; Hòa Bình; quý; giải pháp; khuyến khích; nguyên nhân; hỏi; tư; á, ả, mã, sĩ, ở; điều; có",
    "Điều 5, khoản 1, điều 7, Quận 1, tệp GIF, cos, quận 3",
]
LIBRARY = Vocabulary.of_texts(TEXTS)
LARGER = Vocabulary.of_texts([*TEXTS, "quản", "có có có", "gì gì", "diệu"])
LARGEST = Vocabulary.of_texts(
    [*TEXTS, "quyết định, mục tiêu, tỏ ra, quỹ", "đất đai", "cán bộ, con bọ", "kiểm tra", "diệu"]
)

words = st.sampled_from(
    [
        "nghị",
        "quyết",
        "chấp",
        "hành",
        "đảng",
        "bộ",
        "phương",
        "đường",
        "ủy",
        "hòa",
        "quý",
        "giải",
        "khuyến",
        "khích",
        "nguyên",
    ]
)


def known(spelled: str) -> bool:
    return LIBRARY.count(spelled) > 0


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("nghij", "nghị"),
        ("quyeets", "quyết"),
        ("quyeest", "quyết"),  # the tone's key behind its vowel
        ("quyetse", "quyết"),  # the shape's key at the end
        ("dduwowngf", "đường"),
        ("dduowngf", "đường"),
        ("ddwowngf", "đường"),
        ("duongwfd", "đường"),
        ("phuwowng", "phương"),
        ("phuongw", "phương"),
        ("thuowr", "thuở"),
        ("nhw", "như"),
        ("twf", "từ"),
        ("hoaf", "hòa"),
        ("hofa", "hòa"),
        ("uyr", "ủy"),
        ("quys", "quý"),
        ("giair", "giải"),
        ("gif", "gì"),
        ("ys", "ý"),
        ("NGHIJ", "NGHỊ"),
        ("Nghij", "Nghị"),
        ("quyêts", "quyết"),  # half of it came through
        ("đangr", "đảng"),
        ("nghi5", "nghị"),
        ("quye6t1", "quyết"),
        ("quyet61", "quyết"),
        ("d9u7o7ng2", "đường"),
        ("d9uo7ng2", "đường"),
        ("duong972", "đường"),
        ("d9a8c5", "đặc"),
        ("hoa2", "hòa"),
        ("Ho2a", "Hòa"),
        ("y1", "ý"),
    ],
)
def test_decode(typed: str, meant: str) -> None:
    assert decode(typed, lambda spelled: spelled != "gif" and known(spelled)) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "nghị",  # no keys at all
        "ban",
        "cos",  # the library has it as it is
        "GIF",
        "internet",
        "online",
        "website",
        "as",
        "or",
        "of",
        "w",
        "tw",
        "TW",
        "A4",
        "a4",
        "B1",
        "Q1",
        "nq09",
        "NQ09",
        "k12",
        "T78",
        "QH15",
        "TU",
        "CTr",
        "TTr",
        "25",
        "2014",
        "hoo2",
        "nghijj",  # no undoing of keys
        "nghi55",
        "quyeetsx",
        "tu12",
        "sf",
        "1",
        "đ",
        "ngh5",
    ],
)
def test_what_is_taken_as_it_is(typed: str) -> None:
    assert decode(typed, known) is None


@pytest.mark.parametrize(
    "text, meant",
    [
        ("nghij quyeets", "nghị quyết"),
        ("nghi5 quye6t1", "nghị quyết"),
        ("nghị quyeets", "nghị quyết"),
        ("Nghij quyeets cuar DDangr booj tinhr", "Nghị quyết của Đảng bộ tỉnh"),
        ("nghi5 quyết, d9a3ng", "nghị quyết, đảng"),
        ("gif", "gif"),
        ("nghij quyeets gif", "nghị quyết gì"),  # one syllable in keys makes the other likely
        ("cos nghij quyeets", "có nghị quyết"),
        ("nghij quyeets ddinhx", "nghị quyết ddinhx"),
        ("nghij quyeets tinhf", "nghị quyết tinh"),  # of the library, only tỉnh is known
        ("tinhf", "tinhf"),
        ("dieu5", "dieu5"),  # điều 5 rather than diệu
        ("quan1", "quan1"),
        ("nghi5 quye6t1 quan3", "nghị quyết quản"),
        ("nghij quyeets quan3", "nghị quyết quan3"),  # not two keyboards in one text
        ("nghij quyeets 25-KL/TU", "nghị quyết 25-KL/TU"),
        ("nghị quyết A4 w as", "nghị quyết A4 w as"),
        ("", ""),
    ],
)
def test_decode_text(text: str, meant: str) -> None:
    assert decode_text(text, LARGER)[0] == meant


@pytest.mark.parametrize(
    "text, meant",
    [
        ("quyet1 dinh5", "quyết định"),  # the tone's key alone
        ("dat61", "đất"),
        ("can1 bo5", "cán bộ"),
        ("kiem3 tra", "kiểm tra"),
        ("kiem3", "kiểm"),
        ("nghij quyet", "nghị quyet"),  # the rest is read as what was typed without accents
        ("quyet1 kiem5", "quyet1 kiem5"),  # never said so
        ("dieu5 khoan3", "dieu5 khoan3"),  # numbers, though khoản is a word
        ("dieu61", "dieu61"),
        ("muc5 tieu6", "mục tiêu"),  # a word's own keys
        ("to3", "to3"),  # tổ 3
        ("quy4", "quy4"),  # quý 4
        ("quy 4", "quy 4"),
        ("nghi5 quye6t1 quy4", "nghị quyết quỹ"),  # but not among keys
        ("quy1", "quý"),
        ("KIEM3", "KIEM3"),  # a code
    ],
)
def test_decode_where_nothing_is_certain(text: str, meant: str) -> None:
    assert decode_text(text, LARGEST)[0] == meant


def test_spans_are_of_the_typed_text() -> None:
    assert decode_text("nghị quyeets", LIBRARY)[1] == (Decoded(start=5, end=12, text="quyết"),)


@pytest.mark.parametrize(
    "typed, letters",
    [
        ("nghij quyee", ["nghi quye"]),
        ("nghi5 q", ["nghi q"]),
        ("ddaats dd", ["dat d"]),
        ("nghị quy", []),
        ("nghi quyet", []),
        ("", []),
    ],
)
def test_letters_without_keys(typed: str, letters: list[str]) -> None:
    assert [" ".join(one) for one in bare_letters(typed.split())] == letters


@given(st.lists(words, max_size=5).map(" ".join))
def test_what_keyboards_give_is_decoded(text: str) -> None:
    for keyed in (telex(text), vni(text)):
        assert [spelling(one) for one in decode_text(keyed, LIBRARY)[0].split()] == [
            spelling(one) for one in text.split()
        ]


@given(st.text("aăâdđeêouơưiy sfrxjw1234567890nghtcAD\u0301", max_size=20))
def test_only_the_spans_change(text: str) -> None:
    meant, spans = decode_text(text, LIBRARY)
    position, shift = 0, 0
    for one in spans:
        assert meant[position + shift : one.start + shift] == text[position : one.start]
        shift += len(one.text) - (one.end - one.start)
        position = one.end
    assert meant[position + shift :] == text[position:]
