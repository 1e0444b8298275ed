"""A registered paper as its page shows it: blocks with levels, lines with links and marks, outline, finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from corpus.document import FRAME_TYPES, Section, SectionType
from corpus.register import RegisteredPaper
from corpus.register_content import SectionIds
from search.fragments import Fragment, fragment, worth
from search.marks import Marked, marked
from search.query import Query
from web.citing import LinePlace
from web.marking import Link, Stretch, cells, joined

# A paragraph is found inside the paper when it holds this share of the query: its units, and their neighbourhood.
FOUND_SHARE = 0.6

# The outline names these rungs of the ladder; below them are single items.
OUTLINE_DEPTH = 2
OUTLINE_WORDS = 9

# Parts of a paper that every reader knows by name.
_CALLED_BY_TYPE = FRAME_TYPES | {SectionType.TITLE, SectionType.OPENING, SectionType.CLOSING}

Links = Mapping[LinePlace, Sequence[Link]]


@dataclass(frozen=True)
class Line:
    """A heading, a paragraph or a table row, with its permanent id."""

    pid: str
    label: str | None
    cells: tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True)
class Lines:
    """Paragraphs one after the other, or the rows of one table."""

    are_rows: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Block:
    """A section, or what it says after those that stand in it.

    `level` is of its heading: 2 for the outermost; `depth` counts the sections it stands in.
    """

    path: str
    type: SectionType
    depth: int
    level: int
    label: str | None  # stands alone above the paragraphs
    heading: Line | None
    groups: tuple[Lines, ...]


@dataclass(frozen=True)
class OutlineEntry:
    """A line of the outline; `type` where it is another one than in the line before."""

    pid: str
    text: str
    depth: int
    type: SectionType | None


@dataclass(frozen=True)
class Find:
    """A paragraph that holds what was looked for."""

    pid: str
    path: str
    fragment: Fragment


@dataclass(frozen=True)
class Reading:
    """The whole page of a paper."""

    blocks: tuple[Block, ...]
    outline: tuple[OutlineEntry, ...]
    finds: tuple[Find, ...]


def reading(paper: RegisteredPaper, links: Links, query: Query, pid: str | None = None) -> Reading:
    """Lays the paper out, with the query's words marked where most of them stand together, and where one came for."""
    seen = _marked_texts(paper, query)
    finds = tuple(_finds(paper, seen, FOUND_SHARE * (2 * len(query.units) - 1))) if query.units else ()
    found = {pid, *(find.pid for find in finds)}
    texts = {pid: text if pid in found else _unmarked(text) for pid, text in seen.items()}
    return Reading(tuple(_blocks(paper, links, texts)), tuple(outline(paper)), finds)


def blocks(paper: RegisteredPaper) -> tuple[Block, ...]:
    """The mere text of a paper, nothing in it marked or linked."""
    return reading(paper, {}, Query("")).blocks


def path_of(paper: RegisteredPaper, pid: str) -> str | None:
    """The section that a heading or paragraph stands in."""
    for section, ids in zip(paper.document.sections, paper.ids):
        if pid == ids.heading or pid in ids.paragraphs:
            return section.path
    return None


def outline(paper: RegisteredPaper) -> Iterator[OutlineEntry]:
    last: SectionType | None = None
    types = {section.path: section.type for section in paper.document.sections}
    for section, ids in zip(paper.document.sections, paper.ids):
        depth = _depth(section.path, types)
        parent = section.path.rpartition("/")[0]
        turns = bool(parent) and types.get(parent) != section.type
        pid = ids.heading or next(iter(ids.paragraphs), None)
        if pid and depth <= OUTLINE_DEPTH and (depth == 0 or section.heading or turns):
            yield OutlineEntry(pid, _called(section), depth, section.type if section.type != last else None)
            last = section.type


def _called(section: Section) -> str:
    """A section in one line: its heading, else its first words."""
    if section.type in _CALLED_BY_TYPE:
        return section.type.words
    text = section.heading or next((one.text for one in section.paragraphs), "")
    words = text.split()
    if not section.heading and len(words) > OUTLINE_WORDS:
        text = " ".join(words[:OUTLINE_WORDS]) + " …"
    label = section.label if _label_is_missing(section.label, text) else None
    return f"{label} {text}".strip() if label else text


def _blocks(paper: RegisteredPaper, links: Links, texts: Mapping[str, Marked]) -> Iterator[Block]:
    headed: set[str] = set()
    paths = {section.path for section in paper.document.sections}
    for number, run in groupby(paper.document.reading_order, key=itemgetter(0)):
        section, ids = paper.document.sections[number], paper.ids[number]
        said = [paragraph for _, paragraph in run]
        begins = said[0] is None
        own = [paragraph for paragraph in said if paragraph is not None]
        if ids.heading:
            headed.add(section.path)
        alone = begins and not ids.heading and (section.type == SectionType.RECIPIENTS or not own)
        label = section.label if begins and not (ids.heading or alone) else None
        heading = ids.heading if begins else None
        yield Block(
            path=section.path,
            type=section.type,
            depth=_depth(section.path, paths),
            level=min(6, 2 + sum(one in headed for one in _above(section.path))),
            label=section.label if alone else None,
            heading=_line(heading, section.label, texts, links, (section.path, None)) if heading else None,
            groups=tuple(_groups(section, ids, own, label, texts, links)),
        )


def _groups(
    section: Section,
    ids: SectionIds,
    paragraphs: Sequence[int],
    label: str | None,
    texts: Mapping[str, Marked],
    links: Links,
) -> Iterator[Lines]:
    lines = [
        _line(ids.paragraphs[one], None if count else label, texts, links, (section.path, one))
        for count, one in enumerate(paragraphs)
    ]
    for width, group in groupby(lines, key=lambda line: len(line.cells)):
        yield Lines(width > 1, tuple(group))


def _line(pid: str, label: str | None, texts: Mapping[str, Marked], links: Links, place: LinePlace) -> Line:
    text = texts[pid]
    shown = label if _label_is_missing(label, text.text) else None
    return Line(pid, shown, cells(text, links.get(place, ())))


def _label_is_missing(label: str | None, text: str) -> bool:
    """A lead-in's label is often the beginning of its text: it is not printed twice."""
    return bool(label) and not text.startswith(label or "")


def _marked_texts(paper: RegisteredPaper, query: Query) -> dict[str, Marked]:
    found = {}
    for section, ids in zip(paper.document.sections, paper.ids):
        if ids.heading and section.heading is not None:
            found[ids.heading] = marked(section.heading, query)
        found.update({pid: marked(one.text, query) for pid, one in zip(ids.paragraphs, section.paragraphs)})
    return found


def _unmarked(text: Marked) -> Marked:
    return replace(text, marks=(), together=())


def _finds(paper: RegisteredPaper, texts: Mapping[str, Marked], least: float) -> Iterator[Find]:
    paths = {pid: section.path for section, ids in zip(paper.document.sections, paper.ids) for pid in _pids(ids)}
    for pid in paper.in_order:
        if worth(texts[pid], {}) >= least:
            yield Find(pid, paths[pid], joined(fragment(texts[pid], {})))


def _pids(ids: SectionIds) -> tuple[str, ...]:
    return (*([ids.heading] if ids.heading else []), *ids.paragraphs)


def _above(path: str) -> list[str]:
    segments = path.split("/")
    return ["/".join(segments[:length]) for length in range(1, len(segments))]


def _depth(path: str, known: Mapping[str, SectionType] | set[str]) -> int:
    return sum(one in known for one in _above(path))
