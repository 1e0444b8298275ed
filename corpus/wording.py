"""Two wordings of a paragraph, word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond this many pairs of words the middle is shown as exchanged: nobody reads such a comparison word by word.
_MOST_PAIRS = 4_000_000

_WORD = re.compile(r"\s*\S+|\s+$")


@dataclass(frozen=True)
class Change:
    """A stretch of words. `kind` is same, gone or new."""

    kind: str
    text: str


def compare(old: str, new: str) -> tuple[Change, ...]:
    """What stayed and went makes the old wording to the letter, what stayed and came the new one.

    >>> [(one.kind, one.text) for one in compare("trước ngày 30 tháng 6", "trước ngày 31 tháng 6")]
    [('same', 'trước ngày'), ('gone', ' 30'), ('new', ' 31'), ('same', ' tháng 6')]
    """
    olds, news = _WORD.findall(old), _WORD.findall(new)
    start = _shared(olds, news)
    end = min(_shared(olds[::-1], news[::-1]), len(olds) - start, len(news) - start)
    middle = _middle(olds[start : len(olds) - end], news[start : len(news) - end])
    changes = [("same", olds[:start]), *middle, ("same", olds[len(olds) - end :])]
    return tuple(_joined((kind, "".join(words)) for kind, words in changes))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _middle(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    if len(olds) * len(news) > _MOST_PAIRS:
        yield from (("gone", olds), ("new", news))
        return
    for _, old_start, old_end, new_start, new_end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if olds[old_start:old_end] == news[new_start:new_end]:
            yield "same", olds[old_start:old_end]
        else:
            yield "gone", olds[old_start:old_end]
            yield "new", news[new_start:new_end]


def _joined(changes: Iterator[tuple[str, str]]) -> Iterator[Change]:
    last: Change | None = None
    for kind, text in changes:
        if last and last.kind == kind:
            last = Change(kind, last.text + text)
        elif text:
            if last:
                yield last
            last = Change(kind, text)
    if last:
        yield last
