"""Which citation of a paper spells out what a short one means: `Nghị quyết số 09` after the whole number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Citation
from corpus.numbers import read_number
from corpus.text import fold_text

# "(sau đây gọi tắt là Đề án số 07)", "gọi chung là Chương trình số 12"
_CALLED = re.compile(r"gọi\s+(?:tắt|chung)?\s*là\s*[“\"]?\s*$", re.IGNORECASE)
_SERIAL = re.compile(r"số\s+0*(?P<serial>\d+)", re.IGNORECASE)


def stands_for(alias: int, citations: Sequence[Citation], texts: Sequence[str]) -> int | None:
    """The citation that spells out what a short one means, by their places in the paper; `texts[n]` holds the nth."""
    called = fold_text(citations[alias].text)
    for place, one in enumerate(citations):
        if one.form == "alias" and fold_text(one.text) == called and _CALLED.search(texts[place][: one.start]):
            return _before(place, citations)
    return _of_serial(citations[alias], citations)


def _before(place: int, citations: Sequence[Citation]) -> int | None:
    """The last number before the definition, in the same paragraph."""
    here = citations[place]
    fitting = [
        index
        for index, one in enumerate(citations[:place])
        if one.form == "numbered" and (one.path, one.paragraph) == (here.path, here.paragraph)
    ]
    return fitting[-1] if fitting else None


def _of_serial(alias: Citation, citations: Sequence[Citation]) -> int | None:
    """`Nghị quyết số 09` is the one 09-NQ that the paper names by its whole number; of two it is neither."""
    serial = _SERIAL.search(alias.text)
    found: dict[tuple[str, ...], int] = {}
    for index, one in enumerate(citations):
        number = read_number(one.number) if one.number and one.form == "numbered" else None
        is_serial = number is not None and serial is not None and number.key[0] == serial["serial"]
        if number and is_serial and alias.doc_type in (one.doc_type, *number.kinds):
            found.setdefault(number.key, index)
    return next(iter(found.values())) if len(found) == 1 else None
