"""A set in BEIR form becomes a library, through the same parser, terms and pens as everything else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from filing import TASKS, indexed, papers, registered

from corpus.errors import BadRequest
from corpus.register import Register
from corpus.settings import Settings
from indexer.build import Progress
from indexer.check import check
from indexer.import_set import entry_document, import_set
from search.evaluation import Entry

ENTRIES = [
    {"_id": "e1", "title": "Về bảo vệ môi trường", "text": f"1. {TASKS[0]}\n\n2. {TASKS[1]}"},
    {"_id": "e2", "title": "", "text": TASKS[2]},
    {"_id": "e3", "title": "Như mục một", "text": f"1. {TASKS[0]}\n\n2. {TASKS[1]}"},
    {"_id": "e4", "text": TASKS[2]},  # the very text of e2: an entry of its own all the same
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = "\n".join(json.dumps(entry, ensure_ascii=False) for entry in ENTRIES)
    (tmp_path / "corpus.jsonl").write_text(f"{lines}\n\n", "utf-8")
    return tmp_path


def fill(folder: Path, jobs: int = 1, reports: list[Progress] | None = None) -> tuple[Path, dict[str, str]]:
    library = folder / "library"
    report = reports.append if reports is not None else lambda progress: None
    return library, import_set(folder, Settings(library=library, jobs=jobs), report)


def test_every_entry_becomes_a_paper(folder: Path) -> None:
    reports: list[Progress] = []
    library, leading = fill(folder, reports=reports)
    assert sorted(leading.values()) == ["e1", "e2", "e3", "e4"]
    assert set(papers(library)) == set(leading)
    assert registered(library) == indexed(library)
    assert [(one.done, one.total) for one in reports] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert all(one.seconds > 0 for one in reports)


def test_order_is_kept_over_processes(folder: Path) -> None:
    library, leading = fill(folder, jobs=2)
    register = Register.open(library)
    assert [leading[name] for name in register.papers()] == ["e1", "e2", "e3", "e4"]
    register.close()


def test_library_is_whole(folder: Path) -> None:
    library, _ = fill(folder)
    damage = [finding for finding in check(Settings(library=library)) if finding.damage]
    assert damage == []


@pytest.mark.parametrize(
    ("entry", "title", "paths"),
    [
        (Entry("e", "Tiêu đề", "1. Một.\n\n2. Hai."), "Tiêu đề", ["tiêu đề", "1", "2"]),
        (Entry("e", "", "Một."), None, None),
        (Entry("e", "Tiêu đề", ""), "Tiêu đề", ["tiêu đề"]),
    ],
)
def test_entry_document(entry: Entry, title: str | None, paths: list[str] | None) -> None:
    document = entry_document(entry)
    assert document.title == title
    if paths:
        assert [section.path for section in document.sections] == paths


def test_an_own_title_takes_the_place_of_the_parsed_one() -> None:
    document = entry_document(Entry("e", "Tên đúng", "KẾT LUẬN\nvề công tác dân vận\n\n1. Một."))
    assert [p.text for s in document.sections if s.path == "tiêu đề" for p in s.paragraphs] == ["Tên đúng"]


@pytest.mark.parametrize("content", ["{", '{"_id": "a"', "không phải JSON"])
def test_a_bad_line_is_named(folder: Path, content: str) -> None:
    (folder / "corpus.jsonl").write_text(f'{{"_id": "a", "text": "b"}}\n{content}\n', "utf-8")
    with pytest.raises(BadRequest, match="dòng 2"):
        fill(folder)


def test_no_set(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"corpus\.jsonl"):
        fill(tmp_path)
