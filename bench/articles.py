"""The set of 62,000 articles of law, parted into what a library holds and what is held out from it."""

from __future__ import annotations

import json
import lzma
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from corpus.text import nfc, syllables

# One article in ten is held out.
HELD_OUT = 10

# Phrases do not run over signs or digits.
_SIGN = re.compile(r"[^\w ]|[\d_]")


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


def phrases(
    articles: Sequence[Article], count: int, shortest: int, longest: int, chance: Random
) -> Iterator[list[str]]:
    """Syllables in a row, drawn from articles at random."""
    while count:
        runs = [[one.text for one in syllables(run)] for run in _SIGN.split(nfc(chance.choice(articles).text))]
        long_enough = [run for run in runs if len(run) >= shortest]
        if not long_enough:
            continue
        run = chance.choice(long_enough)
        length = chance.randint(shortest, min(longest, len(run)))
        start = chance.randrange(len(run) - length + 1)
        yield run[start : start + length]
        count -= 1
