"""Text that was written line by line (.txt, .md) → Lines: marks taken away, columns and pipe tables seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.lines import Line
from corpus.readers.marks import to_line, unmark
from corpus.text import clean, collapse

# "Nơi nhận:                T/M BAN THƯỜNG VỤ": two columns; "Số   25" is not.
_COLUMN_GAP = re.compile(r"[^\S\t]{5,}|[^\S\t]*\t\s*")

# "| a | b |" and the row under a table's head, "|---|:-:|"
_ROW = re.compile(r"\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"[\s|:-]+")
_BAR = re.compile(r"(?<!\\)\|")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

# A longer chain of marks on one letter is damage, and composing it takes time that grows with its square.
_MARK_CHAIN = re.compile(r"([\u0300-\u036f]{8})[\u0300-\u036f]+")


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a written text that can be read; blank ones are only remembered as gaps."""
    text = clean(_MARK_CHAIN.sub(r"\1", "\n".join(text.splitlines())))
    return tuple(line for block in _blocks(text.split("\n")) for line in _block_lines(block))


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Stretches without a blank line in them; a table is a stretch of its own."""
    block: list[str] = []
    in_table = False
    for line in lines:
        row = "|" in line and _ROW.match(line) is not None
        if block and (not line.strip() or row != in_table):
            yield block
            block = []
        if line.strip():
            block.append(line)
            in_table = row
    if block:
        yield block


def _block_lines(block: list[str]) -> Iterator[Line]:
    if "|" in block[0] and _ROW.match(block[0]):
        yield from _rows(block)
        return
    for number, marked in enumerate(unmark(block)):
        yield to_line(marked, gap=number == 0, cells=columns(marked.text))


def _rows(block: list[str]) -> Iterator[Line]:
    for row in block:
        if _TABLE_RULE.fullmatch(row):
            continue
        bare = row.strip().removeprefix("|").removesuffix("|")
        cells = tuple(_cell(cell) for cell in _BAR.split(bare))
        text = " | ".join(cell.replace("\n", " ") for cell in cells).strip()
        if text.strip("| "):
            yield Line(text, cells if len(cells) > 1 else (), table=True, gap=True)


def _cell(text: str) -> str:
    lines = (unmark([part]) for part in _LINE_BREAK.split(text) if part.strip())
    return "\n".join(collapse(marked.text) for parts in lines for marked in parts)


def columns(text: str) -> tuple[str, ...]:
    """The columns of a written line, or nothing where it has only one.

    >>> columns("Nơi nhận:\\tBÍ THƯ"), columns("1.\\tNội dung")
    (('Nơi nhận:', 'BÍ THƯ'), ())
    """
    stripped = text.strip()
    if "\t" not in stripped and "     " not in stripped:
        return ()
    cells = [collapse(cell) for cell in _COLUMN_GAP.split(stripped)]
    if len(cells) > 1 and len(cells[0]) <= 3 and cells[0] != "*":  # "1.<tab>Nội dung": a label, not a column
        cells[:2] = [f"{cells[0]} {cells[1]}"]
    return tuple(cells) if len(cells) > 1 else ()
