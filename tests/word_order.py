"""The words of a file beside those of the paper that was read from it, in the order in which each shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from corpus.document import FRAME_TYPES, Document
from corpus.lines import Source

_WORD = re.compile(r"\w+")


def follows_the_file(source: Source, document: Document) -> bool:
    """Whether the paper's words follow each other as the file's do.

    Letterhead, recipients and signature stand side by side on paper: of each of these only all words must be there.
    """
    printed = [word for line in source.lines if not line.rule for word in _WORD.findall(line.text)]
    start = 0
    for is_frame, run in groupby(_spoken(document), key=lambda one: one[0]):
        words = [word for _, text in run for word in _WORD.findall(text)]
        part = printed[start : start + len(words)]
        if part != words and not (is_frame and sorted(part) == sorted(words)):
            return False
        start += len(words)
    return start == len(printed)


def _spoken(document: Document) -> Iterator[tuple[bool, str]]:
    """Labels, headings and paragraphs in reading order; whether each belongs to the frame."""
    for number, place in document.reading_order:
        section = document.sections[number]
        is_frame = section.type in FRAME_TYPES
        if place is not None:
            yield is_frame, section.paragraphs[place].text
            continue
        first = section.heading or next((one.text for one in section.paragraphs), "")
        if section.label and not first.startswith(section.label):  # a lead-in's label begins its text
            yield is_frame, section.label
        if section.heading:
            yield is_frame, section.heading
