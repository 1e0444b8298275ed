"""Suggestions while typing: what is found, in which order, over one segment and over several."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.text import fold_text
from search.phrases import AT_LEAST
from search.suggestions import Kind, Suggestions, merge, phrase_arrays

NAMED = [
    ("Nông thôn mới", Kind.HEADING),
    ("Nông thôn mới", Kind.HEADING),
    ("Đô thị nông nghiệp", Kind.HEADING),
    ("Kết luận về nông nghiệp", Kind.TITLE),
    ("Minh Họa", Kind.HEADING),
    ("09-NQ/TU", Kind.NUMBER),
    ("19-NQ/TU", Kind.NUMBER),
    ("30/2020/NĐ-CP", Kind.NUMBER),
]
TEXTS = ["cải cách hành chính, thủ tục hành chính", "cải cách hành chính", "Uỷ ban nhân dân"] * 4


@pytest.fixture(scope="module")
def library() -> Suggestions:
    return Suggestions([phrase_arrays(NAMED, TEXTS)])


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("nong", ["Nông thôn mới", "Kết luận về nông nghiệp", "Đô thị nông nghiệp"]),  # first what begins so
        ("NÔNG th", ["Nông thôn mới"]),
        ("nông thông", []),
        ("thon m", ["Nông thôn mới"]),
        ("hôn", []),  # in the middle of a syllable
        ("nong ", ["Nông thôn mới", "Kết luận về nông nghiệp", "Đô thị nông nghiệp"]),
        ("non ", []),  # a blank ends the word
        ("cai c", ["cải cách hành chính"]),
        ("hanh ch", ["cải cách hành chính", "thủ tục hành chính"]),
        ("uy ban", ["Uỷ ban nhân dân"]),
        ("Nông thôn mới", []),  # nothing is left to say
        ("nong thon moi", ["Nông thôn mới"]),
        ("09", ["09-NQ/TU"]),
        ("9-nq", ["09-NQ/TU"]),
        ("nq 09", ["09-NQ/TU"]),
        ("nq9", []),
        ("nghi quyet so 9", ["09-NQ/TU"]),
        ("nghị quyết 1", ["19-NQ/TU"]),
        ("nghị định 30", ["30/2020/NĐ-CP"]),
        ("trồng rừng nong thon", ["trồng rừng nông thôn mới"]),  # the last words alone
        ("trồng rừng ở minh h", ["trồng rừng ở Minh Họa"]),
        ("trồng rừng n", []),  # too little to guess by
        ("", []),
        (" ", []),
        ("...", []),
        ("\ud800", []),
        ("\n", []),
    ],
)
def test_suggested(library: Suggestions, typed: str, expected: list[str]) -> None:
    assert library.suggest(typed, 5) == expected


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("năm:2020 cai c", ["năm:2020 cải cách hành chính"]),
        ('loại:"nghị quyết" cai c', ['loại:"nghị quyết" cải cách hành chính']),
        ("-rừng cai c", ["-rừng cải cách hành chính"]),
        ("-cai", ['-"cải cách hành chính"']),  # several words stay together in quotes
        ('"cai c', ['"cải cách hành chính"']),  # an open quote is closed
        ('"nông thôn" cai c', ['"nông thôn" cải cách hành chính']),
        ('"cai c"', []),  # a closed one is done
        ("nông thôn OR cai c", ["nông thôn OR cải cách hành chính"]),
        ("năm:20", []),  # a field's value is not a phrase
        ("cair cachs hanhf", ["cải cách hành chính"]),  # keys
        ("cai3 cach1 ha", ["cải cách hành chính"]),
        ("nghij quy", ["09-NQ/TU", "19-NQ/TU"]),
        ("trồng rừng cair c", ["trồng rừng cải cách hành chính"]),  # the rest as typed
        ("nghi quy", ["09-NQ/TU", "19-NQ/TU"]),  # quy may become quyết
        ("cai cacs zzz", []),
    ],
)
def test_only_the_end_is_completed(library: Suggestions, typed: str, expected: list[str]) -> None:
    assert library.suggest(typed, 5) == expected


def test_the_same_in_other_letters_is_one() -> None:
    names = ["Kỷ luật", "kỷ luật", "KỶ LUẬT", "Kỷ luật:", "kỉ luật", "Ky\u0309 lua\u0323\u0302t"]
    parts = [phrase_arrays([(name, Kind.HEADING)], []) for name in names]
    assert len(Suggestions(parts).suggest("ky l", 5)) == 1
    assert len(Suggestions([phrase_arrays([(name, Kind.HEADING) for name in names], [])]).suggest("ky l", 5)) == 1


def test_a_title_is_asked_for_without_its_about() -> None:
    names = [("Về việc sáp nhập thôn", Kind.TITLE), ("Việc sáp nhập", Kind.HEADING)]
    assert Suggestions([phrase_arrays(names, [])]).suggest("sap", 5)[0] == "Về việc sáp nhập thôn"


def test_a_full_list_breaks_nothing_apart() -> None:
    library = Suggestions(
        [
            phrase_arrays(
                [(f"cán bộ {one}", Kind.HEADING) for one in ("lãnh đạo", "trẻ", "thôn")] + [("Bộ luật", Kind.TITLE)], []
            )
        ]
    )
    assert library.suggest("can bo l", 5) == ["cán bộ lãnh đạo"]


def test_what_is_said_more_often_than_all_that_is_gone_is_not_looked_for() -> None:
    library = Suggestions([phrase_arrays([("Nông thôn", Kind.HEADING)] * 9 + [("Nông dân", Kind.HEADING)], [])])
    asked: list[str] = []
    assert library.suggest("nong", 5, lambda phrase: bool(asked.append(phrase)), gone=8) == ["Nông thôn"]
    assert asked == ["Nông dân"]


def test_no_more_than_asked_for(library: Suggestions) -> None:
    assert library.suggest("n", 2) == ["Nông thôn mới", "Kết luận về nông nghiệp"] or len(library.suggest("n", 2)) == 2
    assert library.suggest("n", 0) == []


def test_what_is_not_said_any_more(library: Suggestions) -> None:
    assert library.suggest("nong", 5, lambda phrase: "thôn" not in phrase) == [
        "Kết luận về nông nghiệp",
        "Đô thị nông nghiệp",
    ]


def test_several_segments_answer_as_one() -> None:
    parts = [phrase_arrays(NAMED[:4], TEXTS[:6]), phrase_arrays(NAMED[4:], TEXTS[6:]), phrase_arrays([], [])]
    whole = Suggestions([phrase_arrays([*NAMED, *NAMED[:0]], [])])
    for typed in ("nong", "minh", "9", "nq"):
        assert Suggestions(parts).suggest(typed, 5) == Suggestions([merge(parts)]).suggest(typed, 5)
        assert Suggestions(parts).suggest(typed, 5) == whole.suggest(typed, 5)


def test_counts_of_segments_are_added() -> None:
    rare, often = phrase_arrays([("Nông thôn", Kind.HEADING)], []), phrase_arrays([("Nông dân", Kind.HEADING)] * 2, [])
    assert Suggestions([rare, often]).suggest("nong", 1) == ["Nông dân"]
    assert Suggestions([rare, often, rare, rare]).suggest("nong", 1) == ["Nông thôn"]
    assert Suggestions([merge([rare, often, rare, rare])]).suggest("nong", 1) == ["Nông thôn"]


def test_arrays_may_be_mapped_files(tmp_path: Path) -> None:
    arrays = phrase_arrays(NAMED, TEXTS)
    for name, array in arrays.items():
        np.save(tmp_path / f"{name}.npy", array)
    mapped = {name: np.load(tmp_path / f"{name}.npy", mmap_mode="r") for name in arrays}
    assert Suggestions([mapped]).suggest("nong", 5) == Suggestions([arrays]).suggest("nong", 5)


def test_the_arrays_are_small() -> None:
    """At most a tenth of the text, or 64 KB when that is less; what is worth least is left out."""
    words = [f"{first}{vowel}{last}" for first in "bcdghklmnt" for vowel in "aeiou" for last in ("n", "ng", "t", "c")]
    named = [(f"{one} {other}", Kind.HEADING) for one in words for other in words[:40]]
    arrays = phrase_arrays([*named, ("Nông thôn mới", Kind.TITLE)], [])
    assert sum(array.nbytes for array in arrays.values()) <= AT_LEAST + 100
    assert 500 < len(arrays["counts"]) < len(named)
    assert Suggestions([arrays]).suggest("nong", 1) == ["Nông thôn mới"]


def test_a_long_title_is_cut() -> None:
    [shown] = Suggestions([phrase_arrays([("Về " + "rừng " * 50, Kind.TITLE)], [])]).suggest("ve", 5)
    assert len(shown.split()) == 14


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=12))
def test_every_suggestion_goes_on_as_typed(texts: list[str], typed: str) -> None:
    library = Suggestions([phrase_arrays([(text, Kind.HEADING) for text in texts], texts * 4)])
    for one in library.suggest(typed, 8):
        assert fold_text(typed).rpartition(" ")[0] in fold_text(one)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("nông thôn mớiabcđXÁ -,.", max_size=30), max_size=6))
@example(["a", "a."])  # one phrase, kept as the first is written
def test_every_phrase_is_found(texts: list[str]) -> None:
    library = Suggestions([phrase_arrays([(text, Kind.HEADING) for text in texts], [])])
    # A sign at a phrase's end is not kept.
    whole = {one for text in texts for one in (" ".join(text.split()), " ".join(text.split()).rstrip(" -,."))}
    for text in texts:
        asked = fold_text(text)
        if 0 < len(asked.split()) <= 14:
            assert asked in {fold_text(one) for one in library.suggest(asked, 99)} or asked in whole
