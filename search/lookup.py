"""What one question looks up in a snapshot, each thing once: matching and ranking ask for the same terms."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from search.postings import Postings
from search.rows import Counts, Mask, Numbers, Runs, Scores
from search.snapshot import Snapshot

Wanted = TypeVar("Wanted", bound=Hashable)
Found = TypeVar("Found")


def once(find: Callable[[Lookup, Wanted], Found]) -> Callable[[Lookup, Wanted], Found]:
    """What is found for one question is found once.

    A phrase is asked for by each syllable that it stands for; and of a long question, what others looked up lately has
    gone before its end.
    """

    @wraps(find)
    def found(lookup: Lookup, wanted: Wanted) -> Found:
        key = find.__name__, wanted
        if key not in lookup.found:
            lookup.found[key] = find(lookup, wanted)
        known: Found = lookup.found[key]
        return known

    return found


class Lookup:
    """Lives as long as one question."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._postings: dict[tuple[str, str], Postings] = {}
        self._written: dict[tuple[str, str], Mask] = {}
        self.found: dict[tuple[str, Hashable], Any] = {}

    def postings(self, field: str, term: str) -> Postings:
        key = field, term
        if key not in self._postings:
            self._postings[key] = self.snapshot.postings(field, term)
        return self._postings[key]

    def written(self, term: str, spelling: str) -> Mask:
        """For each occurrence of a term in sections' own texts whether it is written so."""
        key = term, spelling
        if key not in self._written:
            self._written[key] = self.snapshot.written("folded", term, spelling)
        return self._written[key]

    def share_written(self, term: str, spelling: str) -> float:
        """How large a share of a term's occurrences is written so."""
        return float(self.snapshot.recent.get(("share", term, spelling), lambda: self._share_written(term, spelling)))

    def _share_written(self, term: str, spelling: str) -> np.float64:
        so = self.written(term, spelling)
        share: np.float64 = np.float64(np.count_nonzero(so) / max(len(so), 1))
        return share

    def in_papers(self, field: str, term: str) -> Scores:
        """How often a term stands in each paper."""
        counts: Scores = self.snapshot.recent.get(("papers", field, term), lambda: self._in_papers(field, term))
        return counts

    def _in_papers(self, field: str, term: str) -> Scores:
        found = self.postings(field, term)
        return _shared(self.snapshot.of_papers(found.sections, found.frequencies))

    @once
    def context(self, term: str) -> Counts:
        """How often a term stands in the context of each section."""
        runs: Runs = self.snapshot.recent.get(("context", term), lambda: self._context(term))
        return self._alive(runs)

    def _context(self, term: str) -> Runs:
        found = self.snapshot.contexts(term)
        return self.snapshot.reached(found.sections, found.frequencies)

    @once
    def holding(self, term: str) -> Mask:
        """The sections that hold a term, in their own text or in their context."""
        mask: Mask = self.context(term) > 0
        mask[self.postings("folded", term).sections] = True
        return _shared(mask)

    def reached(self, contexts: Numbers, amounts: Counts) -> Counts:
        """For every section the sum of the amounts of those contexts that speak for it."""
        return self._alive(self.snapshot.reached(contexts, amounts))

    def _alive(self, runs: Runs) -> Counts:
        return runs.spread() * self.snapshot.live if self.snapshot.has_deleted else runs.spread()


def _shared(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """What other questions will be given too: nobody may change it."""
    array.flags.writeable = False
    return array
