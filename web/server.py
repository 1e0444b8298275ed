"""The production server: granian's workers, each with one application and one engine."""

from __future__ import annotations

import os
import signal
import socket
from dataclasses import fields
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from corpus.errors import BadRequest, LibraryBroken
from corpus.settings import Settings
from corpus.system_errors import said
from web import create_app
from web.login import TRIES
from web.users import read_users
from web.warming import warm

# Longer than any answer takes.
SECONDS_TO_LEAVE = 5


def application() -> Flask:
    """Called in each worker: it learns the settings from the environment that `serve` left."""
    app = create_app(Settings.from_environment(os.environ))
    warm(app)
    return app


def serve(settings: Settings) -> None:
    """Serves until Ctrl-C."""
    _refuse_open_door(settings)
    if not settings.library.is_dir():
        raise LibraryBroken(f"Không có thư viện {settings.library}: hãy chạy `tracuu index THƯ_MỤC` trước.")
    _refuse_taken_port(settings.host, settings.port)
    os.environ.update(as_environment(settings))
    server = Granian(
        "web.server:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        # Answers are computed, not waited for: a second thread would only share the worker's core.
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_LEAVE,
        log_level=LogLevels.warning,
        working_dir=Path(__file__).parent.parent,
    )

    @server.on_startup
    def say_address() -> None:
        print(f"tracuu: mở {address(settings)} (thư viện {settings.library}; dừng bằng Ctrl-C)", flush=True)

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_obey)
    with TemporaryDirectory(prefix="tracuu-", ignore_cleanup_errors=True) as tries:
        os.environ[TRIES] = tries
        server.serve()


def _obey() -> None:
    """A forked worker is born with the server's ears: what it is told while it loads it would hear and not heed."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, who then tells its workers


def address(settings: Settings) -> str:
    """
    >>> address(Settings(host="::1", port=80))
    'http://[::1]:80'
    """
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def as_environment(settings: Settings) -> dict[str, str]:
    """What `Settings.from_environment` reads back; the library as seen from anywhere."""
    return {f"TRACUU_{one.name.upper()}": _as_text(getattr(settings, one.name)) for one in fields(settings)}


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Path):
        return str(value.resolve())
    return "" if value is None else str(value)


def _refuse_open_door(settings: Settings) -> None:
    """Nothing is shown to other machines by mistake."""
    if settings.public and settings.users:
        raise BadRequest("Chỉ chọn một: --public (ai cũng đọc được) hoặc --users TỆP (phải đăng nhập).")
    if not _is_this_machine(settings.host) and not settings.public and not settings.users:
        raise BadRequest(
            f"Ở địa chỉ {settings.host} máy khác cũng mở được thư viện: thêm --users TỆP để phải đăng nhập "
            "(tạo tệp bằng `tracuu user add TÊN --users TỆP`), hoặc --public nếu ai cũng được đọc."
        )
    if settings.users:
        read_users(settings.users)


def _is_this_machine(host: str) -> bool:
    """
    >>> [_is_this_machine(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "192.0.2.1", "")]
    [True, True, True, False, False, False, False]
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_taken_port(host: str, port: int) -> None:
    """Workers share the port, and would share it with another server too: so it is tried alone first."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            # A connection that has just closed does not hold the port; a listening server does.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
            trial.listen()
    except OSError as error:
        raise BadRequest(f"Không mở được {host}:{port} ({said(error)}): chọn cổng khác bằng --port.") from error
