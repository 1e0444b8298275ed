"""OpenDocument text (.odt): paragraphs, lists with their labels, tables, footnotes; deleted text left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.lines import Source
from corpus.readers.flow import Cell, Grid, Passage, Run, lines_of
from corpus.readers.markup import Element, parse_xml
from corpus.readers.packages import opened
from corpus.readers.refusals import broken, locked, too_long
from corpus.readers.word_numbering import LEVELS, Level, ListInstance, Numbering

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE, DRAW = (f"{_NAMES}{name}:1.0}}" for name in ("office", "style", "text", "table", "drawing"))
_FO = f"{_NAMES}xsl-fo-compatible:1.0}}"
_MANIFEST = f"{_NAMES}manifest:1.0}}"

_SKIPPED = frozenset(
    {TEXT + "tracked-changes", OFFICE + "annotation", OFFICE + "forms", TEXT + "sequence-decls", TEXT + "note-citation"}
)
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_MOST_BLANKS = 100

# A chain of styles that is longer than this goes round.
_LONGEST_CHAIN = 30


@dataclass(frozen=True)
class _Style:
    emphasised: bool | None
    capitals: bool | None
    font: str | None
    parent: str | None
    list_style: str | None


@dataclass(frozen=True)
class _Styles:
    named: Mapping[str, _Style]
    lists: Mapping[str, Mapping[int, Level]]

    def look(self, name: str | None, under: _Look) -> _Look:
        """How letters of a style look over what is around them."""
        chain: list[_Style] = []
        while name and name in self.named and len(chain) < _LONGEST_CHAIN:
            chain.append(self.named[name])
            name = chain[-1].parent
        for style in reversed(chain):
            said = {
                key: value for key in ("emphasised", "capitals", "font") if (value := getattr(style, key)) is not None
            }
            under = replace(under, **said)
        return under


@dataclass(frozen=True)
class _Look:
    emphasised: bool = False
    capitals: bool = False
    font: str = ""


def read_open_document(path: Path, max_text_bytes: int) -> Source:
    """The lines of an .odt file."""
    with opened(path) as package:
        manifest = parse_xml(package.part("META-INF/manifest.xml"), path)
        if manifest is not None and next(manifest.iter(_MANIFEST + "encryption-data"), None) is not None:
            raise locked(path)
        content = parse_xml(package.part("content.xml"), path)
        text = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
        if content is None or text is None:
            raise broken(path)
        walk = _Walk(_read_styles([parse_xml(package.part("styles.xml"), path), content]), path, max_text_bytes)
        return Source(lines_of(list(walk.pieces(text))))


def _read_styles(roots: list[Element | None]) -> _Styles:
    named, lists = {}, {}
    for root in roots:
        for element in root.iter(STYLE + "style") if root is not None else ():
            named[element.get(STYLE + "name", "")] = _style(element)
        for element in root.iter(TEXT + "list-style", TEXT + "outline-style") if root is not None else ():
            lists[element.get(STYLE + "name", "")] = dict(map(_level, element))
    return _Styles(named, lists)


def _style(element: Element) -> _Style:
    letters = element.find(STYLE + "text-properties")
    parent, list_style = element.get(STYLE + "parent-style-name"), element.get(STYLE + "list-style-name")
    if letters is None:
        return _Style(None, None, None, parent, list_style)
    weight, slant = letters.get(_FO + "font-weight"), letters.get(_FO + "font-style")
    said = weight is not None or slant is not None
    emphasised = weight in ("bold", "600", "700", "800", "900") or slant in ("italic", "oblique")
    case = letters.get(_FO + "text-transform")
    font = letters.get(STYLE + "font-name") or letters.get(_FO + "font-family")
    return _Style(emphasised if said else None, case == "uppercase" if case else None, font, parent, list_style)


def _level(element: Element) -> tuple[int, Level]:
    depth = min(max(_number(element.get(TEXT + "level"), 1), 1), LEVELS) - 1
    if element.tag == TEXT + "list-level-style-bullet":
        return depth, Level(format="bullet", text=element.get(TEXT + "bullet-char", "•"))
    shown = min(max(_number(element.get(TEXT + "display-levels"), 1), 1), depth + 1)
    numbers = ".".join(f"%{place + 1}" for place in range(depth + 1 - shown, depth + 1))
    format_ = _FORMATS.get(element.get(STYLE + "num-format", ""), "decimal")
    around = element.get(STYLE + "num-prefix", ""), element.get(STYLE + "num-suffix", "")
    text = "" if format_ == "none" and not any(around) else f"{around[0]}{numbers}{around[1]}"
    return depth, Level(start=_number(element.get(TEXT + "start-value"), 1), format=format_, text=text)


@dataclass
class _OpenList:
    """Where the walk stands among lists."""

    style: str = ""
    counters: str = ""
    depth: int = -1


@dataclass
class _Walk:
    """One walk through a paper."""

    styles: _Styles
    path: Path
    limit: int
    used: int = 0
    waiting: list[Passage] = field(default_factory=list)  # notes and text boxes of the paragraph being read
    count: int = 0
    last: dict[str, str] = field(default_factory=dict)  # list style → the counters it used last
    ids: dict[str, str] = field(default_factory=dict)  # list id → its counters
    notes: int = 0
    numbering: Numbering = field(default_factory=lambda: Numbering({}))

    def pieces(self, parent: Element, around: _OpenList | None = None) -> Iterator[Passage | Grid]:
        """The paragraphs and tables of a part of the paper."""
        for child in parent:
            if child.tag in (TEXT + "p", TEXT + "h"):
                yield self._passage(child, "")
            elif child.tag == TEXT + "list":
                yield from self._list(child, around or _OpenList())
            elif child.tag == TABLE + "table":
                yield Grid(tuple(self._rows(child)))
            elif child.tag not in _SKIPPED:
                yield from self.pieces(child, around)
                continue
            waiting, self.waiting = self.waiting, []
            yield from waiting

    def _passage(self, element: Element, label: str) -> Passage:
        look = self.styles.look(element.get(TEXT + "style-name"), _Look())
        runs = tuple(self._runs(element, look))
        heading = element.tag == TEXT + "h"
        if label:
            runs = (Run(label, bool(runs) and runs[0].emphasised), *runs)
        return Passage(runs, heading)

    def _runs(self, element: Element, look: _Look) -> Iterator[Run]:
        yield self._typed(element.text, look)
        for child in element:
            yield from self._child(child, look)
            yield self._typed(child.tail, look)

    def _child(self, child: Element, look: _Look) -> Iterator[Run]:
        if child.tag == TEXT + "s":
            yield Run(" " * min(_number(child.get(TEXT + "c"), 1), _MOST_BLANKS))
        elif child.tag == TEXT + "tab":
            yield Run("\t")
        elif child.tag == TEXT + "line-break":
            yield Run("\n")
        elif child.tag == TEXT + "note":
            self._note(child)
        elif child.tag == DRAW + "frame":
            self.waiting += self._aside(child)
        elif child.tag == TEXT + "span":
            yield from self._runs(child, self.styles.look(child.get(TEXT + "style-name"), look))
        elif child.tag not in _SKIPPED:
            yield from self._runs(child, look)

    def _typed(self, text: str | None, look: _Look) -> Run:
        text = " ".join((text or "").replace("\n", " ").split("\n"))
        self.used += len(text.encode("utf-8", "replace"))
        if self.used > self.limit:
            raise too_long(self.path, self.limit)
        return Run(text.upper() if look.capitals else text, look.emphasised, look.font)

    def _aside(self, element: Element) -> list[Passage]:
        """What stands beside the text. What waits beside the text itself goes on waiting."""
        waiting, self.waiting = self.waiting, []
        found = list(_flat(self.pieces(element)))
        self.waiting = waiting
        return found

    def _note(self, element: Element) -> None:
        self.notes += 1
        body = element.find(TEXT + "note-body")
        passages = self._aside(body) if body is not None else []
        if passages:
            mark = Run(f"[{self.notes}] ")
            self.waiting += [replace(passages[0], runs=(mark, *passages[0].runs)), *passages[1:]]

    def _list(self, element: Element, around: _OpenList) -> Iterator[Passage | Grid]:
        style = element.get(TEXT + "style-name") or around.style
        counters = around.counters or self._counters(element, style)
        here = _OpenList(style, counters, min(around.depth + 1, LEVELS - 1))
        if identity := element.get("{http://www.w3.org/XML/1998/namespace}id"):
            self.ids[identity] = counters
        for item in element:
            labelled = item.tag == TEXT + "list-item"
            for child in item:
                if child.tag in (TEXT + "p", TEXT + "h"):
                    label = self.numbering.label(counters, here.depth) if labelled else ""
                    labelled = False
                    yield self._passage(child, label)
                    waiting, self.waiting = self.waiting, []
                    yield from waiting
                elif child.tag == TEXT + "list":
                    yield from self._list(child, here)

    def _counters(self, element: Element, style: str) -> str:
        """Whose numbers a list goes on with: its own, the last list's of its style, or a named one's."""
        named = self.ids.get(element.get(TEXT + "continue-list", ""))
        if named:
            return named
        if element.get(TEXT + "continue-numbering") == "true" and style in self.last:
            return self.last[style]
        self.count += 1
        counters = self.last[style] = f"{style} {self.count}"
        levels = self.styles.lists.get(style, {})
        self.numbering.lists = {**self.numbering.lists, counters: ListInstance(counters, levels, {})}
        return counters

    def _rows(self, table: Element) -> Iterator[tuple[Cell, ...]]:
        for child in table:
            if child.tag == TABLE + "table-row":
                cells = [cell for cell in child if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell")]
                yield tuple(tuple(_flat(self.pieces(cell))) for cell in cells)
            elif child.tag in (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"):
                yield from self._rows(child)


def _flat(pieces: Iterator[Passage | Grid]) -> Iterator[Passage]:
    for piece in pieces:
        if isinstance(piece, Passage):
            yield piece
        else:
            yield from (passage for row in piece.rows for cell in row for passage in cell)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
