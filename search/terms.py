"""Text -> index terms. Both sides of the search pass here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.text import Syllable, fold, new_tones, spelling, syllable_texts, syllables
from search import segmenter

# What goes on longer is no word, but a row of letters and signs that the segmenter did not take apart.
_LONGEST_WORD = 255  # syllables: a number of one byte


class Term(NamedTuple):
    """One syllable of a text: where it stands, and what it is with and without its accents."""

    source: Syllable
    spelled: str
    folded: str


def terms(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """Of a text, or of a stretch of it.

    >>> [term.folded for term in terms("Hòa bình")] == [term.folded for term in terms("hoa BINH")]
    True
    """
    return [Term(syllable, spelling(syllable.text), fold(syllable.text)) for syllable in syllables(text, start, end)]


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


def words(text: str) -> list[str]:
    """The words of two syllables and more in composed text.

    One-syllable words are left out: the accented syllables hold them already.

    >>> words("Hòa bình ở nông thôn")
    ['hoà_bình', 'nông_thôn']
    """
    return grouped([spelling(syllable) for syllable in syllable_texts(text)], word_lengths(text))


def grouped(spelled: Sequence[str], lengths: Iterable[int]) -> list[str]:
    """The words of two syllables and more, out of syllables and the number of them in each word."""
    found = []
    start = 0
    for length in lengths:
        if length > 1:
            found.append("_".join(spelled[start : start + length]))
        start += length
    return found


def word_lengths(text: str) -> bytes:
    """How many syllables each word has, as the segmenter tells words apart; one byte a word."""
    return _lengths(text, segmenter.segment_alone(new_tones(text)))


def word_lengths_of(texts: Sequence[str]) -> list[bytes]:
    """The same of many texts, as papers have them, in much less time."""
    # In the new style of tones the segmenter knows more words.
    return [_lengths(text, found) for text, found in zip(texts, segmenter.segment([*map(new_tones, texts)]))]


def _lengths(text: str, found: Sequence[str]) -> bytes:
    lengths = [*map(_syllable_count, found)]
    count = len(syllable_texts(text))
    if sum(lengths) != count or max(lengths, default=0) > _LONGEST_WORD:
        # It gave back other letters than it was given: nobody knows which, so every syllable stands alone.
        return bytes([1] * count)
    return bytes(length for length in lengths if length)


@lru_cache(maxsize=50_000)  # the same words come again and again
def _syllable_count(word: str) -> int:
    return len(syllable_texts(word))
