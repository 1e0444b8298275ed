"""Occurrences of terms -> one field of a segment as flat arrays.

    hashes        of the terms, ascending: the order of the terms
    terms         the terms themselves, compressed: only merges and Whoosh's own queries need them
    starts        where each term's postings begin, and where the last one's end
    sections      of each posting
    repeated      the postings whose term occurs more than once in its section, and (`repeats`) how often: most do not

and, where the field keeps places:

    occurrence_starts  where each term's occurrences begin
    positions          of each occurrence, in syllables of its section
    labels             how each was written: the number of its spelling among those of its term
    spellings          these spellings, compressed; `spelled_hashes` and `spelled_labels` find one's number
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from search.columnar.arrays import Array
from search.engine import Occurrences
from search.rows import Mask, narrow

Hashes = npt.NDArray[np.uint64]
Indexes = npt.NDArray[np.int64]

# Between terms, and between the spellings of one term: characters that no text holds.
_BETWEEN_TERMS = "\0"
_BETWEEN_SPELLINGS = "\1"


def field_arrays(name: str, parts: Sequence[Occurrences]) -> dict[str, Array]:
    """The arrays of one field, out of occurrences whose sections ascend from part to part."""
    vocabulary, written = _joined_vocabulary(parts)
    terms, term_of = _distinct(term for term, _ in vocabulary)
    hashes = np.array([term_hash(term) for term in terms], dtype=np.uint64)
    by_hash = np.argsort(hashes)
    rank = np.empty(len(terms), dtype=np.uint32)
    rank[by_hash] = np.arange(len(terms), dtype=np.uint32)
    ranks = rank[term_of[written]]
    order = np.argsort(ranks, kind="stable")
    ranks, sections = ranks[order], np.concatenate([part.sections for part in parts])[order]
    first = _changes(ranks) | _changes(sections)  # of each posting
    begins = np.flatnonzero(first)
    frequencies = np.diff(begins, append=len(first))
    starts = np.searchsorted(ranks[begins], np.arange(len(terms) + 1))
    repeated = np.flatnonzero(frequencies > 1)
    arrays = {
        "hashes": hashes[by_hash],
        "terms": packed(terms[index] for index in by_hash),
        "starts": starts.astype(np.uint32),
        "sections": narrow(sections[begins]),
        "repeated": repeated.astype(np.uint32),
        "repeats": narrow(frequencies[repeated]),
    }
    if parts[0].positions is not None:
        positions = np.concatenate([part.positions for part in parts if part.positions is not None])
        arrays["occurrence_starts"] = np.append(begins, len(first))[starts].astype(np.uint32)
        arrays["positions"] = narrow(positions[order])
        spelling_arrays, labels = _spelling_arrays(vocabulary, [terms[index] for index in by_hash])
        arrays.update(spelling_arrays, labels=narrow(labels[written[order]]))
    return {f"{name}.{one}": array for one, array in arrays.items()}


def term_hash(term: str) -> Any:
    """64 bits tell the terms of a library apart: of a million, two are alike once in 37 million libraries."""
    digest = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little"))


def packed(terms: Iterable[str]) -> Array:
    return np.frombuffer(zlib.compress(_BETWEEN_TERMS.join(terms).encode()), dtype=np.uint8)


def unpacked(terms: Array) -> list[str]:
    return zlib.decompress(terms.tobytes()).decode().split(_BETWEEN_TERMS)


def unpacked_spellings(spellings: Array) -> list[list[str]]:
    """The spellings of each term, by their labels."""
    return [of_term.split(_BETWEEN_SPELLINGS) for of_term in unpacked(spellings)]


def spelled_hash(term: str, spelling: str) -> Any:
    return term_hash(f"{term}{_BETWEEN_SPELLINGS}{spelling}")


def _joined_vocabulary(parts: Sequence[Occurrences]) -> tuple[list[tuple[str, str]], npt.NDArray[np.uint32]]:
    """Every (term, spelling) once, and which of them each occurrence is."""
    known: dict[tuple[str, str], int] = {}
    written = []
    places: dict[int, npt.NDArray[np.uint32]] = {}  # of each vocabulary: large papers share one
    for part in parts:
        own = id(part.vocabulary)
        if own not in places:
            spelled = zip(part.vocabulary, part.spellings or part.vocabulary)
            places[own] = np.array([known.setdefault(one, len(known)) for one in spelled], dtype=np.uint32)
        written.append(places[own][part.terms])
    return list(known), np.concatenate(written)


def _distinct(terms: Iterable[str]) -> tuple[list[str], npt.NDArray[np.uint32]]:
    known: dict[str, int] = {}
    places = [known.setdefault(term, len(known)) for term in terms]
    return list(known), np.array(places, dtype=np.uint32)


def _spelling_arrays(
    vocabulary: Sequence[tuple[str, str]], terms: Sequence[str]
) -> tuple[dict[str, Array], npt.NDArray[np.uint32]]:
    """What finds a spelling's label, and the label of each entry of the vocabulary."""
    of_terms: defaultdict[str, list[str]] = defaultdict(list)
    for term, spelling in vocabulary:
        of_terms[term].append(spelling)
    spellings = [sorted(of_terms[term]) for term in terms]
    label_of = {
        (term, spelling): label for term, of_term in zip(terms, spellings) for label, spelling in enumerate(of_term)
    }
    hashes = np.array([spelled_hash(*one) for one in label_of], dtype=np.uint64)
    order = np.argsort(hashes)
    arrays = {
        "spellings": packed(_BETWEEN_SPELLINGS.join(of_term) for of_term in spellings),
        "spelled_hashes": hashes[order],
        "spelled_labels": narrow(np.array(list(label_of.values()), dtype=np.uint32)[order]),
    }
    return arrays, np.array([label_of[one] for one in vocabulary], dtype=np.uint32)


def _changes(values: Array) -> Mask:
    changes = np.ones(len(values), dtype=bool)
    changes[1:] = values[1:] != values[:-1]
    return changes
