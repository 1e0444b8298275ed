"""Typing errors: one wrong, missing, extra or exchanged letter, or a missing blank, in a syllable.

Tones and accents cost nothing, for they are folded away. What is left is put right from the library's own syllables:
those that one error leads to, weighed by how they stand beside the neighbours that were typed. In question is every
longer syllable that the library does not hold, and one that it does hold, but never beside these neighbours. What may
be a word of the language gives way only where another one is plainly likelier (`kiểm ta giám sát`): people ask for
more than a library says.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, pairwise

from corpus.syllable_shape import may_be_syllable
from corpus.text import fold, fold_text, has_accents, old_tones
from search.keyboards import vowel_left_out
from search.mistyping import USUAL, one_error_away
from search.query import Query
from search.readings import LONGEST, readings
from search.terms import Term
from search.vocabulary import Vocabulary

# Shorter ones have too many neighbours: `ta` is one letter away from a hundred words.
SHORTEST = 4

# No two syllables that were typed as one have more letters.
_LONGEST_WORD = 14

# With more in doubt it is another language, or noise; the first ones are put right, which bounds the time it takes.
_MOST_DOUBTFUL = 8

# So many ways to read the errors of a row are followed up at each syllable.
_FOLLOWED = 16

# No error at all is e^8 times as likely as a certain one.
_NO_ERROR = 8.0

# Fewer syllables say too little about a stranger among them.
_ENOUGH_NEIGHBOURS = 3

# One word in so many is none that the library leads to expect, but any of the language, which has so many without
# their accents.
_UNEXPECTED, _SYLLABLES = 0.001, 1_600

# So many of a syllable's spellings are looked at, the most frequent ones; the others are errors themselves.
_SPELLINGS = 8

# People ask, papers do not: these stand beside words that no paper has beside them.
_OF_QUESTIONS = frozenset(fold_text("ai, bao lâu, bao nhiêu, gì, khi nào, thế nào, sao, đâu, mấy").split())

# "dieu5": a word and its number without a blank.
_NUMBERED = re.compile(r"(?P<word>[a-z]{2,})(?P<number>\d{1,4})")


@dataclass(frozen=True)
class _Row:
    """Plain words in a row. Those at the places in `kept` are what they are; `short` ones stand for a name."""

    terms: tuple[Term, ...]
    kept: frozenset[int]
    short: frozenset[int]

    @property
    def start(self) -> int:
        return self.terms[0].source.start

    @property
    def end(self) -> int:
        return self.terms[-1].source.end


@dataclass(frozen=True)
class _Option:
    """What a typed syllable may have been meant as: one folded syllable, or two that were typed without a blank."""

    folded: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class _Change:
    """A typed syllable, by its place in its row, and the folded ones that take its place."""

    place: int
    folded: tuple[str, ...]


@dataclass(frozen=True)
class Correction:
    """A query put right; and `as_typed`, which asks for what was typed: words in quotes are never put right."""

    text: str
    as_typed: str


@lru_cache(maxsize=1)
def typing_errors(vocabulary: Vocabulary) -> TypingErrors:
    """The same one for the same vocabulary, with what it remembers."""
    return TypingErrors(vocabulary)


class TypingErrors:
    """Puts queries right by one state of the library."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._likelihood = lru_cache(maxsize=50_000)(self._reckoned_likelihood)
        self._repairs = lru_cache(maxsize=2_000)(self._found_repairs)

    def corrected(self, query: Query) -> Correction | None:
        """The query with its errors put right by the library's own words; None when there are none.

        >>> from search.query import understand
        >>> library = TypingErrors(Vocabulary.of_texts(["Nghị quyết về nông thôn mới"]))
        >>> library.corrected(understand("nghi quyt nong thon -rung"))
        Correction(text='nghị quyết nông thôn -rung', as_typed='nghi "quyt" nong thon -rung')
        """
        found, left = [], LONGEST
        for row in _rows(query):
            found.append((row, self._changes(row, left)))
            left = max(left - len(row.terms), 0)
        if not any(changes for _, changes in found):
            return None
        text = as_typed = query.text
        for row, changes in reversed(found):
            text = f"{text[: row.start]}{self._put_right(query.text, row, changes)}{text[row.end :]}"
            for change in reversed(changes):
                source = row.terms[change.place].source
                as_typed = f'{as_typed[: source.start]}"{source.text}"{as_typed[source.end :]}'
        return Correction(text, as_typed)

    def _changes(self, row: _Row, most: int) -> list[_Change]:
        folded = [term.folded for term in row.terms[:most]]
        doubtful: dict[int, list[_Option]] = {}
        for place in range(len(folded)):
            if place not in row.kept and len(doubtful) < _MOST_DOUBTFUL:
                found = self._options(folded, place)
                if found is not None:
                    doubtful[place] = found
        if not any(doubtful.values()):
            return []
        best = self._likeliest([doubtful.get(place) or [_Option((one,), 0.0)] for place, one in enumerate(folded)])
        return [_Change(place, best[place].folded) for place in doubtful if best[place].folded != (folded[place],)]

    def _options(self, row: Sequence[str], place: int) -> list[_Option] | None:
        """What a syllable of a row may have been meant as; None where that is not in question."""
        typed = row[place]
        if typed in _OF_QUESTIONS or len(typed) > _LONGEST_WORD:
            return None
        if not _is_plain(typed):
            return self._in_keys(typed)
        if not self._counts.get(typed):
            if len(typed) < SHORTEST:
                return None
            found = self._repairs(typed)
            return [*found, _Option((typed,), _NO_ERROR)] if found and may_be_syllable(typed) else [*found]
        if len(row) < _ENOUGH_NEIGHBOURS or self._is_seen_beside(row, place, typed, any):
            return None
        if not all(self._counts.get(one) for one in row[max(place - 1, 0) : place + 2]):
            return None
        fitting = (one for one in self._repairs(typed) if len(one.folded) == 1)
        others = [one for one in fitting if self._is_seen_beside(row, place, one.folded[0], all)]
        return [_Option((typed,), _NO_ERROR), *others] if others else []

    def _is_seen_beside(
        self, row: Sequence[str], place: int, syllable: str, how_many: Callable[[Iterable[bool]], bool]
    ) -> bool:
        """Whether the library has a syllable beside any or all of the neighbours of this place."""
        said = self._vocabulary.contexts
        before = (bool(said(one, syllable)) for one in row[max(place - 1, 0) : place])
        behind = (bool(said(syllable, one)) for one in row[place + 1 : place + 2])
        return how_many(chain(before, behind))

    def _found_repairs(self, typed: str) -> tuple[_Option, ...]:
        """Everything that the library holds and one error turns into this."""
        best: dict[str, float] = {}
        for word, weight in one_error_away(typed):
            if word in self._counts and word != typed:
                best[word] = max(weight, best.get(word, weight))
        glued = ((typed[:cut], typed[cut:]) for cut in range(2, len(typed) - 1))
        return (
            *(_Option((word,), weight) for word, weight in best.items()),
            *(_Option(parts, USUAL) for parts in glued if self._vocabulary.folded_count(*parts)),
        )

    def _in_keys(self, typed: str) -> list[_Option] | None:
        """Digits that are no key: `dieu5` is điều 5; and `ngh5` left out the letter that its key stands behind."""
        numbered = _NUMBERED.fullmatch(typed)
        if not numbered or self._vocabulary.folded_count(typed):
            return None
        word, number = numbered["word"], numbered["number"]
        apart = [_Option((word, number), USUAL)] if self._vocabulary.folded_count(word, number) else []
        whole = {fold(one) for one in vowel_left_out(typed) if self._vocabulary.count(one)}
        return [*apart, *(_Option((one,), USUAL) for one in whole)]

    def _likeliest(self, options: Sequence[Sequence[_Option]]) -> tuple[_Option, ...]:
        followed: list[tuple[float, tuple[_Option, ...]]] = [(0.0, ())]
        for choices in options:
            longer = [
                (weight + one.weight + self._fit(before[-1].folded[-1] if before else "", one.folded), (*before, one))
                for weight, before in followed
                for one in choices
            ]
            followed = sorted(longer, key=lambda one: -one[0])[:_FOLLOWED]
        return followed[0][1]

    def _fit(self, before: str, folded: tuple[str, ...]) -> float:
        """The logarithm of how likely these syllables are behind that one."""
        total = self._likelihood(before, folded[0])
        return total + sum(self._likelihood(first, second) for first, second in pairwise(folded))

    def _reckoned_likelihood(self, first: str, second: str) -> float:
        """By Witten and Bell, as readings are; and a little for what no library leads to expect."""
        expected = self._count(second) / (self._vocabulary.size + 1)
        times, followers = self._context(first)
        if followers:
            together = self._vocabulary.folded_count(first, second)
            expected = (together + followers * expected) / (times + followers)
        return math.log((1 - _UNEXPECTED) * expected + _UNEXPECTED / _SYLLABLES)

    def _context(self, folded: str) -> tuple[int, int]:
        """How often a syllable is said, and about how many different ones behind it."""
        found = self._vocabulary.contexts(folded).values() if folded else ()
        return sum(one.times for one in found), sum(one.followers for one in found)

    def _count(self, folded: str) -> int:
        return self._counts.get(folded, 0) if _is_plain(folded) else self._vocabulary.folded_count(folded)

    def _put_right(self, query: str, row: _Row, changes: Sequence[_Change]) -> str:
        """The text of a row with its changes, and the accents that the library gives to words typed without."""
        text = query[row.start : row.end]
        for change in reversed(changes):
            source = row.terms[change.place].source
            before, behind = text[: source.start - row.start], text[source.end - row.start :]
            text = f"{before}{self._written(row.terms, change)}{behind}"
        kept = {place + sum(len(one.folded) - 1 for one in changes if one.place < place) for place in row.short}
        found = readings(text, self._vocabulary, most=1, kept=kept)
        return found[0].text if found else text

    def _written(self, row: Sequence[Term], change: _Change) -> str:
        """Without accents where none were typed: such a row is read as a whole."""
        place, typed = change.place, row[change.place]
        words = list(change.folded)
        if any(has_accents(term.source.text) for term in row):
            neighbours = [term.spelled for term in (*row[max(place - 1, 0) : place], *row[place + 1 : place + 2])]
            # Of two words typed as one, each has its own letters' accents, and is the other's neighbour.
            parts = _parts(typed.spelled, words)
            words = [
                self._spelled(word, [*neighbours, *(other for other in parts if other != part)], part)
                for word, part in zip(words, parts)
            ]
        shown = " ".join(_shown(word) for word in words)
        if typed.source.text[0].isupper():
            shown = shown.upper() if typed.source.text.isupper() else shown[0].upper() + shown[1:]
        return shown

    def _spelled(self, folded: str, around: Sequence[str], typed: str) -> str:
        """The spelling with the typed accents, beside these neighbours; of equals the most frequent."""

        def worth(spelling: str) -> tuple[int, int, int]:
            beside = sum(count(one, spelling) + count(spelling, one) for one in around)
            return len(marks & _marks(spelling)) - len(marks - _marks(spelling)), beside, counts[spelling]

        marks, count = _marks(typed), self._vocabulary.count
        counts = dict(self._vocabulary.spellings(folded)[:_SPELLINGS])
        if folded.isdigit() or (marks and typed in counts):
            return typed
        return max(counts, key=worth)

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {folded: count for folded, count in self._vocabulary.starting("") if _is_plain(folded)}


def _rows(query: Query) -> Iterator[_Row]:
    for first, terms in query.rows():
        spans = [range(one.first - first, one.last - first) for one in query.expansions]
        short = {span.start for span in spans if len(span) == 1}
        capitals = {place for place, term in enumerate(terms) if _is_in_capitals(term.source.text)}
        # What is typed in capitals among others is a short form, in the library or not.
        among = capitals if len(capitals) < len(terms) else ()
        kept = {place for span in spans for place in span}
        yield _Row(terms, frozenset(kept.union(among)), frozenset(short))


def _is_in_capitals(typed: str) -> bool:
    return len(typed) > 1 and typed.isupper()


def _parts(typed: str, words: Sequence[str]) -> list[str]:
    """What was typed of each word: accents change no number of letters."""
    ends = list(accumulate(len(word) for word in words))
    return [typed[end - len(word) : end] for word, end in zip(words, ends)] if len(words) > 1 else [typed]


def _is_plain(folded: str) -> bool:
    return folded.isascii() and folded.isalpha()


def _marks(spelled: str) -> set[str]:
    return {mark for mark in unicodedata.normalize("NFD", spelled) if unicodedata.combining(mark) or mark == "đ"}


def _shown(spelled: str) -> str:
    """As it is usually written; the library counts `lý` as lí, and `ủy` as uỷ.

    >>> _shown("lí"), _shown("uỷ"), _shown("quí"), _shown("vi")
    ('lý', 'ủy', 'quý', 'vi')
    """
    return old_tones(_I_FOR_Y.sub(lambda match: match[1] + _Y[match[2]], spelled))


# After these consonants official papers write a rime that is only i with y; not after s, t and v: bác sĩ, vì.
_I_FOR_Y = re.compile(r"^([hklm]|qu)([iíìỉĩị])$")
_Y = dict(zip("iíìỉĩị", "yýỳỷỹỵ"))
