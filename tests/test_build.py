"""A run of the indexer: what it takes in, leaves alone and takes out, and that links outlive all of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filing import (
    TASKS,
    counts,
    indexed,
    paper,
    papers,
    registered,
    rows,
    run,
    shown_sources,
    sources,
    texts,
    write,
)

from corpus.errors import BadRequest, Gone, LibraryBroken, LibraryBusy, NotFound
from corpus.register import FILE_NAME, ParagraphGone, Register
from corpus.register_writing import RegisterPen
from corpus.settings import Settings
from indexer.build import Progress, index
from indexer.check import check
from search.columnar.engine import WhooshEngine

# 25 and 26 of 2014; what becomes of their links is what these tests are about.
FIRST, SECOND = "25-kl-tu-minh-hoa-2014", "26-kl-tu-minh-hoa-2014"
OTHER_TASKS = (
    "Khẩn trương nạo vét kênh mương, vận hành cống ngăn mặn theo lịch đã thông báo cho nhân dân.",
    "Bố trí xe bồn chở nước ngọt đến các ấp ven biển trong suốt mùa khô, không để hộ nào thiếu nước uống.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two papers: a.txt and b.txt."""
    write(tmp_path / "papers", "a.txt", paper())
    write(tmp_path / "papers", "b.txt", paper(26, tasks=OTHER_TASKS, about="phòng, chống hạn mặn"))
    return tmp_path / "papers"


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Path:
    """The library of the two papers."""
    run(tmp_path / "library", folder)
    return tmp_path / "library"


def agree(library: Path) -> bool:
    """Register and index hold the same sections with the same ids, and `check` finds no damage."""
    damage = [finding.text for finding in check(Settings(library=library)) if finding.damage]
    assert not damage
    return registered(library) == indexed(library)


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


# Renamed, moved, vanished


def test_renamed_file_keeps_every_id(library: Path, folder: Path) -> None:
    before = texts(library, FIRST)
    (folder / "a.txt").rename(folder / "kết luận 25.txt")
    assert counts(run(library, folder)) == {"added": 1, "unchanged": 1, "removed": 1}
    assert texts(library, FIRST) == before
    assert shown_sources(library)[FIRST] == "kết luận 25.txt"
    assert agree(library)


def test_renamed_and_corrected_file_is_known_by_its_number(library: Path, folder: Path) -> None:
    before = texts(library, FIRST)
    (folder / "a.txt").unlink()
    write(folder, "new.txt", paper(tasks=(*OTHER_TASKS, *TASKS[:2])))
    run(library, folder)
    after = texts(library, FIRST)
    assert {task: after[task] for task in TASKS[:2]} == {task: before[task] for task in TASKS[:2]}


def test_renamed_and_renumbered_file_is_known_by_four_fifths_of_its_paragraphs(library: Path, folder: Path) -> None:
    before = texts(library, FIRST)
    (folder / "a.txt").unlink()
    write(folder, "new.txt", paper(52))
    run(library, folder)
    assert texts(library, FIRST)[TASKS[0]] == before[TASKS[0]]


def test_moved_folder(library: Path, folder: Path) -> None:
    before = registered(library)
    moved = folder.rename(folder.with_name("moved"))
    assert counts(run(library, moved)) == {"added": 2}
    with pytest.raises(BadRequest):
        run(library, folder)
    assert counts(run(library, folder, remove=True)) == {}  # its files are known to have left
    assert registered(library) == before
    assert agree(library)


def test_what_was_moved_can_be_deleted_there(library: Path, folder: Path) -> None:
    """The old place of a file that stands elsewhere now does not keep its paper."""
    moved = folder.rename(folder.with_name("moved"))
    run(library, moved)
    assert sorted(sources(library).values()) == [["a.txt"], ["b.txt"]]
    (moved / "a.txt").unlink()
    assert counts(run(library, moved)) == {"unchanged": 1, "removed": 1}
    assert list(papers(library)) == [SECOND]
    assert agree(library)


def test_most_of_a_folder_was_moved_inside_it(library: Path, folder: Path) -> None:
    """More than half of a PATH is gone, and stands elsewhere under it: nothing is missing."""
    (folder / "Cũ").mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).rename(folder / "Cũ" / name)
    before = registered(library)
    summary = run(library, folder)
    assert (counts(summary), summary.known, summary.moved) == ({"added": 2}, 2, 2)
    assert sorted(sources(library).values()) == [["Cũ/a.txt"], ["Cũ/b.txt"]]
    assert shown_sources(library) == {FIRST: "Cũ/a.txt", SECOND: "Cũ/b.txt"}
    assert registered(library) == before
    assert counts(run(library, folder)) == {"unchanged": 2}


def test_a_copy_keeps_both_places(library: Path, folder: Path) -> None:
    copy = Path(shutil.copytree(folder, folder.with_name("copy")))
    summary = run(library, copy)
    assert (counts(summary), summary.known, summary.moved) == ({"added": 2}, 2, 0)
    assert sorted(sources(library).values()) == [["a.txt", "a.txt"], ["b.txt", "b.txt"]]
    shutil.rmtree(copy)
    assert counts(run(library, copy, remove=True)) == {"removed": 2}
    assert sorted(papers(library)) == sorted([FIRST, SECOND])


def test_vanished_file(library: Path, folder: Path) -> None:
    before = texts(library, FIRST)
    (folder / "a.txt").unlink()
    assert counts(run(library, folder)) == {"unchanged": 1, "removed": 1}
    assert list(papers(library)) == [SECOND]
    assert agree(library)
    register = Register.open(library)
    with pytest.raises(Gone):
        register.paper(FIRST)
    with pytest.raises(ParagraphGone) as gone:
        register.paragraph(FIRST, before[TASKS[0]])
    register.close()
    assert gone.value.lost.text == TASKS[0]
    assert gone.value.lost.nearest is None


def test_a_paper_that_comes_back_gets_its_links_back(library: Path, folder: Path) -> None:
    before = registered(library)
    text = (folder / "a.txt").read_bytes()
    (folder / "a.txt").unlink()
    run(library, folder)
    write(folder, "again.txt", text)
    run(library, folder)
    assert registered(library) == before
    assert agree(library)


def test_more_than_half_gone_is_kept_without_remove(library: Path, folder: Path) -> None:
    write(folder, "c.txt", paper(27, year=2015))
    run(library, folder)
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    summary = run(library, folder)
    assert counts(summary) == {"unchanged": 1, "kept": 2}
    assert summary.kept == [str(folder / "a.txt"), str(folder / "b.txt")]
    assert len(papers(library)) == 3
    assert counts(run(library, folder, remove=True)) == {"unchanged": 1, "removed": 2}
    assert len(papers(library)) == 1
    assert agree(library)


def test_vanished_only_from_the_paths_given_now(library: Path, folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", "c.txt", paper(27, year=2015))
    (folder / "a.txt").unlink()
    assert counts(run(library, tmp_path / "elsewhere")) == {"added": 1}
    assert FIRST in papers(library)


# The same text in several files


def test_copy_is_one_paper_with_two_files(library: Path, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "copy of a.txt")
    assert counts(run(library, folder)) == {"added": 1, "unchanged": 2}
    assert sources(library)[FIRST] == ["a.txt", "copy of a.txt"]
    assert len(papers(library)) == 2
    assert agree(library)


@pytest.mark.parametrize("gone", ["a.txt", "copy.txt"])
def test_copy_survives_when_either_file_goes(library: Path, folder: Path, gone: str) -> None:
    before = registered(library)
    shutil.copy(folder / "a.txt", folder / "copy.txt")
    run(library, folder)
    (folder / gone).unlink()
    assert counts(run(library, folder)) == {"unchanged": 2, "removed": 1}
    left = {"a.txt", "copy.txt"} - {gone}
    assert sources(library)[FIRST] == list(left)
    assert shown_sources(library)[FIRST] in left  # a hit never names a file that is gone
    assert registered(library) == before
    assert agree(library)


def test_edited_copy_becomes_a_paper_of_its_own(library: Path, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "copy.txt")
    run(library, folder)
    before = texts(library, FIRST)
    write(folder, "copy.txt", paper(tasks=(*TASKS, "Một điểm chỉ có trong bản sao này.")))
    assert counts(run(library, folder)) == {"changed": 1, "unchanged": 2}
    assert texts(library, FIRST) == before
    assert sources(library) == {FIRST: ["a.txt"], SECOND: ["b.txt"], f"{FIRST}-2": ["copy.txt"]}
    assert agree(library)


def test_new_edited_copy_does_not_take_the_links_of_the_first(library: Path, folder: Path) -> None:
    before = texts(library, FIRST)
    write(folder, "copy.txt", paper(tasks=(*TASKS, "Một điểm chỉ có trong bản sao này.")))
    run(library, folder)
    assert texts(library, FIRST) == before
    assert not set(texts(library, f"{FIRST}-2").values()) & set(before.values())


def test_copies_that_are_corrected_alike_keep_their_links(library: Path, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "copy.txt")
    run(library, folder)
    before = texts(library, FIRST)
    for name in ("a.txt", "copy.txt"):
        write(folder, name, paper(tasks=(*TASKS, "Sơ kết việc thực hiện hằng năm.")))
    assert counts(run(library, folder)) == {"changed": 2, "unchanged": 1}
    assert sources(library)[FIRST] == ["a.txt", "copy.txt"]
    assert before.items() < texts(library, FIRST).items()
    assert len(papers(library)) == 2
    assert agree(library)


def test_copies_that_are_corrected_differently_part(library: Path, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "copy.txt")
    run(library, folder)
    write(folder, "a.txt", paper(tasks=(*TASKS, "Sơ kết việc thực hiện hằng năm.")))
    write(folder, "copy.txt", paper(tasks=(*TASKS, "Đưa nội dung này vào nghị quyết của chi bộ.")))
    run(library, folder)
    assert sources(library) == {FIRST: ["a.txt"], SECOND: ["b.txt"], f"{FIRST}-2": ["copy.txt"]}
    assert agree(library)


def test_edited_into_the_text_of_another_file(library: Path, folder: Path) -> None:
    shutil.copy(folder / "b.txt", folder / "a.txt")
    assert counts(run(library, folder)) == {"changed": 1, "unchanged": 1}
    assert sources(library) == {SECOND: ["b.txt", "a.txt"]}
    assert agree(library)


def test_files_that_change_names_crosswise(library: Path, folder: Path) -> None:
    before = registered(library)
    (folder / "a.txt").rename(folder / "x")
    (folder / "b.txt").rename(folder / "a.txt")
    (folder / "x").rename(folder / "b.txt")
    run(library, folder)
    assert registered(library) == before
    assert sources(library) == {FIRST: ["b.txt"], SECOND: ["a.txt"]}
    assert shown_sources(library) == {FIRST: "b.txt", SECOND: "a.txt"}
    assert agree(library)


def test_papers_without_number_and_name_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "papers", "a.txt", "Biên bản họp chi bộ tháng ba.\n")
    write(tmp_path / "papers", "b.txt", "Danh sách đại biểu dự hội nghị.\n")
    run(tmp_path / "library", tmp_path / "papers")
    assert len(papers(tmp_path / "library")) == 2


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


# The index is derived, the register is not


@pytest.mark.parametrize("rebuild", [False, True])
def test_deleted_index_is_made_again_with_the_same_ids(library: Path, folder: Path, rebuild: bool) -> None:
    before, shown = rows(library), indexed(library)
    shutil.rmtree(library / "index")
    assert counts(run(library, folder, rebuild=rebuild)) == {"unchanged": 2}
    assert rows(library) == before
    assert indexed(library) == shown
    assert agree(library)
    assert counts(run(library, folder)) == {"unchanged": 2}


def test_deleted_index_brings_back_papers_from_elsewhere(library: Path, folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", "c.txt", paper(27, year=2015))
    run(library, tmp_path / "elsewhere")
    shutil.rmtree(library / "index")
    run(library, folder)
    assert len(indexed(library)) == 3
    assert agree(library)


def test_what_vanished_while_the_index_was_away(library: Path, folder: Path) -> None:
    shutil.rmtree(library / "index")
    (folder / "a.txt").unlink()
    assert counts(run(library, folder)) == {"unchanged": 1, "removed": 1}
    assert list(indexed(library)) == [SECOND]
    assert agree(library)


def test_rebuild_without_paths(library: Path, folder: Path) -> None:
    before, shown = rows(library), indexed(library)
    run(library, rebuild=True)
    assert rows(library) == before
    assert indexed(library) == shown
    assert counts(run(library, folder)) == {"unchanged": 2}


def test_rebuild_with_paths_reads_them_anew(library: Path, folder: Path) -> None:
    before, shown = rows(library), indexed(library)
    write(folder, "c.txt", paper(27, tasks=OTHER_TASKS, year=2015))
    assert counts(run(library, folder, rebuild=True)) == {"added": 1, "unchanged": 2}
    after = rows(library)
    assert all(set(before[table]) <= set(after[table]) for table in before)  # what stands keeps its dates
    assert shown.items() < indexed(library).items()  # and no section is there twice
    assert agree(library)


def test_rebuild_with_a_copy(library: Path, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "copy.txt")
    run(library, folder)
    before = rows(library)
    assert counts(run(library, folder, rebuild=True)) == {"unchanged": 3}
    assert rows(library) == before
    assert agree(library)


def test_index_of_another_version_asks_for_a_rebuild(library: Path, folder: Path) -> None:
    before = rows(library)
    for path in (library / "index").iterdir():
        if path.suffix == ".toc":
            path.rename(path.with_name(path.name.replace("tracuu", "other")))
    with pytest.raises(LibraryBroken, match="--rebuild"):
        run(library, folder)
    assert counts(run(library, folder, rebuild=True)) == {"unchanged": 2}
    assert rows(library) == before
    assert agree(library)


def test_damaged_index_asks_for_a_rebuild(library: Path, folder: Path) -> None:
    for path in (library / "index").iterdir():
        if path.suffix == ".toc":
            path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(LibraryBroken, match="--rebuild"):
        run(library, folder)
    run(library, folder, rebuild=True)
    assert agree(library)


@pytest.mark.parametrize("rebuild", [False, True])
def test_register_that_was_lost_is_not_taken_for_an_empty_one(library: Path, folder: Path, rebuild: bool) -> None:
    shown = WhooshEngine(library).papers()
    (library / FILE_NAME).unlink()
    with pytest.raises(LibraryBroken, match="sao lưu"):
        run(library, folder, rebuild=rebuild)
    assert WhooshEngine(library).papers() == shown


def test_index_that_is_older_than_the_register(library: Path, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(library / "index", tmp_path / "old index")
    write(folder, "c.txt", paper(27, year=2015))
    run(library, folder)
    shutil.rmtree(library / "index")
    shutil.copytree(tmp_path / "old index", library / "index")
    with pytest.raises(LibraryBroken, match="repair"):
        run(library, folder)
    assert counts(run(library, folder, rebuild=True)) == {"unchanged": 3}
    assert agree(library)


# Ids


def test_ids_are_unique_over_the_library(library: Path, folder: Path) -> None:
    for number in range(30, 36):
        write(folder, f"{number}.txt", paper(number, tasks=TASKS))
    run(library, folder)
    pids = [
        pid for sections in registered(library).values() for _, one, more in sections for pid in (one, *more) if pid
    ]
    assert len(pids) == len(set(pids)) == len(rows(library)["identities"])
    assert all(len(pid) >= 5 and pid.islower() and set(pid) & set("234567") for pid in pids)


def test_a_name_that_does_not_exist(library: Path) -> None:
    register = Register.open(library)
    with pytest.raises(NotFound):
        register.paper("khong-co")
    register.close()


def test_a_killed_run_between_two_writers(library: Path, folder: Path) -> None:
    """The generation of a run that died is undone by the next run, also when that has nothing to do."""
    before = rows(library)
    pen = RegisterPen.open(library)
    pen.begin()
    pen.remove_source(str(folder / "a.txt"))
    pen.drop_if_orphaned(FIRST)
    pen.prepare_commit()
    pen.close()
    assert rows(library) != before
    assert agree(library)  # readers look at the generation that the index shows
    run(library, folder)
    assert rows(library) == before


def test_unchanged_text_is_not_segmented_again(library: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(library, folder)
    before = WhooshEngine(library).papers()
    monkeypatch.setattr("search.segmenter.segment", lambda texts: texts and pytest.fail(f"segmented again: {texts}"))
    run(library, folder, rebuild=True)
    shutil.rmtree(library / "index")
    run(library, folder)
    assert WhooshEngine(library).papers() == before
