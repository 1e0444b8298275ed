"""A run of `tracuu index`: from files to a committed library, in the order that a crash cannot break.

The register's rows of a new generation come first, then the engine's commit that names the generation, then the
generation is finished. What was not named is undone at the next start.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from corpus.document import Document
from corpus.errors import LibraryBroken
from corpus.readers import is_foreign
from corpus.register import RegisteredPaper, Source
from corpus.register_erasing import erase, is_left
from corpus.register_honouring import honour, is_behind, to_honour
from corpus.register_opening import FILE_NAME, honest
from corpus.register_refusals import Arrival, refusal
from corpus.register_replacing import sweep
from corpus.register_writing import RegisterPen
from corpus.settings import Settings
from indexer.entries import paper_entry
from indexer.folder import UNKNOWN_SIZE, File, Plan, fingerprint, plan, roots_of, sha256
from indexer.prepare import Failure, Prepared, prepare, terms_of
from indexer.segmented import Segmented, keep
from indexer.workers import spread
from search.columnar.engine import WhooshEngine
from search.engine import Batch, Fingerprint, PaperEntry, PaperTerms

# A long run commits after so many sections: a crash costs minutes, not the night.
SECTIONS_PER_COMMIT = 50_000

# Lies in the library while its index shows another register than the one that is there.
STALE = "index.stale"

# Fewer files than this are read sooner here than workers start.
FEW_FILES = 4


@dataclass
class Summary:
    """What a run did. `kept` are files that are gone, but too many of one path to be believed.

    Of the added files, `known` are those of papers which the library had, `moved` those of them whose paper's former
    files are no longer there. `doubts` counts the paragraphs that may be old ones and got new ids: a person decides.
    `honoured` are forgotten papers that an older register still had.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[Failure] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    doubts: int = 0
    known: int = 0
    moved: int = 0
    honoured: list[str] = field(default_factory=list)
    sections: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Progress:
    """How far a run has come."""

    done: int
    total: int
    sections: int
    seconds: float


Report = Callable[[Progress], None]
Result = TypeVar("Result")


def _tell_nobody(progress: Progress) -> None:
    pass


def index(
    paths: Sequence[Path],
    settings: Settings,
    rebuild: bool = False,
    remove: bool = False,
    report: Report = _tell_nobody,
) -> Summary:
    """Brings the library up to date with the files under the paths."""
    roots = roots_of(paths, may_be_gone=remove)
    with _writing(settings, rebuild, report) as run:
        run.go(plan(roots, run.fingerprints, rebuild, remove, settings.library))
        return run.summary


def decide(
    act: Callable[[RegisterPen], Result], settings: Settings, rebuild: bool = False, report: Report = _tell_nobody
) -> Result:
    """What a person decides about the register, in a generation of its own; `rebuild` makes the index anew after it."""
    with _writing(settings, rebuild, report) as run:
        return run.decide(act)


@contextmanager
def _writing(settings: Settings, rebuild: bool, report: Report) -> Iterator[_Run]:
    """Both pens in hand, and the register as the log of forgetting wants it."""
    honoured: list[str] = []
    if is_behind(settings.library):
        with _pens(settings, True, report) as run:
            honoured = run.decide(lambda pen: honour(pen, to_honour(pen.register.connection, settings.library)))
        erase(settings.library)
    with _pens(settings, rebuild, report) as run:
        run.summary.honoured = honoured
        yield run


@contextmanager
def _pens(settings: Settings, rebuild: bool, report: Report) -> Iterator[_Run]:
    """Both pens in hand, and register and index settled with each other."""
    engine = WhooshEngine(settings.library)
    # An index that was deleted is made again from the register, so that papers from elsewhere are not lost; and one of
    # a register that was replaced, although both may be of the same generation.
    refill = rebuild or is_stale(settings.library) or engine.generation is None
    with engine.writing(rebuild=refill) as batch, honest(), closing(_pen(settings.library)) as pen:
        sweep(settings.library)
        # Asked only now, with the pen in hand: another run may have ended a moment ago.
        shown, known = _what_is_shown(engine, refill)
        pen.reconcile(shown)
        if is_left(settings.library):
            erase(settings.library)  # a run that took a paper out for good was killed before its end
        if shown and not pen.generation:
            # Making the index again from nothing would take away the last trace of the links that were given out.
            raise LibraryBroken(
                f"Sổ đăng ký đã mất mà chỉ mục vẫn còn: hãy phục hồi {FILE_NAME} từ bản sao lưu "
                "(hoặc `tracuu links import TỆP` từ bản xuất), hoặc xoá cả thư viện rồi nhập lại."
            )
        if refill:
            known = _known_to_register(pen)
        elif shown != pen.generation:
            raise LibraryBroken("Chỉ mục và sổ đăng ký không cùng một lần ghi: hãy chạy `tracuu check --repair`.")
        yield _Run(settings, batch, pen, known, report, refill)


def is_stale(library: Path) -> bool:
    """Whether the program was killed after it had replaced the register, before it had made the index from it."""
    return (library / STALE).exists()


def _what_is_shown(engine: WhooshEngine, rebuild: bool) -> tuple[int | None, dict[str, Fingerprint]]:
    try:
        return engine.generation, engine.fingerprints()
    except LibraryBroken:
        if not rebuild:
            raise
        return None, {}


def _pen(library: Path) -> RegisterPen:
    return RegisterPen.open(library, _has_changed)


def _has_changed(source: Source) -> bool:
    try:
        return sha256(source.origin) != source.sha256
    except FileNotFoundError:
        # Gone from a folder that others are still in: moved. With its whole folder it may only be out of reach.
        folder = Path(source.origin).parent
        return folder.is_dir() and any(folder.iterdir())
    except OSError:
        return False


def _has_left(origin: str) -> bool:
    try:
        os.lstat(origin)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False  # out of our sight, which is not gone
    return False


def _known_to_register(pen: RegisterPen) -> dict[str, Fingerprint]:
    """Size and clock are not in the register: the next run compares the content once."""
    return {file.origin: Fingerprint(UNKNOWN_SIZE, 0, file.sha256, paper) for paper, file in pen.register.files()}


class _Run:
    """One run, with the two pens in its hands."""

    def __init__(
        self,
        settings: Settings,
        batch: Batch,
        pen: RegisterPen,
        fingerprints: dict[str, Fingerprint],
        report: Report,
        refill: bool,
    ) -> None:
        self.summary = Summary()
        self.fingerprints = fingerprints
        self._settings = settings
        self._batch = batch
        self._pen = pen
        self._before = pen.register.at(pen.generation)
        self._report = report
        self._refill = refill
        self._started = time.monotonic()
        self._since_commit = 0
        self._segmented: dict[int, bytes] = {}  # the words of every text that was indexed
        self._put: set[str] = set()  # papers that the index has got in this run
        self._renamed: set[str] = set()  # papers that stay, but have lost a file that the index may name

    def go(self, todo: Plan) -> None:
        self.summary.unchanged = len(todo.unchanged)
        self.summary.kept = list(todo.kept)
        self.summary.failed = [Failure(closed.file, closed.reason) for closed in todo.closed]
        if self._refill or todo.to_read or todo.vanished:
            self._pen.begin()
            self._remember(todo)
            self._remove(todo.vanished)
            self._take_in(todo.to_read, may_commit=not self._refill)
            # Last, because a batch takes every paper once: what was read anew is in it already.
            self._put_again(self._pen.register.papers() if self._refill else sorted(self._renamed))
            # Where every file that had to be read has failed, the library stays as it is.
            if self._refill or todo.vanished or len(self.summary.failed) < len(todo.to_read) + len(todo.closed):
                self._commit()
        self.summary.seconds = time.monotonic() - self._started

    def decide(self, act: Callable[[RegisterPen], Result]) -> Result:
        self._pen.begin()
        result = act(self._pen)
        standing = set(self._pen.register.papers())
        self.fingerprints = {origin: one for origin, one in self.fingerprints.items() if one.paper in standing}
        self._put_again(sorted(standing) if self._refill else [])
        self._commit()
        return result

    def _remember(self, todo: Plan) -> None:
        for file in todo.unchanged:
            known = self.fingerprints[file.origin]
            self.fingerprints[file.origin] = fingerprint(file, known.sha256, known.paper)

    def _take_in(self, files: Sequence[File], may_commit: bool) -> None:
        for done, outcome in enumerate(self._prepared(files), start=1):
            if isinstance(outcome, Failure):
                self.summary.failed.append(outcome)
            else:
                self._take(outcome)
            self._report(Progress(done, len(files), self.summary.sections, time.monotonic() - self._started))
            if may_commit and self._since_commit >= SECTIONS_PER_COMMIT:
                self._commit()
                self._pen.begin()

    def _prepared(self, files: Sequence[File]) -> Iterator[Prepared | Failure]:
        jobs = 1 if len(files) < FEW_FILES else min(self._settings.jobs, len(files))
        # A reader of a foreign format may hang or die: never in this process, however few the files are.
        apart = any(is_foreign(file.origin) for file in files)
        work = partial(prepare, max_text_bytes=self._settings.max_text_bytes, library=self._settings.library)
        return spread(work, files, jobs, _died, apart)

    def _take(self, one: Prepared) -> None:
        file = one.file
        refused = refusal(self._pen.register, Arrival(file.origin, one.sha256, one.document))
        if refused:
            self.summary.failed.append(Failure(file, refused.reason))
            return
        self._segmented.update(one.segmented)
        twin = self._pen.twin(one.document, file.origin)
        if twin:
            self._pen.add_source(twin, file.origin, file.source, one.sha256, one.document)
            paper = twin
        else:
            paper, ids = self._pen.put(one.document, file.origin, file.source, one.sha256)
            self._put_entry(paper_entry(paper, file.source, one.document, ids, one.terms))
        known = self.fingerprints.get(file.origin)
        if known and known.paper != paper:
            self._lose_file(known.paper)
        if known is None:
            self._count_added(one, paper, is_copy=bool(twin))
        elif known.sha256 == one.sha256:
            self.summary.unchanged += 1
        else:
            self.summary.changed += 1
        self.fingerprints[file.origin] = fingerprint(file, one.sha256, paper)
        self._count(len(one.document.sections))

    def _count_added(self, one: Prepared, paper: str, is_copy: bool) -> None:
        """A file that was not here before need not be a paper that was not: it was copied, or moved."""
        self.summary.added += 1
        stood = self._before.has(paper)
        self.summary.known += stood or is_copy
        others = list(self._before.sources(paper)) if stood else []
        left = [other for other in others if _has_left(other.origin)]
        self.summary.moved += bool(others) and len(left) == len(others)
        for other in left:
            if other.sha256 == one.sha256:
                self._leave(other.origin)

    def _leave(self, origin: str) -> None:
        """The very file stands elsewhere now: its old place must not keep the paper when it is deleted there."""
        self.fingerprints.pop(origin, None)
        for paper in self._pen.remove_source(origin):
            self._lose_file(paper)
        if origin in self.summary.kept:
            self.summary.kept.remove(origin)

    def _remove(self, vanished: Sequence[str]) -> None:
        for origin in vanished:
            self.fingerprints.pop(origin, None)
            for paper in self._pen.remove_source(origin):
                self._lose_file(paper)
            self.summary.removed += 1

    def _lose_file(self, paper: str) -> None:
        if self._pen.drop_if_orphaned(paper):
            self._batch.remove(paper)
        else:
            self._renamed.add(paper)

    def _put_again(self, candidates: Sequence[str]) -> None:
        """Papers go into the index as the register holds them, segmented anew."""
        papers = [paper for paper in candidates if paper not in self._put and self._pen.register.has(paper)]
        jobs = 1 if len(papers) < FEW_FILES else min(self._settings.jobs, len(papers))
        waiting: deque[RegisteredPaper] = deque()

        def documents() -> Iterator[Document]:
            for paper in papers:
                waiting.append(self._pen.register.paper(paper))
                yield waiting[-1].document

        work = partial(terms_of, library=self._settings.library)
        for done, (terms, segmented) in enumerate(spread(work, documents(), jobs, _terms_died), start=1):
            paper = waiting.popleft()
            self._segmented.update(segmented)
            source = paper.sources[0].source
            self._put_entry(paper_entry(paper.paper, source, paper.document, paper.ids, terms))
            self._count(len(paper.document.sections))
            self._report(Progress(done, len(papers), self.summary.sections, time.monotonic() - self._started))

    def _put_entry(self, entry: PaperEntry) -> None:
        self._put.add(entry.record.paper)
        self._batch.put(entry)

    def _count(self, sections: int) -> None:
        self.summary.sections += sections
        self._since_commit += sections

    def _commit(self) -> None:
        self._pen.prepare_commit()
        self._batch.commit(self._pen.generation, self.fingerprints)
        self._pen.finish()
        if self._refill:
            (self._settings.library / STALE).unlink(missing_ok=True)
        keep(self._settings.library, self._segmented, only=self._refill)
        if not self._refill:
            self._segmented.clear()  # the library knows them now
        self.summary.doubts += len(self._pen.register.rows("SELECT 1 FROM doubts WHERE since = :now"))
        self._since_commit = 0


def _died(file: File) -> Failure:
    return Failure(file, "tiến trình đọc tệp này đã dừng đột ngột (tệp cần quá 30 giây hoặc quá 1 GB)")


def _terms_died(document: Document) -> tuple[PaperTerms, Segmented]:
    raise LibraryBroken(f"Không tách từ được văn bản “{document.title}”.")
