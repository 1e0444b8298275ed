"""Blocks → the numbering tree: which label stands in which, what belongs to whom, and the path of each node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.blocks import Block
from corpus.document import Position
from corpus.labels import FREE, ITEMS, Label, Rung
from corpus.lead_ins import LeadIn

# A labelled line without a full stop is a heading only up to this length; beyond it the stop was forgotten.
_LONGEST_HEADING = 300


@dataclass
class Node:
    """A section while it is being built."""

    rung: Rung
    segment: str
    path: str
    label: str | None = None
    heading: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    parent: Node | None = None
    number: int = 0  # among the nodes
    lead_in: LeadIn | None = None
    heading_open: bool = False  # its name stands on the next line
    unlabelled: bool = False  # a heading that holds numbered sections, without a number of its own
    counts: dict[str, int] = field(default_factory=dict)  # items of each kind, and segments already given

    @property
    def open_ended(self) -> bool:
        """Whether a plain paragraph after it is still its own: a heading, or a sentence that ends in a colon."""
        if self.paragraphs:
            return bool(self.heading) or self.paragraphs[-1].endswith(":")
        return True


class Tree:
    """Takes blocks in the order of the paper and puts each where it belongs."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.order: list[Position] = []  # of what was taken, as it came: a node may go on after its children
        self._root = Node(Rung.ROOT, "", "")
        self._open: list[Node] = [self._root]

    def begin(self, segment: str, label: str | None = None, heading: str | None = None) -> Node:
        """A block of the paper that stands outside the numbering: `mở đầu`, `phụ lục 1`."""
        self._open = [self._root]
        return self._add(Rung.APPENDIX, segment, label, heading)

    def close(self) -> None:
        """What follows does not belong to anything before it."""
        self._open = [self._root]

    def plain(self, text: str) -> None:
        """A paragraph without a label: it belongs to the nearest numbered label, not to the list before it."""
        while self._open[-1].rung >= Rung.LEAD_IN and self._open[-1].rung not in (
            Rung.SMALL_LETTER,
            Rung.BRACKETED,
        ):
            top = self._open[-1]
            if top.open_ended and (top.rung not in ITEMS or not top.counts):
                break
            self._open.pop()
        if self._open[-1] is self._root:
            self.begin("nội dung")
        self._put(self._open[-1], text)

    def table_row(self, text: str) -> None:
        """A row of a table belongs to whatever stands right above it."""
        if self._open[-1] is self._root:
            self.begin("nội dung")
        self._put(self._open[-1], text)

    def lead_in(self, lead_in: LeadIn, text: str) -> None:
        """An unnumbered paragraph that turns to something else: a child of the outermost numbered label."""
        keep = self._outermost()
        del self._open[keep + 1 :]
        node = self._add(Rung.LEAD_IN, lead_in.segment, lead_in.printed, None)
        node.lead_in = lead_in
        if text:
            self._put(node, text)

    def heading(self, text: str) -> None:
        """A heading without a label: outermost where nothing is numbered, else like a lead-in."""
        top = next((place for place, node in enumerate(self._open) if node.unlabelled), 0)
        keep = top - 1 if top else self._outermost()
        numbered = self._open[keep].rung >= Rung.ROMAN
        del self._open[keep + 1 :]
        if self._open[-1].segment in ("mở đầu", "nội dung"):
            self._open.pop()
        parent = self._open[-1]
        parent.counts["đề mục"] = parent.counts.get("đề mục", 0) + 1
        node = self._add(Rung.LEAD_IN if numbered else Rung.ROMAN, f"đề mục {parent.counts['đề mục']}", None, text)
        node.unlabelled = not numbered

    def labelled(self, label: Label, block: Block) -> None:
        """A labelled block: closes what it must, and opens a node of its own."""
        self._close_for(label)
        node = self._add(label.rung, self._segment(label), label.printed, None)
        if is_heading(label.rung, block):
            node.heading = block.text
        elif block.text:
            self._put(node, block.text)
        node.heading_open = not block.text

    def name(self, block: Block) -> bool:
        """Takes a name that stands on the line after its label: `Chương I` / `QUY ĐỊNH CHUNG`."""
        top = self._open[-1]
        awaits = top.heading_open and not top.paragraphs
        goes_on = Rung.APPENDIX <= top.rung < Rung.ARTICLE and bool(top.heading) and not top.paragraphs
        if not (awaits or goes_on and block.capitals) or not (block.capitals or block.emphasised):
            return False
        top.heading = f"{top.heading} {block.text}" if top.heading else block.text
        return True

    def _outermost(self) -> int:
        rungs = [node.rung for node in self._open]
        for wanted in (Rung.ROMAN, Rung.LETTER, Rung.ARABIC, Rung.DOTTED):
            if wanted in rungs:
                return len(rungs) - 1 - rungs[::-1].index(wanted)
        return next((place for place, rung in enumerate(rungs) if rung >= Rung.LEAD_IN), len(rungs)) - 1

    def _close_for(self, label: Label) -> None:
        rung = label.rung
        if rung in FREE and any(node.rung is rung for node in self._open):
            while self._open[-1].rung is not rung:
                self._open.pop()
            self._open.pop()
            return
        while self._open[-1] is not self._root and self._stays_outside(self._open[-1], label):
            self._open.pop()

    def _stays_outside(self, node: Node, label: Label) -> bool:
        """Whether an open node must be closed before the label."""
        if node.segment in ("mở đầu", "nội dung") and node.rung is Rung.APPENDIX:
            return label.rung < Rung.LEAD_IN
        if node.rung in FREE and label.rung in FREE:
            return False
        if node.rung is Rung.DOTTED and label.rung is Rung.DOTTED:
            return not label.value.startswith(node.segment + ".")
        return node.rung >= label.rung

    def _segment(self, label: Label) -> str:
        in_article = any(node.rung is Rung.ARTICLE for node in self._open)
        parent = self._open[-1]
        match label.rung:
            case Rung.DASH | Rung.PLUS | Rung.STAR:
                word = {Rung.DASH: "gạch", Rung.PLUS: "cộng", Rung.STAR: "sao"}[label.rung]
                parent.counts[word] = parent.counts.get(word, 0) + 1
                return f"{word} {parent.counts[word]}"
            case Rung.ARABIC:
                return f"khoản {label.value}" if in_article else label.value
            case Rung.SMALL_LETTER:
                return f"điểm {label.value}" if in_article else label.value
            case Rung.BRACKETED:
                return f"{label.value})"
            case rung if rung in _RUNG_WORDS:
                return f"{_RUNG_WORDS[rung]} {label.value.lower()}"
        return label.value

    def _put(self, node: Node, text: str) -> None:
        self.order.append((node.number, len(node.paragraphs)))
        node.paragraphs.append(text)

    def _add(self, rung: Rung, segment: str, label: str | None, heading: str | None) -> Node:
        parent = self._open[-1]
        times = parent.counts[f"/{segment}"] = parent.counts.get(f"/{segment}", 0) + 1
        unique = segment if times == 1 else f"{segment} ({times})"
        path = f"{parent.path}/{unique}" if parent.path else unique
        above = None if parent is self._root else parent
        node = Node(rung, segment, path, label, heading, parent=above, number=len(self.nodes))
        self._open.append(node)
        self.nodes.append(node)
        self.order.append((node.number, None))
        return node

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)


_RUNG_WORDS = {
    Rung.PART: "phần",
    Rung.CHAPTER: "chương",
    Rung.DIVISION: "mục",
    Rung.SUBDIVISION: "tiểu mục",
    Rung.ARTICLE: "điều",
}


def is_heading(rung: Rung, block: Block) -> bool:
    """Whether a labelled block is a heading: all emphasised, all capitals, or a line that ends without a stop."""
    if not block.text:
        return False
    if block.emphasised or block.capitals and rung < Rung.SMALL_LETTER:
        return len(block.text) <= 2 * _LONGEST_HEADING
    if rung in ITEMS or rung is Rung.BRACKETED or len(block.text) > _LONGEST_HEADING:
        return False
    return not block.text.rstrip('”"’»)').endswith((".", ";", ":", "…", ","))
