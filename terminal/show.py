"""tracuu show: a paper or a paragraph, of today or of a day before, and what in it may be misread."""

from __future__ import annotations

import random
from contextlib import closing
from typing import Any

import click

from corpus.errors import BadRequest
from corpus.pasted_links import place_of, read_given
from corpus.register import Register, RegisteredPaper
from corpus.register_history import History, as_of, history, read_moment
from corpus.settings import Settings
from corpus.spellings import Counts
from corpus.suspicion import suspects as suspects_of
from search.columnar.engine import WhooshEngine
from terminal.command import command, json_option, print_json
from terminal.gone import gone_is_told
from terminal.papers import print_paper


@click.command()
@click.argument("name", metavar="DOC[/PID]")
@click.option("--suspects", is_flag=True, help="Những chữ có lẽ sai dấu (bản quét), so với các văn bản khác.")
@click.option("--date", "day", help="Như hôm ấy người đọc thấy: 2024-05-01; 2024-05-01.2: sau lần nhập thứ hai.")
@click.option("--history", "with_history", is_flag=True, help="Mọi lời văn của một đoạn, cũ trước.")
@json_option
@command
def show(settings: Settings, name: str, suspects: bool, day: str | None, with_history: bool, as_json: bool) -> None:
    name, linked_day = read_given(name)
    day = day or linked_day
    engine = WhooshEngine(settings.library)
    with (
        closing(Register.open(settings.library, engine.generation)) as register,
        gone_is_told(register, engine, as_json),
    ):
        register = as_of(register, read_moment(day)) if day and not with_history else register
        doc, pid = place_of(name, register)
        if with_history and not pid:
            raise BadRequest("Lịch sử là của một đoạn: tracuu show DOC/PID --history.")
        if with_history:
            _print_history(history(register, doc, pid), as_json)
            return
        if pid:
            doc, pid = register.paragraph(doc, pid)
        paper = register.paper(doc)
        found = _suspects(paper, pid, register) if suspects else None
    if found is not None:
        print_json(found) if as_json else _print_suspects(found)
        return
    print_json(paper.as_json(pid or None)) if as_json else print_paper(paper, pid)


def _suspects(paper: RegisteredPaper, pid: str, register: Register) -> dict[str, Any]:
    """What stands in a paper, or in one paragraph of it, as the rest of the library does not write it."""
    others = [name for name in register.papers() if name != paper.paper]
    random.Random(0).shuffle(others)  # a large library is not read whole: some of every time and place
    counts = Counts.of(paper.document, (register.paper(name).document for name in others))
    ids = {section.path: one for section, one in zip(paper.document.sections, paper.ids)}
    listed = []
    for one in suspects_of(paper.document, counts):
        own = ids[one.path].heading if one.paragraph is None else ids[one.path].paragraphs[one.paragraph]
        if pid in ("", own):
            listed.append({"pid": own, "url": f"/van-ban/{paper.paper}/{own}", **vars(one)})
    return {"doc": paper.paper, "papers": counts.papers, "syllables": counts.syllables, "suspects": listed}


def _print_suspects(found: dict[str, Any]) -> None:
    for one in found["suspects"]:
        typed = click.style(f"[{one['text']} → {one['reading']}]", bold=True)
        seen = f"{one['times']} lần" if one["times"] else "cụm từ quen dùng"
        click.echo(f"{one['url']}  …{one['before']}{typed}{one['after']}…  (“{one['known']}”: {seen})")
    click.echo(f"{len(found['suspects'])} chỗ đáng ngờ, so với {found['papers']} văn bản của thư viện.")


def _print_history(found: History, as_json: bool) -> None:
    if as_json:
        print_json(found.as_json())
        return
    for one in found.wordings:
        click.echo(f"{one.moment}  …  {one.until or 'nay'}  [{one.path}]")
        click.echo(f"    {one.text}")
    if found.came_from:
        click.echo(f"Được tách ra từ {found.came_from}.")
    for pid in found.led_here:
        click.echo(f"{pid} đã được gộp vào đây.")
