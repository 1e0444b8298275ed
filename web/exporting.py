"""A whole list of results to take along: as JSON, and as CSV that a spreadsheet opens without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from search.answer import MOST_HITS, Answer, Citing, Request, Result, answer
from search.engine import Engine
from web.words import day, paper_name, place_in_paper, section_type

# Longer lists are for the API, which leafs through them.
MOST_EXPORTED = 1_000

COLUMNS = (
    *("Văn bản", "Tiêu đề", "Cơ quan ban hành", "Ngày", "Năm", "Địa phương"),
    *("Mục", "Loại mục", "Nội dung", "Liên kết", "Tệp"),
)

# A spreadsheet takes a cell that begins so for a formula; the wide forms are the same signs on Asian keyboards.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

BYTE_ORDER_MARK = "\ufeff"


def whole_list(request: Request, engine: Engine, citing: Citing) -> Answer:
    """The answer with the results of all its pages, up to the most that is given away at once."""
    found = answer(replace(request, offset=0, limit=MOST_HITS), engine, citing)
    results = list(found.results)
    while len(results) < min(found.total, MOST_EXPORTED):
        more = answer(replace(request, offset=len(results), limit=MOST_HITS), engine, citing).results
        if not more:
            break
        results += more
    return replace(found, results=tuple(results))


def as_csv(found: Answer, outside: str) -> str:
    """Every cell in quotes and commas between them, whatever the spreadsheet takes for a separator elsewhere."""
    lines = io.StringIO()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([safe(cell) for cell in _row(result, outside)] for result in found.results)
    return BYTE_ORDER_MARK + lines.getvalue()


def safe(cell: str) -> str:
    """
    >>> safe("=1+1"), safe("- Một."), safe("1 - 2")
    ("'=1+1", "'- Một.", '1 - 2')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell


def _row(result: Result, outside: str) -> Iterator[str]:
    paper, section = result.hit.paper, result.hit.section
    yield paper_name(paper)
    yield paper.title or ""
    yield paper.issuing_body or ""
    yield day(paper.date)
    yield str(paper.year or "")
    yield paper.place or ""
    yield place_in_paper(section.path)
    yield section_type(section.type)
    yield result.passage.text if result.passage else ""
    yield outside + result.url
    yield paper.source
