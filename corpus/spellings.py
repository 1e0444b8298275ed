"""How a library accents its syllables: how often each, and two and three side by side, were written in which way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Document
from corpus.text import Syllable, fold, spelling, syllables

# A library that is larger speaks by some of its papers: more do not make it wiser, only slower.
_ENOUGH = 3_000_000

Gram = tuple[str, ...]  # one to three syllables that stand side by side


@dataclass(frozen=True)
class Run:
    """Syllables with nothing but blanks between them."""

    syllables: Sequence[Syllable]
    spelled: Gram
    folded: Gram


class Counts:
    """How often syllables, pairs and triples were written so; only those of the letters that one paper holds."""

    def __init__(self, paper: Document) -> None:
        self.papers = self.syllables = 0
        self._counted: Counter[Gram] = Counter()
        self._readings: defaultdict[Gram, set[Gram]] = defaultdict(set)
        self._wanted = {gram for _, _, text in texts(paper) for run in runs(text) for gram in grams(run.folded)}

    @classmethod
    def of(cls, paper: Document, others: Iterable[Document], enough: int = _ENOUGH) -> Counts:
        """Those of a paper and of others of its library, until so many syllables have spoken."""
        counts = cls(paper)
        counts.add(paper)
        for other in others:
            if counts.syllables >= enough:
                break
            counts.add(other)
        return counts

    def add(self, document: Document) -> None:
        """Counts one paper more."""
        self.papers += 1
        for _, _, text in texts(document):
            for run in runs(text):
                self.syllables += len(run.spelled)
                pairs = zip(grams(run.spelled), grams(run.folded))
                self._counted.update([spelled for spelled, folded in pairs if folded in self._wanted])

    def __getitem__(self, gram: Gram) -> int:
        return self._counted.get(gram, 0)

    def readings(self, folded: Gram) -> set[Gram]:
        """Every way in which one syllable or two were accented."""
        if not self._readings:
            for gram in self._counted:
                if len(gram) < 3:
                    self._readings[tuple(map(fold, gram))].add(gram)
        return self._readings.get(folded, set())


def texts(document: Document) -> Iterator[tuple[str, int | None, str]]:
    """Path, place and text of each heading (its place is None) and paragraph."""
    for section in document.sections:
        if section.heading:
            yield section.path, None, section.heading
        for place, paragraph in enumerate(section.paragraphs):
            yield section.path, place, paragraph.text


def runs(text: str) -> Iterator[Run]:
    """
    >>> [run.folded for run in runs("Mối quan hệ, phối hợp")]
    [('moi', 'quan', 'he'), ('phoi', 'hop')]
    """
    run: list[Syllable] = []
    for syllable in syllables(text):
        if run and not text[run[-1].end : syllable.start].isspace():
            yield _run(run)
            run = []
        run.append(syllable)
    if run:
        yield _run(run)


def _run(run: list[Syllable]) -> Run:
    typed = [syllable.text for syllable in run]
    return Run(run, tuple(map(spelling, typed)), tuple(map(fold, typed)))


def grams(words: Gram) -> Iterator[Gram]:
    """One by one, two by two, three by three."""
    yield from zip(words)
    yield from pairwise(words)
    yield from zip(words, words[1:], words[2:])
