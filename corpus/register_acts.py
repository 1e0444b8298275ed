"""What people decide about the register: which paragraphs are the same, and which paper is taken out for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone

from corpus.errors import BadRequest, NotFound
from corpus.prints import slow
from corpus.register import NOW, Register
from corpus.register_refusals import Arrival, prints_of_another, refusal
from corpus.register_writing import RegisterPen
from corpus.viet_nam_time import day_of


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

    paper: str  # what stands in the place of its id
    at: str  # ISO time, UTC
    who: str | None
    why: str | None

    @property
    def day(self) -> str:
        return day_of(self.at)


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
                day_of(row["started"]),
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
    for sha256 in sorted(_sums(register, paper)):
        pen.add("refused", kind="sha256", print=sha256, paper=paper)
    pen.add("forgotten", paper=paper, at=_now(), who=who, why=why)
    end_paper(pen, paper)
    return paper


def end_paper(pen: RegisterPen, paper: str) -> None:
    """From this generation on the paper is not there, and nothing leads into it."""
    for table in ("papers", "paragraphs", "citations", "sources", "doubts"):
        pen.end(table, "paper = :paper", paper=paper)
    # Links of other papers that led into it tell again what became of their own paragraph.
    own = "(SELECT pid FROM identities WHERE paper = :paper)"
    pen.end("redirects", f"target IN {own} AND pid NOT IN {own}", paper=paper)


def _sums(register: Register, paper: str) -> set[str]:
    """The fingerprints of every file and text that it ever had."""
    files = register.rows("SELECT sha256 AS one FROM sources WHERE paper = :paper", paper=paper)
    read = register.rows("SELECT text_sha256 AS one FROM sources WHERE paper = :paper", paper=paper)
    texts = register.rows("SELECT text_sha256 AS one FROM papers WHERE paper = :paper", paper=paper)
    return {row["one"] for row in (*files, *read, *texts) if row["one"]}


def allow(pen: RegisterPen, name: str) -> str:
    """What was forgotten may be imported again, as a paper with new links: of the old ones nothing is left."""
    paper = pen.register.withdrawn(name)
    if paper is None:
        raise NotFound(f"Không có văn bản nào tên “{name}” đã bị thu hồi.")
    pen.end("refused", "paper = :paper", paper=paper)
    return paper


def another(pen: RegisterPen, arrival: Arrival) -> str:
    """A file that was taken for a forgotten paper is another one: from now on it may come, and be corrected."""
    found = refusal(pen.register, arrival)
    if found is None:
        raise BadRequest(f"Không có gì ngăn tệp {arrival.origin}: cứ chạy `tracuu index`.")
    if found.kind == "sum":
        raise BadRequest(
            f"Tệp {arrival.origin} đúng là văn bản đã thu hồi ngày {found.day}, từng chữ một. "
            f"Nếu muốn cho nó trở lại: tracuu forget {found.paper} --allow."
        )
    salt = pen.register.rows("SELECT salt FROM forgotten WHERE paper = :paper", paper=found.paper)[0]["salt"]
    for one in prints_of_another(arrival, salt, found):
        pen.add("refused", kind="other", print=one, paper=found.paper)
    here = slow(salt, "place", arrival.origin)
    pen.end("refused", "paper = :paper AND kind = 'place' AND print = :here", paper=found.paper, here=here)
    return found.paper


def acts(register: Register) -> Iterator[Forgotten]:
    """The log of what was forgotten, oldest first."""
    for row in register.rows("SELECT paper, at, who, why FROM forgotten WHERE since <= :now ORDER BY rowid"):
        yield Forgotten(row["paper"], row["at"], row["who"], row["why"])


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
