"""Which paper of the library a citation means: the rule. It would rather say nothing than something wrong.

A number alone names a paper only inside one list: of one province, of one term of its committee, or of one year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from corpus.jurisdictions import Level, Restart
from corpus.mentions import Mention
from corpus.paper_facts import PaperFacts, eras
from corpus.party_terms import term_of_election
from corpus.text import fold_text

# Of what a citation says about its paper so many syllables are looked for in the title; fewer say nothing.
LEAST_WORDS, SUBJECT_WORDS = 6, 8


class Evidence(IntEnum):
    """What speaks for a candidate; nothing speaks against it."""

    NONE = 0  # only the number
    LIST = 1  # the running term's or year's list of the citing paper's own province
    STATED = 2  # day, year, term or subject agree, or the number carries its year


@dataclass(frozen=True)
class Outcome:
    """`paper` is meant for sure; else `choices` may be meant; with neither, the library lacks the paper."""

    paper: str | None = None
    choices: tuple[str, ...] = ()


def resolve(
    mention: Mention, citing: PaperFacts, candidates: Sequence[PaperFacts], terms: Mapping[str, tuple[int, int]]
) -> Outcome:
    """The meaning of one mention of a number that the candidates bear. `terms`: see `known_terms`."""
    weighed = [(one, _evidence(mention, citing, one, terms)) for one in candidates]
    fitting = [(one, evidence) for one, evidence in weighed if evidence is not None]
    stated = [one.paper for one, evidence in fitting if evidence is Evidence.STATED]
    if len(stated) == 1:
        return Outcome(stated[0])
    of_own_place = [one for one in fitting if _place_agrees(mention, citing, one[0])]
    if len(of_own_place) == 1 and of_own_place[0][1] is Evidence.LIST:
        return Outcome(of_own_place[0][0].paper)
    return Outcome(choices=tuple(one.paper for one, _ in fitting))


def resolve_all(
    mentions: Sequence[Mention],
    citing: PaperFacts,
    candidates: Sequence[PaperFacts],
    terms: Mapping[str, tuple[int, int]],
) -> list[Outcome]:
    """All mentions of one number in one paper, in its order: a bare one means what was said of that number before.

    Only a title or heading may be bare because its paper says more further down; elsewhere what comes later can but
    make a bare one doubtful.
    """
    alone = [resolve(one, citing, candidates, terms) for one in mentions]
    outcomes = []
    for place, (one, outcome) in enumerate(zip(mentions, alone)):
        said = [other for other, mention in zip(alone[:place], mentions) if not mention.is_bare]
        later = [other for other, mention in zip(alone[place:], mentions[place:]) if not mention.is_bare]
        if not one.is_bare or outcome.paper and one.subject:
            outcomes.append(outcome)
        elif said:
            outcomes.append(_one_of(said))
        elif one.in_heading and not outcome.paper and later:
            outcomes.append(_one_of(later))
        else:
            outcomes.append(_one_of([outcome, *later]))
    return outcomes


def _one_of(outcomes: Sequence[Outcome]) -> Outcome:
    """What they all say; where they differ, all of it is a choice."""
    if len(set(outcomes)) == 1:
        return outcomes[0]
    papers = [paper for one in outcomes for paper in ((one.paper,) if one.paper else one.choices)]
    return Outcome(choices=tuple(dict.fromkeys(papers)))


def known_terms(papers: Sequence[PaperFacts]) -> dict[str, tuple[int, int]]:
    """Of each province a term's number and the year it was elected in, where some paper states its own term.

    Where two papers of a province do not count alike (a merged one began at I again), nothing is known.
    """
    found: dict[str, set[tuple[int, int]]] = {}
    for one in papers:
        if (
            one.level is Level.PROVINCE
            and one.place
            and one.term
            and one.restart is Restart.TERM
            and len(one.eras) == 1
        ):
            [elected] = one.eras
            found.setdefault(one.place, set()).add((one.term, elected))
    known = {}
    for place, said in found.items():
        term, elected = max(said)
        if all(term_of_election(year, term, elected) == number for number, year in said):
            known[place] = (term, elected)
    return known


def _evidence(
    mention: Mention, citing: PaperFacts, candidate: PaperFacts, terms: Mapping[str, tuple[int, int]]
) -> Evidence | None:
    """How much speaks for a candidate; None when something speaks against it."""
    place = _place_agrees(mention, citing, candidate)
    checks = (
        place,
        _day_agrees(mention, candidate),
        _term_agrees(mention, candidate, terms),
        _years_agree(mention, candidate),
    )
    if any(check is False for check in checks) or _came_later(candidate, citing) or _other_level(mention, candidate):
        return None
    day = mention.day in candidate.days
    if day and place is None:
        return Evidence.STATED  # nobody says where, but the number and the day are one paper's
    if not place:
        return Evidence.NONE
    same_subject = _same_subject(mention, candidate)
    if same_subject and checks[1] is None and (mention.day and not mention.shares_day or mention.year):
        same_subject = None  # a day is told that the candidate does not tell: the same words may be another year's
    if any(check for check in checks[1:]) or same_subject or candidate.restart is Restart.NEVER:
        return Evidence.STATED
    if same_subject is False or mention.day and not mention.shares_day or mention.term or mention.year or mention.years:
        return Evidence.NONE
    return Evidence.LIST if _is_of_running_list(citing, candidate) else Evidence.NONE


def _place_agrees(mention: Mention, citing: PaperFacts, candidate: PaperFacts) -> bool | None:
    """Whether the lists are of one place: None when it is not known. What is not named is the citing paper's own."""
    if candidate.level is Level.CENTRAL:
        return True
    own = citing.level is not Level.CENTRAL
    place = mention.place or (citing.place if own else None)
    if place is None or candidate.place is None:
        return None
    if place != candidate.place:
        return False
    if candidate.level is not Level.BELOW:
        return True if candidate.level is Level.PROVINCE else None
    unit = mention.unit or (citing.unit if citing.level is Level.BELOW else None)
    return unit == candidate.unit if unit and candidate.unit else None


def _day_agrees(mention: Mention, candidate: PaperFacts) -> bool | None:
    if mention.day is None and mention.year is None:
        return None
    year = mention.day.year if mention.day else mention.year
    if mention.day and candidate.days:
        agrees = mention.day in candidate.days
        return agrees or (None if mention.shares_day else False)
    if candidate.year is None:
        return None
    return candidate.year == year or (None if mention.shares_day else False)


def _term_agrees(mention: Mention, candidate: PaperFacts, terms: Mapping[str, tuple[int, int]]) -> bool | None:
    """Whether the term that is named is the candidate's: as it says, or as its day tells."""
    if mention.term is None or candidate.restart is not Restart.TERM:
        return None
    if candidate.term is not None:
        return candidate.term == mention.term
    if candidate.level is Level.CENTRAL:
        possible = set(candidate.eras)
    elif candidate.level is Level.PROVINCE and candidate.place and candidate.place in terms:
        possible = {term_of_election(year, *terms[candidate.place]) for year in candidate.eras}
    else:
        return None
    if not possible or len(possible) > 1 and mention.term in possible:
        return None
    return mention.term in possible


def _years_agree(mention: Mention, candidate: PaperFacts) -> bool | None:
    """`nhiệm kỳ 2015 - 2020`: the years of a committee below the Central one."""
    if mention.years is None or candidate.level is Level.CENTRAL or not candidate.eras:
        return None
    if mention.years.first not in candidate.eras:
        return False
    return True if len(candidate.eras) == 1 else None


def _other_level(mention: Mention, candidate: PaperFacts) -> bool:
    return None not in (mention.level, candidate.level) and mention.level is not candidate.level


def _came_later(candidate: PaperFacts, citing: PaperFacts) -> bool:
    if candidate.day and citing.day:
        return candidate.day > citing.day
    return bool(candidate.year and citing.year and candidate.year > citing.year)


def _is_of_running_list(citing: PaperFacts, candidate: PaperFacts) -> bool:
    """Whether both come from one term, or one year, for sure."""
    now = eras(candidate.restart, candidate.level, citing.day, citing.year)
    return len(now) == 1 and now == candidate.eras


def _same_subject(mention: Mention, candidate: PaperFacts) -> bool | None:
    """Whether what is said about the cited paper is in the candidate's title, word by word; None when little is said.

    A later term takes up the same matter in almost the same words: almost is not enough.
    """
    said = (mention.subject or "").split()[:SUBJECT_WORDS]
    title = fold_text(candidate.title).split()
    if len(said) < LEAST_WORDS or not title:
        return None
    pairs = set(zip(title, title[1:]))
    return all(pair in pairs for pair in zip(said, said[1:]))
