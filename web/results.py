"""An answer as the search page lays it out: sections grouped by paper, facets with what was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from search.answer import SILENT, Answer, Result
from search.engine import FACETS, FacetValue, PaperRecord
from search.marks import Around, marker_of
from search.query import Query
from web.request import PAPERS_PER_PAGE, SearchAddress

# So many values of a facet are seen at once, so many when it is opened; the rest is found by typing.
VALUES_SEEN = 6
VALUES_MOST = 60


@dataclass(frozen=True)
class PaperResults:
    """The best sections of one paper; `more` others are not shown."""

    paper: PaperRecord
    results: tuple[Result, ...]
    more: int

    def said_together(self, query: Query) -> Around:
        """What stands together as it was typed, anywhere in what is shown of this paper."""
        return Around(marker_of(query), tuple(self._texts()))

    def _texts(self) -> Iterator[str]:
        yield self.paper.title or ""
        for result in self.results:
            section = result.hit.section
            yield from (*section.trail, section.heading.text if section.heading else "")
            yield "".join(text for fragment in result.fragments for text, _ in fragment)


@dataclass(frozen=True)
class Choice:
    """A value of a facet. `share` of the greatest count, in per cent; `fixed`: the query's text chose it."""

    value: str
    count: int
    selected: bool
    share: int
    fixed: bool


@dataclass(frozen=True)
class FacetChoices:
    """A facet: the values that are seen, those behind "n giá trị khác", and how many are not even there."""

    name: str
    seen: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    left_out: int


def by_paper(results: Sequence[Result]) -> list[PaperResults]:
    groups = groupby(results, key=lambda result: result.hit.paper.paper)
    return [PaperResults(found[0].hit.paper, found, found[0].hit.more) for found in (tuple(g) for _, g in groups)]


def facet_choices(answer: Answer, address: SearchAddress) -> list[FacetChoices]:
    """Facets that have anything to choose."""
    found = [_choices(name, answer.facets.get(name, ()), address.filters.get(name, ())) for name in FACETS]
    return [facet for facet in found if facet.seen]


def kept_filters(address: SearchAddress, facets: Sequence[FacetChoices]) -> list[tuple[str, str]]:
    """The filters that no checkbox stands for, as "2012-2016": the form carries them unseen."""
    boxes = {
        (facet.name, choice.value) for facet in facets for choice in (*facet.seen, *facet.folded) if not choice.fixed
    }
    return [one for one in address.chosen if one not in boxes]


def pages_around(answer: Answer, page: int) -> tuple[int, list[int]]:
    """The last page, and the pages worth a link."""
    last = max(1, -(-answer.documents // PAPERS_PER_PAGE))
    return last, [one for one in range(page - 2, page + 3) if 1 <= one <= last]


def _choices(name: str, values: Sequence[FacetValue], chosen: Sequence[str]) -> FacetChoices:
    # What was chosen is always in sight; the years keep their order.
    picked = [value for value in values if value.selected]
    ordered = values if name == "year" else [*picked, *_first_others(values)]
    # One value alone is not worth folding away.
    limit = VALUES_SEEN + (len(values) == VALUES_SEEN + 1)
    near, far = ordered[:limit], ordered[limit:VALUES_MOST]
    seen = [*near, *(value for value in picked if value not in near)]
    folded = [value for value in far if not value.selected]
    greatest = max((value.count for value in (*seen, *folded) if value.value is not None), default=0) or 1
    return FacetChoices(
        name,
        tuple(_choice(value, chosen, greatest) for value in seen),
        tuple(_choice(value, chosen, greatest) for value in folded),
        len(values) - len(seen) - len(folded),
    )


def _first_others(values: Sequence[FacetValue]) -> Iterator[FacetValue]:
    """As many as a facet shows: there may be thousands."""
    return islice((value for value in values if not value.selected), VALUES_MOST)


def _choice(value: FacetValue, chosen: Sequence[str], greatest: int) -> Choice:
    word = SILENT if value.value is None else value.value
    return Choice(
        value=word,
        count=value.count,
        selected=value.selected,
        share=min(100, round(100 * value.count / greatest)),
        fixed=value.selected and word not in chosen,
    )
