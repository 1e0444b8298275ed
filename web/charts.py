"""Numbers -> the lengths and places of a chart's marks. The drawing is in `templates/charts.html`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from search.engine import PaperRecord
from web.shelves import shelf_of

# The drawing is as wide as a phone's page: its letters keep their size there.
WIDTH = 360
HEIGHT = 190
ROW = 34

# So many bodies have a colour of their own; the others share one.
COLOURS = 5
OTHERS = "Cơ quan khác"

# Below so many units of the drawing the years under the columns would run into each other.
_YEAR_WIDTH = 34


@dataclass(frozen=True)
class Bar:
    """A row of a chart: its length in units of the drawing."""

    name: str
    count: int
    y: int
    length: float


@dataclass(frozen=True)
class Piece:
    """A body's part of a year's column."""

    colour: int
    y: float
    height: float


@dataclass(frozen=True)
class Column:
    """A year: `counts[n]` papers of the nth body."""

    name: str
    x: float
    width: float
    counts: tuple[int, ...]
    pieces: tuple[Piece, ...]
    is_named: bool  # there is room for the year under it

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Columns:
    """Papers a year, each column piled up of its bodies."""

    bodies: tuple[str, ...]
    columns: tuple[Column, ...]
    most: int


def bars(counts: Sequence[tuple[str, int]], most: int = 15) -> tuple[Bar, ...]:
    """
    >>> [bar.length for bar in bars([("a", 4), ("b", 1)])]
    [360.0, 90.0]
    """
    greatest = max((count for _, count in counts), default=1)
    return tuple(
        Bar(name, count, ROW * place, round(WIDTH * count / greatest, 1))
        for place, (name, count) in enumerate(counts[:most])
    )


def columns(papers: Sequence[PaperRecord]) -> Columns:
    dated = [one for one in papers if one.year is not None]
    by_body = Counter(shelf_of(one, "body") for one in dated).most_common()
    named = [body for body, _ in by_body[: COLOURS if len(by_body) <= COLOURS else COLOURS - 1]]
    bodies = (*named, OTHERS) if len(by_body) > len(named) else tuple(named)
    piles: dict[int, Counter[str]] = {}
    for one in dated:
        body = shelf_of(one, "body")
        piles.setdefault(one.year or 0, Counter())[body if body in named else OTHERS] += 1
    most = max((sum(pile.values()) for pile in piles.values()), default=0)
    years = range(min(piles), max(piles) + 1) if piles else range(0)
    step = WIDTH / max(1, len(years))
    every = max(1, -(-_YEAR_WIDTH // max(1, int(step))))
    drawn = tuple(
        _column(
            str(year), place * step, step, [piles.get(year, Counter())[body] for body in bodies], most, every, place
        )
        for place, year in enumerate(years)
    )
    return Columns(bodies, drawn, most)


def _column(name: str, x: float, step: float, counts: Sequence[int], most: int, every: int, place: int) -> Column:
    pieces, top = [], float(HEIGHT)
    for colour, count in enumerate(counts):
        height = round(HEIGHT * count / most, 1)
        top = round(top - height, 1)
        if count:
            pieces.append(Piece(colour, top, height))
    gap = min(4.0, step / 5)
    return Column(name, round(x + gap / 2, 1), round(step - gap, 1), tuple(counts), tuple(pieces), place % every == 0)
