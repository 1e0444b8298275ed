"""Readings of text typed without accents: examples, what is never done, and how many are right.

python -m pytest tests/test_readings.py -s      prints how many
"""

from __future__ import annotations

import os
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.readings import guessed, right_syllables, texts_of
from corpus.parser import parse
from corpus.readers import read
from corpus.text import fold, has_accents, spelling, syllable_texts
from search.drawn import hold_out, phrases
from search.readings import LONGEST, Reading, may_mean, readings
from search.vocabulary import Vocabulary, count_texts

ROOT = Path(__file__).parent.parent
ARTICLES = Path(os.environ.get("TRACUU_TESTDATA", ""), "data", "phapdien.jsonl.xz")

TEXTS = [
    "Nâng cao năng lực lãnh đạo, sức chiến đấu của tổ chức đảng; nâng cao năng lực quản lý; nặng nề, cao, lúc đó",
    "Ban Thường vụ Tỉnh ủy ban hành bản án; bàn ăn; cán bộ cần cù, cân đối ngân sách; cân, cân, ở đâu, đầu tư",
    "Đang ở, đáng kể, dạng, dang dở; đảng ủy xã; đường xa; dân dân đân; hòa giải năm 2014; kỹ thuật; Thủy lợi",
]
LIBRARY = Vocabulary.of_texts(TEXTS)
SAID_OFTEN = Vocabulary.of_texts(TEXTS * 30)


def likely_reading(typed: str) -> Reading | None:
    """What the search says a text was understood as."""
    best = next(iter(readings(typed, LIBRARY, most=1)), None)
    as_typed = tuple(spelling(one) for one in syllable_texts(typed))
    return best if best and best.is_likely and best.spelled != as_typed else None


vietnamese = st.text("aâbcdđeêghiklmnoôơtuưxyàáảạấầẩậốồộứừựý DĐẮỆ-\u0301 09", max_size=30)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("nang cao nang luc", "nâng cao năng lực"),
        ("Nang cao NANG LUC lanh dao", "Nâng cao NĂNG LỰC lãnh đạo"),
        ("ban thuong vu tinh uy", "ban thường vụ tỉnh ủy"),
        ("nâng cao nang luc", "nâng cao năng lực"),  # the second half of it without accents
        ("nâng cao năng lưc", "nâng cao năng lực"),
        ("nang, cao - nang (luc)", "nâng, cao - năng (lực)"),
        ("hoa giai nam 2014", "hòa giải năm 2014"),
        ("quan ly", "quản lý"),
        ("quan li", "quản lí"),
        ("ky thuat", "kỹ thuật"),
        ("thuy loi", "thủy lợi"),
        ("dang uy xa", "đảng ủy xã"),
        ("đang uy xa", "đảng ủy xã"),  # the stroke that was typed stays
        ("nang cao zzz nang luc", "nâng cao zzz năng lực"),
    ],
)
def test_likely_readings(typed: str, meant: str) -> None:
    found = likely_reading(typed)
    assert found
    assert found.text == meant
    assert found.spelled == tuple(spelling(one) for one in syllable_texts(meant))
    assert 0.5 < found.probability <= 1


@pytest.mark.parametrize(
    "typed",
    [
        "nâng cao năng lực",  # nothing is left to be read
        "ban thường vụ",
        "cân đối",  # not "cần đối"
        "ở đâu, cán bộ",  # who types tones has left none out of đâu
        "nang",  # nâng or năng or nặng
        "xyz",
        "2014",
        "",
        " - ",
    ],
)
def test_a_reading_is_never_forced(typed: str) -> None:
    assert likely_reading(typed) is None


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("nâng cao nắng lực", "nâng cao năng lực"),  # a wrong tone
        ("nâng cao năng lưc", "nâng cao năng lực"),  # a lost one
        ("nâng cao năng lức", "nâng cao năng lực"),
        ("Cắn bộ", "Cán bộ"),  # hat and tone
        ("ban thường vũ", "ban thường vụ"),
        ("HÒA GIÁI", "HÒA GIẢI"),
        ("lục", "lực"),
        ("lưc", "lực"),  # alone, with all accents that were typed
        ("cần cù", None),
        ("bàn án", None),  # the library has bàn ăn and bản án, so either may be meant
        ("đại lộ Nguyễn", None),  # words that the library does not have
        ("cao quản", None),  # it has no quan of any kind beside cao
        ("bàn ăn hánh", None),
        ("lức", None),  # alone: it may be a word that the library does not have
    ],
)
def test_slips_of_accents(typed: str, meant: str | None) -> None:
    """What the library has nowhere, or never beside these neighbours, and has otherwise again and again."""
    best = readings(typed, SAID_OFTEN, most=1)[0]
    as_typed = tuple(spelling(one) for one in syllable_texts(typed))
    assert (best.text if best.is_likely and best.spelled != as_typed else None) == meant


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("kết luân", "kết luận"),
        ("kết luân chuyển", None),  # it says luân chuyển
        ("luân chuyển", None),
        ("kết lũ", None),  # nothing that folds to lu is said here
    ],
)
def test_a_word_of_the_library_that_is_never_said_here(typed: str, meant: str | None) -> None:
    """Words give way only to what is said again and again beside these neighbours."""
    library = Vocabulary.of_texts(["Kết luận của hội nghị", "theo kết luận", "luân chuyển cán bộ", "két bạc"] * 300)
    best = readings(typed, library, most=1)[0]
    assert (best.text if best.text != typed else None) == meant


def test_other_readings_stay_below() -> None:
    found = readings("nang", LIBRARY, most=9)
    assert {one.text for one in found} == {"nang", "nâng", "năng", "nặng"}
    assert sum(one.probability for one in found) == pytest.approx(1)
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)


def test_with_fewer_syllables_before_less_is_known() -> None:
    assert readings("ngan sach", LIBRARY, most=1, behind=0)[0].probability < 1
    assert (
        readings("ban an", LIBRARY, most=1, behind=1)[0].probability
        > readings("ban an", LIBRARY, behind=0)[0].probability
    )


@pytest.mark.parametrize(
    "typed, spelled, may",
    [
        ("cân", "cần", True),
        ("cân", "cân", True),
        ("cân", "cán", False),
        ("can", "cần", True),
        ("cẩn", "cần", False),
        ("dang", "đảng", True),
        ("đang", "đảng", True),
        ("đang", "dạng", False),
        ("dảng", "đảng", True),
        ("thuơng", "thương", True),
        ("thuơng", "thuông", False),
        ("hoa", "hoà", True),
        ("hoà", "hoá", False),
        ("ki", "kĩ", True),
    ],
)
def test_may_mean(typed: str, spelled: str, may: bool) -> None:
    assert may_mean(typed, spelled) is may


@given(vietnamese)
def test_letters_and_all_between_stay_as_typed(typed: str) -> None:
    for found in readings(typed, LIBRARY):
        assert _bare(found.text) == _bare(typed)
        assert [fold(one) for one in found.spelled] == [fold(one) for one in syllable_texts(typed)]


@given(vietnamese)
def test_typed_accents_stay_where_the_library_has_them(typed: str) -> None:
    for found in readings(typed, LIBRARY):
        row = [spelling(one) for one in syllable_texts(typed)]
        for place, (one, read_as) in enumerate(zip(row, found.spelled)):
            assert may_mean(one, read_as) or not has_accents(one) or place in found.doubtful
            if place in found.doubtful:
                assert not any(LIBRARY.count(*pair) for pair in pairwise(row[max(place - 1, 0) : place + 2]))


def _bare(text: str) -> str:
    plain = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return plain.translate({ord("đ"): "d", ord("Đ"): "D"})


def test_what_is_longer_than_anyone_types_is_read_to_a_point() -> None:
    found = readings("nang luc " * LONGEST, LIBRARY, most=1)[0]
    assert found.text.split()[:2] == ["năng", "lực"]
    assert len(found.spelled) == LONGEST
    assert found.text.endswith("nang luc ")


def test_readings_over_the_samples() -> None:
    """Our samples are far too few to learn a language from, and yet enough to see it fail."""
    samples = sorted((ROOT / "corpus" / "samples").iterdir())
    papers = [parse(read(path, 1_000_000)) for path in samples]
    texts = [[paragraph.text for one in paper.sections for paragraph in one.paragraphs] for paper in papers]
    kept, held = hold_out(texts, share=0.2, seed=7)
    vocabulary = Vocabulary([count_texts(text for paper in kept for text in paper)])
    drawn = [phrase for length in (2, 3, 4) for phrase in phrases((t for p in held for t in p), length, 300, seed=7)]
    found = guessed(drawn, vocabulary)
    print(f"samples: first guess {found.first:.3f}, in the first three {found.three:.3f} of {len(drawn)} phrases")
    assert found.first >= 0.7
    assert found.three >= 0.8


@pytest.mark.full
@pytest.mark.skipif(not ARTICLES.is_file(), reason="TRACUU_TESTDATA is not set")
def test_readings_over_the_codified_law() -> None:
    kept, held = hold_out(texts_of(ARTICLES), share=0.1, seed=7)
    vocabulary = Vocabulary([count_texts(kept)])
    drawn = [phrase for length in (2, 3, 4) for phrase in phrases(held, length, 3000, seed=7)]
    found = guessed(drawn, vocabulary)
    print(f"law: first guess {found.first:.3f}, in the first three {found.three:.3f} of {len(drawn)} phrases")
    assert found.first >= 0.93
    assert found.three >= 0.975
    assert right_syllables(drawn, "typed", vocabulary) >= 0.995
    assert right_syllables(drawn, "telex", vocabulary) >= 0.99
    assert right_syllables(drawn, "half-accents", vocabulary) >= 0.98
    assert right_syllables(drawn, "lost-tone", vocabulary) >= 0.92
    assert right_syllables(drawn, "wrong-tone", vocabulary) >= 0.92
