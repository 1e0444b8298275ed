"""Rich text (.rtf): a small tokenizer that keeps what others lose, the font of each run."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

from corpus.lines import Source
from corpus.readers.flow import Cell, Grid, Passage, Run, lines_of
from corpus.readers.refusals import too_deep, too_long
from corpus.readers.rich_text_words import ESCAPED, SIGNS, SKIPPED, STARRED_TEXT, code_page, decoded, is_code_page

# "\par", "\u7879 ", "\'e0", "\~", a bracket, letters
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)"
)

_DEEPEST = 10_000

# What an empty paragraph counts as: it takes memory too.
_PARAGRAPH = 40


@dataclass
class _State:
    """What a group inherits from the one around it."""

    skipped: bool = False
    fonts: bool = False  # inside the font table
    note: bool = False
    font: int = 0
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    deleted: bool = False
    instead: int = 1  # letters that stand for a \u in old programs
    in_table: bool = False


@dataclass
class _Font:
    name: str = ""
    charset: int = 0


@dataclass
class _Paper:
    """What has been read so far."""

    pieces: list[Passage | Grid] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    cell: list[Passage] = field(default_factory=list)
    note: list[Run] = field(default_factory=list)
    notes: list[Passage] = field(default_factory=list)
    note_count: int = 0

    def end_paragraph(self, in_table: bool) -> None:
        passage = Passage(tuple(self.runs))
        self.runs = []
        if in_table:
            self.cell.append(passage)
            return
        self.end_table()
        self.pieces += [passage, *self.notes]
        self.notes = []

    def end_cell(self) -> None:
        self.end_paragraph(in_table=True)
        self.row.append(tuple(self.cell))
        self.cell = []

    def end_row(self) -> None:
        self.rows.append(tuple(self.row))
        self.row = []

    def end_table(self) -> None:
        if self.cell:
            self.row.append(tuple(self.cell))
        if self.row:
            self.rows.append(tuple(self.row))
        if self.rows:
            self.pieces.append(Grid(tuple(self.rows)))
        self.rows, self.row, self.cell = [], [], []

    def end_note(self) -> None:
        self.note_count += 1
        self.notes.append(Passage((Run(f"[{self.note_count}] "), *self.note)))
        self.note = []


def read_rich_text(path: Path, max_text_bytes: int) -> Source:
    """The lines of an .rtf file."""
    reading = _Reading(path.read_bytes().decode("latin-1"), path, max_text_bytes)
    return Source(lines_of(reading.pieces()))


class _Reading:
    """One pass over the tokens of a file."""

    def __init__(self, text: str, path: Path, max_text_bytes: int) -> None:
        self._text = text
        self._path = path
        self._left = self._limit = max_text_bytes
        self._paper = _Paper()
        self._state = _State()
        self._around: list[_State] = []
        self._fonts: dict[int, _Font] = {}
        self._usual_page = "cp1252"
        self._bytes = bytearray()
        self._high = ""  # the first half of a sign that needs two \u
        self._to_pass = 0  # letters that only old programs read
        self._fresh = False  # a group has just been opened
        self._starred = False

    def pieces(self) -> list[Passage | Grid]:
        place = self._text.find("{\\rt")
        while match := _TOKEN.search(self._text, place):
            place = match.end()
            place += self._token(match)
        self._flush()
        self._paper.end_paragraph(in_table=False)
        return self._paper.pieces

    def _token(self, match: re.Match[str]) -> int:
        """Takes one token in; gives how many bytes behind it are no tokens."""
        if byte := match["byte"]:
            self._byte(int(byte, 16))
            return 0
        if match["open"] or match["close"]:
            self._flush()
            self._bracket(bool(match["open"]))
            return 0
        if match["sign"] == "*":
            self._starred = self._fresh
            return 0
        if word := match["word"]:
            return self._word(word, int(match["number"]) if match["number"] else None)
        sign = match["sign"]
        if sign in ("\n", "\r"):
            self._end_paragraph()
        elif text := match["text"] or (sign if sign and sign in ESCAPED else SIGNS.get(sign or "", "")):
            self._letters(text)
        return 0

    def _bracket(self, opens: bool) -> None:
        self._to_pass = 0
        self._fresh, self._starred = opens, False
        if opens:
            if len(self._around) > _DEEPEST:
                raise too_deep(self._path)
            self._around.append(self._state)
            self._state = copy(self._state)
        elif self._around:
            inner, self._state = self._state, self._around.pop()
            if inner.note and not self._state.note:
                self._paper.end_note()

    def _word(self, word: str, number: int | None) -> int:
        fresh, starred = self._fresh, self._starred
        self._fresh = self._starred = False
        if word == "bin":
            return max(0, number or 0)
        if word == "u":
            self._unicode(number or 0)
            return 0
        self._flush()
        if fresh and (word in SKIPPED or starred and word not in STARRED_TEXT):
            self._state.skipped = True
        elif word in SIGNS:
            self._write_sign(SIGNS[word])
        elif word in _ACTIONS and not self._state.skipped:
            _ACTIONS[word](self)
        else:
            self._change(word, number)
        return 0

    def _change(self, word: str, number: int | None) -> None:
        """A word that changes how the following looks."""
        state = self._state
        if word in _SWITCHES:
            setattr(state, _SWITCHES[word], number != 0)
        elif word == "plain":
            state.bold = state.italic = state.capitals = state.hidden = state.deleted = False
        elif word == "f":
            state.font = number or 0
            if state.fonts:
                self._fonts[state.font] = _Font()
        elif word == "fcharset" and state.fonts:
            self._fonts.setdefault(state.font, _Font()).charset = number or 0
        elif word == "uc":
            state.instead = max(0, number if number is not None else 1)
        elif word == "ansicpg" and is_code_page(f"cp{number}"):
            self._usual_page = f"cp{number}"
        elif word == "fonttbl":
            state.fonts = True
        elif word == "footnote":
            state.note = True

    def _byte(self, byte: int) -> None:
        self._fresh = False
        if self._to_pass:
            self._to_pass -= 1
        else:
            self._bytes.append(byte)

    def _unicode(self, number: int) -> None:
        self._flush()
        code = number % 0x10000
        self._to_pass = self._state.instead
        if 0xD800 <= code < 0xDC00:
            self._high = chr(code)
            return
        pair = (self._high + chr(code)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._high = ""
        self._write(pair)

    def _letters(self, text: str) -> None:
        self._fresh = False
        passed = min(self._to_pass, len(text))
        self._to_pass -= passed
        text = text[passed:]
        if any(sign >= "\x80" for sign in text):
            self._bytes += text.encode("latin-1", "replace")
        elif text:
            self._flush()
            self._write(text)

    def _write_sign(self, sign: str) -> None:
        if self._to_pass:
            self._to_pass -= 1
        else:
            self._write(sign)

    def _flush(self) -> None:
        """The bytes that waited become letters."""
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            font = self._fonts.get(self._state.font, _Font())
            self._write(decoded(data, code_page(font.name, font.charset, self._usual_page)))

    def _write(self, text: str) -> None:
        state = self._state
        if state.skipped or state.deleted or state.hidden:
            return
        if state.fonts:
            font = self._fonts.setdefault(state.font, _Font())
            font.name = (font.name + text.split(";")[0])[:100]
            return
        self._spend(len(text.encode("utf-8", "replace")))
        font_name = self._fonts.get(state.font, _Font()).name
        run = Run(text.upper() if state.capitals else text, state.bold or state.italic, font_name)
        (self._paper.note if state.note else self._paper.runs).append(run)

    def _spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise too_long(self._path, self._limit)

    def _end_paragraph(self) -> None:
        self._spend(_PARAGRAPH)
        if self._state.note:
            self._paper.note.append(Run(" "))
        elif not self._state.skipped:
            self._flush()
            self._paper.end_paragraph(self._state.in_table)

    def _enter_table(self) -> None:
        self._state.in_table = True

    def _reset_paragraph(self) -> None:
        self._state.in_table = False


_SWITCHES = {"b": "bold", "i": "italic", "caps": "capitals", "v": "hidden", "deleted": "deleted"}

_ACTIONS: dict[str, Callable[[_Reading], None]] = {
    "par": _Reading._end_paragraph,
    "sect": _Reading._end_paragraph,
    "page": _Reading._end_paragraph,
    "nestcell": _Reading._end_paragraph,
    "cell": lambda reading: reading._paper.end_cell(),
    "row": lambda reading: reading._paper.end_row(),
    "intbl": _Reading._enter_table,
    "pard": _Reading._reset_paragraph,
}
