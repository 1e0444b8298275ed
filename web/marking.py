"""Texts on their way to a page: runs that are plain, marked or linked. The words themselves stay the author's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from corpus.text import fold, syllable_texts
from search.fragments import Fragment, whole
from search.marks import Marked, marked
from search.query import Query

CELLS = " | "  # between the cells of a table row


@dataclass(frozen=True)
class Link:
    """A stretch of a text that leads somewhere."""

    start: int
    end: int
    address: str


@dataclass(frozen=True)
class Stretch:
    """Runs that are shown together, as one link where there is an address."""

    runs: Fragment
    address: str | None = None


def joined(fragment: Fragment) -> Fragment:
    """Marks with nothing but blanks between become one mark: a phrase is read as one.

    >>> joined((("cán", True), (" ", False), ("bộ", True), (" xã", False)))
    (('cán bộ', True), (' xã', False))
    """
    runs: list[tuple[list[str], bool]] = []
    for text, is_marked in fragment:
        if is_marked and len(runs) > 1 and runs[-1][0][0].isspace() and runs[-2][1]:
            blank, _ = runs.pop()
            runs[-1][0].extend((*blank, text))
        else:
            runs.append(([text], is_marked))
    return tuple(("".join(texts), is_marked) for texts, is_marked in runs)


def heading_runs(text: str, query: Query, beside: Container[str] = ()) -> Fragment:
    """A title or heading with the query's words marked: a section may have been found by what stands above it.

    `beside` are the syllables that stand together as they were typed in what is shown with it: alone they say nothing.
    """
    if not any(query.numbers) and query.syllables.isdisjoint(map(fold, syllable_texts(text))):
        return ((text, False),) if text else ()
    return joined(whole(marked(text, query, beside)))


def cells(line: Marked, links: Sequence[Link]) -> tuple[tuple[Stretch, ...], ...]:
    """The text cut into the cells of a table row; a text that is none is one cell."""
    text, found = line.text, []
    links = sorted(links, key=attrgetter("start"))
    start = 0
    for cell in text.split(CELLS):
        found.append(tuple(_stretches(line, links, start, start + len(cell))))
        start += len(cell) + len(CELLS)
    return tuple(found)


def _stretches(line: Marked, links: Sequence[Link], start: int, end: int) -> Iterator[Stretch]:
    """Those of one cell. The links are in their order; a text may have very many of everything."""
    position = start
    first, last = (bisect_left(links, place, key=attrgetter("start")) for place in (start, end))
    for link in links[first:last]:
        if position <= link.start < link.end <= end:
            yield from _stretch(line, position, link.start, None)
            yield from _stretch(line, link.start, link.end, link.address)
            position = link.end
    yield from _stretch(line, position, end, None)


def _stretch(line: Marked, start: int, end: int, address: str | None) -> Iterator[Stretch]:
    if start < end:
        yield Stretch(joined(tuple(_runs(line, start, end))), address)


def _runs(line: Marked, start: int, end: int) -> Iterator[tuple[str, bool]]:
    position = start
    first, last = (bisect_left(line.marks, bisect_left(line.places, (place,))) for place in (start, end))
    for mark in line.marks[first:last]:
        begin, stop = line.places[mark]
        if stop > end:
            continue
        if position < begin:
            yield line.text[position:begin], False
        yield line.text[begin:stop], True
        position = stop
    if position < end:
        yield line.text[position:end], False
