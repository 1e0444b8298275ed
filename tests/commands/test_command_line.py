"""The command line as a person meets it: exit codes, one shape of errors, no traceback; and the ways to stop."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import FIRST, TRACUU, apart, environment, printed, refused, refused_in_words, tracuu
from filing import write

from corpus.register_opening import FILE_NAME
from tracuu import COMMANDS, commands


@pytest.mark.parametrize(
    ("arguments", "variable"),
    [
        (["--library", "HERE", "show", FIRST], None),
        (["show", FIRST, "--library", "HERE"], None),
        (["--library", "/nowhere", "show", "--library", "HERE", FIRST], None),
        (["show", FIRST], "HERE"),
        (["show", FIRST, "--library", "HERE"], "/nowhere"),
        (["show", FIRST], None),  # `library`, where one stands
    ],
)
def test_library(library: Path, tmp_path: Path, arguments: list[str], variable: str | None) -> None:
    (tmp_path / "library").symlink_to(library)
    arguments = [argument.replace("HERE", str(library)) for argument in arguments]
    variables = {"TRACUU_LIBRARY": variable.replace("HERE", str(library))} if variable else {}
    ended = tracuu(*arguments, "--json", cwd=tmp_path, **variables)
    assert json.loads(ended.stdout)["doc"] == FIRST


def test_a_setting_that_means_nothing(tmp_path: Path) -> None:
    assert "TRACUU_JOBS" in refused("check", code=2, status=400, TRACUU_JOBS="viele", cwd=tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "năm:abc"],
        ["search", "a", "--limit", "many"],
        ["search"],
        ["no-such-command"],
        *(
            pytest.param(more, marks=pytest.mark.full)
            for more in (
                ["search", "a", "--year", "abc"],
                ["search", "a", "--type", "không có"],
                ["search", "a", "--sort", "size"],
                ["search", "a", "--limit", "1000000"],
                ["search", "a", "--offset", "-1"],
                ["search", "a", "b"],
                ["search", "a", "--no-such-option"],
                ["index", ".", "--jobs", "0"],
            )
        ),
    ],
)
def test_the_users_mistakes(library: Path, arguments: list[str]) -> None:
    refused("--library", library, *arguments, code=2, status=400)


@pytest.mark.parametrize("arguments", [[], ["serve", "--port", "99999"]])
def test_the_users_mistakes_in_words(library: Path, arguments: list[str]) -> None:
    ended = apart("--library", library, *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("Cách dùng: ")
    assert ended.stderr.splitlines()[-1].startswith("tracuu: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "Thiếu DOC[/PID]."),
        (["user", "add"], "Thiếu NAME."),
        (["--library", "x"], "Thiếu tên lệnh."),
        (["tim"], "Không có lệnh “tim”."),
        (["links", "tim"], "Không có lệnh “tim”."),
        (["search", "a", "--limi", "3"], "Không có tuỳ chọn “--limi”. Có phải là --limit?"),
        (["search", "-UBND"], "tracuu search -- -UBND"),
        (["search", "a", "b"], "Thừa “b”: câu có dấu cách viết trong ngoặc kép."),
        (["search", "--limit"], "“--limit” cần có một giá trị."),
        (["search", "a", "--exact=3"], "“--exact” không nhận giá trị nào."),
        (["search", "a", "--limit", "{0}"], "Giá trị của --limit không dùng được: “{0}” không phải là số nguyên."),
        (["serve", "--port", "99999"], "99999 không nằm trong khoảng từ 1 đến 65535."),
        (["index", ".", "--jobs", "0"], "0 nhỏ quá: ít nhất là 1."),
        (["forget", "x", "--another", "/khong/co"], "không có tệp “/khong/co”."),
        (["forget", "x", "--another", "/"], "“/” là thư mục, không phải tệp."),
        (["search", "a", "--limit", "-1"], "Mỗi lần xem được từ 1 đến 100 kết quả."),
        (["search", "a", "--limit", "101"], "Mỗi lần xem được từ 1 đến 100 kết quả."),
        (["search", "a", "--offset", "-1"], "bỏ qua từ 0 đến 10000 kết quả đầu."),
    ],
)
def test_the_users_mistakes_are_told_in_vietnamese(library: Path, arguments: list[str], said: str) -> None:
    ended = tracuu("--library", library, *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr.splitlines()[-1]
    assert not {"Missing", "No", "such", "Got", "Invalid", "Did", "Error:", "Usage:"} & set(ended.stderr.split())
    if arguments[0] == "search" and len(arguments) > 2:
        assert said in refused("--library", library, *arguments, code=2, status=400)


def test_a_group_without_a_command_tells_its_commands() -> None:
    ended = tracuu("user")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "add  " in ended.stderr


@pytest.mark.parametrize("command", [["show", FIRST], ["search", "a"]])
def test_no_library(tmp_path: Path, command: list[str]) -> None:
    message = refused_in_words(*command, "--library", tmp_path / "nowhere", code=1, status=503)
    assert "tracuu index" in message
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["show", FIRST], "tracuu check"),
        (["index", "--rebuild"], "tracuu check"),
    ],
)
def test_damaged_register(library: Path, tmp_path: Path, command: list[str], said: str) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    write(copy, FILE_NAME, "no database " * 1_000)
    assert said in refused(*command, "--library", copy, code=1, status=503)


def test_help_names_every_command() -> None:
    ended = apart("--help")
    assert ended.returncode == 0
    for command in ("index", "search", "show", "parse", "serve", "evaluate", "check"):
        assert f"\n  {command} " in ended.stdout
    own = apart("index", "-h")
    assert (own.returncode, own.stderr) == (0, "")
    assert "--library" in own.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_says_what_the_list_says(name: str) -> None:
    command = commands.imported(name)
    assert (command.name, command.help) == (name, COMMANDS[name])
    assert COMMANDS[name].split()[0] in tracuu(name, "--help").stdout


def test_installed_command(library: Path) -> None:
    entry = Path(sys.executable).with_name("tracuu")
    if not entry.exists():
        pytest.skip("tracuu is not installed in this environment")
    command = [str(entry), "--library", str(library), "show", FIRST, "--json"]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment(), check=False)
    assert json.loads(ended.stdout)["doc"] == FIRST
    version = subprocess.run([entry, "--version"], capture_output=True, encoding="utf-8", check=False)
    assert (version.returncode, "version" in version.stdout) == (0, True)


@pytest.mark.parametrize("encoding", ["ascii", "cp1258"])
def test_output_is_utf_8_whatever_the_system_thinks(library: Path, encoding: str) -> None:
    found = printed("search", "vệ sinh", "--library", library, start=apart, PYTHONIOENCODING=encoding)
    assert found["hits"][0]["place"] == "Minh Họa"


@pytest.mark.parametrize("arguments", [["search", "vệ sinh"], ["show", FIRST, "--json"]])
def test_broken_pipe(library: Path, arguments: list[str]) -> None:
    """As in `tracuu search … | head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, str(TRACUU), "--library", str(library), *arguments]
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=environment(), check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("name", "said"), [("missing.txt", "Không có tệp"), ("missing", "Không có tệp"), ("", "là thư mục")]
)
@pytest.mark.parametrize("command", [["parse"], ["links", "import"]])
def test_files_that_are_not_there(tmp_path: Path, command: list[str], name: str, said: str) -> None:
    library = tmp_path / "library"
    ended = tracuu(*command, tmp_path / name, "--library", library)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr
    assert not library.exists()
    if command == ["parse"]:
        assert said in refused(*command, tmp_path / name, code=2, status=400)
