"""tracuu index: files and folders into the library, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from corpus.errors import BadRequest
from corpus.settings import Settings
from indexer import build
from indexer.build import Summary
from terminal.command import command, json_option, print_json
from terminal.progress import progress_line

SOME_FILES_FAILED = 3


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--jobs", type=click.IntRange(1), help="Số tiến trình đọc và tách từ (mặc định: số nhân).")
@click.option("--rebuild", is_flag=True, help="Dựng lại chỉ mục từ sổ đăng ký và đọc lại các PATH.")
@click.option("--remove", is_flag=True, help="Gỡ cả khi hơn nửa số tệp của một PATH không còn.")
@json_option
@command
def index(
    settings: Settings, paths: Sequence[Path], jobs: int | None, rebuild: bool, remove: bool, as_json: bool
) -> int:
    if not paths and not rebuild:
        raise BadRequest("Hãy cho biết tệp hay thư mục cần đọc: tracuu index PATH…")
    settings = replace(settings, jobs=jobs) if jobs else settings
    with progress_line(quiet=as_json) as report:
        summary = build.index(paths, settings, rebuild=rebuild, remove=remove, report=report)
    print_json(_summary_json(summary)) if as_json else _print_summary(summary)
    return SOME_FILES_FAILED if summary.failed else 0


def _summary_json(summary: Summary) -> dict[str, Any]:
    return {
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "removed": summary.removed,
        "failed": [{"file": failure.file.origin, "reason": failure.reason} for failure in summary.failed],
        "kept": summary.kept,
        "doubts": summary.doubts,
        "known": summary.known,
        "moved": summary.moved,
        "sections": summary.sections,
        "seconds": round(summary.seconds, 2),
    }


def _print_summary(summary: Summary) -> None:
    click.echo(
        f"Thêm {summary.added}, đổi {summary.changed}, không đổi {summary.unchanged}, gỡ {summary.removed}; "
        f"{summary.sections} mục trong {summary.seconds:.1f} giây."
    )
    copied = summary.known - summary.moved
    if copied:
        click.echo(f"Trong số thêm, {copied} tệp là bản nữa của văn bản đã có: vẫn những văn bản và liên kết ấy.")
    if summary.moved:
        click.echo(f"Trong số thêm, {summary.moved} tệp là văn bản đã có, chuyển từ chỗ khác đến: liên kết giữ nguyên.")
    for paper in summary.honoured:
        click.echo(f"Sổ đăng ký cũ còn một văn bản đã thu hồi: đã gỡ nó ra, theo nhật ký ({paper}).", err=True)
    if summary.doubts:
        click.echo(f"{summary.doubts} đoạn không chắc là đoạn cũ nào: xem `tracuu links --review`.", err=True)
    for failure in summary.failed:
        click.echo(f"Không đọc được {failure.file.origin}: {failure.reason}", err=True)
    if summary.kept:
        click.echo(
            f"{len(summary.kept)} tệp không còn, quá nửa của thư mục: vẫn giữ trong thư viện. Thêm --remove để gỡ.",
            err=True,
        )
