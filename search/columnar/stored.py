"""What hits show, as it is stored: a few sections of a paper compressed together, alone they are too short for it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

# So much text is unpacked to show one section of it: a hundredth of a millisecond. More of it would take longer, and
# less room: of 8,000 characters one and a half times as long, and .31 of the text instead of .38.
_GROUP_CHARACTERS = 3_000

# As `json.loads`, which also looks for encodings and for blanks at either end.
_read = json.JSONDecoder().raw_decode

# What zlib may take for granted: our own keys, and turns of phrase that such papers are full of. A paper is too short
# to be compressed well without. An index is made anew when this changes (`INDEX_NAME` in schema.py).
_FAMILIAR = (
    "theo quy định của pháp luật và các tổ chức, cá nhân có liên quan chịu trách nhiệm thực hiện nhiệm vụ, quyền hạn "
    "Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương Hội đồng nhân dân cấp huyện, cấp xã cơ quan nhà nước có "
    "thẩm quyền Bộ trưởng Bộ Chính phủ Thủ tướng trong thời hạn ngày làm việc kể từ ngày nhận được hồ sơ đối với "
    "trường hợp không được các đơn vị sự nghiệp công lập đầu tư xây dựng, quản lý, sử dụng đất đai, tài chính, ngân "
    "sách phát triển kinh tế - xã hội, quốc phòng - an ninh đào tạo, bồi dưỡng cán bộ, công chức, viên chức, người lao "
    "động, doanh nghiệp tăng cường lãnh đạo, chỉ đạo, kiểm tra, giám sát, báo cáo kết quả công tác nâng cao chất lượng "
    "hiệu quả Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, chính quyền, Mặt trận Tổ quốc và các đoàn thể nghị quyết, kết "
    "luận, chỉ thị, thông báo xây dựng Đảng, tổ chức đảng, đảng viên, nhân dân "
    '"trail":["],"heading":null,"paragraphs":[{"pid":"","text":"'
    '"}]}\n{"paper":"","path":"","type":"noi_dung","trail":[],"heading":{"pid":"","text":""},"paragraphs":[{"pid":"'
).encode()


def packed_in_groups(stored: Sequence[Mapping[str, Any]]) -> tuple[list[bytes], list[int]]:
    """What each section stores, and how far back the first of its group stands, which stores all of them."""
    groups: list[list[str]] = []
    back: list[int] = []
    room = 0
    for one in stored:
        text = json.dumps(one, ensure_ascii=False, separators=(",", ":"))
        if len(text) > room:
            groups.append([])
            room = _GROUP_CHARACTERS
        room -= len(text)
        back.append(len(groups[-1]))
        groups[-1].append(text)
    # A line each, so that only the one that is asked for need be parsed: JSON has no line feeds of its own.
    packed = iter(_packed("\n".join(group).encode()) for group in groups)
    return [b"" if place else next(packed) for place in back], back


def unpacked(packed: bytes, place: int) -> dict[str, Any]:
    """What the section at this place of its group stores."""
    stored: dict[str, Any] = _read(_lines(packed)[place].decode())[0]
    return stored


def unpacked_group(packed: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _lines(packed)]


def _lines(packed: bytes) -> list[bytes]:
    return zlib.decompressobj(zdict=_FAMILIAR).decompress(packed).split(b"\n")


def _packed(content: bytes) -> bytes:
    press = zlib.compressobj(level=9, zdict=_FAMILIAR)
    return press.compress(content) + press.flush()
