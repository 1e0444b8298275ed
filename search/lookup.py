"""What one question looks up in a snapshot, each thing once: matching and ranking ask for the same terms."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from search.snapshot import Mask, Numbers, Postings, Snapshot

Counts = npt.NDArray[np.uint16]

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

    @once
    def context(self, term: str) -> Counts:
        """How often a term stands in the context of each section."""
        counts: Counts = self.snapshot.recent.get(("context", term), lambda: self._context(term))
        return counts

    @once
    def holding(self, term: str) -> Mask:
        """The sections that hold a term, in their own text or in their context."""
        mask: Mask = self.snapshot.recent.get(("holding", term), lambda: self._holding(term))
        return mask

    def _context(self, term: str) -> Counts:
        found = self.snapshot.contexts(term)
        return _shared(self.reached(found.sections, found.frequencies).astype(np.uint16))

    def _holding(self, term: str) -> Mask:
        mask: Mask = self.context(term) > 0
        mask[self.postings("folded", term).sections] = True
        return _shared(mask)

    def reached(self, contexts: Numbers, amounts: npt.NDArray[Any]) -> Numbers:
        """For every section the sum of the amounts of those contexts that speak for it."""
        reached = self.snapshot.reached(contexts, amounts)
        return reached * self.snapshot.live if self.snapshot.has_deleted else reached


def _shared(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """What other questions will be given too: nobody may change it."""
    array.flags.writeable = False
    return array
