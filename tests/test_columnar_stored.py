"""What hits show is stored in groups of a few sections, and each comes back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.columnar.stored import packed_in_groups, unpacked, unpacked_group

records = st.lists(st.fixed_dictionaries({"path": st.text(), "text": st.text(max_size=3_000)}), max_size=30)


@given(records)
def test_each_section_comes_back(stored: list[dict[str, str]]) -> None:
    groups, back = packed_in_groups(stored)
    for number, one in enumerate(stored):
        group = groups[number - back[number]]
        assert group
        assert unpacked(group, back[number]) == unpacked_group(group)[back[number]] == one


def test_a_group_is_small_and_papers_of_many_sections_have_several() -> None:
    groups, back = packed_in_groups([{"text": "rừng " * 100}] * 200)
    assert 10 < sum(map(bool, groups)) < 100
    assert max(back) < 30


def test_together_they_take_less_than_half() -> None:
    sentence = "Giao Ủy ban nhân dân tỉnh tổ chức thực hiện, báo cáo kết quả trước ngày {} tháng 9."
    stored = [{"text": sentence.format(number)} for number in range(40)]
    groups, _ = packed_in_groups(stored)
    assert sum(len(group) for group in groups if group) < 0.2 * sum(len(str(one).encode()) for one in stored)


def test_nothing_to_store() -> None:
    assert packed_in_groups([]) == ([], [])
