"""What a person decides, carried out in register and index together: joining, forgetting, restoring an export."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from corpus import register_acts
from corpus.register import Register
from corpus.register_acts import OpenDoubt
from corpus.register_erasing import erase
from corpus.register_exchange import replace_register
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


def forget(settings: Settings, doc: str, who: str | None, why: str | None, report: Report) -> str:
    """Takes a paper out for good.

    First as any generation is written, so that no crash leaves a library that disagrees with itself; the index is made
    anew because segments keep what was deleted from them. Then what was its text is destroyed in the register.
    """
    try:
        return decide(lambda pen: register_acts.forget(pen, doc, who, why), settings, rebuild=True, report=report)
    finally:
        if (settings.library / "register.sqlite3").exists():
            erase(settings.library)


def allow(settings: Settings, doc: str) -> str:
    """A forgotten paper may be imported again."""
    return decide(lambda pen: register_acts.allow(pen, doc), settings)


def restore(path: Path, settings: Settings, may_lose: bool, report: Report) -> tuple[int, Path | None]:
    """The register of an export takes this one's place, and the index is made from it."""
    # Whoever writes the library at this moment must end first; the index that is begun here is never put in place.
    with WhooshEngine(settings.library).writing(rebuild=True):
        rows, kept = replace_register(path, settings.library, may_lose)
    index([], settings, rebuild=True, report=report)
    return rows, kept
