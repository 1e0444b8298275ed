"""Settings out of the environment."""

from __future__ import annotations

import os
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from corpus.errors import BadRequest
from corpus.settings import Settings


def test_defaults() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert (settings.library, settings.host, settings.port, settings.url) == (Path("library"), "127.0.0.1", 8080, "")
    assert settings.max_text_bytes == 20_000_000
    assert settings.jobs == (os.cpu_count() or 1)
    assert 1 <= settings.workers <= 4


@pytest.mark.parametrize(
    ("variable", "value", "field", "wanted"),
    [
        ("TRACUU_LIBRARY", "/srv/văn bản", "library", Path("/srv/văn bản")),
        ("TRACUU_JOBS", "3", "jobs", 3),
        ("TRACUU_MAX_TEXT_BYTES", "1000000000", "max_text_bytes", 1_000_000_000),
        ("TRACUU_HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("TRACUU_PORT", "65535", "port", 65_535),
        ("TRACUU_WORKERS", "1", "workers", 1),
        ("TRACUU_URL", "https://tra-cuu.example", "url", "https://tra-cuu.example"),
        ("TRACUU_PUBLIC", "1", "public", True),
        ("TRACUU_PUBLIC", "0", "public", False),
        ("TRACUU_USERS", "/etc/tracuu/users.json", "users", Path("/etc/tracuu/users.json")),
        ("TRACUU_BEHIND_PROXY", "1", "behind_proxy", True),
    ],
)
def test_every_setting_has_a_variable(variable: str, value: str, field: str, wanted: object) -> None:
    assert getattr(Settings.from_environment({variable: value, "PATH": "/bin"}), field) == wanted


def test_no_setting_is_left_out_above() -> None:
    assert set(Settings.__dataclass_fields__) == {
        *("library", "jobs", "max_text_bytes", "host", "port", "workers", "url", "public", "users", "behind_proxy"),
    }


def test_empty_variable_is_none() -> None:
    assert Settings.from_environment({"TRACUU_LIBRARY": "", "TRACUU_PORT": ""}) == Settings()


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "abc", " 8", "٣", "²", "1_000", "9" * 5_000])
@pytest.mark.parametrize("name", ["JOBS", "PORT", "WORKERS", "MAX_TEXT_BYTES"])
def test_what_is_no_number(name: str, value: str) -> None:
    with pytest.raises(BadRequest, match=f"TRACUU_{name}"):
        Settings.from_environment({f"TRACUU_{name}": value})


def test_port_that_does_not_exist() -> None:
    with pytest.raises(BadRequest, match="65535"):
        Settings.from_environment({"TRACUU_PORT": "65536"})


@pytest.mark.parametrize("name", ["PUBLIC", "BEHIND_PROXY"])
@pytest.mark.parametrize("value", ["yes", "true", "2", " 1", "no"])
def test_what_is_no_switch(name: str, value: str) -> None:
    with pytest.raises(BadRequest, match=f"TRACUU_{name}"):
        Settings.from_environment({f"TRACUU_{name}": value})


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]
