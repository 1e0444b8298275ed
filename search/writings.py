"""How a few sections write what they say: each spelling of a syllable is looked for once, also for its pairs."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from search.evidence import Evidence
from search.lookup import Lookup
from search.matching import phrase_in_texts
from search.query import Phrase
from search.rows import Numbers, in_both

Amounts = npt.NDArray[Any]


class Writings:
    """Of sections, which ascend."""

    def __init__(self, lookup: Lookup, sections: Numbers) -> None:
        self._lookup = lookup
        self._sections = sections
        self._known: dict[tuple[str, str], Numbers] = {}

    def counts(self, item: Evidence) -> Amounts:
        """How often a syllable or a pair is written so in each section, or what stands for it is there."""
        first, *others = zip(item.term.split("_"), item.spelling.split("_"))
        places = self._places(*first)
        for distance, other in enumerate(others, start=1):
            places = in_both(places, self._places(*other) - distance)
        counts: Amounts = np.bincount(places >> 32, minlength=len(self._sections))
        for one in item.expansions:
            found = phrase_in_texts(self._lookup, Phrase(one.terms))
            counts = counts + one.weight * found.counts_in(self._sections)
        return counts

    def _places(self, term: str, spelling: str) -> Numbers:
        """Section and position in one number each: the sections as they were given are numbered through."""
        if (term, spelling) not in self._known:
            found = self._lookup.postings("folded", term)
            which, occurrences = found.occurrences_in(self._sections)
            so = self._lookup.written(term, spelling)[occurrences]
            self._known[term, spelling] = (which[so] << 32) | found.positions.at(occurrences[so])
        return self._known[term, spelling]
