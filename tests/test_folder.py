"""Which files there are, under which names, and which of them must be read."""

from __future__ import annotations

import os
import socket
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filing import write

from corpus.errors import BadRequest
from indexer.folder import UNKNOWN_SIZE, File, Plan, fingerprint, plan, roots_of, sha256
from search.engine import Fingerprint


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    return tmp_path / "papers"


def look(*paths: Path, known: dict[str, Fingerprint] | None = None, library: Path | None = None) -> Plan:
    return plan(roots_of(paths), known or {}, library=library)


def names(*paths: Path, library: Path | None = None) -> list[str]:
    return [file.source for file in look(*paths, library=library).to_read]


def remembered(*files: Path) -> dict[str, Fingerprint]:
    """Fingerprints as a run leaves them, of files that were written a while ago."""
    found = {}
    for path in files:
        state = path.stat()
        found[str(path)] = Fingerprint(state.st_size, state.st_mtime_ns, sha256(str(path)), "p")
    return found


# Names and places


@pytest.mark.parametrize(
    "name",
    [
        "a.txt",
        "A.TXT",
        "Kết luận số 25.md",
        unicodedata.normalize("NFD", "Kết luận.txt"),
        "  hai dấu cách  .txt",
        "dòng\nmới.txt",
        "'\"$&;|.txt",
        "-rf.txt",
        "x" * 251 + ".txt",
        "không có đuôi",
        "a.b.c.xyz",
        "sâu/hơn/nữa/a.txt",
    ],
)
def test_taken(papers: Path, name: str) -> None:
    path = write(papers, name, "a")
    (file,) = look(papers).to_read
    assert (file.origin, file.source, file.size) == (str(path), name, 1)


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        ".git/a.txt",
        "in/.cache/a.txt",
        "~$a.docx",
        "Thumbs.db",
        "desktop.ini",
        "a.TMP",
        "a.bak",
        "shortcut.lnk",
    ],
)
def test_passed_over(papers: Path, name: str) -> None:
    write(papers, name, "a")
    assert names(papers) == []


def test_a_hidden_file_that_is_given_directly(papers: Path) -> None:
    assert names(write(papers, ".hidden.txt", "a")) == [".hidden.txt"]


def test_order_is_that_of_the_names(papers: Path) -> None:
    for name in ("b.txt", "a.txt", "z/a.txt", "c/a.txt"):
        write(papers, name, "a")
    assert names(papers) == ["a.txt", "b.txt", "c/a.txt", "z/a.txt"]


def test_symlinks(papers: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", "a.txt", "a")
    (papers / "to a file.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")
    (papers / "to a folder").symlink_to(tmp_path / "elsewhere")
    (papers / "to nowhere.txt").symlink_to(tmp_path / "nowhere")
    (papers / "round").symlink_to(papers)
    assert names(papers) == ["to a file.txt"]


def test_a_folder_and_a_link_to_it_are_the_same(papers: Path, tmp_path: Path) -> None:
    write(papers, "a.txt", "a")
    (tmp_path / "link").symlink_to(papers)
    assert roots_of([tmp_path / "link", papers, papers / ".." / "papers"]) == (papers,)
    assert look(tmp_path / "link").to_read == look(papers).to_read


def test_relative_path(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(papers, "a.txt", "a")
    monkeypatch.chdir(papers.parent)
    assert look(Path("papers")).to_read[0].origin == str(path)
    assert look(Path("papers/a.txt")).to_read[0].origin == str(path)


def test_a_folder_inside_another_is_named_as_the_outer_one_sees_it(papers: Path) -> None:
    write(papers, "in/a.txt", "a")
    for order in ([papers, papers / "in"], [papers / "in", papers], [papers, papers]):
        assert names(*order) == ["in/a.txt"]


def test_what_is_no_file(papers: Path) -> None:
    os.mkfifo(papers / "pipe.txt")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(papers / "socket.txt"))
    server.close()
    assert names(papers) == []


def test_library_inside_the_folder(papers: Path) -> None:
    write(papers, "a.txt", "a")
    write(papers, "library/index/x.trm", "a")
    write(papers, "in/library/a.txt", "a")
    assert names(papers, library=papers / "library") == ["a.txt", "in/library/a.txt"]


@pytest.mark.parametrize("name", ["nowhere", "x" * 300, "a.txt/in a file"])
def test_path_that_is_not_there(papers: Path, name: str) -> None:
    write(papers, "a.txt", "a")
    with pytest.raises(BadRequest):
        look(papers / name)


def test_path_that_is_neither_file_nor_folder() -> None:
    with pytest.raises(BadRequest, match="không phải là tệp hay thư mục"):
        look(Path(os.devnull))


# Unchanged, changed


def test_unchanged(papers: Path) -> None:
    known = remembered(write(papers, "a.txt", "a"))
    found = look(papers, known=known)
    assert (found.to_read, [file.source for file in found.unchanged]) == ((), ["a.txt"])


def test_anew_reads_unchanged_files_too(papers: Path) -> None:
    known = remembered(write(papers, "a.txt", "a"))
    found = plan(roots_of([papers]), known, anew=True)
    assert ([file.source for file in found.to_read], found.unchanged) == (["a.txt"], ())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("một", False),  # the same text again, under a new clock
        ("hai", True),  # as long
        ("một hai", True),
    ],
)
def test_written_again(papers: Path, text: str, read: bool) -> None:
    known = remembered(write(papers, "a.txt", "một"))
    os.utime(write(papers, "a.txt", text), (1, 1))
    assert bool(look(papers, known=known).to_read) == read


def test_only_the_content_is_known(papers: Path) -> None:
    path = write(papers, "a.txt", "a")
    same = {str(path): Fingerprint(UNKNOWN_SIZE, 0, sha256(str(path)), "p")}
    other = {str(path): Fingerprint(UNKNOWN_SIZE, 0, "0" * 64, "p")}
    assert look(papers, known=same).to_read == ()
    assert [file.source for file in look(papers, known=other).to_read] == ["a.txt"]


def test_a_fresh_clock_is_not_believed(papers: Path) -> None:
    path = write(papers, "a.txt", "a")
    (file,) = look(papers).to_read
    assert fingerprint(file, "0", "p") == Fingerprint(1, 0, "0", "p")
    old = time.time() - 60
    os.utime(path, (old, old))
    (file,) = look(papers).to_read
    assert fingerprint(file, "0", "p").modified == file.modified


# Vanished


@pytest.mark.parametrize(
    ("there", "gone", "vanished", "kept"),
    [
        (3, 0, 0, 0),
        (2, 1, 1, 0),
        (1, 1, 1, 0),  # half is not more than half
        (1, 2, 0, 2),
        (0, 1, 0, 1),
    ],
)
def test_vanished(papers: Path, there: int, gone: int, vanished: int, kept: int) -> None:
    files = [write(papers, f"{number}.txt", "a") for number in range(there + gone)]
    known = remembered(*files)
    for path in files[:gone]:
        path.unlink()
    found = look(papers, known=known)
    assert (len(found.vanished), len(found.kept)) == (vanished, kept)
    found = plan(roots_of([papers]), known, remove=True)
    assert (len(found.vanished), len(found.kept)) == (gone, 0)


def test_vanished_only_below_the_path(papers: Path, tmp_path: Path) -> None:
    gone = remembered(write(papers, "a.txt", "a"), write(tmp_path / "papers 2", "a.txt", "a"))
    for path in map(Path, gone):
        path.unlink()
    write(papers, "b.txt", "b")
    assert plan(roots_of([papers]), gone, remove=True).vanished == (str(papers / "a.txt"),)


def test_each_path_is_judged_by_itself(papers: Path) -> None:
    many = [write(papers, f"big/{number}.txt", "a") for number in range(10)]
    few = [write(papers, f"small/{number}.txt", "a") for number in range(2)]
    known = remembered(*many, *few)
    for path in few:
        path.unlink()
    assert len(look(papers, known=known).vanished) == 2
    found = look(papers, papers / "small", known=known)  # all of `small` is gone: that is rather a mistake
    assert (len(found.vanished), len(found.kept)) == (0, 2)


def test_file_that_was_given_directly_and_is_gone(papers: Path) -> None:
    known = remembered(path := write(papers, "a.txt", "a"))
    path.unlink()
    with pytest.raises(BadRequest):
        look(path, known=known)
    assert plan(roots_of([path], may_be_gone=True), known, remove=True).vanished == (str(path),)


def test_a_file_that_has_become_a_folder(papers: Path) -> None:
    known = remembered(path := write(papers, "a.txt", "a"), write(papers, "b.txt", "b"))
    path.unlink()
    write(papers, "a.txt/c.txt", "c")
    found = look(papers, known=known)
    assert ([file.source for file in found.to_read], found.vanished) == (["a.txt/c.txt"], (str(path),))


# Closed to us


@contextmanager
def nobody() -> Iterator[None]:
    """Permissions do not bind root: become somebody else for a moment."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_closed_folder_is_reported_and_nothing_in_it_has_vanished() -> None:
    with tempfile.TemporaryDirectory() as name:
        papers = Path(name).resolve()
        write(papers, "closed/a.txt", "a")
        write(papers, "b.txt", "b")
        known = {str(papers / "closed" / "a.txt"): Fingerprint(1, 1, "0", "p")}
        papers.chmod(0o755)
        (papers / "closed").chmod(0)
        with nobody():
            found = plan(roots_of([papers]), known, remove=True)
        (papers / "closed").chmod(0o700)
    assert [file.source for file in found.to_read] == ["b.txt"]
    assert [(one.file.source, "mở" in one.reason) for one in found.closed] == [("closed", True)]
    assert (found.vanished, found.kept) == ((), ())


def test_file_is_plain_data(papers: Path) -> None:
    path = write(papers, "a.txt", "a")
    assert look(papers).to_read == (File(str(path), "a.txt", 1, path.stat().st_mtime_ns),)
