"""A short name stands for the paper that it was given to, and for no other."""

import pytest

from corpus.lines import Line, Source
from corpus.parser import parse


def cited(*texts: str) -> list[tuple[str, str | None]]:
    """The aliases in a paper of these paragraphs, each with its number."""
    paper = parse(Source(tuple(Line(text, gap=True) for text in texts)))
    return [(citation.text, citation.number) for citation in paper.citations if citation.form == "alias"]


@pytest.mark.parametrize(
    "given",
    [
        "Quyết định số 57-QĐ/TU về đào tạo cán bộ (sau đây gọi tắt là Đề án số 57) đã qua.",
        "Quyết định số 57-QĐ/TU về đào tạo cán bộ (gọi tắt là “Đề án số 57”) đã qua.",
        "Quyết định số 57-QĐ/TU về đào tạo cán bộ, gọi chung là Đề án số 57, đã qua.",
        "Quyết định số 57-QĐ/TU của Tỉnh ủy về việc ban hành Đề án số 57 đã qua.",
    ],
)
def test_a_name_that_is_given_is_understood_from_there_on(given: str) -> None:
    assert cited("1. Sau 5 năm, kết quả tốt.", given, "2. Thực hiện Đề án số 57 của Tỉnh ủy.") == [
        ("Đề án số 57", "57-QĐ/TU"),
        ("Đề án số 57 của Tỉnh ủy", "57-QĐ/TU"),
    ]


def test_a_title_is_a_name_whatever_its_capitals() -> None:
    assert cited(
        "1. Quyết định số 57-QĐ/TU về ban hành Đề án “nâng cao chất lượng tổ thôn” đã qua.",
        "2. Thực hiện Đề án “Nâng cao chất lượng tổ thôn” đến năm 2030.",
    ) == [
        ("Đề án “nâng cao chất lượng tổ thôn”", "57-QĐ/TU"),
        ("Đề án “Nâng cao chất lượng tổ thôn”", "57-QĐ/TU"),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("1. Thực hiện Quyết định số 57-QĐ/TU; tổng kết Đề án số 57.",),  # side by side, not said to be one
        ("1. Thực hiện Quyết định số 57-QĐ/TU.", "2. Sau đây gọi là Đề án số 57."),  # another paragraph
        ("1. Đề án số 57 (sau đây gọi là Quyết định số 57-QĐ/TU).",),  # the other way round
        ("1. Quyết định số 57-QĐ/TU (sau đây gọi là Quyết định), nối tiếp Đề án số 56, đã qua.",),
        ("1. Quyết định số 57-QĐ/TU. Tỉnh đã ban hành Đề án số 57.",),  # another sentence
    ],
)
def test_nothing_is_guessed(texts: tuple[str, ...]) -> None:
    assert {number for _, number in cited(*texts)} == {None}
