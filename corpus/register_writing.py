"""The register's pen: one generation at a time, which the engine's commit makes current or a later start undoes."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path

from corpus import identity
from corpus.document import FRAME_TYPES, Document
from corpus.errors import LibraryBroken
from corpus.register import (
    FILE_NAME,
    NOW,
    Register,
    SectionIds,
    Source,
    connect,
    current_generation,
    number_key,
    to_content,
)
from corpus.register_schema import GROWING, VERSIONED
from corpus.slugs import paper_id, paragraph_id
from corpus.text import fold_text

# The share of a paper's paragraphs that makes two texts the same paper.
SAME_PAPER = 0.8


class RegisterPen:
    """Used by one process at a time, inside the engine's `writing`."""

    def __init__(self, connection: sqlite3.Connection, has_changed: Callable[[Source], bool]) -> None:
        self._connection = connection
        self._has_changed = has_changed
        self.generation = current_generation(connection)
        self.register = Register(connection, self.generation)

    @classmethod
    def open(cls, library: Path, has_changed: Callable[[Source], bool] = lambda source: False) -> RegisterPen:
        """`has_changed` tells whether a file holds another text by now than the one that was read."""
        library.mkdir(parents=True, exist_ok=True)
        connection = connect(library / FILE_NAME, writing=True)
        try:
            return cls(connection, has_changed)
        except LibraryBroken:
            connection.close()
            raise

    def close(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._connection.close()

    # Generations

    def reconcile(self, shown: int | None) -> None:
        """Settles what a killed run left: the generation that the engine shows was finished, a later one never was.

        Where the index was deleted there is nothing to settle by: what was never finished is undone.
        """
        unfinished = self._connection.execute("SELECT number FROM generations WHERE finished IS NULL").fetchall()
        for (number,) in unfinished:
            if number == shown:
                self._finish(number)
            else:
                self._undo(number)
        self.generation = self.register.generation = current_generation(self._connection)

    def begin(self) -> int:
        """Opens the next generation; nothing of it is seen before `prepare_commit` and `finish`."""
        self._connection.execute("BEGIN IMMEDIATE")
        row = self._connection.execute("SELECT max(number) FROM generations").fetchone()
        self.generation = self.register.generation = int(row[0] or 0) + 1
        self._connection.execute("INSERT INTO generations (number, started) VALUES (?, ?)", (self.generation, _now()))
        return self.generation

    def prepare_commit(self) -> None:
        """The rows are on disk; the engine's commit decides whether they count."""
        self._connection.execute("COMMIT")

    def finish(self) -> None:
        self._finish(self.generation)

    def _finish(self, number: int) -> None:
        self._connection.execute("UPDATE generations SET finished = ? WHERE number = ?", (_now(), number))

    def _undo(self, number: int) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        for table in (*VERSIONED, *GROWING):
            self._connection.execute(f"DELETE FROM {table} WHERE since = ?", (number,))
        for table in VERSIONED:
            self._connection.execute(f"UPDATE {table} SET until = NULL WHERE until = ?", (number,))
        self._connection.execute("DELETE FROM generations WHERE number = ?", (number,))
        self._connection.execute("COMMIT")

    # Papers

    def put(self, document: Document, origin: str, source: str, sha256: str) -> tuple[str, tuple[SectionIds, ...]]:
        """Takes a paper in, new or changed; gives its id and those of its paragraphs."""
        paper = self._same_paper(document, origin, sha256)
        if paper is None:
            paper = self._new_paper(document)
        else:
            self._also_name(paper, document)
        ids = self._identify(paper, document)
        if not self._stands(paper, document, ids):
            self._put_version(paper, document, ids)
        self._put_source(paper, origin, source, sha256)
        return paper, ids

    def _stands(self, paper: str, document: Document, ids: tuple[SectionIds, ...]) -> bool:
        """Whether this very version is the one that stands: then its rows and their dates stay as they are."""
        rows = self.register.rows(
            f"SELECT text_sha256, content FROM papers WHERE paper = :paper AND {NOW}", paper=paper
        )
        return [(row["text_sha256"], row["content"]) for row in rows] == [
            (text_sha256(document), _content(document, ids))
        ]

    def _put_version(self, paper: str, document: Document, ids: tuple[SectionIds, ...]) -> None:
        self._end("papers", "paper = :paper", paper=paper)
        self._add(
            "papers",
            paper=paper,
            text_sha256=text_sha256(document),
            number_key=number_key(document.number),
            body=document.issuing_body and fold_text(document.issuing_body),
            year=document.year,
            content=_content(document, ids),
        )
        self._put_paragraphs(paper, document, ids)
        self._put_citations(paper, document, ids)

    def twin(self, document: Document, origin: str) -> str | None:
        """A paper with the very same text that stands in the register under another file."""
        rows = self.register.rows(
            f"SELECT paper FROM papers WHERE text_sha256 = :sha AND {NOW}", sha=text_sha256(document)
        )
        others = [row["paper"] for row in rows if any(s.origin != origin for s in self.register.sources(row["paper"]))]
        return others[0] if others else None

    def add_source(self, paper: str, origin: str, source: str, sha256: str) -> None:
        """Another file of a paper that we have: a copy."""
        self._put_source(paper, origin, source, sha256)

    def remove_source(self, origin: str) -> list[str]:
        """A file is gone. Gives the paper that it stood for, which may have no other file."""
        rows = self.register.rows(f"SELECT paper FROM sources WHERE origin = :origin AND {NOW}", origin=origin)
        self._end("sources", "origin = :origin", origin=origin)
        return [row["paper"] for row in rows]

    def drop_if_orphaned(self, paper: str) -> bool:
        """Takes a paper out that no file stands for any more."""
        if list(self.register.sources(paper)):
            return False
        for table in ("papers", "paragraphs", "citations"):
            self._end(table, "paper = :paper", paper=paper)
        return True

    def _same_paper(self, document: Document, origin: str, sha256: str) -> str | None:
        """The same file; else the same text; else number, body and year; else most of its paragraphs.

        A paper that still has another file of its own is not taken away from it.
        """
        rows = self.register.rows(f"SELECT paper, sha256 FROM sources WHERE origin = :origin AND {NOW}", origin=origin)
        if rows and rows[0]["sha256"] == sha256:
            return str(rows[0]["paper"])  # the very same file, which today's parser reads in another way
        own = [row["paper"] for row in rows if self._free(row["paper"], origin)]
        candidates = own or self._by_text(document) or self._by_number(document) or self._by_paragraphs(document)
        return next((paper for paper in candidates if self._free(paper, origin)), None)

    def _free(self, paper: str, origin: str) -> bool:
        return all(one.origin == origin or self._has_changed(one) for one in self.register.sources(paper))

    def _by_text(self, document: Document) -> list[str]:
        rows = self.register.rows(
            "SELECT paper FROM papers WHERE text_sha256 = :sha ORDER BY since DESC", sha=text_sha256(document)
        )
        return [row["paper"] for row in rows]

    def _by_number(self, document: Document) -> list[str]:
        key = number_key(document.number)
        if not (key and document.issuing_body and document.year):
            return []
        rows = self.register.rows(
            """SELECT DISTINCT paper FROM papers WHERE number_key = :key AND body = :body AND year = :year""",
            key=key,
            body=fold_text(document.issuing_body),
            year=document.year,
        )
        return [row["paper"] for row in rows]

    def _by_paragraphs(self, document: Document) -> list[str]:
        # Letterhead, recipients and signature are alike in all papers of an office.
        keys = {
            _text_key(paragraph.text)
            for section in document.sections
            if section.type not in FRAME_TYPES
            for paragraph in section.paragraphs
        }
        if not keys:
            return []
        rows = self.register.rows(
            """SELECT paper, count(DISTINCT text_key) AS shared FROM paragraphs
               WHERE role = 'paragraph' AND text_key IN (SELECT value FROM json_each(:keys)) GROUP BY paper
               HAVING shared >= :enough ORDER BY shared DESC""",
            keys=json.dumps(sorted(keys)),
            enough=SAME_PAPER * len(keys),
        )
        return [row["paper"] for row in rows if not self._is_of_another_year(row["paper"], document)]

    def _is_of_another_year(self, paper: str, document: Document) -> bool:
        """A yearly paper repeats most words of the last one: with another number in another year it is a new one."""
        rows = self.register.rows(
            "SELECT number_key, year FROM papers WHERE paper = :paper ORDER BY since DESC LIMIT 1", paper=paper
        )
        before, now = (rows[0]["number_key"], rows[0]["year"]), (number_key(document.number), document.year)
        return all(before) and all(now) and before[0] != now[0] and before[1] != now[1]

    def _new_paper(self, document: Document) -> str:
        paper = paper_id(document, lambda name: self._exists("names", "name", name))
        self._connection.execute("INSERT INTO names VALUES (?, ?, ?)", (paper, paper, self.generation))
        return paper

    def _also_name(self, paper: str, document: Document) -> None:
        """A corrected paper keeps its id, and the name that it would get today leads to it."""
        found = self.register.rows("SELECT name FROM names WHERE paper = :paper", paper=paper)
        own = {row["name"] for row in found}
        name = paper_id(document, lambda name: name not in own and self._exists("names", "name", name))
        if name not in own:
            self._connection.execute("INSERT INTO names VALUES (?, ?, ?)", (name, paper, self.generation))

    # Paragraphs

    def _identify(self, paper: str, document: Document) -> tuple[SectionIds, ...]:
        """The ids of the version before where the paragraphs are the same, new ones elsewhere."""
        old = self._last_passages(paper)
        new = passages(document)
        matches = identity.match([passage for _, passage in old], new)
        pids = [
            old[found][0] if found is not None else self._new_pid(paper, passage.text)
            for found, passage in zip(matches, new)
        ]
        return _by_section(document, pids)

    def _last_passages(self, paper: str) -> list[tuple[str, identity.Passage]]:
        """Of the version before; of a paper that went and came back, of the one it went with."""
        rows = self.register.rows(
            """SELECT pid, path, role, text, until FROM paragraphs WHERE paper = :paper AND
               coalesce(until, 9e18) = (SELECT max(coalesce(until, 9e18)) FROM paragraphs WHERE paper = :paper)
               ORDER BY rowid""",
            paper=paper,
        )
        order = self._order(paper)
        found = [(row["pid"], identity.Passage(row["path"], row["role"], row["text"])) for row in rows]
        return sorted(found, key=lambda one: order.get(one[0], len(order)))

    def _order(self, paper: str) -> dict[str, int]:
        rows = self.register.rows(
            "SELECT content FROM papers WHERE paper = :paper ORDER BY since DESC LIMIT 1", paper=paper
        )
        sections = json.loads(rows[0]["content"])["sections"] if rows else []
        pids = [pid for one in sections for pid in (one["heading"], *one["paragraphs"]) if pid]
        return {pid: place for place, pid in enumerate(pids)}

    def _new_pid(self, paper: str, text: str) -> str:
        pid = paragraph_id(paper, text, lambda name: self._exists("identities", "pid", name))
        self._connection.execute("INSERT INTO identities VALUES (?, ?, ?)", (pid, paper, self.generation))
        return pid

    def _put_paragraphs(self, paper: str, document: Document, ids: tuple[SectionIds, ...]) -> None:
        """Ends the rows that changed and adds the new ones: what stayed the same keeps its row."""
        standing = {
            row["pid"]: (row["role"], row["path"], row["text"])
            for row in self.register.rows(f"SELECT * FROM paragraphs WHERE paper = :paper AND {NOW}", paper=paper)
        }
        wanted = {
            pid: (passage.role, passage.path, passage.text) for pid, passage in zip(_in_a_row(ids), passages(document))
        }
        for pid, row in standing.items():
            if wanted.get(pid) != row:
                self._end("paragraphs", "pid = :pid", pid=pid)
        for pid, (role, path, text) in wanted.items():
            if standing.get(pid) != (role, path, text):
                self._add(
                    "paragraphs",
                    pid=pid,
                    paper=paper,
                    role=role,
                    path=path,
                    text=text,
                    text_key=_text_key(text),
                )

    def _put_citations(self, paper: str, document: Document, ids: tuple[SectionIds, ...]) -> None:
        self._end("citations", "paper = :paper", paper=paper)
        sections = {section.path: section_ids for section, section_ids in zip(document.sections, ids)}
        for citation in document.citations:
            place = sections[citation.path]
            pid = place.heading if citation.paragraph is None else place.paragraphs[citation.paragraph]
            self._add(
                "citations",
                paper=paper,
                pid=pid,
                path=citation.path,
                text=citation.text,
                number=citation.number,
                number_key=number_key(citation.number),
            )

    def _put_source(self, paper: str, origin: str, source: str, sha256: str) -> None:
        wanted = {"source": source, "paper": paper, "sha256": sha256}
        rows = self.register.rows(
            f"SELECT source, paper, sha256 FROM sources WHERE origin = :origin AND {NOW}", origin=origin
        )
        if [dict(row) for row in rows] != [wanted]:
            self._end("sources", "origin = :origin", origin=origin)
            self._add("sources", origin=origin, **wanted)

    # Rows

    def _add(self, table: str, **values: object) -> None:
        names = ", ".join([*values, "since"])
        marks = ", ".join("?" for _ in range(len(values) + 1))
        self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", (*values.values(), self.generation))

    def _end(self, table: str, which: str, **values: object) -> None:
        """Rows of this generation vanish without a trace, older ones become history."""
        parameters = {"now": self.generation, **values}
        self._connection.execute(f"DELETE FROM {table} WHERE {which} AND since = :now AND until IS NULL", parameters)
        self._connection.execute(f"UPDATE {table} SET until = :now WHERE {which} AND until IS NULL", parameters)

    def _exists(self, table: str, column: str, value: str) -> bool:
        return bool(self._connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (value,)).fetchone())


def passages(document: Document) -> list[identity.Passage]:
    """Headings and paragraphs in the order of the paper."""
    found = []
    for section in document.sections:
        if section.heading is not None:
            found.append(identity.Passage(section.path, "heading", section.heading))
        found += [identity.Passage(section.path, "paragraph", paragraph.text) for paragraph in section.paragraphs]
    return found


def _content(document: Document, ids: tuple[SectionIds, ...]) -> str:
    return json.dumps(to_content(document, ids), ensure_ascii=False)


def text_sha256(document: Document) -> str:
    text = "\n".join(" ".join(passage.text.split()) for passage in passages(document))
    return hashlib.sha256(text.encode()).hexdigest()


def _by_section(document: Document, pids: Sequence[str]) -> tuple[SectionIds, ...]:
    left = iter(pids)
    return tuple(
        SectionIds(next(left) if section.heading is not None else None, tuple(next(left) for _ in section.paragraphs))
        for section in document.sections
    )


def _in_a_row(ids: Sequence[SectionIds]) -> list[str]:
    return [pid for one in ids for pid in (one.heading, *one.paragraphs) if pid is not None]


def _text_key(text: str) -> str:
    return hashlib.sha256(fold_text(text).encode()).hexdigest()[:16]


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
