"""What the sections of a document are found by: syllables with places, pairs, words, and what is said of them."""

from __future__ import annotations

import pickle
from collections import Counter

import pytest
from filing import TASKS, paper

from corpus.document import Document
from corpus.lines import Source
from corpus.parser import parse
from corpus.readers.written import lines_of
from indexer.document_terms import PARAGRAPH_GAP, document_terms
from search.engine import Occurrences


def parsed(text: str) -> Document:
    return parse(Source(lines_of(text)))


def number(document: Document, path: str) -> int:
    return [section.path for section in document.sections].index(path)


def places(found: Occurrences, section: int) -> list[tuple[str, str, int]]:
    """Each syllable of a section: folded, as written, and where."""
    assert found.positions is not None
    assert found.spellings is not None
    return [
        (found.vocabulary[term], found.spellings[term], int(position))
        for term, at, position in zip(found.terms, found.sections, found.positions)
        if at == section
    ]


def counted(found: Occurrences, section: int) -> Counter[str]:
    return Counter(found.vocabulary[term] for term, at in zip(found.terms, found.sections) if at == section)


def said_of(document: Document, section: int) -> set[str]:
    """Every folded syllable in the contexts that speak for a section."""
    contexts = document_terms(document).contexts
    speaking = {
        context for context, (begin, end) in enumerate(zip(contexts.begins, contexts.ends)) if begin <= section < end
    }
    found = contexts.occurrences
    return {found.vocabulary[term] for term, context in zip(found.terms, found.sections) if context in speaking}


def test_streams_of_a_section() -> None:
    document = parsed(paper(tasks=("Hòa bình, hoà bình.",)))
    found, section = document_terms(document), number(document, "1")
    assert found.lengths[section] == 4
    assert places(found.streams["folded"], section) == [
        ("hoa", "hoà", 0),
        ("binh", "bình", 1),
        ("hoa", "hoà", 2),
        ("binh", "bình", 3),
    ]
    assert counted(found.streams["pairs"], section) == {"hoa_binh": 2, "binh_hoa": 1}
    assert counted(found.streams["words"], section) == {"hoà_bình": 2}


def test_every_section_has_its_length() -> None:
    document = parsed(paper(tasks=TASKS))
    found = document_terms(document)
    assert len(found.lengths) == len(document.sections)
    assert found.lengths == [len(places(found.streams["folded"], section)) for section in range(len(found.lengths))]


def test_no_phrase_runs_from_one_paragraph_into_the_next() -> None:
    found = document_terms(parsed("Một hai.\n\nBa bốn.\n"))
    assert [place for _, _, place in places(found.streams["folded"], 0)] == [0, 1, 2 + PARAGRAPH_GAP, 3 + PARAGRAPH_GAP]
    assert "hai_ba" not in found.streams["pairs"].vocabulary


def test_context_is_the_title_and_the_headings_above() -> None:
    document = parsed(paper(tasks=TASKS).replace("1. ", "I. VỀ RỪNG NGẬP MẶN\n\n1. ", 1))
    below, title = number(document, "I/2"), number(document, "tiêu đề")
    assert {"rung", "ngap", "man", "moi", "truong"} <= said_of(document, below)
    assert "ngap" not in counted(document_terms(document).streams["folded"], below)
    assert "ngap" not in said_of(document, number(document, "I"))  # its own heading is its own text
    assert {"25", "kl", "hoa", "mau"} <= said_of(document, title)  # number, place and signer are found here only
    assert not {"moi", "truong"} & said_of(document, title)  # the title is its own text
    assert "mau" not in said_of(document, below)


@pytest.mark.parametrize("text", ["Một đoạn.", "***", "1. Một\n\n2. Hai"])
def test_a_document_without_title_and_headings(text: str) -> None:
    document = parsed(text)
    found = document_terms(document)
    assert len(found.lengths) == len(document.sections)
    assert found.contexts.lengths == [] or len(found.contexts.lengths) == len(found.contexts.begins)


def test_result_travels_between_processes() -> None:
    found = document_terms(parsed(paper()))
    again = pickle.loads(pickle.dumps(found))
    assert again.lengths == found.lengths
    assert again.streams["folded"].positions.tolist() == found.streams["folded"].positions.tolist()  # type: ignore[union-attr]
