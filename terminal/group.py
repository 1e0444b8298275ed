"""The commands together, each imported when it is asked for: a search must not wait for what only `index` needs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from terminal.collector import at_rest


class Commands(click.Group):
    """The command `search` is `terminal.search.search`; until it is asked for, one that is only listed stands in."""

    def __init__(self, *, sentences: Mapping[str, str], **settings: Any) -> None:
        super().__init__(commands=[click.Command(name, help=said) for name, said in sentences.items()], **settings)

    def imported(self, name: str) -> click.Command:
        with at_rest():
            command: click.Command = getattr(import_module(f"terminal.{name}"), name)
        command.help = self.commands[name].help
        return command

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, left = super().resolve_command(context, arguments)
        return name, self.imported(command.name) if command and command.name else command, left
