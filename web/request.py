"""The URL of a search: read, and written for every link that changes one thing of it.

The names in the URL are permanent: q, page, sort, exact, and the filters by the names of the facets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from corpus.errors import BadRequest
from search.answer import Request
from search.engine import FACETS, OTHER_FILTERS
from search.query import LONGEST

PAPERS_PER_PAGE = 10
SECTIONS_PER_PAPER = 3
FILTERS = (*FACETS, *OTHER_FILTERS)

# Nobody ticks more; and the link of each chosen value carries all the others.
MOST_CHOSEN = 100

Arguments = MultiDict[str, str]


@dataclass(frozen=True)
class SearchAddress:
    """Where one stands in a search. Its links are other addresses."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    exact: bool = False

    @classmethod
    def read(cls, arguments: Arguments) -> SearchAddress:
        """Unknown parameters are passed over, of repeated ones the first counts (of filters: all)."""
        return cls(
            # Longer than anything that is understood; and every link of the page carries it.
            text=arguments.get("q", "")[:LONGEST],
            filters=read_filters(arguments),
            sort=arguments.get("sort") or "relevance",
            page=read_number(arguments, "page", default=1, lowest=1),
            exact=read_exact(arguments),
        )

    @property
    def asks_nothing(self) -> bool:
        return not self.text.strip() and not self.filters

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Every filter that is set: what the page shows as a chip."""
        return [(name, value) for name, values in self.filters.items() for value in values]

    @property
    def url(self) -> str:
        """
        >>> SearchAddress("đất", {"year": ("2014", "2015")}, page=2).url
        '/?q=%C4%91%E1%BA%A5t&year=2014&year=2015&page=2'
        """
        pairs = [("q", self.text)] if self.text else []
        pairs += self.chosen
        pairs += [("exact", "1")] if self.exact else []
        pairs += [("sort", self.sort)] if self.sort != "relevance" else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return f"/?{urlencode(pairs)}" if pairs else "/"

    def export(self, form: str) -> str:
        """Where the whole list can be taken along, as "csv" or "json"."""
        return f"/api/v1/search.{form}{replace(self, page=1).url[1:]}"

    @property
    def request(self) -> Request:
        return Request(
            text=self.text,
            filters=self.filters,
            offset=(self.page - 1) * PAPERS_PER_PAGE,
            limit=PAPERS_PER_PAGE,
            sort=self.sort,
            per_paper=SECTIONS_PER_PAPER,
            exact=self.exact,
        )

    def without(self, name: str, value: str) -> SearchAddress:
        kept = {
            one: tuple(item for item in values if (one, item) != (name, value)) for one, values in self.filters.items()
        }
        return replace(self, filters={one: values for one, values in kept.items() if values}, page=1)

    def without_filters(self) -> SearchAddress:
        return replace(self, filters={}, page=1)

    def asking(self, text: str) -> SearchAddress:
        return replace(self, text=text, page=1, exact=False)

    def exactly(self) -> SearchAddress:
        """What was typed, letter for letter."""
        return replace(self, page=1, exact=True)

    def sorted_by(self, sort: str) -> SearchAddress:
        return replace(self, sort=sort, page=1)

    def at_page(self, page: int) -> SearchAddress:
        return replace(self, page=page)


def read_number(arguments: Arguments, name: str, default: int, lowest: int) -> int:
    """A whole number, or a sentence about it. Nine digits are more than anything here has."""
    typed = arguments.get(name, "")
    if not typed:
        return default
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 9 and int(typed) >= lowest):
        raise BadRequest(f"“{name}” phải là một số nguyên từ {lowest} trở lên, không phải “{typed[:40]}”.")
    return int(typed)


def read_exact(arguments: Arguments) -> bool:
    return arguments.get("exact") == "1"


def read_filters(arguments: Arguments) -> dict[str, tuple[str, ...]]:
    if sum(len(arguments.getlist(name)) for name in FILTERS) > MOST_CHOSEN:
        raise BadRequest(f"Mỗi lần lọc được theo nhiều nhất {MOST_CHOSEN} giá trị.")
    given = {name: dict.fromkeys(value.strip() for value in arguments.getlist(name)) for name in FILTERS}
    filters = {name: tuple(value for value in values if value) for name, values in given.items()}
    return {name: values for name, values in filters.items() if values}
