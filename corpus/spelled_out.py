"""Which citation of a paper spells out what a short one means: `Nghị quyết số 09` after the whole number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Citation
from corpus.numbers import read_number

_SERIAL = re.compile(r"số\s+0*(?P<serial>\d+)", re.IGNORECASE)


def stands_for(place: int, citations: Sequence[Citation]) -> int | None:
    """The citation that `Nghị quyết số 09` means: the one 09-NQ that the paper names whole; of two it is neither.

    Names that a paper gives itself, `(gọi tắt là Đề án số 07)`, bear their number already (`short_names.py`).
    """
    alias = citations[place]
    serial = _SERIAL.search(alias.text)
    found: dict[tuple[str, ...], int] = {}
    for index, one in enumerate(citations):
        number = read_number(one.number) if one.number and one.form == "numbered" else None
        is_serial = number is not None and serial is not None and number.key[0] == serial["serial"]
        if number and is_serial and alias.doc_type in (one.doc_type, *number.kinds):
            found.setdefault(number.key, index)
    return next(iter(found.values())) if len(found) == 1 else None
