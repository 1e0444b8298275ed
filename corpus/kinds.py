"""The kinds of papers, their symbols in a number, and the kind word at the head of a paper."""

from __future__ import annotations

import re

from corpus.text import fold_text

# Kind → its symbols. Case tells CT from CTr. QĐ is also printed on a Quy định.
SYMBOLS: dict[str, tuple[str, ...]] = {
    "Kết luận": ("KL",),
    "Nghị quyết": ("NQ",),
    "Chỉ thị": ("CT",),
    "Quyết định": ("QĐ",),
    "Quy định": ("QĐi", "QyĐ", "QĐ"),
    "Quy chế": ("QC",),
    "Thông tri": ("TT",),
    "Thông tư": ("TT",),
    "Thông tư liên tịch": ("TTLT",),
    "Hướng dẫn": ("HD",),
    "Thông báo": ("TB",),
    "Báo cáo": ("BC",),
    "Kế hoạch": ("KH",),
    "Quy hoạch": ("QH",),
    "Chương trình": ("CTr",),
    "Đề án": ("ĐA",),
    "Phương án": ("PA",),
    "Dự án": ("DA",),
    "Tờ trình": ("TTr",),
    "Công văn": ("CV",),
    "Biên bản": ("BB",),
    "Thông cáo": ("TC",),
    "Công điện": ("CĐ",),
    "Hợp đồng": ("HĐ",),
    "Bản ghi nhớ": ("BGN",),
    "Bản thỏa thuận": ("BTT",),
    "Giấy ủy quyền": ("GUQ",),
    "Giấy mời": ("GM",),
    "Giấy giới thiệu": ("GGT",),
    "Nghị định": ("NĐ",),
    "Nghị quyết liên tịch": ("NQLT",),
    "Luật": ("L",),
    "Bộ luật": (),
    "Pháp lệnh": ("PL",),
    "Lệnh": (),
    "Hiến pháp": (),
    "Văn bản hợp nhất": ("VBHN",),
    "Cương lĩnh": (),
    "Điều lệ": (),
    "Chiến lược": (),
    "Tuyên bố": (),
    "Lời kêu gọi": (),
}

_BY_FOLDED = {fold_text(kind): kind for kind in SYMBOLS}
_BY_SYMBOL: dict[str, tuple[str, ...]] = {}
for _kind, _symbols in SYMBOLS.items():
    for _symbol in _symbols:
        _BY_SYMBOL[_symbol] = (*_BY_SYMBOL.get(_symbol, ()), _kind)

# Kind words, the longest first, for patterns: "Thông tư liên tịch" before "Thông tư".
KIND_WORDS = "|".join(re.escape(kind) for kind in sorted(SYMBOLS, key=len, reverse=True))


def kind_named(text: str) -> str | None:
    """The kind that a text names and nothing else, however it is accented: `KẾT LUẬN` → `Kết luận`."""
    return _BY_FOLDED.get(fold_text(text))


def kind_at_start(text: str) -> str | None:
    """The kind that a text begins with: `thong bao ket luan` → `Thông báo`."""
    words = fold_text(text[:80]).split()
    return next((_BY_FOLDED[start] for n in (4, 3, 2, 1) if (start := " ".join(words[:n])) in _BY_FOLDED), None)


def kinds_of(symbol: str) -> tuple[str, ...]:
    """The kinds that carry a symbol: `QĐ` → Quyết định, Quy định; case matters only where it must.

    >>> kinds_of("TTr"), kinds_of("QĐ")
    (('Tờ trình',), ('Quyết định', 'Quy định'))
    """
    if symbol in _BY_SYMBOL:
        return _BY_SYMBOL[symbol]
    return next((kinds for known, kinds in _BY_SYMBOL.items() if known.lower() == symbol.lower()), ())


def is_symbol(text: str) -> bool:
    """Whether a text is a kind's symbol, written with its proper capitals."""
    return text in _BY_SYMBOL
