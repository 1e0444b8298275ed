"""The commands for permanent links, as people run them: show of a day, review and join, forget, export and import."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from commanding import Start, apart, printed, refused, tracuu
from filing import TASKS, date_generations, paper, rows, run, texts, write

from corpus.errors import TracuuError
from corpus.register import ParagraphGone, Register
from corpus.register_opening import FILE_NAME
from search.columnar.engine import WhooshEngine

FIRST = "25-kl-tu-minh-hoa-2014"
A, B, C, D = TASKS
UNSURE = "Tăng cường công tác tuyên truyền, vận động hội viên phân loại rác và trả lại vỏ bao bì thuốc sau khi dùng."


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for tasks in (TASKS, (UNSURE, B.replace("30 tháng 6", "31 tháng 12"), C, D)):
        write(tmp_path / "papers", "a.txt", paper(tasks=tasks))
        run(tmp_path / "library", tmp_path / "papers")
    date_generations(tmp_path / "library", "2024-05-01", "2024-06-01")
    return tmp_path / "library"


def told(library: Path, *arguments: object, code: int = 0, start: Start = tracuu) -> str:
    ended = start("--library", library, *arguments)
    assert ended.returncode == code, ended.stderr
    return ended.stdout + ended.stderr


def test_show_as_of_a_day(library: Path) -> None:
    pid = texts(library, FIRST)[B.replace("30 tháng 6", "31 tháng 12")]
    assert "30 tháng 6" in told(library, "show", f"{FIRST}/{pid}", "--date", "2024-05-20")
    assert "31 tháng 12" in told(library, "show", f"{FIRST}/{pid}")
    whole = printed("--library", library, "show", FIRST, "--date", "2024-05-20")
    assert A in [one["text"] for section in whole["sections"] for one in section["paragraphs"]]


def test_days_of_the_terminal_are_those_of_viet_nam(library: Path) -> None:
    """At six in the morning, when it is still the day before in UTC."""
    date_generations(library, "2024-04-30T23:00:00+00:00", "2024-05-31T23:00:00+00:00")
    pid = texts(library, FIRST)[B.replace("30 tháng 6", "31 tháng 12")]
    assert "30 tháng 6" in told(library, "show", f"{FIRST}/{pid}", "--date", "2024-05-31")
    assert "31 tháng 12" in told(library, "show", f"{FIRST}/{pid}", "--date", "2024-06-01")
    assert "2024-05-01.1  …  2024-06-01" in told(library, "show", f"{FIRST}/{pid}", "--history")
    assert f"{FIRST} · 2024-06-01 · " in told(library, "links", "--review")
    told(library, "forget", FIRST, "--yes")
    change(library, "UPDATE forgotten SET at = '2024-06-30T18:00:00+00:00'")
    assert told(library, "forget", "--list").startswith("2024-07-01  ")


def change(library: Path, statement: str) -> None:
    with closing(sqlite3.connect(library / FILE_NAME)) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    ("day", "status", "said"), [("mai", 400, "2024-05-01"), ("2024-02-31", 400, ""), ("2020-01-01", 404, "01/05/2024")]
)
def test_days_that_show_nothing(library: Path, day: str, status: int, said: str) -> None:
    assert said in refused("--library", library, "show", FIRST, "--date", day, code=2, status=status)


def test_the_import_says_that_somebody_must_decide(library: Path, tmp_path: Path) -> None:
    write(tmp_path / "papers", "a.txt", paper())
    told(library, "index", tmp_path / "papers")
    write(tmp_path / "papers", "a.txt", paper(tasks=(UNSURE.replace("bao bì", "chai lọ"), B, C, D)))
    assert "tracuu links --review" in told(library, "index", tmp_path / "papers")


def test_review_join_and_dismiss(library: Path) -> None:
    (doubt,) = json.loads(told(library, "links", "--review", "--json", start=apart))
    assert (doubt["old_text"], doubt["new_text"]) == (A, UNSURE)
    listed = told(library, "links", "--review")
    assert f"tracuu links join {doubt['old']} {doubt['new']}" in listed
    assert f"tracuu links dismiss {doubt['old']} {doubt['new']}" in listed
    told(library, "show", f"{FIRST}/{doubt['old']}", code=2)
    assert doubt["new"] in told(library, "links", "join", doubt["old"], doubt["new"], start=apart)
    assert UNSURE in told(library, "show", f"{FIRST}/{doubt['old']}")
    assert "Không có đoạn nào" in told(library, "links", "--review")
    told(library, "links", "dismiss", doubt["old"], doubt["new"], code=2)
    told(library, "links", "join", "zzzz9", doubt["new"], code=2)
    told(library, "check")


def test_links_alone_says_what_there_is(library: Path) -> None:
    assert "--review" in told(library, "links", code=2)


def test_forget_asks_first(library: Path) -> None:
    before = rows(library)
    asked = apart("--library", library, "forget", FIRST)  # nobody answers: nothing is done
    assert asked.returncode != 0
    assert "25-KL/TU" in asked.stderr
    assert rows(library) == before


def test_forget_list_and_allow(library: Path, tmp_path: Path) -> None:
    assert told(library, "forget", "--list") == "Chưa thu hồi văn bản nào.\n"
    said = told(library, "forget", FIRST, "--yes", "--reason", "nhập nhầm", start=apart)
    assert str(tmp_path / "papers" / "a.txt") in said
    assert "thu hồi" in refused("--library", library, "show", FIRST, code=2, status=410)
    assert "nhập nhầm" in told(library, "forget", "--list")
    told(library, "check")
    failed = printed("--library", library, "index", tmp_path / "papers", code=3)["failed"]
    assert "thu hồi" in failed[0]["reason"]
    told(library, "forget", FIRST, "--allow")
    assert printed("--library", library, "index", tmp_path / "papers")["added"] == 1
    told(library, "forget", code=2)
    told(library, "forget", "khong-co", "--yes", code=2)


def test_export_and_import(library: Path, tmp_path: Path) -> None:
    file, content = tmp_path / "register.jsonl", rows(library)
    assert str(file) in told(library, "links", "export", file)
    assert apart("--library", library, "links", "export", "-").stdout == file.read_text("utf-8")
    other = tmp_path / "other"
    assert "dựng lại chỉ mục" in told(other, "links", "import", file, start=apart)
    assert {table: found for table, found in rows(other).items() if found} == {
        table: found for table, found in content.items() if found
    }
    assert "nguyên vẹn" in told(other, "check")
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([*lines[:6], "oops", *lines[7:]]) + "\n", "utf-8")
    assert "Dòng 7:" in told(library, "links", "import", file, code=2)
    assert rows(library) == content
    told(library, "links", "import", tmp_path / "nowhere.jsonl", code=2)


def test_an_older_export_says_what_stays_forgotten(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "register.jsonl"
    told(library, "links", "export", file)
    said = told(library, "forget", FIRST, "--yes")
    hidden = re.search(r"thu-hoi_[a-z2-7]{16}", said)
    assert hidden
    said = told(library, "links", "import", file)
    assert f"vẫn bị thu hồi, theo nhật ký ({hidden[0]})" in said
    assert "thu hồi" in refused("--library", library, "show", FIRST, code=2, status=410)
    copy = re.search(r"tracuu links import (\S+) --replace", said)  # the way back, as it is told
    assert copy
    assert "dựng lại chỉ mục" in told(library, "links", "import", copy[1], "--replace")
    assert "nguyên vẹn" in told(library, "check")
    assert FIRST not in told(library, "forget", "--list")


def test_a_register_that_was_put_back_by_hand_is_told_of(library: Path, tmp_path: Path) -> None:
    shutil.copy(library / FILE_NAME, tmp_path / "older.sqlite3")
    told(library, "forget", FIRST, "--yes")
    shutil.copy(tmp_path / "older.sqlite3", library / FILE_NAME)
    assert "nhật ký thu hồi" in refused("--library", library, "show", FIRST, code=1, status=503)
    (tmp_path / "papers" / "a.txt").unlink()
    write(tmp_path / "papers", "b.txt", paper(31, tasks=(D,), about="khôi phục làng nghề đan lát ven sông", year=2016))
    assert "đã gỡ nó ra, theo nhật ký" in told(library, "index", tmp_path / "papers")
    assert "thu hồi" in refused("--library", library, "show", FIRST, code=2, status=410)


def test_forget_another(library: Path, tmp_path: Path) -> None:
    told(library, "forget", FIRST, "--yes")
    file = write(tmp_path / "papers", "a.txt", paper(tasks=(D,), about="khôi phục làng nghề đan lát ven sông"))
    failed = printed("--library", library, "index", tmp_path / "papers", code=3)["failed"]
    assert "tracuu forget --another" in failed[0]["reason"]
    assert "không phải là thu-hoi_" in told(library, "forget", "--another", file)
    assert printed("--library", library, "index", tmp_path / "papers")["added"] == 1
    told(library, "forget", "--another", file, code=2)


def every_link(library: Path) -> dict[str, str]:
    """What every link says that was ever given out: its words, or why there are none."""
    with closing(Register.open(library, WhooshEngine(library).generation)) as register:
        said = {}
        names = [row["name"] for row in register.rows("SELECT name FROM names")]
        pids = [row["pid"] for row in register.rows("SELECT pid FROM identities")]
        for name in (*names, FIRST, "26-kl-tu-minh-hoa-2015"):
            for pid in pids:
                try:
                    standing = register.paragraph(name, pid)
                    words = register.rows("SELECT max(text) AS t FROM paragraphs WHERE pid = :pid", pid=standing.pid)
                    said[f"{name}/{pid}"] = f"{standing} {words[0]['t']}"
                except ParagraphGone as gone:
                    said[f"{name}/{pid}"] = f"{gone.lost}"
                except TracuuError as error:
                    said[f"{name}/{pid}"] = f"{error}"
        return said


@pytest.mark.parametrize("damage", ["cut", "flipped", "lost"])
def test_from_damage_back_to_every_link(library: Path, tmp_path: Path, damage: str) -> None:
    """As a person does it: check tells and names the remedy, the last good export is imported, check is content."""
    (doubt,) = json.loads(told(library, "links", "--review", "--json"))
    told(library, "links", "join", doubt["old"], doubt["new"])
    write(tmp_path / "papers", "b.txt", paper(26, tasks=(C, D), year=2015))
    write(tmp_path / "papers", "c.txt", paper(30, tasks=(D,), about="khôi phục làng nghề đan lát ven sông", year=2016))
    told(library, "index", tmp_path / "papers")
    told(library, "forget", "30-kl-tu-minh-hoa-2016", "--yes")
    before = every_link(library)
    assert len(set(before.values())) > 20
    told(library, "links", "export", tmp_path / "good.jsonl")
    register = library / FILE_NAME
    content = register.read_bytes()
    if damage == "lost":
        register.unlink()
    elif damage == "cut":
        register.write_bytes(content[: len(content) // 2])
    else:
        register.write_bytes(content[:100] + bytes(one ^ 255 for one in content[100:5_000]) + content[5_000:])
    for side in ("-wal", "-shm"):
        (library / f"{FILE_NAME}{side}").unlink(missing_ok=True)
    said = told(library, "check", code=1)
    assert "hư hỏng" in said
    assert "tracuu links import" in said
    assert "dựng lại chỉ mục" in told(library, "links", "import", tmp_path / "good.jsonl", "--replace")
    assert "nguyên vẹn" in told(library, "check")
    assert every_link(library) == before


@pytest.mark.parametrize(
    ("where", "said", "code"),
    [
        ("nowhere/register.jsonl", "không có tệp hay thư mục ấy", 2),
        ("a.txt/register.jsonl", "một phần của đường dẫn không phải là thư mục", 2),
        ("x" * 300, "tên quá dài", 2),
        ("folder", "là thư mục", 2),
    ],
)
def test_export_where_nothing_can_be_written(library: Path, tmp_path: Path, where: str, said: str, code: int) -> None:
    place = tmp_path / "place"
    write(place, "a.txt", "a")
    (place / "folder").mkdir()
    ended = tracuu("links", "export", place / where, "--library", library)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert ended.stderr.count("\n") == 1
    assert said in ended.stderr
    assert f"“{place / where}”" in ended.stderr  # as it was given, not what is written first
    assert {one.name for one in place.iterdir()} == {"a.txt", "folder"}


def test_export_into_a_pipe_or_device(library: Path, tmp_path: Path) -> None:
    """What is no file is written to, never replaced by one; and a full disk says so."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        tracuu("links", "export", pipe, "--library", library)
        lines = reader.communicate(timeout=60)[0].splitlines()
    assert json.loads(lines[0])["register"]
    assert json.loads(lines[-1]) == {"rows": len(lines) - 2}
    assert pipe.is_fifo()
    if Path("/dev/full").is_char_device():
        ended = tracuu("links", "export", "/dev/full", "--library", library)
        assert (ended.returncode, ended.stderr) == (1, "tracuu: Hết chỗ trên đĩa.\n")
        assert Path("/dev/full").is_char_device()
