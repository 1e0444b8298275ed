"""What a search should find, reckoned the slow way over the papers' texts: no terms, no index, no arrays."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from building import Paper

from corpus.document import FRAME_TYPES, Section
from corpus.numbers import read_number
from corpus.text import fold, fold_text, has_accents, spelling, syllables
from corpus.typed_numbers import TypedNumber
from search.engine import FACETS, Filters
from search.query import Phrase, Query


@dataclass(frozen=True)
class Place:
    """A section in its paper."""

    paper: Paper
    section: Section

    @property
    def name(self) -> tuple[str, str]:
        return self.paper.name, self.section.path

    @property
    def texts(self) -> list[str]:
        """Its own text and its context: the headings above it and the paper's title."""
        document = self.paper.document
        steps = self.section.path.split("/")
        above = {"/".join(steps[:count]) for count in range(1, len(steps))}
        said = (
            [document.title]
            if self.section.path != "tiêu đề"
            else [document.number, document.place, document.signer_name]
        )
        headings = [one.heading for one in document.sections if one.path in above]
        own = [self.section.heading, *(paragraph.text for paragraph in self.section.paragraphs)]
        return [text for text in (*own, *headings, *said) if text]

    def values(self, facet: str) -> list[str]:
        document = self.paper.document
        if facet == "type":
            return [self.section.type.value]
        if facet == "cites":
            return list(
                dict.fromkeys(one.number for one in document.citations if one.path == self.section.path and one.number)
            )
        one = {
            "year": document.year,
            "body": document.issuing_body,
            "place": document.place,
            "doc_type": document.doc_type,
            "number": document.number,
            "signer": document.signer_name,
        }[facet]
        return [str(one)] if one else []


@dataclass(frozen=True)
class Answer:
    """Which sections match; every facet's counts; whether the query was relaxed."""

    sections: frozenset[tuple[str, str]]
    facets: dict[str, Counter[str | None]]
    relaxed: bool


def answer(papers: Sequence[Paper], query: Query, filters: Filters) -> Answer:
    places = [Place(paper, section) for paper in papers for section in paper.document.sections]
    held = {place.name: _held(place, query) for place in places}
    worth = [_rarity(len(places), sum(units[i] for units in held.values())) for i in range(len(query.units))]

    def matching(chosen: Filters) -> tuple[list[Place], bool]:
        allowed = [
            place
            for place in places
            if not any(_holds(place, [phrase]) for phrase in query.excluded)
            and all(_chosen(place, facet, wanted) for facet, wanted in chosen.items())
        ]
        framed = any(value in {one.value for one in FRAME_TYPES} for value in filters.get("type", ()))
        body = [place for place in allowed if framed or place.section.type not in FRAME_TYPES]
        for relaxed, rule in enumerate((_enough, _nearly)):
            for among in (body, allowed):
                found = rule(among, held, worth)
                if found:
                    return found, bool(relaxed) and bool(query.units)
        return [], False

    found, relaxed = matching(filters)
    facets: dict[str, Counter[str | None]] = {}
    for facet in FACETS:
        others = {name: wanted for name, wanted in filters.items() if name != facet}
        among = matching(others)[0] if facet in filters else found
        said = [place.values(facet) for place in among]
        facets[facet] = Counter(value for values in said for value in values)
        if silent := sum(not values for values in said):
            facets[facet][None] = silent
    return Answer(frozenset(place.name for place in found), facets, relaxed)


def _held(place: Place, query: Query) -> list[bool]:
    """Whether a section holds each unit, itself or in another writing."""
    found = [_holds(place, unit.alternatives) for unit in query.units]
    for one in query.expansions:
        if _holds(place, [Phrase(one.terms)]):
            found[one.first : one.last] = [True] * (one.last - one.first)
    return found


def _enough(places: list[Place], held: dict[tuple[str, str], list[bool]], worth: list[float]) -> list[Place]:
    if len(worth) <= 6:
        return [place for place in places if all(held[place.name])]
    known = [i for i in range(len(worth)) if any(units[i] for units in held.values())]
    needed = 0.6 * sum(worth[i] for i in known) * (1 - 1e-6)
    return [place for place in places if known and sum(worth[i] for i in known if held[place.name][i]) >= needed]


def _nearly(places: list[Place], held: dict[tuple[str, str], list[bool]], worth: list[float]) -> list[Place]:
    covered = {place.name: sum(w for w, holds in zip(worth, held[place.name]) if holds) for place in places}
    best = max(covered.values(), default=0)
    return [place for place in places if best > 0 and covered[place.name] >= 0.6 * best]


def _rarity(places: int, holding: int) -> float:
    return math.log1p((places - holding + 0.5) / (holding + 0.5))


def _holds(place: Place, alternatives: Sequence[Phrase | TypedNumber]) -> bool:
    return any(
        _is_number(place, one) if isinstance(one, TypedNumber) else any(_stands_in(text, one) for text in place.texts)
        for one in alternatives
    )


def _is_number(place: Place, typed: TypedNumber) -> bool:
    bears = place.values("number") if place.section.path == "tiêu đề" else []
    numbers = (read_number(value) for value in (*bears, *place.values("cites")))
    return any(number is not None and typed.fits(number) for number in numbers)


def _stands_in(text: str, phrase: Phrase) -> bool:
    words = [one.text for one in syllables(text)]
    return any(_same(words[start : start + len(phrase.terms)], phrase) for start in range(len(words)))


def _same(words: Sequence[str], phrase: Phrase) -> bool:
    return len(words) == len(phrase.terms) and all(
        spelling(word) == spelling(term.source.text)
        if phrase.quoted and has_accents(term.source.text)
        else fold(word) == fold(term.source.text)
        for word, term in zip(words, phrase.terms)
    )


def _chosen(place: Place, facet: str, wanted: Sequence[str | None]) -> bool:
    values = place.values(facet)
    return any(not values if one is None else one in values or any(_meant(facet, one, values)) for one in wanted)


def _meant(facet: str, wanted: str, values: Sequence[str]) -> Iterator[bool]:
    for value in values:
        if facet == "year":
            first, _, last = wanted.partition("-")
            yield int(first) <= int(value) <= int(last or first)
        else:
            yield fold_text(value) == fold_text(wanted)
