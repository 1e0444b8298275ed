"""tracuu links: permanent links reviewed and joined; the register exported and imported."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from corpus.errors import BadRequest
from corpus.register_acts import OpenDoubt
from corpus.register_exchange import export_file, write_lines
from corpus.settings import Settings
from indexer import decisions
from terminal.command import command, json_option, must_be_there, print_json
from terminal.progress import progress_line


@click.group(invoke_without_command=True)
@click.option("--review", is_flag=True, help="Liệt kê những đoạn mà lần nhập không dám chắc.")
@json_option
@command
def links(settings: Settings, review: bool, as_json: bool) -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        if not review:
            raise BadRequest("Hãy chọn: tracuu links --review, hoặc join, dismiss, export, import.")
        doubts = decisions.review(settings)
        print_json([vars(doubt) for doubt in doubts]) if as_json else _print_doubts(doubts)


@links.command("join")
@click.argument("old")
@click.argument("new")
@command
def join_links(settings: Settings, old: str, new: str) -> None:
    """Từ nay OLD dẫn đến NEW: hai mã là một đoạn."""
    click.echo(f"Từ nay “{old}” dẫn đến “{decisions.join(settings, old, new)}”.")


@links.command("dismiss")
@click.argument("old")
@click.argument("new")
@command
def dismiss_links(settings: Settings, old: str, new: str) -> None:
    """Hai mã là hai đoạn khác nhau: không hỏi nữa."""
    decisions.dismiss(settings, old, new)
    click.echo("Đã ghi: hai đoạn khác nhau.")


@links.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@command
def export_links(settings: Settings, file: Path) -> None:
    """Xuất cả sổ đăng ký ra các dòng JSON; “-” là màn hình."""
    if str(file) == "-":
        write_lines(settings.library, sys.stdout)
        return
    if file.is_dir():
        raise BadRequest(f"“{file}” là thư mục: hãy cho biết một tệp để ghi.")
    if file.exists() and not file.is_file():  # a pipe or device is written to; nothing may take its place
        with file.open("w", encoding="utf-8") as out:
            click.echo(f"Đã xuất {write_lines(settings.library, out)} dòng ra {file}.")
        return
    click.echo(f"Đã xuất {export_file(settings.library, file)} dòng ra {file}.")


@links.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", "may_lose", is_flag=True, help="Thay cả khi mất những liên kết mà tệp không có.")
@command
def import_links(settings: Settings, file: Path, may_lose: bool) -> None:
    """Đặt sổ đăng ký của một bản xuất vào thư viện, rồi dựng lại chỉ mục."""
    must_be_there(file)
    with progress_line(quiet=False) as report:
        restored = decisions.restore(file, settings, may_lose, report)
    click.echo(f"Đã nhập {restored.rows} dòng và dựng lại chỉ mục.")
    if restored.kept:
        click.echo(f"Sổ trước đó: {restored.kept}")
        click.echo(f"Trở về sổ ấy: tracuu links import {restored.kept} --replace")
    for paper in restored.honoured:
        click.echo(f"Tệp còn một văn bản đã thu hồi: nó vẫn bị thu hồi, theo nhật ký ({paper}).")
    if restored.is_older:
        forgotten = "" if restored.has_log else "thu hồi, "
        click.echo(
            f"Lưu ý: sổ trước đó không đọc được, nên những gì đã {forgotten}nối hay nhập sau lần xuất này không còn "
            "được biết đến."
        )
        if not restored.has_log:
            click.echo("Văn bản nào đã thu hồi từ đó phải thu hồi lại: tracuu forget DOC.")


def _print_doubts(doubts: Sequence[OpenDoubt]) -> None:
    for one in doubts:
        click.echo(f"{one.paper} · {one.day} · giống {one.likeness:.0%}")
        click.echo(f"  cũ  {one.old}  [{one.old_path}]  {one.old_text}")
        click.echo(f"  mới {one.new}  [{one.new_path}]  {one.new_text}")
        click.echo(f"  là một: tracuu links join {one.old} {one.new}")
        click.echo(f"  là hai: tracuu links dismiss {one.old} {one.new}\n")
    click.echo(f"{len(doubts)} đoạn chờ quyết định." if doubts else "Không có đoạn nào chờ quyết định.")
