"""Compares index, register and files, and says what is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import LibraryBroken, TracuuError
from corpus.register import NOW, Register
from corpus.register_exchange import incoherence
from corpus.register_opening import FILE_NAME, connect, honest
from corpus.register_schema import GROWING, VERSIONED
from corpus.same_paper import text_key, text_sha256
from corpus.settings import Settings
from corpus.system_errors import said
from indexer.build import index, is_stale
from search.columnar.engine import WhooshEngine


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be. A file that is gone is worth knowing, but nothing is damaged by it."""

    damage: bool
    text: str


def check(settings: Settings) -> list[Finding]:
    """Every finding about a library; none means all is well."""
    findings: list[Finding] = []
    try:
        if (settings.library / "index").exists() and not (settings.library / FILE_NAME).exists():
            raise LibraryBroken("Sổ đăng ký đã mất mà chỉ mục vẫn còn.")
        if is_stale(settings.library):
            findings.append(Finding(True, "Chỉ mục chưa được dựng lại từ khi sổ đăng ký được thay."))
        findings += _register_findings(settings.library)
        with closing(Register.open(settings.library, _shown(settings))) as register:
            findings += _text_findings(register)
            findings += [] if any(one.damage for one in findings) else _row_findings(settings.library)
            findings += _index_findings(settings, register)
            findings += _file_findings(register)
    except LibraryBroken as error:
        findings.append(Finding(True, str(error)))
    except TracuuError as error:  # a name that leads nowhere is nobody's mistake here
        findings.append(Finding(True, f"Sổ đăng ký: {error}"))
    if any(finding.text.startswith("Sổ đăng ký") for finding in findings if finding.damage):
        findings.append(Finding(False, "Phục hồi sổ đăng ký từ bản xuất gần nhất: `tracuu links import TỆP`."))
    return findings


def _shown(settings: Settings) -> int | None:
    """The generation that readers see; a run that was killed may have left a later one in the register."""
    try:
        return WhooshEngine(settings.library).generation
    except LibraryBroken:
        return None


def repair(settings: Settings) -> None:
    """Makes the index again from the register, which is the one thing that must not be lost."""
    index([], settings, rebuild=True)


def _register_findings(library: Path) -> Iterator[Finding]:
    with closing(connect(library / FILE_NAME)) as connection, honest():
        for row in connection.execute("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield Finding(True, f"Sổ đăng ký: {row[0]}")
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in sorted({*VERSIONED, *GROWING} - tables):
            yield Finding(True, f"Sổ đăng ký thiếu bảng {table}.")
        unfinished = connection.execute("SELECT count(*) FROM generations WHERE finished IS NULL").fetchone()[0]
        if unfinished:
            yield Finding(False, "Một lần nhập đã bị dừng giữa chừng; lần chạy `tracuu index` sau sẽ dọn.")


def _text_findings(register: Register) -> Iterator[Finding]:
    """SQLite does not see a letter that changed on the disk: the words have sums of their own."""
    for row in register.rows("SELECT pid, text, text_key FROM paragraphs WHERE until IS NOT NULL"):
        if text_key(row["text"]) != row["text_key"]:
            yield Finding(True, f"Sổ đăng ký: lời văn cũ của đoạn “{row['pid']}” không còn như khi nhập.")
    for row in register.rows(f"SELECT paper, text_sha256 FROM papers WHERE {NOW}"):
        if text_sha256(register.paper(row["paper"]).document) != row["text_sha256"]:
            yield Finding(True, f"Sổ đăng ký: chữ của văn bản “{row['paper']}” không còn như khi nhập.")


def _row_findings(library: Path) -> Iterator[Finding]:
    """A letter that changed in an id, a sum or a reference: the rows are held against each other."""
    if reason := incoherence(library):
        yield Finding(True, f"Sổ đăng ký: các dòng không khớp nhau ({reason}).")


def _index_findings(settings: Settings, register: Register) -> Iterator[Finding]:
    engine = WhooshEngine(settings.library)
    try:
        shown, indexed = engine.generation, engine.papers()
        engine.check()
    except LibraryBroken as error:
        yield Finding(True, str(error))
        return
    registered = set(register.papers())
    if shown is None:
        remedy = "`tracuu check --repair` dựng lại từ sổ đăng ký" if registered else "hãy chạy `tracuu index THƯ_MỤC`"
        yield Finding(True, f"Không có chỉ mục: {remedy}.")
        return
    newest = register.newest()
    if shown not in newest:
        yield Finding(True, f"Chỉ mục ở thế hệ {shown}, sổ đăng ký ở thế hệ {max(newest)}.")
    for paper in sorted(registered - indexed.keys()):
        yield Finding(True, f"Văn bản “{paper}” có trong sổ đăng ký, không có trong chỉ mục.")
    for paper in sorted(indexed.keys() - registered):
        yield Finding(True, f"Văn bản “{paper}” có trong chỉ mục, không có trong sổ đăng ký.")
    for paper in sorted(registered & indexed.keys()):
        sections = len(register.paper(paper).document.sections)
        if sections != indexed[paper]:
            yield Finding(True, f"Văn bản “{paper}” có {sections} mục, trong chỉ mục chỉ thấy {indexed[paper]}.")


def _file_findings(register: Register) -> Iterator[Finding]:
    for paper in register.papers():
        for source in register.sources(paper):
            try:
                is_there = Path(source.origin).exists()
            except OSError as error:  # in a folder of another user, it may well be there
                yield Finding(False, f"Không xem được tệp gốc của “{paper}” ({said(error)}): {source.origin}")
                continue
            if not is_there:
                yield Finding(False, f"Tệp gốc của “{paper}” không còn: {source.origin}")
