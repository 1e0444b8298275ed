"""What one question looks up in a snapshot, each thing once: matching and ranking ask for the same terms."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from search.snapshot import Mask, Numbers, Postings, Snapshot


class Lookup:
    """Lives as long as one question."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._postings: dict[tuple[str, str], Postings] = {}
        self._written: dict[tuple[str, str], Mask] = {}
        self._contexts: dict[str, Numbers] = {}

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

    def context(self, term: str) -> Numbers:
        """How often a term stands in the context of each section."""
        if term not in self._contexts:
            found = self.snapshot.contexts(term)
            self._contexts[term] = self.reached(found.sections, found.frequencies)
        return self._contexts[term]

    def holding(self, term: str) -> Mask:
        """The sections that hold a term, in their own text or in their context."""
        mask = self.context(term) > 0
        mask[self.postings("folded", term).sections] = True
        return mask

    def reached(self, contexts: Numbers, amounts: npt.NDArray[Any]) -> Numbers:
        """For every section the sum of the amounts of those contexts that speak for it."""
        reached = self.snapshot.reached(contexts, amounts)
        return reached * self.snapshot.live if self.snapshot.has_deleted else reached
