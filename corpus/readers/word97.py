"""Word 97-2003 (.doc): the words in order, with fonts, automatic labels, tables and footnotes; deletions left out."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.lines import Source
from corpus.readers.flow import Cell, Grid, Passage, Run, lines_of
from corpus.readers.refusals import broken, too_long
from corpus.readers.word97_file import (
    LETTERS,
    NOTE_MARKS,
    NOTE_TEXTS,
    PARAGRAPHS,
    Properties,
    Word97File,
    read_properties,
    unpack,
)
from corpus.readers.word97_styles import (
    BOLD,
    CAPITALS,
    HIDDEN,
    ITALIC,
    Style97,
    laid_over,
    read_fonts,
    read_lists,
    read_styles,
)
from corpus.readers.word_numbering import Numbering

_DELETED, _FONT, _SYMBOL, _LETTER_STYLE = 0x0800, 0x4A4F, 0x6A09, 0x4A30
_IN_TABLE, _ROW_END, _LIST, _DEPTH = 0x2416, 0x2417, 0x460B, 0x260A

_FIELD, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_CELL = "\x07"
_ENDS = frozenset("\r\x07\x0c")
_SIGNS = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\t": "\t", "\xa0": " "}
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "-", 0xF0D8: "➢", 0xF0FC: "✓"}

# Every byte of an 8-bit piece, as Windows-1252 shows it.
_BYTES = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))

_OLD_WARNING = "tệp Word 6/95: không đọc được phông chữ và đánh số tự động"
_LISTS_WARNING = "không đọc được đánh số tự động của tệp .doc"


def read_word97(path: Path, max_text_bytes: int) -> Source:
    """The lines of a .doc file."""
    file = Word97File(path)
    try:
        if not file.is_97:
            return _old_text(file, max_text_bytes, path)
        if sum(file.lengths()) > max_text_bytes:
            raise too_long(path, max_text_bytes)
        paper = _Paper(file)
        return Source(lines_of(list(paper.pieces())), paper.warnings)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise broken(path) from error


def _old_text(file: Word97File, max_text_bytes: int, path: Path) -> Source:
    """Word 6 and 95: one run of bytes, of which the text is known and the rest is not."""
    begin, length = unpack("<I", file.main, 0x18), unpack("<I", file.main, 0x34)
    if length > max_text_bytes:
        raise too_long(path, max_text_bytes)
    text = _letters(file.main[begin : begin + length])
    passages = [Passage((Run("".join(_signs(one))),)) for one in text.replace(_CELL, "\r").split("\r")]
    return Source(lines_of(passages), (_OLD_WARNING,))


def _letters(data: bytes) -> str:
    return "".join(map(_BYTES.__getitem__, data))


@dataclass(frozen=True)
class _Stretch:
    """Letters in one hand, and the position of the first in the paper."""

    text: str
    first: int
    properties: Properties


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph with the sign that ends it."""

    passage: Passage
    end: str
    said: Properties
    notes: tuple[int, ...]


class _Paper:
    """The stories of a file, put together as they are read."""

    def __init__(self, file: Word97File) -> None:
        self._file = file
        self._pieces = file.pieces()
        self._letters = file.stretches(LETTERS)
        self._paragraphs = file.stretches(PARAGRAPHS)
        self._fonts = read_fonts(file)
        self._styles = read_styles(file)
        self.warnings: tuple[str, ...] = ()
        try:
            self._numbering = Numbering(read_lists(file, self._fonts))
        except (struct.error, IndexError, ValueError):
            self._numbering = Numbering({})
            self.warnings = (_LISTS_WARNING,)
        self._known: dict[tuple[bytes, int], Properties] = {}

    def pieces(self) -> Iterator[Passage | Grid]:
        """The text with its notes, then what stands in text boxes."""
        lengths = self._file.lengths()
        notes = self._notes(lengths[0])
        yield from self._gathered(list(self._story(0, lengths[0])), notes)
        boxes = sum(lengths[:6])
        for paragraph in self._story(boxes, boxes + lengths[6]):
            yield paragraph.passage

    def _gathered(self, paragraphs: list[_Paragraph], notes: dict[int, Passage]) -> Iterator[Passage | Grid]:
        """Paragraphs of a table become a table."""
        rows: list[tuple[Cell, ...]] = []
        row: list[Cell] = []
        cell: list[Passage] = []
        waiting: list[Passage] = []
        for one in paragraphs:
            waiting += [notes[position] for position in one.notes if position in notes]
            if one.said.get(_ROW_END):
                rows.append(tuple(row))
                row, cell = [], []
            elif one.said.get(_IN_TABLE) or one.end == _CELL:
                cell.append(one.passage)
                if one.end == _CELL:
                    row.append(tuple(cell))
                    cell = []
            else:
                if rows or row or cell:
                    yield _grid(rows, row, cell)
                    rows, row, cell = [], [], []
                yield one.passage
                yield from waiting
                waiting = []
        if rows or row or cell:
            yield _grid(rows, row, cell)
        yield from waiting

    def _notes(self, begin: int) -> dict[int, Passage]:
        """The footnotes, by the position of their marks."""
        marks, texts = self._file.part(NOTE_MARKS), self._file.part(NOTE_TEXTS)
        count = (len(marks) - 4) // 6
        if count < 1 or len(texts) < 4 * (count + 1):
            return {}
        where = struct.unpack_from(f"<{count}I", marks)
        bounds = struct.unpack_from(f"<{count + 1}I", texts)
        found = {}
        for number, position in enumerate(where, 1):
            story = self._story(begin + bounds[number - 1], begin + bounds[number])
            runs = [run for paragraph in story for run in (*paragraph.passage.runs, Run(" "))]
            found[position] = Passage((Run(f"[{number}] "), *runs))
        return found

    def _story(self, first: int, last: int) -> Iterator[_Paragraph]:
        """The paragraphs between two positions."""
        fields: list[bool] = []  # for each open field, whether its result is being read
        runs: list[Run] = []
        notes: list[int] = []
        for stretch in self._stretches(first, last):
            if stretch.properties.get(_DELETED):
                continue
            part = ""
            for place, sign in enumerate(stretch.text):
                if sign in _ENDS:
                    runs.append(self._run(part, stretch))
                    yield self._paragraph(runs, sign, stretch.first + place, tuple(notes))
                    part, runs, notes = "", [], []
                elif sign == "\x02":
                    notes.append(stretch.first + place)
                elif not _in_field(sign, fields):
                    part += sign
            runs.append(self._run(part, stretch))
        if any(run.text for run in runs):
            yield self._paragraph(runs, "\r", last - 1, tuple(notes))

    def _stretches(self, first: int, last: int) -> Iterator[_Stretch]:
        for piece in self._pieces:
            position = max(first, piece.first)
            while position < min(last, piece.last):
                offset = piece.offset_of(position)
                said, end = self._letters.at(offset)
                stop = min(last, piece.last)
                if end is not None and end > offset:
                    stop = min(stop, position + max(1, (end - offset) // piece.width))
                data = self._file.main[offset : piece.offset_of(stop)]
                text = data.decode("utf-16-le", "replace") if piece.width == 2 else _letters(data)
                style = self._style_at(offset)
                yield _Stretch(text, position, {**self._said(said, style), **piece.properties})
                position = stop

    def _style_at(self, offset: int) -> int:
        said, _ = self._paragraphs.at(offset)
        return unpack("<H", said, 0) if len(said) > 1 else 0

    def _said(self, codes: bytes, style: int) -> Properties:
        """What is said of letters, over what their style says."""
        if (codes, style) not in self._known:
            own = read_properties(codes)
            named = self._style(own.get(_LETTER_STYLE, len(self._styles))).letters
            self._known[codes, style] = laid_over(own, {**self._style(style).letters, **named})
        return self._known[codes, style]

    def _style(self, number: int) -> Style97:
        return self._styles[number] if number < len(self._styles) else Style97("", {}, {})

    def _run(self, text: str, stretch: _Stretch) -> Run:
        said = stretch.properties
        if said.get(HIDDEN):
            return Run("")
        if _SYMBOL in said and text:
            sign = said[_SYMBOL] >> 16
            text = _SYMBOLS.get(sign, chr(sign) if sign < 0xE000 else "•") * len(text)
        else:
            text = "".join(_signs(text))
        font = said.get(_FONT, len(self._fonts))
        name = self._fonts[font] if font < len(self._fonts) else ""
        return Run(text.upper() if said.get(CAPITALS) else text, bool(said.get(BOLD) or said.get(ITALIC)), name)

    def _paragraph(self, runs: list[Run], end: str, position: int, notes: tuple[int, ...]) -> _Paragraph:
        codes = self._codes_at(position)
        style = self._style(unpack("<H", codes, 0) if len(codes) > 1 else 0)
        said = {**style.paragraph, **read_properties(codes[2:])}
        passage = Passage(tuple(run for run in runs if run.text), style.name.lower().startswith("heading"))
        list_number = said.get(_LIST, 0)
        if 0 < list_number < 0xF000 and not said.get(_ROW_END):
            label = self._numbering.label(str(list_number), min(said.get(_DEPTH, 0), 8))
            emphasised = bool(passage.runs) and passage.runs[0].emphasised
            passage = replace(passage, runs=(Run(label, emphasised), *passage.runs))
        return _Paragraph(passage, end, said, notes)

    def _codes_at(self, position: int) -> bytes:
        for piece in self._pieces:
            if piece.first <= position < piece.last:
                return self._paragraphs.at(piece.offset_of(position))[0]
        return b""


def _grid(rows: list[tuple[Cell, ...]], row: list[Cell], cell: list[Passage]) -> Grid:
    """The table so far; a last row that the file did not end is one."""
    return Grid((*rows, (*row, tuple(cell)))) if row or cell else Grid(tuple(rows))


def _in_field(sign: str, fields: list[bool]) -> bool:
    """Whether a sign belongs to a field's instruction, or is one of its brackets."""
    if sign == _FIELD:
        fields.append(False)
    elif sign == _FIELD_RESULT and fields:
        fields[-1] = True
    elif sign == _FIELD_END and fields:
        fields.pop()
    else:
        return not all(fields)
    return True


def _signs(text: str) -> Iterator[str]:
    return (_SIGNS.get(sign, sign) for sign in text if sign >= " " or sign in _SIGNS)
