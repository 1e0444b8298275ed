"""The papers that others cite and the library lacks, the most cited first: what an archivist should look for next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from corpus.citation_links import CitationLinks, Place
from corpus.jurisdictions import Level, level_of_symbol
from corpus.kinds import kind_at_start
from corpus.mentions import Mention
from corpus.numbers import Number, read_number
from corpus.resolution import Outcome


@dataclass(frozen=True)
class MissingPaper:
    """What the citations tell of it; `name` for one that is called by a name."""

    number: str | None
    name: str | None
    doc_type: str | None
    issuing_body: str | None
    date: str | None
    place: str | None
    times: int
    papers: int
    cited_by: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "cited_by": list(self.cited_by)}


@dataclass(frozen=True)
class _Wanted:
    """One place that names a paper which is not there."""

    place: Place
    mention: Mention
    province: str | None  # in whose list the number stands, as printed; None: the country's, or not known

    @property
    def day(self) -> str | None:
        own = self.mention.day if not self.mention.shares_day else None
        return own.isoformat() if own else None


def missing_papers(links: CitationLinks) -> list[MissingPaper]:
    """Two provinces' 25-KL/TU are two papers, and so are two days'; what is only doubtful is not missing."""
    found: list[MissingPaper] = []
    for key, meanings in links.all_meanings():
        by_province: dict[str | None, list[_Wanted]] = defaultdict(list)
        for wanted in _wanted(links, meanings):
            by_province[wanted.province].append(wanted)
        found += [_described(key, group) for several in by_province.values() for group in _by_day(several)]
    return sorted(found, key=lambda one: (-one.papers, -one.times, one.date or "", one.number or one.name or ""))


def _wanted(links: CitationLinks, meanings: Sequence[tuple[Place, Outcome]]) -> Iterator[_Wanted]:
    for place, outcome in meanings:
        if outcome.paper is None and not outcome.choices:
            mention = place.mention
            yield _Wanted(place, mention, _province(links, place, mention))


def _province(links: CitationLinks, place: Place, mention: Mention) -> str | None:
    level = _read(place.cited).level or mention.level
    [citing] = links.facts([place.paper])
    if level is Level.CENTRAL:
        return None
    if mention.place:
        return mention.place_printed
    return None if citing.level is Level.CENTRAL else citing.place_printed


class _Read(NamedTuple):
    """What the words tell that name a paper."""

    number: Number | None
    level: Level | None
    kind: str | None


@lru_cache(maxsize=1 << 14)  # the same words stand in many papers
def _read(cited: str) -> _Read:
    number = read_number(cited)
    return _Read(number, level_of_symbol(number) if number else Level.CENTRAL, kind_at_start(cited))


def _by_day(several: Sequence[_Wanted]) -> list[list[_Wanted]]:
    """One group for each day; what tells no day joins the one day of its paper, or the only one there is."""
    days = {one.day for one in several if one.day}
    of_paper: dict[str, set[str]] = defaultdict(set)
    for one in several:
        if one.day:
            of_paper[one.place.paper].add(one.day)
    groups: dict[str, list[_Wanted]] = defaultdict(list)
    for one in several:
        told = of_paper[one.place.paper] or days
        groups[one.day or (next(iter(told)) if len(told) == 1 else "")].append(one)
    return list(groups.values())


def _described(key: str, group: Sequence[_Wanted]) -> MissingPaper:
    cited = [one.place.cited for one in group]
    number = _read(cited[0]).number if "|" not in key else None
    papers = tuple(dict.fromkeys(one.place.paper for one in group))
    kinds = Counter(kind for text in cited if (kind := _read(text).kind))
    bodies = Counter(one.mention.body for one in group if one.mention.body)
    return MissingPaper(
        number=str(number) if number else None,
        name=cited[0] if number is None else None,
        doc_type=_most(kinds) or (next(iter(number.kinds), None) if number else None),
        issuing_body=_most(bodies),
        date=next((one.day for one in group if one.day), None) or _shared_day(group),
        place=group[0].province,
        times=len(group),
        papers=len(papers),
        cited_by=papers,
    )


def _shared_day(group: Sequence[_Wanted]) -> str | None:
    """The day that stands behind the last of several numbers in a row."""
    return next((one.mention.day.isoformat() for one in group if one.mention.day), None)


def _most(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None
