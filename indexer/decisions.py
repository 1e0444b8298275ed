"""What a person decides, carried out in register and index together: joining, forgetting, restoring an export."""

from __future__ import annotations

import getpass
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus import register_acts
from corpus.register import Register
from corpus.register_acts import Forgotten, OpenDoubt
from corpus.register_erasing import erase
from corpus.register_exchange import replace_register
from corpus.register_writing import RegisterPen
from corpus.settings import Settings
from indexer.build import Report, decide, index
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
    return withdrawal


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return None  # a process without a name


def allow(settings: Settings, doc: str) -> str:
    """A forgotten paper may be imported again."""
    return decide(lambda pen: register_acts.allow(pen, doc), settings)


def restore(path: Path, settings: Settings, may_lose: bool, report: Report) -> tuple[int, Path | None, bool]:
    """The register of an export takes this one's place, and the index is made from it.

    Gives its rows, where the register before lies now, and whether anything decided since the export may be lost: a
    lost or damaged register cannot tell which papers were forgotten in it.
    """
    had_papers = (settings.library / "index").exists()
    # Whoever writes the library at this moment must end first; the index that is begun here is never put in place.
    with WhooshEngine(settings.library).writing(rebuild=True):
        rows, kept, was_asked = replace_register(path, settings.library, may_lose)
    index([], settings, rebuild=True, report=report)
    return rows, kept, had_papers and not was_asked
