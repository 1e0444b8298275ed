"""Occurrences laid down as a field's arrays, and read again: postings, spellings, values, and back for a merge."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.columnar.arrays import ArrayFile, write_arrays
from search.columnar.field import Field, surviving
from search.columnar.laying import field_arrays, packed, unpacked
from search.engine import Occurrences
from search.postings import NOWHERE

# Folded, spelled.
SYLLABLES = [("can", "cán"), ("can", "cần"), ("can", "can"), ("bo", "bộ"), ("xa", "xã")]

Text = list[tuple[str, str]]
texts = st.lists(st.lists(st.sampled_from(SYLLABLES), max_size=400), min_size=1, max_size=5)


def occurrences(sections: list[Text], first: int = 0, with_places: bool = True) -> Occurrences:
    vocabulary = list(dict.fromkeys(one for text in sections for one in text))
    found = [
        (vocabulary.index(one), first + number, position)
        for number, text in enumerate(sections)
        for position, one in enumerate(text)
    ]
    columns = np.array(found, dtype=np.uint32).reshape(-1, 3).T
    return Occurrences(
        [folded for folded, _ in vocabulary] if with_places else [spelled for _, spelled in vocabulary],
        columns[0],
        columns[1],
        columns[2] if with_places else None,
        [spelled for _, spelled in vocabulary] if with_places else None,
    )


def laid(folder: Path, *parts: Occurrences) -> Field:
    path = folder / "a.arrays"
    write_arrays(path, field_arrays("f", [part for part in parts if len(part.terms)]))
    return Field(ArrayFile(path), "f")


def check(field: Field, sections: list[Text]) -> None:
    for folded, spelled in SYLLABLES:
        where: dict[int, list[int]] = defaultdict(list)
        written: dict[int, list[int]] = defaultdict(list)
        for number, text in enumerate(sections):
            for position, one in enumerate(text):
                if one[0] == folded:
                    where[number].append(position)
                if one == (folded, spelled):
                    written[number].append(position)
        postings = field.postings(folded)
        so = postings.only_where(field.written(folded, spelled)) if len(postings.sections) else NOWHERE
        for found, wanted in ((postings, where), (so, written)):
            assert found.sections.tolist() == list(wanted)
            assert found.frequencies.tolist() == [len(places) for places in wanted.values()]
            assert found.positions.whole().tolist() == [place for places in wanted.values() for place in places]


@settings(max_examples=60, deadline=None)
@given(first=texts, second=texts)
def test_what_is_laid_down_is_found(
    tmp_path_factory: pytest.TempPathFactory, first: list[Text], second: list[Text]
) -> None:
    if not any(first) and not any(second):
        return
    parts = occurrences(first), occurrences(second, len(first))
    check(laid(tmp_path_factory.mktemp("field"), *parts), first + second)


@settings(max_examples=60, deadline=None)
@given(sections=texts, gone=st.sets(st.integers(0, 4)))
def test_what_survives_a_merge(tmp_path_factory: pytest.TempPathFactory, sections: list[Text], gone: set[int]) -> None:
    left = [text for number, text in enumerate(sections) if number not in gone]
    if not any(left):
        return
    alive = np.array([number not in gone for number in range(len(sections))])
    field = laid(tmp_path_factory.mktemp("field"), occurrences(sections))
    moved = surviving(field.occurrences(), alive, np.cumsum(alive) - 1)
    merged = laid(tmp_path_factory.mktemp("merged"), moved)
    check(merged, left)
    assert sorted(merged.terms) == sorted({folded for text in left for folded, _ in text})  # and no term without any


def test_counts_without_places(tmp_path: Path) -> None:
    field = laid(tmp_path, occurrences([[SYLLABLES[0]] * 300, [SYLLABLES[3]], [SYLLABLES[0]]], with_places=False))
    found = field.postings("cán")
    assert (found.sections.tolist(), found.frequencies.tolist(), found.positions.whole().tolist()) == (
        [0, 2],
        [300, 1],
        [],
    )
    again = field.occurrences()
    assert Counter(again.vocabulary[term] for term in again.terms) == {"cán": 301, "bộ": 1}


def test_values(tmp_path: Path) -> None:
    values = laid(tmp_path, occurrences([[SYLLABLES[0]], [SYLLABLES[3]], [SYLLABLES[0]]], with_places=False)).values()
    assert sorted(zip(values.sections.tolist(), (values.values[one] for one in values.ordinals))) == [
        (0, "cán"),
        (1, "bộ"),
        (2, "cán"),
    ]


def test_what_is_not_there(tmp_path: Path) -> None:
    field = laid(tmp_path, occurrences([[SYLLABLES[0]]]))
    assert field.postings("bo").sections.tolist() == []
    assert field.written("can", "căn").tolist() == [False]
    assert field.written("bo", "bộ").tolist() == []
    nothing = Field(ArrayFile(tmp_path / "a.arrays"), "other")
    assert nothing.postings("can").sections.tolist() == nothing.written("can", "cán").tolist() == []
    assert (nothing.terms, list(nothing.values().values), len(nothing.occurrences().terms)) == ([], [], 0)


@pytest.mark.parametrize("terms", [[""], ["a"], ["a", "", "đ ế"], ["nông thôn", "\u2028"]])
def test_terms_are_packed_and_unpacked(terms: list[str]) -> None:
    assert unpacked(packed(terms)) == terms
