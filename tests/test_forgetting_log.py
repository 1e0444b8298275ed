"""The log of forgetting as a file: only added to, torn by a power cut at worst, and never silently misread."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import LibraryBroken
from corpus.forgetting_log import FILE_NAME, Act, Print, append, read

NOW = "2024-05-01T08:00:00+00:00"
ACT = Act(
    paper="thu-hoi_abcdefgh23456723",
    at=NOW,
    changed=NOW,
    who="an",
    salt="00" * 16,
    names=("thu-hoi_abcdefgh23456723",),
    pids=("k7m2q",),
    refused=(Print("sum", "ab" * 16),),
)
OTHER = replace(ACT, paper="thu-hoi_23456723abcdefgh", who=None)


def test_there_and_back(tmp_path: Path) -> None:
    assert read(tmp_path) == {}
    append(tmp_path, [])
    assert not (tmp_path / FILE_NAME).exists()
    append(tmp_path, [ACT])
    append(tmp_path, [OTHER])
    assert read(tmp_path) == {ACT.paper: ACT, OTHER.paper: OTHER}


def test_the_last_line_of_a_paper_counts_and_none_is_taken_away(tmp_path: Path) -> None:
    append(tmp_path, [ACT, OTHER])
    before = (tmp_path / FILE_NAME).read_bytes()
    append(tmp_path, [replace(ACT, refused=())])
    assert (tmp_path / FILE_NAME).read_bytes().startswith(before)
    assert read(tmp_path)[ACT.paper].refused == ()


@pytest.mark.parametrize("cut", [1, 10, 100])
def test_a_torn_last_line_was_never_written(tmp_path: Path, cut: int) -> None:
    append(tmp_path, [ACT, OTHER])
    content = (tmp_path / FILE_NAME).read_bytes()
    (tmp_path / FILE_NAME).write_bytes(content[:-cut])
    assert read(tmp_path) == {ACT.paper: ACT}
    append(tmp_path, [OTHER])
    assert (tmp_path / FILE_NAME).read_bytes() == content


def change(**values: object) -> str:
    line = {
        "paper": ACT.paper,
        "at": NOW,
        "changed": NOW,
        "who": None,
        "salt": ACT.salt,
        "names": [],
        "pids": [],
        "refused": [],
    }
    return json.dumps({**line, **values})


@pytest.mark.parametrize(
    "line",
    [
        "",
        "oops",
        "[]",
        "[" * 100_000,
        "{}",
        change(paper="Kế hoạch nhân sự"),
        change(at="hôm qua"),
        change(pids="k7m2q"),
        change(pids=[7]),
        change(refused=[{"kind": "colour", "print": "ab" * 8}]),
        change(refused=[{"kind": "sum", "print": "Nội dung"}]),
        change(text="Nội dung"),
        change(salt=None),
    ],
)
def test_a_line_that_cannot_be_right_is_named(tmp_path: Path, line: str) -> None:
    append(tmp_path, [ACT])
    with (tmp_path / FILE_NAME).open("a", encoding="utf-8") as log:
        log.write(line + "\n")
    with pytest.raises(LibraryBroken, match="dòng 2"):
        read(tmp_path)
