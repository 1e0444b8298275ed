"""Words with their places on a page → rows in reading order, and which rows are two columns or a table.

Serves every reader of pages: print (.pdf) and recognised scans. Lengths are in any unit; `up` grows upwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

# In heights of a letter: what parts two columns, and what may part two words.
_COLUMN_GAP = 2.0
_WORD_GAP = 0.5
_SAME_ROW = 0.45

# "1." or "-" before its text stands in no column of its own.
_LONGEST_LABEL = 4

# Columns of running text, not of a letterhead: so many rows, most of them filled on both sides.
_TEXT_ROWS = 15
_FILLED = 0.8

# How far up from a row with two columns a letterhead may begin.
_HEAD_ROWS = 6


@dataclass(frozen=True)
class Word:
    """A word on a page."""

    text: str
    left: float
    right: float
    up: float  # where its base line is
    height: float
    emphasised: bool = False
    font: str = ""


@dataclass(frozen=True)
class Segment:
    """Words of one line that stand together."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def up(self) -> float:
        return median(word.up for word in self.words)

    @property
    def height(self) -> float:
        return median(word.height for word in self.words)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


Row = tuple[Segment, ...]


@dataclass(frozen=True)
class Zone:
    """Rows that are laid out alike: `columns` is 1 for text, 2 for a letterhead or signature, 3 for a table."""

    rows: tuple[Row, ...]
    columns: int = 1


def rows_of(lines: Iterable[Sequence[Word]]) -> list[Row]:
    """The rows of a page from above to below, each from left to right; `lines` are words as they were written."""
    segments = sorted((part for line in lines for part in _cut(line)), key=lambda part: -part.up)
    rows: list[list[Segment]] = []
    for segment in segments:
        if rows and rows[-1][0].up - segment.up < _SAME_ROW * max(segment.height, rows[-1][0].height):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [_joined(sorted(row, key=lambda part: part.left)) for row in rows]


def _cut(line: Sequence[Word]) -> Iterator[Segment]:
    words: list[Word] = []
    for word in line:
        if words and not -2 * word.height < word.left - words[-1].right < _COLUMN_GAP * word.height:
            yield Segment(tuple(words))
            words = []
        words.append(word)
    if words:
        yield Segment(tuple(words))


def _joined(row: list[Segment]) -> Row:
    """Segments that were written one by one but stand together become one."""
    joined = row[:1]
    for segment in row[1:]:
        last = joined[-1]
        near = segment.left - last.right < _WORD_GAP * segment.height
        if near or len(joined) == 1 and len(last.text) <= _LONGEST_LABEL:
            joined[-1] = Segment(tuple(sorted(last.words + segment.words, key=lambda word: word.left)))
        else:
            joined.append(segment)
    return tuple(joined)


def zones_of(rows: Sequence[Row]) -> Iterator[Zone]:
    """The rows of a page, those of two columns and those of tables apart."""
    start = place = 0
    while place < len(rows):
        if len(rows[place]) == 1:
            place += 1
            continue
        wide = len(rows[place]) > 2
        first, last = (place, _table_end(rows, place)) if wide else _columns_around(rows, start, place)
        if start < first:
            yield Zone(tuple(rows[start:first]))
        yield from [Zone(tuple(rows[first:last]), 3)] if wide else _two_columns(rows[first:last], _gutter(rows[place]))
        start = place = last
    if start < len(rows):
        yield Zone(tuple(rows[start:]))


def _table_end(rows: Sequence[Row], place: int) -> int:
    while place < len(rows) and len(rows[place]) > 2:
        place += 1
    return place


def _gutter(row: Row) -> tuple[float, float]:
    return row[0].right, row[1].left


def _columns_around(rows: Sequence[Row], start: int, place: int) -> tuple[int, int]:
    """From where to where the two columns reach that this row shows."""
    page = _page(rows)
    gutter = _gutter(rows[place])
    last = place + 1
    while (
        last < len(rows) and (narrower := _narrowed(rows[last], gutter)) and not _centred(rows[last], page, rows[place])
    ):
        gutter, last = narrower, last + 1
    return _head_of(rows, start, place, gutter), last


def _head_of(rows: Sequence[Row], start: int, place: int, gutter: tuple[float, float]) -> int:
    """Where the columns begin: with the page, when nothing above lies across them; else where both are filled."""
    if start or place > _HEAD_ROWS:
        return place
    for row in reversed(rows[:place]):
        narrower = _narrowed(row, gutter)
        if narrower is None or _centred(row, _page(rows), rows[place]):
            return place
        gutter = narrower
    return 0


def _narrowed(row: Row, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """The gutter that is left when this row is beside it, or None when the row lies across it."""
    left, right = gutter
    if len(row) > 2:
        return None
    if len(row) == 2:
        left, right = max(left, row[0].right), min(right, row[1].left)
    elif row[0].middle < (left + right) / 2:
        left = max(left, row[0].right)
    else:
        right = min(right, row[0].left)
    return (left, right) if right - left > _WORD_GAP * row[0].height else None


def _page(rows: Sequence[Row]) -> tuple[float, float]:
    return min(row[0].left for row in rows), max(row[-1].right for row in rows)


def _centred(row: Row, page: tuple[float, float], columns: Row) -> bool:
    """Whether a row is a title under the letterhead, in the middle of the page and of no column."""
    if len(row) > 1:
        return False
    width = page[1] - page[0]
    off_page = abs(row[0].middle - (page[0] + page[1]) / 2)
    off_column = min(abs(row[0].middle - column.middle) for column in columns)
    return off_page < 0.05 * width and off_page < off_column


def _two_columns(rows: Sequence[Row], gutter: tuple[float, float]) -> Iterator[Zone]:
    """Letterhead and signature stay side by side; columns of running text are read one after the other."""
    both = [row for row in rows if len(row) == 2]
    if len(both) < _TEXT_ROWS or len(both) < _FILLED * len(rows):
        yield Zone(tuple(rows), 2)
        return
    middle = sum(gutter) / 2
    yield Zone(tuple((part,) for row in rows for part in row if part.middle < middle))
    yield Zone(tuple((part,) for row in rows for part in row if part.middle >= middle))


def sides(row: Row, middle: float) -> tuple[Segment | None, Segment | None]:
    """The left and the right part of a row of two columns."""
    if len(row) > 1:
        return row[0], row[1]
    return (row[0], None) if row[0].middle < middle else (None, row[0])
