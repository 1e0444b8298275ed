"""Whatever older register comes back, the log is obeyed: nobody reads the paper, and its text is destroyed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from filing import TASKS, agree, paper, papers, rows, run, texts, write

from corpus import forgetting_log
from corpus.errors import LibraryBroken, NotFound, Withdrawn
from corpus.register import Register
from corpus.register_exchange import export_file
from corpus.register_opening import FILE_NAME
from corpus.settings import Settings
from indexer import decisions
from indexer.check import check, repair

FIRST, SECOND = "25-kl-tu-minh-hoa-2014", "26-kl-tu-minh-hoa-2015"
SECRET = "Nội dung này chỉ lưu hành trong nội bộ Ban Thường vụ, không được để lộ ra ngoài."
OTHERS = (
    "Khôi phục các làng nghề đan lát, dệt chiếu; mở lớp truyền nghề cho thanh niên ở các xã ven sông.",
    "Đầu tư nâng cấp trạm bơm, kiên cố hoá kênh mương, bảo đảm nước tưới cho vụ đông xuân.",
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write(tmp_path / "papers", "a.txt", paper(tasks=(SECRET, *TASKS)))
    write(tmp_path / "papers", "b.txt", paper(26, tasks=OTHERS, about="phát triển nông thôn", year=2015))
    run(tmp_path / "library", tmp_path / "papers")
    return Settings(library=tmp_path / "library", jobs=1)


@pytest.fixture
def older(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the register, and an export, of the time before the act."""
    shutil.copy(settings.library / FILE_NAME, tmp_path / "older.sqlite3")
    export_file(settings.library, tmp_path / "older.jsonl")
    return tmp_path / "older.sqlite3"


def forget(settings: Settings, name: str = FIRST) -> str:
    return decisions.forget(settings, name, "nhập nhầm", lambda progress: None).hidden


def restore(path: Path, library: Path, may_lose: bool = False) -> decisions.Restored:
    return decisions.restore(path, Settings(library=library, jobs=1), may_lose, lambda progress: None)


def put_back(older: Path, library: Path) -> None:
    """By hand, as people restore a backup."""
    for side in ("-wal", "-shm"):
        (library / f"{FILE_NAME}{side}").unlink(missing_ok=True)
    shutil.copy(older, library / FILE_NAME)


def holding(library: Path) -> list[str]:
    sought = ("lưu hành trong nội bộ".encode(), b"luu hanh trong", FIRST.encode())
    return [
        path.name for path in library.rglob("*") if path.is_file() and any(one in path.read_bytes() for one in sought)
    ]


def is_withdrawn(library: Path, name: str, pid: str, beside: str = SECOND) -> bool:
    with closing(Register.open(library)) as register:
        with pytest.raises(Withdrawn):
            register.paper(name)
        with pytest.raises(Withdrawn):
            register.paragraph(name, pid)
        with pytest.raises(Withdrawn):
            register.paragraph(beside, pid)
    return True


@pytest.mark.usefixtures("older")
def test_an_older_export_does_not_bring_it_back(settings: Settings, tmp_path: Path) -> None:
    pid, kept = texts(settings.library, FIRST)[SECRET], texts(settings.library, SECOND)
    hidden = forget(settings)
    restored = restore(tmp_path / "older.jsonl", settings.library)
    assert restored.honoured == (hidden,)
    assert list(papers(settings.library)) == [SECOND]
    assert texts(settings.library, SECOND) == kept
    assert is_withdrawn(settings.library, FIRST, pid)
    assert holding(settings.library) == []
    assert agree(settings.library)
    assert not any(one.damage for one in check(settings))
    assert len(run(settings.library, tmp_path / "papers").failed) == 1  # its file is refused as before
    assert restore(tmp_path / "older.jsonl", settings.library).honoured == (hidden,)  # and again


@pytest.mark.parametrize("damage", ["lost", "overwritten"])
@pytest.mark.usefixtures("older")
def test_nor_does_it_when_the_register_is_lost(settings: Settings, tmp_path: Path, damage: str) -> None:
    """The log alone is left to tell."""
    pid, hidden = texts(settings.library, FIRST)[SECRET], forget(settings)
    if damage == "lost":
        (settings.library / FILE_NAME).unlink()
    else:
        (settings.library / FILE_NAME).write_bytes(b"this is no database" * 1000)
    restored = restore(tmp_path / "older.jsonl", settings.library)
    assert restored.honoured == (hidden,)
    assert restored.is_older
    assert restored.has_log
    assert is_withdrawn(settings.library, FIRST, pid)
    assert holding(settings.library) == []
    assert [act.paper for act in decisions.log(settings)] == [hidden]
    assert len(run(settings.library, tmp_path / "papers").failed) == 1


def test_a_register_that_was_put_back_by_hand_is_not_read(settings: Settings, older: Path, tmp_path: Path) -> None:
    pid = texts(settings.library, FIRST)[SECRET]
    forget(settings)
    put_back(older, settings.library)
    with pytest.raises(LibraryBroken, match="nhật ký thu hồi.*check --repair"):
        Register.open(settings.library)
    with pytest.raises(LibraryBroken, match="nhật ký thu hồi"):
        export_file(settings.library, tmp_path / "again.jsonl")
    assert any(one.damage and "nhật ký thu hồi" in one.text for one in check(settings))
    repair(settings)
    assert not any(one.damage for one in check(settings))
    assert is_withdrawn(settings.library, FIRST, pid)
    assert holding(settings.library) == []
    assert agree(settings.library)


def test_the_next_import_takes_it_out_and_says_so(settings: Settings, older: Path, tmp_path: Path) -> None:
    hidden = forget(settings)
    put_back(older, settings.library)
    summary = run(settings.library, tmp_path / "papers" / "b.txt")
    assert summary.honoured == [hidden]
    assert summary.unchanged == 1
    assert list(papers(settings.library)) == [SECOND]
    assert run(settings.library, tmp_path / "papers" / "b.txt").honoured == []


def test_a_library_made_anew_beside_the_log_knows_it(settings: Settings, tmp_path: Path) -> None:
    """Register and index were thrown away, the folder was not: its papers are read again, but for one."""
    pid, hidden = texts(settings.library, FIRST)[SECRET], forget(settings)
    shutil.rmtree(settings.library / "index")
    (settings.library / FILE_NAME).unlink()
    assert [one.file.source for one in run(settings.library, tmp_path / "papers").failed] == ["a.txt"]
    assert list(papers(settings.library)) == [SECOND]
    assert is_withdrawn(settings.library, FIRST, pid)
    assert [act.paper for act in decisions.log(settings)] == [hidden]


def test_a_paper_that_was_allowed_stays_so(settings: Settings, older: Path, tmp_path: Path) -> None:
    """The old links stay withdrawn; the file may come."""
    pid, hidden = texts(settings.library, FIRST)[SECRET], forget(settings)
    decisions.allow(settings, hidden)
    put_back(older, settings.library)
    assert run(settings.library, tmp_path / "papers").failed == []
    assert list(papers(settings.library)) == [SECOND, f"{FIRST}-2"]
    assert is_withdrawn(settings.library, FIRST, pid)


def test_a_later_act_in_the_log_counts(settings: Settings, tmp_path: Path) -> None:
    """A register of the time between the forgetting and the leave."""
    hidden = forget(settings)
    with closing(sqlite3.connect(settings.library / FILE_NAME)) as connection, connection:
        connection.execute("UPDATE generations SET started = '2024-05-01T08:00:00+00:00'")
    shutil.copy(settings.library / FILE_NAME, tmp_path / "between.sqlite3")
    decisions.allow(settings, hidden)
    put_back(tmp_path / "between.sqlite3", settings.library)
    assert run(settings.library, tmp_path / "papers").failed == []


def test_another_paper_of_the_same_name_elsewhere_stays(settings: Settings, tmp_path: Path) -> None:
    """The log is laid beside another library, whose paper of this number is another one, with some of the same ids."""
    other = tmp_path / "other"
    write(tmp_path / "first", "x.txt", paper(tasks=OTHERS, about="phát triển nông thôn"))
    run(other, tmp_path / "first")
    assert set(texts(other, FIRST).values()) & set(texts(settings.library, FIRST).values())
    forget(settings)
    shutil.copy(settings.library / forgetting_log.FILE_NAME, other / forgetting_log.FILE_NAME)
    run(other, tmp_path / "first")
    assert list(papers(other)) == [FIRST]
    assert [one.file.source for one in run(other, tmp_path / "papers").failed] == ["a.txt"]


def test_the_register_of_another_library_must_not_bring_it(settings: Settings, tmp_path: Path) -> None:
    """There the same file has another name and other ids: another paper of its number had come before it."""
    other = tmp_path / "other"
    write(tmp_path / "first", "x.txt", paper(tasks=OTHERS, about="phát triển nông thôn"))
    run(other, tmp_path / "first")
    run(other, tmp_path / "papers" / "a.txt")
    assert SECRET in texts(other, f"{FIRST}-2")
    export_file(other, tmp_path / "other.jsonl")
    hidden = forget(settings)
    assert restore(tmp_path / "other.jsonl", settings.library, may_lose=True).honoured == (hidden,)
    assert list(papers(settings.library)) == [FIRST]
    assert SECRET not in texts(settings.library, FIRST)
    assert is_withdrawn(settings.library, f"{FIRST}-2", texts(other, f"{FIRST}-2")[SECRET], beside=FIRST)
    run(settings.library)
    assert not any(one.damage for one in check(settings))


def test_without_a_log_nothing_is_asked(settings: Settings) -> None:
    assert not (settings.library / forgetting_log.FILE_NAME).exists()
    before = rows(settings.library)
    run(settings.library)
    assert rows(settings.library) == before
    with closing(Register.open(settings.library)) as register, pytest.raises(NotFound):
        register.paper("khong-co")


def test_a_lost_log_is_written_again(settings: Settings, tmp_path: Path) -> None:
    forget(settings)
    log = settings.library / forgetting_log.FILE_NAME
    before = log.read_text("utf-8")
    log.unlink()
    run(settings.library, tmp_path / "papers" / "b.txt")
    assert log.read_text("utf-8") == before


def test_a_damaged_log_is_told_and_nothing_is_shown(settings: Settings) -> None:
    forget(settings)
    log = settings.library / forgetting_log.FILE_NAME
    log.write_text(log.read_text("utf-8") + "oops\n", "utf-8")
    with pytest.raises(LibraryBroken, match="dòng 2"):
        Register.open(settings.library)
    assert any(one.damage and "dòng 2" in one.text for one in check(settings))
