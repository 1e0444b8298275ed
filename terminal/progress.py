"""The line that shows how far a long command is, where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from indexer.build import Progress


@contextmanager
def progress_line(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """One line that is written over, where a person watches; nothing in a pipe."""
    watched = sys.stderr.isatty() and not quiet

    def report(progress: Progress) -> None:
        if watched:
            rate = progress.sections / max(progress.seconds, 0.001)
            left = progress.seconds / progress.done * (progress.total - progress.done)
            bar = "█" * (20 * progress.done // progress.total)
            click.echo(
                f"\r{bar:<20} {progress.done}/{progress.total} tệp · {rate:.0f} mục/s · còn {left:.0f} giây \033[K",
                nl=False,
                err=True,
            )

    try:
        yield report
    finally:
        if watched:
            click.echo("", err=True)
