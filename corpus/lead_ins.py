"""Lead-ins: unnumbered paragraphs that turn to another matter: `Tuy nhiên, …`, `Nguyên nhân …`, `Yêu cầu chung: …`."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import SectionType
from corpus.text import collapse, fold_text


@dataclass(frozen=True)
class LeadIn:
    """Which lead-in it is, and the words that stand as its label."""

    segment: str
    type: SectionType
    printed: str


_RESULTS, _SHORTCOMINGS = SectionType.RESULTS, SectionType.SHORTCOMINGS

# Words, type, and whether they lead in even without a colon. The segment of a path is the words in lower case.
_TABLE: tuple[tuple[str, SectionType, bool], ...] = (
    ("tuy nhiên", _SHORTCOMINGS, True),
    ("nguyên nhân", SectionType.CAUSES, True),
    ("yêu cầu chung", SectionType.TASKS, True),
    ("bên cạnh những kết quả", _SHORTCOMINGS, True),
    ("bên cạnh đó, vẫn còn", _SHORTCOMINGS, True),
    ("bên cạnh đó, còn", _SHORTCOMINGS, True),
    ("tồn tại", _SHORTCOMINGS, False),
    ("tồn tại, hạn chế", _SHORTCOMINGS, False),
    ("hạn chế", _SHORTCOMINGS, False),
    ("hạn chế, khuyết điểm", _SHORTCOMINGS, False),
    ("khuyết điểm", _SHORTCOMINGS, False),
    ("kết quả", _RESULTS, False),
    ("kết quả đạt được", _RESULTS, False),
    ("ưu điểm", _RESULTS, False),
    ("về ưu điểm", _RESULTS, False),
    ("về hạn chế", _SHORTCOMINGS, False),
    ("về nguyên nhân", SectionType.CAUSES, False),
    ("bài học kinh nghiệm", SectionType.LESSONS, False),
    ("quan điểm", SectionType.VIEWPOINTS, False),
    ("quan điểm chỉ đạo", SectionType.VIEWPOINTS, False),
    ("mục tiêu", SectionType.GOALS, False),
    ("mục tiêu chung", SectionType.GOALS, False),
    ("mục tiêu cụ thể", SectionType.GOALS, False),
    ("nhiệm vụ trọng tâm", SectionType.TASKS, False),
    ("nhiệm vụ chung", SectionType.TASKS, False),
    ("nhiệm vụ cụ thể", SectionType.TASKS, False),
    ("tổ chức thực hiện", SectionType.CARRYING_OUT, False),
    ("đề xuất, kiến nghị", SectionType.PROPOSALS, False),
)
_BY_FOLDED = {fold_text(words): (words, type_, alone) for words, type_, alone in _TABLE}
_LONGEST = max(len(words.split()) for words in _BY_FOLDED)


def read_lead_in(text: str) -> tuple[LeadIn, str] | None:
    """The lead-in that a plain paragraph begins with, and the paragraph's own text.

    A colon right after the words makes them a printed label, and they are no more part of the text; else the words
    begin a sentence and stay in it.

    >>> read_lead_in("Yêu cầu chung: Tiếp tục")[1], read_lead_in("Tuy nhiên, còn chậm")[1]
    ('Tiếp tục', 'Tuy nhiên, còn chậm')
    """
    head, colon, _ = text[:60].partition(":")
    if colon and fold_text(head) in _BY_FOLDED:
        words, type_, _ = _BY_FOLDED[fold_text(head)]
        return LeadIn(_segment(words), type_, text[: len(head) + 1]), collapse(text[len(head) + 1 :])
    if fold_text(text) in _BY_FOLDED and len(text) < 60:  # "**Nguyên nhân**", alone on its line
        words, type_, _ = _BY_FOLDED[fold_text(text)]
        return LeadIn(_segment(words), type_, text), ""
    start = text.split(" ", _LONGEST)[:_LONGEST]
    for count in range(len(start), 1, -1):
        found = _BY_FOLDED.get(fold_text(" ".join(start[:count])))
        if found and found[2]:
            return LeadIn(_segment(found[0]), found[1], " ".join(start[:count]).rstrip(",:")), text
    return None


def _segment(words: str) -> str:
    return "bên cạnh đó" if words.startswith("bên cạnh") else words
