"""What was set as a goal, what was reached, and whether that is enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.engines import FTS5, OURS, TANTIVY, WHOOSH
from bench.figures import Figures
from bench.questions import ONE_STREAM, Kind
from bench.table import Cells, number

# The size that the marks speak of, and the one that growth is measured from.
SIZE = 100_000
SMALL = 10_000

# The figures of every size that was measured.
BySize = Mapping[int, Figures]

# None where something was not measured.
Reached = Callable[[BySize], float | None]


@dataclass(frozen=True)
class Mark:
    """A limit that a figure must not exceed, or must at least reach."""

    words: str
    limit: float
    unit: str
    reached: Reached
    at_least: bool = False

    def is_met(self, figure: float) -> bool:
        return figure >= self.limit if self.at_least else figure <= self.limit


def _figure(key: str, engine: str = OURS) -> Reached:
    return lambda sizes: sizes.get(SIZE, {}).get(key, {}).get(engine)


def _quotient(upper: Reached, lower: Reached) -> Reached:
    def reached(sizes: BySize) -> float | None:
        above, below = upper(sizes), lower(sizes)
        return above / below if above is not None and below else None

    return reached


def _of_kinds(upper: str, lower: str, kinds: Sequence[Kind] = ONE_STREAM) -> Reached:
    """The median over the kinds of how many times as long one engine takes as the other."""
    each = [_quotient(_figure(f"{kind.name} median", upper), _figure(f"{kind.name} median", lower)) for kind in kinds]

    def reached(sizes: BySize) -> float | None:
        known = [one for ratio in each if (one := ratio(sizes)) is not None]
        return median(known) if len(known) == len(each) else None

    return reached


def _growth(sizes: BySize, start: int, end: int) -> float | None:
    """Of one stream and of `answer()`, how many times as long the one takes that grows more."""
    grown = [
        sizes[end][key][OURS] / sizes[start][key][OURS]
        for key in ("one stream median", "answer median")
        if key in sizes.get(start, {}) and key in sizes.get(end, {})
    ]
    return max(grown, default=None)


def _to_all(sizes: BySize) -> float | None:
    """Growth of the cost by growth of the library."""
    end = max(sizes, default=0)
    grown = _growth(sizes, SIZE, end) if end > SIZE else None
    return grown / (end / SIZE) if grown else None


MARKS = (
    Mark("one stream by tantivy, median of the kinds", 2.0, "×", _of_kinds(OURS, TANTIVY)),
    Mark("one stream, stock Whoosh by ours", 100, "×", _of_kinds(WHOOSH, OURS), at_least=True),
    Mark("one stream, SQLite FTS5 by ours", 20, "×", _of_kinds(FTS5, OURS), at_least=True),
    Mark("phrase of two words by tantivy", 2.0, "×", _of_kinds(OURS, TANTIVY, (Kind.PHRASE,))),
    Mark("answer(), median", 8, "ms", _figure("answer median")),
    Mark("answer(), p95", 20, "ms", _figure("answer p95")),
    Mark("cost of 100,000 sections by 10,000", 10, "×", lambda sizes: _growth(sizes, SMALL, SIZE)),
    Mark("cost of all by 100,000, by their numbers", 1, "×", _to_all),
    Mark(
        "indexing by underthesea's segmentation alone",
        1.25,
        "×",
        _quotient(_figure("index with segmentation"), _figure("segmentation alone")),
    ),
    Mark(
        "the same by the time of all processors",
        1.25,
        "×",
        _quotient(_figure("index with segmentation, processors"), _figure("segmentation alone, processors")),
    ),
    Mark("indexing 10,000 files again", 2, "s", _figure("index files again")),
    Mark("new paper visible after its commit", 1, "s", _figure("visible")),
    Mark("size by text", 3, "×", _figure("size of text")),
    Mark(
        "size by tantivy with the same streams",
        1.5,
        "×",
        _quotient(_figure("size of all streams"), _figure("size of all streams", TANTIVY)),
    ),
    Mark("private memory of a server worker", 200, "MB", _figure("worker memory")),
    Mark("memory while indexing", 1000, "MB", _figure("memory while indexing")),
    Mark("cold command, no accents", 0.5, "s", _figure("cold accent-free")),
    Mark("cold command, accented", 1.2, "s", _figure("cold accented")),
    Mark("page, p95 of steady requests", 60, "ms", _figure("page p95")),
    Mark("page, requests held", 30, "/s", _figure("requests held"), at_least=True),
    Mark("page, errors", 0, "", _figure("errors")),
)


def cells(sizes: BySize) -> Cells:
    """Every mark with its limit, the figure, and one word."""
    found = [["mark", "limit", "figure", ""]]
    for mark in MARKS:
        limit = f"{'≥' if mark.at_least else '≤'} {mark.limit:g} {mark.unit}".rstrip()
        figure = mark.reached(sizes)
        if figure is None:
            found.append([mark.words, limit, "", "not measured"])
        else:
            said = f"{number(figure)} {mark.unit}".rstrip()
            found.append([mark.words, limit, said, "reached" if mark.is_met(figure) else "missed"])
    return found
