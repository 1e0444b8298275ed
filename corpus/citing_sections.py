"""Which sections cite one paper for sure: what a filter means that names a paper, not a number that several bear."""

from __future__ import annotations

import json
from dataclasses import dataclass

from corpus.citation_links import CitationLinks, as_if_there
from corpus.errors import NotFound, Withdrawn
from corpus.register import NOW, PaperGone, Register


@dataclass(frozen=True)
class CitingSections:
    """Of a paper, by its permanent name, the sections that cite it: papers and numbers of sections, counted from 0."""

    paper: str
    places: dict[str, tuple[int, ...]]


def sections_citing(name: str, links: CitationLinks) -> CitingSections | None:
    """None when no paper ever had that name, or none that may be spoken of."""
    register = links.register
    try:
        paper = register.paper(name).paper
    except PaperGone as error:
        paper, links = error.lost.paper, as_if_there(register, error.lost)
    except (NotFound, Withdrawn):
        return None
    sure = {(one.place.paper, one.place.path) for one in links.cited_by(paper) if one.is_sure}
    return CitingSections(paper, _numbered(sure, register))


def _numbered(sections: set[tuple[str, str]], register: Register) -> dict[str, tuple[int, ...]]:
    """Paths to numbers, as the index counts sections."""
    rows = register.rows(
        f"""SELECT paper, section.key AS number, json_extract(section.value, '$.path') AS section_path
            FROM papers, json_each(papers.content, '$.sections') AS section
            WHERE paper IN (SELECT value FROM json_each(:papers)) AND {NOW}""",
        papers=json.dumps(sorted({paper for paper, _ in sections})),
    )
    found: dict[str, list[int]] = {}
    for row in rows:
        if (row["paper"], row["section_path"]) in sections:
            found.setdefault(row["paper"], []).append(row["number"])
    return {paper: tuple(sorted(numbers)) for paper, numbers in found.items()}
