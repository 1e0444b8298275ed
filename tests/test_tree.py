"""The numbering tree, block by block."""

import pytest

from corpus.blocks import Block
from corpus.labels import Rung, read_label
from corpus.tree import Tree, is_heading


def block(line: str, emphasised: bool = False) -> Block:
    label = read_label(line)
    return Block(line[label.end :] if label else line, label, emphasised)


def tree(*lines: str) -> Tree:
    built = Tree()
    for line in lines:
        piece = block(line)
        if piece.label:
            built.labelled(piece.label, piece)
        else:
            built.plain(piece.text)
    return built


def test_a_segment_that_repeats_is_counted() -> None:
    assert [node.path for node in tree("I- Một", "1. a.", "1. b.", "II- Hai", "1. c.")] == [
        "I",
        "I/1",
        "I/1 (2)",
        "II",
        "II/1",
    ]


def test_a_list_goes_on_after_a_plain_paragraph() -> None:
    built = tree("1. a:", "- b.", "c.", "- d.")
    assert [(node.path, node.paragraphs) for node in built] == [
        ("1", ["a:", "c."]),
        ("1/gạch 1", ["b."]),
        ("1/gạch 2", ["d."]),
    ]


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (["1. a:", "- b."], [(0, None), (0, 0), (1, None), (1, 0)]),
        (["1. a:", "- b.", "c.", "- d."], [(0, None), (0, 0), (1, None), (1, 0), (0, 1), (2, None), (2, 0)]),
        # A heading has no paragraph; a label with nothing behind it begins where it stands all the same.
        (["I- Một", "1. a."], [(0, None), (1, None), (1, 0)]),
        (["1.", "- b.", "c."], [(0, None), (1, None), (1, 0), (0, 0)]),
    ],
)
def test_what_was_taken_keeps_its_order(lines: list[str], order: list[tuple[int, int | None]]) -> None:
    assert tree(*lines).order == order


def test_a_dash_that_ends_in_a_colon_keeps_what_follows() -> None:
    assert tree("1. a:", "- b:", "c.").nodes[1].paragraphs == ["b:", "c."]


@pytest.mark.parametrize(
    ("rung", "text", "emphasised", "expected"),
    [
        (Rung.ARABIC, "Về ưu điểm", False, True),
        (Rung.ARABIC, "Tiếp tục làm tốt.", False, False),
        (Rung.ARABIC, "Đạt kết quả sau:", False, False),
        (Rung.STAR, "Đối với cấp xã:", True, True),
        (Rung.ROMAN, "KẾT QUẢ;", False, True),
        (Rung.DASH, "Về ưu điểm", False, False),
        (Rung.DASH, "Về ưu điểm", True, True),
        (Rung.ARABIC, "x " * 200, False, False),
        (Rung.ARABIC, "", True, False),
    ],
)
def test_is_heading(rung: Rung, text: str, emphasised: bool, expected: bool) -> None:
    assert is_heading(rung, Block(text, None, emphasised)) is expected
