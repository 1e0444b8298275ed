"""What the register said on an earlier day: the wordings of a paragraph, and a whole paper as it stood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from corpus.errors import BadRequest, NotFound
from corpus.register import Register
from corpus.viet_nam_time import day_of, said_day

# "2024-05-01", "2024-05-01.2"
_MOMENT = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.(?P<order>[1-9][0-9]{0,5}))?")


@dataclass(frozen=True)
class Moment:
    """The end of a day (in Viet Nam); or what stood after the first, the second … import of that day."""

    day: str  # ISO date
    order: int | None = None

    def __str__(self) -> str:
        return f"{self.day}.{self.order}" if self.order else self.day


@dataclass(frozen=True)
class Wording:
    """A text of a paragraph, from the import that brought it until another one took it away."""

    text: str
    path: str
    since: str  # ISO date
    until: str | None
    moment: Moment  # of the import that brought it: names this wording whatever is imported later that day
    first: int  # generation
    end: int | None  # the generation that it was no longer in

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "path": self.path,
            "since": self.since,
            "until": self.until,
            "moment": str(self.moment),
        }


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
            "wordings": [wording.as_json() for wording in self.wordings],
        }

    def at(self, generation: int) -> Wording | None:
        """The wording that a reader saw in a generation."""
        seen = (one for one in self.wordings if one.first <= generation and (one.end is None or one.end > generation))
        return next(seen, None)


def read_moment(typed: str) -> Moment:
    """
    >>> read_moment("2024-05-01"), read_moment("2024-05-01.2")
    (Moment(day='2024-05-01', order=None), Moment(day='2024-05-01', order=2))
    """
    match = _MOMENT.fullmatch(typed)
    try:
        day = date.fromisoformat(match["day"] if match else typed[:0])
    except ValueError as error:
        said = "viết năm-tháng-ngày, như 2024-05-01, hoặc 2024-05-01.2 (sau lần nhập thứ hai của ngày ấy)"
        raise BadRequest(f"“{typed[:40]}” không phải là ngày: {said}.") from error
    return Moment(day.isoformat(), int(match["order"]) if match and match["order"] else None)


def history(register: Register, name: str, pid: str) -> History:
    """Everything that a link has ever shown, also of a paragraph that is gone; newest state as the register stands."""
    paper = register.named(name)
    rows = register.rows(
        """SELECT paper, text, path, since AS first, CASE WHEN until <= :now THEN until END AS "end"
           FROM paragraphs WHERE pid = :pid AND since IN (SELECT number FROM generations WHERE number <= :now)
           ORDER BY since""",
        pid=pid,
    )
    if not rows:
        raise NotFound(f"Không có đoạn “{pid}” trong văn bản “{paper}”.")
    owner = register.named(rows[-1]["paper"])
    days = _days(register)
    wordings = [
        Wording(
            text=row["text"],
            path=row["path"],
            since=days[row["first"]],
            until=days.get(row["end"]),
            moment=Moment(days[row["first"]], _of_day(days, days[row["first"]]).index(row["first"]) + 1),
            first=row["first"],
            end=row["end"],
        )
        for row in rows
    ]
    identity = register.rows("SELECT came_from FROM identities WHERE pid = :pid", pid=pid)
    return History(pid, owner, tuple(_told_apart(wordings)), identity[0]["came_from"], _led_here(register, pid))


def _told_apart(wordings: list[Wording]) -> list[Wording]:
    """Rows that differ only by their place are one wording."""
    found: list[Wording] = []
    for one in wordings:
        last = found[-1] if found else None
        if last and last.text == one.text and last.end == one.first:
            found[-1] = replace(last, path=one.path, until=one.until, end=one.end)
        else:
            found.append(one)
    return found


def _led_here(register: Register, pid: str) -> tuple[str, ...]:
    rows = register.rows(
        "SELECT pid FROM redirects WHERE target = :pid AND since <= :now AND (until IS NULL OR until > :now)", pid=pid
    )
    return tuple(row["pid"] for row in rows)


def as_of(register: Register, moment: Moment) -> Register:
    """The register as a reader saw it at that moment."""
    return register.at(generation_at(register, moment))


def generation_at(register: Register, moment: Moment) -> int:
    """The last generation that was begun by the end of that day, or the one that is meant of that day's."""
    days = _days(register)
    if moment.order:
        return _the_nth_of(days, moment.day, moment.order)
    begun = [number for number, day in days.items() if day <= moment.day]
    if not begun:
        said = f": lần nhập đầu tiên là ngày {said_day(min(days.values()))}" if days else ""
        raise NotFound(f"Ngày {said_day(moment.day)} thư viện chưa có gì{said}.")
    return begun[-1]


def _days(register: Register) -> dict[int, str]:
    """Every generation that is known, in their order, with its day."""
    rows = register.rows("SELECT number, started FROM generations WHERE number <= :now ORDER BY number")
    return {row["number"]: day_of(row["started"]) for row in rows}


def _of_day(days: Mapping[int, str], day: str) -> list[int]:
    return [number for number, its in days.items() if its == day]


def _the_nth_of(days: Mapping[int, str], day: str, order: int) -> int:
    numbers = _of_day(days, day)
    if order > len(numbers):
        count = f"có {len(numbers)} lần" if numbers else "không có lần nào"
        raise NotFound(f"Không có lần nhập thứ {order} của ngày {said_day(day)}: ngày ấy {count}.")
    return numbers[order - 1]


def wording_at(register: Register, name: str, pid: str, moment: Moment) -> tuple[History, Wording]:
    """The wording of a moment; an id that was merged away shows its own words up to then, the other's from then on."""
    found = history(register, name, pid)
    first = found.wordings[0]
    if not moment.order and moment.day < first.since:
        raise NotFound(f"Ngày {said_day(moment.day)} đoạn này chưa có; bản đầu tiên nhập ngày {said_day(first.since)}.")
    generation = generation_at(register, moment)
    then = register.at(generation)
    # Where it led at that moment, also if it stands by itself again; else where it leads now.
    for target in dict.fromkeys((pid, then.leads_to(pid), register.leads_to(pid))):
        known = found if target == pid else history(register, name, target)
        if first.first <= generation and (wording := known.at(generation)):
            return known, wording
    if first.first > generation:
        raise NotFound(f"Ngày {said_day(moment.day)} đoạn này chưa có; bản đầu tiên nhập ngày {said_day(first.since)}.")
    then.paragraph(name, pid)  # says what it said last, and when it went
    raise NotFound(f"Ngày {said_day(moment.day)} đoạn này không có lời văn nào.")
