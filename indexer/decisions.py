"""What a person decides, carried out in register and index together: joining, forgetting, restoring an export."""

from __future__ import annotations

import getpass
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from corpus import forgetting_log, register_acts
from corpus.errors import BadRequest
from corpus.register import Register
from corpus.register_acts import Forgotten, OpenDoubt
from corpus.register_erasing import erase
from corpus.register_refusals import Arrival
from corpus.register_replacing import replace_register
from corpus.register_writing import RegisterPen
from corpus.settings import Settings
from indexer.build import STALE, Report, decide, index
from indexer.folder import plan, roots_of
from indexer.prepare import Failure, prepare
from search.columnar.engine import WhooshEngine


def review(settings: Settings) -> list[OpenDoubt]:
    """The paragraphs that nobody could tell, for a person to decide."""
    with closing(Register.open(settings.library, WhooshEngine(settings.library).generation)) as register:
        return register_acts.open_doubts(register)


def join(settings: Settings, old: str, new: str) -> str:
    """The old id leads to the new paragraph from now on."""
    return decide(lambda pen: register_acts.join(pen, _pid(old), _pid(new)), settings)


def dismiss(settings: Settings, old: str, new: str) -> None:
    """They are not the same: the doubt is settled."""
    decide(lambda pen: register_acts.dismiss(pen, _pid(old), _pid(new)), settings)


def _pid(typed: str) -> str:
    """Of a whole link or of `DOC/PID` only what names the paragraph."""
    return typed.rpartition("/")[2].partition("#")[0].partition("?")[0]


@dataclass(frozen=True)
class Withdrawal:
    """A paper that was taken out, and the files that it was read from: they are the user's own."""

    paper: str
    files: tuple[str, ...]
    hidden: str = ""  # what stands in the place of its id from now on


def about_to_forget(settings: Settings, doc: str) -> str:
    """What would be taken out, in words that a person can check."""
    with closing(Register.open(settings.library, WhooshEngine(settings.library).generation)) as register:
        paper = register.paper(doc)
    known = (paper.document.doc_type, paper.document.number, paper.document.title)
    return f"“{paper.paper}” ({' · '.join(one for one in known if one) or 'không số, không tên'})"


def log(settings: Settings) -> list[Forgotten]:
    """Which papers were taken out, when, by whom and why."""
    with closing(Register.open(settings.library, WhooshEngine(settings.library).generation)) as register:
        return list(register_acts.acts(register))


def forget(settings: Settings, doc: str, why: str | None, report: Report) -> Withdrawal:
    """Takes a paper out for good.

    First as any generation is written, so that no crash leaves a library that disagrees with itself; the index is made
    anew because segments keep what was deleted from them. Then what was its text is destroyed in the register.
    """
    who = _user()

    def act(pen: RegisterPen) -> Withdrawal:
        files = tuple(source.origin for source in pen.register.sources(pen.register.named(doc)))
        return Withdrawal(register_acts.forget(pen, doc, who, why), files)

    withdrawal = decide(act, settings, rebuild=True, report=report)
    erase(settings.library)
    return replace(withdrawal, hidden=log(settings)[-1].paper)


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return None  # a process without a name


def allow(settings: Settings, doc: str) -> str:
    """A forgotten paper may be imported again."""
    paper = decide(lambda pen: register_acts.allow(pen, doc), settings)
    erase(settings.library)
    return paper


def another(settings: Settings, path: Path) -> str:
    """A file that was taken for a forgotten paper is another one."""
    (root,) = roots_of([path])
    (file,) = plan([root], {}).to_read
    outcome = prepare(file, settings.max_text_bytes, settings.library)
    if isinstance(outcome, Failure):
        raise BadRequest(f"Không đọc được {file.origin}: {outcome.reason}")
    arrival = Arrival(file.origin, outcome.sha256, outcome.document)
    paper = decide(lambda pen: register_acts.another(pen, arrival), settings)
    erase(settings.library)
    return paper


class Restored(NamedTuple):
    """What an import of an export has done."""

    rows: int
    kept: Path | None  # where the register before lies now
    honoured: tuple[str, ...]  # papers that the file still had, and the log of forgetting says are gone
    is_older: bool  # the register before could not be asked what was joined or imported since the export
    has_log: bool  # of what was forgotten since


def restore(path: Path, settings: Settings, may_lose: bool, report: Report) -> Restored:
    """The register of an export, or one that was kept, takes this one's place, and the index is made from it."""
    had_papers = (settings.library / "index").exists()
    # Whoever writes the library at this moment must end first; the index that is begun here is never put in place.
    with WhooshEngine(settings.library).writing(rebuild=True):
        replaced = replace_register(path, settings.library, may_lose, (settings.library / STALE).touch)
    index([], settings, rebuild=True, report=report)
    is_older = had_papers and not replaced.was_asked
    has_log = (settings.library / forgetting_log.FILE_NAME).exists()
    return Restored(replaced.rows, replaced.kept, replaced.honoured, is_older, has_log)
