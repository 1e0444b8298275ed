"""Lines → blocks: the pieces of one paragraph or heading put together again, each with the label it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.labels import Label, Rung, follows, read_label
from corpus.lines import Line, covers, in_capitals

# A paragraph that is cut does not end like this: "xong.", "sau đây:", "…”", "(khóa XI);"
_FINISHED = re.compile(r"[.;:!?…][”\"’»)\]]*\s*$")

# Lines this short everywhere are lines of a page, not paragraphs.
_PAGE_WIDTH = 130


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or table row in one piece; `text` is without its label."""

    text: str
    label: Label | None = None
    emphasised: bool = False  # all of it, the label left aside
    table: bool = False
    quoted: bool = False

    @property
    def capitals(self) -> bool:
        return in_capitals(self.text)


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The blocks of a stretch of lines.

    >>> [b.text for b in blocks_of([Line("1. Người dân ở các"), Line("thôn đều vui.", gap=True)])]
    ['Người dân ở các thôn đều vui.']
    """
    width = _wrap_width(lines)
    return [_block(pieces, label, quoted) for pieces, label, quoted in _joined(lines, width)]


def _joined(lines: Sequence[Line], width: int) -> Iterator[tuple[list[Line], Label | None, bool]]:
    quoted = quoted_lines([line.text for line in lines])
    reader = LabelReader()
    pieces: list[Line] = []
    label: Label | None = None
    in_quote = False
    for place, line in enumerate(lines):
        if line.rule:
            if pieces:
                yield pieces, label, in_quote
            pieces = []
            continue
        quote = place in quoted
        found = None if quote or line.table else reader.read(line)
        if pieces and found is None and not line.table and _goes_on(pieces, label, line, width):
            pieces.append(line)
            continue
        if pieces:
            yield pieces, label, in_quote
        pieces, label, in_quote = [line], found, quote
    if pieces:
        yield pieces, label, in_quote


def _goes_on(pieces: list[Line], label: Label | None, line: Line, width: int) -> bool:
    """Whether a line without a label is the rest of the block before it."""
    last = pieces[-1]
    if last.table or not last.text:
        return False
    if line.continues:
        return True
    if _FINISHED.search(last.text[-12:]):
        return False
    if label and in_capitals(pieces[0].text[label.end :]):  # a heading in capitals goes on in capitals
        return not line.gap and in_capitals(line.text)
    if line.text[0].islower():
        return True
    if line.gap or not width or len(last.text) < 0.75 * width:
        return False
    return last.emphasised() == line.emphasised()


def _wrap_width(lines: Sequence[Line]) -> int:
    """How wide the page was when lines, not paragraphs, were written; 0 when paragraphs were."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths or lengths[-1] > _PAGE_WIDTH:
        return 0
    return max(lengths[len(lengths) * 9 // 10], 50)


def _block(pieces: list[Line], label: Label | None, quoted: bool) -> Block:
    start = label.end if label else 0
    text = " ".join([pieces[0].text[start:], *(piece.text for piece in pieces[1:])]).strip()
    first = pieces[0]
    emphasised = (covers(first.emphasis, first.text, start) if start else first.emphasised()) and all(
        piece.emphasised() for piece in pieces[1:]
    )
    return Block(text, label, emphasised, first.table, quoted)


class LabelReader:
    """Reads labels in the order of the paper: some are labels only after the one that comes before them."""

    def __init__(self) -> None:
        self._capital: str | None = None
        self._small: str | None = None
        self._number = ""

    def read(self, line: Line) -> Label | None:
        """The label of a line, or None when it has none or what looks like one cannot stand here."""
        label = read_label(line.text)
        if label is None:
            return None
        if label.rung is Rung.ROMAN and label.value in ("I", "V", "X") and self._capital_before(label.value):
            label = Label(Rung.LETTER, label.printed, label.value, label.end)
        if not self._fits(label, line):
            return None
        self._remember(label)
        return label

    def _capital_before(self, value: str) -> bool:
        return value != "I" and follows(value, self._capital) or value == "I" and self._capital == "H"

    def _fits(self, label: Label, line: Line) -> bool:
        if label.rung is Rung.LETTER:
            heading = in_capitals(line.text) or line.emphasised()
            return follows(label.value, self._capital) or heading
        if label.rung is Rung.SMALL_LETTER and ")" not in label.printed:
            return follows(label.value, self._small)
        if label.rung is Rung.DOTTED and label.printed[-1].isdigit():
            return label.value.split(".")[0] == self._number  # "3.1 " under 3; not "10.5 triệu đồng"
        return True

    def _remember(self, label: Label) -> None:
        if label.rung is Rung.LETTER:
            self._capital = label.value
        elif label.rung is Rung.SMALL_LETTER:
            self._small = label.value
        elif label.rung in (Rung.ARABIC, Rung.ARTICLE):
            self._number = label.value
        if label.rung < Rung.SMALL_LETTER:
            self._small = None


def quoted_lines(texts: Iterable[str]) -> set[int]:
    """Lines inside a quotation of several lines: its labels belong to another paper.

    >>> sorted(quoted_lines(["1. Sửa Điều 5:", "“Điều 5. Tên", "1. Một.”", "2. Bãi bỏ"]))
    [1, 2]
    """
    quoted: set[int] = set()
    begin, depth = None, 0
    for place, text in enumerate(texts):
        if begin is None:
            if not text.startswith(("“", '"', "«")):
                continue
            depth = _depth(text)
            begin = place if depth > 0 else None
            continue
        depth += _depth(text, inside=True)
        if depth <= 0:
            quoted.update(range(begin, place + 1))
            begin = None
    return quoted


def _depth(text: str, inside: bool = False) -> int:
    """How many quotations a line leaves open; a straight quote opens when none is open, and closes otherwise."""
    straight = text.count('"') % 2
    return text.count("“") + text.count("«") - text.count("”") - text.count("»") + (-straight if inside else straight)
