"""Index, register and files compared: what is damaged, what is only worth knowing, and what mends it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from filing import TASKS, indexed, paper, registered, rows, run, write

from corpus.errors import LibraryBroken
from corpus.register_opening import FILE_NAME
from corpus.register_writing import RegisterPen
from corpus.settings import Settings
from indexer.check import Finding, check, repair
from search.columnar.engine import WhooshEngine

Change = Callable[[Path], None]

FIRST = "25-kl-tu-minh-hoa-2014"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "papers", "a.txt", paper())
    write(tmp_path / "papers", "b.txt", paper(26, tasks=TASKS[:1], year=2015))
    return tmp_path / "papers"


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Path:
    run(tmp_path / "library", folder)
    return tmp_path / "library"


def findings(library: Path) -> list[Finding]:
    return check(Settings(library=library))


def damage(library: Path) -> str:
    return "\n".join(finding.text for finding in findings(library) if finding.damage)


def change_register(library: Path, statement: str) -> None:
    with closing(sqlite3.connect(library / FILE_NAME)) as connection, connection:
        connection.execute(statement)


def test_all_is_well(library: Path) -> None:
    assert findings(library) == []


def test_a_file_that_is_gone_is_no_damage(library: Path, folder: Path) -> None:
    (folder / "a.txt").unlink()
    (finding,) = findings(library)
    assert not finding.damage
    assert FIRST in finding.text
    assert str(folder / "a.txt") in finding.text


def test_no_library(tmp_path: Path) -> None:
    assert "tracuu index" in damage(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_no_index(library: Path) -> None:
    shutil.rmtree(library / "index")
    assert damage(library) == "Không có chỉ mục: `tracuu check --repair` dựng lại từ sổ đăng ký."
    repair(Settings(library=library))
    assert findings(library) == []


def test_a_first_run_that_was_stopped(tmp_path: Path) -> None:
    RegisterPen.open(tmp_path).close()
    assert damage(tmp_path) == "Không có chỉ mục: hãy chạy `tracuu index THƯ_MỤC`."


def test_damaged_index(library: Path) -> None:
    before, ids = rows(library), indexed(library)
    for path in (library / "index").glob("*.toc"):
        path.write_bytes(b"")
    assert "--rebuild" in damage(library)
    repair(Settings(library=library))
    assert findings(library) == []
    assert (rows(library), indexed(library)) == (before, ids)


def test_index_of_other_papers(library: Path, folder: Path, tmp_path: Path) -> None:
    """An index of the same generation that belongs to another library."""
    write(tmp_path / "others", "a.txt", paper())
    write(tmp_path / "others", "c.txt", paper(99, year=2020))
    run(tmp_path / "other", tmp_path / "others")
    shutil.rmtree(library / "index")
    shutil.copytree(tmp_path / "other" / "index", library / "index")
    told = damage(library)
    assert "“26-kl-tu-minh-hoa-2015” có trong sổ đăng ký, không có trong chỉ mục" in told
    assert "“99-kl-tu-minh-hoa-2020” có trong chỉ mục, không có trong sổ đăng ký" in told
    repair(Settings(library=library))
    assert findings(library) == []
    assert registered(library) == indexed(library)


def test_index_with_other_sections(library: Path, folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "others", "a.txt", paper(tasks=TASKS[:2]))
    write(tmp_path / "others", "b.txt", paper(26, tasks=TASKS[:1], year=2015))
    run(tmp_path / "other", tmp_path / "others")
    shutil.rmtree(library / "index")
    shutil.copytree(tmp_path / "other" / "index", library / "index")
    assert damage(library) == f"Văn bản “{FIRST}” có 9 mục, trong chỉ mục chỉ thấy 7."


def test_index_of_an_older_day(library: Path, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(library / "index", tmp_path / "old")
    write(folder, "c.txt", paper(27, year=2016))
    run(library, folder)
    shutil.rmtree(library / "index")
    shutil.copytree(tmp_path / "old", library / "index")
    assert damage(library) == "Chỉ mục ở thế hệ 1, sổ đăng ký ở thế hệ 2."
    repair(Settings(library=library))
    assert findings(library) == []
    assert len(indexed(library)) == 3


def test_a_run_that_was_killed_is_no_damage(library: Path) -> None:
    pen = RegisterPen.open(library)
    pen.begin()
    pen.prepare_commit()
    pen.close()
    (finding,) = findings(library)
    assert not finding.damage
    assert "dừng giữa chừng" in finding.text


def test_a_run_that_was_killed_between_the_two_commits_is_no_damage(library: Path) -> None:
    change_register(library, "UPDATE generations SET finished = NULL")
    assert WhooshEngine(library).generation == 1
    assert [finding.damage for finding in findings(library)] == [False]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM paragraphs WHERE path = '1'",
        "UPDATE papers SET content = '{'",
        "UPDATE papers SET content = '{}'",
        "DROP TABLE citations",
        "DROP TABLE sources",
        "DROP TABLE generations",
        "DELETE FROM papers",
    ],
)
def test_damaged_rows(library: Path, statement: str) -> None:
    change_register(library, statement)
    assert damage(library)


def _overwrite(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1_000)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _scratch(path: Path) -> None:
    """Every page but the first two is overwritten."""
    content = bytearray(path.read_bytes())
    content[8192:] = bytes(0xA5 for _ in content[8192:])
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("change", [_overwrite, _cut, _empty, _scratch])
def test_damaged_register_is_reported(library: Path, change: Change) -> None:
    change(library / FILE_NAME)
    assert damage(library)


@pytest.mark.parametrize("change", [_overwrite, _cut, _empty])
def test_damaged_register_is_never_replaced_by_an_empty_one(library: Path, folder: Path, change: Change) -> None:
    change(library / FILE_NAME)
    write(folder, "c.txt", paper(27, year=2016))
    with pytest.raises(LibraryBroken):
        run(library, folder)


def test_damage_that_no_question_has_met_is_found(library: Path) -> None:
    """A question reads what it needs; `check` reads everything."""
    (arrays,) = (library / "index").glob("*.arrays")
    content = arrays.read_bytes()
    for place in range(0, len(content), max(1, len(content) // 12)):
        flipped = bytearray(content)
        flipped[place] ^= 0x41
        arrays.write_bytes(flipped)
        assert arrays.name in damage(library), place
    arrays.write_bytes(content)
    assert not damage(library)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE names SET name = 'zz-kl-tu' WHERE rowid = 1",
        "UPDATE identities SET paper = '26-kl-tu-minh-hoa-2015' WHERE rowid = 1",
        "UPDATE papers SET year = 1999",
        "UPDATE papers SET content = '{'",
        "UPDATE papers SET content = replace(content, '\"label\"', '\"lebal\"')",
        "UPDATE paragraphs SET path = '9/9' WHERE rowid = 3",
        "UPDATE sources SET sha256 = 'no sum'",
        "UPDATE generations SET started = 'once'",
        "INSERT INTO redirects SELECT pid, pid, 1, NULL, 'merged' FROM identities LIMIT 1",
        "DELETE FROM identities WHERE rowid = 2",
    ],
)
def test_rows_that_do_not_fit_each_other(library: Path, statement: str) -> None:
    """SQLite sees nothing wrong, and no sum covers them."""
    change_register(library, statement)
    assert "Sổ đăng ký" in damage(library)
    assert any("links import" in finding.text for finding in findings(library))


@pytest.mark.parametrize("word", ["bảo vệ môi trường", "Lê Văn Mẫu", "Minh Họa", "PHÓ BÍ THƯ|Phó Bí thư"])
@pytest.mark.parametrize("which", ["standing", "of before"])
def test_a_letter_of_the_metadata_that_changed_on_the_disk(library: Path, folder: Path, word: str, which: str) -> None:
    """No paragraph says it so, and no other row: it has a sum of its own, as each version has."""
    if which == "of before":
        write(folder, "a.txt", paper(tasks=TASKS[:3]))
        run(library, folder)
    with closing(sqlite3.connect(library / FILE_NAME)) as connection, connection:
        row, content = connection.execute("SELECT rowid, content FROM papers ORDER BY rowid LIMIT 1").fetchone()
        found = next(one for one in word.split("|") if one in content.partition('"sections"')[0])
        head, _, rest = content.partition(found)
        connection.execute("UPDATE papers SET content = ? WHERE rowid = ?", (f"{head}{found[:-1]}x{rest}", row))
    assert "nội dung không còn như khi ghi" in damage(library)
    assert any("links import" in finding.text for finding in findings(library))


WHAT_LINKS_SHOW = (
    "SELECT pid, paper, text FROM paragraphs ORDER BY rowid",
    "SELECT pid, paper FROM identities ORDER BY rowid",
    "SELECT name, paper FROM names ORDER BY rowid",
)


def what_links_show(library: Path) -> list[object]:
    try:
        with closing(sqlite3.connect(library / FILE_NAME)) as connection:
            return [connection.execute(query).fetchall() for query in WHAT_LINKS_SHOW]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return []


@pytest.mark.parametrize("seed", range(60))
def test_bits_that_turned_on_the_disk(library: Path, seed: int) -> None:
    """Never a traceback; and when a link would show anything else than before, it is told."""
    before, drawn = what_links_show(library), Random(seed)
    content = bytearray((library / FILE_NAME).read_bytes())
    for _ in range(drawn.choice((1, 1, 3, 30))):
        content[drawn.randrange(len(content))] ^= 1 << drawn.randrange(8)
    (library / FILE_NAME).write_bytes(content)
    told = damage(library)
    assert told or what_links_show(library) == before
