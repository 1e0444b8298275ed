"""What a query most likely means: its keys decoded, its missing accents read. Its signs, quotes and numbers stay.

Which sections match changes only where keys were typed; a reading adds to the score of sections that are so spelled.
Accents that no paper has on these letters, there, are taken for slips, and the query is what it is read as.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.text import has_accents, syllables
from search.fields import in_order
from search.keyboards import decode_text
from search.query import Likely, Query, as_meant, understand
from search.readings import Reading, readings
from search.terms import pair
from search.vocabulary import Vocabulary, as_counted

# Readings that are followed in the ranking, and the share below which a spelling of one syllable is not.
_FOLLOWED = 6
_LEAST_SHARE = 0.2


def meant(typed: str, vocabulary: Vocabulary) -> Query:
    """The query, with what it is understood as.

    >>> library = Vocabulary.of_texts(["Nâng cao năng lực quản lý"])
    >>> meant("naang cao nang luc", library).understood, meant("nâng cao", library).understood
    ('nâng cao năng lực', None)
    """
    taken = understand(typed)
    query = _again(taken, _in_order(taken))
    query = _again(query, _decoded(query, vocabulary))
    found = _read(query, vocabulary)
    if found.mended != query.text:
        # Slips give way, and what was meant is looked for as if it had been typed.
        query = understand(found.mended)
        found = replace(_read(query, vocabulary), mended=query.text)
    likely = found.likely
    if query.written_out not in ("", query.text):
        # Ordered as its names written out, so it is read as they are, too: `UBND` is to rank as its name does.
        likely = _read(understand(query.written_out), vocabulary).likely
    shares = dict(_shares(as_meant(query), vocabulary))
    return replace(query, likely=likely, shares=shares, understood=found.text if found.text != taken.text else None)


@dataclass(frozen=True)
class _Read:
    """The text with its missing accents; with only its slips put right; and what speaks for the first."""

    text: str
    mended: str
    likely: tuple[Likely, ...]


def _again(query: Query, text: str) -> Query:
    return understand(text) if text != query.text else query


def _read(query: Query, vocabulary: Vocabulary) -> _Read:
    text = mended = query.text
    likely: list[Likely] = []
    for start, end in reversed(query.plain):
        kept = _short_forms(query, start, end)
        found = readings(query.text[start:end], vocabulary, _FOLLOWED, kept=kept)
        best = found[0]
        bare = {place for place, one in enumerate(best.syllables) if place not in kept and not has_accents(one.text)}
        likely += _likely(found, sorted(bare | best.open))
        if best.is_likely:
            mended = mended[:start] + best.with_only(best.doubtful) + mended[end:]
            text = text[:start] + best.text + text[end:]
    return _Read(text, mended, tuple(likely))


def _shares(query: Query, vocabulary: Vocabulary) -> Iterator[tuple[str, float]]:
    """Of each pair that was typed with accents: how much of what folds like it is so written."""
    for _, row in query.rows():
        for first, second in pairwise(row):
            if has_accents(first.source.text) or has_accents(second.source.text):
                said = vocabulary.contexts(first.folded, second.folded)
                so = said.get((as_counted(first.spelled), as_counted(second.spelled)))
                yield pair(first.spelled, second.spelled), so.times / said.times if so else 0.0


def _in_order(query: Query) -> str:
    """The text with years in a row put in order."""
    text = query.text
    for start, end in reversed(query.values):
        text = text[:start] + in_order(text[start:end]) + text[end:]
    return text


def _decoded(query: Query, vocabulary: Vocabulary) -> str:
    """The text with its keys decoded, but for the values of fields."""
    text = query.text
    kept = [range(start, end) for start, end in query.values]
    for one in reversed(decode_text(text, vocabulary)[1]):
        if not any(one.start in value for value in kept):
            text = text[: one.start] + one.text + text[one.end :]
    return text


def _short_forms(query: Query, start: int, end: int) -> frozenset[int]:
    """Places of the syllables there that stand for what they stand for: `TU` is neither tư nor từ."""
    short = {one.first for one in query.expansions if one.last - one.first == 1}
    if not short:
        return frozenset()
    begins = {
        term.source.start for first, row in query.rows() for place, term in enumerate(row, first) if place in short
    }
    return frozenset(place for place, one in enumerate(syllables(query.text, start, end)) if one.start in begins)


def _likely(found: Sequence[Reading], places: Sequence[int]) -> Iterator[Likely]:
    """What speaks for sections that spell the syllables at these places, and their pairs, as the readings do."""
    shares: defaultdict[tuple[int, str], float] = defaultdict(float)
    for reading in found:
        spelled = reading.spelled
        for place in places:
            shares[place, spelled[place]] += reading.probability
    for (_, one), share in shares.items():
        if share >= _LEAST_SHARE:
            yield Likely("spelled", one, share)
    # Not its words too: the segmenter takes as long to load as all the rest of a search, and they bring nothing more.
    if found[0].is_likely:
        spelled = found[0].spelled
        for place, following in pairwise(places):
            if following == place + 1:
                yield Likely("spelled_pairs", pair(spelled[place], spelled[following]), found[0].probability)
