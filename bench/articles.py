"""The set of 62,000 articles of law, parted into what a library holds and what is held out from it."""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# One article in ten is held out.
HELD_OUT = 10


@dataclass(frozen=True)
class Article:
    """What the set says of one article."""

    title: str
    chapter: str
    source: str
    text: str


@dataclass(frozen=True)
class Articles:
    """Those that make the library's language, and those that it has never seen."""

    held: Sequence[Article]
    held_out: Sequence[Article]


def set_file() -> Path:
    """`data/phapdien.jsonl.xz` in the folder of test data."""
    folder = os.environ.get("TRACUU_TESTDATA")
    if not folder:
        raise SystemExit("TRACUU_TESTDATA names no folder of test data.")
    return Path(folder) / "data" / "phapdien.jsonl.xz"


def read_articles(path: Path) -> Articles:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = [Article(row["title"], row["chapter"], row["source"], row["text"]) for row in rows]
    return Articles([one for number, one in enumerate(articles) if number % HELD_OUT], articles[::HELD_OUT])
