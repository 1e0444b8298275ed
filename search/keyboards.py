"""Telex and VNI typed with the keyboard switched off: `nghij quyeets`, `nghi5 quye6t1` -> nghị quyết.

A syllable is decoded only when the library holds what comes out and does not hold what was typed: its own words tell
`quyeets` from `internet`. Keys may stand where the keyboards take them: behind their letter or at the syllable's end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.text import Syllable, fold, fold_text, nfc, spelling, syllable_texts, syllables, written_like
from search.keystrokes import VOWELS, telex, telex_letters, vni, vni_letters
from search.readings import has_tone, may_mean
from search.vocabulary import NUMBER, Vocabulary

# Without a letter behind a vowel that is a key, a digit or a doubled letter nothing was typed in keys.
_KEYS = re.compile(rf"(?<!^)[w\d]|[{VOWELS}].*[sfrxjz]|([adeo]).*\1")

# Too short to tell keys from names and foreign words: "w", "as", "A4", "tw". But "ys" is ý, as in ý kiến.
_TOO_SHORT = re.compile(r"[aeiou]?[a-z0-9]|[^aeiou]w")

# "TW", "HU1", "DA2": capitals without a vowel, or with digits behind them, are a code.
_CODE = re.compile(r"[^\WAEIOUYĂÂÊÔƠƯ\d_]+|[^\W\d_]+\d+")


# Numbers stand behind these, and where nothing else was typed in keys, digits are one: `dieu5` is no diệu. Of others
# (`quy4`) they may be keys of the word itself: `quy1`.
_SECTIONS = frozenset(fold_text("điều khoản điểm chương mục phần tiết").split())
_COUNTED = {
    fold(word): spelling(word) for word in syllable_texts("quý tổ thôn ấp khu quận phường lớp nhóm đợt hạng bậc")
}
_NUMBERED = re.compile(r"(?P<word>[^\W\d_]+)\d+")

# From what was typed to the syllables that it may be.
Keyboard = Callable[[str], Sequence[str]]

_KEYBOARDS: tuple[Keyboard, ...] = (telex, vni)


@dataclass(frozen=True)
class Decoded:
    """A syllable that was typed in keys: where it stands in the typed text, and what it means."""

    start: int
    end: int
    text: str


def decode(typed: str, known: Callable[[str], bool]) -> str | None:
    """What a syllable typed in keys means, None when it is no such syllable. `known` tells the library's spellings.

    >>> decode("Quyeets", {"quyết"}.__contains__), decode("internet", {"quyết"}.__contains__)
    ('Quyết', None)
    """
    if known(spelling(typed)):
        return None
    return next((written_like(typed, meant) for _, meant in _meanings(typed, known)), None)


def decode_text(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[Decoded, ...]]:
    """The text as it was meant, and which of its syllables were typed in keys.

    >>> decode_text("nghị quyeets", Vocabulary.of_texts(["Nghị quyết"]))
    ('nghị quyết', (Decoded(start=5, end=12, text='quyết'),))
    """
    row = _Row(syllables(text), vocabulary)
    if not row.has_keys:
        return text, ()
    keyboards = {used for place in range(len(row.typed)) for used in row.certain(place)}
    found = row.decoded(keyboards) if keyboards else row.probable()
    pieces, position = [], 0
    for one in found:
        pieces += [text[position : one.start], one.text]
        position = one.end
    return "".join([*pieces, text[position:]]), tuple(found)


def bare_letters(typed: Sequence[str]) -> Iterator[list[str]]:
    """The folded syllables without their keys, by each keyboard that has some in them; the last may be unfinished.

    >>> list(bare_letters(["nghij", "quyee"])), list(bare_letters(["nghi5", "q"])), list(bare_letters(["nghị", "q"]))
    ([['nghi', 'quye']], [['nghi', 'q']], [])
    """
    plain = [nfc(one).lower() for one in typed]
    folded = [fold(one) for one in plain]
    for letters_of in (telex_letters, vni_letters):
        keyed = [letters_of(one) if _KEYS.search(one) else None for one in plain]
        bare = [fold(found[0]) if found and found[0] else one for found, one in zip(keyed, folded)]
        if bare != folded:
            yield bare


def vowel_left_out(typed: str) -> Iterator[str]:
    """What a syllable may be whose tone key stands behind no vowel.

    >>> sorted(vowel_left_out("ngh5"))[:2], list(vowel_left_out("th5"))
    (['nghạ', 'nghẹ'], [])
    """
    keyed = re.fullmatch(rf"(?P<onset>[^\W\d_{VOWELS}]{{3,}})(?P<keys>\d{{1,2}})", nfc(typed).lower())
    if keyed:
        for vowel in "aeiouy":
            yield from map(spelling, vni(f"{keyed['onset']}{vowel}{keyed['keys']}"))


class _Row:
    """The syllables of a text, and what each may be in keys."""

    def __init__(self, typed: Sequence[Syllable], vocabulary: Vocabulary) -> None:
        self.typed = typed
        self._vocabulary = vocabulary
        self._meanings = [_in_keys(one.text) for one in typed]
        self._said = [vocabulary.count(one.text) if found else 0 for one, found in zip(typed, self._meanings)]

    @property
    def has_keys(self) -> bool:
        return any(self._meanings)

    def certain(self, place: int) -> Iterator[Keyboard]:
        """By which keyboards this can only be what the library holds: it does not hold what was typed."""
        for keyboard, meant in self._meanings[place]:
            known = not self._said[place] and self._vocabulary.count(spelling(meant))
            if known and not self._is_number(place, meant, alone=True):
                yield keyboard

    def decoded(self, keyboards: Container[Keyboard]) -> list[Decoded]:
        """One syllable in keys makes it likely that another was typed so, too."""
        found = ((one, self._meant(place, keyboards)) for place, one in enumerate(self.typed))
        return [Decoded(one.start, one.end, written_like(one.text, meant)) for one, meant in found if meant]

    def probable(self) -> list[Decoded]:
        """Where no syllable is certain, the whole must read as what the library says: `quyet1 dinh5`."""
        for keyboard in _KEYBOARDS:
            meant = [None if said else self._meant(place, {keyboard}, True) for place, said in enumerate(self._said)]
            folded = [fold(one or typed.text) for one, typed in zip(meant, self.typed)]
            if any(meant) and all(self._vocabulary.folded_count(*two) for two in pairwise(folded)):
                return self.decoded({keyboard})
        return []

    def _meant(self, place: int, keyboards: Container[Keyboard], alone: bool = False) -> str | None:
        """What a syllable means; `alone`, where nothing else makes it likely that it was typed in keys at all."""
        count, typed = self._vocabulary.count, self._said[place]
        for keyboard, meant in self._meanings[place]:
            if keyboard not in keyboards or self._is_number(place, meant, alone):
                continue
            # The library has "gif", a kind of file, but has gì more often.
            sure = count(spelling(meant)) > typed
            fuller = [] if typed else self._fuller(meant)
            if fuller and not (sure and self._said_beside(place, spelling(meant))):
                best = max(fuller, key=lambda word: (self._said_beside(place, word), count(word)))
                if not sure or self._said_beside(place, best):
                    return best
            if sure:
                return meant
            # What the library spells otherwise is only known without its accents: they are read anew, not believed.
            if not typed and self._vocabulary.folded_count(fold(meant)) and (len(self.typed) > 1 or not alone):
                return fold(meant)
        return None

    def _fuller(self, meant: str) -> list[str]:
        """The library's spellings with this tone, and with the circumflex, horn or stroke that has no key: `bo5`."""
        spelled = spelling(meant)
        others = (word for word, _ in self._vocabulary.spellings(fold(meant)) if word != spelled)
        return [word for word in others if may_mean(spelled, word)] if has_tone(spelled) else []

    def _said_beside(self, place: int, spelled: str) -> int:
        """How often the library says this beside the neighbours of a place, whatever their accents."""
        folded, contexts = fold(spelled), self._vocabulary.contexts
        times = 0
        if place:
            before = contexts(self._folded(place - 1), folded)
            times += sum(context.times for (_, word), context in before.items() if word == spelled)
        if place + 1 < len(self.typed):
            behind = contexts(folded, self._folded(place + 1))
            times += sum(context.times for (word, _), context in behind.items() if word == spelled)
        return times

    def _folded(self, place: int) -> str:
        keyed = self._meanings[place]
        return fold(keyed[0][1] if keyed and not self._said[place] else self.typed[place].text)

    def _is_number(self, place: int, meant: str, alone: bool) -> bool:
        """Whether the digits at the end are a number, and no keys."""
        numbered = _NUMBERED.fullmatch(self.typed[place].text)
        if not numbered:
            return False
        word, spelled = fold(numbered["word"]), spelling(meant)
        is_counted = word in _SECTIONS or (alone and _COUNTED.get(word, spelled) != spelled)
        if not (alone or is_counted) or (is_counted and self._said_beside(place, spelled)):
            return False
        if alone and is_counted:
            return True
        times = sum(map(self._vocabulary.count, (spelled, *self._fuller(meant))))
        return self._vocabulary.folded_count(word, NUMBER) > times


def _meanings(typed: str, known: Callable[[str], bool]) -> Iterator[tuple[Keyboard, str]]:
    """By which keyboard a syllable may have been typed, and what it then means."""
    return ((keyboard, meant) for keyboard, meant in _in_keys(typed) if known(spelling(meant)))


@lru_cache(maxsize=5_000)
def _in_keys(typed: str) -> tuple[tuple[Keyboard, str], ...]:
    plain = nfc(typed).lower()
    if not _KEYS.search(plain) or _TOO_SHORT.fullmatch(plain) or (typed.isupper() and _CODE.fullmatch(typed)):
        return ()
    return tuple((keyboard, meant) for keyboard in _KEYBOARDS for meant in keyboard(plain) if meant != plain)
