"""Phrases that may be suggested: headings, titles, numbers and frequent sequences of texts, as plain arrays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.kinds import SYMBOLS
from corpus.numbers import read_number
from corpus.syllable_shape import is_syllable
from corpus.text import clean, fold_text, spelling, syllable_texts, syllables
from search.proper_names import Places, known_places, with_names
from search.sequences import NO_ENDS, frequent_sequences

Array = npt.NDArray[Any]

# Arrays take no more than this share of the text that they are made from, or so many bytes when that is less.
SHARE, AT_LEAST = 0.1, 65_536

# What occurs less often is no phrase yet; in so few bytes twice must do.
_LEAST, _LEAST_OF_FEW, _FEW = 4, 2, 1_000_000

# Longer headings and titles are cut: nobody types on so far, and a suggestion is one line on a phone.
_LONGEST = 14

# Nothing is said by the sign that ends a heading.
_SIGNS_AT_END = re.compile(r"[\s:;,.…–-]+$")

_ABOUT = re.compile(r"^(?:ve|v v) (?:viec )?")

# "Nghị quyết số": the number is missing.
_NUMBER_LEFT_OUT = re.compile(rf"\b(?:{'|'.join(map(fold_text, SYMBOLS))}) so$")


class Kind(IntEnum):
    """Where a phrase comes from. Numbers and names of papers are meant more often than they are written."""

    SEQUENCE = 0
    HEADING = 1
    TITLE = 2
    NUMBER = 3


WORTH = {Kind.SEQUENCE: 1.0, Kind.HEADING: 4.0, Kind.TITLE: 8.0, Kind.NUMBER: 8.0}


@dataclass(frozen=True)
class Phrase:
    """As it is shown, where it comes from, how often it occurs."""

    text: str
    kind: Kind
    count: int
    was_shouted: bool = False  # in capitals throughout: which of them names had, nobody knows

    @property
    def worth(self) -> float:
        return self.count * WORTH[self.kind]


def phrase_arrays(
    named: Iterable[tuple[str, Kind]], texts: Iterable[str], places: Iterable[str] = ()
) -> dict[str, Array]:
    """The phrases of some papers as plain arrays: their headings, titles and numbers, and sequences of their texts.

    `places` are those whose papers they are: their names keep their capitals.

    shown, shown_starts   the phrases as UTF-8, and where each begins
    counts, kinds         of each phrase
    keys                  folded phrases, a line break before each and at the end
    places, phrases       where in `keys` syllables begin, in the order of what follows; and whose they are
    size                  bytes of the texts
    """
    texts, known = list(texts), known_places(places)
    size = sum(len(text.encode("utf-8", "replace")) for text in texts)
    found: dict[str, Phrase] = {}
    for sequence in frequent_sequences(texts, _LEAST if size > _FEW else _LEAST_OF_FEW):
        is_cut = _NUMBER_LEFT_OUT.search(fold_text(sequence.text))
        text = sequence.text.rpartition(" ")[0] if is_cut else sequence.text
        _add(found, _phrase(text, Kind.SEQUENCE, sequence.count, known))
    for text, kind in named:
        _add(found, _phrase(_shortened(text), kind, 1, known))
    return _arrays(found.values(), size)


def merge(parts: Sequence[Mapping[str, Array]]) -> dict[str, Array]:
    """One set of arrays out of several; what is frequent only in all of them together was left out of each."""
    found: dict[str, Phrase] = {}
    for part in parts:
        for phrase in _phrases(part):
            _add(found, phrase)
    return _arrays(found.values(), sum(int(part["size"][0]) for part in parts))


def _add(found: dict[str, Phrase], phrase: Phrase) -> None:
    key = key_of(phrase.text)
    known = found.get(key)
    if known:
        first, other = (known, phrase) if known.kind >= phrase.kind else (phrase, known)
        knows_better = first.was_shouted and not other.was_shouted and any(map(str.isupper, other.text[1:]))
        written = other if knows_better else first
        found[key] = Phrase(written.text, first.kind, known.count + phrase.count, written.was_shouted)
    elif key:
        found[key] = phrase


def _phrase(text: str, kind: Kind, count: int, places: Places) -> Phrase:
    """
    >>> _phrase("NHIỆM VỤ CỦA UBND TỈNH MINH HỌA", Kind.HEADING, 1, known_places(["Minh Họa"])).text
    'Nhiệm vụ của UBND tỉnh Minh Họa'
    """
    written = _in_small_letters(text, places)
    return Phrase(written, kind, count, written != text)


def _shortened(text: str) -> str:
    """A name on one line: no sign at its end, no word that leads on to what was cut.

    >>> _shortened("Nhiệm vụ:"), _shortened("về sơ kết một năm thực hiện Chỉ thị số 05-CT/TW của Bộ")
    ('Nhiệm vụ', 'về sơ kết một năm thực hiện Chỉ thị số 05-CT/TW')
    """
    text = " ".join(clean(text).split())
    ends = [one.end for one in syllables(text)]
    if len(ends) > _LONGEST:
        kept = [end for end in ends[:_LONGEST] if spelling(text[:end].rsplit(None, 1)[-1]) not in NO_ENDS]
        text = text[: kept[-1]] if kept else text[: ends[_LONGEST - 1]]
    return _SIGNS_AT_END.sub("", text)


def _in_small_letters(text: str, places: Places) -> str:
    """Where most is in capitals; short forms, numbers and names keep theirs."""
    words = text.split(" ")
    shouted = {
        place for place, word in enumerate(words) if len(word) > 1 and word.isupper() and is_syllable(_bare(word))
    }
    if len(shouted) < 2 or 2 * len(shouted) < len(words):
        return text
    first, *others = [word.lower() if place in shouted else word for place, word in enumerate(words)]
    return with_names(" ".join([first.capitalize() if 0 in shouted else first, *others]), places)


def _bare(word: str) -> str:
    return _SIGNS_AT_END.sub("", word)


def _arrays(found: Iterable[Phrase], size: int) -> dict[str, Array]:
    """The phrases that are worth most, as many as there is room for."""
    room = max(SHARE * size, AT_LEAST)
    kept: list[Phrase] = []
    for phrase in sorted(found, key=lambda one: (-one.worth, one.text)):
        room -= _bytes_of(phrase)
        if room < 0:
            break
        kept.append(phrase)
    shown = [phrase.text.encode("utf-8") for phrase in kept]
    keys, places, phrases = _suffixes(kept)
    return {
        "shown": np.frombuffer(b"".join(shown), np.uint8),
        "shown_starts": np.cumsum([0, *map(len, shown)]).astype(np.uint32),
        "counts": np.array([phrase.count for phrase in kept], np.uint32),
        "kinds": np.array([phrase.kind for phrase in kept], np.uint8),
        "keys": np.frombuffer(keys, np.uint8),
        "places": places,
        "phrases": phrases,
        "size": np.array([size], np.uint64),
    }


def _bytes_of(phrase: Phrase) -> int:
    keys = _keys(phrase)
    suffixes = sum(key.count(" ") + 1 for key in keys)
    return sum(len(key.encode("utf-8")) + 1 for key in keys) + 8 * suffixes + len(phrase.text.encode("utf-8")) + 9


def _suffixes(kept: Sequence[Phrase]) -> tuple[bytes, Array, Array]:
    lines = [(key.encode("utf-8"), number) for number, phrase in enumerate(kept) for key in _keys(phrase)]
    keys = b"\n" + b"\n".join(line for line, _ in lines) + b"\n"
    suffixes: list[tuple[bytes, int, int]] = []
    begin = 1
    for line, number in lines:
        at = 0
        while True:
            suffixes.append((line[at:], begin + at, number))
            blank = line.find(b" ", at)
            if blank < 0:
                break
            at = blank + 1
        begin += len(line) + 1
    suffixes.sort()
    return (
        keys,
        np.array([place for _, place, _ in suffixes], np.uint32),
        np.array([number for _, _, number in suffixes], np.uint32),
    )


def _keys(phrase: Phrase) -> list[str]:
    """A number is also looked for by its kind: `nq 9`, `nghị quyết 9`, `nghị quyết số 9`."""
    own = fold_text(phrase.text)
    number = read_number(phrase.text) if phrase.kind is Kind.NUMBER else None
    if not number:
        # A title's "Về việc" is left out by who asks for it.
        bare = _ABOUT.sub("", own)
        return [own, bare] if bare and bare != own else [own]
    serial, _, symbol, body = number.key
    kinds = [fold_text(kind) for kind in number.kinds if kind in SYMBOLS]
    return [own, *(f"{kind} {so}{serial} {body}" for kind in (symbol, *kinds) for so in ("", "so ") if kind)]


def shown(arrays: Mapping[str, Array], number: int) -> str:
    """A phrase of these arrays, as it is written."""
    start, end = arrays["shown_starts"][number : number + 2].tolist()
    return arrays["shown"][start:end].tobytes().decode("utf-8")


def _phrases(arrays: Mapping[str, Array]) -> Iterator[Phrase]:
    for number, (kind, count) in enumerate(zip(arrays["kinds"].tolist(), arrays["counts"].tolist())):
        yield Phrase(shown(arrays, number), Kind(kind), count)


def key_of(text: str) -> str:
    """The same for what differs in capitals, signs, or the composition of its letters."""
    return " ".join(map(spelling, syllable_texts(text)))
