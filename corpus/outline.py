"""The body of a paper → sections: opening, numbered content, closing, and the appendices behind the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block, blocks_of
from corpus.document import Paragraph, Position, Section, SectionType
from corpus.labels import ITEMS, Rung, read_label
from corpus.lead_ins import read_lead_in
from corpus.lines import Line, in_capitals
from corpus.section_types import names_a_type, type_of
from corpus.text import fold_text
from corpus.title import names_a_body
from corpus.tree import Node, Tree

_NUMBERED = frozenset(rung for rung in Rung if Rung.PART <= rung <= Rung.DOTTED)
_LONGEST_CLOSING = 1500
_LONGEST_HEADING = 200

# "Kết luận này phổ biến đến chi bộ.", "Căn cứ Thông báo này, …",
# "Văn phòng Tỉnh ủy thông báo … để … biết, thực hiện./."
_CLOSING = re.compile(
    r"""
    (?:căn\scứ\s(?:vào\s)?)?(?:\w+\s){1,4}này\s+(?:được\s|phải\s|sẽ\s)?(?:phổ\sbiến|quán\striệt|có\shiệu\slực|thay\sthế|gửi)
    | (?:căn\scứ|thực\shiện|trên\scơ\ssở)\s(?:\w+\s){1,4}này
    | .{0,80}?\b(?:xin\s|trân\strọng\s)?thông\sbáo\s.*\b(?:biết|thực\shiện)\b
    | trên\sđây\slà
    | (?:văn\sphòng|ban)\s.{0,60}?\bthông\sbáo
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# Behind the last article only this is no part of it: "Luật này được Quốc hội khóa XX, kỳ họp thứ 9 thông qua …"
_ADOPTED = re.compile(r"(?:\w+\s){1,4}này\s+(?:đã\s)?được\s.{3,200}?\bthông\squa\b", re.IGNORECASE | re.DOTALL)
_OPENING_WORDS = tuple(
    fold_text(words) + " "
    for words in ["ngày", "căn cứ", "xem xét", "xét", "thực hiện", "theo", "tại", "sau khi", "từ ngày", "trong ngày"]
)


@dataclass(frozen=True)
class Outline:
    """The sections of a part of the paper, and the order in which it prints what stands in them."""

    sections: tuple[Section, ...]
    order: tuple[Position, ...]


def divide(blocks: list[Block], titled: bool) -> tuple[list[Block], list[Block], list[Block]]:
    """Opening, content and closing paragraphs."""
    first = next((place for place in range(len(blocks)) if _opens_content(blocks, place)), None)
    if first is None:
        first = _opening_length(blocks) if titled else 0
    last = len(blocks)
    in_article = any(block.label and block.label.rung is Rung.ARTICLE for block in blocks[first:])
    while last > first and len(blocks) - last < 3 and _is_closing(blocks, last - 1, first, in_article):
        last -= 1
    return blocks[:first], blocks[first:last], blocks[last:]


def _opens_content(blocks: list[Block], place: int) -> bool:
    """The first numbered label, or a heading that means it; not `QUYẾT NGHỊ:` or the body's name before its reasons."""
    block = blocks[place]
    if block.label:
        return block.label.rung in _NUMBERED
    if not _is_unlabelled_heading(block) or block.text.endswith(":"):
        return False
    if names_a_body(block.text) and place + 1 < len(blocks) and _begins_with_reason(blocks[place + 1]):
        return False
    return not block.capitals or names_a_type(block.text)


def _opening_length(blocks: list[Block]) -> int:
    """How many paragraphs open a paper that has no numbering."""
    length = 0
    for place, block in enumerate(blocks):
        if not _begins_with_reason(block) and not block.text.endswith(":"):
            break
        length = place + 1
        if block.text.endswith(":"):
            break
    return length


def _begins_with_reason(block: Block) -> bool:
    return fold_text(block.text[:40]).startswith(_OPENING_WORDS)


def _is_closing(blocks: list[Block], place: int, first: int, in_article: bool) -> bool:
    block = blocks[place]
    if block.label or block.table or block.quoted or block.capitals or len(block.text) > _LONGEST_CLOSING:
        return False
    if in_article:
        return _ADOPTED.match(block.text) is not None
    if place > first and _is_bare_heading(blocks[place - 1]):
        return False  # all that the heading has
    return _CLOSING.match(block.text) is not None or block.text.endswith("./.") and place > first


def _is_bare_heading(block: Block) -> bool:
    return block.label is not None and (block.emphasised or block.capitals or not block.text.endswith((".", ";")))


def body_outline(opening: list[Block], content: list[Block]) -> Outline:
    """`mở đầu` and the numbering tree."""
    tree = Tree()
    if opening:
        tree.begin("mở đầu")
        _fill(tree, [_without_dash(block) for block in opening], opening=True)
        tree.close()
    _fill(tree, content)
    return _outline(tree, {"mở đầu": SectionType.OPENING})


def _without_dash(block: Block) -> Block:
    """The reasons of an opening, `- Căn cứ …;`, are its paragraphs."""
    return replace(block, label=None) if block.label and block.label.rung in ITEMS else block


def _fill(tree: Tree, blocks: list[Block], opening: bool = False) -> None:
    """Put each block where it belongs. Only in free text, not in an article, do words without a number lead in."""
    in_article = False
    for block in blocks:
        if block.label:
            in_article = block.label.rung is Rung.ARTICLE or in_article and block.label.rung > Rung.ARTICLE
            tree.labelled(block.label, block)
        elif block.table:
            tree.table_row(block.text)
        elif tree.name(block):
            continue
        elif opening or in_article or block.quoted:
            tree.plain(block.text)
        elif lead_in := read_lead_in(block.text):
            tree.lead_in(*lead_in)
        elif _is_unlabelled_heading(block):
            tree.heading(block.text)
        else:
            tree.plain(block.text)


def _is_unlabelled_heading(block: Block) -> bool:
    """`**Về công tác cán bộ**`, `TỔ CHỨC THỰC HIỆN`; not `*Căn cứ Luật …;*`."""
    if len(block.text) > _LONGEST_HEADING or block.text.endswith((".", ";", ",", "/")):
        return False
    return block.emphasised or block.capitals and " " in block.text


def _outline(tree: Tree, roots: dict[str, SectionType]) -> Outline:
    return Outline(tuple(_sections(tree, roots)), tuple(tree.order))


def _sections(tree: Tree, roots: dict[str, SectionType]) -> Iterator[Section]:
    types: dict[str, SectionType] = {}
    for node in tree:
        parent = types[node.parent.path] if node.parent else None
        types[node.path] = roots.get(node.path) or type_of(node, parent)
        yield Section(node.path, node.label, node.heading, types[node.path], tuple(map(Paragraph, node.paragraphs)))


def is_appendix(lines: Sequence[Line]) -> bool:
    """Whether nothing but appendices stands here: the first line already names one."""
    label = read_label(lines[0].text) if lines else None
    return label is not None and label.rung is Rung.APPENDIX


def cut_appendix(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Body and appendices of a paper that nobody signed."""
    for place, line in enumerate(lines):
        label = read_label(line.text)
        if label and label.rung is Rung.APPENDIX and (in_capitals(line.text) or label.end == len(line.text)):
            return lines[:place], lines[place:]
    return lines, []


def appendix_outline(lines: Sequence[Line]) -> Outline:
    """What stands behind the signature: each appendix with its own numbering below it."""
    tree = Tree()
    pieces = _appendices(blocks_of(lines))
    for count, piece in enumerate(pieces, 1):
        titled = _begin_appendix(tree, piece[0], count)
        _fill(tree, piece[1:] if titled else piece)
    return _outline(tree, {node.path: SectionType.APPENDIX for node in tree if node.parent is None})


def _appendices(blocks: list[Block]) -> list[list[Block]]:
    pieces: list[list[Block]] = []
    for block in blocks:
        if not pieces or block.label and block.label.rung is Rung.APPENDIX:
            pieces.append([])
        pieces[-1].append(block)
    return pieces


def _begin_appendix(tree: Tree, block: Block, count: int) -> bool:
    """Opens the appendix; says whether its first block was its title."""
    label = block.label if block.label and block.label.rung is Rung.APPENDIX else None
    value = (label.value.lstrip("0") if label else "") or str(count)
    node: Node = tree.begin(f"phụ lục {value}", label.printed if label else None)
    node.heading = block.text or None if label else None
    node.heading_open = label is not None and not block.text
    return label is not None
