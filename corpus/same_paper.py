"""Which paper a text belongs to: the one it always was, a version of one that we have, or none yet."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import ceil
from pathlib import PurePath

from corpus import identity
from corpus.document import FRAME_TYPES, Document
from corpus.likeness import features, likeness
from corpus.register import NOW, Register, Source, number_key
from corpus.text import fold_text

# The share of a paper's paragraphs, on both sides, that makes two texts the same paper.
SAME_PAPER = 0.8

# So like are a scan and what was typed: recognition spoils one syllable in ten at its worst.
SAME_SCAN = 0.7

# So like are two formats of one paper: something of a page, like its number, stands in one of them only.
SAME_EXPORT = 0.97

# A paragraph of fewer letters stands in many papers.
_TELLING = 30


def same_paper(
    register: Register, document: Document, origin: str, sha256: str, has_changed: Callable[[Source], bool]
) -> str | None:
    """The same file; else the same text; else number, body and year; else most of its paragraphs.

    A paper that still has another file with that text is not taken away from it; but a scan gives way to what is typed.
    """

    def is_free(paper: str) -> bool:
        return all(one.origin == origin or one.text_sha256 or has_changed(one) for one in register.sources(paper))

    rows = register.rows(f"SELECT paper, sha256 FROM sources WHERE origin = :origin AND {NOW}", origin=origin)
    if rows and rows[0]["sha256"] == sha256:
        return str(rows[0]["paper"])  # the very same file, which today's parser reads in another way
    own: list[str] = [row["paper"] for row in rows if is_free(row["paper"])]
    candidates = own or _by_text(register, document) or _by_number(register, document)
    candidates = candidates or _by_paragraphs(register, document) or _by_words(register, document)
    free = [paper for paper in candidates if is_free(paper)]
    free = free or [paper for paper in _by_number(register, document) if _is_scan_of(register, paper, document)]
    return next(iter(free), None)


def twin(register: Register, document: Document, origin: str) -> str | None:
    """A paper with this text that stands in the register under another file, whose text is as good or better."""
    rows = register.rows(f"SELECT paper FROM papers WHERE text_sha256 = :sha AND {NOW}", sha=text_sha256(document))
    exact: list[str] = [row["paper"] for row in rows]
    candidates = [*exact, *(paper for paper in _by_number(register, document) if paper not in exact)]
    for paper in candidates:
        others = [source for source in register.sources(paper) if source.origin != origin]
        if any(not source.text_sha256 for source in others) and (
            paper in exact or _is_version(document, origin, register.paper(paper).document, others)
        ):
            return paper
    return None


def _is_version(document: Document, origin: str, standing: Document, files: list[Source]) -> bool:
    """Whether two texts of one number differ by nothing that an author does: by recognition, or by the format."""
    if document.date and standing.date and document.date != standing.date:
        return False
    words, others = _words(document), _words(standing)
    if words == others:
        return True
    value = likeness(features(words), features(others))
    if document.is_recognised:
        return value >= SAME_SCAN
    suffixes = {PurePath(source.origin).suffix.lower() for source in files}
    in_another_format = PurePath(origin).suffix.lower() not in suffixes
    return in_another_format and value >= SAME_EXPORT and _figures(words) == _figures(others)


def _is_scan_of(register: Register, paper: str, document: Document) -> bool:
    if document.is_recognised or not register.has(paper):
        return False
    standing = register.paper(paper).document
    return standing.is_recognised and likeness(features(_words(document)), features(_words(standing))) >= SAME_SCAN


def _words(document: Document) -> str:
    """What the paper says, without its frame: a forwarded copy has stamps and recipients of its own."""
    return " ".join(map(fold_text, _body(document)))


def _body(document: Document) -> Iterator[str]:
    """Headings and paragraphs: what is bold in one format is plain in another."""
    for section in document.sections:
        if section.type not in FRAME_TYPES:
            if section.heading:
                yield section.heading
            yield from (paragraph.text for paragraph in section.paragraphs)


def _figures(words: str) -> Counter[str]:
    """Numbers and dates: a corrected one makes another paper, however little it is."""
    return Counter(word for word in words.split() if any(letter.isdigit() for letter in word))


def _years(words: str) -> Counter[str]:
    """What tells a yearly paper from the last one; a page number, which one format has in its text, does not."""
    return Counter(word for word in words.split() if len(word) == 4 and word.isdigit())


def _by_text(register: Register, document: Document) -> list[str]:
    rows = register.rows(
        "SELECT paper FROM papers WHERE text_sha256 = :sha ORDER BY since DESC", sha=text_sha256(document)
    )
    return _not_forgotten(register, [row["paper"] for row in rows])


def _by_number(register: Register, document: Document) -> list[str]:
    key = number_key(document.number)
    if not (key and document.issuing_body and document.year):
        return []
    rows = register.rows(
        """SELECT DISTINCT paper FROM papers WHERE number_key = :key AND body = :body AND year = :year""",
        key=key,
        body=fold_text(document.issuing_body),
        year=document.year,
    )
    found = [row["paper"] for row in rows if not _is_of_another_place(register, row["paper"], document)]
    return _not_forgotten(register, found)


def _is_of_another_place(register: Register, paper: str, document: Document) -> bool:
    """Every province has a party committee, and a `25-KL/TU` of it."""
    rows = register.rows("SELECT content FROM papers WHERE paper = :paper ORDER BY since DESC LIMIT 1", paper=paper)
    place = json.loads(rows[0]["content"])["place"]
    return bool(place and document.place and place != document.place)


def _by_paragraphs(register: Register, document: Document) -> list[str]:
    """Papers that share most paragraphs both ways: an excerpt is another paper than the one it was taken from."""
    # Letterhead, recipients and signature are alike in all papers of an office.
    lengths = {text_key(text): len(text) for text in _body(document)}
    if not lengths:
        return []
    enough = ceil(SAME_PAPER * len(lengths))
    # A paper that lacks so few of them has one of the longest. "Tổ chức thực hiện" stands in every other paper: to look
    # for those that hold it would take longer with every paper that comes.
    longest = sorted(lengths, key=lambda key: (-lengths[key], key))[: len(lengths) - enough + 1]
    candidates = register.rows(
        "SELECT DISTINCT paper FROM paragraphs WHERE text_key IN (SELECT value FROM json_each(:keys))",
        keys=json.dumps(longest),
    )
    if not candidates:
        return []
    rows = register.rows(
        """SELECT paper, count(DISTINCT text_key) AS shared FROM paragraphs
           WHERE paper IN (SELECT value FROM json_each(:papers))
           AND +text_key IN (SELECT value FROM json_each(:keys)) GROUP BY paper
           HAVING shared >= :enough ORDER BY shared DESC, paper""",
        papers=json.dumps([row["paper"] for row in candidates]),
        keys=json.dumps(sorted(lengths)),
        enough=enough,
    )
    found = [row["paper"] for row in rows if row["shared"] >= SAME_PAPER * len(_last_texts(register, row["paper"]))]
    return _not_forgotten(register, [paper for paper in found if not _is_of_another_year(register, paper, document)])


def _by_words(register: Register, document: Document) -> list[str]:
    """Papers that are gone and said the same in other paragraphs: one format cuts its lines where another does not."""
    keys = json.dumps(sorted({text_key(text) for text in _body(document) if len(text) >= _TELLING}))
    rows = register.rows(
        f"""SELECT paper FROM paragraphs WHERE text_key IN (SELECT value FROM json_each(:keys))
            AND paper NOT IN (SELECT paper FROM sources WHERE {NOW})
            GROUP BY paper ORDER BY count(DISTINCT text_key) DESC LIMIT 3""",
        keys=keys,
    )
    words = _words(document) if rows else ""
    found = []
    for row in rows:
        others = " ".join(map(fold_text, _last_texts(register, row["paper"])))
        if likeness(features(words), features(others)) >= SAME_EXPORT and _years(words) == _years(others):
            found.append(row["paper"])
    return _not_forgotten(register, [paper for paper in found if not _is_of_another_year(register, paper, document)])


def _last_texts(register: Register, paper: str) -> list[str]:
    """The body of its last version, in the order of the paper."""
    rows = register.rows("SELECT content FROM papers WHERE paper = :paper ORDER BY since DESC LIMIT 1", paper=paper)
    texts = {
        row["pid"]: row["text"]
        for row in register.rows("SELECT pid, text FROM paragraphs WHERE paper = :paper ORDER BY since", paper=paper)
    }
    frame = {one.value for one in FRAME_TYPES}
    sections = json.loads(rows[0]["content"])["sections"] if rows else []
    pids = [pid for one in sections if one["type"] not in frame for pid in (one["heading"], *one["paragraphs"]) if pid]
    return [texts[pid] for pid in pids]


def _is_of_another_year(register: Register, paper: str, document: Document) -> bool:
    """A yearly paper repeats most words of the last one: with another number in another year it is a new one."""
    rows = register.rows(
        "SELECT number_key, year FROM papers WHERE paper = :paper ORDER BY since DESC LIMIT 1", paper=paper
    )
    before, now = (rows[0]["number_key"], rows[0]["year"]), (number_key(document.number), document.year)
    return all(before) and all(now) and before[0] != now[0] and before[1] != now[1]


def _not_forgotten(register: Register, papers: list[str]) -> list[str]:
    forgotten = {row["paper"] for row in register.rows("SELECT paper FROM forgotten")}
    return [paper for paper in papers if paper not in forgotten]


def passages(document: Document) -> list[identity.Passage]:
    """Headings and paragraphs in the order of the paper."""
    found = []
    for section in document.sections:
        if section.heading is not None:
            found.append(identity.Passage(section.path, "heading", section.heading))
        found += [identity.Passage(section.path, "paragraph", paragraph.text) for paragraph in section.paragraphs]
    return found


def _texts(document: Document) -> Iterator[str]:
    """The same, texts alone."""
    for section in document.sections:
        if section.heading is not None:
            yield section.heading
        yield from (paragraph.text for paragraph in section.paragraphs)


def text_sha256(document: Document) -> str:
    text = "\n".join(" ".join(text.split()) for text in _texts(document))
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=4_096)  # a paper's texts are asked for several times in a row
def text_key(text: str) -> str:
    return hashlib.sha256(fold_text(text).encode()).hexdigest()[:16]
