"""Reading, parsing and segmenting one file: everything the index needs, or the reason why not."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from filing import paper, write

from indexer.folder import File, sha256
from indexer.prepare import Failure, Prepared, prepare
from indexer.segmented import keep

LIMIT = 1_000_000


def file(path: Path) -> File:
    return File(str(path), path.name, 1, 1)


def prepared(path: Path) -> Prepared:
    found = prepare(file(path), LIMIT, path.parent)
    assert isinstance(found, Prepared)
    return found


def test_a_file_becomes_a_document_with_terms(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", paper())
    found = prepared(path)
    assert found.document.number == "25-KL/TU"
    assert len(found.terms.lengths) == len(found.document.sections)
    assert found.sha256 == sha256(str(path))


def test_result_travels_between_processes(tmp_path: Path) -> None:
    found = prepared(write(tmp_path, "a.txt", paper()))
    assert pickle.loads(pickle.dumps(found)).document == found.document


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
    found = prepare(file(write(tmp_path, name, content)), LIMIT, tmp_path)
    assert isinstance(found, Failure)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        ("/nowhere/a.txt", "không có tệp"),
        ("/tmp", "thư mục"),
        ("k\udcd5t.txt", "UTF-8"),
        ("a\0.txt", "lỗi của chương trình (ValueError"),  # whatever else goes wrong with one file stays with that file
    ],
)
def test_failures_before_reading(origin: str, reason: str) -> None:
    found = prepare(File(origin, "a.txt", 1, 1), LIMIT, Path("nowhere"))
    assert isinstance(found, Failure)
    assert reason in found.reason


def test_words_are_remembered_and_known_ones_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.txt", paper())
    first = prepared(path)
    keep(tmp_path, first.segmented, only=True)
    monkeypatch.setattr("search.segmenter.segment", lambda texts: texts and pytest.fail(f"segmented again: {texts}"))
    again = prepared(path)
    assert again.segmented == first.segmented
    assert again.terms.streams["words"].vocabulary == first.terms.streams["words"].vocabulary
