"""A paper's lines → Document. Never refuses: what it cannot place becomes plain content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.blocks import Block, blocks_of
from corpus.citations import find_citations
from corpus.document import (
    FRAME_TYPES,
    Citation,
    Document,
    Paragraph,
    Position,
    Section,
    SectionType,
    one_after_the_other,
)
from corpus.head import Head, meeting_date, read_head
from corpus.letterhead import read_place_and_date
from corpus.lines import Source
from corpus.outline import Outline, appendix_outline, body_outline, cut_appendix, divide, is_appendix
from corpus.short_names import with_numbers
from corpus.tail import Tail, read_tail


def parse(source: Source) -> Document:
    """The Document that a careful clerk would find in these lines."""
    lines = [line for line in source.lines if line.text]
    head = read_head(lines)
    rest = lines[head.length :]
    tail = None if head.length == 0 and is_appendix(rest) else read_tail(rest, head.body)
    body, behind = (rest[: tail.start], rest[tail.end :]) if tail else cut_appendix(rest)
    opening, content, closing = divide(blocks_of(body), titled=head.title_block is not None)
    parts = [
        _uninterrupted(_head_sections(head)),
        body_outline(opening, content),
        _uninterrupted(_section("kết thúc", SectionType.CLOSING, [block.text for block in closing])),
        _uninterrupted(_tail_sections(tail)),
        appendix_outline(behind),
    ]
    sections = _unique([section for part in parts for section in part.sections])
    return replace(_document(head, tail, opening, sections, source.warnings), order=_order(parts, sections))


def _uninterrupted(sections: Iterator[Section]) -> Outline:
    found = tuple(sections)
    return Outline(found, one_after_the_other(found))


def _order(parts: Sequence[Outline], sections: Sequence[Section]) -> tuple[Position, ...]:
    """The order of the whole paper; nothing where it is that of the sections."""
    found: list[Position] = []
    before = 0
    for part in parts:
        found += [(before + number, paragraph) for number, paragraph in part.order]
        before += len(part.sections)
    return () if tuple(found) == one_after_the_other(sections) else tuple(found)


def _head_sections(head: Head) -> Iterator[Section]:
    yield from _section("đầu văn bản", SectionType.LETTERHEAD, head.letterhead)
    yield from _section("tiêu đề", SectionType.TITLE, [head.title_block] if head.title_block else [])


def _tail_sections(tail: Tail | None) -> Iterator[Section]:
    if tail:
        yield from _section("nơi nhận", SectionType.RECIPIENTS, tail.recipients, tail.label)
        yield from _section("chữ ký", SectionType.SIGNATURE, tail.signature)


def _section(path: str, type_: SectionType, texts: Sequence[str], label: str | None = None) -> Iterator[Section]:
    if texts or label:
        yield Section(path, label, None, type_, tuple(map(Paragraph, texts)))


def _unique(sections: list[Section]) -> list[Section]:
    """Paths once more, over the parts of the paper: a strange one may hold a number that is called like a part."""
    seen: dict[str, int] = {}
    unique = []
    for section in sections:
        times = seen[section.path] = seen.get(section.path, 0) + 1
        unique.append(section if times == 1 else replace(section, path=f"{section.path} ({times})"))
    return unique


def _document(
    head: Head, tail: Tail | None, opening: list[Block], sections: list[Section], warnings: tuple[str, ...]
) -> Document:
    day = head.date or _date_in_signature(tail)
    meeting = meeting_date([block.text for block in opening], head.title or "")
    signed_for = tail.signing_body if tail else None
    return Document(
        doc_type=head.doc_type,
        number=head.number,
        issuing_body=_issuing_body(head, signed_for),
        signing_body=signed_for,
        place=head.place,
        place_printed=head.place_printed,
        date=day,
        conference_date=meeting,
        year=day.year if day else meeting.year if meeting else None,
        title=head.title,
        signer_name=tail.signer_name if tail else None,
        signer_role=tail.signer_role if tail else None,
        sections=tuple(sections),
        citations=tuple(with_numbers(_citations(sections, head), _by_place(sections))),
        warnings=warnings,
    )


def _date_in_signature(tail: Tail | None) -> date | None:
    texts = tail.signature if tail else ()
    return next((found[1] for text in texts if (found := read_place_and_date(text)) and found[1]), None)


def _issuing_body(head: Head, signed_for: str | None) -> str | None:
    """The title tells, else the letterhead, else the signature; a letterhead's bare `Tỉnh ủy` is told finer by it."""
    if head.body and not head.body_in_title and signed_for and signed_for.endswith(f" {head.body}"):
        return signed_for
    return head.body or signed_for


def _citations(sections: Sequence[Section], head: Head) -> Iterator[Citation]:
    for section in sections:
        if section.type in FRAME_TYPES:
            continue
        for place, text in _texts(section):
            for found in find_citations(text, head.doc_type, head.number):
                if section.type is SectionType.TITLE and found.number and found.number == head.number:
                    continue  # the paper's own number, behind its kind word
                yield Citation(
                    text=found.text,
                    start=found.start,
                    end=found.end,
                    form=found.form,
                    number=found.number,
                    doc_type=found.doc_type,
                    issuing_body=found.issuing_body,
                    date=found.date,
                    path=section.path,
                    paragraph=place,
                )


def _by_place(sections: Sequence[Section]) -> dict[tuple[str, int | None], str]:
    return {(section.path, place): text for section in sections for place, text in _texts(section)}


def _texts(section: Section) -> Iterator[tuple[int | None, str]]:
    if section.heading:
        yield None, section.heading
    for place, paragraph in enumerate(section.paragraphs):
        yield place, paragraph.text
