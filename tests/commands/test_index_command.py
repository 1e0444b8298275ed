"""`tracuu index`: what it says, what it refuses, and that stopping it leaves a whole library."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from commanding import TRACUU, apart, environment, printed, refused, refused_in_words, running, tracuu
from filing import TASKS, indexed, paper, registered, rows, run, write

from corpus.register_opening import FILE_NAME
from search.columnar.engine import WhooshEngine

SUMMARY_KEYS = ["added", "changed", "unchanged", "removed", "failed", "kept", "doubts"]
SUMMARY_KEYS += ["known", "moved", "sections", "seconds"]


def test_index(folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    first = printed("--library", library, "index", folder, start=apart)
    assert list(first) == SUMMARY_KEYS
    assert first["seconds"] > 0
    assert first["sections"] == sum(map(len, registered(library).values()))
    wanted: dict[str, object] = dict.fromkeys(("added", "changed", "unchanged", "removed"), 0)
    assert {key: first[key] for key in SUMMARY_KEYS[:6]} == {**wanted, "added": 2, "failed": [], "kept": []}
    again = tracuu("index", folder, "--library", library)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith("Thêm 0, đổi 0, không đổi 2, gỡ 0; 0 mục trong")


def test_index_with_files_that_cannot_be_read(tmp_path: Path) -> None:
    folder, library = tmp_path / "papers", tmp_path / "library"
    write(folder, "a.txt", paper())
    write(folder, "empty.txt", "")
    write(folder, "song.mp3", "ID3")
    found = printed("index", folder, "--library", library, code=3)
    assert found["added"] == 1
    assert [list(failure) for failure in found["failed"]] == [["file", "reason"]] * 2
    assert [failure["file"] for failure in found["failed"]] == [str(folder / "empty.txt"), str(folder / "song.mp3")]
    plain = tracuu("index", folder, "--library", library)
    assert plain.returncode == 3
    assert plain.stderr.count("\n") == 2
    assert str(folder / "empty.txt") in plain.stderr
    assert "không có chữ" in plain.stderr


def test_index_more_than_half_gone(tmp_path: Path) -> None:
    folder, library = tmp_path / "papers", tmp_path / "library"
    for number in range(3):
        write(folder, f"{number}.txt", paper(number + 1, year=2010 + number))
    run(library, folder)
    (folder / "0.txt").unlink()
    (folder / "1.txt").unlink()
    kept = tracuu("index", folder, "--library", library)
    assert kept.returncode == 0
    assert "--remove" in kept.stderr
    found = printed("index", folder, "--library", library)
    assert (found["removed"], found["kept"]) == (0, [str(folder / "0.txt"), str(folder / "1.txt")])
    found = printed("index", folder, "--library", library, "--remove")
    assert (found["removed"], found["kept"]) == (2, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["index", "/không/có"], "Không có tệp hay thư mục “/không/có”."),
        (["index"], "tracuu index PATH"),
        (["index", "/dev/null"], "không phải là tệp"),
        (["index", "x" * 300], "Không mở được"),
    ],
)
def test_index_what_is_not_there(tmp_path: Path, arguments: list[str], said: str) -> None:
    message = refused_in_words(*arguments, "--library", tmp_path / "library", code=2, status=400)
    assert said in message
    assert not (tmp_path / "library").exists()


def test_index_file_names_of_every_kind(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    with open(os.path.join(os.fsencode(folder), b"k\xd5t.txt"), "wb") as stream:
        stream.write(b"a")
    write(folder, "dòng\nmới.txt", "")
    found = printed("index", folder, "--library", tmp_path / "library", code=3, start=apart)
    assert {failure["file"] for failure in found["failed"]} == {
        f"{folder}/k\udcd5t.txt",  # JSON can say it, and it is the file's name
        f"{folder}/dòng\nmới.txt",
    }
    assert apart("index", folder, "--library", tmp_path / "library").returncode == 3


def test_rebuild_after_the_index_was_deleted(folder: Path, library: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    shutil.rmtree(copy / "index")
    found = printed("index", "--rebuild", "--library", copy)
    assert found["added"] == found["changed"] == 0
    assert (rows(copy), indexed(copy)) == (rows(library), indexed(library))


def test_second_writer(folder: Path, library: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    with WhooshEngine(copy).writing():
        said = refused_in_words("index", folder, "--library", copy, code=1, status=503, start=apart)
        assert "đang được" in said
    assert rows(copy) == rows(library)
    assert tracuu("index", folder, "--library", copy).returncode == 0


@pytest.mark.parametrize("place", ["a file", "a file/below"])
def test_library_that_cannot_be(folder: Path, tmp_path: Path, place: str) -> None:
    write(tmp_path, "a file", "x")
    assert "a file" in refused("index", folder, "--library", tmp_path / place, code=2, status=400)


def test_index_of_another_version(folder: Path, library: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    for path in (copy / "index").glob("*.toc"):
        path.rename(path.with_name(path.name.replace("tracuu", "other")))
    for command in (["search", "a"], ["index", folder]):
        assert "--rebuild" in refused(*command, "--library", copy, code=1, status=503)
    assert tracuu("index", folder, "--rebuild", "--library", copy).returncode == 0
    assert printed("search", "vệ sinh", "--library", copy)["total"] == 2


@pytest.mark.parametrize("delay", [0.8, *(pytest.param(late, marks=pytest.mark.full) for late in (0.5, 1.1, 1.5, 2.0))])
def test_ctrl_c(tmp_path: Path, delay: float) -> None:
    """Every process of the terminal gets the signal; one line is all that is seen, and the library is whole."""
    folder, library = tmp_path / "papers", tmp_path / "library"
    for number in range(300):
        write(folder, f"{number}.txt", paper(number + 1, tasks=[f"{task} Lần {number}." for task in TASKS * 5]))
    with running("index", folder, "--library", library, "--jobs", "2") as process:
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        out, said = process.communicate(timeout=60)
    assert out == ""
    assert said.strip() == "tracuu: đã dừng; phần đã ghi vẫn nguyên vẹn."
    assert process.returncode == 130
    assert WhooshEngine(library).generation is None


def test_progress_where_a_person_watches(folder: Path, tmp_path: Path) -> None:
    terminal, end = pty.openpty()
    command = [sys.executable, str(TRACUU), "index", str(folder), "--library", str(tmp_path / "library")]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=end, env=environment(), check=False)
    os.close(end)
    shown = b""
    with suppress(OSError):
        while part := os.read(terminal, 4096):
            shown += part
    os.close(terminal)
    assert ended.returncode == 0
    text = shown.decode()
    assert "1/2 tệp" in text
    assert "2/2 tệp" in text
    assert "mục/s" in text
    assert "còn 0 giây" in text


def test_index_papers_that_are_known(folder: Path, tmp_path: Path) -> None:
    """A copied or moved folder adds files, and no papers: that is said."""
    library, papers = tmp_path / "library", shutil.copytree(folder, tmp_path / "papers")

    def told(path: Path) -> tuple[Any, ...]:
        found = printed("index", path, "--library", library)
        return tuple(found[name] for name in ("added", "known", "moved", "removed"))

    assert told(papers) == (2, 0, 0, 0)
    links = registered(library)
    assert told(shutil.copytree(papers, tmp_path / "copy")) == (2, 2, 0, 0)
    shutil.rmtree(tmp_path / "copy")
    assert told(papers.rename(tmp_path / "moved")) == (2, 2, 2, 0)
    (tmp_path / "moved" / "a.txt").rename(tmp_path / "moved" / "renamed.txt")
    assert told(tmp_path / "moved") == (1, 1, 1, 1)
    write(tmp_path / "moved", "new.txt", paper(27, tasks=TASKS[::-1], year=2016, about="một việc mới"))
    assert told(tmp_path / "moved") == (1, 0, 0, 0)
    assert {name: one for name, one in registered(library).items() if name in links} == links
    (tmp_path / "moved" / "new.txt").rename(tmp_path / "moved" / "b.2.txt")
    said = tracuu("index", tmp_path / "moved", "--library", library).stdout
    assert "Thêm 1, đổi 0, không đổi 2, gỡ 1" in said
    assert "1 tệp là văn bản đã có, chuyển từ chỗ khác đến: liên kết giữ nguyên" in said
    shutil.copy(tmp_path / "moved" / "b.2.txt", tmp_path / "moved" / "b.3.txt")
    assert "1 tệp là bản nữa của văn bản đã có" in tracuu("index", tmp_path / "moved", "--library", library).stdout


@pytest.mark.parametrize("command", [["index", "PAPERS"], ["links", "import", "KEPT", "--replace"]])
def test_no_room_for_the_register_is_no_damage(folder: Path, tmp_path: Path, command: list[str]) -> None:
    """A limit for the size of files stands in for a full disk: SQLite says the same of both."""
    library, kept = tmp_path / "library", tmp_path / "kept.sqlite3"
    run(library, folder)
    shutil.copy(library / FILE_NAME, kept)
    before = rows(library)
    tasks = [f"Việc số {number} giao cho sở {number * 7}: {task}" for number in range(40) for task in TASKS]
    write(tmp_path / "papers", "long.txt", paper(77, about="nhiều việc", tasks=tasks))
    names = {"PAPERS": tmp_path / "papers", "KEPT": kept}
    arguments = [sys.executable, str(TRACUU), "--library", str(library), *(str(names.get(one, one)) for one in command)]
    room = kept.stat().st_size  # a copy of the register, and nothing that is larger
    ended = subprocess.run(
        ["bash", "-c", 'ulimit -f "$1"; shift; exec "$@"', "bash", str(room // 1024), *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        check=False,
    )
    assert ended.returncode == 1, ended.stdout
    assert "hết chỗ" in ended.stderr
    assert "tracuu check" not in ended.stderr
    assert rows(library) == before
    assert "nguyên vẹn" in tracuu("check", "--library", library).stdout
