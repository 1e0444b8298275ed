"""Word (.docx): paragraphs in order as Word shows them, with automatic labels, tables, notes and accepted changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.lines import Source
from corpus.readers.flow import Cell, Grid, Passage, Run, lines_of
from corpus.readers.markup import Element, nothing, parse_xml
from corpus.readers.packages import Package, opened
from corpus.readers.refusals import broken, too_long
from corpus.readers.word_styles import MC, Lists, Look, Styles, W, read_lists, read_look, read_styles, value

# Deleted and moved-away text: accepting the changes takes it out.
_GONE = frozenset({W + "del", W + "moveFrom"})

# Signs that are elements of their own.
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_SYMBOLS = {
    "F02D": "-",
    "F0B7": "•",
    "F0A7": "▪",
    "F0D8": "➢",
    "F0FC": "✓",
    "F0E0": "→",
    "F0B3": "≥",
    "F0A3": "≤",
    "F0B4": "×",
}

_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


def read_word(path: Path, max_text_bytes: int) -> Source:
    """The lines of a .docx file."""
    with opened(path) as package:
        main = parse_xml(package.part(_main_part(package)), path)
        body = main.find(W + "body") if main is not None else None
        if body is None:
            raise broken(path)
        walk = _Walk(package, path, max_text_bytes)
        return Source(lines_of(list(walk.pieces(body))))


def _main_part(package: Package) -> str:
    """Where the paper lies: nearly always here, but its name is free."""
    relations = parse_xml(package.part("_rels/.rels"), package.path)
    for relation in relations if relations is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


class _Walk:
    """One walk through a paper; the counters of its lists and the notes that wait move on with it."""

    def __init__(self, package: Package, path: Path, max_text_bytes: int) -> None:
        self._styles: Styles = read_styles(parse_xml(package.part("word/styles.xml"), path))
        self._lists: Lists = read_lists(parse_xml(package.part("word/numbering.xml"), path))
        self._package = package
        self._notes: dict[str, dict[str, Element]] = {}
        self._path = path
        self._limit = self._left = max_text_bytes
        self._waiting: list[Passage] = []  # what stands beside the text: notes and text boxes
        self._kept: tuple[Run, ...] = ()  # of a paragraph whose end was deleted

    def pieces(self, parent: Element) -> Iterator[Passage | Grid]:
        """The paragraphs and tables of a part of the paper, each followed by its notes."""
        for child in parent:
            if child.tag == W + "p":
                yield from self._passages(child)
            elif child.tag == W + "tbl":
                yield Grid(tuple(self._rows(child)))
            elif child.tag not in _GONE:
                yield from self.pieces(_chosen(child))
                continue
            waiting, self._waiting = self._waiting, []
            yield from waiting

    def _passages(self, element: Element) -> Iterator[Passage]:
        properties = element.find(W + "pPr")
        style = value(properties, "pStyle") or self._styles.usual
        look = self._styles.look(style).over(self._styles.plain)
        runs = self._kept + tuple(self._runs(element, look))
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None and any(mark.find(tag) is not None for tag in _GONE):
            self._kept = runs
            return
        self._kept = ()
        label = self._lists.label(properties, style, self._styles)
        if label:
            runs = (Run(label, _emphasised(read_look(mark).over(look)), ""), *runs)
        yield Passage(runs, self._styles.is_heading(style))

    def _runs(self, parent: Element, look: Look) -> Iterator[Run]:
        for child in parent:
            if child.tag == W + "r":
                yield from self._run(child, look)
            elif child.tag not in _GONE and child.tag != W + "pPr":
                if child.tag.endswith("}t"):  # a formula
                    yield self._typed(child.text or "", look)
                yield from self._runs(_chosen(child), look)

    def _run(self, element: Element, look: Look) -> Iterator[Run]:
        properties = element.find(W + "rPr")
        named = self._styles.look(value(properties, "rStyle"))
        look = read_look(properties).over(named).over(look)
        if look.hidden:
            return
        for child in element:
            yield from self._signs(child, look)

    def _signs(self, child: Element, look: Look) -> Iterator[Run]:
        if child.tag == W + "t":
            yield self._typed(child.text or "", look)
        elif child.tag in _SIGNS:
            yield self._typed(_SIGNS[child.tag], look)
        elif child.tag == W + "sym":
            yield self._typed(_symbol(child), look)
        elif child.tag in _NOTES:
            self._note(_NOTES[child.tag], child.get(W + "id", ""))
        elif child.tag == W + "ruby":
            yield from (run for base in child.iterfind(W + "rubyBase") for run in self._runs(base, look))
        elif child.tag in (MC + "AlternateContent", W + "drawing", W + "pict", W + "object"):
            for box in _chosen(child).iter(W + "txbxContent"):
                self._waiting += self._aside(box)

    def _typed(self, text: str, look: Look) -> Run:
        self._left -= len(text.encode("utf-8", "replace"))
        if self._left < 0:
            raise too_long(self._path, self._limit)
        return Run(text.upper() if look.capitals else text, _emphasised(look), look.font or "")

    def _aside(self, element: Element) -> list[Passage]:
        """What stands beside the text. What waits beside the text itself goes on waiting."""
        waiting, self._waiting = self._waiting, []
        found = list(_flat(self.pieces(element)))
        self._waiting = waiting
        return found

    def _note(self, kind: str, number: str) -> None:
        """The text of a note waits, behind its number."""
        if kind not in self._notes:
            root = parse_xml(self._package.part(f"word/{kind}.xml"), self._path)
            self._notes[kind] = {note.get(W + "id", ""): note for note in root} if root is not None else {}
        note = self._notes[kind].pop(number, None)
        passages = self._aside(note) if note is not None else []
        if passages:
            first = replace(passages[0], runs=(Run(f"[{number}] "), *passages[0].runs))
            self._waiting += [first, *passages[1:]]

    def _rows(self, table: Element) -> Iterator[tuple[Cell, ...]]:
        for row in _inside(table, W + "tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                cells = [cell for cell in _inside(row, W + "tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]
                yield tuple(tuple(_flat(self.pieces(cell))) for cell in cells)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those that a content control or a change holds."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _GONE and child.tag not in (W + "tr", W + "tc", W + "p"):
            yield from _inside(_chosen(child), tag)


def _chosen(element: Element) -> Element:
    """Of two ways to say the same, the first; of a content control, its content."""
    if element.tag == MC + "AlternateContent":
        choice = element.find(MC + "Choice")
        return choice if choice is not None else element
    if element.tag == W + "sdt":
        content = element.find(W + "sdtContent")
        return content if content is not None else nothing()
    return element


def _flat(pieces: Iterator[Passage | Grid]) -> Iterator[Passage]:
    """The passages of a cell, a box or a note; of a table in it each row as one."""
    for piece in pieces:
        if isinstance(piece, Passage):
            yield piece
            continue
        for row in piece.rows:
            runs: list[Run] = []
            for cell in row:
                filled = [run for passage in cell for run in (*passage.runs, Run(" "))]
                runs += [Run(" | "), *filled] if runs else filled
            yield Passage(tuple(runs))


def _emphasised(look: Look) -> bool:
    return bool(look.bold or look.italic)


def _symbol(element: Element) -> str:
    code = element.get(W + "char", "").upper()
    return _SYMBOLS.get(code, "•" if code.startswith("F0") else "")
