"""tracuu citations: whom a paper cites and who cites it; what is cited and not there."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import click

from corpus.citation_links import CitationLinks
from corpus.errors import BadRequest, NotFound
from corpus.missing_papers import missing_papers
from corpus.pasted_links import place_of, read_given
from corpus.register import Register
from corpus.settings import Settings
from search.columnar.engine import WhooshEngine
from terminal.command import command, json_option, print_json
from terminal.gone import gone_is_told
from terminal.papers import print_cited_by
from web.citing import citations_json
from web.reading import path_of


@click.command()
@click.argument("name", metavar="[DOC[/PID]]", default="")
@click.option("--missing", is_flag=True, help="Những văn bản được viện dẫn nhiều nhất mà thư viện chưa có.")
@click.option("--limit", type=click.IntRange(0), help="Số văn bản còn thiếu (mặc định: tất cả).")
@json_option
@command
def citations(settings: Settings, name: str, missing: bool, limit: int | None, as_json: bool) -> None:
    if bool(name) == missing:
        raise BadRequest("Chọn một: tracuu citations DOC[/PID], hoặc tracuu citations --missing.")
    engine = WhooshEngine(settings.library)
    with (
        closing(Register.open(settings.library, engine.generation)) as register,
        gone_is_told(register, engine, as_json),
    ):
        if missing:
            found = missing_papers(CitationLinks(register))
            shown = {"total": len(found), "missing": [one.as_json() for one in found[:limit]]}
        else:
            doc, pid = place_of(read_given(name).name, register)
            paper = register.paper(doc)
            path = path_of(paper, pid) if pid else None
            if pid and path is None:
                register.paragraph(doc, pid)  # says where it went
                raise NotFound(f"Đoạn “{pid}” nay ở văn bản khác: xem `tracuu show {doc}/{pid}`.")
            shown = citations_json(paper, register, engine, pid or None, path)
    if as_json:
        print_json(shown)
    elif missing:
        _print_missing(shown)
    else:
        _print_citations(shown)


def _print_citations(shown: dict[str, Any]) -> None:
    click.echo(f"Viện dẫn ({len(shown['cites'])}):")
    for one in shown["cites"]:
        perhaps = "có thể là " + ", ".join(one["choices"]) if one["choices"] else "chưa có trong thư viện"
        click.echo(f"  {one['text']}  [{one['path']}]  → {one['doc'] or perhaps}")
    click.echo()
    print_cited_by(shown["cited_by"])


def _print_missing(shown: dict[str, Any]) -> None:
    click.echo(f"{shown['total']} văn bản được viện dẫn mà thư viện chưa có.")
    for one in shown["missing"]:
        called = f"{one['doc_type'] or 'Văn bản'} số {one['number']}" if one["number"] else one["name"]
        known = " · ".join(part for part in (called, one["issuing_body"], one["place"], one["date"]) if part)
        click.echo(f"  {one['times']:>4} lần, {one['papers']:>4} văn bản  {known}")
