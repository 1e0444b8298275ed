"""The questions of the benchmark: drawn from the text, never twice, the same in every run."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.corpus import papers, plain_sections
from bench.questions import Kind, questions
from corpus.text import has_accents
from search.query import understand

COUNT = 8


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


def test_so_many_of_each_kind_and_no_two_alike(folder: Path) -> None:
    asked = questions(papers(300, folder), COUNT)
    assert [sum(one.kind is kind for one in asked) for kind in Kind] == [COUNT] * len(Kind)
    assert len({one.typed for one in asked}) == len(asked)
    assert asked == questions(papers(300, folder), COUNT)
    assert not {one.typed for one in asked} & {one.typed for one in questions(papers(300, folder), COUNT, seed=8)}


@pytest.mark.parametrize(
    "kind, units", [(Kind.ANY, 1), (Kind.ALL, None), (Kind.PHRASE, 1), (Kind.LONG, None), (Kind.ACCENTED, None)]
)
def test_the_product_understands_them_as_they_are_meant(folder: Path, kind: Kind, units: int | None) -> None:
    for one in questions(papers(300, folder), COUNT, (kind,)):
        query = understand(one.typed)
        assert len(query.units) == (units or len(one.terms)), one
        assert tuple(term.folded for phrase in query.phrases for term in phrase.terms) == one.terms
        assert not query.filters
        assert not query.excluded


def test_what_is_asked_stands_in_the_text(folder: Path) -> None:
    said = [f" {one.terms} " for one in plain_sections(papers(300, folder))]
    for one in questions(papers(300, folder), COUNT):
        assert any(f" {' '.join(one.terms)} " in section for section in said), one


def test_accents_are_typed_only_where_they_are_meant_to_be(folder: Path) -> None:
    for one in questions(papers(300, folder), COUNT):
        if one.kind in (Kind.ACCENTED, Kind.LONG_ACCENTED):
            continue
        assert not any(has_accents(part) for part in one.typed.split())
