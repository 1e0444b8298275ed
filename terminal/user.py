"""tracuu user: who may log in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from corpus.errors import BadRequest
from corpus.settings import Settings
from terminal.command import command, users_option
from web import users as known


@click.group()
def user() -> None:
    """See tracuu.py."""


@user.command("add")
@click.argument("name")
@users_option
@command
def add_user(settings: Settings, name: str, users: Path | None) -> None:
    """Thêm một người, hoặc đặt lại mật khẩu của người ấy."""
    file = _users_file(settings, users)
    if sys.stdin.isatty():
        password = click.prompt("Mật khẩu", hide_input=True, confirmation_prompt="Gõ lại mật khẩu", err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    is_new = known.add_user(file, name, password)
    click.echo(f"Đã {'thêm' if is_new else 'đặt lại mật khẩu của'} “{name}”.")


@user.command("remove")
@click.argument("name")
@users_option
@command
def remove_user(settings: Settings, name: str, users: Path | None) -> None:
    """Bỏ một người: lần mở trang sau, người ấy phải đăng nhập và không vào được nữa."""
    known.remove_user(_users_file(settings, users), name)
    click.echo(f"Đã bỏ “{name}”.")


def _users_file(settings: Settings, chosen: Path | None) -> Path:
    path = chosen or settings.users
    if path is None:
        raise BadRequest("Hãy cho biết tệp: --users TỆP, hoặc biến TRACUU_USERS.")
    return path
