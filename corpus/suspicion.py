"""Words whose accents are improbable where they stand, as scanners misread them: `Mỗi quan hệ` for `Mối quan hệ`.

Only counts speak: how often the library writes these syllables side by side, against every other way to accent the same
letters. A word is suspected when nobody else writes it beside its neighbours, and another reading of it stands there
again and again. Nothing is changed: a person decides.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Document
from corpus.set_phrases import set_phrases
from corpus.spellings import Counts, Gram, Run, runs, texts
from corpus.text import fold, has_accents, new_tones, old_tones

# So much likelier than the typed word the other reading must be, as a logarithm: a slip is one word in a hundred, and
# on clean text few alarms in ten thousand syllables are left.
_LEAST_ODDS = 6.5
_LEAST_ODDS_OF_TWO = 9.5

# Seen less often, a pair of neighbours proves nothing.
_LEAST_SEEN = 2
_LEAST_SEEN_APART = 3  # two pairs that were never seen as one

# A pair seen so often that has never gone on in this way does not do so here: "tình hình" before "thức".
_WELL_KNOWN = 100

# Words that may follow nearly anything, so that not having been seen there says little.
_ANYWHERE = frozenset({"đó", "này", "và", "là", "mà", "thì", "cũng", "có", "đã", "sẽ", "được", "cho", "các", "những"})

_CONTEXT = 4  # syllables shown on either side


@dataclass(frozen=True)
class Suspect:
    """A stretch of a paragraph, what was probably meant, and what speaks for it."""

    path: str
    paragraph: int | None  # index in the section's paragraphs; None: it stands in the heading
    start: int
    end: int
    text: str
    reading: str
    before: str  # a few words on either side
    after: str
    known: str  # the reading beside its neighbours, as the library writes it …
    times: int  # … so often


def suspects(paper: Document, counts: Counts) -> Iterator[Suspect]:
    """The words of a paper that its library hardly knows so, in order."""
    style = old_tones if _writes_old_tones(paper) else new_tones
    for path, place, text in texts(paper):
        for run in runs(text):
            for start, end, reading, known in _suspects_in(run, counts):
                printed = run.syllables[start:end]
                first, last = printed[0].start, printed[-1].end
                left = run.syllables[max(0, start - _CONTEXT)].start
                right = run.syllables[min(len(run.syllables), end + _CONTEXT) - 1].end
                meant = style(" ".join(_like(one, syllable.text) for one, syllable in zip(reading, printed)))
                before, after = text[left:first].lstrip(), text[last:right].rstrip()
                around = style(" ".join(known))
                yield Suspect(path, place, first, last, text[first:last], meant, before, after, around, counts[known])


def _suspects_in(run: Run, counts: Counts) -> Iterator[tuple[int, int, Gram, Gram]]:
    """Start, end, reading, and the known words around it, of what is suspected in a run."""
    start = 0
    while start < len(run.spelled):
        if by_heart := _misread_phrase(run, start, counts):
            yield by_heart
            start = by_heart[1]
            continue
        found = max(_hypotheses(run, start, counts), default=None)
        if found is None:
            start += 1
            continue
        _, end, reading = found
        words = (*run.spelled[:start], *reading, *run.spelled[end:])
        yield start, end, reading, max(_windows(words, start, end), key=lambda gram: (counts[gram] > 0, len(gram)))
        start = end


def _misread_phrase(run: Run, start: int, counts: Counts) -> tuple[int, int, Gram, Gram] | None:
    """A set phrase that begins here, written in a way that nobody else writes it."""
    for folded, spelled in set_phrases().get(run.folded[start], ()):
        end = start + len(folded)
        typed = run.spelled[start:end]
        if run.folded[start:end] != folded or typed == spelled or not any(map(has_accents, typed)):
            continue
        wrong = [place for place, (one, other) in enumerate(zip(typed, spelled)) if one != other]
        first, last = start + wrong[0], start + wrong[-1] + 1
        is_unheard = all(counts[gram] <= 1 for gram in pairwise(typed) if gram not in pairwise(spelled))
        if is_unheard and _may_be_misread(run, first, last):
            return first, last, spelled[wrong[0] : wrong[-1] + 1], spelled
    return None


def _hypotheses(run: Run, start: int, counts: Counts) -> Iterator[tuple[float, int, Gram]]:
    """Other readings of the syllable at `start`, or of it and the next: log odds, end, reading."""
    for end, least in ((start + 1, _LEAST_ODDS), (start + 2, _LEAST_ODDS_OF_TWO)):
        if end > len(run.spelled) or not _may_be_misread(run, start, end) or not _is_unheard(run, start, end, counts):
            continue
        typed = run.spelled[start:end]
        for reading in counts.readings(run.folded[start:end]):
            if any(one == other for one, other in zip(reading, typed)):
                continue
            words = (*run.spelled[:start], *reading, *run.spelled[end:])
            if not _is_known(words, start, end, counts) or len(typed) == 2 and counts[reading] <= counts[typed]:
                continue
            odds = _log_likelihood(words, start, end, counts) - _log_likelihood(run.spelled, start, end, counts, 1)
            if odds > least:
                yield odds - least, end, reading


def _may_be_misread(run: Run, start: int, end: int) -> bool:
    """Words of letters; no names, `Lê Thị Mẫu`, and no abbreviations among small letters, `VAN`."""
    typed = [syllable.text for syllable in run.syllables]
    for place in range(start, end):
        beside = [*typed[max(0, place - 1) : place], *typed[place + 1 : place + 2]]
        if not typed[place].isalpha():
            return False
        if typed[place].isupper():
            if not any(other.isupper() and len(other) > 1 for other in beside):
                return False
        elif typed[place][0].isupper() and (place > 0 or any(other[0].isupper() for other in beside)):
            return False
    return True


def _is_unheard(run: Run, start: int, end: int, counts: Counts) -> bool:
    """Whether nobody writes these words beside these neighbours but this paper, here, once."""
    pairs = [run.spelled[place : place + 2] for place in (start - 1, end - 1) if 0 <= place <= len(run.spelled) - 2]
    triples = _windows(run.spelled, start, end) if end - start == 2 else []
    if len(pairs) < 2 and run.spelled[start] in _ANYWHERE:
        return False
    return all(counts[gram] <= 1 for gram in (*pairs, *triples)) and bool(pairs)


def _is_known(words: Gram, start: int, end: int, counts: Counts) -> bool:
    """Whether the library writes these words so: each pair of neighbours, and three in a row where there are three."""
    pairs = [words[place : place + 2] for place in (start - 1, end - 1) if 0 <= place <= len(words) - 2]
    between = len(pairs) == 2 and counts[words[start - 1 : end + 1][:3]] > 0
    least = _LEAST_SEEN if between or len(pairs) == 1 else _LEAST_SEEN_APART
    if any(counts[pair] < least for pair in pairs):
        return False
    triples = [gram for gram in _windows(words, start, end) if len(gram) == 3]
    if triples and not any(counts[gram] for gram in triples):
        return False
    return not any(counts[gram] == 0 and _breaks_off(gram, pairs, counts) for gram in triples)


def _breaks_off(triple: Gram, pairs: Sequence[Gram], counts: Counts) -> bool:
    return any(counts[pair] >= _WELL_KNOWN for pair in pairwise(triple) if pair in pairs)


def _windows(words: Gram, start: int, end: int) -> list[Gram]:
    """The triples that hold a word from `start` to `end`; in a run of two, the pair."""
    width = min(3, len(words))
    return [
        words[first : first + width] for first in range(max(0, start - width + 1), min(end, len(words) - width + 1))
    ]


def _log_likelihood(words: Gram, start: int, end: int, counts: Counts, less: int = 0) -> float:
    """How likely the library makes the words from `start` to `end` and the two behind, each after the two before it.

    `less`: of what holds these very words, so many are not counted, since they are this place itself.
    """

    def seen(first: int, last: int) -> int:
        times = counts[words[first:last]]
        return max(0, times - less) if first < end and last > start else times

    total = 0.0
    for place in range(start, min(len(words), end + 2)):
        likely = (seen(place, place + 1) + 0.5) / (counts.syllables + 1000)
        for first in range(place - 1, max(-1, place - 3), -1):
            # Words that were seen often went on in many ways: about as many as the square root says.
            before = seen(first, place)
            ways = 1 + math.sqrt(before)
            likely = (seen(first, place + 1) + ways * likely) / (before + ways)
        total += math.log(likely)
    return total


def _writes_old_tones(paper: Document) -> bool:
    """`hòa` rather than `hoà`."""
    written = [text for _, _, text in texts(paper)]
    return sum(new_tones(text) != text for text in written) >= sum(old_tones(text) != text for text in written)


_I_TO_Y = str.maketrans("iíìỉĩị", "yýỳỷỹỵ")


def _like(reading: str, typed: str) -> str:
    """The reading with the capitals of what was typed, and y where y was typed: `mối` like `Mỗi`."""
    if fold(typed)[-1] == "i" and typed[-1].lower() in "yýỳỷỹỵ":
        reading = reading[:-1] + reading[-1].translate(_I_TO_Y)
    if typed.isupper() and len(typed) > 1:
        return reading.upper()
    return reading.capitalize() if typed[0].isupper() else reading
