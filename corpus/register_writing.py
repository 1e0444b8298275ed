"""The register's pen: one generation at a time, which the engine's commit makes current or a later start undoes."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from corpus import identity, same_paper
from corpus.document import Document
from corpus.errors import LibraryBroken
from corpus.likeness import contained, features, likeness
from corpus.register import NOW, Register, Source, current_generation, number_key
from corpus.register_content import SectionIds, to_content
from corpus.register_opening import FILE_NAME, connect
from corpus.register_schema import GROWING, VERSIONED, content_sha256
from corpus.same_paper import passages, text_key, text_sha256
from corpus.slugs import paper_id, paragraph_id
from corpus.text import fold_text


@dataclass(frozen=True)
class _Identified:
    """The ids of a version, in its order; which old ids lead to which of them; and what is uncertain."""

    pids: list[str]
    merged: dict[str, str]
    doubts: list[tuple[str, str, float]]


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
        paper = same_paper.same_paper(self.register, document, origin, sha256, self._has_changed)
        if paper is None:
            paper = self._new_paper(document)
        else:
            self._also_name(paper, document)
        found = self._identify(paper, document)
        ids = _by_section(document, found.pids)
        content = _content(document, ids)
        text = text_sha256(document)
        if not self._stands(paper, text, content):
            self._put_version(paper, document, ids, text, content)
            self._put_turns(paper, found, passages(document))
        self._put_source(paper, origin, source, sha256, None)
        return paper, ids

    def _stands(self, paper: str, text: str, content: str) -> bool:
        """Whether this very version is the one that stands: then its rows and their dates stay as they are."""
        rows = self.register.rows(
            f"SELECT text_sha256, content FROM papers WHERE paper = :paper AND {NOW}", paper=paper
        )
        return [(row["text_sha256"], row["content"]) for row in rows] == [(text, content)]

    def _put_version(
        self, paper: str, document: Document, ids: tuple[SectionIds, ...], text: str, content: str
    ) -> None:
        self.end("papers", "paper = :paper", paper=paper)
        self.add(
            "papers",
            paper=paper,
            text_sha256=text,
            number_key=number_key(document.number),
            body=document.issuing_body and fold_text(document.issuing_body),
            year=document.year,
            content=content,
            content_sha256=content_sha256(content),
        )
        self._put_paragraphs(paper, document, ids)
        self._put_citations(paper, document, ids)

    def twin(self, document: Document, origin: str) -> str | None:
        """A paper that this text is only another version of, and that stands in the register under another file."""
        return same_paper.twin(self.register, document, origin)

    def add_source(self, paper: str, origin: str, source: str, sha256: str, document: Document | None = None) -> None:
        """Another file of a paper that we have: a copy, or another version, whose text is not the paper's own."""
        read = text_sha256(document) if document else None
        own = self.register.rows(f"SELECT text_sha256 FROM papers WHERE paper = :paper AND {NOW}", paper=paper)
        self._put_source(paper, origin, source, sha256, None if not own or own[0]["text_sha256"] == read else read)

    def remove_source(self, origin: str) -> list[str]:
        """A file is gone. Gives the paper that it stood for, which may have no other file."""
        rows = self.register.rows(f"SELECT paper FROM sources WHERE origin = :origin AND {NOW}", origin=origin)
        self.end("sources", "origin = :origin", origin=origin)
        return [row["paper"] for row in rows]

    def drop_if_orphaned(self, paper: str) -> bool:
        """Takes a paper out that no file stands for any more."""
        if list(self.register.sources(paper)):
            return False
        for table in ("papers", "paragraphs", "citations"):
            self.end(table, "paper = :paper", paper=paper)
        return True

    def _new_paper(self, document: Document) -> str:
        paper = paper_id(document, self._is_taken)
        self.add("names", name=paper, paper=paper)
        return paper

    def _also_name(self, paper: str, document: Document) -> None:
        """A corrected paper keeps its id, and the name that it would get today leads to it."""
        found = self.register.rows("SELECT name FROM names WHERE paper = :paper", paper=paper)
        own = {row["name"] for row in found}
        name = paper_id(document, lambda name: name not in own and self._is_taken(name))
        if name not in own:
            self.add("names", name=name, paper=paper)

    def _is_taken(self, name: str) -> bool:
        """Also by a paper that was forgotten: of its name only a hash is left."""
        return self._exists("names", "name", name) or self.register.withdrawn(name) is not None

    # Paragraphs

    def _identify(self, paper: str, document: Document) -> _Identified:
        """The ids of the version before where the paragraphs are the same, new ones elsewhere."""
        old = self._last_passages(paper)
        new = passages(document)
        matching = identity.match([passage for _, passage in old], new)
        known = [old[found][0] if found is not None else None for found in matching.same]
        returned = self._returned(paper, new, known, {pid for pid, _ in old}) if old else {}
        returned |= self._unmerged({place: (old[whole][0], new[place]) for place, whole in matching.split_from.items()})
        pids: list[str] = []
        given: dict[str, str | None] = {}  # ids that are new, and those of what they were a part of
        times: Counter[str] = Counter()  # that a text was met
        for place, (passage, pid) in enumerate(zip(new, known)):
            whole = matching.split_from.get(place)
            came_from = old[whole][0] if whole is not None else None
            pid = pid or returned.get(place)
            if not pid:
                pid = self._new_pid(paper, passage.text, times[passage.text], given)
                given[pid] = came_from
            pids.append(pid)
            times[passage.text] += 1
        self._add_many("identities", ("pid", "paper", "came_from"), [(pid, paper, old) for pid, old in given.items()])
        doubts = [one for one in matching.doubts if one.new not in returned]
        return _Identified(
            pids,
            {old[gone][0]: pids[place] for gone, place in matching.merged_into.items()},
            [(old[one.old][0], pids[one.new], one.likeness) for one in doubts],
        )

    def _returned(
        self, paper: str, new: Sequence[identity.Passage], known: Sequence[str | None], standing: set[str]
    ) -> dict[int, str]:
        """The old ids of paragraphs that were gone for a while and come back word for word."""
        missing = {place: text_key(one.text) for place, one in enumerate(new) if not known[place] and _says_much(one)}
        if not missing:
            return {}
        rows = self.register.rows(
            """SELECT pid, text_key, max(until) FROM paragraphs WHERE paper = :paper AND until IS NOT NULL
               AND text_key IN (SELECT value FROM json_each(:keys)) GROUP BY pid, text_key""",
            paper=paper,
            keys=json.dumps(sorted(missing.values())),
        )
        gone = [(row["text_key"], row["pid"]) for row in rows if row["pid"] not in standing]
        gone_once, new_once = Counter(key for key, _ in gone), Counter(missing.values())
        by_key = {key: pid for key, pid in gone if gone_once[key] == 1}
        return {place: by_key[key] for place, key in missing.items() if new_once[key] == 1 and key in by_key}

    def _unmerged(self, parts: dict[int, tuple[str, identity.Passage]]) -> dict[int, str]:
        """Parts of a paragraph that had ids of their own before they were merged into it."""
        found: dict[int, str] = {}
        for place, (whole, part) in parts.items():
            before = {
                row["pid"]: likeness(features(row["text"]), features(part.text))
                for row in self.register.rows(
                    """SELECT pid, text FROM redirects JOIN paragraphs USING (pid)
                        WHERE target = :whole AND redirects.since <= :now AND redirects.until IS NULL
                        ORDER BY paragraphs.since""",
                    whole=whole,
                )
                if row["pid"] not in found.values()
            }
            if before and before[likest := max(before, key=before.__getitem__)] >= identity.MOVED:
                found[place] = likest
        return found

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

    def _new_pid(self, paper: str, text: str, times: int, given: Mapping[str, str | None]) -> str:
        return paragraph_id(paper, text, lambda name: name in given or self._exists("identities", "pid", name), times)

    def _put_turns(self, paper: str, found: _Identified, new: Sequence[identity.Passage]) -> None:
        """Where merged paragraphs lead from now on, and what a person should look at."""
        self._end_redirects({pid: passage.text for pid, passage in zip(found.pids, new)})
        for pid, target in found.merged.items():
            self.redirect(pid, target, "merged")
        for gone, came, value in found.doubts:
            self.add("doubts", paper=paper, old=gone, new=came, likeness=value)

    def _end_redirects(self, texts: Mapping[str, str]) -> None:
        """Of ids that stand by themselves again, and of those whose words are no longer where they went."""
        rows = self.register.rows(
            """SELECT redirects.pid, target, text, max(paragraphs.since) FROM redirects JOIN paragraphs USING (pid)
                WHERE reason = 'merged' AND redirects.until IS NULL AND
                target IN (SELECT value FROM json_each(:pids)) GROUP BY redirects.pid""",
            pids=json.dumps(list(texts)),
        )
        left = [
            row["pid"]
            for row in rows
            if contained(features(row["text"]), features(texts[row["target"]])) < identity.PART
        ]
        for pid in left:
            self.end("redirects", "pid = :pid", pid=pid)
        self.end("redirects", "pid IN (SELECT value FROM json_each(:pids))", pids=json.dumps(list(texts)))

    def redirect(self, pid: str, target: str, reason: str) -> None:
        """From now on the id leads to another paragraph."""
        self.end("redirects", "pid = :pid", pid=pid)
        self.add("redirects", pid=pid, target=target, reason=reason)

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
                self.end("paragraphs", "pid = :pid", pid=pid)
        self._add_many(
            "paragraphs",
            ("pid", "paper", "role", "path", "text", "text_key"),
            [(pid, paper, *row, text_key(row[-1])) for pid, row in wanted.items() if standing.get(pid) != row],
        )

    def _put_citations(self, paper: str, document: Document, ids: tuple[SectionIds, ...]) -> None:
        self.end("citations", "paper = :paper", paper=paper)
        sections = {section.path: section_ids for section, section_ids in zip(document.sections, ids)}
        rows = []
        for citation in document.citations:
            place = sections[citation.path]
            pid = place.heading if citation.paragraph is None else place.paragraphs[citation.paragraph]
            rows.append((paper, pid, citation.path, citation.text, citation.number, number_key(citation.number)))
        self._add_many("citations", ("paper", "pid", "path", "text", "number", "number_key"), rows)

    def _put_source(self, paper: str, origin: str, source: str, sha256: str, text: str | None) -> None:
        wanted = {"source": source, "paper": paper, "sha256": sha256, "text_sha256": text}
        rows = self.register.rows(
            f"SELECT source, paper, sha256, text_sha256 FROM sources WHERE origin = :origin AND {NOW}", origin=origin
        )
        if [dict(row) for row in rows] != [wanted]:
            self.end("sources", "origin = :origin", origin=origin)
            self.add("sources", origin=origin, **wanted)

    # Rows

    def add(self, table: str, **values: object) -> None:
        self._add_many(table, [*values], [tuple(values.values())])

    def _add_many(self, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        names = ", ".join([*columns, "since"])
        marks = ", ".join("?" for _ in range(len(columns) + 1))
        self._connection.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", [(*row, self.generation) for row in rows]
        )

    def end(self, table: str, which: str, **values: object) -> None:
        """Rows of this generation vanish without a trace, older ones become history."""
        parameters = {"now": self.generation, **values}
        self._connection.execute(f"DELETE FROM {table} WHERE {which} AND since = :now AND until IS NULL", parameters)
        self._connection.execute(f"UPDATE {table} SET until = :now WHERE {which} AND until IS NULL", parameters)

    def _exists(self, table: str, column: str, value: str) -> bool:
        return bool(self._connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (value,)).fetchone())


def _content(document: Document, ids: tuple[SectionIds, ...]) -> str:
    return json.dumps(to_content(document, ids), ensure_ascii=False)


def _by_section(document: Document, pids: Sequence[str]) -> tuple[SectionIds, ...]:
    left = iter(pids)
    return tuple(
        SectionIds(next(left) if section.heading is not None else None, tuple(next(left) for _ in section.paragraphs))
        for section in document.sections
    )


def _in_a_row(ids: Sequence[SectionIds]) -> list[str]:
    return [pid for one in ids for pid in (one.heading, *one.paragraphs) if pid is not None]


def _says_much(passage: identity.Passage) -> bool:
    """Words that stand in a paper for one reason only: "Như trên." comes and goes and is nobody's."""
    return len(fold_text(passage.text).split()) >= identity.DISTINCT


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
