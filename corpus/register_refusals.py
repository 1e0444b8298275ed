"""What may not come back by itself: a forgotten paper is known again by what it is, and a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.document import FRAME_TYPES, Document
from corpus.forgetting_log import Print
from corpus.prints import quick, slow
from corpus.register import NOW, Register, number_key
from corpus.same_paper import passages, text_sha256
from corpus.sketches import shared, sketch
from corpus.text import fold_text
from corpus.viet_nam_time import day_of, said_day

# The share of a text's pairs of syllables that makes it the same text, whatever number it bears.
SAME_WORDS = 0.85

# Less than that may be a scan of the same paper, or this year's version of it: the number tells, if one can be read.
LIKE_WORDS = 0.4

# So many syllables of a title tell one paper from others.
_TITLE = 6

_BECAUSE = {
    "known": "mang số, cơ quan và ngày (hay tên) của một văn bản đã thu hồi ngày {day}",
    "words": "gần như cùng lời với một văn bản đã thu hồi ngày {day}",
    "place": "nằm đúng chỗ của một văn bản đã thu hồi ngày {day}, và không có số nào cho thấy nó là văn bản khác",
}


@dataclass(frozen=True)
class Arrival:
    """A file that wants to be taken in."""

    origin: str
    sha256: str
    document: Document


@dataclass(frozen=True)
class Refusal:
    """Which forgotten paper a file was taken for, and by what."""

    paper: str
    kind: str
    day: str  # of the forgetting

    @property
    def reason(self) -> str:
        allow = f"`tracuu forget {self.paper} --allow` rồi nhập lại"
        if self.kind == "sum":
            return f"văn bản này đã được thu hồi ngày {self.day}; hãy xoá tệp, hoặc chạy {allow}"
        because = _BECAUSE[self.kind].format(day=self.day)
        return (
            f"{because}, nên không nhập; là văn bản khác: chạy `tracuu forget --another TỆP`; cho trở lại: chạy {allow}"
        )


def refusal(register: Register, arrival: Arrival) -> Refusal | None:
    """Why a file is not taken in; None where nothing was ever forgotten, or nothing speaks against it."""
    acts = register.rows("SELECT paper, at, salt FROM forgotten WHERE since <= :now ORDER BY rowid")
    if not acts or _is_read_again(register, arrival):
        return None
    standing = _standing_at(register, arrival.origin)
    mine = {salt: _Prints(salt, arrival) for salt in {row["salt"] for row in acts if row["salt"]}}
    for row in acts:
        refused = _refused(register, row["paper"])
        kind = _kind(refused, mine[row["salt"]], standing) if refused and row["salt"] in mine else None
        if kind:
            return Refusal(row["paper"], kind, said_day(day_of(row["at"])))
    return None


def _is_read_again(register: Register, arrival: Arrival) -> bool:
    """The very file of a paper that stands: `--rebuild` reads all of them."""
    return bool(
        register.rows(
            f"SELECT 1 FROM sources WHERE origin = :origin AND sha256 = :sha256 AND {NOW}",
            origin=arrival.origin,
            sha256=arrival.sha256,
        )
    )


def _standing_at(register: Register, origin: str) -> Document | None:
    rows = register.rows(f"SELECT paper FROM sources WHERE origin = :origin AND {NOW}", origin=origin)
    return register.paper(rows[0]["paper"]).document if rows and register.has(rows[0]["paper"]) else None


def _refused(register: Register, paper: str) -> list[Print]:
    rows = register.rows(f"SELECT kind, print FROM refused WHERE paper = :paper AND {NOW} ORDER BY rowid", paper=paper)
    return [Print(row["kind"], row["print"]) for row in rows]


class _Prints:
    """What a file is known by, in the salt of an act; what costs time only when it is asked for."""

    def __init__(self, salt: str, arrival: Arrival) -> None:
        self.document = arrival.document
        self.salt = salt
        self._origin = arrival.origin
        self.sums = {quick(salt, arrival.sha256), quick(salt, text_sha256(arrival.document))}
        self.words = words(salt, arrival.document)

    @property
    def known(self) -> str | None:
        return known(self.salt, self.document)

    @property
    def place(self) -> str:
        return slow(self.salt, "place", self._origin)


def _kind(refused: Iterable[Print], mine: _Prints, standing: Document | None) -> str | None:
    """By what a file is known again, the surest first; `standing` is the paper that its path belongs to today."""
    prints: dict[str, list[str]] = {}
    for one in refused:
        prints.setdefault(one.kind, []).append(one.print)
    others = prints.get("other", ())
    if not mine.sums.isdisjoint(prints.get("sum", ())):
        return "sum"
    if not mine.sums.isdisjoint(others) or (standing and _is_version(mine, standing)):
        return None
    likeness = max((shared(mine.words, one) for one in prints.get("words", ()) if mine.words), default=0.0)
    if mine.known and mine.known in others:
        return None
    if mine.known and mine.known in prints.get("known", ()):
        return "known"
    bears_another = number_key(mine.document.number) is not None and not mine.document.is_recognised
    if likeness >= (LIKE_WORDS if not bears_another else SAME_WORDS):
        return "words"
    if not standing and not bears_another and mine.place in prints.get("place", ()):
        return "place"
    return None


def _is_version(mine: _Prints, standing: Document) -> bool:
    """A paper that stands may be corrected, also when another one that was forgotten was like it."""
    if identity(standing) and identity(mine.document) == identity(standing):
        return True
    its = words(mine.salt, standing)
    return bool(its and mine.words and shared(its, mine.words) >= SAME_WORDS)


# Prints


Identity = tuple[str, ...]


def identity(document: Document) -> Identity | None:
    """What makes it this paper and no other, whatever its words: number, body, place and day; else title instead."""
    name = number_key(document.number)
    if name is None:
        title = fold_text(document.title or "")
        if len(title.split()) < _TITLE:
            return None
        name = f"{fold_text(document.doc_type or '')} {title}"
    day = document.date or document.conference_date or document.year or ""
    return name, fold_text(document.issuing_body or ""), fold_text(document.place or ""), str(day)


def known(salt: str, document: Document) -> str | None:
    its = identity(document)
    return slow(salt, "known", *its) if its else None


def words(salt: str, document: Document) -> str | None:
    """A sketch of what the paper says, without its frame, which is alike in all papers of an office."""
    sections = tuple(one for one in document.sections if one.type not in FRAME_TYPES)
    return sketch(salt, " ".join(fold_text(one.text) for one in passages(replace(document, sections=sections))))


def prints_of(register: Register, paper: str, salt: str) -> set[Print]:
    """What a paper is to be known again by, while its text is still there.

    A copy of a paper that stands, with the same number, is known by its sums and its place only: the other one must
    stay what it is.
    """
    documents = _versions(register, paper)
    shared_with = {one for document in documents for one in [identity(document)] if one and _stands(register, one)}
    found = set()
    for document in documents:
        if identity(document) not in shared_with:
            found |= {("known", known(salt, document)), ("words", words(salt, document))}
    rows = register.rows("SELECT DISTINCT origin FROM sources WHERE paper = :paper", paper=paper)
    found |= {("place", slow(salt, "place", row["origin"])) for row in rows}
    return {Print(kind, one) for kind, one in found if one}


def prints_of_another(arrival: Arrival, salt: str, taken_for: Refusal) -> list[str]:
    """What a file is known by that was taken for a forgotten paper and is none.

    Its number is not among it where that is the forgotten one's too: then only these very words may come.
    """
    mine = _Prints(salt, arrival)
    return sorted(mine.sums | ({mine.known} if mine.known and taken_for.kind != "known" else set()))


def _versions(register: Register, paper: str) -> list[Document]:
    rows = register.rows("SELECT DISTINCT since FROM papers WHERE paper = :paper ORDER BY since", paper=paper)
    return [Register(register.connection, row["since"]).paper(paper).document for row in rows]


def _stands(register: Register, its: Identity) -> bool:
    rows = register.rows(f"SELECT paper FROM papers WHERE number_key = :key AND {NOW}", key=its[0])
    return any(identity(register.paper(row["paper"]).document) == its for row in rows)
