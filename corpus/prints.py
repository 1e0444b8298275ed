"""What a withdrawn paper is known again by, without a word of it: salted hashes, slow where the input can be guessed.

Whoever holds the register can try guesses against them. A sum of a whole file or text cannot be guessed, so it is
quick. A number with its body and day, a title, a path or a paper's id can: each trial costs what `_COST` says.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from functools import lru_cache

# What stands in the place of a withdrawn paper's id. No id of a paper has an underscore.
PREFIX = "thu-hoi_"

# The cost of scrypt: 4 MB and some 9 ms a trial; the numbers of one province in one year are ten million trials.
_COST = {"n": 2**12, "r": 8, "p": 1}

_LONGEST_NAME = 200  # longer than any id of a paper: not worth a trial


def new_salt() -> str:
    return secrets.token_hex(16)


def quick(salt: str, text: str) -> str:
    """Of what nobody can guess."""
    return hashlib.blake2b(text.encode(), digest_size=16, key=bytes.fromhex(salt)).hexdigest()


@lru_cache(maxsize=10_000)  # the same link is asked for again and again
def slow(salt: str, *parts: str) -> str:
    """Of what could be guessed: one trial is cheap for us, millions are dear."""
    return _slow(salt, parts, 12).hex()


def _slow(salt: str, parts: tuple[str, ...], length: int) -> bytes:
    text = "\0".join(parts).encode(errors="surrogatepass")
    return hashlib.scrypt(text, salt=bytes.fromhex(salt), dklen=length, **_COST)


@lru_cache(maxsize=10_000)
def hidden(salt: str, name: str) -> str:
    """What stands in the place of a paper's id.

    >>> hidden("00" * 16, "25-kl-tu-minh-hoa-2014")
    'thu-hoi_mi7uew56mtkmf3jr'
    """
    if len(name) > _LONGEST_NAME:
        return ""
    return PREFIX + base64.b32encode(_slow(salt, ("name", name), 10)).decode().lower()


def is_hidden(name: str) -> bool:
    return name.startswith(PREFIX)
