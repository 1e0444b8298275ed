"""What a query most likely means: its keys decoded, its missing accents read. Its signs, quotes and numbers stay.

Which sections match changes only where keys were typed; a reading adds to the score of sections that are so spelled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.text import Syllable, has_accents, syllables
from search.keyboards import decode_text
from search.query import Likely, Query, understand
from search.readings import LONGEST, Reading, readings
from search.terms import pair
from search.vocabulary import Vocabulary

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
    decoded = _decoded(taken, vocabulary)
    query = understand(decoded) if decoded != taken.text else taken
    text, likely = _read(query, vocabulary)
    if query.written_out not in ("", query.text):
        # Ordered as its names written out, so it is read as they are, too: `UBND` is to rank as its name does.
        _, likely = _read(understand(query.written_out), vocabulary)
    return replace(query, likely=likely, understood=text if text != taken.text else None)


def _read(query: Query, vocabulary: Vocabulary) -> tuple[str, tuple[Likely, ...]]:
    """The text with its missing accents, and what speaks for it."""
    text = query.text
    likely: list[Likely] = []
    for start, end in reversed(query.plain):
        run = syllables(text[start:end])[:LONGEST]
        if not run:
            continue
        kept = _short_forms(query, run, start)
        found = readings(text[start:end], vocabulary, _FOLLOWED, kept=kept)
        likely += _likely(run, found, kept)
        best = found[0].text if found[0].is_likely else text[start:end]
        text = text[:start] + best + text[end:]
    return text, tuple(likely)


def _decoded(query: Query, vocabulary: Vocabulary) -> str:
    """The text with its keys decoded, but for the values of fields."""
    text = query.text
    kept = [range(start, end) for start, end in query.values]
    for one in reversed(decode_text(text, vocabulary)[1]):
        if not any(one.start in value for value in kept):
            text = text[: one.start] + one.text + text[one.end :]
    return text


def _short_forms(query: Query, run: Sequence[Syllable], start: int) -> frozenset[int]:
    """Places in the run whose syllable stands for what it stands for: `TU` is neither tư nor từ."""
    short = {one.first for one in query.expansions if one.last - one.first == 1}
    begins = {
        term.source.start for first, row in query.rows() for place, term in enumerate(row, first) if place in short
    }
    return frozenset(place for place, syllable in enumerate(run) if start + syllable.start in begins)


def _likely(run: Sequence[Syllable], found: Sequence[Reading], kept: frozenset[int]) -> Iterator[Likely]:
    """What speaks for sections that spell these syllables, and their pairs, as the readings do."""
    shares: defaultdict[tuple[int, str], float] = defaultdict(float)
    for reading in found:
        for place, (syllable, spelled) in enumerate(zip(run, reading.spelled)):
            if place not in kept and not has_accents(syllable.text):
                shares[place, spelled] += reading.probability
    for (_, spelled), share in shares.items():
        if share >= _LEAST_SHARE:
            yield Likely("spelled", spelled, share)
    # Not its words too: the segmenter takes as long to load as all the rest of a search, and they bring nothing more.
    if found[0].is_likely:
        for place, ((one, spelled), (other, following)) in enumerate(pairwise(zip(run, found[0].spelled))):
            plain = not has_accents(one.text) and not has_accents(other.text)
            if plain and not {place, place + 1} & kept:
                yield Likely("spelled_pairs", pair(spelled, following), found[0].probability)
