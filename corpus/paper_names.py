"""Papers that are called by a name instead of a number: `Nghị quyết Trung ương 4 (khóa XII)`, `Luật Đất đai năm 2013`.

A name becomes one key for all its spellings; a paper has it when its own title block says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.kinds import kind_named
from corpus.party_terms import TERM, roman
from corpus.text import fold_text

_ORDINALS = {
    word: place
    for place, words in enumerate(
        ("nhất|1", "hai|nhì|2", "ba|3", "tư|bốn|4", "năm|5", "sáu|6", "bảy|bẩy|7", "tám|8", "chín|9", "mười|10")
        + ("mười một|11", "mười hai|12", "mười ba|13", "mười bốn|mười tư|14", "mười lăm|15"),
        start=1,
    )
    for word in map(fold_text, words.split("|"))
}
_ORDINAL = r"(?:mười\s+(?:một|hai|ba|bốn|tư|lăm)|nhất|hai|nhì|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|\d{1,2})"

# "Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII", "Hội nghị Trung ương 5 khoá X", "Trung ương 04 khóa XI",
# "Hội nghị lần thứ 4, Ban Chấp hành Trung ương Đảng (khóa XII)", "Ban Chấp hành Trung ương 4 (khoá XII)"
_PLENUM = re.compile(
    rf"""
    (?:
        Hội\snghị\s+lần\s+thứ\s+(?P<before>{_ORDINAL})[\s,]+(?:của\s+)?(?:Ban\s+Chấp\s+hành\s+|BCH\s+)?Trung\s+ương(?:\s+Đảng)?
      | (?:Hội\snghị\s+)?(?:Ban\s+Chấp\s+hành\s+)?Trung\s+ương\s+(?:Đảng\s+)?(?:lần\s+thứ\s+)?(?P<behind>{_ORDINAL})
    )
    [\s,]*\(?\s*kh(?:óa|oá)\s+(?P<term>[IVXL]+)(?P<second>\s+và\s+(?:kh(?:óa|oá)\s+)?[IVXL]+)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "Đại hội đại biểu toàn quốc lần thứ XIII", "Đại hội XIII của Đảng"; not a province's, "Đại hội Đảng bộ tỉnh …"
_CONGRESS = re.compile(
    r"Đại\s+hội\s+(?:đại\s+biểu\s+)?(?:toàn\s+quốc\s+)?(?:lần\s+thứ\s+)?(?P<term>[IVXL]+)(?!\w)", re.IGNORECASE
)
_LAW = re.compile(
    r"^(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>.+?)\s+(?:năm\s+)?(?P<year>(?:19|20)\d\d)$", re.IGNORECASE
)
_DAY = re.compile(r"\s+ngày\s+\d{1,2}(?:\s+tháng\s+\d{1,2})?(?:\s+năm)?$", re.IGNORECASE)

LAWS = ("Luật", "Bộ luật", "Pháp lệnh")


def name_keys(cited: str) -> tuple[str, ...]:
    """The keys of a named citation; two for one that names two papers, none for a name that many papers share.

    >>> name_keys("Nghị quyết Trung ương 04 khóa XI"), name_keys("Nghị quyết của Tỉnh ủy")
    (('nghi quyet|tw|4|11',), ())
    """
    kind = kind_named(next(iter(re.findall(r"^\w+\s\w+", cited)), ""))
    plenum = _PLENUM.search(cited)
    if plenum and kind:
        return tuple(_plenum_keys(plenum, kind))
    congress = _CONGRESS.search(cited)
    if congress and kind:
        return (_key(kind, "dh", roman(congress["term"])),)
    law = _LAW.match(cited)
    return (law_key(law["kind"], _DAY.sub("", law["name"]), int(law["year"])),) if law else ()


def own_names(doc_type: str | None, head: str, title: str | None, year: int | None) -> Iterator[str]:
    """The keys that a paper gives itself in its head: kind word, title and letterhead."""
    if doc_type in LAWS and title and year:
        yield law_key(doc_type, title, year)
    elif doc_type:
        for plenum in _PLENUM.finditer(head):
            yield from _plenum_keys(plenum, doc_type)
        for congress in _CONGRESS.finditer(head):
            yield _key(doc_type, "dh", roman(congress["term"]))


def law_key(kind: str, name: str, year: int) -> str:
    bare = re.sub(r"[\s,]*\(?số\b.*$", "", name, flags=re.IGNORECASE)
    return _key(kind, "", fold_text(bare), year)


def _plenum_keys(plenum: re.Match[str], kind: str) -> Iterator[str]:
    number = _ORDINALS.get(fold_text(plenum["before"] or plenum["behind"]))
    if number is None:
        return
    yield _key(kind, "tw", number, roman(plenum["term"]))
    if plenum["second"]:
        both = TERM.search(f"khóa {plenum['second'].split()[-1]}")
        yield from [_key(kind, "tw", number, roman(both["term"]))] if both else []


def _key(kind: str, *parts: object) -> str:
    return "|".join([fold_text(kind), *map(str, parts)])
