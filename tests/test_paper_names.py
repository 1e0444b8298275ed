"""One key for every spelling of a paper's name."""

from __future__ import annotations

import pytest

from corpus.paper_names import name_keys, own_names


@pytest.mark.parametrize(
    ("cited", "keys"),
    [
        ("Nghị quyết Trung ương 4 (khóa XII)", ("nghi quyet|tw|4|12",)),
        ("Nghị quyết Hội nghị Trung ương 4 khoá XII", ("nghi quyet|tw|4|12",)),
        ("Nghị quyết Trung ương 04 khóa XII", ("nghi quyet|tw|4|12",)),
        ("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII", ("nghi quyet|tw|4|12",)),
        ("Kết luận Hội nghị Trung ương 4 khóa XII", ("ket luan|tw|4|12",)),
        ("Nghị quyết Trung ương 04 khóa XI và khóa XII", ("nghi quyet|tw|4|11", "nghi quyet|tw|4|12")),
        ("Nghị quyết Trung ương 4", ()),  # of which term?
        ("Nghị quyết Đại hội XIII của Đảng", ("nghi quyet|dh|13",)),
        ("Luật Đất đai năm 2013", ("luat||dat dai|2013",)),
        ("Luật Giáo dục ngày 14 tháng 6 năm 2019", ("luat||giao duc|2019",)),
        ("Nghị quyết của Tỉnh ủy khóa XI", ()),
        ("Điều lệ Đảng", ()),
    ],
)
def test_name_keys(cited: str, keys: tuple[str, ...]) -> None:
    assert name_keys(cited) == keys


def test_a_paper_says_its_own_name() -> None:
    head = "NGHỊ QUYẾT HỘI NGHỊ LẦN THỨ TƯ BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XII về tăng cường xây dựng Đảng"
    assert list(own_names("Nghị quyết", head, "về tăng cường", 2016)) == ["nghi quyet|tw|4|12"]
    assert list(own_names("Luật", "LUẬT ĐẤT ĐAI", "ĐẤT ĐAI", 2013)) == ["luat||dat dai|2013"]
    assert list(own_names("Nghị quyết", "NGHỊ QUYẾT về phát triển du lịch", "về phát triển du lịch", 2016)) == []
