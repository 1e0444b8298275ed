"""The log of forgetting: lines of JSON beside the register, only ever added to, without a word of any paper.

An older register or export does not know what was forgotten since; the log does, and whoever opens the library obeys
it. A line says all that holds of a paper from then on, so that of several lines the last one counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.errors import LibraryBroken
from corpus.register_shapes import KIND, NAME, PID, PRINT, TEXT_OR_NULL, TIME, Listed, Object, fault

FILE_NAME = "forgotten.jsonl"


@dataclass(frozen=True)
class Print:
    """One thing that the paper is known again by."""

    kind: str  # of `register_shapes.KINDS`
    print: str


@dataclass(frozen=True)
class Act:
    """A paper that was forgotten: what its links are, and what is refused because of it."""

    paper: str  # its hidden id
    at: str  # ISO time, UTC
    changed: str  # when somebody last decided something about it
    who: str | None
    salt: str
    names: tuple[str, ...]  # hidden, too: the ids that lead to it
    pids: tuple[str, ...]
    refused: tuple[Print, ...]  # none: it was allowed again


_LINE = Object(
    {
        "paper": NAME,
        "at": TIME,
        "changed": TIME,
        "who": TEXT_OR_NULL,
        "salt": PRINT,
        "names": Listed(NAME),
        "pids": Listed(PID),
        "refused": Listed(Object({"kind": KIND, "print": PRINT})),
    }
)


def read(library: Path) -> dict[str, Act]:
    """What the log says of each paper in the end; without a log nothing."""
    path = library / FILE_NAME
    try:
        state = path.stat()
    except FileNotFoundError:
        return {}
    return dict(_read(path, state.st_ino, state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=4)  # every page opens the register, and the log seldom changes
def _read(path: Path, *state: int) -> dict[str, Act]:
    acts: dict[str, Act] = {}
    for number, line in enumerate(_whole_lines(path.read_bytes()), start=1):
        act = _act(line)
        if act is None:
            raise LibraryBroken(
                f"Nhật ký thu hồi {path} hỏng ở dòng {number}: hãy lấy lại tệp ấy từ bản sao lưu, hoặc xoá dòng ấy "
                "(văn bản mà dòng ấy nói đến có thể trở lại, nếu sổ đăng ký cũng không biết nó)."
            )
        acts[act.paper] = act
    return acts


def _whole_lines(content: bytes) -> list[bytes]:
    """Without a last line that was being written when the power went: nobody has been told that it was done."""
    return content[: content.rfind(b"\n") + 1].splitlines()


def _act(line: bytes) -> Act | None:
    try:
        value: dict[str, Any] = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if fault(value, _LINE):
        return None
    value["refused"] = tuple(Print(**one) for one in value["refused"])
    return Act(**{**value, "names": tuple(value["names"]), "pids": tuple(value["pids"])})


def append(library: Path, acts: Iterable[Act]) -> None:
    """Adds lines, on the disk when this returns."""
    lines = [json.dumps(asdict(act), ensure_ascii=False, separators=(",", ":")) + "\n" for act in acts]
    if not lines:
        return
    with (library / FILE_NAME).open("a+b") as log:
        log.seek(0)
        log.truncate(log.read().rfind(b"\n") + 1)  # what was torn was never a line
        log.write("".join(lines).encode())
        log.flush()
        os.fsync(log.fileno())
