"""The index is derived, the register is not: either may be lost, old or half written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filing import TASKS, counts, indexed, paper, registered, rows, run, write
from two_papers import FIRST, OTHER_TASKS, SECOND, agree

from corpus.errors import LibraryBroken, NotFound
from corpus.register import Register
from corpus.register_opening import FILE_NAME
from corpus.register_writing import RegisterPen
from search.columnar.engine import WhooshEngine

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
