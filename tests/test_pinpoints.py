"""The place inside the cited paper."""

from __future__ import annotations

import pytest

from corpus.pinpoints import pinned_section, pinpoint_before

PATHS = [
    "I",
    "II",
    "II/1",
    "II/2",
    "II/2/gạch 1",
    "III/2",
    "điều 5",
    "điều 5/khoản 2",
    "điều 5/khoản 2/điểm a",
    "3/3.1",
]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("theo khoản 2 Điều 5 ", "điều 5/khoản 2"),
        ("theo điểm a, khoản 2, Điều 5 của ", "điều 5/khoản 2/điểm a"),
        ("tại Điều 5 ", "điều 5"),
        ("tại mục II ", "II"),
        ("tại mục II.2 ", "II/2"),
        ("tại mục 2, phần II ", "II/2"),
        ("tại phần II, mục 2 ", "II/2"),
        ("tại điểm 3.1 ", "3/3.1"),
        ("tại mục 2 ", None),  # two sections are called so
        ("tại mục IX ", None),
        ("Điều 5 quy định việc thực hiện ", None),  # of another paper
        ("thực hiện ", None),
    ],
)
def test_pinned_section(words: str, path: str | None) -> None:
    assert pinned_section(pinpoint_before(f"{words}Nghị quyết", len(words)), PATHS) == path
