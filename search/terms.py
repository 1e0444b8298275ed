"""Text -> index terms. Both sides of the search pass here. The only file that knows underthesea."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.text import Syllable, fold, new_tones, spelling, syllable_texts, syllables

# What goes on longer is no word, but a row of letters and signs that the segmenter did not take apart.
_LONGEST_WORD = 255  # syllables: a number of one byte


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
    lengths = [len(syllable_texts(word)) for word in _segment(new_tones(text))]
    count = len(syllable_texts(text))
    if sum(lengths) != count or max(lengths, default=0) > _LONGEST_WORD:
        # It gave back other letters than it was given: nobody knows which, so every syllable stands alone.
        return bytes([1] * count)
    return bytes(length for length in lengths if length)


def _segment(text: str) -> list[str]:
    if not text.strip():
        return []
    # Imported here: import and first call take 0.7 s, and a question without accents never needs them.
    from underthesea import word_tokenize

    # Its own normalisation would move the tones back to the old style, in which it knows fewer words.
    return list(word_tokenize(text, use_token_normalize=False))
