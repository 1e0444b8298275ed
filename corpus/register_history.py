"""What the register said on an earlier day: the wordings of a paragraph, and a whole paper as it stood."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from corpus.errors import BadRequest, NotFound
from corpus.register import Register


@dataclass(frozen=True)
class Wording:
    """A text of a paragraph, from the day of the import that brought it until another one took it away."""

    text: str
    path: str
    since: str  # ISO date
    until: str | None


@dataclass(frozen=True)
class History:
    """All wordings of a paragraph, oldest first; the paragraph it was split off, and those that lead to it now."""

    pid: str
    paper: str
    wordings: tuple[Wording, ...]
    came_from: str | None
    led_here: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "doc": self.paper,
            "pid": self.pid,
            "came_from": self.came_from,
            "led_here": list(self.led_here),
            "wordings": [asdict(wording) for wording in self.wordings],
        }

    def on(self, day: date) -> Wording | None:
        """The wording that a reader saw at the end of that day."""
        seen = [
            one
            for one in self.wordings
            if one.since <= day.isoformat() and (one.until is None or one.until > day.isoformat())
        ]
        return seen[-1] if seen else None


def read_day(typed: str) -> date:
    """
    >>> read_day("2024-05-01")
    datetime.date(2024, 5, 1)
    """
    try:
        if len(typed) != 10:
            raise ValueError(typed)
        return date.fromisoformat(typed)
    except ValueError as error:
        raise BadRequest(f"“{typed[:40]}” không phải là ngày: viết năm-tháng-ngày, như 2024-05-01.") from error


def history(register: Register, name: str, pid: str) -> History:
    """Everything that a link has ever shown, also of a paragraph that is gone; newest state as the register stands."""
    paper = register.named(name)
    rows = register.rows(
        """SELECT paper, text, path, began.started AS since, ended.started AS until FROM paragraphs
           JOIN generations AS began ON began.number = since
           LEFT JOIN generations AS ended ON ended.number = until AND until <= :now
           WHERE pid = :pid AND since <= :now ORDER BY paragraphs.since""",
        pid=pid,
    )
    if not rows:
        raise NotFound(f"Không có đoạn “{pid}” trong văn bản “{paper}”.")
    owner = register.named(rows[-1]["paper"])
    wordings = [
        Wording(row["text"], row["path"], row["since"][:10], row["until"][:10] if row["until"] else None)
        for row in rows
    ]
    identity = register.rows("SELECT came_from FROM identities WHERE pid = :pid", pid=pid)
    return History(pid, owner, tuple(_told_apart(wordings)), identity[0]["came_from"], _led_here(register, pid))


def _told_apart(wordings: list[Wording]) -> list[Wording]:
    """Rows that differ only by their place are one wording."""
    found: list[Wording] = []
    for one in wordings:
        last = found[-1] if found else None
        if last and last.text == one.text and last.until == one.since:
            found[-1] = Wording(one.text, one.path, last.since, one.until)
        else:
            found.append(one)
    return found


def _led_here(register: Register, pid: str) -> tuple[str, ...]:
    rows = register.rows(
        "SELECT pid FROM redirects WHERE target = :pid AND since <= :now AND (until IS NULL OR until > :now)", pid=pid
    )
    return tuple(row["pid"] for row in rows)


def as_of(register: Register, day: date) -> Register:
    """The register as a reader saw it at the end of a day."""
    return Register(register.connection, generation_on(register, day))


def generation_on(register: Register, day: date) -> int:
    """The last generation that was begun by the end of that day."""
    rows = register.rows(
        "SELECT max(number) AS number FROM generations WHERE number <= :now AND substr(started, 1, 10) <= :day",
        day=day.isoformat(),
    )
    if rows[0]["number"] is None:
        first = register.rows("SELECT min(started) AS started FROM generations")[0]["started"]
        said = f": lần nhập đầu tiên là ngày {_said(first[:10])}" if first else ""
        raise NotFound(f"Ngày {_said(day.isoformat())} thư viện chưa có gì{said}.")
    return int(rows[0]["number"])


def wording_on(register: Register, name: str, pid: str, day: date) -> tuple[History, Wording]:
    """The wording of a day; an id that was merged away shows its own words up to then, the other's from then on."""
    found = history(register, name, pid)
    wording = found.on(day)
    if wording is None and found.wordings[0].since <= day.isoformat() and register.leads_to(pid) != pid:
        found = history(register, name, register.leads_to(pid))
        wording = found.on(day)
    if wording is None:
        first = found.wordings[0].since
        was = "đã được gỡ" if first <= day.isoformat() else f"chưa có; bản đầu tiên nhập ngày {_said(first)}"
        raise NotFound(f"Ngày {_said(day.isoformat())} đoạn này {was}.")
    return found, wording


def _said(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
