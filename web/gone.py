"""What page, API and terminal tell of a paper or paragraph that is gone: what it said last, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.citation_links import as_if_there
from corpus.errors import NotFound, Withdrawn
from corpus.register import LostPaper, PaperGone, ParagraphGone, Register, RegisteredPaper, Standing
from corpus.survivors import nearest_papers, saying_the_same
from search.answer import document_url
from search.engine import Engine, PaperRecord
from web.citing import CitingPaper, citing_json, grouped


@dataclass(frozen=True)
class Survivor:
    """A paper that stands and is near to what is gone; with `pid`, a paragraph of it."""

    paper: PaperRecord
    pid: str | None

    @property
    def url(self) -> str:
        return document_url(self.paper.paper, self.pid)


@dataclass(frozen=True)
class LastSeen:
    """A paper, or its paragraph `pid`, as it last stood; `day` is when it went. `paper_stands`: only that paragraph."""

    paper: RegisteredPaper
    pid: str | None
    text: str | None
    path: str | None
    day: str
    paper_stands: bool
    cited_by: tuple[CitingPaper, ...]
    nearest: tuple[Survivor, ...]

    @property
    def record(self) -> PaperRecord:
        return record_of(self.paper)

    def as_json(self) -> dict[str, Any]:
        """`last` is what the same address answered before."""
        return {
            "doc": self.paper.paper,
            "pid": self.pid,
            "day": self.day,
            "last": self.paper.as_json(self.pid),
            "cited_by": [citing_json(one) for one in self.cited_by],
            "nearest": [{"doc": one.paper.paper, "pid": one.pid, "url": one.url} for one in self.nearest],
        }


def last_seen(error: PaperGone | ParagraphGone, register: Register, engine: Engine) -> LastSeen:
    return _paper(error.lost, register, engine) if isinstance(error, PaperGone) else _paragraph(error, register, engine)


def error_json(error: PaperGone | ParagraphGone, seen: LastSeen) -> dict[str, Any]:
    """The shape of every error, and beside it what is told of what is gone."""
    return {"error": {"status": error.status, "message": str(error)}, "gone": seen.as_json()}


def lost_papers(names: Sequence[str], register: Register) -> list[tuple[PaperRecord, str]]:
    """Papers that are gone as they last stood, each with the day it went."""
    found = []
    for name in names:
        try:
            register.paper(name)
        except (NotFound, Withdrawn):
            continue
        except PaperGone as error:
            found.append((record_of(register.at(error.lost.generation).paper(name)), error.lost.gone))
    return found


def record_of(paper: RegisteredPaper) -> PaperRecord:
    """A paper that no index holds any more, as the pages name papers."""
    return PaperRecord.of(paper.document, paper.paper, paper.sources[0].source if paper.sources else "")


def _paper(lost: LostPaper, register: Register, engine: Engine) -> LastSeen:
    paper = register.at(lost.generation).paper(lost.paper)
    cited_by = grouped(as_if_there(register, lost).cited_by(lost.paper), engine)
    return LastSeen(
        paper=paper,
        pid=None,
        text=None,
        path=None,
        day=lost.gone,
        paper_stands=False,
        cited_by=tuple(cited_by),
        nearest=_known([Standing(name, "") for name in nearest_papers(register, paper)], engine),
    )


def _paragraph(error: ParagraphGone, register: Register, engine: Engine) -> LastSeen:
    lost = error.lost
    near = [Standing(lost.paper, lost.nearest)] if lost.nearest else []
    return LastSeen(
        paper=register.at(lost.generation).paper(lost.paper),
        pid=lost.pid,
        text=lost.text,
        path=lost.path,
        day=lost.gone,
        paper_stands=register.has(lost.paper),
        cited_by=(),
        nearest=_known([*near, *saying_the_same(register, lost.text)], engine),
    )


def _known(places: Sequence[Standing], engine: Engine) -> tuple[Survivor, ...]:
    records = ((engine.document(one.paper), one.pid or None) for one in dict.fromkeys(places))
    return tuple(Survivor(record, pid) for record, pid in records if record)
