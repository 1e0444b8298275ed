"""Section types: heading, then cue, then parent."""

import pytest

from corpus.document import SectionType
from corpus.labels import Rung
from corpus.section_types import names_a_type, type_of
from corpus.tree import Node


def node(heading: str | None = None, text: str | None = None, rung: Rung = Rung.ARABIC) -> Node:
    return Node(rung, "1", "1", "1.", heading, [text] if text else [])


@pytest.mark.parametrize(
    ("heading", "parent", "expected"),
    [
        ("ĐÁNH GIÁ KẾT QUẢ TRỒNG CÂY", None, "ket_qua"),
        ("VỀ ĐÁNH GIÁ TÌNH HÌNH", None, "ket_qua"),
        ("Kết quả thực hiện nhiệm vụ", None, "ket_qua"),
        ("Những khuyết điểm, tồn tại phải sửa", "ket_qua", "han_che"),
        ("Về ưu điểm", "ket_qua", "ket_qua"),
        ("Nguyên nhân của hạn chế", "ket_qua", "nguyen_nhan"),
        ("Tình hình trên có nguyên nhân từ thời tiết", "han_che", "nguyen_nhan"),
        ("NHIỆM VỤ, GIẢI PHÁP TRONG THỜI GIAN TỚI", None, "nhiem_vu"),
        ("QUAN ĐIỂM, MỤC TIÊU", None, "quan_diem"),
        ("Mục tiêu cụ thể", None, "muc_tieu"),
        ("Bài học kinh nghiệm", "ket_qua", "bai_hoc"),
        ("TỔ CHỨC THỰC HIỆN", None, "to_chuc_thuc_hien"),
        ("Về những đề xuất, kiến nghị", None, "de_xuat_kien_nghi"),
        ("Tăng cường kiểm tra, khắc phục hạn chế", None, "nhiem_vu"),
        # a noun far inside says nothing about a section under a known heading
        ("Nâng cao nhận thức về mục tiêu của Nghị quyết", "nhiem_vu", "nhiem_vu"),
        ("Đối với việc trồng cây", "han_che", "han_che"),
        ("Phạm vi điều chỉnh", None, "noi_dung"),
    ],
)
def test_by_heading(heading: str, parent: str | None, expected: str) -> None:
    assert type_of(node(heading), SectionType(parent) if parent else None).value == expected


@pytest.mark.parametrize(
    ("text", "parent", "expected"),
    [
        ("Sau 5 năm, việc trồng cây đã đạt được nhiều kết quả.", None, "ket_qua"),
        ("Tuy nhiên, một số nơi còn bất cập.", None, "han_che"),
        ("Tuy nhiên, một số nơi còn bất cập.", "ket_qua", "han_che"),
        ("Tiếp tục trồng cây.", None, "nhiem_vu"),
        ("Sở Nội vụ chủ trì, phối hợp với các sở.", None, "to_chuc_thuc_hien"),
        ("Sở Nội vụ chủ trì, phối hợp với các sở.", "nhiem_vu", "nhiem_vu"),
        ("Công tác kiểm tra còn hạn chế.", "ket_qua", "ket_qua"),
        ("Trời hôm nay đẹp.", None, "noi_dung"),
        ("Trời hôm nay đẹp.", "muc_tieu", "muc_tieu"),
    ],
)
def test_by_sentence(text: str, parent: str | None, expected: str) -> None:
    assert type_of(node(text=text), SectionType(parent) if parent else None).value == expected


def test_without_any_text() -> None:
    assert type_of(node(), None) is SectionType.CONTENT


@pytest.mark.parametrize(("heading", "expected"), [("TỔ CHỨC THỰC HIỆN", True), ("HỘI ĐỒNG NHÂN DÂN", False)])
def test_names_a_type(heading: str, expected: bool) -> None:
    assert names_a_type(heading) is expected
