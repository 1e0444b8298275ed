"""From a request to an answer: the straight line that page, API and terminal share, and the answer's JSON."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from corpus.document import SectionType
from corpus.errors import BadRequest
from corpus.slugs import may_be_name
from corpus.text import fold_text
from corpus.typed_numbers import printed_number
from search.engine import FACETS, OTHER_FILTERS, Engine, FacetValue, Filters, Hit, Passage, Search
from search.fields import read_years
from search.fragments import Fragment, fragment, worth
from search.marks import Around, Marked, Marker, folded_syllables, marker_of
from search.matching import ALL_OF
from search.meaning import meant
from search.pieces import without_empty_fields
from search.query import Query, understand
from search.typing_errors import typing_errors

# The register that tells which sections cite a paper is opened where somebody asks for it: most questions do not.
if TYPE_CHECKING:
    from corpus.citing_sections import CitingSections

SORTS = ("relevance", "date")
MOST_HITS = 100
DEEPEST = 10_000

_FILTERS = (*FACETS, *OTHER_FILTERS)

# A long question that found so many papers has found enough.
_ENOUGH = 5

# How a filter says "the paper does not say".
SILENT = "null"


# Gives the sections that cite a paper, by its permanent name; None where there is no such paper.
Citing = Callable[[str], "CitingSections | None"]


def _nobody(name: str) -> CitingSections | None:
    return None


@dataclass(frozen=True)
class Request:
    """What a person asked for, as it came: filters are the words of the URL and of the options."""

    text: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offset: int = 0
    limit: int = 10
    sort: str = "relevance"
    per_paper: int | None = None
    exact: bool = False  # exactly what was typed: no keys decoded, no accents read, no errors put right


@dataclass(frozen=True)
class Result:
    """A hit with what is shown of it. `passage` is its best paragraph, or its heading when it has none."""

    hit: Hit
    passage: Passage | None
    fragments: tuple[Fragment, ...]

    @property
    def url(self) -> str:
        return document_url(self.hit.paper.paper, self.passage.pid if self.passage else None)


@dataclass(frozen=True)
class Answer:
    """Everything the page shows.

    `understood` is what the query was taken to mean, where that is not what was typed: `Request.exact` asks for that,
    or `as_typed`, where typing errors were put right.
    """

    request: Request
    query: Query
    total: int
    documents: int
    relaxed: bool
    results: tuple[Result, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    milliseconds: float
    understood: str | None = None
    suggestion: str | None = None
    as_typed: str | None = None

    @property
    def _taken_as(self) -> str | None:
        """For machines, who read no notes: the query without what could not be heeded, too."""
        taken = self.understood or self.query.text
        return without_empty_fields(taken) if self.query.empty_fields else self.understood

    @property
    def notes(self) -> tuple[str, ...]:
        """What of the query could not be heeded."""
        return tuple(map(_nothing_behind, self.query.empty_fields))

    def as_json(self) -> dict[str, Any]:
        """The object that `tracuu search --json` and the API print."""
        return {
            "query": self.request.text,
            "understood": self._taken_as,
            "relaxed": self.relaxed,
            "total": self.total,
            "documents": self.documents,
            "milliseconds": round(self.milliseconds, 1),
            "hits": [_hit_json(result) for result in self.results],
            "facets": {name: [_facet_json(name, value) for value in values] for name, values in self.facets.items()},
            "suggestion": self.suggestion,
        }


def answer(request: Request, engine: Engine, citing: Citing = _nobody) -> Answer:
    """Understands, searches, and cuts out what is shown. `citing` knows which sections cite a paper."""
    started = time.perf_counter()
    vocabulary = engine.vocabulary() if request.text.strip() and not request.exact else None
    query = meant(request.text, vocabulary) if vocabulary else understand(request.text)
    found = engine.search(_search(request, query, citing))
    understood, as_typed = query.understood, None
    correction = typing_errors(vocabulary).corrected(query) if vocabulary and query.units else None
    if correction and (found.relaxed or not found.total):
        corrected = understand(correction.text)
        instead = engine.search(_search(request, corrected, citing))
        if instead.total and not instead.relaxed:
            query, found = corrected, instead
            understood, as_typed = correction.text, correction.as_typed
    marker = marker_of(query)
    at_most = marker.at_most(found.rarity)
    results = tuple(_result(hit, marker, found.rarity, at_most) for hit in found.hits)
    return Answer(
        request=request,
        query=query,
        total=found.total,
        documents=found.documents,
        relaxed=found.relaxed,
        results=results,
        facets=found.facets,
        milliseconds=1000 * (time.perf_counter() - started),
        understood=understood,
        suggestion=correction.text if correction and not as_typed else None,
        as_typed=as_typed,
    )


def nearest(text: str, engine: Engine, count: int) -> tuple[Hit, ...]:
    """The papers nearest to a question, by the product's own score of papers, each with its best section.

    Not only those with a section that matches: a question about a whole law is rarely answered by one section of it.
    Typing errors are put right at once: what is near to a question is a guess anyway.
    """
    vocabulary = engine.vocabulary()
    query = meant(text, vocabulary) if vocabulary else understand(text)
    correction = typing_errors(vocabulary).corrected(query) if vocabulary and query.units else None
    return _nearest(understand(correction.text) if correction else query, engine, count)


def also_near(found: Answer, engine: Engine) -> tuple[Hit, ...]:
    """Where a long question found little: other papers that are near to it, though no section says most of it."""
    request = found.request
    query = found.query
    filters = request.filters or query.filters or query.left_out
    is_narrow = bool(filters or request.offset or request.sort != "relevance")
    if len(query.units) <= ALL_OF or found.documents >= _ENOUGH or is_narrow:
        return ()
    shown = {result.hit.paper.paper for result in found.results}
    nearest = _nearest(query, engine, _ENOUGH + len(shown))
    return tuple(hit for hit in nearest if hit.paper.paper not in shown)[:_ENOUGH]


def _nearest(query: Query, engine: Engine, count: int) -> tuple[Hit, ...]:
    return engine.search(Search(query, limit=count, per_paper=1, near=True)).hits if query.units else ()


def document_url(paper: str, pid: str | None = None) -> str:
    """The permanent link of a paper or paragraph, without the host."""
    return f"/van-ban/{quote(paper)}/{quote(pid)}" if pid else f"/van-ban/{quote(paper)}"


def _search(request: Request, query: Query, citing: Citing) -> Search:
    asks = query.units or query.excluded or query.filters or query.left_out or query.empty_fields
    if request.text.strip() and not asks:
        raise BadRequest("Hãy nhập ít nhất một từ hoặc một số.")
    if request.sort not in SORTS:
        raise BadRequest(f"Không sắp xếp được theo “{request.sort}”: chọn relevance hoặc date.")
    if not 0 <= request.limit <= MOST_HITS:
        raise BadRequest(f"Mỗi lần xem được từ 1 đến {MOST_HITS} kết quả.")
    if not 0 <= request.offset <= DEEPEST:
        raise BadRequest(f"Xem được không quá kết quả thứ {DEEPEST}: bỏ qua từ 0 đến {DEEPEST} kết quả đầu.")
    chosen = {name: (*request.filters.get(name, ()), *query.filters.get(name, ())) for name in _FILTERS}
    names = (*chosen["cites"], *query.left_out.get("cites", ()))
    cited = {name: found for name in names if may_be_name(name) and (found := citing(name))}
    return Search(
        query,
        _filters(chosen, cited),
        request.offset,
        request.limit,
        request.sort,
        request.per_paper,
        left_out=_filters(query.left_out, cited),
        cited_at={one.paper: one.places for one in cited.values()},
    )


def _filters(typed: Mapping[str, Sequence[str]], cited: Mapping[str, CitingSections]) -> Filters:
    """In the form that the index takes; a paper that is cited by its permanent name."""
    return {
        name: tuple(
            cited[value].paper if name == "cites" and value in cited else _filter_value(name, value) for value in values
        )
        for name, values in typed.items()
        if values
    }


def _nothing_behind(field_name: str) -> str:
    return f"Sau “{field_name}:” chưa có giá trị: viết liền ngay sau dấu hai chấm."


def _filter_value(name: str, value: str) -> str | None:
    """The value in the form that the index holds, or a sentence about what is wrong with it."""
    if value == SILENT:
        return None
    if not value:
        raise BadRequest(f"Bộ lọc “{name}” cần có một giá trị.")
    return _READERS[name](value) if name in _READERS else value


def _section_type(value: str) -> str:
    """A section type by its name or its title, or a part of the title: `han_che`, `hạn chế`."""
    wanted = fold_text(value.replace("_", " "))
    called = {one: (fold_text(one.value.replace("_", " ")), fold_text(one.words)) for one in SectionType}
    fitting = [one for one, names in called.items() if wanted in names]
    fitting = fitting or [one for one, names in called.items() if wanted and f" {wanted} " in f" {names[1]} "]
    if not fitting:
        raise BadRequest(f"Không có loại mục “{value}”. Các loại mục: {', '.join(one.value for one in SectionType)}.")
    return fitting[0].value


_READERS = {"year": read_years, "type": _section_type, "number": printed_number, "cites": printed_number}


def _result(hit: Hit, marker: Marker, rarity: Mapping[str, float], at_most: Mapping[str, float]) -> Result:
    passages = hit.section.paragraphs or ((hit.section.heading,) if hit.section.heading else ())
    if not passages:
        return Result(hit, None, ())
    best, best_marked = _best(passages, marker, rarity, at_most, Around(marker, _texts_around(hit)))
    return Result(hit, best, (fragment(best_marked, rarity),))


def _texts_around(hit: Hit) -> list[str]:
    """What stands above the passage wherever a hit is shown."""
    heading = [hit.section.heading.text] if hit.section.heading and hit.section.paragraphs else []
    return [hit.paper.title or "", *hit.section.trail, *heading]


def _best(
    passages: Sequence[Passage],
    marker: Marker,
    rarity: Mapping[str, float],
    at_most: Mapping[str, float],
    around: Around,
) -> tuple[Passage, Marked]:
    """The paragraph that holds most of the query; of equal ones the first.

    To look for the places of marks takes time: it is done only where a paragraph's syllables can still make it best.
    """
    folded = [folded_syllables(one.text) for one in passages]
    if len(passages) == 1:
        return passages[0], marker.marked(passages[0].text, folded[0], around)
    most = [marker.most(one, at_most) for one in folded]
    best, best_worth = -1, -1.0
    candidates: dict[int, Marked] = {}
    for place in sorted(range(len(passages)), key=lambda place: -most[place]):
        if most[place] < best_worth:
            break
        candidates[place] = marker.marked(passages[place].text, folded[place], around)
        own = worth(candidates[place], rarity)
        if own > best_worth or own == best_worth and place < best:
            best, best_worth = place, own
    return passages[best], candidates[best]


def _hit_json(result: Result) -> dict[str, Any]:
    paper, section = result.hit.paper, result.hit.section
    return {
        "doc": paper.paper,
        "source": paper.source,
        "title": paper.title,
        "doc_type": paper.doc_type,
        "number": paper.number,
        "issuing_body": paper.issuing_body,
        "place": paper.place,
        "year": paper.year,
        "date": paper.date,
        "path": section.path,
        "trail": [*section.trail, *([section.heading.text] if section.heading else [])],
        "type": section.type,
        "paragraph": result.passage.pid if result.passage else None,
        "fragments": [[list(run) for run in one] for one in result.fragments],
        "url": result.url,
        "score": round(result.hit.score, 4),
    }


def _facet_json(name: str, value: FacetValue) -> dict[str, Any]:
    plain = int(value.value) if name == "year" and value.value is not None else value.value
    return {"value": plain, "count": value.count, "selected": value.selected}
