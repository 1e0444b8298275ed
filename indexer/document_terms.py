"""A document -> the terms that its sections are found by, ready to be laid down as arrays."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, starmap

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Section
from corpus.text import fold, spelling, syllable_texts
from search.engine import Contexts, Occurrences, PaperTerms
from search.terms import grouped, pair, word_lengths

# Between two paragraphs, so that no phrase runs from one into the next.
PARAGRAPH_GAP = 8

TITLE_PATH = "tiêu đề"


def document_terms(document: Document, segmented: Callable[[str], bytes] = word_lengths) -> PaperTerms:
    """The terms of every section; each stream runs over the whole paper."""
    folded, in_pairs, in_words = _Syllables(), _Counted(), _Counted()
    for number, section in enumerate(document.sections):
        folded.begin(number)
        for text in own_texts(section):
            written = syllable_texts(text)
            folded.add(written)
            in_pairs.add(number, starmap(pair, pairwise(map(fold, written))))
            in_words.add(number, grouped([*map(spelling, written)], segmented(text)))
    return PaperTerms(
        {"folded": folded.occurrences(), "pairs": in_pairs.occurrences(), "words": in_words.occurrences()},
        folded.lengths,
        _contexts(document),
    )


def own_texts(section: Section) -> list[str]:
    """A section's heading and paragraphs."""
    return [text for text in (section.heading, *(paragraph.text for paragraph in section.paragraphs)) if text]


def _contexts(document: Document) -> Contexts:
    contexts = _Syllables()
    begins: list[int] = []
    ends: list[int] = []
    for texts, begin, end in _said_of(document):
        if texts and begin < end:
            contexts.begin(len(begins))
            for text in texts:
                contexts.add(syllable_texts(text))
            begins.append(begin)
            ends.append(end)
    return Contexts(contexts.occurrences(), begins, ends, contexts.lengths)


def _said_of(document: Document) -> Iterator[tuple[list[str], int, int]]:
    """The title is context of every section but the one it stands in, a heading of the sections below it.

    Number, place and signer are found in the title block only: they would be said of every section alike.
    """
    sections = document.sections
    title = [document.title] if document.title else []
    title_block = next((number for number, section in enumerate(sections) if section.path == TITLE_PATH), 0)
    yield title, 0, title_block
    yield title, title_block + int(any(section.path == TITLE_PATH for section in sections)), len(sections)
    for number, section in enumerate(sections):
        if section.path == TITLE_PATH:
            about = (document.number, document.place, document.signer_name)
            yield [text for text in about if text], number, number + 1
        elif section.heading:
            yield [section.heading], number + 1, _end_below(sections, number)


def _end_below(sections: Sequence[Section], number: int) -> int:
    """Where the sections end that stand below this one."""
    above = f"{sections[number].path}/"
    end = number + 1
    while end < len(sections) and sections[end].path.startswith(above):
        end += 1
    return end


class _Syllables:
    """Syllables with their places and spellings, section by section or context by context."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self._section = self._position = 0
        self._vocabulary = _Numbering()
        self._terms, self._sections, self._positions = array("I"), array("I"), array("I")

    def begin(self, section: int) -> None:
        self._section, self._position = section, 0
        self.lengths.append(0)

    def add(self, written: Sequence[str]) -> None:
        count = len(written)
        self._terms.extend([self._vocabulary[syllable] for syllable in map(spelling, written)])
        self._sections.extend([self._section] * count)
        self._positions.extend(range(self._position, self._position + count))
        self._position += count + PARAGRAPH_GAP
        self.lengths[-1] += count

    def occurrences(self) -> Occurrences:
        return Occurrences(
            [*map(fold, self._vocabulary)],
            _numbers(self._terms),
            _numbers(self._sections),
            _numbers(self._positions),
            list(self._vocabulary),
        )


class _Numbering(dict[str, int]):
    """Gives each term the next number when it is first asked for."""

    def __missing__(self, term: str) -> int:
        self[term] = len(self)
        return self[term]


class _Counted:
    """Terms of which only the number matters."""

    def __init__(self) -> None:
        self._vocabulary = _Numbering()
        self._terms, self._sections = array("I"), array("I")

    def add(self, section: int, found: Iterable[str]) -> None:
        numbers = [self._vocabulary[term] for term in found]
        self._terms.extend(numbers)
        self._sections.extend([section] * len(numbers))

    def occurrences(self) -> Occurrences:
        return Occurrences(list(self._vocabulary), _numbers(self._terms), _numbers(self._sections))


def _numbers(values: array[int]) -> npt.NDArray[np.uint32]:
    return np.array(values, dtype=np.uint32)
