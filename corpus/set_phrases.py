"""Expressions that official papers write in one way only: what a clerk knows, and a small library cannot say."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from corpus.text import fold, spelling

# Only such as no other accents make sense of: "phấn đấu" alone would be wrong, a road has a `phần đầu`.
_PHRASES = """
mối quan hệ / mối liên hệ / phấn đấu đến / phấn đấu đạt / phấn đấu hoàn thành / phấn đấu trở thành / quyết tâm phấn đấu
tỉnh nhà / huyện nhà / nể nang / né tránh / đùn đẩy / nghị quyết / khuyết điểm / tuyên truyền / triển khai thực hiện
tổ chức thực hiện / nâng cao chất lượng / năng lực lãnh đạo / sức chiến đấu / cán bộ chủ chốt / đội ngũ cán bộ
công tác cán bộ / kiểm tra giám sát / tăng cường lãnh đạo / lãnh đạo chỉ đạo / phát triển kinh tế / trật tự an toàn
an sinh xã hội / giảm nghèo bền vững / xây dựng nông thôn mới / đời sống nhân dân / hệ thống chính trị
mặt trận tổ quốc / ủy ban nhân dân / hội đồng nhân dân / ban chấp hành đảng bộ / ban thường vụ / chương trình hành động
nhiệm vụ trọng tâm / khó khăn vướng mắc / vận động nhân dân / cải cách hành chính / thủ tục hành chính / chuyển đổi số
bảo vệ môi trường / giải phóng mặt bằng / xây dựng cơ bản / ngân sách nhà nước / phòng chống tham nhũng
tự phê bình và phê bình / đánh giá cán bộ / tinh giản biên chế / trách nhiệm người đứng đầu
"""

Gram = tuple[str, ...]


@cache
def set_phrases() -> dict[str, list[tuple[Gram, Gram]]]:
    """By their first folded syllable: each phrase folded and as it is spelled, the longest first."""
    found: defaultdict[str, list[tuple[Gram, Gram]]] = defaultdict(list)
    for phrase in _PHRASES.replace("\n", " / ").split(" / "):
        words = tuple(spelling(word.strip(",")) for word in phrase.split())
        if len(words) > 1:
            found[fold(words[0])].append((tuple(map(fold, words)), words))
    return {first: sorted(phrases, key=lambda one: -len(one[0])) for first, phrases in found.items()}
