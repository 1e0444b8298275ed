"""Questions drawn from a library's own texts: phrases by occurrence, and words that differ in their accents alone.

What readings and ranking are measured with. The same texts and seed give the same questions.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from corpus.text import fold, has_accents, spelling, syllable_texts

Item = TypeVar("Item")

# Nobody types a phrase across a stop, a bracket or a number.
_CLAUSE_END = re.compile(r"""[.,;:!?…()\[\]"“”/\n\d]+|\s[-–—+*]\s""")


class MinimalPair(NamedTuple):
    """Two words of two syllables, spelled, that are one word without their accents."""

    first: str
    second: str


def hold_out(items: Sequence[Item], share: float, seed: int) -> tuple[list[Item], list[Item]]:
    """What is kept, and the share that is held out, drawn at random."""
    held = set(random.Random(seed).sample(range(len(items)), round(share * len(items))))
    return (
        [item for place, item in enumerate(items) if place not in held],
        [item for place, item in enumerate(items) if place in held],
    )


def phrases(texts: Iterable[str], length: int, count: int, seed: int) -> list[str]:
    """So many phrases of so many syllables, spelled; a phrase that the texts hold twice is drawn twice as often.

    >>> phrases(["Nâng cao năng lực."], length=4, count=1, seed=1)
    ['nâng cao năng lực']
    """
    clauses = [
        found for text in texts for clause in _CLAUSE_END.split(text) if len(found := syllable_texts(clause)) >= length
    ]
    if not clauses:
        return []
    rng = random.Random(seed)
    drawn = []
    for clause in rng.choices(clauses, [len(clause) - length + 1 for clause in clauses], k=count):
        start = rng.randrange(len(clause) - length + 1)
        drawn.append(" ".join(spelling(one) for one in clause[start : start + length]))
    return drawn


def minimal_pairs(words: Mapping[str, int], most: int) -> list[MinimalPair]:
    """From words with their frequencies: those where even the rarer one of the pair is frequent, most frequent first.

    A word without any accent is none of a pair: typed so, it may mean either.

    >>> minimal_pairs({"bản án": 9, "bàn ăn": 4, "bán ăn": 1, "nhân dân": 70}, most=5)
    [MinimalPair(first='bản án', second='bàn ăn')]
    """
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda word: (-words[word], word)):
        syllables = syllable_texts(word)
        if len(syllables) == 2 and any(map(has_accents, syllables)):
            alike[" ".join(map(fold, syllables))].append(word)
    found = [MinimalPair(*group[:2]) for group in alike.values() if len(group) > 1]
    return sorted(found, key=lambda pair: (-words[pair.second], pair))[:most]
