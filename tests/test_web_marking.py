"""Runs, marks and links of a text: whatever is cut, the words stay the author's."""

from __future__ import annotations

import pytest

from search.fragments import Fragment, whole
from search.marks import marked
from search.query import understand
from web.marking import Link, cells, heading_runs, joined


@pytest.mark.parametrize(
    "fragment, expected",
    [
        ((("cán", True), (" ", False), ("bộ", True)), (("cán bộ", True),)),
        ((("a", True), (" ", False), ("b", True), (" ", False), ("c", True)), (("a b c", True),)),
        ((("a ", False), ("b", True)), (("a ", False), ("b", True))),
        # near misses
        ((("cán", True), (", ", False), ("bộ", True)), (("cán", True), (", ", False), ("bộ", True))),
        (((" ", False), ("bộ", True)), ((" ", False), ("bộ", True))),
        ((), ()),
    ],
)
def test_joined(fragment: Fragment, expected: Fragment) -> None:
    assert joined(fragment) == expected


def test_a_heading_is_marked() -> None:
    assert heading_runs("Đội ngũ cán bộ thôn", understand("can bo")) == (
        ("Đội ngũ ", False),
        ("cán bộ", True),
        (" thôn", False),
    )


def test_a_stray_syllable_of_a_heading_is_not_marked() -> None:
    query = understand("nhiem vu")
    assert heading_runs("Nhiệm kỳ mới", query) == (("Nhiệm", True), (" kỳ mới", False))  # there is nothing else
    assert heading_runs("Nhiệm kỳ mới", query, {"nhiem", "vu"}) == (("Nhiệm kỳ mới", False),)
    assert heading_runs("Nhiệm vụ", query, {"nhiem", "vu"}) == (("Nhiệm vụ", True),)


@pytest.mark.parametrize("text", ["", "Đội ngũ ở thôn", "Về chuyển đổi số 15"])
@pytest.mark.parametrize("typed", ["can bo", '"cán bộ"', "ubnd xa", "15-KL/TU", ""])
def test_a_heading_without_the_querys_words_is_told_quickly_and_alike(text: str, typed: str) -> None:
    query = understand(typed)
    assert heading_runs(text, query) == joined(whole(marked(text, query)))


TEXT = "Thực hiện Kết luận số 15-KL/TU về cán bộ | 1,20 | thôn"


def test_marks_links_and_cells() -> None:
    link = Link(10, 30, "/van-ban/x")
    first, second, third = cells(marked(TEXT, understand("ket luan can bo thon")), [link])
    assert [(part.address, part.runs) for part in first] == [
        (None, (("Thực hiện ", False),)),
        ("/van-ban/x", (("Kết luận", True), (" số 15-KL/TU", False))),
        (None, ((" về ", False), ("cán bộ", True))),
    ]
    assert second[0].runs == (("1,20", False),)
    assert third[0].runs == (("thôn", True),)


@pytest.mark.parametrize(
    "links",
    [
        [],
        [Link(0, len(TEXT), "/whole")],  # over the cells: no link, all the text
        [Link(10, 30, "/a"), Link(20, 34, "/b")],  # the second begins inside the first
        [Link(30, 10, "/backwards")],
        [Link(22, 30, "/late"), Link(0, 4, "/early")],
    ],
)
def test_no_letter_is_lost(links: list[Link]) -> None:
    found = cells(marked(TEXT, understand("thuc thon luan")), links)
    texts = ["".join(text for part in cell for text, _ in part.runs) for cell in found]
    assert " | ".join(texts) == TEXT


def test_a_text_may_have_very_many_marks_links_and_cells() -> None:
    """What takes hours when every mark, link or cell looks at all others: a library may hold any file."""
    row = "cán bộ " * 10 + "số 1"
    text = " | ".join([row] * 10_000)
    links = [Link(start, start + 4, "/so/1") for start in range(len(row) - 4, len(text), len(row) + 3)]
    found = cells(marked(text, understand("can bo")), links)
    assert len(found) == len(links) == 10_000
    assert {tuple((part.address, part.runs) for part in cell) for cell in found} == {
        ((None, ((("cán bộ " * 10).strip(), True), (" ", False))), ("/so/1", (("số 1", False),)))
    }
    assert joined(whole(marked("cán bộ " * 100_000, understand("can bo")))) == (
        (("cán bộ " * 100_000).strip(), True),
        (" ", False),
    )
