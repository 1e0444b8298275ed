"""Which paragraph is which: through corrections, insertions, removals and renumbering, and never by guessing."""

from __future__ import annotations

import time

import pytest
from filing import TASKS
from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import Passage, _rising, match
from corpus.text import new_tones, old_tones

A, B, C, D = TASKS
NEW = "Chuẩn bị tốt nội dung và nhân sự đại hội chi bộ nhiệm kỳ mới theo đúng hướng dẫn của cấp trên."


def passages(*texts: str, first: int = 1) -> list[Passage]:
    """Points 1, 2, 3 …"""
    return [Passage(str(number), "paragraph", text) for number, text in enumerate(texts, start=first)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([A, B, C], [A, B, C], [0, 1, 2]),
        ([], [A], [None]),
        ([A], [], []),
        ([A, B, C], [C, A, B], [2, 0, 1]),  # moved
        ([A, C], [A, B, C], [0, None, 1]),  # inserted
        ([NEW, A, B], [A, B], [1, 2]),  # removed and renumbered
        ([A, B, C], [A, NEW, C], [0, None, 2]),  # replaced by something else: a new paragraph
        ([A, B, C], [A, B.replace("ngày 30 tháng 6", "ngày 31 tháng 12"), C], [0, 1, 2]),
        ([A, B, C], [A, f"{B} Báo cáo kết quả trong quý III.", C], [0, 1, 2]),
        ([A, B, C], [A.upper(), B, C.lower()], [0, 1, 2]),
        (["Như trên.", A, "Như trên."], ["Như trên.", A, "Như trên."], [0, 1, 2]),  # equal texts, by place
        (["Như trên.", A, "Như trên."], ["Như trên.", A], [0, 1]),
        (["Như trên.", A, "Như trên."], [A, "Như trên."], [1, 2]),
        ([A, B, C, D], [NEW, f"{A} Thêm.", f"{B} Thêm.", f"{C} Thêm.", D], [None, 0, 1, 2, 3]),
    ],
)
def test_match(old: list[str], new: list[str], found: list[int | None]) -> None:
    assert match(passages(*old), passages(*new)).same == found


@pytest.mark.parametrize("change", [old_tones, new_tones])
def test_tone_style(change) -> None:  # type: ignore[no-untyped-def]
    texts = ["Uỷ ban nhân dân thuỷ điện Hoà Bình.", "Ủy ban nhân dân thủy lợi Hòa An.", "Uỷ ban nhân dân xã."]
    assert match(passages(*texts), passages(*map(change, texts))).same == [0, 1, 2]


def test_composed_or_not() -> None:
    import unicodedata

    decomposed = [unicodedata.normalize("NFD", text) for text in TASKS]
    assert match(passages(*TASKS), passages(*decomposed)).same == [0, 1, 2, 3]


def test_renumbered() -> None:
    corrected = [f"{text} Định kỳ báo cáo." for text in TASKS]
    assert match(passages(*TASKS), passages(NEW, *corrected)).same == [None, 0, 1, 2, 3]


@pytest.mark.parametrize("moved", [0, 3])
def test_a_paragraph_that_moved_does_not_part_the_others(moved: int) -> None:
    """It bounded the gap of its neighbours, and every corrected one behind it got a new id."""
    texts = [*TASKS, "Năm.", "Sáu."]
    order = [5, 0, 1, 2, 3, 4] if moved == 0 else [1, 2, 3, 4, 5, 0]
    kept = {0, 4, 5}
    new = [texts[place] if place in kept else f"{texts[place]} Hằng năm báo cáo." for place in order]
    assert match(passages(*texts), passages(*new)).same == order


def test_a_heading_of_one_format_is_a_paragraph_of_another() -> None:
    """Bold letters make a heading in a .docx and are lost in a .txt: the words are the same, and so is the link."""
    assert match([Passage("1", "heading", A)], [Passage("1", "paragraph", A)]).same == [0]
    both = [Passage("1", "heading", A), Passage("2", "paragraph", A)]
    assert match(both, both[::-1]).same == [1, 0]


def test_same_place_helps_and_does_not_decide() -> None:
    old, new = "Thời gian thực hiện: năm 2014.", "Kinh phí thực hiện: do ngân sách tỉnh bảo đảm."
    assert match(passages(old), passages(new)).same == [None]
    assert match(passages("Thời hạn: quý IV năm 2014."), passages("Thời hạn: quý II năm 2015.")).same == [0]


@given(st.lists(st.sampled_from([*TASKS, NEW, "Như trên.", "", "Một."]), max_size=8), st.data())
def test_one_to_one_and_equal_texts_first(old: list[str], data: st.DataObject) -> None:
    new = data.draw(st.permutations(old))
    found = match(passages(*old), passages(*new)).same
    matched = [index for index in found if index is not None]
    assert len(set(matched)) == len(matched)
    for text, index in zip(new, found):
        if old.count(text) == 1:
            assert index == old.index(text)


@given(st.lists(st.integers(0, 30), unique=True))
def test_rising(numbers: list[int]) -> None:
    rising = _rising(numbers)
    assert rising == sorted(rising)
    assert [number for number in numbers if number in set(rising)] == rising
    longest = [1] * len(numbers)
    for end, last in enumerate(numbers):
        longest[end] = 1 + max((longest[i] for i in range(end) if numbers[i] < last), default=0)
    assert len(rising) == max(longest, default=0)


LONG = f"{A} {B} {C}"


@pytest.mark.parametrize(
    ("old", "new", "same", "split_from"),
    [
        ([f"{A} {B}", C], [A, B, C], [0, None, 1], {1: 0}),
        ([D, LONG], [D, A, B, C], [0, 1, None, None], {2: 1, 3: 1}),
        ([f"{A} {B}"], [A, B.replace("ngày 30 tháng 6", "ngày 31 tháng 12")], [0, None], {1: 0}),
        ([f"Thời hạn: quý IV. {A}"], ["Thời hạn: quý IV.", A], [0, None], {1: 0}),  # the first part, however short
        ([f"{A} {B}"], [A], [0], {}),  # cut short is not split
        ([f"{A} {B}"], [A, NEW], [0, None], {}),
    ],
)
def test_split(old: list[str], new: list[str], same: list[int | None], split_from: dict[int, int]) -> None:
    found = match(passages(*old), passages(*new))
    assert (found.same, found.split_from, found.merged_into) == (same, split_from, {})


@pytest.mark.parametrize(
    ("old", "new", "same", "merged_into"),
    [
        ([A, B, C], [f"{A} {B}", C], [0, 2], {1: 0}),
        ([D, A, B, C], [D, LONG], [0, 1], {2: 1, 3: 1}),
        ([A, B.replace("ngày 30 tháng 6", "ngày 31 tháng 12")], [f"{A} {B}"], [0], {1: 0}),
        (["Thời hạn: quý IV.", A], [f"Thời hạn: quý IV. {A}"], [0], {1: 0}),
        ([A, NEW], [f"{A} {B}"], [0], {}),  # grown is not merged: what was removed beside it stays removed
        ([A, B], [f"{A} {NEW}", B], [0, 1], {}),
    ],
)
def test_merge(old: list[str], new: list[str], same: list[int | None], merged_into: dict[int, int]) -> None:
    found = match(passages(*old), passages(*new))
    assert (found.same, found.merged_into, found.split_from) == (same, merged_into, {})


UNSURE = "Tăng cường công tác tuyên truyền, vận động hội viên phân loại rác và trả lại vỏ bao bì thuốc sau khi dùng."


@pytest.mark.parametrize(
    ("old", "new", "same", "doubts"),
    [
        ([A, B], [UNSURE, B], [None, 1], [(0, 0)]),  # half of its words
        ([A, B], [NEW, B], [None, 1], []),  # nothing of it: nobody needs to look
        # Two that are alike, one of them gone: either may be the one that is left.
        ([f"{A} Quý I.", f"{A} Quý II."], [f"{A} Quý III."], [None], [(0, 0)]),
    ],
)
def test_doubts(old: list[str], new: list[str], same: list[int | None], doubts: list[tuple[int, int]]) -> None:
    found = match([Passage(str(n), "paragraph", text) for n, text in enumerate(old)], passages(*new, first=7))
    assert found.same == same
    assert [(doubt.old, doubt.new) for doubt in found.doubts] == doubts


def test_moved_and_changed() -> None:
    """Beyond its neighbours only a text that is nearly the same is taken for the same."""
    old, new = [A, B, C, D], [B, C, D, A.replace("vận động", "hướng dẫn")]
    assert match(passages(*old), passages(*new)).same == [1, 2, 3, 0]
    new[3] = UNSURE
    assert match(passages(*old), passages(*new)).same == [1, 2, 3, None]


def test_template_sentences_are_not_confused() -> None:
    """Offices repeat themselves: only the order and the few words that differ tell which is which."""
    bodies = ("Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng", "Ban Dân vận Tỉnh ủy", "Văn phòng Tỉnh ủy")
    texts = [f"Giao {body} chủ trì, phối hợp với các cơ quan liên quan tham mưu thực hiện." for body in bodies]
    changed = [text.replace("tham mưu", "tham mưu, đôn đốc") for text in texts]
    assert match(passages(*texts), passages(*changed)).same == [0, 1, 2, 3, 4]
    assert match(passages(*texts), passages(*changed[::-1])).same == [4, 3, 2, 1, 0]


def test_500_paragraphs_all_corrected() -> None:
    texts = [f"{TASKS[number % 4]} Nội dung số {number} của xã thứ {number * 7}." for number in range(500)]
    old = passages(*texts)
    new = passages(*(text.replace("Nội dung", "Nội dung sửa đổi") for text in texts))
    started = time.perf_counter()
    found = match(old, new).same
    assert sum(place == index for place, index in enumerate(found)) >= 499
    # `python -m bench.links` prints the time; here it only must not grow with the square of the paper.
    assert time.perf_counter() - started < 20
