"""What a line of an export must look like: one shape for each table, said once, and the fault of a value in words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.document import SectionType
from corpus.errors import LibraryBroken
from corpus.viet_nam_time import day_of

# The id of a paper as `slugs` makes it; of a withdrawn one what `prints` puts in its place.
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|thu-hoi_[a-z2-7]{16}")
_PID = re.compile(r"(?=.*[2-7])[a-z2-7]{5,64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_LONGEST_NAME = 200
_SHOWN = 40  # letters of a wrong value that its refusal repeats


@dataclass(frozen=True)
class Plain:
    """A value without parts. One that may be null may also be missing in an older file."""

    said: str  # what it has to be, for the reader
    fits: Callable[[Any], bool]
    may_be_null: bool = False


@dataclass(frozen=True)
class Listed:
    """A list of values of one shape."""

    of: Shape


@dataclass(frozen=True)
class Object:
    """An object with these names and no others."""

    parts: Mapping[str, Shape]
    always: frozenset[str] = frozenset()  # names that every file has, even where they hold null


Shape = Plain | Listed | Object


def fault(value: Any, shape: Shape, name: str = "") -> str | None:
    """What is wrong with a value, and where in it; None: nothing.

    >>> fault({"pid": "k7m2q", "since": 0}, Object({"pid": PID, "since": GENERATION}))
    '“since” không đúng kiểu: 0, mà phải là một số nguyên từ 1'
    """
    if isinstance(shape, Object):
        return _fault_of_object(value, shape, name)
    if isinstance(shape, Listed):
        if type(value) is not list:
            return _wrong(name, value, "một danh sách")
        faults = (fault(one, shape.of, f"{name}[{place}]") for place, one in enumerate(value))
        return next((one for one in faults if one), None)
    if value is None:
        return None if shape.may_be_null else f"thiếu “{name}”"
    return None if shape.fits(value) else _wrong(name, value, shape.said)


def _fault_of_object(value: Any, shape: Object, name: str) -> str | None:
    if type(value) is not dict:
        return _wrong(name, value, "một đối tượng")
    if strange := value.keys() - shape.parts.keys():
        return f"không ai biết “{_inside(name, _short(min(strange)))}” là gì"
    if missing := shape.always - value.keys():
        return f"thiếu “{_inside(name, min(missing))}”"
    faults = (fault(value.get(one), part, _inside(name, one)) for one, part in shape.parts.items())
    return next((one for one in faults if one), None)


def _inside(name: str, part: str) -> str:
    return f"{name}.{part}" if name else part


def _wrong(name: str, value: Any, said: str) -> str:
    return f"“{name}” không đúng kiểu: {_short(value)}, mà phải là {said}"


def _short(value: Any) -> str:
    """A few letters of what stands there, whatever it is: the terminal must be able to print them."""
    if isinstance(value, dict | list):
        return "một danh sách" if isinstance(value, list) else "một đối tượng"
    shown = str(value) if not isinstance(value, int) or abs(value) < 10**_SHOWN else "một số rất lớn"
    return ascii(shown)[1:-1][:_SHOWN] if not _is_text(shown) else shown[:_SHOWN]


# Plain values


def _is_text(value: Any) -> bool:
    """Whatever can be written as UTF-8: half a letter, or the sign that ends a string in C, is no text."""
    try:
        return type(value) is str and "\0" not in value and bool(value.encode() or True)
    except UnicodeEncodeError:
        return False


def _is_order(value: Any) -> bool:
    """Sections, each with the number of a paragraph in it, or with null for its heading."""
    number = _is_whole(0, 2**53)
    return type(value) is list and all(
        type(one) is list and len(one) == 2 and number(one[0]) and (one[1] is None or number(one[1])) for one in value
    )


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: type(value) is str and pattern.fullmatch(value) is not None


def _is_time(value: Any) -> bool:
    return _matches(_TIME)(value) and _is_read(day_of, value)


def _is_day(value: Any) -> bool:
    return _matches(_DAY)(value) and _is_read(date.fromisoformat, value)


def _is_read(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except (ValueError, LibraryBroken):
        return False
    return True


def _is_whole(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _one_of(*values: str, may_be_null: bool = False) -> Plain:
    return Plain(" hoặc ".join(values), lambda value: type(value) is str and value in values, may_be_null)


def _is_share(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and 0 <= value <= 1


def _complete(parts: Mapping[str, Shape], later: Mapping[str, Shape] | None = None) -> Object:
    """An object whose names are all there; only those that `later` versions brought may be missing."""
    return Object({**parts, **(later or {})}, frozenset(parts))


def _or_null(shape: Plain) -> Plain:
    return Plain(shape.said, shape.fits, may_be_null=True)


TEXT = Plain("chữ", _is_text)
TEXT_OR_NULL = _or_null(TEXT)
NAME = Plain(
    "mã của một văn bản", lambda value: type(value) is str and len(value) <= _LONGEST_NAME and _matches(_NAME)(value)
)
PID = Plain("mã của một đoạn", _matches(_PID))
GENERATION = Plain("một số nguyên từ 1", _is_whole(1, 2**53))
COUNT = Plain("một số nguyên từ 0", _is_whole(0, 2**53))
TIME = Plain("thời điểm như 2024-05-01T08:00:00+00:00", _is_time)
DAY_OR_NULL = Plain("ngày như 2024-05-01", _is_day, may_be_null=True)
YEAR_OR_NULL = Plain("một năm", _is_whole(1, 9999), may_be_null=True)
SHA256 = Plain("tổng SHA-256 (64 chữ số hệ 16)", _matches(re.compile(r"[0-9a-f]{64}")))
# An entry of a set that is measured lies in no file of its own.
FILE_SHA256 = Plain(SHA256.said, lambda value: value == "" or SHA256.fits(value))
TEXT_KEY = Plain("tổng ngắn (16 chữ số hệ 16)", _matches(re.compile(r"[0-9a-f]{16}")))
PRINT = Plain("dấu vân (chữ số hệ 16)", _matches(re.compile(r"[0-9a-f]{8,256}")))

# What a withdrawn paper is known again by (`prints`), and `sha256`: a sum that has not been salted yet.
KIND = _one_of("sha256", "sum", "known", "place", "words", "other")

_SECTION = _complete(
    {
        "path": TEXT,
        "label": TEXT_OR_NULL,
        "heading": _or_null(PID),
        "type": _one_of(*(one.value for one in SectionType)),
        "paragraphs": Listed(PID),
    }
)
_CITATION = _complete(
    {
        "text": TEXT,
        "start": COUNT,
        "end": COUNT,
        "form": _one_of("numbered", "named", "alias", "self"),
        "number": TEXT_OR_NULL,
        "doc_type": TEXT_OR_NULL,
        "issuing_body": TEXT_OR_NULL,
        "date": DAY_OR_NULL,
        "path": TEXT,
        "paragraph": _or_null(COUNT),
    }
)
_METADATA = ("doc_type", "number", "issuing_body", "signing_body", "place", "place_printed", "title", "signer_name")
CONTENT = _complete(
    {
        **dict.fromkeys((*_METADATA, "signer_role"), TEXT_OR_NULL),
        "date": DAY_OR_NULL,
        "conference_date": DAY_OR_NULL,
        "year": YEAR_OR_NULL,
        "sections": Listed(_SECTION),
        "citations": Listed(_CITATION),
        "warnings": Listed(TEXT),
    },
    later={"order": Plain("một danh sách vị trí", _is_order, may_be_null=True)},
)

# Lines

_SPAN = {"since": GENERATION, "until": _or_null(GENERATION)}

HEAD = Object({"register": GENERATION, "generation": COUNT})
END = Object({"rows": COUNT})

# In this order each line speaks only of what earlier lines have named.
ROWS: Mapping[str, Object] = {
    "generations": Object({"number": GENERATION, "started": TIME, "finished": TIME}),
    "names": Object({"name": NAME, "paper": NAME, "since": GENERATION}),
    "identities": Object({"pid": PID, "paper": NAME, "since": GENERATION, "came_from": _or_null(PID)}),
    "papers": Object(
        {
            "paper": NAME,
            **_SPAN,
            "text_sha256": SHA256,
            "number_key": TEXT_OR_NULL,
            "body": TEXT_OR_NULL,
            "year": YEAR_OR_NULL,
            "content": CONTENT,
            "content_sha256": SHA256,
        }
    ),
    "paragraphs": Object(
        {
            "pid": PID,
            "paper": NAME,
            **_SPAN,
            "role": _one_of("heading", "paragraph"),
            "path": TEXT,
            "text": TEXT,
            "text_key": TEXT_KEY,
        }
    ),
    "sources": Object(
        {
            "origin": TEXT,
            "source": TEXT,
            "paper": NAME,
            **_SPAN,
            "sha256": FILE_SHA256,
            "text_sha256": _or_null(SHA256),
        }
    ),
    "citations": Object(
        {
            "paper": NAME,
            **_SPAN,
            "pid": _or_null(PID),
            "path": TEXT,
            "text": TEXT,
            "number": TEXT_OR_NULL,
            "number_key": TEXT_OR_NULL,
        }
    ),
    "redirects": Object({"pid": PID, "target": PID, **_SPAN, "reason": _one_of("merged", "joined")}),
    "doubts": Object(
        {"paper": NAME, "old": PID, "new": PID, "likeness": Plain("một số từ 0 đến 1", _is_share), **_SPAN}
    ),
    "forgotten": Object(
        {"paper": NAME, "since": GENERATION, "at": TIME, "who": TEXT_OR_NULL, "why": TEXT_OR_NULL, "salt": TEXT_OR_NULL}
    ),
    "refused": Object({"kind": KIND, "print": PRINT, "paper": NAME, **_SPAN}),
}
