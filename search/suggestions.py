"""Suggestions while typing: headings, titles, numbers and frequent sequences of the library, found without accents.

What was typed may stand at the beginning of a phrase or of any syllable in it; its last syllable may be unfinished.
Of a query in the query language only what is being typed at its end is completed; the rest stays as typed.
All places where a syllable begins are kept in the order of what follows them, so those that go on as was typed are
one range of a list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.kinds import SYMBOLS
from corpus.numbers import read_number
from corpus.syllable_shape import is_syllable
from corpus.text import clean, fold, fold_text, spelling, syllable_texts, syllables
from search.keyboards import bare_letters
from search.pieces import being_typed
from search.sequences import NO_ENDS, frequent_sequences

Array = npt.NDArray[Any]

# Arrays take no more than this share of the text that they are made from, or so many bytes when that is less.
SHARE, AT_LEAST = 0.1, 65_536

# What occurs less often is no phrase yet; in so few bytes twice must do.
_LEAST, _LEAST_OF_FEW, _FEW = 4, 2, 1_000_000

# Longer headings and titles are cut: nobody types on so far, and a suggestion is one line on a phone.
_LONGEST = 14

# Characters. Each syllable is looked at with all that follow it.
_LONGEST_TYPED = 200

# What stands at the beginning of a phrase comes before what stands inside one that is so many times as frequent.
_AT_START = 2.0**4

# Nothing is said by the sign that ends a heading.
_SIGNS_AT_END = re.compile(r"[\s:;,.…–-]+$")

_ABOUT = re.compile(r"^(?:ve|v v) (?:viec )?")

# "Nghị quyết số": the number is missing.
_NUMBER_LEFT_OUT = re.compile(rf"\b(?:{'|'.join(map(fold_text, SYMBOLS))}) so$")

# So many of a part's best phrases are looked at, for each one that is shown.
_LOOKED_AT = 4


class Kind(IntEnum):
    """Where a phrase comes from. Numbers and names of papers are meant more often than they are written."""

    SEQUENCE = 0
    HEADING = 1
    TITLE = 2
    NUMBER = 3


_WORTH = {Kind.SEQUENCE: 1.0, Kind.HEADING: 4.0, Kind.TITLE: 8.0, Kind.NUMBER: 8.0}


@dataclass(frozen=True)
class Phrase:
    """As it is shown, where it comes from, how often it occurs."""

    text: str
    kind: Kind
    count: int

    @property
    def worth(self) -> float:
        return self.count * _WORTH[self.kind]


def phrase_arrays(named: Iterable[tuple[str, Kind]], texts: Iterable[str]) -> dict[str, Array]:
    """The phrases of some papers as plain arrays: their headings, titles and numbers, and sequences of their texts.

    shown, shown_starts   the phrases as UTF-8, and where each begins
    counts, kinds         of each phrase
    keys                  folded phrases, a line break before each and at the end
    places, phrases       where in `keys` syllables begin, in the order of what follows; and whose they are
    size                  bytes of the texts
    """
    texts = list(texts)
    size = sum(len(text.encode("utf-8", "replace")) for text in texts)
    found: dict[str, Phrase] = {}
    for sequence in frequent_sequences(texts, _LEAST if size > _FEW else _LEAST_OF_FEW):
        is_cut = _NUMBER_LEFT_OUT.search(fold_text(sequence.text))
        text = sequence.text.rpartition(" ")[0] if is_cut else sequence.text
        _add(found, Phrase(_in_small_letters(text), Kind.SEQUENCE, sequence.count))
    for text, kind in named:
        _add(found, Phrase(_shortened(text), kind, 1))
    return _arrays(found.values(), size)


def merge(parts: Sequence[Mapping[str, Array]]) -> dict[str, Array]:
    """One set of arrays out of several; what is frequent only in all of them together was left out of each."""
    found: dict[str, Phrase] = {}
    for part in parts:
        for phrase in _Part(part).all():
            _add(found, phrase)
    return _arrays(found.values(), sum(int(part["size"][0]) for part in parts))


def _key(text: str) -> str:
    """The same for what differs in capitals, signs, or the composition of its letters."""
    return " ".join(map(spelling, syllable_texts(text)))


def _add(found: dict[str, Phrase], phrase: Phrase) -> None:
    key = _key(phrase.text)
    known = found.get(key)
    if known:
        first = max(known, phrase, key=lambda one: one.kind)
        found[key] = Phrase(first.text, first.kind, known.count + phrase.count)
    elif key:
        found[key] = phrase


def _shortened(text: str) -> str:
    """A name on one line: no sign at its end, no word that leads on to what was cut, no capitals throughout.

    >>> _shortened("NHIỆM VỤ CỦA UBND TỈNH:"), _shortened("về sơ kết một năm thực hiện Chỉ thị số 05-CT/TW của Bộ")
    ('Nhiệm vụ của UBND tỉnh', 'về sơ kết một năm thực hiện Chỉ thị số 05-CT/TW')
    """
    text = " ".join(clean(text).split())
    ends = [one.end for one in syllables(text)]
    if len(ends) > _LONGEST:
        kept = [end for end in ends[:_LONGEST] if spelling(text[:end].rsplit(None, 1)[-1]) not in NO_ENDS]
        text = text[: kept[-1]] if kept else text[: ends[_LONGEST - 1]]
    return _in_small_letters(_SIGNS_AT_END.sub("", text))


def _in_small_letters(text: str) -> str:
    """Where most is in capitals; short forms and numbers keep theirs."""
    words = text.split(" ")
    shouted = {
        place for place, word in enumerate(words) if len(word) > 1 and word.isupper() and is_syllable(_bare(word))
    }
    if len(shouted) < 2 or 2 * len(shouted) < len(words):
        return text
    first, *others = [word.lower() if place in shouted else word for place, word in enumerate(words)]
    return " ".join([first.capitalize() if 0 in shouted else first, *others])


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


class Suggestions:
    """Answers from the arrays of one or several segments, which may be mapped files."""

    def __init__(self, parts: Sequence[Mapping[str, Array]]) -> None:
        self._parts = [_Part(part) for part in parts]

    def suggest(
        self, typed: str, limit: int, is_said: Callable[[str], bool] = bool, gone: int | None = None
    ) -> list[str]:
        """What may be meant, the likeliest first. Where no phrase goes on so, the last syllables alone are looked at.

        Phrases of papers that are gone stay in the arrays until segments are merged: `is_said` leaves them out. It is
        asked of those only that occur no more often than `gone`, which is as much as those papers can have said.

        >>> library = Suggestions([phrase_arrays([("Về nông thôn mới", Kind.TITLE)], [])])
        >>> library.suggest("nong th", 5), library.suggest("đẩy mạnh ve n", 5), library.suggest("hôn", 5)
        (['Về nông thôn mới'], ['đẩy mạnh về nông thôn mới'], [])
        >>> library.suggest("năm:2020 nong", 5), library.suggest('-"nong', 5), library.suggest("noong thoon", 5)
        (['năm:2020 về nông thôn mới'], ['-"Về nông thôn mới"'], ['Về nông thôn mới'])
        """
        if len(typed) > _LONGEST_TYPED:
            return []  # pasted, not typed
        typed = " ".join(clean(typed).split()) + (" " if typed[-1:].isspace() else "")
        start, sign = being_typed(typed)

        def is_there(phrase: str, count: int) -> bool:
            return (gone is not None and count > gone) or is_said(phrase)

        for folded in _ways_to_read(typed[start:]):
            if found := self._completed(typed[start:], folded, limit + 1, is_there, only_whole=bool(sign)):
                shown = [_with_sign(typed[:start], sign, phrase) for phrase in found]
                return [one for one in shown if one != typed.strip()][:limit]
        return []

    def _completed(
        self, text: str, folded: Sequence[str], limit: int, is_there: Callable[[str, int], bool], only_whole: bool
    ) -> list[str]:
        written = list(syllables(text))
        ends = _endings(text, folded[-1]) if folded else ()
        found: dict[str, str] = {}
        for first, one in enumerate(written):
            # One syllable without what stands before it is a guess; and what phrases hold together is not broken apart.
            if len(found) >= limit or (first and (only_whole or len(written) - first < 2)):
                break
            wanted = [" ".join([*folded[first:-1], end]) for end in ends]
            if found and self._spread(f"{folded[first - 1]} {folded[first]}") > sum(map(self._spread, wanted)):
                continue
            before = text[: one.start].lstrip()
            for phrase in self._best(wanted, limit, is_there, only_at_start=bool(first)):
                found.setdefault(_key(phrase), before + _going_on(phrase) if before else phrase)
        return list(found.values())[:limit]

    def _spread(self, wanted: str) -> int:
        """At how many places of phrases it goes on so."""
        return sum(len(part.places(wanted.encode("utf-8"))) for part in self._parts)

    def _best(
        self, wanted: Sequence[str], limit: int, is_there: Callable[[str, int], bool], only_at_start: bool
    ) -> list[str]:
        worth: defaultdict[str, float] = defaultdict(float)
        counts: Counter[str] = Counter()
        for part in self._parts:
            for one in wanted:
                for phrase, value, count in part.best(one.encode("utf-8"), limit * _LOOKED_AT, only_at_start):
                    worth[phrase] += value
                    counts[phrase] += count
        found: dict[str, str] = {}
        for phrase in sorted(worth, key=lambda phrase: (-worth[phrase], len(phrase), phrase)):
            if len(found) == limit:
                break
            # Segments may write the same in different ways.
            key = _key(phrase)
            if key not in found and is_there(phrase, counts[phrase]):
                found[key] = phrase
        return list(found.values())


def _endings(text: str, last: str) -> tuple[str, ...]:
    """How the last syllable may go on: it ends with a blank, and `quy`, which folds to qui, may become quyết."""
    if text[-1:].isspace():
        return (f"{last} ",)
    unfinished = f"{last[:-1]}y"
    return (last, unfinished) if last.endswith("i") and text[-1:] in "yY" else (last,)


def _ways_to_read(text: str) -> Iterator[list[str]]:
    """The folded syllables as they are typed, and as they may have been meant with the keyboard switched off."""
    typed = [one.text for one in syllables(text)]
    yield [fold(one) for one in typed]
    yield from bare_letters(typed)


def _with_sign(before: str, sign: str, phrase: str) -> str:
    """Behind a minus several words need quotes to stay together; a quote that was opened is closed."""
    if sign == "-" and " " in phrase:
        return f'{before}"{phrase}"'
    if sign in ("", "-"):
        return before + (_going_on(phrase) if before and not sign else phrase)
    return f'{before}{phrase}"'


def _going_on(phrase: str) -> str:
    """A phrase behind other words: `Về đất đai` loses its capital, `Minh Họa` and `UBND` do not."""
    first, _, rest = phrase.partition(" ")
    is_name = not first[1:].islower() or rest[:1].isupper()
    return phrase if is_name else phrase[0].lower() + phrase[1:]


class _Part:
    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays
        self._keys = memoryview(np.ascontiguousarray(arrays["keys"]))  # type: ignore[arg-type]

    @cached_property
    def _worth(self) -> Array:
        of_kind = np.array([_WORTH[kind] for kind in Kind])
        return np.asarray(of_kind[self._arrays["kinds"]] * self._arrays["counts"], dtype=np.float32)

    def places(self, wanted: bytes) -> range:
        """Of all places where a syllable begins, in their order, those where it goes on so."""
        places = self._arrays["places"]
        first = bisect_left(places, wanted, key=lambda place: self._text(place, len(wanted)))
        last = bisect_left(places, wanted + b"\xff", lo=first, key=lambda place: self._text(place, len(wanted) + 1))
        return range(first, last)

    def best(self, wanted: bytes, limit: int, only_at_start: bool) -> list[tuple[str, float, int]]:
        """The phrases that are worth most there, with their worth and how often they occur."""
        found = self.places(wanted)
        here = slice(found.start, found.stop)
        at_start = self._arrays["keys"][self._arrays["places"][here] - np.uint32(1)] == ord("\n")
        numbers = self._arrays["phrases"][here]
        worth = self._worth[numbers] * np.where(at_start, np.float32(_AT_START), np.float32(1))
        if only_at_start:
            numbers, worth = numbers[at_start], worth[at_start]
        if len(worth) > limit:
            chosen = np.argpartition(-worth, limit)[:limit]
            numbers, worth = numbers[chosen], worth[chosen]
        best: dict[int, float] = {}
        for number, value in zip(numbers.tolist(), worth.tolist()):
            best[number] = max(value, best.get(number, 0.0))
        return [(self._shown(number), value, int(self._arrays["counts"][number])) for number, value in best.items()]

    def all(self) -> Iterator[Phrase]:
        for number, (kind, count) in enumerate(zip(self._arrays["kinds"].tolist(), self._arrays["counts"].tolist())):
            yield Phrase(self._shown(number), Kind(kind), count)

    def _text(self, place: int, length: int) -> bytes:
        return bytes(self._keys[place : place + length])

    def _shown(self, number: int) -> str:
        start, end = self._arrays["shown_starts"][number : number + 2].tolist()
        return self._arrays["shown"][start:end].tobytes().decode("utf-8")
