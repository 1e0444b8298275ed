"""What moves, vanishes or stands in several files: links outlive all of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filing import TASKS, counts, paper, papers, registered, run, shown_sources, sources, texts, write
from two_papers import FIRST, OTHER_TASKS, SECOND, agree

from corpus.errors import BadRequest, Gone
from corpus.register import ParagraphGone, Register

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
