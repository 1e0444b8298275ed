"""What a letterhead tells: number line, place and date, the body that speaks. What is not printed is None."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus.bodies import FoundBody, body_name, find_bodies
from corpus.dates import first_date
from corpus.lines import Line, in_capitals
from corpus.numbers import read_number
from corpus.places import known_province, place_name
from corpus.text import fold_text

# "Hà Tĩnh, ngày 29 tháng 9 năm 2014", "TP. Hồ Chí Minh, ngày    tháng 9 năm 2014"
PLACE_AND_DATE = re.compile(r"^\W*(?P<place>[^\W\d_][^,\d]{1,40}),\s*(?=ngày(?![^\W\d])|\d{1,2}[/.-]\d)", re.IGNORECASE)

# "TỈNH ỦY MINH HỌA", "Ủy ban nhân dân thành phố Minh Họa", "của Tỉnh uỷ Minh Họa khóa X"
_PROVINCE = re.compile(
    r"\b(?P<rank>tỉnh\s+(?:ủy|uỷ)|tỉnh|thành\s+(?:ủy|uỷ)|thành\s+phố)\s+(?P<name>[^\W\d_]+(?:[\s–-]+[^\W\d_]+){0,4})",
    re.IGNORECASE,
)

# "TỈNH ỦY MINH HỌA ĐẢNG CỘNG SẢN VIỆT NAM": two columns of which the reader made one line
_MOTTO = re.compile(
    r"""
    \b(?: ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM
      | CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM
      | ĐỘC\s+LẬP\s*[-–]\s*TỰ\s+DO\s*[-–]\s*HẠNH\s+PHÚC )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

# "Số 25-KL/TU Minh Họa, ngày 29 tháng 9 năm 2014": the same of number and place
_NUMBER_AND_PLACE = re.compile(
    r"(\W*số\b.*?/\S+?)\s+(?=[^\W\d_][^,\d]{1,40},\s*(?:ngày\b|\d{1,2}[/.-]\d))", re.IGNORECASE
)

_MOTTOES = ("dang cong san viet nam", "cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc")


def columns_of(line: Line) -> tuple[tuple[str, ...], ...]:
    """The rows of a letterhead's line; columns that stand in one cell are taken apart."""
    return tuple(tuple(part for cell in row for part in (_apart(cell) if cell else [cell])) for row in line.columns)


def _apart(cell: str) -> list[str]:
    """
    >>> _apart("TỈNH ỦY MINH HỌA ĐẢNG CỘNG SẢN VIỆT NAM")
    ['TỈNH ỦY MINH HỌA', 'ĐẢNG CỘNG SẢN VIỆT NAM']
    >>> _apart("Số 25-KL/TU Minh Họa, ngày 29 tháng 9 năm 2014")
    ['Số 25-KL/TU', 'Minh Họa, ngày 29 tháng 9 năm 2014']
    """
    motto = _MOTTO.search(cell)
    if motto and _may_follow_motto(cell[motto.end() :]):
        before, after = cell[: motto.start()].strip(), cell[motto.end() :].strip()
        return [*(_apart(before) if before else []), motto.group(), *(_apart(after) if after else [])]
    number = _NUMBER_AND_PLACE.match(cell)
    return [number[1], cell[number.end() :]] if number else [cell]


def _may_follow_motto(rest: str) -> bool:
    """Not `LẦN THỨ XIII`, as in `ĐẠI HỘI ĐẢNG CỘNG SẢN VIỆT NAM LẦN THỨ XIII`."""
    rest = rest.strip(" *-–—_|")
    return not rest or bool(_MOTTO.match(rest) or PLACE_AND_DATE.match(rest) or rest.lower().startswith("số"))


def is_motto(cell: str) -> bool:
    return fold_text(cell) in _MOTTOES


def is_number_line(cell: str) -> bool:
    return len(cell) < 60 and cell.lower().lstrip(" (*").startswith("số") and read_number(cell) is not None


def paper_date(cells: Sequence[str]) -> date | None:
    """The date that stands with the place, else one that stands alone with the number."""
    for cell in cells:
        if PLACE_AND_DATE.match(cell) and (found := first_date(cell)):
            return found
    for cell in cells:
        if len(cell) < 60 and (found := first_date(cell)):
            return found
    return None


def read_place_and_date(text: str) -> tuple[str, date | None] | None:
    """`Hà Tĩnh, ngày 29 tháng 9 năm 2014` → the place as printed, and the date."""
    match = PLACE_AND_DATE.match(text)
    return (match["place"].strip(), first_date(text)) if match and len(text) < 80 else None


def paper_place(cells: Sequence[str], title: str) -> tuple[str | None, str | None]:
    """The province in normal form, and the place as printed."""
    stated = next((found[0] for cell in cells if (found := read_place_and_date(cell))), None)
    named = [name for cell in cells if (name := province_in(cell))]
    named += [name for name in [province_in(title)] if name and known_province(name)]
    if stated and known_province(stated):
        return known_province(stated), stated
    if named:
        return place_name(named[0]), stated or named[0]
    return (place_name(stated), stated) if stated and _is_provincial(cells) else (None, stated)


def _is_provincial(cells: Sequence[str]) -> bool:
    """Whether nothing in the letterhead says that the paper comes from below a province."""
    lower = (
        "huyen uy",
        "quan uy",
        "thi uy",
        "dang uy",
        "huyen",
        "xa",
        "phuong",
        "thi tran",
        "thi xa",
        "chi bo",
    )
    return not any(f" {word} " in f" {fold_text(cell)} " for cell in cells for word in lower)


def province_in(text: str) -> str | None:
    """The name behind `tỉnh` or `tỉnh ủy`, as printed: `TỈNH ỦY MINH HỌA` → `MINH HỌA`."""
    for match in _PROVINCE.finditer(text):
        capitals = in_capitals(match.group())
        words: list[str] = []
        for word in re.split(r"\s+", match["name"]):
            if not word[0].isupper() and word not in "–-" or fold_text(word) in ("khoa", "lan"):
                break
            words.append(word)
        name = " ".join(words)
        known = known_province(" ".join(words[:2])) or known_province(name)
        city = fold_text(match["rank"]).startswith("thanh")
        if not words or fold_text(name) in ("uy", "ly") or city and not known or capitals and _is_no_place(name):
            continue
        return " ".join(words[:2]) if known_province(" ".join(words[:2])) and not known_province(name) else name
    return None


def _is_no_place(name: str) -> bool:
    return fold_text(name).split()[0] in ("ve", "uy", "tai", "va", "khoa", "lan", "hoi", "ban", "nam")


def body_in_letterhead(lines: Sequence[Line]) -> str | None:
    """The lowest body of the left column; two lines may make one name: `ỦY BAN NHÂN DÂN` / `TỈNH MINH HỌA`."""
    left = [row[0] for line in lines for row in columns_of(line) if row[0]]
    names = [cell for cell in left if in_capitals(cell) and not is_motto(cell) and not is_number_line(cell)]
    names = [cell for cell in names if not cell.startswith("VĂN BẢN MẪU") and not PLACE_AND_DATE.match(cell)]
    if not names:
        return None
    bodies = list(find_bodies(" ".join(names)))
    if not bodies:
        return body_name(names[-1])
    return _with_committee(names, bodies)


def _with_committee(names: Sequence[str], bodies: Sequence[FoundBody]) -> str:
    """`TỈNH ỦY MINH HỌA` / `BAN TỔ CHỨC` is the Ban Tổ chức Tỉnh ủy."""
    own = next(find_bodies(f"{names[-1]} {bodies[0].name}"), None) if len(names) > 1 else None
    if own and own.name != bodies[-1].name and own.name.endswith(bodies[0].name):
        return own.name
    return bodies[-1].name
