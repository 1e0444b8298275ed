"""A document as the register keeps it: the column `content`, with ids in the place of texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.document import (
    Citation,
    Document,
    Paragraph,
    Position,
    Section,
    SectionType,
    one_after_the_other,
)


@dataclass(frozen=True)
class SectionIds:
    """The permanent ids of a section's heading and paragraphs."""

    heading: str | None
    paragraphs: tuple[str, ...]


def to_content(document: Document, ids: tuple[SectionIds, ...]) -> dict[str, Any]:
    """A document for the column `content`: the texts of paragraphs and headings stay in `paragraphs`."""
    content = document.as_json()
    if document.order:
        content["order"] = document.order
    for section, section_ids in zip(content["sections"], ids):
        section["heading"] = section_ids.heading
        section["paragraphs"] = list(section_ids.paragraphs)
    return content


def from_content(content: dict[str, Any], texts: dict[str, str]) -> tuple[Document, tuple[SectionIds, ...]]:
    ids = tuple(SectionIds(one["heading"], tuple(one["paragraphs"])) for one in content["sections"])
    sections = tuple(
        Section(
            one["path"],
            one["label"],
            texts[section_ids.heading] if section_ids.heading else None,
            SectionType(one["type"]),
            tuple(Paragraph(texts[pid]) for pid in section_ids.paragraphs),
        )
        for one, section_ids in zip(content["sections"], ids)
    )
    citations = tuple(Citation(**{**one, "date": _date(one["date"])}) for one in content["citations"])
    plain = {
        **content,
        "date": _date(content["date"]),
        "conference_date": _date(content["conference_date"]),
        "sections": sections,
        "citations": citations,
        "warnings": tuple(content["warnings"]),
        "order": _order(content.get("order") or (), sections),
    }
    return Document(**plain), ids


def _order(kept: Any, sections: tuple[Section, ...]) -> tuple[Position, ...]:
    order = tuple((section, paragraph) for section, paragraph in kept)
    if order and Counter(order) != Counter(one_after_the_other(sections)):
        raise ValueError("the order is not one of these sections")
    return order


def _date(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
