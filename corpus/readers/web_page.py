"""Web pages (.html), also those that Word saved under another name: blocks, tables, lists with their labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from corpus.lines import Source
from corpus.readers.decoding import decode_page
from corpus.readers.flow import Cell, Grid, Passage, Run, lines_of
from corpus.readers.markup import Element, parse_html, walk
from corpus.readers.word_numbering import written

_SKIPPED = frozenset({
    "head", "title", "script", "style", "template", "noscript", "nav", "button", "select", "option", "textarea", "svg",
    "math", "iframe", "object", "audio", "video", "canvas", "map",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul", "caption",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong", "i", "em", "th", "cite"})
_COUNTED = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_EMPHASISED = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_PLAIN = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']{1,60})", re.IGNORECASE)

_BLANKS = re.compile(r"[ \t\r\n\f]+")

# A cell with more text than this lays out a page.
_LONGEST_CELL = 3000


def read_web_page(path: Path, max_text_bytes: int) -> Source:
    """The lines of an .html file."""
    text = decode_page(path, max_text_bytes)
    steps = _Walk()
    for event, element in walk(parse_html(text, path)):
        steps.enter(element) if event == "start" else steps.leave(element)
    steps.end_passage()
    return Source(lines_of(steps.pieces))


@dataclass
class _Inherited:
    """What an element hands down."""

    hidden: bool = False
    emphasised: bool = False
    heading: bool = False
    kept: bool = False  # line ends count
    font: str = ""


@dataclass
class _Table:
    """A table that is being read, or one that only lays out the page."""

    layout: bool
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    cell: list[Passage] = field(default_factory=list)


@dataclass
class _List:
    format: str | None  # None has bullets
    number: int


class _Walk:
    """One walk through the elements; no depth is too deep for it."""

    def __init__(self) -> None:
        self.pieces: list[Passage | Grid] = []
        self._runs: list[Run] = []
        self._inherited = [_Inherited()]
        self._tables: list[_Table] = []
        self._lists: list[_List] = []

    def enter(self, element: Element) -> None:
        tag = str(element.tag)
        mine = self._inherit(element, tag)
        self._inherited.append(mine)
        if mine.hidden:
            return
        if tag in _BLOCKS:
            self.end_passage()
        if tag == "table":
            self._tables.append(_Table(layout=bool(self._open_table()) or _lays_out(element)))
        elif tag in ("ol", "ul"):
            format_ = _COUNTED.get(element.get("type", "1"), "decimal") if tag == "ol" else None
            self._lists.append(_List(format_, _number(element.get("start"), 1)))
        elif tag == "li":
            self._label(element)
        elif tag == "br":
            self._runs.append(Run("\n"))
        self._text(element.text)

    def leave(self, element: Element) -> None:
        tag = str(element.tag)
        mine = self._inherited.pop()
        if not mine.hidden:
            if tag in _BLOCKS:
                self.end_passage(mine.heading)
            self._end(tag)
        self._text(element.tail)

    def _inherit(self, element: Element, tag: str) -> _Inherited:
        over = self._inherited[-1]
        style = element.get("style", "")
        font = _FONT.search(style)
        return _Inherited(
            over.hidden or tag in _SKIPPED or element.get("hidden") is not None or bool(_HIDDEN.search(style)),
            (over.emphasised or tag in _BOLD or bool(_EMPHASISED.search(style))) and not _PLAIN.search(style),
            over.heading or tag in _HEADINGS,
            over.kept or tag == "pre",
            font[1].strip() if font else element.get("face", over.font)[:60],
        )

    def _text(self, text: str | None) -> None:
        mine = self._inherited[-1]
        if not text or mine.hidden:
            return
        shown = text if mine.kept else _BLANKS.sub(" ", text)
        self._runs.append(Run(shown, mine.emphasised, mine.font))

    def _label(self, element: Element) -> None:
        one = self._lists[-1] if self._lists else _List(None, 1)
        if one.format is None:
            self._runs.append(Run("- "))
            return
        one.number = _number(element.get("value"), one.number)
        self._runs.append(Run(f"{written(one.number, one.format)}. "))
        one.number += 1

    def end_passage(self, heading: bool = False) -> None:
        """What was gathered becomes a paragraph, where there is anything in it."""
        runs, self._runs = self._runs, []
        if not any(run.text.strip() for run in runs):
            return
        passage = Passage(tuple(runs), heading or self._inherited[-1].heading)
        table = self._open_table()
        if table:
            table.cell.append(passage)
        else:
            self.pieces.append(passage)

    def _open_table(self) -> _Table | None:
        return next((table for table in reversed(self._tables) if not table.layout), None)

    def _end(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        table = self._tables[-1] if self._tables else None
        if table is None:
            return
        if tag in ("td", "th") and not table.layout:
            table.row.append(tuple(table.cell))
            table.cell = []
        elif tag == "tr" and not table.layout:
            table.rows.append(tuple(table.row))
            table.row = []
        elif tag == "table":
            self._tables.pop()
            if table.rows:
                self.pieces.append(Grid(tuple(table.rows)))


def _lays_out(table: Element) -> bool:
    """A table around tables or around a whole paper is no table."""
    if next(table.iter("table", "h1", "h2"), table) is not table or table.find(".//table") is not None:
        return True
    return any(sum(map(len, cell.itertext())) > _LONGEST_CELL for cell in table.iter("td"))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
