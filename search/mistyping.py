"""Generator of typing errors, for measuring how many are put right."""

from __future__ import annotations

from random import Random

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def mistyped(word: str, chance: Random) -> str:
    """The word with one letter wrong, missing, too many, or exchanged with the next.

    >>> mistyped("nghị", Random(3))
    'nhị'
    """
    place = chance.randrange(len(word))
    letter = chance.choice(_LETTERS)
    return chance.choice(
        [
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
        ]
    )
