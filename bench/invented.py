"""Papers of our own making, without end: clauses of the bundled samples put together anew, the same each time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.document import Document, Paragraph, Section, SectionType
from corpus.parser import parse
from corpus.readers import read

_SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
_BODIES = ("Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", "Hội đồng nhân dân tỉnh", "Ủy ban nhân dân tỉnh", "Huyện ủy", None)
_TYPES = (SectionType.RESULTS, SectionType.SHORTCOMINGS, SectionType.TASKS, SectionType.CONTENT, SectionType.GOALS)
_MAX_TEXT_BYTES = 1_000_000


def invented_papers(seed: int = 1) -> Iterator[Document]:
    rng = random.Random(seed)
    clauses = _sample_clauses()
    number = 0
    while True:
        number += 1
        yield _paper(rng, clauses, number)


def _sample_clauses() -> list[str]:
    """Everything the samples say between two stops."""
    papers = [parse(read(path, _MAX_TEXT_BYTES)) for path in sorted(_SAMPLES.iterdir())]
    texts = [paragraph.text for paper in papers for one in paper.sections for paragraph in one.paragraphs]
    clauses = {clause.strip() for text in texts for clause in re.split(r"[,.;:]", text)}
    return sorted(clause for clause in clauses if len(clause.split()) > 2)


def _paper(rng: random.Random, clauses: list[str], number: int) -> Document:
    year = rng.randrange(2005, 2026)
    title = f"{rng.choice(clauses)} năm {year}"
    sections = [Section("tiêu đề", None, None, SectionType.TITLE, (Paragraph(title),))]
    for place in range(1, rng.randrange(10, 60)):
        texts = [Paragraph(_sentence(rng, clauses)) for _ in range(rng.randrange(1, 3))]
        sections.append(Section(f"{place}", f"{place}.", None, rng.choice(_TYPES), tuple(texts)))
    return Document(
        doc_type=rng.choice(("Kết luận", "Nghị quyết", "Chỉ thị")),
        number=f"{number}-KL/TU",
        issuing_body=rng.choice(_BODIES),
        signing_body=None,
        place=None,
        place_printed=None,
        date=date(year, rng.randrange(1, 13), rng.randrange(1, 29)),
        conference_date=None,
        year=year,
        title=title,
        signer_name=None,
        signer_role=None,
        sections=tuple(sections),
    )


def _sentence(rng: random.Random, clauses: list[str]) -> str:
    """Common clauses come often, rare ones seldom, as words do."""
    chosen = [clauses[int(len(clauses) * rng.random() ** 2)] for _ in range(rng.randrange(3, 9))]
    return f"{', '.join(chosen)}; số {rng.randrange(10_000)}."
