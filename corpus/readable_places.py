"""Readable names of a place in a paper, as people write them into a URL: `II.2.1`, `3.2.gach-4`, `dieu-5.khoan-2`."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.register import RegisteredPaper
from corpus.text import fold, has_accents, nfc, spelling, syllables

# A permanent id: lower-case base32 with a digit among its letters. "gach-4" and "II" are none.
_PID = re.compile(r"(?=[a-z2-7]*[2-7])[a-z2-7]{5,}")
_SEPARATORS = re.compile(r"[./\s-]+")


def is_pid(name: str) -> bool:
    return bool(_PID.fullmatch(name))


def named_places(paper: RegisteredPaper, alias: str) -> list[str]:
    """The ids that a readable name leads to: of the sections called exactly so, else so but for the accents."""
    return _called(paper, alias, _is_exactly) or _called(paper, alias, _is_meant)


def _called(paper: RegisteredPaper, alias: str, fits: Callable[[str, str], bool]) -> list[str]:
    return [
        pid
        for section, ids in zip(paper.document.sections, paper.ids)
        if (fits(alias, section.path) or fits(alias, short_path(section.path)))
        and (pid := ids.heading or next(iter(ids.paragraphs), None))
    ]


def _is_exactly(alias: str, path: str) -> bool:
    """Separators are of one kind, letters stay as they are: "điểm đ" is not "điểm d", "I" not "i"."""
    return _SEPARATORS.split(nfc(alias).strip()) == _SEPARATORS.split(path)


def _is_meant(alias: str, path: str) -> bool:
    """Accents may be left out; those that were typed must be right: "diem-đ" is "điểm đ", "diem-d" is either."""
    typed, called = [one.text for one in syllables(nfc(alias))], [one.text for one in syllables(path)]
    return len(typed) == len(called) and all(
        spelling(one) == spelling(other) if has_accents(one) else fold(one) == fold(other)
        for one, other in zip(typed, called)
    )


def short_path(path: str) -> str:
    """Without the labels that the next one repeats: II/2/2.1 -> II/2.1."""
    segments = path.split("/")
    following = [*segments[1:], ""]
    return "/".join(one for one, after in zip(segments, following) if not after.startswith(f"{one}."))
