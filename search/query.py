"""The query language: what was typed -> what is looked for.

    words  "a phrase"  -word  one OR other  số:25-KL/TU  năm:2012-2016  cơquan:"tỉnh ủy"  loại:  mục:  nơi:  ký:

Field names work without accents too. Everything that is not of this language is words: a query is never refused
for its shape, only a filter whose value means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from corpus.text import clean, has_accents
from corpus.typed_numbers import TypedNumber
from search.days import days
from search.expansions import Expansion, expansions, names_meant
from search.fields import filter_values
from search.pieces import Piece, Sign, pieces
from search.terms import Term, terms, words

# Longer questions are cut here: no one types them, and each syllable costs time.
LONGEST = 2_000

# Where something stands in the text: from, to.
Span = tuple[int, int]


@dataclass(frozen=True)
class Phrase:
    """Syllables in a row. One syllable is the usual case; typed in quotes, typed accents must match."""

    terms: tuple[Term, ...]
    quoted: bool = False


@dataclass(frozen=True)
class Unit:
    """One thing a section must hold: any of the alternatives."""

    alternatives: tuple[Phrase | TypedNumber, ...]

    @property
    def plain(self) -> tuple[Term, ...]:
        """The syllables of a word or figure, not quoted, where the unit is nothing else."""
        one = self.alternatives[0]
        return one.terms if len(self.alternatives) == 1 and isinstance(one, Phrase) and not one.quoted else ()

    @property
    def word(self) -> Term | None:
        """The syllable, where the unit is nothing but one, and not quoted."""
        plain = self.plain
        return plain[0] if len(plain) == 1 else None


@dataclass(frozen=True)
class Likely:
    """A spelling or a word that was not typed so, but is probably meant; `share` is how probably."""

    stream: str  # "spelled" or "spelled_pairs"
    term: str
    share: float


# The number of the first unit, and the words.
Row = tuple[int, tuple[Term, ...]]


@dataclass(frozen=True, eq=False)
class Query:
    """What is looked for. Sources of terms are offsets into `text`. Each is itself only: what follows from it is kept.

    Whoever holds the terms of an expansion holds its units first..last. `written_out` is the text with the names that
    short forms stand for in their place: both are asked for the same thing, and are answered in the same order.
    `plain` is where plain words stand, one span for words in a row, and `accented` such words where accents were
    typed; `values` where fields and their values do.
    """

    text: str
    units: tuple[Unit, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # filters behind a minus
    plain: tuple[Span, ...] = ()
    values: tuple[Span, ...] = ()
    accented: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    written_out: str = ""
    likely: tuple[Likely, ...] = ()
    shares: Mapping[str, float] = field(default_factory=dict)  # of pairs, in what the library says that folds alike
    empty_fields: tuple[str, ...] = ()  # as typed: "năm"; nothing stood behind the colon
    understood: str | None = None  # the text as it is probably meant; None when that is what was typed

    @property
    def phrases(self) -> Iterator[Phrase]:
        """Every phrase that was typed."""
        for unit in self.units:
            yield from (phrase for phrase in unit.alternatives if isinstance(phrase, Phrase))

    def rows(self) -> Sequence[Row]:
        """Plain words that were typed one after the other, and the number of the first one's unit."""
        return self._rows

    @cached_property
    def _rows(self) -> Sequence[Row]:
        return _rows(self.units)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of two syllables and more in what was typed with accents: they take as long as all the rest."""
        return tuple(word for run in self.accented for word in words(run))

    @cached_property
    def syllables(self) -> set[str]:
        """Every folded syllable by which a section may have been found: as typed, and in other writings."""
        rows = [*(phrase.terms for phrase in self.phrases), *(one.terms for one in self.expansions)]
        return {term.folded for row in rows for term in row}

    @property
    def numbers(self) -> Iterator[TypedNumber]:
        """Every document number that was asked for."""
        for unit in self.units:
            yield from (number for number in unit.alternatives if isinstance(number, TypedNumber))


@dataclass
class _Reading:
    """What has been understood so far, piece by piece."""

    text: str
    units: list[Unit] = field(default_factory=list)
    excluded: list[Phrase] = field(default_factory=list)
    filters: dict[str, list[str]] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    values: list[Span] = field(default_factory=list)
    plain: list[Span] = field(default_factory=list)
    accented: list[str] = field(default_factory=list)
    empty_fields: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)  # plain words since the last sign of the language
    joining: bool = False  # the last piece was OR

    def read(self, piece: Piece) -> None:
        if piece.sign in (Sign.WORDS, Sign.FIGURE) and not piece.minus:
            self._add_words(piece)
            return
        self.end_run()
        found = tuple(terms(self.text, piece.start, piece.end))
        if piece.is_empty_field:
            self.empty_fields.append(piece.typed_name)
        elif piece.sign is Sign.FIELD:
            chosen = self.left_out if piece.minus else self.filters
            chosen.setdefault(piece.field, []).extend(filter_values(piece.field, piece.typed_name, piece.text))
            self.values.append((piece.start, piece.end))
        elif piece.minus:
            self.excluded += _excluded(self.text, piece, found)
        elif piece.number:
            # "Đề án số 07" may be what the text calls a paper, and no number that is registered anywhere.
            self._add(piece.number, Phrase(found))
        elif piece.sign is Sign.QUOTED and found:
            self._add(Phrase(found, quoted=True))
        self.joining = piece.sign is Sign.EITHER and bool(self.units)

    def end_run(self) -> None:
        run, self.run = " ".join(self.run), []
        # Text without accents cannot be segmented: the segmenter would group it wrongly.
        if any(has_accents(part) for part in run.split()):
            self.accented.append(run)

    def _add(self, *alternatives: Phrase | TypedNumber) -> None:
        before = self.units.pop().alternatives if self.joining else ()
        self.units.append(Unit((*before, *alternatives)))
        self.joining = False

    def _add_words(self, piece: Piece) -> None:
        found = terms(self.text, piece.start, piece.end)
        for row in [found] if piece.sign is Sign.FIGURE else [[term] for term in found]:
            self._add(Phrase(tuple(row)))
        start = self.plain.pop()[0] if self.run else piece.start
        self.plain.append((start, piece.end))
        self.run.append(piece.text)


def understand(typed: str) -> Query:
    """
    >>> [len(unit.alternatives) for unit in understand('nông thôn OR "đô thị" -rừng năm:2014').units]
    [1, 2]
    """
    text = clean(typed)[:LONGEST].strip()
    reading = _Reading(text)
    for piece in pieces(text):
        reading.read(piece)
    reading.end_run()
    units = tuple(reading.units)
    rows = _rows(units)
    found = tuple(_expansions(text, units, rows))
    return Query(
        text=text,
        units=units,
        excluded=tuple(reading.excluded),
        filters={name: tuple(values) for name, values in reading.filters.items()},
        left_out={name: tuple(values) for name, values in reading.left_out.items()},
        plain=tuple(reading.plain),
        values=tuple(reading.values),
        accented=tuple(reading.accented),
        expansions=found,
        written_out=_written_out(text, rows, found),
        empty_fields=tuple(dict.fromkeys(reading.empty_fields)),
    )


def as_meant(query: Query) -> Query:
    """The query by which sections are ordered: without short forms, so that `UBND` ranks as its name does."""
    if query.written_out in ("", query.text):
        return query
    return replace(understand(query.written_out), likely=query.likely, shares=query.shares)


def _rows(units: Sequence[Unit]) -> list[Row]:
    found: list[Row] = []
    row: list[Term] = []
    for place, unit in enumerate((*units, None)):
        if term := unit and unit.word:
            row.append(term)
        elif row:
            found.append((place - len(row), tuple(row)))
            row = []
    return found


def _expansions(text: str, units: Sequence[Unit], rows: Sequence[Row]) -> Iterator[Expansion]:
    for first, row in rows:
        for one in expansions(text, row):
            yield replace(one, first=first + one.first, last=first + one.last)
    if any(map(str.isdigit, text)):
        yield from days(text, [unit.plain for unit in units])
    for place, unit in enumerate(units):
        for phrase in unit.alternatives if len(unit.alternatives) > 1 else ():
            if isinstance(phrase, Phrase) and not phrase.quoted:
                yield from (replace(one, first=place, last=place + 1) for one in _of_whole(text, phrase))


def _of_whole(text: str, phrase: Phrase) -> Iterator[Expansion]:
    """What stands for one of several alternatives as a whole."""
    found = expansions(text, phrase.terms)
    yield from (one for one in found if one.first == 0 and one.last == len(phrase.terms))
    yield from days(text, [phrase.terms])


def _excluded(text: str, piece: Piece, found: tuple[Term, ...]) -> Iterator[Phrase]:
    """What is left out: as it was typed; without quotes also the name of a short form, and a day in its other forms."""
    if found:
        yield Phrase(found, quoted=True)
        if piece.sign is not Sign.QUOTED:
            yield from (Phrase(tuple(terms(name))) for name in names_meant(text, found))
            yield from (Phrase(one.terms) for one in days(text, [found]))


def _written_out(text: str, rows: Sequence[Row], found: Sequence[Expansion]) -> str:
    """The longest short forms first, where one stands inside another."""
    words = {first + place: term for first, row in rows for place, term in enumerate(row)}
    chosen: dict[int, Expansion] = {}
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: one.first - one.last):
        span = set(range(one.first, one.last))
        if one.written_out and span <= words.keys() and not span & taken:
            chosen[one.first] = one
            taken |= span
    for first in sorted(chosen, reverse=True):
        start, end = words[first].source.start, words[chosen[first].last - 1].source.end
        text = f"{text[:start]}{chosen[first].written_out}{text[end:]}"
    return text
