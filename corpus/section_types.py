"""What a section is there for: its own heading tells, else the cue in its first sentence, else its parent.

To teach it a phrase, add it to the row of its type. Phrases are compared folded; among several the first in the
text wins.
"""

from __future__ import annotations

import re

from corpus.document import SectionType
from corpus.text import fold_text
from corpus.tree import Node

# Nouns that name a section in its heading.
HEADING_CUES: dict[SectionType, tuple[str, ...]] = {
    SectionType.CAUSES: ("nguyên nhân", "tình hình trên"),
    SectionType.RESULTS: (
        "kết quả", "đánh giá tình hình", "tình hình", "ưu điểm", "thành tựu", "những mặt được", "đánh giá chung",
        "nhận định", "mặt mạnh",
    ),
    SectionType.SHORTCOMINGS: (
        "hạn chế", "khuyết điểm", "tồn tại", "yếu kém", "thiếu sót", "khó khăn, vướng mắc", "khó khăn", "bất cập",
        "những mặt chưa được",
    ),
    SectionType.LESSONS: ("bài học", "kinh nghiệm"),
    SectionType.VIEWPOINTS: ("quan điểm", "tư tưởng chỉ đạo", "phương châm"),
    SectionType.GOALS: ("mục tiêu", "chỉ tiêu", "mục đích"),
    SectionType.TASKS: (
        "nhiệm vụ", "giải pháp", "phương hướng", "nội dung trọng tâm", "công việc trọng tâm", "yêu cầu chung",
    ),
    SectionType.CARRYING_OUT: (
        "tổ chức thực hiện", "phân công thực hiện", "trách nhiệm thi hành",
        "trách nhiệm thực hiện", "hiệu lực thi hành",
        "điều khoản thi hành", "tổ chức triển khai", "phân công trách nhiệm", "trách nhiệm tổ chức thực hiện",
    ),
    SectionType.PROPOSALS: ("đề xuất", "kiến nghị", "đề nghị"),
}  # fmt: skip

# How a sentence begins that turns to another matter, wherever it stands.
OPENING_CUES: dict[SectionType, tuple[str, ...]] = {
    SectionType.SHORTCOMINGS: (
        "tuy nhiên", "bên cạnh những kết quả", "bên cạnh kết quả", "bên cạnh những ưu điểm", "hạn chế, khuyết điểm",
        "về hạn chế", "những hạn chế", "một số hạn chế", "tồn tại, hạn chế",
    ),
    SectionType.CAUSES: (
        "nguyên nhân", "tình hình trên có", "những hạn chế trên có nguyên nhân",
        "những hạn chế nêu trên có nguyên nhân",
    ),
    SectionType.LESSONS: ("bài học kinh nghiệm",),
}  # fmt: skip

# Cues anywhere in the first sentence; they count only where no heading above has spoken.
SENTENCE_CUES: dict[SectionType, tuple[str, ...]] = {
    SectionType.PROPOSALS: ("những đề xuất, kiến nghị", "các đề xuất, kiến nghị", "các kiến nghị của"),
    SectionType.CARRYING_OUT: (
        "chủ trì, phối hợp", "chủ trì phối hợp", "theo dõi, đôn đốc", "theo dõi, chỉ đạo, kiểm tra, đôn đốc",
        "định kỳ báo cáo", "xây dựng kế hoạch triển khai", "xây dựng kế hoạch thực hiện", "tổ chức quán triệt",
        "giao văn phòng", "giao ban", "giao sở", "chịu trách nhiệm thi hành", "có hiệu lực",
    ),
    SectionType.SHORTCOMINGS: (
        "còn bất cập", "còn hạn chế", "hạn chế, khuyết điểm", "còn một số hạn chế", "chưa đáp ứng",
    ),
    SectionType.RESULTS: (
        "đã đạt được", "đạt được nhiều kết quả", "kết quả tích cực",
        "chuyển biến tích cực", "đã có bước chuyển biến",
        "đạt và vượt", "đạt kết quả", "ghi nhận", "đánh giá cao", "biểu dương", "cơ bản hoàn thành",
    ),
    SectionType.GOALS: ("phấn đấu đến năm", "mục tiêu"),
    SectionType.TASKS: (
        "nhiệm vụ, giải pháp", "nhiệm vụ trọng tâm", "nhiệm vụ", "trong thời gian tới",
        "yêu cầu các", "đề nghị các",
        "cần tập trung",
    ),
}  # fmt: skip

# Verbs that begin a task.
TASK_VERBS = (
    "tiếp tục", "tăng cường", "đẩy mạnh", "nâng cao", "tập trung", "phát huy", "quán triệt", "triển khai", "thực hiện",
    "xây dựng", "đổi mới", "rà soát", "kiện toàn", "khắc phục", "chú trọng", "chủ động", "lãnh đạo", "chỉ đạo",
    "bảo đảm", "đảm bảo", "khẩn trương", "hoàn thiện", "củng cố",
    "quan tâm", "giao", "yêu cầu", "đề nghị", "phối hợp", "huy động",
    "làm tốt", "kịp thời", "thường xuyên", "đào tạo", "phấn đấu", "ưu tiên", "siết chặt", "giữ vững", "để tiếp tục",
)  # fmt: skip

# Words that may stand before the noun of a heading: "Về những khuyết điểm", "Một số nhiệm vụ".
_LEADING_WORDS = 3

Cues = tuple[tuple[SectionType, str], ...]


def _folded(table: dict[SectionType, tuple[str, ...]]) -> Cues:
    return tuple((type_, f" {fold_text(phrase)} ") for type_, phrases in table.items() for phrase in phrases)


_HEADING = _folded(HEADING_CUES)
_OPENING = _folded(OPENING_CUES)
_SENTENCE = _folded(SENTENCE_CUES)
_CARRYING_OUT = tuple(cue for cue in _SENTENCE if cue[0] is SectionType.CARRYING_OUT)
_VERBS = tuple(f"{fold_text(verb)} " for verb in TASK_VERBS)

_FIRST_SENTENCE = re.compile(r"[^.;!?]{0,600}")


def type_of(node: Node, parent: SectionType | None) -> SectionType:
    """The type of a numbered section under a parent of the given type (None: it stands outermost)."""
    known = parent if parent not in (None, SectionType.CONTENT, SectionType.OPENING) else None
    if node.lead_in:
        return node.lead_in.type
    if node.heading:
        return _heading_type(node.heading, bool(known)) or known or SectionType.CONTENT
    sentence = _FIRST_SENTENCE.match(node.paragraphs[0]).group() if node.paragraphs else ""  # type: ignore[union-attr]
    turned = _earliest(_OPENING, sentence, 1)
    if turned:
        return turned
    if known:
        return known
    return _sentence_type(sentence) or parent or SectionType.CONTENT


def names_a_type(heading: str) -> bool:
    """Whether a heading says what its section is there for: `TỔ CHỨC THỰC HIỆN`."""
    return _earliest(_HEADING, heading, _LEADING_WORDS) is not None


def _heading_type(heading: str, nested: bool) -> SectionType | None:
    cue = _earliest(_HEADING, heading, _LEADING_WORDS if nested else None)
    task = _begins_task(heading)
    if nested:
        return cue
    return SectionType.TASKS if task and cue is not SectionType.CARRYING_OUT else cue


def _sentence_type(sentence: str) -> SectionType | None:
    if _begins_task(sentence):
        carrying = _earliest(_CARRYING_OUT, sentence, 2)
        return carrying or SectionType.TASKS
    return _first_listed(sentence)


def _first_listed(sentence: str) -> SectionType | None:
    folded = f" {fold_text(sentence)} "
    return next((type_ for type_, cue in _SENTENCE if cue in folded), None)


def _begins_task(text: str) -> bool:
    return f"{fold_text(text[:40])} ".startswith(_VERBS)


def _earliest(cues: Cues, text: str, within: int | None) -> SectionType | None:
    """The type whose cue comes first in the text, beginning among its first `within` syllables."""
    folded = f" {fold_text(text[:400])} "
    found = [(place, -len(cue), type_.value) for type_, cue in cues if (place := folded.find(cue)) >= 0]
    if within is not None:
        found = [row for row in found if folded[: row[0] + 1].count(" ") <= within]
    return SectionType(min(found)[2]) if found else None
