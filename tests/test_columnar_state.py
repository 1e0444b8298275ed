"""A state of the index: whole, or said to be broken."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from building import fill, found, paper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.index import FileIndex

from corpus.errors import LibraryBroken
from search.columnar import batch as batch_module
from search.columnar.engine import WhooshEngine
from search.columnar.schema import INDEX_NAME
from search.columnar.seals import check_file
from search.columnar.segment import ColumnarSegment
from search.columnar.storage import IndexStorage
from search.engine import Fingerprint, Found, PaperRecord, Search
from search.query import understand

PAPERS = [
    paper("forest", "trồng rừng ở xã", "giao đất giao rừng", day="2014-09-29", number="25-KL/TU", place="Hà Tĩnh"),
    paper("village", "rừng của bản làng", "chợ xã", year=2015, cites={"1": ["25-KL/TU"]}),
]
QUESTIONS = ["rừng", "rung xa", '"giao đất"', "bản", "25-KL/TU", "đất -rừng", "", "a b c d e f rừng xã đất"]
PRINT = Fingerprint(1, 2, "ab", "forest")


@contextmanager
def unmerged() -> Iterator[None]:
    """Small segments stay by themselves, as large ones do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch_module, "merge_what_fits", lambda writer, segments: list(segments))
        yield


def grown(folder: Path) -> WhooshEngine:
    """A library of two segments with a deletion in one of them."""
    engine = fill(folder, [*PAPERS, paper("old", "rừng già")])
    with unmerged(), engine.writing() as batch:
        batch.remove("old")
        batch.put(paper("new", "rừng mới trồng", year=2016).entry)
        batch.commit(2, {"/x": PRINT})
    return engine


def everything(engine: WhooshEngine) -> object:
    """All that an engine can be asked; a question that differs in nothing but time."""
    answers = [engine.search(Search(understand(typed), limit=50)) for typed in QUESTIONS]
    return (
        answers,
        engine.papers(),
        engine.generation,
        engine.fingerprints(),
        engine.suggest("a", 3),
        engine.document("new"),
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    grown(folder)
    return folder


# Commits and readers


def test_an_answer_is_finished_on_the_state_it_began_with(tmp_path: Path) -> None:
    engine = fill(tmp_path, PAPERS)
    state = engine._current()
    assert state is not None
    before = state.search(Search(understand("rừng")))
    for generation in range(2, 9):  # enough for Whoosh to merge the first segment away
        other = WhooshEngine(tmp_path)
        with other.writing() as batch:
            batch.remove("forest")
            batch.put(paper(f"p{generation}", "rừng", "đất").entry)
            batch.commit(generation, {})
    assert state.search(Search(understand("rừng"))) == before
    assert state.search(Search(understand("giao đất"))).total == 1
    assert state.papers() == {"forest": 2, "village": 2}
    assert engine.papers() == {"village": 2, **{f"p{generation}": 2 for generation in range(2, 9)}}


def test_a_state_finishes_after_its_folder_has_gone(tmp_path: Path) -> None:
    engine = fill(tmp_path, PAPERS)
    state = engine._current()
    assert state is not None
    shutil.rmtree(tmp_path / "index")
    assert state.search(Search(understand("rừng"))).total == 3


def test_a_new_state_takes_over_the_segments_it_knows(tmp_path: Path) -> None:
    engine = grown(tmp_path)
    before = engine._current()
    with unmerged(), WhooshEngine(tmp_path).writing() as batch:
        batch.put(paper("third", "đất mới").entry)
        batch.commit(3, {})
    after = engine._current()
    assert before is not None
    assert after is not None
    assert after is not before
    assert set(before.segments) & set(after.segments)
    assert engine._current() is after


# Rebuilding


def rebuild(engine: WhooshEngine, *texts: str) -> None:
    with engine.writing(rebuild=True) as batch:
        for number, text in enumerate(texts):
            batch.put(paper(f"r{number}", text).entry)
        batch.commit(9, {})


def test_a_rebuilt_index_takes_the_old_ones_place(tmp_path: Path) -> None:
    reader = fill(tmp_path, PAPERS)
    with WhooshEngine(tmp_path).writing(rebuild=True) as batch:
        batch.put(paper("anew", "rừng").entry)
        assert reader.papers() == {"forest": 2, "village": 2}
        batch.commit(9, {})
    assert (reader.papers(), reader.generation) == ({"anew": 1}, 9)
    assert sorted(os.listdir(tmp_path)) == ["index", "write.lock"]


def test_a_rebuild_that_is_given_up_leaves_the_old_index(tmp_path: Path) -> None:
    reader = fill(tmp_path, PAPERS)
    with WhooshEngine(tmp_path).writing(rebuild=True) as batch:
        batch.put(paper("anew", "rừng").entry)
    assert reader.papers() == {"forest": 2, "village": 2}
    rebuild(WhooshEngine(tmp_path), "đất")
    assert reader.papers() == {"r0": 1}


@pytest.mark.parametrize("is_rebuild", [True, False])
@pytest.mark.parametrize("ends", ["given up", "fails", "fails before it is begun"])
def test_nothing_is_left_of_an_index_that_was_not_put_in_place(
    tmp_path: Path, is_rebuild: bool, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by this run nor by one before it that was killed."""
    fill(tmp_path, PAPERS)
    (tmp_path / "index.new").mkdir()
    (tmp_path / "index.new" / "left.pst").write_bytes(b"by a killed run")
    if ends == "fails before it is begun":
        monkeypatch.setattr("search.columnar.batch.ColumnarBatch", None)
    with suppress(ZeroDivisionError, TypeError), WhooshEngine(tmp_path).writing(rebuild=is_rebuild) as batch:
        batch.put(paper("anew", "rừng").entry)
        if ends == "fails":
            raise ZeroDivisionError
    assert sorted(os.listdir(tmp_path)) == ["index", "write.lock"]
    assert WhooshEngine(tmp_path).papers() == {"forest": 2, "village": 2}


def test_every_rebuild_is_seen(tmp_path: Path) -> None:
    """The commits of rebuilt indexes bear the same number, and their folders may get the same inode."""
    reader = fill(tmp_path, PAPERS)
    for number in range(1, 12):
        rebuild(WhooshEngine(tmp_path), *["rừng"] * number)
        rebuild(WhooshEngine(tmp_path), *["rừng"] * (number + 20))
        assert found(reader, "rừng").total == number + 20


def test_an_exchange_that_was_killed_between_its_moves_is_undone(tmp_path: Path) -> None:
    fill(tmp_path, PAPERS)
    os.replace(tmp_path / "index", tmp_path / "index.old")
    assert WhooshEngine(tmp_path).papers() == {"forest": 2, "village": 2}  # nothing is missing meanwhile
    with WhooshEngine(tmp_path).writing() as batch:
        batch.put(paper("new", "đất").entry)
        batch.commit(2, {})
    assert WhooshEngine(tmp_path).papers() == {"forest": 2, "village": 2, "new": 1}


def test_readers_never_miss_the_index_while_it_is_rebuilt(tmp_path: Path) -> None:
    reader = fill(tmp_path, PAPERS)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(lambda: [found(reader, "rừng").total for _ in range(150)])
        for _ in range(8):
            rebuild(WhooshEngine(tmp_path), "rừng", "rừng")
    assert set(asked.result()) <= {3, 2}


# Damage


def files(folder: Path) -> Iterator[Path]:
    """What an answer depends on; locks are empty."""
    return (path for path in sorted((folder / "index").iterdir()) if path.stat().st_size)


def check_damaged(whole: Path, broken: Path) -> None:
    """Every answer is the right one, or says that the library is broken and how it is mended."""
    try:
        found = everything(WhooshEngine(broken))
    except LibraryBroken as error:
        found = str(error)
    assert found == everything(WhooshEngine(whole)) or "tracuu index --rebuild" in str(found)


def damaged(whole: Path, folder: Path, name: str, content: bytes) -> Path:
    shutil.copytree(whole, folder)
    (folder / "index" / name).write_bytes(content)
    return folder


def test_a_whole_library_is_not_called_broken(whole: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    assert everything(WhooshEngine(copy)) == everything(WhooshEngine(whole))
    assert sorted(path.suffix for path in files(copy) if path.suffix != ".col") == [
        ".arrays",
        ".arrays",
        ".crc",
        ".crc",
        ".toc",
    ]


def flips(size: int, step: int) -> Iterator[int]:
    """Every place of a small file, some of a large one, and both ends."""
    return iter(sorted({*range(0, size, max(1, size // step)), 0, size - 1}))


def check_all_files(whole: Path, tmp_path: Path, step: int) -> int:
    broken = 0
    for path in files(whole):
        content = path.read_bytes()
        for place in flips(len(content), step):
            flipped = bytearray(content)
            flipped[place] ^= 0x41
            folder = damaged(whole, tmp_path / "broken", path.name, bytes(flipped))
            check_damaged(whole, folder)
            broken += 1
            shutil.rmtree(folder)
    return broken


def test_a_flipped_byte_never_gives_a_wrong_answer(whole: Path, tmp_path: Path) -> None:
    assert check_all_files(whole, tmp_path, step=8) > 60


@pytest.mark.full
def test_no_flipped_byte_gives_a_wrong_answer(whole: Path, tmp_path: Path) -> None:
    assert check_all_files(whole, tmp_path, step=150) > 1000


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.9])
def test_a_truncated_file_is_said_to_be_broken(whole: Path, tmp_path: Path, keep: float) -> None:
    for path in files(whole):
        content = path.read_bytes()
        folder = damaged(whole, tmp_path / "broken", path.name, content[: int(len(content) * keep)])
        with pytest.raises(LibraryBroken, match="--rebuild"):
            everything(WhooshEngine(folder))
        shutil.rmtree(folder)


def test_a_longer_file_is_said_to_be_broken(whole: Path, tmp_path: Path) -> None:
    for path in files(whole):
        folder = damaged(whole, tmp_path / "broken", path.name, path.read_bytes() + b"\0\0\0\0")
        with pytest.raises(LibraryBroken, match="--rebuild"):
            everything(WhooshEngine(folder))
        shutil.rmtree(folder)


def test_a_file_of_zeros_is_said_to_be_broken(whole: Path, tmp_path: Path) -> None:
    """What a power cut leaves of a file that was not yet on the disk."""
    for path in files(whole):
        folder = damaged(whole, tmp_path / "broken", path.name, bytes(path.stat().st_size))
        with pytest.raises(LibraryBroken, match="--rebuild"):
            everything(WhooshEngine(folder))
        shutil.rmtree(folder)


def test_a_missing_file_is_said_to_be_missing(whole: Path, tmp_path: Path) -> None:
    kinds = {path.suffix: path for path in files(whole)}
    assert set(kinds) == {".toc", ".arrays", ".col", ".crc"}
    for suffix in (".toc", ".arrays", ".crc"):
        path, folder = kinds[suffix], tmp_path / "broken"
        shutil.copytree(whole, folder)
        (folder / "index" / path.name).unlink()
        with pytest.raises(LibraryBroken, match="--rebuild"):
            everything(WhooshEngine(folder))
        shutil.rmtree(folder)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), content=st.binary(max_size=200))
def test_garbage_in_place_of_a_file(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, content: bytes
) -> None:
    path = data.draw(st.sampled_from(list(files(whole))))
    folder = damaged(whole, tmp_path_factory.mktemp("garbage") / "broken", path.name, content)
    with pytest.raises(LibraryBroken, match="--rebuild"):
        everything(WhooshEngine(folder))


def grow_until_merged(folder: Path) -> None:
    for generation in range(3, 30):
        with WhooshEngine(folder).writing() as batch:
            batch.put(paper(f"p{generation}", "rừng").entry)
            batch.commit(generation, {})


def test_nothing_is_added_to_a_damaged_index(whole: Path, tmp_path: Path) -> None:
    """A merge would carry the damage over into sound files."""
    for suffix in (".toc", ".arrays", ".col"):
        path = next(path for path in files(whole) if path.name.endswith(suffix))
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0x41
        folder = damaged(whole, tmp_path / "broken", path.name, bytes(content))
        with pytest.raises(LibraryBroken, match="--rebuild"):
            grow_until_merged(folder)
        rebuild(WhooshEngine(folder), "rừng")
        assert WhooshEngine(folder).papers() == {"r0": 1}
        shutil.rmtree(folder)


def test_an_index_of_another_version_names_the_remedy(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    shutil.copytree(whole, folder)
    for path in list((folder / "index").iterdir()):
        path.rename(path.with_name(path.name.replace(INDEX_NAME, "tracuu0")))
    engine = WhooshEngine(folder)
    with pytest.raises(LibraryBroken, match="phiên bản khác.*tracuu index --rebuild"):
        found(engine, "rừng")
    with pytest.raises(LibraryBroken, match="tracuu index --rebuild"):
        engine.fingerprints()
    with pytest.raises(LibraryBroken, match="tracuu index --rebuild"), engine.writing():
        pass
    rebuild(engine, "rừng")
    assert found(engine, "rừng").total == 1


def test_a_file_that_goes_while_it_is_opened_is_missed(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit or rebuild may take it away between two looks; Whoosh alone would call all of its sections empty."""
    library = shutil.copytree(whole, tmp_path / "library")
    index = FileIndex(IndexStorage(str(library / "index")), indexname=INDEX_NAME)
    [(reader, _), *_] = index.reader().leaf_readers()
    opened = reader.column_reader

    def goes(*asked: Any, **settings: Any) -> Any:
        for column in (library / "index").glob("*.stored.col"):
            column.unlink()
        return opened(*asked, **settings)

    monkeypatch.setattr(reader, "column_reader", goes)
    with pytest.raises(FileNotFoundError):
        ColumnarSegment(reader)


@pytest.mark.parametrize("kind", ["empty folder", "file"])
def test_something_else_in_the_indexs_place(tmp_path: Path, kind: str) -> None:
    if kind == "file":
        (tmp_path / "index").write_text("không phải chỉ mục")
    else:
        (tmp_path / "index").mkdir()
    with pytest.raises(LibraryBroken, match="--rebuild"):
        found(WhooshEngine(tmp_path), "rừng")


def test_a_table_of_contents_is_sealed(whole: Path, tmp_path: Path) -> None:
    table = next(path for path in files(whole) if path.suffix == ".toc")
    check_file(table)
    copy = tmp_path / table.name
    copy.write_bytes(table.read_bytes()[:-4])
    with pytest.raises(LibraryBroken):
        check_file(copy)


def test_states_hold_what_was_stored(whole: Path) -> None:
    engine = WhooshEngine(whole)
    result: Found = found(engine, "trồng mới")
    assert result.hits[0].paper == PaperRecord("new", "new.txt", None, None, None, None, None, 2016, None)
    assert engine.fingerprints() == {"/x": PRINT}
