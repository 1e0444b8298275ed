"""Paragraphs and tables as office files hold them → Lines. Every reader of a format with runs and fonts ends here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.legacy_text import Encoding, decode_pieces, usual_encoding
from corpus.lines import Line
from corpus.readers.frames import is_frame
from corpus.readers.marks import Marked, to_line
from corpus.readers.written import columns
from corpus.text import clean, collapse


@dataclass(frozen=True)
class Run:
    """A stretch of letters in one hand."""

    text: str
    emphasised: bool = False  # bold or italic
    font: str = ""


@dataclass(frozen=True)
class Passage:
    """A paragraph; "\\n" breaks its line, "\\t" goes to the next stop."""

    runs: tuple[Run, ...]
    heading: bool = False  # the format calls it one
    continues: bool = False  # it goes on the passage before

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


# What is longer stands in no column: the tab in it only came out of a wider blank.
_COLUMN = 100

Cell = tuple[Passage, ...]


@dataclass(frozen=True)
class Grid:
    """A table, row by row; what is nested in a cell has become passages of the cell."""

    rows: tuple[tuple[Cell, ...], ...]
    frame: bool = False  # known to be columns of a page


def lines_of(pieces: Sequence[Passage | Grid]) -> tuple[Line, ...]:
    """The lines of a paper, its legacy letters decoded.

    >>> [line.text for line in lines_of([Passage((Run("Nghị "), Run("quyết", True)))])]
    ['Nghị quyết']
    """
    usual = usual_encoding(passage.text for passage in _passages(pieces))
    return tuple(line for piece in pieces for line in _piece_lines(piece, usual))


def _passages(pieces: Iterable[Passage | Grid]) -> Iterator[Passage]:
    for piece in pieces:
        if isinstance(piece, Passage):
            yield piece
        else:
            yield from (passage for row in piece.rows for cell in row for passage in cell)


def _piece_lines(piece: Passage | Grid, usual: Encoding | None) -> Iterator[Line]:
    if isinstance(piece, Passage):
        yield from _passage_lines(piece, usual)
        return
    rows = [[list(_cell_lines(cell, usual)) for cell in row] for row in piece.rows]
    texts = [["\n".join(line.text for line in cell) for cell in row] for row in rows]
    if max(map(len, texts), default=0) < 2:
        yield from (line for row in rows for cell in row for line in cell)
    elif piece.frame or is_frame(texts):
        filled = [place for place in range(max(map(len, texts))) if any(row[place:] and row[place] for row in texts)]
        columns_of_page = filled if len(filled) > 1 else range(max(map(len, texts)))
        for row in rows:
            yield from _side_by_side([row[place] if place < len(row) else [] for place in columns_of_page])
    else:
        yield from _rows(texts)


def _passage_lines(passage: Passage, usual: Encoding | None) -> Iterator[Line]:
    runs = _decoded(passage.runs, usual)
    if passage.heading:
        runs = [replace(run, emphasised=True) for run in runs]
    last: Line | None = None
    for marked in _broken(runs):
        cells = columns(marked.text)
        cells = cells if max(map(len, cells), default=0) < _COLUMN else ()
        line = to_line(marked, gap=last is None and not passage.continues, cells=cells)
        if not line.text:
            continue
        goes_on = passage.continues if last is None else last.emphasised() and line.emphasised()
        last = replace(line, continues=True) if goes_on else line
        yield last


def _cell_lines(cell: Cell, usual: Encoding | None) -> Iterator[Line]:
    for passage in cell:
        yield from _passage_lines(passage, usual)


def _decoded(runs: Sequence[Run], usual: Encoding | None) -> list[Run]:
    texts = decode_pieces([(run.text, run.font) for run in runs], usual)
    decoded = [replace(run, text=text) for run, text in zip(runs, texts)]
    for place in range(1, len(decoded)):  # a mark belongs to the letter before it, whoever typed that
        while decoded[place].text and unicodedata.combining(decoded[place].text[0]):
            mark = decoded[place].text[0]
            decoded[place - 1] = replace(decoded[place - 1], text=decoded[place - 1].text + mark)
            decoded[place] = replace(decoded[place], text=decoded[place].text[1:])
    return decoded


def _broken(runs: Sequence[Run]) -> Iterator[Marked]:
    """The lines of a paragraph, with the stretches of each that are emphasised."""
    text = ""
    spans: list[tuple[int, int]] = []
    for run in runs:
        for number, part in enumerate(clean(run.text).split("\n")):
            if number:
                yield Marked(text, tuple(spans))
                text, spans = "", []
            if run.emphasised and part:
                if spans and spans[-1][1] == len(text):
                    spans[-1] = (spans[-1][0], len(text) + len(part))
                else:
                    spans.append((len(text), len(text) + len(part)))
            text += part
    yield Marked(text, tuple(spans))


def _side_by_side(cells: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """The columns of a letterhead or a signature, one Line for each printed line."""
    cells = [[line for line in cell if not line.rule] for cell in cells]
    for number in range(max(map(len, cells))):
        row = [cell[number] if number < len(cell) else Line("") for cell in cells]
        text = collapse(" ".join(line.text for line in row))
        filled = [line for line in row if line.text]
        emphasis = ((0, len(text)),) if all(line.emphasised() for line in filled) else ()
        yield Line(text, tuple(line.text for line in row), emphasis=emphasis, gap=number == 0)


def _rows(rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    for row in rows:
        text = collapse(" | ".join(row))
        if text.strip("| "):
            cells = tuple(row) if len(row) > 1 else ()
            yield Line(text, cells, table=True, gap=True)
