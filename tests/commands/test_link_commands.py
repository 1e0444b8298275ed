"""The commands for permanent links, as people run them: show of a day, review and join, forget, export and import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commanding import Start, apart, printed, refused, tracuu
from filing import TASKS, date_generations, paper, rows, run, texts, write

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
