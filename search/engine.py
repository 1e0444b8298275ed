"""What an engine takes and gives: the one small interface between the search and whatever holds the index."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from search.query import Query
from search.vocabulary import Vocabulary

# The facets of an answer, in the order the page shows them. To add one: a name here, a field in
# `columnar/schema.VALUES`, its value in `indexer/entries.py`, its words in `web/words.py`.
FACETS = ("year", "body", "type", "place", "doc_type", "cites")

# Also choosable, but not counted.
OTHER_FILTERS = ("number", "signer")

# {"year": ("2014", "2012-2016"), "place": (None,)}: any of a facet's values, all of the facets.
Filters = Mapping[str, tuple[str | None, ...]]


@dataclass(frozen=True)
class Fingerprint:
    """What a file looked like when it was read, so that it need not be read again."""

    size: int
    modified: int  # nanoseconds
    sha256: str
    paper: str


@dataclass(frozen=True)
class PaperRecord:
    """What a hit says about its paper."""

    paper: str
    source: str
    title: str | None
    doc_type: str | None
    number: str | None
    issuing_body: str | None
    place: str | None
    year: int | None
    date: str | None  # ISO

    @classmethod
    def of(cls, document: Document, paper: str, source: str) -> PaperRecord:
        return cls(
            paper=paper,
            source=source,
            title=document.title,
            doc_type=document.doc_type,
            number=document.number,
            issuing_body=document.issuing_body,
            place=document.place,
            year=document.year,
            date=document.date.isoformat() if document.date else None,
        )


@dataclass(frozen=True)
class Passage:
    """A heading or paragraph as a hit shows it, with its permanent id."""

    pid: str
    text: str


@dataclass(frozen=True)
class SectionRecord:
    """What a hit says about its section."""

    path: str
    type: str
    trail: tuple[str, ...]  # the headings above it
    heading: Passage | None
    paragraphs: tuple[Passage, ...]


@dataclass(frozen=True)
class Occurrences:
    """Terms as they follow one another: `vocabulary[terms[i]]` stands in `sections[i]`. Sections ascend.

    A stream that phrases are looked for in also knows the syllable's place in its section, and for each entry of the
    vocabulary how it is written: there, one folded term has an entry for each of its spellings.
    """

    vocabulary: Sequence[str]
    terms: npt.NDArray[np.uint32]
    sections: npt.NDArray[np.uint32]
    positions: npt.NDArray[np.uint32] | None = None
    spellings: Sequence[str] | None = None


@dataclass(frozen=True)
class Contexts:
    """What says of sections what they are about: titles, headings. Each has a number, and the sections it is said of.

    `occurrences.sections` are numbers of contexts; each speaks for the sections from its `begins` to before its `ends`.
    """

    occurrences: Occurrences
    begins: Sequence[int]
    ends: Sequence[int]
    lengths: Sequence[int]  # in syllables


@dataclass(frozen=True)
class PaperTerms:
    """What the sections of a paper are found by; they are numbered from 0 within the paper."""

    streams: Mapping[str, Occurrences]
    lengths: Sequence[int]  # of each section's own text, in syllables
    contexts: Contexts


@dataclass(frozen=True)
class PaperEntry:
    """A paper on its way into the index. `values[facet][n]` are the values of section n."""

    record: PaperRecord
    sections: tuple[SectionRecord, ...]
    values: Mapping[str, Sequence[tuple[str, ...]]]
    terms: PaperTerms


@dataclass(frozen=True)
class Search:
    """One question to the engine."""

    query: Query
    filters: Filters = field(default_factory=dict)
    offset: int = 0
    limit: int = 10
    sort: str = "relevance"  # or "date"
    per_paper: int | None = None  # at most so many sections of one paper; offset and limit then count papers
    left_out: Filters = field(default_factory=dict)  # papers with any of these values are no answer
    # What a value of the filter `cites` means where it names a paper: the sections that cite it, by their papers.
    cited_at: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    near: bool = False  # also what holds only a part of the query, however small: the score alone decides


class FacetValue(NamedTuple):
    """`value` is None for papers that do not say. A tuple, because an answer may have thousands of them."""

    value: str | None
    count: int  # type: ignore[assignment]  # the number of sections, not tuple.count
    selected: bool


@dataclass(frozen=True)
class Hit:
    """One section of the answer. `more` counts the sections of its paper that `per_paper` held back."""

    paper: PaperRecord
    section: SectionRecord
    score: float
    more: int = 0


@dataclass(frozen=True)
class Found:
    """Totals and counts are of all that match, hits of the page asked for."""

    total: int
    documents: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    rarity: Mapping[str, float]  # of the query's folded syllables: what makes one passage better than another
    relaxed: bool = False


class Batch(Protocol):
    """Changes that become visible all at once, or not at all."""

    def put(self, entry: PaperEntry) -> None:
        """Adds the paper, in place of what the index held of it."""

    def remove(self, paper: str) -> None: ...

    def commit(self, generation: int, fingerprints: Mapping[str, Fingerprint]) -> None:
        """Makes the changes visible, and names the register's generation that they belong to."""


class Engine(Protocol):
    """Search over the sections of papers."""

    @property
    def generation(self) -> int | None:
        """The register's generation that the index shows; None before the first commit."""

    @property
    def state(self) -> Hashable:
        """Differs after each commit, also of the same generation; None before the first. What is remembered of the
        index or of its register is remembered with it."""

    def search(self, search: Search) -> Found: ...

    def document(self, paper: str) -> PaperRecord | None: ...

    def papers(self) -> dict[str, int]:
        """Every paper of the index, and how many sections it has there."""

    def fingerprints(self) -> dict[str, Fingerprint]:
        """By the absolute path of the file."""

    def writing(self) -> AbstractContextManager[Batch]:
        """What is not committed when the block ends is dropped."""

    def vocabulary(self) -> Vocabulary | None:
        """The library's own language, by which typing errors are put right: the same object until the next commit."""

    def suggest(self, typed: str, limit: int) -> Iterable[str]: ...
