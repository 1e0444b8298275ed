"""Texts on their way to a page: runs that are plain, marked or linked. The words themselves stay the author's."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from corpus.text import fold, syllable_texts
from search.fragments import Fragment, Marked, marked, whole
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
    runs: list[tuple[str, bool]] = []
    for text, is_marked in fragment:
        if is_marked and len(runs) > 1 and runs[-1][0].isspace() and runs[-2][1]:
            blank, before = runs.pop()[0], runs.pop()[0]
            text = before + blank + text
        runs.append((text, is_marked))
    return tuple(runs)


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
    start = 0
    for cell in text.split(CELLS):
        found.append(tuple(_stretches(line, links, start, start + len(cell))))
        start += len(cell) + len(CELLS)
    return tuple(found)


def _stretches(line: Marked, links: Sequence[Link], start: int, end: int) -> Iterator[Stretch]:
    position = start
    for link in sorted(links, key=lambda one: one.start):
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
    for mark in line.marks:
        begin, stop = line.places[mark]
        if begin < start or stop > end:
            continue
        if position < begin:
            yield line.text[position:begin], False
        yield line.text[begin:stop], True
        position = stop
    if position < end:
        yield line.text[position:end], False
