"""The register of the papers we have: reading. It outlives every index; `register_writing` is its pen."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from corpus.document import (
    Document,
)
from corpus.errors import Gone, LibraryBroken, NotFound, Withdrawn
from corpus.numbers import read_number
from corpus.prints import hidden
from corpus.register_content import SectionIds, from_content
from corpus.register_opening import FILE_NAME, connect, honest, obey
from corpus.typed_numbers import parse_typed
from corpus.viet_nam_time import day_of, said_day

# Valid in the generation that is looked at; every query below ends with it.
NOW = "since <= :now AND (until IS NULL OR until > :now)"


@dataclass(frozen=True)
class Source:
    """A file that a paper was read from."""

    origin: str
    source: str
    sha256: str
    at: str  # ISO time, UTC: when it was read
    text_sha256: str | None = None  # of what was read from it; None: the paper's own text

    @property
    def imported(self) -> str:
        """The day it was read, as an ISO date."""
        return day_of(self.at)


@dataclass(frozen=True)
class RegisteredPaper:
    """A paper with its permanent ids: `ids[n]` belong to `document.sections[n]`."""

    paper: str
    document: Document
    ids: tuple[SectionIds, ...]
    sources: tuple[Source, ...]

    @property
    def in_order(self) -> tuple[str, ...]:
        """The ids of headings and paragraphs as they follow each other in the paper."""
        found = (
            self.ids[section].heading if paragraph is None else self.ids[section].paragraphs[paragraph]
            for section, paragraph in self.document.reading_order
        )
        return tuple(pid for pid in found if pid)

    def as_json(self, pid: str | None = None) -> dict[str, Any]:
        """The document as `parse` prints it, everything with its id; of a paragraph or heading only its section.

        `order` are the ids as the texts follow each other in the paper: a section may go on after those in it.
        """
        document = self.document.as_json()
        for section, ids in zip(document["sections"], self.ids):
            section["heading_pid"] = ids.heading
            for paragraph, one in zip(section["paragraphs"], ids.paragraphs):
                paragraph["pid"] = one
        order = self.in_order
        if pid:
            own = [{ids.heading, *ids.paragraphs} for ids in self.ids]
            document["sections"] = [one for one, ids in zip(document["sections"], own) if pid in ids]
            order = tuple(one for one in order if any({pid, one} <= ids for ids in own))
        sources = [{"source": one.source, "sha256": one.sha256, "imported": one.imported} for one in self.sources]
        return {"doc": self.paper, "pid": pid, "sources": sources, **document, "order": list(order)}


class Standing(NamedTuple):
    """A paragraph that stands today: in which paper, and under which id."""

    paper: str
    pid: str


@dataclass(frozen=True)
class LostPaper:
    """A paper that is gone: the day it went, and the last generation that it stood in."""

    paper: str
    gone: str  # ISO date
    generation: int


@dataclass(frozen=True)
class LostParagraph:
    """A paragraph that is gone: its last words, the day it went, and where its neighbours are."""

    pid: str
    paper: str
    text: str
    path: str
    gone: str
    generation: int  # the last one that it stood in
    nearest: str | None  # pid of the nearest section that is still there


@dataclass(frozen=True)
class Citing:
    """A place that names a paper."""

    paper: str
    pid: str | None
    path: str
    text: str


class PaperGone(Gone):
    """The link is true, the paper is not there any more."""

    def __init__(self, lost: LostPaper) -> None:
        super().__init__(f"Văn bản “{lost.paper}” không còn: đã được gỡ khỏi thư viện ngày {said_day(lost.gone)}.")
        self.lost = lost


class ParagraphGone(Gone):
    """The link is true, the paragraph is not there any more."""

    def __init__(self, lost: LostParagraph) -> None:
        super().__init__("Đoạn này không còn trong văn bản.")
        self.lost = lost


class Register:
    """The register as it stood in one generation."""

    def __init__(self, connection: sqlite3.Connection, generation: int | None = None) -> None:
        self.connection = connection
        self.generation = current_generation(connection) if generation is None else generation

    @classmethod
    def open(cls, library: Path, generation: int | None = None) -> Register:
        """For reading, at the generation that an engine shows, else at the newest that was finished."""
        connection = connect(library / FILE_NAME)
        try:
            obey(connection, library)
            return cls(connection, generation)
        except LibraryBroken:
            connection.close()
            raise

    def close(self) -> None:
        self.connection.close()

    def rows(self, query: str, **values: Any) -> list[sqlite3.Row]:
        with honest():
            return self.connection.execute(query, {"now": self.generation, **values}).fetchall()

    # Papers

    def papers(self) -> list[str]:
        """The ids of all papers, in the order they came."""
        return [row["paper"] for row in self.rows(f"SELECT paper FROM papers WHERE {NOW} ORDER BY rowid")]

    def newest(self) -> tuple[int, ...]:
        """The newest finished generation, and any that a killed run left behind it: an index shows one of them."""
        rows = self.rows("SELECT number, finished FROM generations ORDER BY number")
        finished = max((row["number"] for row in rows if row["finished"]), default=0)
        return tuple(row["number"] for row in rows if row["number"] >= finished) or (0,)

    def has(self, paper: str) -> bool:
        return bool(self.rows(f"SELECT 1 FROM papers WHERE paper = :paper AND {NOW}", paper=paper))

    def count(self) -> int:
        return int(self.rows(f"SELECT count(*) AS n FROM papers WHERE {NOW}")[0]["n"])

    def named(self, name: str) -> str:
        """The paper that a name leads to: its own id, or one it had before."""
        rows = self.rows("SELECT paper FROM names WHERE name = :name", name=name)
        if not rows:
            if self.withdrawn(name):
                raise Withdrawn
            raise NotFound(f"Không có văn bản “{name}” trong thư viện.")
        paper = str(rows[0]["paper"])
        if self.rows("SELECT 1 FROM forgotten WHERE paper = :paper AND since <= :now", paper=paper):
            raise Withdrawn
        return paper

    def withdrawn(self, name: str) -> str | None:
        """The hidden id of a paper that was forgotten: of it, its name is known again, but stands nowhere."""
        salts = self.rows("SELECT DISTINCT salt FROM forgotten WHERE since <= :now AND salt IS NOT NULL")
        for one in (name, *(hidden(row["salt"], name) for row in salts)):
            rows = self.rows("SELECT paper FROM names JOIN forgotten USING (paper) WHERE name = :name", name=one)
            if rows:
                return str(rows[0]["paper"])
        return None

    def paper(self, name: str) -> RegisteredPaper:
        """The paper of that id as it is now."""
        paper = self.named(name)
        rows = self.rows(f"SELECT content FROM papers WHERE paper = :paper AND {NOW}", paper=paper)
        if not rows:
            raise PaperGone(self._lost_paper(paper))
        texts = {
            row["pid"]: row["text"]
            for row in self.rows(f"SELECT pid, text FROM paragraphs WHERE paper = :paper AND {NOW}", paper=paper)
        }
        try:
            document, ids = from_content(json.loads(rows[0]["content"]), texts)
        except (KeyError, TypeError, ValueError) as error:
            raise LibraryBroken(f"Sổ đăng ký bị hỏng ở văn bản “{paper}”: hãy chạy `tracuu check`.") from error
        return RegisteredPaper(paper, document, ids, tuple(self.sources(paper)))

    def _lost_paper(self, paper: str) -> LostPaper:
        rows = self.rows(
            """SELECT until, started FROM papers JOIN generations ON number = until
               WHERE paper = :paper AND until <= :now ORDER BY until DESC LIMIT 1""",
            paper=paper,
        )
        if not rows:
            raise NotFound(f"Không có văn bản “{paper}” trong thư viện vào lúc ấy: nó được nhập sau đó.")
        return LostPaper(paper, day_of(rows[0]["started"]), rows[0]["until"] - 1)

    def at(self, generation: int) -> Register:
        """The same register as it stood earlier."""
        return Register(self.connection, generation)

    def sources(self, paper: str) -> Iterator[Source]:
        yield from (source for _, source in self._files("AND paper = :paper", paper=paper))

    def files(self) -> Iterator[tuple[str, Source]]:
        """Every file that was read, with the paper that it stands for."""
        return self._files("")

    def _files(self, which: str, **values: Any) -> Iterator[tuple[str, Source]]:
        for row in self.rows(
            f"""SELECT paper, origin, source, sha256, started, text_sha256 FROM sources
                JOIN generations ON number = since WHERE {NOW} {which} ORDER BY sources.rowid""",
            **values,
        ):
            at = row["started"]
            yield row["paper"], Source(row["origin"], row["source"], row["sha256"], at, row["text_sha256"])

    # Paragraphs

    def paragraph(self, name: str, pid: str) -> Standing:
        """Where the paragraph stands now, also when it leads on; raises with its last words when it is gone."""
        paper = self.named(name)
        standing = self.standing(pid)
        if standing is None:
            raise ParagraphGone(self._lost(paper, self.leads_to(pid)))
        if standing.paper != paper:
            self.named(standing.paper)  # it may lead to a paper that was withdrawn
        return standing

    def standing(self, pid: str) -> Standing | None:
        """The paragraph that an id leads to today, if it is there."""
        pid = self.leads_to(pid)
        rows = self.rows(f"SELECT paper FROM paragraphs WHERE pid = :pid AND {NOW}", pid=pid)
        return Standing(rows[0]["paper"], pid) if rows else None

    def leads_to(self, pid: str) -> str:
        """The id itself, or the one that it was merged into or joined with."""
        seen = {pid}
        while rows := self.rows(f"SELECT target FROM redirects WHERE pid = :pid AND {NOW}", pid=pid):
            pid = str(rows[0]["target"])
            if pid in seen:
                raise LibraryBroken(f"Sổ đăng ký bị hỏng: mã “{pid}” dẫn về chính nó.")
            seen.add(pid)
        return pid

    def _lost(self, paper: str, pid: str) -> LostParagraph:
        for row in self.rows("SELECT paper FROM identities WHERE pid = :pid AND since <= :now", pid=pid):
            self.named(row["paper"])  # of a paper that was withdrawn nothing is told
        rows = self.rows(
            """SELECT paper, text, path, until, started FROM paragraphs JOIN generations ON number = until
               WHERE pid = :pid AND until <= :now ORDER BY until DESC LIMIT 1""",
            pid=pid,
        )
        if not rows:
            raise NotFound(f"Không có đoạn “{pid}” trong văn bản “{paper}”.")
        row = rows[0]
        return LostParagraph(
            pid,
            row["paper"],
            row["text"],
            row["path"],
            day_of(row["started"]),
            row["until"] - 1,
            self._nearest(row["paper"], row["path"]),
        )

    def _nearest(self, paper: str, path: str) -> str | None:
        """A paragraph of the same section, else of the section above it, else of the paper."""
        standing = self.rows(f"SELECT pid, path FROM paragraphs WHERE paper = :paper AND {NOW}", paper=paper)
        while path:
            for row in standing:
                if row["path"] == path or row["path"].startswith(f"{path}/"):
                    return str(row["pid"])
            path = path.rpartition("/")[0]
        return str(standing[0]["pid"]) if standing else None

    # Citations

    def citing(self, number: str) -> list[Citing]:
        """Every place that names a paper of this number."""
        rows = self.rows(
            f"SELECT paper, pid, path, text FROM citations WHERE number_key = :key AND {NOW} ORDER BY rowid",
            key=number_key(number),
        )
        return [Citing(row["paper"], row["pid"], row["path"], row["text"]) for row in rows]

    def bearing(self, number: str) -> list[str]:
        """The papers that bear this number, in any spelling of it."""
        key = number_key(number)
        rows = self.rows(f"SELECT paper FROM papers WHERE number_key = :key AND {NOW} ORDER BY rowid", key=key)
        return [row["paper"] for row in rows]

    def once_bearing(self, number: str) -> list[str]:
        """The papers that bore this number and do not now: they were corrected, or are gone."""
        rows = self.rows(
            f"""SELECT DISTINCT paper FROM papers WHERE number_key = :key AND until <= :now AND paper NOT IN
                (SELECT paper FROM papers WHERE number_key = :key AND {NOW}) ORDER BY paper""",
            key=number_key(number),
        )
        return [row["paper"] for row in rows]


def number_key(number: str | None) -> str | None:
    """A paper's number as the register compares it, all spellings alike, those of an address bar too.

    >>> number_key("25-KL/TU") == number_key("25-kl/tu") == number_key("Số 25 - KL/TU")
    True
    """
    found = read_number(number) if number else None
    if found:
        return "/".join(found.key)
    typed = parse_typed(number) if number else None
    if typed is None or not typed.body or not (typed.symbol or typed.year):
        return None  # half a number is the number of many papers
    return "/".join((typed.serial, typed.year, typed.symbol, typed.body))


def current_generation(connection: sqlite3.Connection) -> int:
    with honest():
        row = connection.execute("SELECT max(number) FROM generations WHERE finished IS NOT NULL").fetchone()
    return int(row[0] or 0)
