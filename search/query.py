"""The query language: what was typed -> what is looked for.

    words  "a phrase"  -word  one OR other  số:25-KL/TU  năm:2012-2016  cơquan:"tỉnh ủy"  loại:  mục:  nơi:  ký:

Field names work without accents too. Everything that is not of this language is words: a query is never refused
for its shape, only a filter whose value means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.errors import BadRequest
from corpus.places import NEW_FROM_OLD, known_province
from corpus.text import Syllable, clean, fold_text, has_accents
from corpus.typed_numbers import TypedNumber, parse_typed
from search.expansions import Expansion, expansions
from search.terms import Term, terms, words

# Longer questions are cut here: no one types them, and each syllable costs time.
LONGEST = 2_000

# What is typed before the colon, folded and without blanks -> the filter it sets.
FIELDS = {
    "so": "number",
    "nam": "year",
    "coquan": "body",
    "loai": "doc_type",
    "muc": "type",
    "noi": "place",
    "ki": "signer",
    "viendan": "cites",
}

_PIECE = re.compile(
    r"""
    (?P<minus>(?<!\S)-(?=[\w"“]))?              # -word, -"a phrase"
    (?:(?P<field>[^\W\d_]+(?:-[^\W\d_]+)?):)?   # năm:  cơ-quan:
    (?:["“](?P<phrase>[^"”]*)["”]?              # an unclosed quote runs to the end
      |(?P<word>[^\s"“”]+))
    """,
    re.VERBOSE,
)

# "năm:" with nothing behind it
_EMPTY_FIELD = re.compile(r"(?P<field>[^\W\d_]+(?:-[^\W\d_]+)?):")


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
    def word(self) -> Term | None:
        """The syllable, where the unit is nothing but one, and not quoted."""
        one = self.alternatives[0]
        plain = len(self.alternatives) == 1 and isinstance(one, Phrase) and not one.quoted and len(one.terms) == 1
        return one.terms[0] if plain and isinstance(one, Phrase) else None


@dataclass(frozen=True)
class Likely:
    """A spelling or a word that was not typed so, but is probably meant; `share` is how probably."""

    stream: str  # "spelled" or "spelled_pairs"
    term: str
    share: float


@dataclass(frozen=True)
class Query:
    """What is looked for. Sources of terms are offsets into `text`.

    `words` are the words of two syllables and more in what was typed with accents. Whoever holds the terms of an
    expansion holds its units first..last. `written_out` is the text with the names that short forms stand for in
    their place: both are asked for the same thing, and are answered in the same order.
    """

    text: str
    units: tuple[Unit, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    written_out: str = ""
    likely: tuple[Likely, ...] = ()
    empty_fields: tuple[str, ...] = ()  # as typed: "năm"; nothing stood behind the colon
    understood: str | None = None  # the text as it is probably meant; None when that is what was typed

    @property
    def phrases(self) -> Iterator[Phrase]:
        """Every phrase that was typed."""
        for unit in self.units:
            yield from (phrase for phrase in unit.alternatives if isinstance(phrase, Phrase))

    def rows(self) -> Iterator[tuple[int, tuple[Term, ...]]]:
        """Plain words that were typed one after the other, and the number of the first one's unit."""
        row: list[Term] = []
        for place, unit in enumerate((*self.units, None)):
            if term := unit and unit.word:
                row.append(term)
            elif row:
                yield place - len(row), tuple(row)
                row = []

    @property
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

    units: list[Unit] = field(default_factory=list)
    excluded: list[Phrase] = field(default_factory=list)
    filters: dict[str, list[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    empty_fields: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)  # plain words since the last sign of the language
    joining: bool = False  # the last piece was OR

    def add(self, *alternatives: Phrase | TypedNumber) -> None:
        before = self.units.pop().alternatives if self.joining else ()
        self.units.append(Unit((*before, *alternatives)))
        self.joining = False

    def add_words(self, text: str, start: int) -> None:
        for term in _terms(text, start):
            self.add(Phrase((term,)))
        self.run.append(text)

    def end_run(self) -> None:
        run, self.run, self.joining = " ".join(self.run), [], False
        # Text without accents cannot be segmented: the segmenter would group it wrongly.
        if any(has_accents(part) for part in run.split()):
            self.words += words(run)


def understand(typed: str) -> Query:
    """
    >>> [len(unit.alternatives) for unit in understand('nông thôn OR "đô thị" -rừng năm:2014').units]
    [1, 2]
    """
    text = clean(typed)[:LONGEST].strip()
    numbers = list(_typed_numbers(text))
    reading = _Reading()
    position = 0
    while piece := _PIECE.search(text, position):
        begun = (number for number in numbers if piece.start() <= number.start < piece.end())
        number = next(begun, None) if _may_hold_number(piece) else None
        if number:
            _read_number(text, piece, number, reading)
        else:
            _read(piece, reading)
        position = number.end if number else piece.end()
    reading.end_run()
    query = Query(
        text=text,
        units=tuple(reading.units),
        excluded=tuple(reading.excluded),
        filters={name: tuple(values) for name, values in reading.filters.items()},
        words=tuple(reading.words),
        empty_fields=tuple(dict.fromkeys(reading.empty_fields)),
    )
    found = tuple(_expansions(query))
    return replace(query, expansions=found, written_out=_written_out(query, found))


def plain_runs(query: Query) -> list[tuple[int, int]]:
    """Where plain words stand in the text, one run for words in a row: no signs, quotes, fields or document numbers.

    >>> text = 'giu rung "nong thon" moi OR 09-NQ/TU'
    >>> [text[start:end] for start, end in plain_runs(understand(text))]
    ['giu rung', 'moi']
    """
    numbers = [range(number.start, number.end) for number in query.numbers]
    runs: list[tuple[int, int]] = []
    open_run = False
    for piece in _PIECE.finditer(query.text):
        start, end = piece.span()
        plain = piece["word"] is not None and not piece["minus"] and not _field(piece) and piece.group() != "OR"
        plain = plain and not any(number.start < end and start < number.stop for number in numbers)
        if plain:
            runs.append((runs.pop()[0], end) if open_run else (start, end))
        open_run = plain
    return runs


def field_values(query: Query) -> list[tuple[int, int]]:
    """Where fields and their values stand in the text: `năm:2014`."""
    return [piece.span() for piece in _PIECE.finditer(query.text) if _field(piece)]


def without_empty_fields(text: str) -> str:
    """
    >>> without_empty_fields("rừng năm: 2014")
    'rừng 2014'
    """
    return " ".join(piece.group() for piece in _PIECE.finditer(text) if not _has_empty_value(piece))


def as_meant(query: Query) -> Query:
    """The query by which sections are ordered: without short forms, so that `UBND` ranks as its name does."""
    if query.written_out in ("", query.text):
        return query
    return replace(understand(query.written_out), likely=query.likely)


def _expansions(query: Query) -> Iterator[Expansion]:
    for first, row in query.rows():
        for one in expansions(query.text, row):
            yield replace(one, first=first + one.first, last=first + one.last)
    for place, unit in enumerate(query.units):
        if len(unit.alternatives) > 1:
            for phrase in unit.alternatives:
                if isinstance(phrase, Phrase) and not phrase.quoted:
                    whole = (one for one in expansions(query.text, phrase.terms) if one.last == len(phrase.terms))
                    yield from (replace(one, first=place, last=place + 1) for one in whole if one.first == 0)


def _written_out(query: Query, found: Sequence[Expansion]) -> str:
    """The longest short forms first, where one stands inside another."""
    words = {first + place: term for first, row in query.rows() for place, term in enumerate(row)}
    chosen: dict[int, Expansion] = {}
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: one.first - one.last):
        span = set(range(one.first, one.last))
        if one.written_out and span <= words.keys() and not span & taken:
            chosen[one.first] = one
            taken |= span
    text = query.text
    for first in sorted(chosen, reverse=True):
        start, end = words[first].source.start, words[chosen[first].last - 1].source.end
        text = f"{text[:start]}{chosen[first].written_out}{text[end:]}"
    return text


def _terms(text: str, start: int) -> tuple[Term, ...]:
    """The terms of a piece of what was typed, which begins at `start`."""
    return tuple(
        term._replace(source=Syllable(term.source.text, start + term.source.start, start + term.source.end))
        for term in terms(text)
    )


def _typed_numbers(text: str) -> Iterator[TypedNumber]:
    position = 0
    while number := parse_typed(text[position:]):
        yield replace(number, start=position + number.start, end=position + number.end)
        position += number.end


def _field(piece: re.Match[str]) -> str | None:
    """The filter that a piece sets; none behind a minus."""
    return None if piece["minus"] else FIELDS.get(fold_text(_typed_field(piece)).replace(" ", ""))


def _has_empty_value(piece: re.Match[str]) -> bool:
    """Whether a field has nothing behind its colon, or nothing between its quotes."""
    return bool(_field(piece)) and not (piece["field"] and (piece["phrase"] or piece["word"] or "").strip())


def _typed_field(piece: re.Match[str]) -> str:
    """What stands before the colon, also where nothing stands behind it."""
    empty = _EMPTY_FIELD.fullmatch(piece["word"] or "")
    return piece["field"] or (empty["field"] if empty else "")


def _may_hold_number(piece: re.Match[str]) -> bool:
    return piece["word"] is not None and not piece["minus"] and _field(piece) in (None, "number", "cites")


def _read_number(text: str, piece: re.Match[str], number: TypedNumber, reading: _Reading) -> None:
    """A document number is one unit, blanks and all; behind a field's name it is the field's value."""
    name = _field(piece)
    if name and piece["field"]:  # not "Số: 25-KL/TU", which is how papers print their number
        value = text[piece.end("field") + 1 : number.end]
        reading.filters.setdefault(name, []).extend(_filter_values(name, piece["field"], value))
    else:
        reading.add_words(text[piece.start() : number.start], piece.start())
        # "Đề án số 07" may be what the text calls a paper, and no number that is registered anywhere.
        reading.add(number, Phrase(_terms(text[number.start : number.end], number.start)))
    reading.end_run()


def _read(piece: re.Match[str], reading: _Reading) -> None:
    name = _field(piece)
    found = _terms(piece.group(), piece.start())
    if piece.group() == "OR":
        reading.end_run()
        reading.joining = bool(reading.units)
    elif _has_empty_value(piece):
        reading.empty_fields.append(_typed_field(piece))
        reading.end_run()
    elif name:
        content = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        reading.filters.setdefault(name, []).extend(_filter_values(name, piece["field"], content))
        reading.end_run()
    elif piece["minus"]:
        reading.excluded += [Phrase(found, quoted=True)] if found else []
        reading.end_run()
    elif piece["phrase"] is not None:
        if found:
            reading.add(Phrase(found, quoted=True))
        reading.end_run()
    else:
        reading.add_words(piece.group(), piece.start())


def _filter_values(name: str, typed_name: str, value: str) -> list[str]:
    if name == "year" and not re.fullmatch(r"\s*\d{4}\s*(?:-\s*\d{4}\s*)?", value):
        raise BadRequest(f"“{typed_name}:{value}” không phải là năm: viết năm:2014 hoặc năm:2012-2016.")
    value = " ".join(value.split())
    # Papers keep the name that is printed on them: who asks for a merged province means its old parts, too.
    province = known_province(value) if name == "place" else None
    return [value, *(part for part in NEW_FROM_OLD.get(province or "", ()) if part != province)]
