"""Suggestions while typing: headings, titles, numbers and frequent sequences of the library, found without accents.

What was typed may stand at the beginning of a phrase or of any syllable in it; its last syllable may be unfinished.
Of a query in the query language only what is being typed at its end is completed; the rest stays as typed.
All places where a syllable begins are kept in the order of what follows them, so those that go on as was typed are
one range of a list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from corpus.text import clean, fold, syllables
from search.keyboards import bare_letters
from search.phrases import WORTH, Array, Kind, key_of, merge, phrase_arrays, shown
from search.pieces import being_typed

__all__ = ["Kind", "Suggestions", "merge", "phrase_arrays"]

# Characters. Each syllable is looked at with all that follow it.
_LONGEST_TYPED = 200

# What stands at the beginning of a phrase comes before what stands inside one that is so many times as frequent.
_AT_START = 2.0**4

# So many of a part's best phrases are looked at, for each one that is shown.
_LOOKED_AT = 4


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
                found.setdefault(key_of(phrase), before + _going_on(phrase) if before else phrase)
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
            key = key_of(phrase)
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
        of_kind = np.array([WORTH[kind] for kind in Kind])
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
        return [
            (shown(self._arrays, number), value, int(self._arrays["counts"][number])) for number, value in best.items()
        ]

    def _text(self, place: int, length: int) -> bytes:
        return bytes(self._keys[place : place + length])
