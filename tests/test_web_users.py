"""The file of users: what it keeps, who may read it, and that it says what is wrong with it."""

from __future__ import annotations

import json
import os
import shutil
import stat
import unicodedata
from pathlib import Path

import pytest

from corpus.errors import BadRequest, LibraryBroken
from web.users import add_user, read_users, remove_user

PASSWORD = "mật khẩu đủ dài"


@pytest.fixture(scope="module")
def only_an(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: hashing a password is slow on purpose."""
    path = tmp_path_factory.mktemp("users") / "etc" / "users.json"
    add_user(path, "an", PASSWORD)
    return path


@pytest.fixture
def file(only_an: Path, tmp_path: Path) -> Path:
    return shutil.copytree(only_an.parent, tmp_path / "etc") / "users.json"


def test_who_may_come_in(file: Path) -> None:
    users = read_users(file)
    assert users.admits("an", PASSWORD)
    for name, password in (("an", "mật khẩu khác"), ("an", ""), ("AN", PASSWORD), ("binh", PASSWORD), ("", "")):
        assert not users.admits(name, password)


@pytest.mark.parametrize("added", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_letter_may_be_typed_as_several_signs(tmp_path: Path, added: str, typed: str) -> None:
    name, password = "Nguyễn Ân", PASSWORD
    add_user(tmp_path / "users", unicodedata.normalize(added, name), unicodedata.normalize(added, password))
    again = unicodedata.normalize(typed, name)
    assert read_users(tmp_path / "users").admits(again, unicodedata.normalize(typed, password))
    remove_user(tmp_path / "users", again)
    assert not read_users(tmp_path / "users").hashes


def test_the_file_is_the_owners_and_holds_no_password(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text("utf-8")
    assert PASSWORD not in text
    assert json.loads(text)["users"]["an"].startswith("scrypt:")
    assert os.listdir(file.parent) == ["users.json"]


def test_an_open_file_is_closed_again(file: Path) -> None:
    file.chmod(0o644)
    add_user(file, "binh", PASSWORD)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_new_password(file: Path) -> None:
    before = read_users(file)
    assert not add_user(file, "an", "mật khẩu mới hơn")
    users = read_users(file)
    assert users.admits("an", "mật khẩu mới hơn")
    assert not users.admits("an", PASSWORD)
    assert users.secret == before.secret
    assert users.seal("an") != before.seal("an")


def test_the_same_password_looks_different(file: Path) -> None:
    assert add_user(file, "binh", PASSWORD)
    hashes = read_users(file).hashes
    assert hashes["an"] != hashes["binh"]


def test_who_was_removed(file: Path) -> None:
    add_user(file, "binh", PASSWORD)
    remove_user(file, "an")
    users = read_users(file)
    assert not users.admits("an", PASSWORD)
    assert users.seal("an") is None
    assert users.admits("binh", PASSWORD)
    with pytest.raises(BadRequest, match="Không có người dùng"):
        remove_user(file, "an")


@pytest.mark.parametrize("name", ["", " an", "an ", "x" * 65, "a\nb", "a\x00b"])
def test_names_that_are_none(file: Path, name: str) -> None:
    with pytest.raises(BadRequest, match="Tên"):
        add_user(file, name, PASSWORD)


@pytest.mark.parametrize("password", ["", "1234567", "x" * 201])
def test_passwords_that_are_none(file: Path, password: str) -> None:
    with pytest.raises(BadRequest, match="Mật khẩu phải có"):
        add_user(file, "binh", password)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="tracuu user add"):
        read_users(tmp_path / "nothing.json")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"secret": "x"}', '{"secret": "x", "users": []}', "\udcff"])
def test_a_broken_file_lets_nobody_in(tmp_path: Path, content: str) -> None:
    path = tmp_path / "users.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(LibraryBroken, match="bị hỏng"):
        read_users(path)


def test_a_broken_hash_lets_nobody_in(file: Path) -> None:
    content = json.loads(file.read_text("utf-8"))
    content["users"]["an"] = "plain"
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(LibraryBroken, match="tracuu user add"):
        read_users(file).admits("an", "plain")
