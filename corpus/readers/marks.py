"""Markdown marks: what is markup is taken away and remembered as emphasis, what is the author's stays.

The real .txt files hold such marks too, so every reader of written lines passes here. `5*3`, `snake_case`, `(*)` and
the star of a letterhead are text; `\\*` is a printed star.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.lines import Line
from corpus.text import collapse

# "\*" or "\.", "***", "__", end of line
_TOKEN = re.compile(r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|>~-])|(?P<run>\*+|_+)|\n")

# "## 2.2- Về trồng cây ##"
_HEADING = re.compile(r"[^\S\n]{0,3}#{1,6}[^\S\n]+(?P<text>[^\n]*)")
_CLOSING_HASHES = re.compile(r"[^\S\n]#+[^\S\n]*$")

# Lines that begin something new, where no emphasis reaches in from above: "- một", "+ hai", "1. ba", "## bốn"
_NEW_ITEM = re.compile(r"\s*(?:[-–+•]\s|\*\s|\\\*|#{1,6}\s|\d{1,3}[.)-]\s)")

_WORDY = re.compile(r"[^\W_]")
_CLOSERS = ").,;:!?]}”’»…"
_OPENERS = "([{“‘«"


@dataclass(frozen=True)
class Marked:
    """A line without its marks; blanks are still as typed, since columns are seen by them."""

    text: str
    emphasis: tuple[tuple[int, int], ...] = ()
    continues: bool = False


@dataclass
class _Run:
    """Marks of one kind in a row: `**`. Its inner marks are used first."""

    start: int
    length: int
    left: int


def unmark(lines: list[str]) -> Iterator[Marked]:
    """The lines of one block (no blank line inside) without their marks.

    >>> [m.text for m in unmark(["**T/M TỈNH ỦY", "BÍ THƯ**", "5*3"])]
    ['T/M TỈNH ỦY', 'BÍ THƯ', '5*3']
    """
    group: list[str] = []
    for line in lines:
        wordless = not _WORDY.search(line)
        if group and (wordless or _NEW_ITEM.match(line)):
            yield from _unmark_group(group)
            group = []
        if wordless:
            yield Marked(_TOKEN.sub(lambda match: match["escaped"] or match.group(), line))
        else:
            group.append(line)
    if group:
        yield from _unmark_group(group)


def _unmark_group(lines: list[str]) -> Iterator[Marked]:
    heading = _HEADING.match(lines[0])
    if heading:
        yield from (_whole(marked) for marked in _unmark_group([_CLOSING_HASHES.sub("", heading["text"])]))
        lines = lines[1:]
    if not any(mark in line for line in lines for mark in "*_\\"):
        yield from map(Marked, lines)
        return
    yield from _cut("\n".join(lines))


def _whole(marked: Marked) -> Marked:
    return Marked(marked.text, ((0, len(marked.text)),))


def _cut(text: str) -> Iterator[Marked]:
    """Leave out the marks that pair, line by line, and note what lay between them."""
    used = _pairs(text)
    pieces: list[tuple[str, bool]] = []
    depth, position, inherited = 0, 0, False
    for token in _TOKEN.finditer(text):
        pieces.append((text[position : token.start()], depth > 0))
        position = token.end()
        if token.group() == "\n":
            yield _joined(pieces, inherited)
            pieces, inherited = [], depth > 0
        elif token["escaped"]:
            pieces.append((token["escaped"], depth > 0))
        else:
            opened, closed = used.get(token.start(), (0, 0))
            pieces.append((token.group()[opened + closed :], depth > 0))
            depth += opened - closed
    pieces.append((text[position:], depth > 0))
    yield _joined(pieces, inherited)


def _joined(pieces: list[tuple[str, bool]], continues: bool) -> Marked:
    spans: list[tuple[int, int]] = []
    length = 0
    for piece, emphasised in pieces:
        if emphasised and piece:
            spans.append((length, length + len(piece)))
        length += len(piece)
    return Marked("".join(piece for piece, _ in pieces), tuple(spans), continues)


def _pairs(text: str) -> dict[int, tuple[int, int]]:
    """For each run of marks that pairs: how many of its marks open and how many close emphasis."""
    used: dict[int, tuple[int, int]] = {}
    waiting: dict[str, list[_Run]] = {"*": [], "_": []}
    for token in _TOKEN.finditer(text):
        run = token["run"]
        if not run or len(run) > 3:
            continue
        opens, closes = _sides(text, token.start(), token.end())
        left = len(run)
        stack = waiting[run[0]]
        while closes and left and stack:
            opener = stack[-1]
            taken = min(left, opener.left)
            left, opener.left = left - taken, opener.left - taken
            used[opener.start] = (opener.length - opener.left, 0)
            used[token.start()] = (0, len(run) - left)
            if not opener.left:
                stack.pop()
        if opens and left == len(run):
            stack.append(_Run(token.start(), left, left))
    return used


def _sides(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether marks standing here may open and may close emphasis."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() and after.isalnum() and (end - start == 1 or text[start] == "_"):
        return False, False  # 5*3, snake_case
    opens = not after.isspace() and after not in _CLOSERS
    closes = not before.isspace() and before not in _OPENERS
    return opens, closes


def to_line(marked: Marked, gap: bool, cells: tuple[str, ...] = ()) -> Line:
    """The marked line as the parser wants it: blanks collapsed, spans moved along."""
    text = collapse(marked.text)
    spans = _moved(marked) if marked.emphasis and text != marked.text else marked.emphasis
    return Line(text, cells, emphasis=spans, gap=gap, continues=marked.continues and not gap)


def _moved(marked: Marked) -> tuple[tuple[int, int], ...]:
    places, length = [], 0  # where each character goes when blanks collapse
    blank = True
    for character in marked.text:
        places.append(length)
        if not (character.isspace() and blank):
            length += 1
        blank = character.isspace()
    places.append(length)
    return tuple((places[start], places[end]) for start, end in marked.emphasis)
