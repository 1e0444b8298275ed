"""Names in a line that was all in capitals: bodies and places get theirs back when the line is put in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus.bodies import find_bodies
from corpus.places import NEW_FROM_OLD
from corpus.text import Syllable, spelling, syllables

# A place is named behind what it is, or behind its committee. Alone, `hòa bình` is no province.
_BEFORE_PLACES = frozenset(map(spelling, ("tỉnh", "phố", "huyện", "quận", "xã", "phường", "trấn", "khu", "ủy")))

# What is nothing but a name wherever it stands.
_EVERYWHERE = ("Hồ Chí Minh", "Việt Nam", "Mặt trận Tổ quốc", "Đảng Cộng sản Việt Nam")

# "bà rịa - vũng tàu": what stands between the syllables of a name.
_WITHIN = re.compile(r"\s+(?:[-–]\s+)?")

# Spelled syllables of a name -> as it is written.
Places = Mapping[tuple[str, ...], str]


@dataclass(frozen=True)
class _Name:
    """A name in normal form, and the syllables that say it."""

    written: str
    said: tuple[Syllable, ...]


def known_places(own: Iterable[str] = ()) -> Places:
    """The provinces that everyone knows, and a library's own places."""
    names = (*chain.from_iterable(NEW_FROM_OLD.values()), *_EVERYWHERE, *own)
    return {key: name for name in names if (key := _spelled(syllables(name)))}


def with_names(text: str, places: Places) -> str:
    """A line in small letters, its bodies and places with their capitals.

    >>> with_names("về đất đai của ban thường vụ tỉnh ủy minh họa", known_places(["Minh Họa"]))
    'về đất đai của Ban Thường vụ Tỉnh ủy Minh Họa'
    """
    found = syllables(text)
    letters = [*text]
    for name in (*_bodies(found, text), *_places(found, text, places)):
        for syllable, written in zip(name.said, syllables(name.written)):
            if written.text[0].isupper():
                letters[syllable.start] = letters[syllable.start].upper()
    return "".join(letters)


def _bodies(found: Sequence[Syllable], text: str) -> Iterator[_Name]:
    for body in find_bodies(text):
        said = tuple(one for one in found if body.start <= one.start < body.end)
        # Other accents make other words.
        if _spelled(said) == _spelled(syllables(body.name)):
            yield _Name(body.name, said)


def _places(found: Sequence[Syllable], text: str, known: Places) -> Iterator[_Name]:
    """The longest name at each place."""
    longest = max(map(len, known), default=0)
    for first in range(len(found)):
        is_named = first > 0 and spelling(found[first - 1].text) in _BEFORE_PLACES
        for last in range(min(first + longest, len(found)), first, -1):
            said = tuple(found[first:last])
            name = known.get(_spelled(said))
            if name in _EVERYWHERE or name and is_named and _is_one(text, (found[first - 1], *said)):
                yield _Name(name, said)
                break


def _is_one(text: str, said: tuple[Syllable, ...]) -> bool:
    """No other sign stands between them."""
    return all(_WITHIN.fullmatch(text[one.end : two.start]) for one, two in zip(said, said[1:]))


def _spelled(said: Iterable[Syllable]) -> tuple[str, ...]:
    return tuple(spelling(one.text) for one in said)
