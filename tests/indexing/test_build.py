"""A run of the indexer: what it takes in and leaves alone, what it cannot read, and its refusals."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filing import TASKS, counts, indexed, paper, papers, rows, run, sources, texts, write
from two_papers import FIRST, SECOND, agree

from corpus.errors import BadRequest, LibraryBusy
from corpus.settings import Settings
from indexer.build import Progress, index
from search.columnar.engine import WhooshEngine

# What is read and what is skipped


def test_first_run(library: Path, folder: Path) -> None:
    assert sources(library) == {FIRST: ["a.txt"], SECOND: ["b.txt"]}
    assert agree(library)


def test_summary_counts_sections_and_time(tmp_path: Path, folder: Path) -> None:
    summary = run(tmp_path / "library", folder)
    assert counts(summary) == {"added": 2}
    assert summary.sections == sum(len(sections) for sections in indexed(tmp_path / "library").values())
    assert summary.seconds > 0


def test_progress_is_reported_file_by_file(tmp_path: Path, folder: Path) -> None:
    reports: list[Progress] = []
    index([folder], Settings(library=tmp_path / "library", jobs=1), report=reports.append)
    assert [(one.done, one.total) for one in reports] == [(1, 2), (2, 2)]
    assert 0 < reports[0].sections < reports[1].sections


def _leave(folder: Path) -> None:
    pass


def _touch(folder: Path) -> None:
    os.utime(folder / "a.txt", (1_000_000_000, 1_000_000_000))


def _copy_with_a_new_clock(folder: Path) -> None:
    shutil.copytree(folder, folder.with_name("copy"), copy_function=shutil.copyfile)
    shutil.rmtree(folder)
    folder.with_name("copy").rename(folder)


@pytest.mark.parametrize("change", [_leave, _touch, _copy_with_a_new_clock])
def test_unchanged_files_are_skipped(library: Path, folder: Path, change) -> None:  # type: ignore[no-untyped-def]
    before = rows(library)
    change(folder)
    assert counts(run(library, folder)) == {"unchanged": 2}
    assert rows(library) == before


def test_nothing_to_do_writes_nothing(library: Path, folder: Path) -> None:
    before = sorted(os.listdir(library / "index"))
    generation = WhooshEngine(library).generation
    run(library, folder)
    assert sorted(os.listdir(library / "index")) == before
    assert WhooshEngine(library).generation == generation


def test_clocks_are_remembered_at_the_next_commit(library: Path, folder: Path) -> None:
    _touch(folder)
    write(folder, "c.txt", paper(27))
    run(library, folder)
    assert WhooshEngine(library).fingerprints()[str(folder / "a.txt")].modified == 1_000_000_000 * 10**9


def test_changed_file(library: Path, folder: Path) -> None:
    before = texts(library, FIRST)
    write(folder, "a.txt", paper(tasks=(*TASKS, "Sơ kết việc thực hiện vào quý IV hằng năm.")))
    assert counts(run(library, folder)) == {"changed": 1, "unchanged": 1}
    after = texts(library, FIRST)
    assert before.items() < after.items()
    assert agree(library)


def test_change_of_the_same_size_within_the_same_tick_of_the_clock(library: Path, folder: Path) -> None:
    state = (folder / "a.txt").stat()
    write(folder, "a.txt", paper().replace("báo, đài", "đài, báo"))
    os.utime(folder / "a.txt", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert counts(run(library, folder)) == {"changed": 1, "unchanged": 1}


def test_added_file(library: Path, folder: Path) -> None:
    before = {name: texts(library, name) for name in (FIRST, SECOND)}
    write(folder, "c.txt", paper(27, tasks=TASKS[:2], year=2015))
    assert counts(run(library, folder)) == {"added": 1, "unchanged": 2}
    assert sources(library)["27-kl-tu-minh-hoa-2015"] == ["c.txt"]
    assert {name: texts(library, name) for name in before} == before
    assert agree(library)


def test_papers_from_elsewhere_stay(library: Path, folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", "c.txt", paper(27, year=2015))
    assert counts(run(library, tmp_path / "elsewhere")) == {"added": 1}
    assert len(papers(library)) == 3
    assert agree(library)


def test_a_file_given_directly(library: Path, folder: Path) -> None:
    write(folder, "c.txt", paper(27, year=2015))
    write(folder, "d.txt", paper(28, year=2016))
    assert counts(run(library, folder / "c.txt")) == {"added": 1}
    assert len(papers(library)) == 3


# Files that cannot be read


UNREADABLE = [
    ("empty.txt", b"", "không có chữ"),
    ("blank.txt", " \n\u00a0\n".encode(), "không có chữ"),
    ("rules.txt", b"-----\n", "đường kẻ"),
    ("binary.txt", b"PK\x03\x04\x00\x00", "nhị phân"),
    ("damaged.txt", b"\xff\xfeK", "bảng mã"),
    ("song.mp3", b"ID3", "loại tệp"),
    ("no suffix", b"x", "loại tệp"),
]


def test_unreadable_files_are_named_and_the_rest_is_indexed(tmp_path: Path, folder: Path) -> None:
    for name, content, _ in UNREADABLE:
        write(folder, name, content)
    summary = run(tmp_path / "library", folder)
    assert counts(summary) == {"added": 2, "failed": len(UNREADABLE)}
    reasons = {failure.file.source: failure.reason for failure in summary.failed}
    assert {name: reasons[name] for name, _, part in UNREADABLE if part not in reasons[name]} == {}
    assert agree(tmp_path / "library")


def test_file_with_more_text_than_the_setting_allows(tmp_path: Path, folder: Path) -> None:
    settings = Settings(library=tmp_path / "library", jobs=1, max_text_bytes=3_000)
    write(folder, "long.txt", "dài " * 1_000)
    summary = index([folder], settings)
    assert [(failure.file.source, "dài quá" in failure.reason) for failure in summary.failed] == [("long.txt", True)]
    assert summary.added == 2


def test_a_file_that_becomes_unreadable_keeps_its_paper(library: Path, folder: Path) -> None:
    before = rows(library)
    write(folder, "a.txt", b"\x00\x01")
    for _ in range(2):  # and it is reported every time
        assert counts(run(library, folder)) == {"unchanged": 1, "failed": 1}
        assert rows(library) == before
        assert agree(library)
    write(folder, "a.txt", paper(tasks=(*TASKS, "Sơ kết việc thực hiện hằng năm.")))
    assert counts(run(library, folder)) == {"unchanged": 1, "changed": 1}


def test_a_file_that_stays_unreadable_costs_no_commit(library: Path, folder: Path) -> None:
    write(folder, "empty.txt", "")
    generation = WhooshEngine(library).generation
    assert counts(run(library, folder)) == {"unchanged": 2, "failed": 1}
    assert WhooshEngine(library).generation == generation


def test_file_name_that_is_no_text(tmp_path: Path, folder: Path) -> None:
    with open(os.path.join(os.fsencode(folder), b"k\xd5t lu\xcbn.txt"), "wb") as stream:
        stream.write(paper(27).encode())
    summary = run(tmp_path / "library", folder)
    assert counts(summary) == {"added": 2, "failed": 1}
    assert "UTF-8" in summary.failed[0].reason


# The user's mistakes, and other writers


def test_folder_that_does_not_exist_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="Không có"):
        run(tmp_path / "library", tmp_path / "nowhere")
    assert not (tmp_path / "library").exists()


def test_second_writer_is_told_and_nothing_is_lost(library: Path, folder: Path) -> None:
    before = rows(library)
    write(folder, "c.txt", paper(27, year=2015))
    with WhooshEngine(library).writing(), pytest.raises(LibraryBusy):
        run(library, folder)
    assert rows(library) == before
    assert agree(library)
    assert counts(run(library, folder)) == {"added": 1, "unchanged": 2}


def test_library_inside_the_folder_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", paper())
    for _ in range(2):
        assert counts(run(tmp_path / "library", tmp_path)) in ({"added": 1}, {"unchanged": 1})


def test_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert counts(run(tmp_path / "library", tmp_path / "empty")) == {}
    assert counts(run(tmp_path / "library", tmp_path / "empty")) == {}
    assert agree(tmp_path / "library")
