"""What is gone, told on the terminal as its page tells it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from corpus.register import PaperGone, ParagraphGone, Register
from search.engine import Engine
from terminal.command import print_error, print_json
from terminal.papers import print_cited_by, print_paper

if TYPE_CHECKING:
    from web.gone import LastSeen


@contextmanager
def gone_is_told(register: Register, engine: Engine, as_json: bool) -> Iterator[None]:
    """Of what is gone the terminal tells what its page tells; the exit code is still that of an error."""
    try:
        yield
    except (PaperGone, ParagraphGone) as error:
        from web.gone import error_json, last_seen

        seen = last_seen(error, register, engine)
        if as_json:
            print_json(error_json(error, seen))
        else:
            print_error(error, as_json=False)
            _print_last_seen(seen)
        raise click.exceptions.Exit(error.exit_code) from error


def _print_last_seen(seen: LastSeen) -> None:
    record = seen.record
    known = (record.doc_type, record.number, record.issuing_body, record.date or record.year, record.place)
    click.echo(" · ".join(str(one) for one in known if one))
    if record.title:
        click.echo(record.title)
    click.echo(f"Gỡ ngày {seen.day}; bản cuối cùng:")
    print_paper(seen.paper, seen.pid or "")
    if seen.nearest:
        click.echo("\nGần nhất còn lại:")
    for near in seen.nearest:
        click.echo(f"  {near.paper.paper}{f'/{near.pid}' if near.pid else ''}  {near.paper.title or ''}".rstrip())
    if seen.cited_by:
        click.echo()
        print_cited_by(seen.as_json()["cited_by"])
