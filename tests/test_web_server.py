"""The production server, really started: it says its address, answers, and stops when asked to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from browsing import ROOT, free_port, served

from corpus.errors import BadRequest, LibraryBroken
from corpus.settings import Settings
from web.server import address, as_environment, serve
from web.users import add_user


def test_it_serves_and_stops(library: Path) -> None:
    with served(library, workers=2) as (url, process):
        with urlopen(f"{url}/?q=thon", timeout=20) as response:
            assert response.status == 200
            assert "đoạn trong" in response.read().decode()
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=20)
        assert process.returncode == 0
        assert url in said
        assert "Traceback" not in said
        assert "Ctrl-C" in said


def test_it_stops_while_its_workers_still_load(library: Path) -> None:
    command = [
        sys.executable,
        "tracuu.py",
        "--library",
        str(library),
        "serve",
        "--port",
        str(free_port()),
        "--workers",
        "2",
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert "Ctrl-C" in process.stdout.readline()  # said before the workers are born
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def test_it_listens_on_loopback_only() -> None:
    assert Settings().host == "127.0.0.1"


def test_a_taken_port_is_said(library: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(BadRequest, match="chọn cổng khác"):
            serve(Settings(library=library, port=other.getsockname()[1]))


def test_a_host_that_is_not_ours_is_said(library: Path) -> None:
    with pytest.raises(BadRequest, match="Không mở được"):
        serve(Settings(library=library, host="192.0.2.1", public=True))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "tracuu.example"])
def test_other_machines_are_let_in_only_on_purpose(library: Path, host: str) -> None:
    with pytest.raises(BadRequest, match="--users TỆP.*tracuu user add.*--public"):
        serve(Settings(library=library, host=host))


def test_everyone_and_some_is_a_contradiction(library: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="Chỉ chọn một"):
        serve(Settings(library=library, public=True, users=tmp_path / "users.json"))


def test_a_file_of_users_must_be_there(library: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="tracuu user add"):
        serve(Settings(library=library, users=tmp_path / "users.json"))


def test_the_terminal_says_why_it_refuses(library: Path) -> None:
    command = [sys.executable, "tracuu.py", "--library", str(library), "serve", "--host", "0.0.0.0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "--public" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("way", ["--public", "--users"])
def test_it_serves_others_on_purpose(library: Path, tmp_path: Path, way: str) -> None:
    add_user(tmp_path / "users.json", "an", "mật khẩu đủ dài")
    options = [way] if way == "--public" else [way, str(tmp_path / "users.json")]
    with served(library, "--host", "0.0.0.0", *options) as (url, _), urlopen(f"{url}/", timeout=20) as response:
        assert ("Đăng nhập" in response.read().decode()) is (way == "--users")


def test_without_a_library_it_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(LibraryBroken, match="tracuu index"):
        serve(Settings(library=tmp_path / "nothing"))


def test_the_terminal_says_it_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "tracuu.py", "--library", str(tmp_path / "nothing"), "serve"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1


def test_workers_learn_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(Path("here"), host="::1", port=81, workers=5, url="https://a.example", users=Path("u.json"))
    settings = replace(settings, jobs=3, public=True, behind_proxy=True)
    learnt = Settings.from_environment({**os.environ, **as_environment(settings)})
    assert learnt == replace(settings, library=tmp_path / "here", users=tmp_path / "u.json")
    assert Settings.from_environment(as_environment(Settings())).users is None


@pytest.mark.parametrize(
    "host, shown",
    [("127.0.0.1", "http://127.0.0.1:8080"), ("::1", "http://[::1]:8080"), ("localhost", "http://localhost:8080")],
)
def test_address(host: str, shown: str) -> None:
    assert address(Settings(host=host)) == shown
