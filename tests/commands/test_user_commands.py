"""`tracuu user`: who may log in, and a password that nobody sees on the screen."""

from __future__ import annotations

import os
import pty
import stat
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from commanding import TRACUU, apart, tracuu

from web.users import read_users

PASSWORD = "mật khẩu đủ dài"


def test_adding_and_removing(tmp_path: Path) -> None:
    file = tmp_path / "users.json"
    added = apart("user", "add", "an", "--users", file, typed=f"{PASSWORD}\n")
    assert (added.returncode, added.stdout, added.stderr) == (0, "Đã thêm “an”.\n", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read_users(file).admits("an", PASSWORD)
    again = apart("user", "add", "an", typed="mật khẩu mới hơn\n", TRACUU_USERS=file)
    assert again.stdout == "Đã đặt lại mật khẩu của “an”.\n"
    assert read_users(file).admits("an", "mật khẩu mới hơn")
    assert apart("user", "remove", "an", "--users", file).stdout == "Đã bỏ “an”.\n"
    assert read_users(file).hashes == {}


@pytest.mark.parametrize(
    "arguments, typed, said",
    [
        (("add", "an"), PASSWORD, "--users TỆP"),
        (("add", "an", "--users", "{file}"), "ngắn", "Mật khẩu phải có"),
        (("add", " ", "--users", "{file}"), PASSWORD, "Tên phải có"),
        (("remove", "an", "--users", "{file}"), "", "tracuu user add"),
    ],
)
def test_mistakes_are_said_in_a_line(tmp_path: Path, arguments: tuple[str, ...], typed: str, said: str) -> None:
    file = str(tmp_path / "users.json")
    done = tracuu("user", *(one.format(file=file) for one in arguments), typed=f"{typed}\n")
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not os.path.exists(file)


def test_at_a_terminal_the_password_is_asked_twice_and_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "users.json"
    terminal, inside = pty.openpty()
    # A session of its own: it knows no other terminal than this one.
    process = subprocess.Popen(
        [sys.executable, str(TRACUU), "user", "add", "an", "--users", str(file)],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
    )
    shown = b""
    for question in ("Mật khẩu", "Gõ lại mật khẩu"):
        while question.encode() not in shown:
            shown += os.read(terminal, 1024)
        # The echo is off a moment after the question.
        while process.poll() is None and termios.tcgetattr(inside)[3] & termios.ECHO:
            time.sleep(0.01)
        os.write(terminal, f"{PASSWORD}\n".encode())
    assert process.wait(timeout=60) == 0
    shown += os.read(terminal, 1024)
    os.close(inside)
    os.close(terminal)
    assert "Đã thêm “an”." in shown.decode()
    assert PASSWORD not in shown.decode()
    assert read_users(file).admits("an", PASSWORD)
