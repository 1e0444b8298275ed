"""Who is compared: ours first, then every peer that is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench import fts5, ours, stock_whoosh
from bench.corpus import PlainSection
from bench.peer import Peer

OURS = ours.NAME
WHOOSH = stock_whoosh.NAME
FTS5 = fts5.NAME
TANTIVY = "tantivy"


@dataclass(frozen=True)
class Engine:
    """`build` is None for ours: it takes papers, not sections."""

    name: str
    open: Callable[[Path], Peer]
    build: Callable[[Iterable[PlainSection], Path], None] | None = None


def engines() -> list[Engine]:
    found = [
        Engine(OURS, ours.OneStream),
        Engine(WHOOSH, stock_whoosh.StockWhoosh, stock_whoosh.build),
        Engine(FTS5, fts5.Fts5, fts5.build),
    ]
    if has_tantivy():
        from bench import tantivy_peer

        found.append(Engine(TANTIVY, tantivy_peer.Tantivy, tantivy_peer.build))
    return found


def has_tantivy() -> bool:
    return find_spec("tantivy") is not None


def folder_of(name: str, work: Path) -> Path:
    """Where an engine's index lies in the folder of a run."""
    return work / name.lower().replace(" ", "-")
