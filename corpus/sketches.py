"""How like two texts are, when of one of them nothing is left but 128 bytes.

A sketch is b-bit MinHash (Li and König 2010): of each of 128 random orders of a text's pairs of syllables, eight bits
of the first one. Two texts agree in as many bytes as they share pairs. A pair that is guessed agrees with half a byte
by chance, and with a tenth of a byte more when it is there: single words and sentences of a longer text cannot be read
out of it. Whoever has nearly the whole text can see that it is this one; for that it is made.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_ORDERS = 128
_BY_CHANCE = 1 / 256


def sketch(salt: str, folded: str) -> str | None:
    """Of a folded text; None where there is too little to tell one text from another."""
    words = folded.split()
    pairs = {f"{one} {other}" for one, other in zip(words, words[1:])}
    if len(pairs) < 2:
        return None
    key = bytes.fromhex(salt)
    hashed = b"".join(hashlib.blake2b(pair.encode(), digest_size=8, key=key).digest() for pair in pairs)
    values = np.frombuffer(hashed, dtype="<u8")
    factors, shifts = _orders(salt)
    first = np.empty(_ORDERS, dtype=np.uint64)
    for place in range(_ORDERS):
        first[place] = (values * factors[place] + shifts[place]).min()
    return bytes((first & np.uint64(255)).tolist()).hex()


@lru_cache(maxsize=4)
def _orders(salt: str) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """The random orders of a salt: a factor, odd so that no two values become one, and a shift."""
    drawn = np.frombuffer(hashlib.shake_256(bytes.fromhex(salt) + b"orders").digest(_ORDERS * 16), dtype="<u8").reshape(
        2, _ORDERS
    )
    return drawn[0] | np.uint64(1), drawn[1]


def shared(one: str, other: str) -> float:
    """The share of pairs that two texts have in common, 0 to 1, give or take 0.04; of sketches of one salt.

    >>> shared("00" * 128, "00" * 128)
    1.0
    """
    same = sum(a == b for a, b in zip(bytes.fromhex(one), bytes.fromhex(other))) / _ORDERS
    return max(0.0, (same - _BY_CHANCE) / (1 - _BY_CHANCE))
