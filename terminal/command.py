"""What every command has: its settings, the options that several share, one shape for JSON and for errors."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from corpus.errors import BadRequest, TracuuError
from corpus.settings import Settings
from corpus.system_errors import as_ours

library_option = click.option(
    "--library",
    type=click.Path(path_type=Path),
    help="Thư mục thư viện (biến TRACUU_LIBRARY; mặc định: library).",
)
users_option = click.option(
    "--users", type=click.Path(path_type=Path), help="Tệp những người được đăng nhập (TRACUU_USERS)."
)
json_option = click.option("--json", "as_json", is_flag=True, help="In ra JSON.")


def command(function: Callable[..., int | None]) -> Callable[..., None]:
    """Gives a subcommand its settings, and turns our errors into one line, or one JSON object, and an exit code."""

    @library_option
    @wraps(function)
    def run(library: Path | None, **arguments: Any) -> None:
        context = click.get_current_context()
        try:
            settings = Settings.from_environment(os.environ)
            library = library or context.find_root().params["library"]
            code = function(replace(settings, library=library) if library else settings, **arguments)
        except TracuuError as error:
            code = print_error(error, bool(arguments.get("as_json")))
        except BrokenPipeError:
            # `tracuu search … | head` has read enough; the interpreter must not complain about it at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        except OSError as error:
            code = print_error(as_ours(error), bool(arguments.get("as_json")))
        if context.invoked_subcommand is None:  # of a group only what stands alone ends here
            context.exit(code or 0)

    return run


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_error(error: TracuuError, as_json: bool) -> int:
    if as_json:
        print_json({"error": {"status": error.status, "message": str(error)}})
    else:
        click.echo(f"tracuu: {error}", err=True)
    return error.exit_code


def must_be_there(file: Path) -> None:
    if not file.exists():
        raise BadRequest(f"Không có tệp “{file}”.")
    if file.is_dir():
        raise BadRequest(f"“{file}” là thư mục, không phải tệp.")
