"""Whose list a number stands on: the country's, a province's, that of a place below it; and when the list restarts."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from corpus.numbers import Number
from corpus.text import fold_text


class Level(Enum):
    """How far down the issuing body stands."""

    CENTRAL = "central"
    PROVINCE = "province"
    BELOW = "below"


class Restart(Enum):
    """When the count begins at 01 again."""

    NEVER = "never"  # the year is part of the number
    TERM = "term"
    YEAR = "year"


# Folded body symbols. "TW", "VPTW", "QUTW", "TWĐTN"; "CP", "TTg", "QH15", "VPCP", "BNV", "BGDĐT"; Supreme Court.
_CENTRAL = re.compile(r"tw.*|.*tw|cp|ttg|ctn|vpcp|vpqh|vpctn|qh\d*|ubtvqh\d*|nhnn|ttcp|tandtc|vksndtc|hdbcqg")
_MINISTRIES = frozenset(
    [
        "bca",
        "bct",
        "bgddt",
        "bgtvt",
        "bkhcn",
        "bkhdt",
        "bldtbxh",
        "bng",
        "bnnmt",
        "bnnptnt",
        "bnv",
        "bqp",
        "btc",
        "btnmt",
        "btp",
        "bttt",
        "bvhttdl",
        "bxd",
        "byt",
        "bdttg",
    ]
)
_BELOW = re.compile(r".*hu|.*qu|thu|.*thu|du|duk|duqs|duca|duubnd|cb|db|dang uy.*")
# Of the Party's symbols these end with the committee that they belong to.
_PROVINCE = re.compile(r"tu|.*tu")

_WORDS = (
    (
        Level.CENTRAL,
        ("trung uong", "bo chinh tri", "ban bi thu", "chinh phu", "thu tuong", "quoc hoi", "chu tich nuoc"),
    ),
    (
        Level.BELOW,
        ("huyen", "quan uy", "thi uy", "thi xa", "xa", "phuong", "thi tran", "dac khu", "dang uy", "chi bo"),
    ),
    (Level.PROVINCE, ("tinh", "tinh uy", "thanh uy", "thanh pho")),
)  # fmt: skip


def level_of_symbol(number: Number) -> Level | None:
    """What the symbol alone tells: `TU` is a province's, `HU` a district's; `UBND` may be anyone's.

    >>> level_of_symbol(Number("25", "KL", "TU")), level_of_symbol(Number("8", "QĐ", "UBND"))
    (<Level.PROVINCE: 'province'>, None)
    """
    _, _, kind, body = number.key
    head = re.split(r"[^a-z0-9]", body)[0]
    if _CENTRAL.fullmatch(body) or head in _MINISTRIES or _CENTRAL.fullmatch(kind):
        return Level.CENTRAL
    if body in ("ubnd", "hdnd", "btv"):
        return None
    if _BELOW.fullmatch(body):
        return Level.BELOW
    return Level.PROVINCE if _PROVINCE.fullmatch(body) else None


@lru_cache(maxsize=4_000)  # of the few bodies there are, thousands of citations tell
def level_of_body(name: str | None) -> Level | None:
    """What a body's name tells: `Ủy ban nhân dân xã` stands below a province."""
    folded = f" {fold_text(name or '')} "
    if folded.startswith((" so ", " bo ")):  # "Sở Lao động - Thương binh và Xã hội" is no commune
        return Level.PROVINCE if folded.startswith(" so ") else Level.CENTRAL
    return next((level for level, words in _WORDS if any(f" {word} " in folded for word in words)), None)


def restart_of(number: Number) -> Restart:
    """
    >>> restart_of(Number("25", "KL", "TU", party=True)), restart_of(Number("8", "QĐ", "UBND"))
    (<Restart.TERM: 'term'>, <Restart.YEAR: 'year'>)
    """
    if number.year or number.key[3].startswith(("qh", "ubtvqh")) and number.key[3][-1:].isdigit():
        return Restart.NEVER
    return Restart.TERM if number.party else Restart.YEAR
