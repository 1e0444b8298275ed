"""What people decide about the register: which paragraphs are the same, and which paper is taken out for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone

from corpus.document import Document
from corpus.errors import BadRequest, NotFound
from corpus.register import NOW, Register
from corpus.register_writing import RegisterPen
from corpus.same_paper import text_sha256


@dataclass(frozen=True)
class OpenDoubt:
    """A paragraph that went and one that came, which may be the same."""

    paper: str
    old: str
    old_path: str
    old_text: str
    new: str
    new_path: str
    new_text: str
    likeness: float
    day: str  # of the import that could not tell


@dataclass(frozen=True)
class Forgotten:
    """An act of forgetting, as it is logged."""

    paper: str
    at: str  # ISO time, UTC
    who: str | None
    why: str | None


def open_doubts(register: Register) -> list[OpenDoubt]:
    """What a person has still to decide: the old id leads nowhere, and the new one stands."""
    rows = register.rows(
        f"""SELECT doubts.*, started FROM doubts JOIN generations ON number = since WHERE {NOW} ORDER BY doubts.rowid"""
    )
    found = []
    for row in rows:
        new = register.standing(row["new"])
        if register.standing(row["old"]) or new is None or new.pid != row["new"]:
            continue
        (old_path, old_text), (new_path, new_text) = _last_words(register, row["old"]), _last_words(register, new.pid)
        found.append(
            OpenDoubt(
                row["paper"],
                row["old"],
                old_path,
                old_text,
                row["new"],
                new_path,
                new_text,
                row["likeness"],
                row["started"][:10],
            )
        )
    return found


def _last_words(register: Register, pid: str) -> tuple[str, str]:
    row = register.rows(
        "SELECT path, text FROM paragraphs WHERE pid = :pid AND since <= :now ORDER BY since DESC LIMIT 1", pid=pid
    )[0]
    return row["path"], row["text"]


def join(pen: RegisterPen, old: str, new: str) -> str:
    """From now on the old id leads to the new paragraph; gives the id that it leads to in the end."""
    register = pen.register
    register.named(_paper_of(register, old))  # of a paper that was withdrawn nothing leads on
    standing = register.standing(old)
    if standing and standing.pid == old:
        raise BadRequest(f"Đoạn “{old}” vẫn còn trong văn bản “{standing.paper}”: không cần dẫn đi đâu.")
    register.named(_paper_of(register, new))
    target = register.standing(new)
    if target is None:
        raise BadRequest(f"Đoạn “{new}” không còn trong thư viện: không dẫn đến đó được.")
    pen.redirect(old, target.pid, "joined")
    pen.end("doubts", "old = :old", old=old)
    return target.pid


def dismiss(pen: RegisterPen, old: str, new: str) -> None:
    """They are two paragraphs: nobody needs to look again."""
    which = {"old": old, "new": new}
    if not pen.register.rows(f"SELECT 1 FROM doubts WHERE old = :old AND new = :new AND {NOW}", **which):
        raise NotFound(f"Không có nghi vấn nào giữa “{old}” và “{new}”.")
    pen.end("doubts", "old = :old AND new = :new", **which)


def _paper_of(register: Register, pid: str) -> str:
    rows = register.rows("SELECT paper FROM identities WHERE pid = :pid", pid=pid)
    if not rows:
        raise NotFound(f"Chưa từng có đoạn “{pid}” trong thư viện.")
    return str(rows[0]["paper"])


# Forgetting


def forget(pen: RegisterPen, name: str, who: str | None, why: str | None) -> str:
    """Takes a paper out for good: from this generation on its links say so. `erase` then destroys what was its text."""
    register = pen.register
    paper = register.named(name)
    for sha256 in sorted(_prints(register, paper)):
        pen.add("refused", sha256=sha256, paper=paper)
    pen.add("forgotten", paper=paper, at=_now(), who=who, why=why)
    for table in ("papers", "paragraphs", "citations", "sources", "doubts"):
        pen.end(table, "paper = :paper", paper=paper)
    # Links of other papers that led into it tell again what became of their own paragraph.
    own = "(SELECT pid FROM identities WHERE paper = :paper)"
    pen.end("redirects", f"target IN {own} AND pid NOT IN {own}", paper=paper)
    return paper


def _prints(register: Register, paper: str) -> set[str]:
    """The fingerprints of every file and text that it ever had."""
    files = register.rows("SELECT sha256 AS one FROM sources WHERE paper = :paper", paper=paper)
    read = register.rows("SELECT text_sha256 AS one FROM sources WHERE paper = :paper", paper=paper)
    texts = register.rows("SELECT text_sha256 AS one FROM papers WHERE paper = :paper", paper=paper)
    return {row["one"] for row in (*files, *read, *texts) if row["one"]}


def allow(pen: RegisterPen, name: str) -> str:
    """What was forgotten may be imported again, as a paper with new links: of the old ones nothing is left."""
    rows = pen.register.rows(
        "SELECT paper FROM names JOIN forgotten USING (paper) WHERE name = :name AND forgotten.since <= :now", name=name
    )
    if not rows:
        raise NotFound(f"Không có văn bản nào tên “{name}” đã bị thu hồi.")
    paper = str(rows[0]["paper"])
    pen.end("refused", "paper = :paper", paper=paper)
    return paper


def refusal(register: Register, sha256: str, document: Document) -> str | None:
    """Why a file is not taken in: its bytes or its words are those of a paper that was forgotten."""
    rows = register.rows(
        """SELECT paper, at FROM refused JOIN forgotten USING (paper) WHERE sha256 IN (:file, :text)
            AND refused.since <= :now AND (refused.until IS NULL OR refused.until > :now)""",
        file=sha256,
        text=text_sha256(document),
    )
    if not rows:
        return None
    paper, day = rows[0]["paper"], "/".join(reversed(rows[0]["at"][:10].split("-")))
    return (
        f"văn bản này đã được thu hồi ngày {day}; hãy xoá tệp, hoặc chạy `tracuu forget {paper} --allow` rồi nhập lại"
    )


def acts(register: Register) -> Iterator[Forgotten]:
    """The log of what was forgotten, oldest first."""
    for row in register.rows("SELECT paper, at, who, why FROM forgotten WHERE since <= :now ORDER BY rowid"):
        yield Forgotten(row["paper"], row["at"], row["who"], row["why"])


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
