"""Questions drawn from the very text that is asked, the same in every run: what people type is what papers say."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bench.corpus import Papers, own_texts
from corpus.document import Document
from search.terms import Term, terms

_TRIES = 1_000


class Kind(Enum):
    """What is asked: its name, and between how many syllables it has."""

    ANY = ("4-6 words, any of them", 4, 6)
    ALL = ("4-6 words, all of them", 4, 6)
    PHRASE = ("phrase of two words", 2, 2)
    LONG = ("long question, no accents", 10, 14)
    ACCENTED = ("4-6 words, accented", 4, 6)
    LONG_ACCENTED = ("long question, accented", 10, 14)

    @property
    def words(self) -> str:
        return self.value[0]


# Folded syllables only: what engines can be compared at.
ONE_STREAM = (Kind.ANY, Kind.ALL, Kind.PHRASE, Kind.LONG)


@dataclass(frozen=True)
class Question:
    """Syllables in the order of the text, folded for the engines; and the line that a person types."""

    kind: Kind
    terms: tuple[str, ...]
    typed: str


def questions(found: Papers, count: int, kinds: Sequence[Kind] = tuple(Kind), seed: int = 7) -> list[Question]:
    """So many of each kind, no two alike, the kinds mixed."""
    rng = random.Random(seed)
    documents = list(found.documents())
    asked: dict[str, Question] = {}
    for kind in kinds:
        wanted = len(asked) + count
        for question in _drawn(rng, documents, kind):
            if len(asked) == wanted:
                break
            asked.setdefault(question.typed, question)
    mixed = list(asked.values())
    rng.shuffle(mixed)
    return mixed


def _drawn(rng: random.Random, documents: Sequence[Document], kind: Kind) -> Iterator[Question]:
    _, least, most = kind.value
    for _ in range(_TRIES * most):
        section = rng.choice(rng.choice(documents).sections)
        texts = own_texts(section)
        said = terms(rng.choice(texts)) if texts else []
        length = rng.randint(least, most)
        start = rng.randrange(max(1, len(said) - length + 1))
        window = said[start : start + length]
        if len(window) == length and all(_is_word(term) for term in window):
            folded = tuple(term.folded for term in window)
            yield Question(kind, folded, _typed(kind, folded, window))


def _is_word(term: Term) -> bool:
    """No digits, and no capitals: an abbreviation or an `OR` would mean something else when typed."""
    return term.source.text.isalpha() and term.folded.isascii() and not term.source.text.isupper()


def _typed(kind: Kind, folded: tuple[str, ...], window: Sequence[Term]) -> str:
    if kind is Kind.ANY:
        return " OR ".join(folded)
    if kind is Kind.PHRASE:
        return f'"{" ".join(folded)}"'
    if kind in (Kind.ACCENTED, Kind.LONG_ACCENTED):
        return " ".join(term.source.text for term in window)
    return " ".join(folded)
