"""Reading, parsing and segmenting one file: everything the index needs, or the reason why not."""

from __future__ import annotations

import pickle
from array import array
from pathlib import Path

import pytest
from filing import TASKS, paper, write

from corpus.document import Document
from indexer.folder import File, sha256
from indexer.prepare import PARAGRAPH_GAP, Failure, Prepared, SectionTerms, document_terms, headings_above, prepare

LIMIT = 1_000_000


def file(path: Path) -> File:
    return File(str(path), path.name, 1, 1)


def prepared(path: Path) -> Prepared:
    found = prepare(file(path), LIMIT)
    assert isinstance(found, Prepared)
    return found


def terms_of(document: Document, sections: tuple[SectionTerms, ...], path: str) -> SectionTerms:
    return next(terms for section, terms in zip(document.sections, sections) if section.path == path)


def positions(terms: SectionTerms, stream: str, term: str) -> list[int]:
    where = terms.streams[stream][term]
    assert isinstance(where, bytes)
    return array("I", where).tolist()


def test_a_file_becomes_a_document_with_terms(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", paper())
    found = prepared(path)
    assert found.document.number == "25-KL/TU"
    assert len(found.sections) == len(found.document.sections)
    assert found.sections == document_terms(found.document)
    assert found.sha256 == sha256(str(path))


def test_result_travels_between_processes(tmp_path: Path) -> None:
    found = prepared(write(tmp_path, "a.txt", paper()))
    assert pickle.loads(pickle.dumps(found)) == found


def test_streams_of_a_section(tmp_path: Path) -> None:
    found = prepared(write(tmp_path, "a.txt", paper(tasks=("Hòa bình, hoà bình.",))))
    terms = terms_of(found.document, found.sections, "1")
    assert terms.length == 4
    assert positions(terms, "folded", "hoa") == positions(terms, "spelled", "hoà") == [0, 2]
    assert terms.streams["pairs"] == {"hoa_binh": 2, "binh_hoa": 1}
    assert terms.streams["words"] == {"hoà_bình": 2}


def test_no_phrase_runs_from_one_paragraph_into_the_next(tmp_path: Path) -> None:
    found = prepared(write(tmp_path, "a.txt", "Một hai.\n\nBa bốn.\n"))
    (terms,) = found.sections
    assert positions(terms, "folded", "hai") == [1]
    assert positions(terms, "folded", "ba") == [2 + PARAGRAPH_GAP]
    assert "hai_ba" not in terms.streams["pairs"]


def test_context_is_the_title_and_the_headings_above(tmp_path: Path) -> None:
    text = paper(tasks=TASKS).replace("1. ", "I. VỀ RỪNG NGẬP MẶN\n\n1. ", 1)
    found = prepared(write(tmp_path, "a.txt", text))
    terms = terms_of(found.document, found.sections, "I/2")
    assert {"rung", "ngap", "man", "moi", "truong"} <= terms.streams["context"].keys()
    assert "ngap" not in terms.streams["folded"]
    title = terms_of(found.document, found.sections, "tiêu đề")
    assert {"25", "kl", "hoa", "mau"} <= title.streams["context"].keys()  # number, place and signer are found here only
    assert "mau" not in terms.streams["context"]


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("II/2/2.1", ("Hai", "Hai hai")),
        ("II", ()),
        ("III/1", ()),
        ("II/3", ("Hai",)),
    ],
)
def test_headings_above(path: str, above: tuple[str, ...]) -> None:
    assert headings_above(path, {"II": "Hai", "II/2": "Hai hai", "II/2/2.1": "own"}) == above


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "không có chữ"),
        ("a.txt", b"\x00", "nhị phân"),
        ("a.txt", b"---\n", "đường kẻ"),
        ("a.txt", b"a" * (LIMIT + 1), "dài quá"),
        ("a.xyz", b"a", "loại tệp"),
    ],
)
def test_failures_have_a_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    found = prepare(file(write(tmp_path, name, content)), LIMIT)
    assert isinstance(found, Failure)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        ("/nowhere/a.txt", "No such file"),
        ("/tmp", "directory"),
        ("k\udcd5t.txt", "UTF-8"),
        ("a\0.txt", "lỗi của chương trình (ValueError"),  # whatever else goes wrong with one file stays with that file
    ],
)
def test_failures_before_reading(origin: str, reason: str) -> None:
    found = prepare(File(origin, "a.txt", 1, 1), LIMIT)
    assert isinstance(found, Failure)
    assert reason in found.reason
