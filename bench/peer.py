"""What every engine of the one-stream rows does: the same work over the same terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bench.questions import Question

FACETS = ("year", "body", "type")
PAGE = 10


@dataclass(frozen=True)
class Outcome:
    """The exact total, the counts of every value of three facets, and how many sections the page holds."""

    total: int
    facets: Mapping[str, Mapping[str, int]]
    page: int


class Peer(Protocol):
    """An engine with its index open."""

    def ask(self, question: Question) -> Outcome:
        """The ten best by BM25, the total, and three facets."""

    def close(self) -> None: ...
