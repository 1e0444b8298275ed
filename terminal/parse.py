"""tracuu parse: what is understood of a file; nothing is stored."""

from __future__ import annotations

from pathlib import Path

import click

from corpus.parser import parse as parse_source
from corpus.readers import read
from corpus.readers.patience import guard
from corpus.settings import Settings
from terminal.command import command, json_option, must_be_there, print_json


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@command
def parse(settings: Settings, file: Path, as_json: bool) -> None:
    must_be_there(file)
    guard()
    document = parse_source(read(file, settings.max_text_bytes)).as_json()
    if as_json:
        print_json(document)
        return
    for name, value in document.items():
        if not isinstance(value, list):
            click.echo(f"{name}: {'' if value is None else value}")
    for section in document["sections"]:
        click.echo(f"\n[{section['path']}] {section['type']} {section['heading'] or ''}".rstrip())
        for paragraph in section["paragraphs"]:
            click.echo(f"    {paragraph['text']}")
