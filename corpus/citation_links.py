"""Who cites whom in the register: every citation with the paper it means, in both directions, and what is missing.

Nothing of this is stored. What a citation means is asked when it is shown, so that one whose paper arrives later, is
corrected, or goes again, is right in the next answer, and a better rule holds for what was imported long ago.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any

from corpus.document import Citation
from corpus.jurisdictions import Level
from corpus.mentions import Mention, mention_at
from corpus.numbers import read_number
from corpus.paper_facts import HEAD_PATHS, PaperFacts, facts_of
from corpus.paper_names import name_keys
from corpus.pinpoints import pinpoint_before
from corpus.register import NOW, LostPaper, Register, RegisteredPaper, number_key
from corpus.resolution import Outcome, known_terms, resolve_all
from corpus.spelled_out import stands_for

# A row of the register by the names of its columns.
Row = Any

TITLE = "tiêu đề"
_NOWHERE = {"text": "", "role": ""}

_METADATA = ("doc_type", "number", "issuing_body", "place", "date", "conference_date", "year", "title")
_MISSING = Outcome()

# So many words and heads of papers are kept in mind: after an import nearly all of them are what they were.
_KEPT = 1 << 14


@dataclass(frozen=True)
class Place:
    """Where a citation stands: a paragraph or heading of a paper, and the words that it is made of."""

    paper: str
    pid: str
    path: str
    text: str
    start: int
    end: int
    in_heading: bool = False  # or in the title

    @property
    def cited(self) -> str:
        """The words that name the paper."""
        return self.text[self.start : self.end]

    @cached_property
    def mention(self) -> Mention:
        found = mention_at(self.text, self.start, self.end)
        return replace(found, in_heading=True) if self.in_heading else found


@dataclass(frozen=True)
class ResolvedCitation:
    """A citation and what it means. `pinpoint`: the cited paper's section, where the citation names one."""

    citation: Citation
    place: Place
    outcome: Outcome
    pinpoint: tuple[str, ...] = ()


@dataclass(frozen=True)
class CitingPlace:
    """A place that names the paper which is looked at; `is_sure` unless another paper may be meant."""

    place: Place
    is_sure: bool
    pinpoint: tuple[str, ...] = ()


@dataclass
class Memory:
    """What was learned of one generation of the register: a server keeps it until the next import."""

    facts: dict[str, PaperFacts] = field(default_factory=dict)
    bearing: dict[str, list[str]] = field(default_factory=dict)
    known_terms: dict[str, tuple[int, int]] | None = None


@dataclass(frozen=True)
class CitationLinks:
    """Answers over one state of the register."""

    register: Register
    memory: Memory = field(default_factory=Memory)

    def facts(self, papers: Iterable[str]) -> list[PaperFacts]:
        wanted = list(dict.fromkeys(papers))
        unknown = [paper for paper in wanted if paper not in self.memory.facts]
        for start in range(0, len(unknown), 500):
            self.memory.facts.update(_read_facts(self.register, unknown[start : start + 500]))
        return [self.memory.facts[paper] for paper in wanted if paper in self.memory.facts]

    def bearing(self, key: str) -> list[PaperFacts]:
        """The papers that bear a number, or a name: its key."""
        self.learn_bearing([key])
        return self.facts(self.memory.bearing[key])

    def learn_bearing(self, keys: Iterable[str]) -> None:
        """The same of several numbers and names in a few statements: who asks for one of them then gets it at once."""
        unknown = [key for key in keys if key not in self.memory.bearing]
        if unknown:
            self.memory.bearing |= _numbered_so(self.register, [key for key in unknown if "|" not in key])
            self.memory.bearing |= _named_so(self, [key for key in unknown if "|" in key])
            self.facts(paper for key in unknown for paper in self.memory.bearing[key])

    # What a paper cites

    def cites(self, paper: RegisteredPaper) -> list[ResolvedCitation]:
        """Every citation of a paper, in its order."""
        ids = {section.path: ids for section, ids in zip(paper.document.sections, paper.ids)}
        texts = {section.path: section for section in paper.document.sections}
        places = []
        for one in paper.document.citations:
            section, pids = texts[one.path], ids[one.path]
            text = section.heading if one.paragraph is None else section.paragraphs[one.paragraph].text
            pid = pids.heading if one.paragraph is None else pids.paragraphs[one.paragraph]
            in_heading = one.paragraph is None or one.path == TITLE
            places.append(Place(paper.paper, pid or "", one.path, text or "", one.start, one.end, in_heading))
        mentions = [
            place.mention if one.form == "numbered" else Mention()
            for one, place in zip(paper.document.citations, places)
        ]
        outcomes = self._outcomes(paper, mentions)
        return [
            ResolvedCitation(one, place, outcome, pinpoint_before(place.text, place.start))
            for one, place, outcome in zip(paper.document.citations, places, outcomes)
        ]

    def _outcomes(self, paper: RegisteredPaper, mentions: Sequence[Mention]) -> list[Outcome]:
        citations = paper.document.citations
        found = [Outcome(paper.paper) if one.form == "self" else _MISSING for one in citations]
        keys = [_keys_of(one) for one in citations]
        for key in dict.fromkeys(key for several in keys for key in several):
            here = [index for index, several in enumerate(keys) if key in several]
            for index, outcome in zip(here, self._meant(paper.paper, key, [mentions[index] for index in here])):
                found[index] = _either(found[index], outcome) if len(keys[index]) > 1 else outcome
        for index, one in enumerate(citations):
            if one.form == "alias" and not one.number:
                spelled = stands_for(index, citations)
                found[index] = _MISSING if spelled is None else found[spelled]
        return found

    def _meant(self, paper: str, key: str, mentions: Sequence[Mention]) -> list[Outcome]:
        candidates = self.bearing(key)
        if not candidates:
            return [_MISSING] * len(mentions)
        [citing] = self.facts([paper])
        if "|" in key:
            return [_named_outcome(candidates, citing)] * len(mentions)
        return resolve_all(mentions, citing, candidates, self._terms(mentions, candidates))

    def _terms(self, mentions: Sequence[Mention], candidates: Sequence[PaperFacts]) -> dict[str, tuple[int, int]]:
        """What the library tells of the provinces' terms; asked only where a citation names one."""
        if not any(one.term for one in mentions) or all(one.level is not Level.PROVINCE for one in candidates):
            return {}
        if self.memory.known_terms is None:
            rows = self.register.rows(
                f"""SELECT DISTINCT paper FROM paragraphs
                    WHERE path IN {HEAD_PATHS} AND (text LIKE '%kh__ %' OR text LIKE '%KHÓA %') AND {NOW}"""
            )
            self.memory.known_terms = known_terms(self.facts(row["paper"] for row in rows))
        return self.memory.known_terms

    # Who cites a paper

    def cited_by(self, paper: str) -> list[CitingPlace]:
        """Every place of other papers that names this one, or may name it, in the order the papers came."""
        found: list[CitingPlace] = []
        for facts in self.facts([paper]):
            for key in _called_by(facts):
                found += self._naming(paper, key)
        return list({(one.place.pid, one.place.start): one for one in found}.values())

    def _naming(self, paper: str, key: str) -> Iterator[CitingPlace]:
        for place, outcome in self.meanings(key):
            if place.paper != paper and (paper == outcome.paper or paper in outcome.choices):
                yield CitingPlace(place, paper == outcome.paper, pinpoint_before(place.text, place.start))

    def citing_number(self, number: str) -> list[CitingPlace]:
        """Every place that prints a number, whatever it means there."""
        key = number_key(number)
        return [CitingPlace(one, True) for one in self.places_naming(key)] if key else []

    def meanings(self, key: str) -> Iterator[tuple[Place, Outcome]]:
        """Every place that prints a number, or a name, and what it means there."""
        yield from self.meant_at(self.places_naming(key), key)

    def meant_at(self, places: Sequence[Place], key: str) -> Iterator[tuple[Place, Outcome]]:
        """The same of places that were found before."""
        self.facts(one.paper for one in places)
        for name, group in groupby(places, key=lambda one: one.paper):
            standing = list(group)
            yield from zip(standing, self._meant(name, key, [one.mention for one in standing]))

    def all_meanings(self) -> Iterator[tuple[str, list[tuple[Place, Outcome]]]]:
        """The same of every number and every name that is cited anywhere, asked for all together."""
        places = self._places("number_key IS NULL OR number_key <> ''")
        self.learn_bearing(places)
        self.facts(one.paper for several in places.values() for one in several)
        for key, standing in places.items():
            yield key, list(self.meant_at(standing, key))

    def places_naming(self, key: str) -> list[Place]:
        """Every place that prints a number, or a name, in any spelling: one paper's after the other's."""
        which = "number_key IS NULL" if "|" in key else "number_key = :key"
        return self._places(which, key=key).get(key, [])

    def places_naming_each(self, numbers: Iterable[str]) -> dict[str, list[Place]]:
        """The same of several numbers, asked for together."""
        which = "number_key IN (SELECT value FROM json_each(:keys))"
        places = self._places(which, keys=json.dumps(sorted(set(numbers))))
        self.facts(one.paper for several in places.values() for one in several)
        return places

    def _places(self, which: str, **values: str) -> dict[str, list[Place]]:
        """The places that print a number or a name, by its key."""
        by_key: dict[str, list[Row]] = {}
        for row in self.register.rows(
            f"""SELECT paper, pid, path, text, number_key FROM citations
                WHERE ({which}) AND {NOW} ORDER BY paper, rowid""",
            **values,
        ):
            for key in _printed_keys(row["number_key"], row["text"]):
                by_key.setdefault(key, []).append(row)
        texts = _texts(self.register, [row["pid"] for rows in by_key.values() for row in rows])
        return {key: list(_located(rows, texts)) for key, rows in by_key.items()}


def as_if_there(register: Register, lost: LostPaper) -> CitationLinks:
    """Who cites whom as if a paper that is gone stood as it last did: so one learns who names it still."""
    links = CitationLinks(register)  # with a memory of its own: nobody else may believe in that paper
    for facts in CitationLinks(register.at(lost.generation)).facts([lost.paper]):
        links.memory.facts[lost.paper] = facts
        for key in _called_by(facts):
            links.bearing(key)
            links.memory.bearing[key].append(lost.paper)
    return links


def _called_by(facts: PaperFacts) -> list[str]:
    """The keys of a paper's number and names."""
    return [*(["/".join(facts.number.key)] if facts.number else []), *sorted(facts.names)]


@lru_cache(_KEPT)
def _printed_keys(number_key: str | None, text: str) -> tuple[str, ...]:
    """What the words name: "Kết luận này" carries a number that it does not print."""
    if number_key is None:
        return name_keys(text)
    return (number_key,) if read_number(text) else ()


def _keys_of(citation: Citation) -> tuple[str, ...]:
    key = number_key(citation.number) if citation.form != "self" else None
    if key:
        return (key,)
    return name_keys(citation.text) if citation.form == "named" else ()


def _either(one: Outcome, other: Outcome) -> Outcome:
    """A citation that names two papers at once has no one link: it offers both."""
    papers = [paper for outcome in (one, other) for paper in ((outcome.paper,) if outcome.paper else outcome.choices)]
    return Outcome(choices=tuple(dict.fromkeys(papers)))


def _named_outcome(candidates: Sequence[PaperFacts], citing: PaperFacts) -> Outcome:
    """A name names; but one plenum gives out several resolutions, and nobody cites what is not there yet."""
    fitting = [one.paper for one in candidates if not (one.day and citing.day and one.day > citing.day)]
    return Outcome(fitting[0]) if len(fitting) == 1 else Outcome(choices=tuple(fitting))


def _located(rows: Sequence[Row], texts: Mapping[str, Row]) -> Iterator[Place]:
    """The nth citation of the same words stands at their nth place in the paragraph."""
    taken: dict[tuple[str, str], int] = {}
    for row in rows:
        standing = texts.get(row["pid"], _NOWHERE)
        text, in_heading = standing["text"], standing["role"] == "heading" or row["path"] == TITLE
        start = text.find(row["text"], taken.get((row["pid"], row["text"]), 0))
        if start >= 0:
            end = taken[row["pid"], row["text"]] = start + len(row["text"])
            yield Place(row["paper"], row["pid"], row["path"], text, start, end, in_heading)


def _texts(register: Register, pids: Sequence[str]) -> dict[str, Row]:
    rows = register.rows(
        f"SELECT pid, role, text FROM paragraphs WHERE pid IN (SELECT value FROM json_each(:pids)) AND {NOW}",
        pids=json.dumps(sorted(set(pids))),
    )
    return {row["pid"]: row for row in rows}


def _numbered_so(register: Register, keys: Sequence[str]) -> dict[str, list[str]]:
    rows = register.rows(
        f"""SELECT number_key, paper FROM papers
            WHERE number_key IN (SELECT value FROM json_each(:keys)) AND {NOW} ORDER BY rowid""",
        keys=json.dumps(keys),
    )
    found: dict[str, list[str]] = {key: [] for key in keys}
    for row in rows:
        found[row["number_key"]].append(row["paper"])
    return found


def _named_so(links: CitationLinks, keys: Sequence[str]) -> dict[str, list[str]]:
    """The papers that call themselves so: among the Central Committee's own, or among the laws."""
    found: dict[str, list[str]] = {key: [] for key in keys}
    for body, several in groupby(sorted(keys, key=_whose), key=_whose):
        rows = links.register.rows(
            f"""SELECT paper FROM papers WHERE {NOW} AND
                (number_key LIKE :body OR number_key IS NULL AND body IN ('ban chap hanh trung uong', 'quoc hoi'))
                ORDER BY rowid""",
            body=body,
        )
        wanted = set(several)
        for one in links.facts(row["paper"] for row in rows):
            for key in one.names & wanted:
                found[key].append(one.paper)
    return found


def _whose(key: str) -> str:
    """How the number of a paper ends that may have this name."""
    return "%/tw" if "|tw|" in key or "|dh|" in key else "%/qh%"


def _read_facts(register: Register, papers: Sequence[str]) -> dict[str, PaperFacts]:
    # In one call, which reads the content once.
    paths = ", ".join(f"'$.{name}'" for name in _METADATA)
    wanted = json.dumps(list(papers))
    contents = register.rows(
        f"""SELECT paper, json_extract(content, {paths}) AS metadata FROM papers
            WHERE paper IN (SELECT value FROM json_each(:papers)) AND {NOW}""",
        papers=wanted,
    )
    heads = register.rows(
        f"""SELECT paper, path, text FROM paragraphs WHERE paper IN (SELECT value FROM json_each(:papers))
            AND path IN {HEAD_PATHS} AND {NOW} ORDER BY rowid""",
        papers=wanted,
    )
    texts: dict[str, list[tuple[str, str]]] = {}
    for row in heads:
        texts.setdefault(row["paper"], []).append((row["path"], row["text"]))
    return {row["paper"]: _facts(row["paper"], row["metadata"], tuple(texts.get(row["paper"], ()))) for row in contents}


@lru_cache(_KEPT)
def _facts(paper: str, metadata: str, head: tuple[tuple[str, str], ...]) -> PaperFacts:
    return facts_of(paper, dict(zip(_METADATA, json.loads(metadata))), head)
