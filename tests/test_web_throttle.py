"""Passwords cannot be tried forever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from browsing import ROOT, served

from web import throttle
from web.throttle import TRIES_OF_ADDRESS, TRIES_OF_NAME, WINDOW, Throttle
from web.users import add_user


class Clock:
    """A time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock, tmp_path: Path) -> Throttle:
    return Throttle(tmp_path, clock)


def test_a_name_may_be_tried_a_few_times(door: Throttle, clock: Clock) -> None:
    for _ in range(TRIES_OF_NAME):
        assert door.seconds_to_wait("an", "1.2.3.4") == 0
        door.failed("an", "1.2.3.4")
    assert 0 < door.seconds_to_wait("an", "1.2.3.4") <= WINDOW + 1
    # From anywhere; and others are not kept waiting.
    assert door.seconds_to_wait("an", "5.6.7.8") > 0
    assert door.seconds_to_wait("binh", "1.2.3.4") == 0
    clock.now += WINDOW + 1
    assert door.seconds_to_wait("an", "1.2.3.4") == 0


def test_an_address_may_try_some_names(door: Throttle) -> None:
    for number in range(TRIES_OF_ADDRESS):
        assert door.seconds_to_wait(f"name {number}", "1.2.3.4") == 0
        door.failed(f"name {number}", "1.2.3.4")
    assert door.seconds_to_wait("another", "1.2.3.4") > 0
    assert door.seconds_to_wait("another", "5.6.7.8") == 0


def test_the_wait_gets_shorter(door: Throttle, clock: Clock) -> None:
    for _ in range(TRIES_OF_NAME):
        door.failed("an", "a")
    first = door.seconds_to_wait("an", "a")
    clock.now += 60
    assert door.seconds_to_wait("an", "a") == first - 60


def test_who_came_in_starts_anew(door: Throttle) -> None:
    for _ in range(TRIES_OF_NAME - 1):
        door.failed("an", "a")
    door.succeeded("an")
    for _ in range(TRIES_OF_NAME - 1):
        door.failed("an", "a")
    assert door.seconds_to_wait("an", "a") == 0


def test_invented_names_do_not_fill_the_disk(door: Throttle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_KEYS", 50)
    for number in range(400):
        door.failed(f"name {number}", f"address {number}")
    assert len(list(tmp_path.iterdir())) <= 50


def test_a_folder_that_was_tidied_away_is_made_again(tmp_path: Path, clock: Clock) -> None:
    door = Throttle(tmp_path / "gone", clock)
    assert door.seconds_to_wait("an", "a") == 0
    door.succeeded("an")
    for _ in range(TRIES_OF_NAME):
        door.failed("an", "a")
    assert door.seconds_to_wait("an", "a") > 0


def test_no_name_lies_about(door: Throttle, tmp_path: Path) -> None:
    """People type their passwords into the wrong field."""
    door.failed("mật khẩu của tôi", "1.2.3.4")
    assert all("mật" not in path.name and b"m" not in path.read_bytes() for path in tmp_path.iterdir())


def test_a_damaged_line_is_no_try(door: Throttle, tmp_path: Path) -> None:
    for _ in range(TRIES_OF_NAME - 1):
        door.failed("an", "a")
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes() + b"\xff\n12")
    assert door.seconds_to_wait("an", "a") == 0
    door.failed("an", "a")  # joins the broken line; the next one counts again
    door.failed("an", "a")
    assert door.seconds_to_wait("an", "a") > 0


TRY = """
import sys
from pathlib import Path
from web.throttle import Throttle
door = Throttle(Path(sys.argv[1]))
sys.stdin.readline()
for _ in range(200):
    door.failed("an", "1.2.3.4")
"""


def test_two_processes_count_together(tmp_path: Path) -> None:
    """Both write at the same time, and nothing is lost."""
    tries = tmp_path / "tries"
    tries.mkdir()
    command = [sys.executable, "-c", TRY, str(tries)]
    workers = [subprocess.Popen(command, stdin=subprocess.PIPE, cwd=ROOT, text=True) for _ in range(2)]
    for worker in workers:
        assert worker.stdin
        worker.stdin.write("\n")
        worker.stdin.flush()
    for worker in workers:
        worker.communicate(timeout=60)
        assert worker.returncode == 0
    assert [len(path.read_bytes().splitlines()) for path in tries.iterdir()] == [400, 400]
    assert Throttle(tries).seconds_to_wait("an", "5.6.7.8") > 0


def test_the_workers_of_a_server_count_together(library: Path, tmp_path: Path) -> None:
    users = tmp_path / "users.json"
    add_user(users, "an", "mật khẩu đủ dài")
    with served(library, "--users", str(users), workers=2) as (address, _):
        form = urlencode({"ten": "an", "mat_khau": "sai"}).encode()
        statuses = [_posted(f"{address}/dang-nhap", form) for _ in range(TRIES_OF_NAME + 4)]
    assert statuses == [401] * TRIES_OF_NAME + [429] * 4


def _posted(address: str, form: bytes) -> int:
    try:
        with urlopen(address, data=form, timeout=20) as response:
            return int(response.status)
    except HTTPError as error:
        with error:
            return error.code
