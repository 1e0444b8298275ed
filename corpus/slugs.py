"""Permanent names: the id of a paper, readable; the id of a paragraph, short."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from corpus.document import Document
from corpus.text import fold_text

LONGEST = 60
SHORTEST_PID = 5
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"

# A paper's permanent name; "09-NQ/TU" is none.
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def paper_id(document: Document, taken: Callable[[str], bool]) -> str:
    """
    25-KL/TU of Hà Tĩnh in 2014 -> `25-kl-tu-ha-tinh-2014`; with `-2` when that is taken.
    """
    known = (
        [document.number, document.place, str(document.year or "")]
        if document.number
        else [
            document.doc_type,
            *(fold_text(document.title or _first_words(document)).split()[:10]),
            document.place,
            str(document.year or ""),
        ]
    )
    slug = _slug(" ".join(part for part in known if part)) or "van-ban"
    name, count = slug, 1
    while taken(name):
        count += 1
        name = f"{slug}-{count}"
    return name


def may_be_name(value: str) -> bool:
    """Whether a paper may be called so; whether one is, the register knows."""
    return _NAME.fullmatch(value) is not None


def paragraph_id(paper: str, text: str, taken: Callable[[str], bool], times: int = 0) -> str:
    """At least five characters with a digit among them, so that it is never taken for a word.

    Made from the text, so that a library that is read anew on another machine mostly gives the same links; but what
    counts is the register: an id that is taken is never given twice. `times` says how often the paper has said the
    same before: then so many ids are taken, and need not be tried.
    """
    for attempt in range(times, times + 1_000_000):
        bits = int.from_bytes(hashlib.sha256(f"{paper}\n{text}\n{attempt}".encode()).digest(), "big")
        # Longer after some attempts: a large library has used up many of the short ones.
        length = SHORTEST_PID + (attempt - times) // 16
        name = "".join(_LETTERS[bits >> (256 - 5 * place) & 31] for place in range(1, length + 1))
        if any(letter.isdigit() for letter in name) and not taken(name):
            return name
    raise AssertionError("a million ids of growing length cannot all be taken")


def _first_words(document: Document) -> str:
    return next((p.text for section in document.sections for p in section.paragraphs if p.text), "")


def _slug(text: str) -> str:
    words: list[str] = []
    for word in fold_text(text).split():
        if sum(map(len, words)) + len(words) + len(word) > LONGEST:
            break
        words.append("".join(c for c in word if c.isascii() and c.isalnum()))
    return "-".join(word for word in words if word)
