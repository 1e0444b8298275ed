"""Provinces and centrally run cities as facts, and the place a text names: also places that no table knows."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.text import collapse, fold_text, old_tones

# The 34 since 2025-07-01, each with those it was made of (Nghị quyết 202/2025/QH15).
NEW_FROM_OLD: dict[str, tuple[str, ...]] = {
    "Tuyên Quang": ("Hà Giang", "Tuyên Quang"),
    "Lào Cai": ("Yên Bái", "Lào Cai"),
    "Thái Nguyên": ("Bắc Kạn", "Thái Nguyên"),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình", "Phú Thọ"),
    "Bắc Ninh": ("Bắc Giang", "Bắc Ninh"),
    "Hưng Yên": ("Thái Bình", "Hưng Yên"),
    "Hải Phòng": ("Hải Dương", "Hải Phòng"),
    "Ninh Bình": ("Hà Nam", "Nam Định", "Ninh Bình"),
    "Quảng Trị": ("Quảng Bình", "Quảng Trị"),
    "Đà Nẵng": ("Quảng Nam", "Đà Nẵng"),
    "Quảng Ngãi": ("Kon Tum", "Quảng Ngãi"),
    "Gia Lai": ("Bình Định", "Gia Lai"),
    "Khánh Hòa": ("Ninh Thuận", "Khánh Hòa"),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận", "Lâm Đồng"),
    "Đắk Lắk": ("Phú Yên", "Đắk Lắk"),
    "Hồ Chí Minh": ("Bà Rịa - Vũng Tàu", "Bình Dương", "Hồ Chí Minh"),
    "Đồng Nai": ("Bình Phước", "Đồng Nai"),
    "Tây Ninh": ("Long An", "Tây Ninh"),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang", "Cần Thơ"),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh", "Vĩnh Long"),
    "Đồng Tháp": ("Tiền Giang", "Đồng Tháp"),
    "Cà Mau": ("Bạc Liêu", "Cà Mau"),
    "An Giang": ("Kiên Giang", "An Giang"),
    **{
        name: (name,)
        for name in (
            "Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An",
            "Hà Tĩnh", "Cao Bằng",
        )
    },
}  # fmt: skip

# Other spellings and short names of a province.
OTHER_SPELLINGS: dict[str, tuple[str, ...]] = {
    "Huế": ("Thừa Thiên Huế", "TT Huế"),
    "Hồ Chí Minh": ("TP HCM", "TPHCM", "HCM", "Sài Gòn"),
    "Bà Rịa - Vũng Tàu": ("BRVT", "Vũng Tàu"),
    "Đắk Lắk": ("Đắc Lắc", "Daklak"),
    "Đắk Nông": ("Đắc Nông",),
    "Kon Tum": ("Kontum", "Công Tum"),
    "Bắc Kạn": ("Bắc Cạn",),
    "Gia Lai": ("Gialai",),
}
_KNOWN = {fold_text(name): name for names in NEW_FROM_OLD.values() for name in names}
_KNOWN |= {fold_text(spelling): name for name, spellings in OTHER_SPELLINGS.items() for spelling in spellings}

# "tỉnh ", "TP. ", "thành phố " before a name
_RANK = re.compile(r"^(?:tỉnh|thành\s+phố|t\.?\s?p\.?)\s+", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def known_province(name: str) -> str | None:
    """The province of that name in normal form, in any spelling: `TP. HCM` → `Hồ Chí Minh`; None when unknown."""
    bare = _RANK.sub("", collapse(name))
    return _KNOWN.get(fold_text(bare)) or _KNOWN.get(fold_text(name))


def place_name(printed: str) -> str:
    """A place in normal form, also one that no table knows: `MINH HỌA` → `Minh Họa`."""
    bare = _RANK.sub("", collapse(printed)).strip(" ,.;:")
    known = known_province(printed)
    if known:
        return known
    words = [word.capitalize() if word.isupper() and len(word) > 1 else word for word in bare.split()]
    return old_tones(" ".join(words))
