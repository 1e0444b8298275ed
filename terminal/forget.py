"""tracuu forget: a paper withdrawn, and what can be done about it afterwards."""

from __future__ import annotations

from pathlib import Path

import click

from corpus.errors import BadRequest
from corpus.settings import Settings
from indexer import decisions
from terminal.command import command
from terminal.progress import progress_line


@click.command()
@click.argument("doc", required=False)
@click.option("--reason", help="Vì sao; được ghi lại.")
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@click.option("--allow", is_flag=True, help="Cho phép nhập lại văn bản đã thu hồi.")
@click.option(
    "--another",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="TỆP",
    help="Tệp này bị từ chối nhầm: nó là một văn bản khác.",
)
@click.option("--list", "listed", is_flag=True, help="Liệt kê những văn bản đã thu hồi.")
@command
def forget(
    settings: Settings,
    doc: str | None,
    reason: str | None,
    yes: bool,
    allow: bool,
    another: Path | None,
    listed: bool,
) -> None:
    if listed:
        acts = decisions.log(settings)
        for act in acts:
            click.echo(f"{act.day}  {act.paper}  {act.who or ''}  {act.why or ''}".rstrip())
        if not acts:
            click.echo("Chưa thu hồi văn bản nào.")
        return
    if another:
        paper = decisions.another(settings, another)
        click.echo(f"Đã ghi: {another} không phải là {paper}. Chạy lại `tracuu index` để nhập.")
        return
    if not doc:
        raise BadRequest("Hãy cho biết văn bản: tracuu forget DOC.")
    if allow:
        click.echo(f"Từ nay có thể nhập lại “{decisions.allow(settings, doc)}”; nó sẽ có liên kết mới.")
        return
    name = decisions.about_to_forget(settings, doc)
    if not yes:
        click.confirm(f"Xoá hẳn {name} khỏi thư viện? Không lấy lại được", abort=True, err=True)
    with progress_line(quiet=False) as report:
        forgotten = decisions.forget(settings, doc, reason, report)
    click.echo(f"Đã thu hồi “{forgotten.paper}”; trong nhật ký nó là {forgotten.hidden}.")
    click.echo("Tệp gốc, bản sao lưu và bản xuất cũ không bị đụng đến:")
    for origin in forgotten.files:
        click.echo(f"  {origin}")
