"""The file of those who may log in: names, scrypt hashes of passwords, and the secret that signs the cookies."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import BadRequest, LibraryBroken
from corpus.system_errors import said
from corpus.text import nfc

# One of OWASP's equal choices for scrypt: 16 MiB a try, five times over; its 128 MiB once would fill a small server.
_COST, _BLOCK, _PARALLEL = 2**14, 8, 5
SHORTEST = 8
LONGEST = 200
LONGEST_NAME = 64


@dataclass(frozen=True)
class Users:
    """`hashes` by name; `secret` never leaves the server."""

    secret: str
    hashes: Mapping[str, str]

    def admits(self, name: str, password: str) -> bool:
        """An unknown name takes as long as a wrong password: the time tells nobody who is known."""
        known = self.hashes.get(nfc(name))
        right = _matches(nfc(password)[:LONGEST], known or _NOBODY)
        return right and known is not None

    def seal(self, name: str) -> str | None:
        """What a cookie carries beside the name: another one as soon as the password is another one."""
        known = self.hashes.get(name)
        return hashlib.sha256(known.encode()).hexdigest()[:16] if known else None


def read_users(path: Path) -> Users:
    try:
        content = json.loads(path.read_text("utf-8"))
        return Users(str(content["secret"]), {str(name): str(one) for name, one in content["users"].items()})
    except FileNotFoundError as error:
        raise BadRequest(f"Không có tệp người dùng {path}: tạo bằng `tracuu user add TÊN --users {path}`.") from error
    except OSError as error:
        raise BadRequest(f"Không đọc được tệp người dùng {path} ({said(error)}).") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LibraryBroken(f"Tệp người dùng {path} bị hỏng: sửa lại, hoặc xoá đi và tạo lại.") from error


def add_user(path: Path, name: str, password: str) -> bool:
    """Takes a person in, or gives a known one another password; tells whether the name was new.

    Some keyboards type ễ as one letter, others as several: both are the same name and the same password.
    """
    name, password = nfc(name), nfc(password)
    if not 1 <= len(name.strip()) <= LONGEST_NAME or name != name.strip() or not name.isprintable():
        raise BadRequest(f"Tên phải có từ 1 đến {LONGEST_NAME} ký tự, không có khoảng trắng ở hai đầu.")
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadRequest(f"Mật khẩu phải có từ {SHORTEST} đến {LONGEST} ký tự.")
    users = read_users(path) if path.exists() else Users(secrets.token_hex(32), {})
    _write(path, replace(users, hashes={**users.hashes, name: _hash(password)}))
    return name not in users.hashes


def remove_user(path: Path, name: str) -> None:
    users, name = read_users(path), nfc(name)
    if name not in users.hashes:
        raise BadRequest(f"Không có người dùng “{name}” trong {path}.")
    _write(path, replace(users, hashes={one: known for one, known in users.hashes.items() if one != name}))


def _write(path: Path, users: Users) -> None:
    """The new file takes the old one's place whole, and only its owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp gives mode 0600.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"secret": users.secret, "users": dict(users.hashes)}, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _hash(password: str) -> str:
    salt = secrets.token_bytes(16)
    return f"scrypt:{_COST}:{_BLOCK}:{_PARALLEL}:{salt.hex()}:{_scrypt(password, salt, _COST, _BLOCK, _PARALLEL).hex()}"


def _matches(password: str, known: str) -> bool:
    """The costs stand in the hash, so that old hashes stay good when today's costs rise."""
    try:
        _, cost, block, parallel, salt, wanted = known.split(":")
        found = _scrypt(password, bytes.fromhex(salt), int(cost), int(block), int(parallel))
    except ValueError as error:
        raise LibraryBroken("Tệp người dùng có một mật khẩu không đọc được: tạo lại bằng `tracuu user add`.") from error
    return hmac.compare_digest(found.hex(), wanted)


def _scrypt(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    memory = 128 * block * (cost + parallel + 2) * 2
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, n=cost, r=block, p=parallel, maxmem=memory)


# The hash of no password: as costly to try as any other.
_NOBODY = f"scrypt:{_COST}:{_BLOCK}:{_PARALLEL}:{'00' * 16}:-"
