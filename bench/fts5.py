"""SQLite FTS5: terms as space-joined ASCII under `unicode61`. The only file of the benchmark that knows sqlite3."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench.corpus import PlainSection
from bench.peer import FACETS, PAGE, Outcome
from bench.questions import Kind, Question

NAME = "SQLite FTS5"

_SCHEMA = """
CREATE VIRTUAL TABLE folded USING fts5(terms, content='', tokenize='unicode61');
CREATE TABLE sections (id INTEGER PRIMARY KEY, year TEXT, body TEXT, type TEXT, text TEXT);
CREATE TABLE facets (id INTEGER PRIMARY KEY, year INTEGER, body INTEGER, type INTEGER);
CREATE TABLE facet_values (id INTEGER PRIMARY KEY, value TEXT UNIQUE);
"""


def build(sections: Iterable[PlainSection], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(folder / "fts5.sqlite3") as database:
        database.executescript(_SCHEMA)
        ordinals: dict[str, int] = {}
        for number, one in enumerate(sections):
            values = [ordinals.setdefault(value, len(ordinals)) for value in (one.year, one.body, one.type)]
            database.execute("INSERT INTO folded (rowid, terms) VALUES (?, ?)", (number, one.terms))
            database.execute(
                "INSERT INTO sections VALUES (?, ?, ?, ?, ?)", (number, one.year, one.body, one.type, one.text)
            )
            database.execute("INSERT INTO facets VALUES (?, ?, ?, ?)", (number, *values))
        database.executemany("INSERT INTO facet_values VALUES (?, ?)", [(o, v) for v, o in ordinals.items()])
        database.execute("INSERT INTO folded (folded) VALUES ('optimize')")
    database.close()


class Fts5:
    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts5.sqlite3")
        self._database.execute("PRAGMA temp_store = MEMORY")
        self._database.execute("CREATE TEMP TABLE matches (id INTEGER PRIMARY KEY, score REAL)")
        self._values = dict(self._database.execute("SELECT id, value FROM facet_values"))

    def ask(self, question: Question) -> Outcome:
        """One walk over the matches, which are kept for a moment: quicker than to walk again for each count."""
        run = self._database.execute
        run("DELETE FROM matches")
        run("INSERT INTO matches SELECT rowid, rank FROM folded WHERE folded MATCH ?", (_expression(question),))
        best = run(f"SELECT id FROM matches ORDER BY score LIMIT {PAGE}").fetchall()
        rows = run(
            "SELECT year, body, type, count(*) FROM matches CROSS JOIN facets USING (id) GROUP BY year, body, type"
        ).fetchall()
        return Outcome(sum(row[3] for row in rows), self._counts(rows), len(best))

    def close(self) -> None:
        self._database.close()

    def _counts(self, rows: list[tuple[int, ...]]) -> dict[str, dict[str, int]]:
        """Every facet's counts out of those of the triples: three groupings would take longer."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        for row in rows:
            for name, value in zip(FACETS, row):
                counts[name][self._values[value]] += row[3]
        return {name: dict(counter) for name, counter in counts.items()}


def _expression(question: Question) -> str:
    words = [f'"{term}"' for term in question.terms]
    if question.kind is Kind.PHRASE:
        return " + ".join(words)
    return " AND ".join(words) if question.kind is Kind.ALL else " OR ".join(words)
