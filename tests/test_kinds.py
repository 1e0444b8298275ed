"""Kinds of papers and their symbols."""

import pytest

from corpus.kinds import kind_at_start, kind_named, kinds_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("KẾT LUẬN", "Kết luận"),
        ("thong bao", "Thông báo"),
        ("Thông tư liên tịch", "Thông tư liên tịch"),
        ("Kết luận này", None),
        ("", None),
    ],
)
def test_kind_named(text: str, kind: str | None) -> None:
    assert kind_named(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("THÔNG BÁO KẾT LUẬN", "Thông báo"),
        ("Thông tư liên tịch số 2", "Thông tư liên tịch"),
        ("Ban Thường vụ", None),
    ],
)
def test_kind_at_start(text: str, kind: str | None) -> None:
    assert kind_at_start(text) == kind


@pytest.mark.parametrize(
    ("symbol", "kinds"),
    [
        ("KL", ("Kết luận",)),
        ("QĐ", ("Quyết định", "Quy định")),
        ("QĐi", ("Quy định",)),
        ("CT", ("Chỉ thị",)),
        ("CTr", ("Chương trình",)),
        ("TT", ("Thông tri", "Thông tư")),
        ("kl", ("Kết luận",)),
        ("ZZ", ()),
    ],
)
def test_kinds_of(symbol: str, kinds: tuple[str, ...]) -> None:
    assert kinds_of(symbol) == kinds
