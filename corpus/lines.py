"""What every reader gives and the parser takes: the lines of a paper, with the little layout that carries meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")

# "-----", "_ _ _", "***": a drawn line. A single "*" is the star of a letterhead.
_RULE = re.compile(r"[-–—_=]{3,}|\*{3,}|(?:[-–—_*]\s){2,}[-–—_*]")


@dataclass(frozen=True)
class Line:
    """One printed line, or one paragraph of a format that knows paragraphs, or one row of a table.

    `text` is clean: NFC, one blank between words, no Markdown marks. `emphasis` tells which stretches of it are
    bold or italic, and covers all of a line that the format calls a heading.
    """

    text: str
    cells: tuple[str, ...] = ()  # columns or table cells, two or more; "\n" parts the lines inside a cell
    table: bool = False  # a row of a table, not two columns of a letterhead
    emphasis: tuple[tuple[int, int], ...] = ()
    gap: bool = False  # a blank line stands before, or the format begins a paragraph here
    continues: bool = False  # the format says that this line goes on the one before (same bold span)

    @property
    def rule(self) -> bool:
        """A drawn line, which ends a title and is no text."""
        return _RULE.fullmatch(self.text) is not None

    def emphasised(self, start: int = 0) -> bool:
        """Whether everything that can be read from `start` on is bold or italic."""
        return bool(self.emphasis) and covers(self.emphasis, self.text, start)

    @property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the line, each a tuple of columns: one row, unless its cells hold several lines.

        >>> Line("A B C", cells=("A\\nB", "C")).columns
        (('A', 'C'), ('B', ''))
        """
        if not self.cells:
            return ((self.text,),)
        stacks = [cell.split("\n") for cell in self.cells]
        height = max(map(len, stacks))
        return tuple(zip(*(stack + [""] * (height - len(stack)) for stack in stacks)))


@dataclass(frozen=True)
class Source:
    """What a reader found in a file."""

    lines: tuple[Line, ...]
    warnings: tuple[str, ...] = ()


def covers(spans: tuple[tuple[int, int], ...], text: str, start: int) -> bool:
    """Whether every letter and digit of `text` from `start` on lies in one of the ordered `spans`."""
    position, found = start, False
    for first, last in spans:
        if _LETTER_OR_DIGIT.search(text, position, max(position, first)):
            return False
        found = found or _LETTER_OR_DIGIT.search(text, max(position, first), last) is not None
        position = max(position, last)
    return found and not _LETTER_OR_DIGIT.search(text, position)


def in_capitals(text: str) -> bool:
    """`KẾT LUẬN SỐ 25` is, `Kết luận` and `2015` are not."""
    return text.isupper() and sum(map(str.isalpha, text[:200])) > 1
