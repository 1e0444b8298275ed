"""Whether the rows of a register fit each other: every one is believed only together with those before it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.document import Document
from corpus.errors import TracuuError
from corpus.register import Register, RegisteredPaper, number_key
from corpus.register_schema import content_sha256
from corpus.register_shapes import ROWS, fault
from corpus.same_paper import passages, text_key, text_sha256
from corpus.text import fold_text

# A column, and the table whose rows must have named its value before.
_REFERENCES = {
    "since": "generations",
    "until": "generations",
    "paper": "names",
    "pid": "identities",
    "target": "identities",
    "came_from": "identities",
    "old": "identities",
    "new": "identities",
}
_KEYS = {"generations": "number", "names": "name", "identities": "pid"}

# Of these there is one of each at any time.
_ONE_AT_A_TIME = {"papers": "paper", "paragraphs": "pid", "sources": "origin", "redirects": "pid"}

# A paper that was forgotten has no row in any of these.
_TELLING = ("papers", "paragraphs", "sources", "citations", "doubts")

_FOREVER = 2**60

Row = dict[str, Any]


class Unfit(Exception):
    """A row that cannot stand; `place` is the one it was taken at."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(reason)
        self.place = place


@dataclass(frozen=True)
class _Span:
    """How long a row is valid, and where it was taken."""

    since: int
    until: int
    place: int
    leads_to: str = ""  # of a redirect

    def meets(self, other: _Span) -> bool:
        return self.since < other.until and other.since < self.until


_NOWHERE = _Span(0, 0, 0)


class Rows:
    """Takes the rows of a register in the order of an export, and puts them into a database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.generation = 0
        self._connection = connection
        self._given: dict[str, dict[Any, Row]] = {table: {} for table in _KEYS}
        self._spans: dict[str, defaultdict[Any, list[_Span]]] = {table: defaultdict(list) for table in _ONE_AT_A_TIME}
        self._versions: list[tuple[int, Row]] = []
        self._forgotten: dict[str, int] = {}

    def take(self, place: int, table: str, row: Row) -> None:
        """Believes a row of the right shape, or raises Unfit."""
        reason = (
            fault(row, ROWS[table])
            or self._wrong_key(table, row)
            or self._wrong_reference(table, row)
            or _wrong_span(row)
            or _WRONG.get(table, _nothing)(row)
        )
        if reason:
            raise Unfit(place, reason)
        self._put_span(place, table, row)
        self._insert(table, self._remember(place, table, row))

    def end(self) -> None:
        """What can be told only when every row is there."""
        self._check_circles()
        for version in self._versions:
            self._check_version(*version)
        for paper, place in self._forgotten.items():
            for table in _TELLING:
                if self._connection.execute(f"SELECT 1 FROM {table} WHERE paper = ?", (paper,)).fetchone():
                    raise Unfit(place, f"“{paper}” đã thu hồi mà bảng {table} vẫn còn nói đến")

    # One row

    def _wrong_key(self, table: str, row: Row) -> str | None:
        if table not in _KEYS:
            return None
        key = row[_KEYS[table]]
        if key in self._given[table]:
            return f"“{key}” đã có ở một dòng trước"
        if table == "generations" and key <= self.generation:
            return f"lần ghi {key} đứng sau lần ghi {self.generation}"
        return None

    def _wrong_reference(self, table: str, row: Row) -> str | None:
        for column, named in _REFERENCES.items():
            given = row.get(column)
            is_itself = _KEYS.get(table) == column or (table == "names" and column == "paper" and given == row["name"])
            if given is not None and not is_itself and given not in self._given[named]:
                return f"“{column}” là “{given}”, mà chưa dòng nào nói đến"
        leads_to = self._given["names"].get(row.get("paper"), row)
        if "paper" in row and leads_to.get("paper") != row["paper"]:
            return f"“paper” là “{row['paper']}”, mà tên ấy dẫn đến văn bản khác"
        if table == "refused" and row["paper"] not in self._forgotten:
            return f"“{row['paper']}” chưa bị thu hồi"
        if table in ("paragraphs", "doubts", "citations"):
            return self._stranger(row)
        return None

    def _stranger(self, row: Row) -> str | None:
        """A paragraph belongs to one paper for ever."""
        for column in ("pid", "old", "new"):
            if row.get(column) and self._given["identities"][row[column]]["paper"] != row["paper"]:
                return f"đoạn “{row[column]}” là của văn bản khác"
        return None

    def _put_span(self, place: int, table: str, row: Row) -> None:
        """Of what is valid at the same time there is one of each."""
        if table not in _ONE_AT_A_TIME:
            return
        key = row[_ONE_AT_A_TIME[table]]
        span = _Span(row["since"], row.get("until") or _FOREVER, place, row.get("target", ""))
        if any(span.meets(other) for other in self._spans[table][key]):
            raise Unfit(place, f"“{key}” đã có một dòng còn hiệu lực cùng lúc")
        self._spans[table][key].append(span)

    def _check_circles(self) -> None:
        """A circle is there when the last of its redirects begins, so each is followed at its own beginning."""
        redirects = self._spans["redirects"]
        for pid, spans in redirects.items():
            for first in spans:
                seen, target = {pid}, first.leads_to
                while target and target not in seen:
                    seen.add(target)
                    valid = (one for one in redirects.get(target, ()) if one.since <= first.since < one.until)
                    target = next(valid, _NOWHERE).leads_to
                if target:
                    raise Unfit(first.place, f"“{pid}” dẫn vòng về chính nó")

    def _remember(self, place: int, table: str, row: Row) -> Row:
        """What later rows will be held against; gives the row as it is kept."""
        if table in _KEYS:
            self._given[table][row[_KEYS[table]]] = row
        if table == "generations":
            self.generation = row["number"]
        if table == "forgotten":
            self._forgotten[row["paper"]] = place
        if table == "papers":
            self._versions.append((place, {name: row.get(name) for name in ("paper", "since", "until", "text_sha256")}))
            content = row["content"]
            body = content["issuing_body"]
            # What papers are compared by is worked out, never believed: an older program did it in another way.
            row = {**row, "number_key": number_key(content["number"]), "body": body and fold_text(body)}
            row["content"] = as_column(content)
        if table == "citations":
            row = {**row, "number_key": number_key(row.get("number"))}
        return row

    def _insert(self, table: str, row: Row) -> None:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))

    # A whole version

    def _check_version(self, place: int, row: Row) -> None:
        """A version of a paper must come back as the parser gave it, as long as it was valid."""
        span = _Span(row["since"], row["until"] or _FOREVER, place)
        try:
            paper = Register(self._connection, span.since).paper(row["paper"])
        except TracuuError as error:
            raise Unfit(place, f"nội dung của văn bản “{row['paper']}” không khớp với các đoạn của nó") from error
        if not spans_fit(paper.document):
            raise Unfit(place, f"một viện dẫn của văn bản “{row['paper']}” không nằm trong đoạn của nó")
        if text_sha256(paper.document) != row["text_sha256"]:
            raise Unfit(place, f"“text_sha256” không phải là tổng của lời văn “{row['paper']}”")
        if self._valid("paragraphs", "pid, role, path", paper.paper, span) != _expected_paragraphs(paper):
            raise Unfit(place, f"nội dung của văn bản “{row['paper']}” không khớp với các đoạn của nó")
        if self._valid("citations", "pid, path, text, number", paper.paper, span) != _expected_citations(paper):
            raise Unfit(place, f"nội dung của văn bản “{row['paper']}” không khớp với các viện dẫn của nó")

    def _valid(self, table: str, columns: str, paper: str, span: _Span) -> Counter[tuple[Any, ...]] | None:
        """The rows that were valid with a version; None where one was not valid all the time."""
        rows = self._connection.execute(
            f"""SELECT since, coalesce(until, {_FOREVER}), {columns} FROM {table}
                WHERE paper = ? AND since < ? AND coalesce(until, {_FOREVER}) > ?""",
            (paper, span.until, span.since),
        ).fetchall()
        if any(since > span.since or until < span.until for since, until, *_ in rows):
            return None
        return Counter(tuple(row)[2:] for row in rows)


def _expected_paragraphs(paper: RegisteredPaper) -> Counter[tuple[Any, ...]]:
    pids = [pid for one in paper.ids for pid in (one.heading, *one.paragraphs) if pid]
    return Counter((pid, one.role, one.path) for pid, one in zip(pids, passages(paper.document)))


def _expected_citations(paper: RegisteredPaper) -> Counter[tuple[Any, ...]]:
    ids = {section.path: one for section, one in zip(paper.document.sections, paper.ids)}
    return Counter(
        (
            ids[one.path].heading if one.paragraph is None else ids[one.path].paragraphs[one.paragraph],
            one.path,
            one.text,
            one.number,
        )
        for one in paper.document.citations
    )


# What can be told of one row alone


def _wrong_span(row: Row) -> str | None:
    until = row.get("until")
    return "hết hiệu lực trước khi có" if until is not None and until <= row["since"] else None


def _nothing(row: Row) -> str | None:
    return None


def _wrong_sum(row: Row) -> str | None:
    return None if text_key(row["text"]) == row["text_key"] else "“text_key” không phải là tổng của “text”"


def _wrong_content(row: Row) -> str | None:
    content = row["content"]
    if content["year"] != row.get("year"):
        return f"“year” là {row.get('year')}, mà trong nội dung là {content['year']}"
    paths = {one["path"]: one for one in content["sections"]}
    if len(paths) < len(content["sections"]):
        return "“content.sections” có hai mục cùng một đường dẫn"
    pids = [pid for one in content["sections"] for pid in (one["heading"], *one["paragraphs"]) if pid]
    if len(set(pids)) < len(pids):
        return "“content.sections” có một đoạn ở hai chỗ"
    for place, one in enumerate(content["citations"]):
        section = paths.get(one["path"])
        at = one["paragraph"]
        if section is None or (section["heading"] is None if at is None else at >= len(section["paragraphs"])):
            return f"“content.citations[{place}]” không ở chỗ nào của văn bản"
    if content_sha256(as_column(content)) != row["content_sha256"]:
        return "nội dung không còn như khi ghi (“content_sha256” không phải là tổng của nó)"
    return None


def as_column(content: Any) -> str:
    """A paper's content as the register writes it."""
    return json.dumps(content, ensure_ascii=False)


_WRONG = {"paragraphs": _wrong_sum, "papers": _wrong_content}


def spans_fit(document: Document) -> bool:
    """Whether every citation lies in the text that it was found in."""
    texts: Mapping[str, Any] = {one.path: one for one in document.sections}
    for one in document.citations:
        section = texts[one.path]
        text = section.heading if one.paragraph is None else section.paragraphs[one.paragraph].text
        if not 0 <= one.start < one.end <= len(text):
            return False
    return True
