"""tracuu serve: the search page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from corpus.settings import Settings
from terminal.command import command, users_option
from web.server import serve as serve_pages


@click.command()
@click.option("--host", help="Địa chỉ lắng nghe (TRACUU_HOST; mặc định: 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Cổng (TRACUU_PORT; mặc định: 8080).")
@click.option("--workers", type=click.IntRange(1), help="Số tiến trình phục vụ (TRACUU_WORKERS).")
@click.option("--public", is_flag=True, help="Ai cũng được đọc, cả máy tìm kiếm (TRACUU_PUBLIC=1).")
@users_option
@click.option("--behind-proxy", is_flag=True, help="Có một máy chủ web đứng trước (TRACUU_BEHIND_PROXY=1).")
@command
def serve(settings: Settings, **chosen: Any) -> None:
    serve_pages(replace(settings, **{name: value for name, value in chosen.items() if value}))
