"""A document -> the terms that its sections are found by, ready to be laid down as arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Section
from corpus.text import fold, spelling, syllable_texts
from search.engine import Contexts, Occurrences, PaperTerms
from search.terms import grouped, pair, word_lengths_of

Numbers = npt.NDArray[np.uint32]
Indexes = npt.NDArray[np.intp]

# Between two paragraphs, so that no phrase runs from one into the next.
PARAGRAPH_GAP = 8

TITLE_PATH = "tiêu đề"

# Words with the number of their section, or context.
Text = tuple[int, str]


def document_terms(
    document: Document, segmented: Callable[[Sequence[str]], Sequence[bytes]] = word_lengths_of
) -> PaperTerms:
    """The terms of every section; each stream runs over the whole paper."""
    texts = [(number, text) for number, section in enumerate(document.sections) for text in own_texts(section)]
    spoken = _Spoken(texts)
    words = spoken.words(segmented([text for _, text in texts]))
    return PaperTerms(
        {"folded": spoken.occurrences(), "pairs": spoken.pairs(), "words": words},
        spoken.lengths(len(document.sections)),
        _contexts(document),
    )


def own_texts(section: Section) -> list[str]:
    """A section's heading and paragraphs."""
    return [text for text in (section.heading, *(paragraph.text for paragraph in section.paragraphs)) if text]


def _contexts(document: Document) -> Contexts:
    said = [(texts, begin, end) for texts, begin, end in _said_of(document) if texts and begin < end]
    spoken = _Spoken([(number, text) for number, (texts, _, _) in enumerate(said) for text in texts])
    begins, ends = [begin for _, begin, _ in said], [end for _, _, end in said]
    return Contexts(spoken.occurrences(), begins, ends, spoken.lengths(len(said)))


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


class _Spoken:
    """The syllables of texts in a row, as numbers: what is done with each of millions is done for all of a paper."""

    def __init__(self, texts: Sequence[Text]) -> None:
        written = [syllable_texts(text) for _, text in texts]
        spellings = _Spellings()
        self._counts = np.array([*map(len, written)], dtype=np.intp)
        self._sections = np.array([section for section, _ in texts], dtype=np.uint32)
        self._terms = _numbers(spellings[one] for of_text in written for one in of_text)
        self._spelled = spellings.spelled
        self._folded = [*map(fold, self._spelled)]

    def lengths(self, sections: int) -> list[int]:
        """Of each section, in syllables."""
        found = np.bincount(self._sections, self._counts, sections) if len(self._counts) else np.zeros(sections)
        return [int(length) for length in found]

    def occurrences(self) -> Occurrences:
        """Syllables with their places in their section, and how they are spelled."""
        apart = np.cumsum(self._counts + PARAGRAPH_GAP) - self._counts  # where each text begins, counted from the first
        in_section = apart - apart[np.searchsorted(self._sections, self._sections)]
        positions = np.arange(len(self._terms)) + np.repeat(in_section - self._begins(), self._counts)
        return Occurrences(
            self._folded, self._terms, self._section_of_each(), positions.astype(np.uint32), self._spelled
        )

    def pairs(self) -> Occurrences:
        """Neighbours in one text, by their folded syllables."""
        names = {folded: number for number, folded in enumerate(dict.fromkeys(self._folded))}
        folded = np.array([names[one] for one in self._folded], dtype=np.int64)[self._terms.astype(np.intp)]
        followed = np.ones(len(folded), dtype=bool)
        followed[(self._begins() + self._counts - 1)[self._counts > 0]] = False
        first = np.flatnonzero(followed)
        keys, terms = np.unique(folded[first] * len(names) + folded[first + 1], return_inverse=True)
        syllables = [*names]
        vocabulary = [
            pair(syllables[one], syllables[two]) for one, two in zip(*map(list, np.divmod(keys, len(names) or 1)))
        ]
        return Occurrences(vocabulary, terms.astype(np.uint32), self._section_of_each()[first])

    def words(self, lengths: Sequence[bytes]) -> Occurrences:
        """The words of two syllables and more; `lengths` are those of all words of each text."""
        spelled = [self._spelled[term] for term in self._terms.tolist()]
        numbering = _Numbering()
        terms: list[int] = []
        counts = []
        for begin, count, of_text in zip(self._begins().tolist(), self._counts.tolist(), lengths):
            found = grouped(spelled[begin : begin + count], of_text)
            terms += [numbering[word] for word in found]
            counts.append(len(found))
        return Occurrences([*numbering], _numbers(terms), np.repeat(self._sections, counts))

    def _begins(self) -> Indexes:
        return np.asarray(np.cumsum(self._counts) - self._counts)

    def _section_of_each(self) -> Numbers:
        return np.repeat(self._sections, self._counts)


class _Numbering(dict[str, int]):
    """Gives each term the next number when it is first asked for."""

    def __missing__(self, term: str) -> int:
        self[term] = len(self)
        return self[term]


class _Spellings(dict[str, int]):
    """The number of a syllable's spelling, by the syllable as it is written."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = _Numbering()

    def __missing__(self, written: str) -> int:
        self[written] = self._numbers[spelling(written)]
        return self[written]

    @property
    def spelled(self) -> list[str]:
        return [*self._numbers]


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.uint32)
