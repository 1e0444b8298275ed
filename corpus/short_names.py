"""Which numbered paper a short name stands for: `Đề án số 07`, where the paper said so when it gave the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.document import Citation
from corpus.text import fold_text

# "(sau đây gọi tắt là ", "(sau đây gọi là “", "gọi chung là ": short or common names also without the bracket
_CALLED = re.compile(
    r"(?:\(\s*(?:sau đây\s+)?(?:được\s+)?gọi(?:\s+(?:tắt|chung))?|gọi\s+(?:tắt|chung))\s+là\s*:?\s*[“\"]?$",
    re.IGNORECASE,
)

# Between a decision and what it puts into force: "của Ban Thường vụ Tỉnh ủy (khóa XII) về việc ban hành "
_ISSUES = re.compile(r"^[^.;:]{0,160}\bban\s+hành\s+(?:kèm\s+theo\s+)?$", re.IGNORECASE)

# "Đề án số 07" of "Đề án số 07 của Ban Thường vụ Tỉnh ủy"; a title is told by the words in its quotes.
_NUMBERED = re.compile(r"^.*?\bsố\s+\d+", re.IGNORECASE)
_TITLE = re.compile(r"[“\"].*[”\"]")


def with_numbers(citations: Iterable[Citation], texts: dict[tuple[str, int | None], str]) -> Iterator[Citation]:
    """The same citations; a short name bears the number of the paper that it was given to.

    `texts` are the paragraphs by path and place.
    """
    citations = list(citations)
    numbers = _given_names(citations, texts)
    for citation in citations:
        number = numbers.get(_name(citation)) if citation.form == "alias" else None
        yield replace(citation, number=number) if number else citation


def _given_names(citations: list[Citation], texts: dict[tuple[str, int | None], str]) -> dict[str, str]:
    """Name → number; the first time that a name is given counts."""
    numbers: dict[str, str] = {}
    last: Citation | None = None
    for citation in citations:
        where = (citation.path, citation.paragraph)
        if citation.form == "numbered":
            last = citation
        elif citation.form == "alias" and last and last.number and (last.path, last.paragraph) == where:
            between = texts[where][last.end : citation.start]
            if _CALLED.search(between) or _ISSUES.match(between):
                numbers.setdefault(_name(citation), last.number)
    return numbers


def _name(citation: Citation) -> str:
    found = _TITLE.search(citation.text) or _NUMBERED.match(citation.text)
    return f"{citation.doc_type}: {fold_text(found.group() if found else citation.text)}"
