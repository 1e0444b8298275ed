"""Postings that come one by one, as from Whoosh's own writer -> the occurrences that a segment is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from search.columnar.pool import Pool
from search.engine import Occurrences

# Field, term, section, weight, payload.
Item = tuple[str, bytes, int, float, bytes]


def gathered(items: Iterable[Item]) -> Pool:
    by_field: defaultdict[str, list[tuple[int, str, float, bytes]]] = defaultdict(list)
    for field, term, section, weight, payload in items:
        by_field[field].append((section, term.decode(), weight, payload))
    pool = Pool()
    for field, postings in by_field.items():
        pool.add(field, _occurrences(sorted(postings)))
    return pool


def _occurrences(postings: list[tuple[int, str, float, bytes]]) -> Occurrences:
    vocabulary: dict[str, int] = {}
    terms: list[int] = []
    sections: list[int] = []
    positions: list[int] = []
    for section, term, weight, payload in postings:
        places = np.frombuffer(payload, dtype=np.uint32).tolist() or [0] * int(weight)
        terms += [vocabulary.setdefault(term, len(vocabulary))] * len(places)
        sections += [section] * len(places)
        positions += places
    with_positions = any(payload for *_, payload in postings)
    return Occurrences(
        list(vocabulary),
        np.array(terms, dtype=np.uint32),
        np.array(sections, dtype=np.uint32),
        np.array(positions, dtype=np.uint32) if with_positions else None,
        list(vocabulary) if with_positions else None,
    )
