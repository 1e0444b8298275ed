"""The filter by one cited paper: the sections that cite it, and the choice where several papers bear a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.citing_sections import CitingSections, sections_citing
from corpus.register import Register, number_key
from search.answer import Answer, answer
from search.engine import PaperRecord
from search.query import understand
from web.citing import links_of
from web.library import engine, open_register
from web.request import SearchAddress

# Of more papers of one number nobody chooses from a line.
MOST_CHOICES = 8


@dataclass(frozen=True)
class CitedChoice:
    """One of the papers that bear a number, and the same search with only what cites it: so many sections."""

    paper: PaperRecord
    url: str
    count: int


@dataclass(frozen=True)
class CitedNumber:
    """A number that one filters by, and that several papers of the library bear."""

    number: str
    choices: tuple[CitedChoice, ...]


def citing(name: str) -> CitingSections | None:
    """Which sections cite a paper, in the state that the engine shows."""
    with open_register() as register:
        return sections_citing(name, links_of(register, engine()))


def cited_numbers(found: Answer, address: SearchAddress) -> list[CitedNumber]:
    """Every number among the filters that is not one paper's alone, with the search for each of them."""
    numbers = dict.fromkeys((*address.filters.get("cites", ()), *found.query.filters.get("cites", ())))
    if not any(number_key(one) for one in numbers):
        return []
    with open_register() as register:
        several = [(one, bearing) for one in numbers if len(bearing := _bearing(one, register)) > 1]
    return [CitedNumber(one, tuple(_choices(one, bearing, address))) for one, bearing in several]


def _bearing(number: str, register: Register) -> list[str]:
    return [] if engine().document(number) else register.bearing(number)[:MOST_CHOICES]


def _choices(number: str, bearing: list[str], address: SearchAddress) -> Iterator[CitedChoice]:
    for name in bearing:
        paper = engine().document(name)
        if paper:
            narrowed = _instead(address, number, name)
            count = answer(replace(narrowed.request, offset=0, limit=0, per_paper=None), engine(), citing).total
            yield CitedChoice(paper, narrowed.url, count)


def _instead(address: SearchAddress, number: str, paper: str) -> SearchAddress:
    """The same search, with a paper in the place of its number: in the filters, or where it was typed."""
    chosen = address.filters.get("cites", ())
    text = _typed_instead(address.text, number, paper)
    kept = tuple(paper if one == number else one for one in chosen)
    return replace(address, text=text, filters={**address.filters, "cites": kept} if kept else address.filters, page=1)


def _typed_instead(text: str, number: str, paper: str) -> str:
    wanted = number_key(number)
    query = understand(text)
    for start, end in reversed(query.values):
        typed = understand(query.text[start:end]).filters.get("cites", ())
        if wanted in map(number_key, typed):
            return f"{query.text[:start]}viện-dẫn:{paper}{query.text[end:]}"
    return text
