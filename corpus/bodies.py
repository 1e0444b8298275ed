"""Issuing bodies in normal form, without place and term: `BTV Tỉnh uỷ Minh Họa khóa XI` → `Ban Thường vụ Tỉnh ủy`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.text import collapse, fold, old_tones, syllable_places, syllable_texts, syllables

_COMMITTEES = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Quận ủy")
_LEVELS = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn", "đặc khu")
_ADVISERS = (
    "Văn phòng", "Ban Tổ chức", "Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính", "Ban Tuyên giáo và Dân vận",
    "Ủy ban Kiểm tra", "Ban Kinh tế", "Ban Đối ngoại",
)  # fmt: skip
_FIELDS = (
    "Nội vụ", "Tài chính", "Tư pháp", "Công Thương", "Y tế", "Xây dựng", "Giáo dục và Đào tạo", "Quốc phòng",
    "Công an", "Ngoại giao", "Khoa học và Công nghệ", "Nông nghiệp và Môi trường", "Kế hoạch và Đầu tư",
    "Nông nghiệp và Phát triển nông thôn", "Tài nguyên và Môi trường", "Giao thông vận tải",
    "Lao động - Thương binh và Xã hội", "Văn hóa, Thể thao và Du lịch", "Thông tin và Truyền thông",
    "Dân tộc và Tôn giáo", "Du lịch", "Ngoại vụ",
)  # fmt: skip

# Bodies that took the place of others in 2025: who asks for the new one also means its forerunners' papers.
FORERUNNERS: dict[str, tuple[str, ...]] = {
    "Ban Tuyên giáo và Dân vận": ("Ban Tuyên giáo", "Ban Dân vận"),
    "Đảng ủy Ủy ban nhân dân": ("Ban cán sự đảng Ủy ban nhân dân",),
    "Đảng ủy các cơ quan Đảng": ("Đảng ủy Khối các cơ quan",),
    "Nông nghiệp và Môi trường": ("Nông nghiệp và Phát triển nông thôn", "Tài nguyên và Môi trường"),
    "Dân tộc và Tôn giáo": ("Ban Dân tộc", "Ủy ban Dân tộc"),
}

# Two names of one body, both in use at the same time.
OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "Tỉnh ủy": ("Ban Chấp hành Đảng bộ tỉnh",),
    "Thành ủy": ("Ban Chấp hành Đảng bộ thành phố",),
    "Huyện ủy": ("Ban Chấp hành Đảng bộ huyện",),
}


def _names() -> Iterator[tuple[str, str]]:
    """Every printed name that we know, and the normal form it stands for."""
    for name in (
        "Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư", "Chính phủ", "Thủ tướng Chính phủ", "Quốc hội",
        "Ủy ban Thường vụ Quốc hội", "Quân ủy Trung ương", "Văn phòng Trung ương Đảng", "Văn phòng Chính phủ",
        "Văn phòng Quốc hội", "Chủ tịch nước", "Tòa án nhân dân tối cao", "Viện Kiểm sát nhân dân tối cao",
        "Thanh tra Chính phủ", "Ngân hàng Nhà nước", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Ban Chấp hành Đảng bộ",
        "Tổng Liên đoàn Lao động Việt Nam", "Đảng ủy Quân sự", "Đảng ủy Công an", "Đảng ủy Khối", "Chi bộ", "Chi ủy",
        "Hội đồng nhân dân", "Ủy ban nhân dân", "Đảng ủy", "Ban Thường vụ Đảng ủy", "Ban Chấp hành", "Ban Thường vụ",
        "Thường trực Đảng ủy", "Thường trực Ủy ban nhân dân",
    ):  # fmt: skip
        yield name, name
    yield from _short_names()
    for field in _FIELDS:
        yield f"Bộ {field}", f"Bộ {field}"
        yield f"Sở {field}", f"Sở {field}"
    for adviser in _ADVISERS:
        yield (
            f"{adviser} Trung ương",
            f"{adviser} Trung ương" if adviser != "Văn phòng" else "Văn phòng Trung ương Đảng",
        )
    for committee in _COMMITTEES:
        yield committee, committee
        for office in ("Ban Thường vụ", "Thường trực", "Ban cán sự đảng", *_ADVISERS):
            yield f"{office} {committee}", f"{office} {committee}"
    for level in _LEVELS:
        yield from _of_level(level)


def _short_names() -> Iterator[tuple[str, str]]:
    yield "BCH Trung ương", "Ban Chấp hành Trung ương"
    yield "Trung ương", "Ban Chấp hành Trung ương"
    yield "Trung ương Đảng", "Ban Chấp hành Trung ương"
    yield "Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương"
    yield "Ban Bí thư Trung ương Đảng", "Ban Bí thư"
    yield "Bộ Chính trị, Ban Chấp hành Trung ương", "Bộ Chính trị"
    yield "Thủ tướng", "Thủ tướng Chính phủ"
    for committee in _COMMITTEES:
        yield f"BTV {committee}", f"Ban Thường vụ {committee}"
        yield f"TT {committee}", f"Thường trực {committee}"
    yield "BTV", "Ban Thường vụ"


def _of_level(level: str) -> Iterator[tuple[str, str]]:
    congress = f"Ban Chấp hành Đảng bộ {level}"
    yield congress, congress
    yield f"BCH Đảng bộ {level}", congress
    for name in ("Ủy ban nhân dân", "Hội đồng nhân dân"):
        short = "UBND" if name.startswith("Ủy") else "HĐND"
        for office in (
            "",
            "Thường trực ",
            "Chủ tịch ",
            "Văn phòng ",
            "Ban cán sự đảng ",
            "Đảng đoàn ",
            "Đảng ủy ",
        ):
            yield f"{office}{name} {level}", f"{office}{name} {level}"
            yield f"{office}{short} {level}", f"{office}{name} {level}"
    yield f"Ủy ban Mặt trận Tổ quốc Việt Nam {level}", f"Ủy ban Mặt trận Tổ quốc Việt Nam {level}"
    if level in ("xã", "phường", "thị trấn", "đặc khu"):
        for office in ("", "Ban Thường vụ ", "Thường trực "):
            yield f"{office}Đảng ủy {level}", f"{office}Đảng ủy {level}"


@cache
def _tree() -> dict[str, object]:
    root: dict[str, object] = {}
    for printed, normal in _names():
        node = root
        for syllable in syllables(printed):
            node = node.setdefault(fold(syllable.text), {})  # type: ignore[assignment]
        node[""] = normal
    return root


@dataclass(frozen=True)
class FoundBody:
    """A body in normal form, and where it is printed."""

    name: str
    start: int
    end: int


def find_bodies(text: str) -> Iterator[FoundBody]:
    """The bodies that a text names, the longest name at each place.

    >>> [found.name for found in find_bodies("của BTV Tỉnh uỷ và UBND tỉnh")]
    ['Ban Thường vụ Tỉnh ủy', 'Ủy ban nhân dân tỉnh']
    """
    folded = list(map(fold, syllable_texts(text)))
    places: list[tuple[int, int]] = []  # asked for only where a body is named: most texts name none
    position = 0
    while position < len(folded):
        name, length = _longest_at(folded, position) if folded[position] in _tree() else (None, 1)
        if name:
            places = places or syllable_places(text)
            yield FoundBody(name, places[position][0], places[position + length - 1][1])
        position += length


def _longest_at(folded: Sequence[str], position: int) -> tuple[str | None, int]:
    """The longest name that begins here, and how many syllables it takes; one where none does."""
    node, name, length = _tree(), None, 1
    for place in range(position, len(folded)):
        following = node.get(folded[place])
        if not isinstance(following, dict):
            break
        node = following
        if isinstance(node.get(""), str):
            name, length = str(node[""]), place - position + 1
    return name, length


def body_at(text: str, start: int = 0) -> FoundBody | None:
    """The body that is named right at `start`, or None."""
    piece = text[start : start + 160]
    found = next(find_bodies(piece), None)
    if found and not piece[: found.start].strip():
        return FoundBody(found.name, start + found.start, start + found.end)
    return None


def body_name(printed: str) -> str:
    """A body in normal form, also one that no table knows: `TRƯỜNG CHÍNH TRỊ` → `Trường chính trị`."""
    printed = collapse(printed).strip(" ,.;:*-")
    known = body_at(printed)
    if known:
        return known.name
    return old_tones(printed.capitalize() if printed.isupper() else printed)
