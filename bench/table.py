"""The figures of one size as a table: a row for what was measured, a column for each engine, ratios beside peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.engines import OURS
from bench.figures import Figures
from bench.questions import ONE_STREAM, Kind

Cells = list[list[str]]


@dataclass(frozen=True)
class Row:
    """Where its figures are, and what it is called."""

    key: str
    words: str
    unit: str


def _kinds(before: str, key: str, kinds: Sequence[Kind]) -> Iterator[Row]:
    for kind in kinds:
        for which in ("median", "p95"):
            yield Row(f"{key}{kind.name} {which}", f"{before}{kind.words}, {which}", "ms")


ROWS = (
    Row("index time", "index time, words ready", "s"),
    Row("index with segmentation", "index time, segmentation included", "s"),
    Row("index with segmentation, processors", "index, segmentation included, time of all processors", "s"),
    Row("segmentation alone", "segmentation alone, as underthesea does it", "s"),
    Row("segmentation alone, processors", "as underthesea does it, time of all processors", "s"),
    Row("segmentation alone, our way", "segmentation alone, as tracuu does it", "s"),
    Row("segmentation alone, our way, processors", "as tracuu does it, time of all processors", "s"),
    Row("memory while indexing", "memory while indexing, all processes", "MB"),
    Row("size", "size on disk, text included", "MB"),
    Row("size of text", "the same by the UTF-8 text", "×"),
    Row("size of all streams", "size on disk, every stream of tracuu", "MB"),
    Row("open", "open", "ms"),
    Row("open and answer", "open and first answer", "ms"),
    Row("private memory", "private memory of the open index", "MB"),
    Row("resident memory", "resident memory of the open index", "MB"),
    *_kinds("one stream: ", "", ONE_STREAM),
    Row("one stream median", "one stream: together, median", "ms"),
    Row("one stream p95", "one stream: together, p95", "ms"),
    *_kinds("answer(): ", "answer ", tuple(Kind)),
    Row("answer median", "answer(): together, median", "ms"),
    Row("answer p95", "answer(): together, p95", "ms"),
    Row("page median", "page, steady requests, median", "ms"),
    Row("page p95", "page, steady requests, p95", "ms"),
    Row("requests held", "page, requests held", "/s"),
    Row("errors", "page, errors", ""),
    Row("worker memory", "private memory of a server worker", "MB"),
    Row("cold accent-free", "cold command, no accents", "s"),
    Row("cold accented", "cold command, accented", "s"),
    Row("cold python", "cold command that does nothing", "s"),
    Row("index files", "`tracuu index`, files", "s"),
    Row("sections of files", "sections in these files", ""),
    Row("memory while indexing files", "memory meanwhile, all processes", "MB"),
    Row("index files again", "`tracuu index` again, nothing changed", "s"),
    Row("visible", "new paper visible after its commit", "s"),
    Row("one new paper", "one new paper: from file to visible", "s"),
)


def cells(figures: Figures) -> Cells:
    """A heading, then every row that was measured. Behind a peer's figure: how many times ours it is."""
    names = list(dict.fromkeys(name for row in ROWS for name in figures.get(row.key, {})))
    names.sort(key=lambda name: name != OURS)
    found = [["", *names]]
    for row in ROWS:
        by_engine = figures.get(row.key)
        if by_engine:
            found.append([row.words, *(_cell(row, by_engine, name) for name in names)])
    return found


def _cell(row: Row, by_engine: dict[str, float], name: str) -> str:
    if name not in by_engine:
        return ""
    figure = f"{number(by_engine[name])} {row.unit}".rstrip()
    ours = by_engine.get(OURS)
    compared = name != OURS and ours and row.unit not in ("×", "")
    return f"{figure} ({number(by_engine[name] / ours)}×)" if compared and ours else figure


def number(value: float) -> str:
    """Three figures that count.

    >>> [number(value) for value in (0.01234, 1.5, 23.44, 1234.5, 0)]
    ['0.0123', '1.50', '23.4', '1234', '0']
    """
    if value == 0:
        return "0"
    digits = max(0, 2 - _magnitude(abs(value)))
    return f"{value:.{digits}f}"


def _magnitude(value: float) -> int:
    return int(f"{value:e}".partition("e")[2])


def as_text(found: Cells) -> str:
    """Columns under each other."""
    widths = [max(len(row[place]) for row in found) for place in range(len(found[0]))]
    lines = (
        row[0].ljust(widths[0]) + "".join("  " + cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))
        for row in found
    )
    return "\n".join(line.rstrip() for line in lines)


def as_markdown(found: Cells) -> str:
    heading, *rows = found
    lines = [heading, ["---", *("---:" for _ in heading[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
