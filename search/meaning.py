"""What a query most likely means: its keys decoded, its missing accents read. Its signs, quotes and numbers stay.

Which sections match changes only where keys were typed; a reading adds to the score of sections that are so spelled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.text import has_accents
from search.keyboards import decode_text
from search.query import Likely, Query, understand
from search.readings import Reading, readings
from search.terms import Term, terms, words
from search.vocabulary import Vocabulary

# Readings that are followed in the ranking, and the share below which a spelling of one syllable is not.
_FOLLOWED = 6
_LEAST_SHARE = 0.05


def meant(typed: str, vocabulary: Vocabulary) -> Query:
    """The query, with what it is understood as.

    >>> library = Vocabulary.of_texts(["Nâng cao năng lực quản lý"])
    >>> meant("naang cao nang luc", library).understood, meant("nâng cao", library).understood
    ('nâng cao năng lực', None)
    """
    taken = understand(typed)
    query = understand(_decoded(taken, vocabulary))
    text = query.text
    likely: list[Likely] = []
    for first, row in reversed(list(query.rows())):
        start, end = row[0].source.start, row[-1].source.end
        found = readings(text[start:end], vocabulary, _FOLLOWED, kept=_short_forms(query, first))
        likely += _likely(row, found)
        best = found[0].text if found[0].probability > 0.5 else text[start:end]
        text = text[:start] + best + text[end:]
    return replace(query, likely=tuple(likely), understood=text if text != taken.text else None)


def _decoded(query: Query, vocabulary: Vocabulary) -> str:
    """The text with its plain words decoded, as far as they were typed in keys."""
    text = query.text
    for _, row in reversed(list(query.rows())):
        start, end = row[0].source.start, row[-1].source.end
        text = text[:start] + decode_text(text[start:end], vocabulary)[0] + text[end:]
    return text


def _short_forms(query: Query, first: int) -> frozenset[int]:
    """Places in the row that begins at this unit: `TU` stands for what it stands for, and is neither tư nor từ."""
    return frozenset(one.first - first for one in query.expansions if one.last - one.first == 1)


def _likely(row: Sequence[Term], found: Sequence[Reading]) -> Iterator[Likely]:
    """What speaks for sections that spell these syllables, and words made of them, as the readings do."""
    shares: defaultdict[tuple[int, str], float] = defaultdict(float)
    for reading in found:
        for place, spelled in enumerate(reading.spelled):
            if not has_accents(row[place].source.text):
                shares[place, spelled] += reading.probability
    for (_, spelled), share in shares.items():
        if share >= _LEAST_SHARE:
            yield Likely("spelled", spelled, share)
    best = found[0]
    if best.probability > 0.5 and any(has_accents(spelled) for spelled in best.spelled):
        for word in words(best.text, terms(best.text)):
            yield Likely("words", word, best.probability)
