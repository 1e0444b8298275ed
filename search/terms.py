"""Text -> index terms. Both sides of the search pass here. The only file that knows underthesea."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.text import Syllable, fold, new_tones, spelling, syllables

_BLANKS = re.compile(r"\s*")


class Term(NamedTuple):
    """One syllable of a text: where it stands, and what it is with and without its accents."""

    source: Syllable
    spelled: str
    folded: str


def terms(text: str) -> list[Term]:
    """
    >>> [term.folded for term in terms("Hòa bình")] == [term.folded for term in terms("hoa BINH")]
    True
    """
    return [Term(syllable, spelling(syllable.text), fold(syllable.text)) for syllable in syllables(text)]


def pair(first: str, second: str) -> str:
    """The term of two folded syllables that stand side by side."""
    return f"{first}_{second}"


def pairs(found: Iterable[Term]) -> Iterator[str]:
    """
    >>> list(pairs(terms("nông thôn mới")))
    ['nong_thon', 'thon_moi']
    """
    for first, second in pairwise(found):
        yield pair(first.folded, second.folded)


def words(text: str, found: Sequence[Term]) -> list[str]:
    """The words of two syllables and more in composed `text`, whose terms are `found`.

    One-syllable words are left out: the accented syllables hold them already.
    """
    starts = _word_starts(new_tones(text))
    grouped: list[list[str]] = []
    for term in found:
        if term.source.start in starts or not grouped:
            grouped.append([])
        grouped[-1].append(term.spelled)
    return ["_".join(word) for word in grouped if len(word) > 1]


def _word_starts(text: str) -> set[int]:
    """Where the segmenter lets a word begin."""
    starts: set[int] = set()
    position = 0
    for word in _segment(text):
        for number, part in enumerate(word.split()):
            position = _end_of_blanks(text, position)
            if not text.startswith(part, position):
                # It gave back other letters than it was given: from here on every syllable stands alone.
                return starts | {syllable.start for syllable in syllables(text) if syllable.start >= position}
            if number == 0:
                starts.add(position)
            position += len(part)
    return starts


def _end_of_blanks(text: str, position: int) -> int:
    blanks = _BLANKS.match(text, position)
    return blanks.end() if blanks else position


def _segment(text: str) -> list[str]:
    if not text.strip():
        return []
    # Imported here: import and first call take 0.7 s, and a question without accents never needs them.
    from underthesea import word_tokenize

    # Its own normalisation would move the tones back to the old style, in which it knows fewer words.
    return list(word_tokenize(text, use_token_normalize=False))
