"""Papers as lines of the terminal: their paragraphs with their ids, and who cites them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import click

from corpus.register import RegisteredPaper


def print_paper(paper: RegisteredPaper, pid: str) -> None:
    for number, run in groupby(paper.document.reading_order, key=itemgetter(0)):
        section, ids = paper.document.sections[number], paper.ids[number]
        if pid and pid not in (ids.heading, *ids.paragraphs):
            continue
        click.echo(f"\n[{section.path}] {section.label or ''} {section.heading or ''}".rstrip())
        for place in (place for _, place in run if place is not None):
            if not pid or pid in (ids.paragraphs[place], ids.heading):
                click.echo(f"  {ids.paragraphs[place]}  {section.paragraphs[place].text}")


def print_cited_by(citing: Sequence[Mapping[str, Any]]) -> None:
    click.echo(f"Được viện dẫn bởi ({len(citing)}):")
    for one in citing:
        known = " · ".join(
            str(part) for part in (one["doc_type"], one["number"], one["issuing_body"], one["date"]) if part
        )
        places = ", ".join(dict.fromkeys(place["path"] for place in one["places"]))
        click.echo(f"  {one['doc']}  {known}  [{places}]" + ("" if one["sure"] else "  (chưa chắc)"))
