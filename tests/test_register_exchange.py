"""The register as lines and back: the same to the letter, refused whole for one bad line, and a help after damage."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filing import TASKS, agree, paper, papers, registered, rows, run, texts, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from test_register_shapes import JSON

from corpus.errors import BadRequest, LibraryBroken
from corpus.register import Register
from corpus.register_exchange import export_file, read_lines, write_lines, write_lines_of
from corpus.register_opening import FILE_NAME, connect
from corpus.register_schema import GROWING, VERSION, VERSIONED
from corpus.register_shapes import ROWS
from corpus.settings import Settings
from indexer import decisions
from indexer.check import check

FIRST, SECOND, THIRD = "25-kl-tu-minh-hoa-2014", "26-kl-tu-minh-hoa-2015", "30-kl-tu-minh-hoa-2016"
A, B, C, D = TASKS
CITING = "Thực hiện Kết luận số 25-KL/TU, ngày 29/9/2014 của Ban Thường vụ Tỉnh ủy."
UNSURE = "Tăng cường công tác tuyên truyền, vận động hội viên phân loại rác và trả lại vỏ bao bì thuốc sau khi dùng."


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A register with something in every table."""
    folder, library = tmp_path / "papers", tmp_path / "library"
    write(folder, "a.txt", paper())
    write(folder, "b.txt", paper(26, tasks=(CITING, C, D), year=2015))
    write(folder, "c.txt", paper(30, tasks=(A, B), year=2016))
    run(library, folder)
    write(folder, "a.txt", paper(tasks=(UNSURE, f"{B} {C}", D)))
    run(library, folder)
    decisions.forget(Settings(library=library, jobs=1), THIRD, "nhập nhầm", lambda progress: None)
    return library


@pytest.fixture
def exported(library: Path, tmp_path: Path) -> Path:
    export_file(library, tmp_path / "register.jsonl")
    return tmp_path / "register.jsonl"


def restore(path: Path, library: Path, may_lose: bool = False) -> decisions.Restored:
    return decisions.restore(path, Settings(library=library, jobs=1), may_lose, lambda progress: None)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_table_is_there(library: Path, exported: Path) -> None:
    assert set(ROWS) == {"generations", *VERSIONED, *GROWING}
    first, *content, last = lines(exported)
    assert first == {"register": VERSION, "generation": 3}
    assert last == {"rows": len(content)}
    counts = {table: sum(one["table"] == table for one in content) for table in ROWS}
    assert counts.pop("generations") == 3
    assert counts == {table: len(found) for table, found in rows(library).items()}
    assert all(counts.values())


def test_there_and_back_to_the_letter(library: Path, exported: Path, tmp_path: Path) -> None:
    before, content = registered(library), rows(library)
    assert restore(exported, tmp_path / "other").kept is None
    assert rows(tmp_path / "other") == content
    assert registered(tmp_path / "other") == before
    assert agree(tmp_path / "other")


def test_exports_of_the_same_register_are_the_same_file(library: Path, exported: Path, tmp_path: Path) -> None:
    again = io.StringIO()
    write_lines(library, again)
    assert again.getvalue() == exported.read_text("utf-8")
    (tmp_path / "moved").mkdir()
    read_lines(exported, tmp_path / "moved" / FILE_NAME)
    moved = io.StringIO()
    write_lines(tmp_path / "moved", moved)
    assert moved.getvalue() == exported.read_text("utf-8")


def test_a_later_export_only_adds_and_ends(library: Path, exported: Path, tmp_path: Path) -> None:
    """What version control shows of a day: the lines of that day."""
    write(tmp_path / "papers", "d.txt", paper(40, tasks=(B,), year=2020))
    run(library, tmp_path / "papers" / "d.txt")
    export_file(library, tmp_path / "later.jsonl")
    old, new = exported.read_text("utf-8").splitlines(), (tmp_path / "later.jsonl").read_text("utf-8").splitlines()
    assert set(old[1:-1]) < set(new)
    assert [line for line in new if line in set(old[1:-1])] == old[1:-1]


def test_what_is_not_finished_is_not_exported(library: Path, exported: Path) -> None:
    from corpus.register_writing import RegisterPen

    pen = RegisterPen.open(library)
    pen.begin()
    pen.remove_source(str(library.parent / "papers" / "a.txt"))
    pen.drop_if_orphaned(FIRST)
    pen.prepare_commit()
    pen.close()
    again = io.StringIO()
    write_lines(library, again)
    assert again.getvalue() == exported.read_text("utf-8")


def test_the_library_goes_on_after_an_import(library: Path, exported: Path, tmp_path: Path) -> None:
    restore(exported, tmp_path / "other")
    before = texts(tmp_path / "other", FIRST)
    write(tmp_path / "papers", "a.txt", paper(tasks=(UNSURE, f"{B} {C}", f"{D} Thêm.")))
    run(tmp_path / "other", tmp_path / "papers")
    assert texts(tmp_path / "other", FIRST)[f"{D} Thêm."] == before[D]


# Bad input


def change(line: int, values: dict[str, object]) -> Callable[[list[str]], list[str]]:
    """Other values in one line; None takes one out."""

    def apply(content: list[str]) -> list[str]:
        value = {**json.loads(content[line - 1]), **values}
        kept = {name: one for name, one in value.items() if one is not None}
        return [*content[: line - 1], json.dumps(kept, ensure_ascii=False), *content[line:]]

    return apply


def first_of(table: str, content: list[str]) -> int:
    return next(number for number, line in enumerate(content, start=1) if f'"table":"{table}"' in line)


@pytest.mark.parametrize(
    ("table", "values", "said"),
    [
        ("papers", {"paper": "khong-co"}, "khong-co"),
        ("papers", {"since": 99}, "99"),
        ("papers", {"since": "1"}, "không đúng kiểu"),
        ("papers", {"since": True}, "không đúng kiểu"),
        ("papers", {"text_sha256": None}, "thiếu “text_sha256”"),
        ("papers", {"colour": "red"}, "colour"),
        ("papers", {"content": "{}"}, "content"),
        ("papers", {"content": {"sections": []}}, "content"),
        ("papers", {"table": "shelves"}, "bảng"),
        ("paragraphs", {"pid": "zzzz9"}, "zzzz9"),
        ("paragraphs", {"text": 7}, "không đúng kiểu"),
        ("paragraphs", {"since": 2, "until": 1}, "hết hiệu lực"),
        ("redirects", {"target": "zzzz9"}, "zzzz9"),
        ("generations", {"number": None}, "thiếu"),
    ],
)
def test_a_bad_line_refuses_the_whole_file(
    library: Path, exported: Path, table: str, values: dict[str, object], said: str
) -> None:
    content, before = exported.read_text("utf-8").splitlines(), rows(library)
    number = first_of(table, content)
    exported.write_text("\n".join(change(number, values)(content)) + "\n", "utf-8")
    with pytest.raises(BadRequest, match=f"Dòng {number}: .*{said}"):
        restore(exported, library)
    assert rows(library) == before
    assert {path.name for path in library.glob(f"{FILE_NAME}*")} <= {FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"}


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda content: b"", 1),
        (lambda content: b"nothing of the kind\n", 1),
        (lambda content: b"[]\n", 1),
        (lambda content: b'{"register":99,"generation":1}\n', 1),
        (lambda content: b'{"register":1,"generation":1}\n', 1),
        (lambda content: b'{"register":3}\n', 1),
        (lambda content: content.replace(b'"generation":3', b'"generation":4', 1), 1),
        (lambda content: content.replace(b'"generation":3', b'"generation":3,"colour":1', 1), 1),
        (lambda content: b"\xff\xfe" + content, 1),
        (lambda content: content.replace(b"\n", b"\n\n", 1), 2),
        (lambda content: content.replace(b'"table"', b'"table', 1), 2),
        (lambda content: content[: len(content) // 2], None),  # cut in a line
        (lambda content: content[: content.rindex(b"\n", 0, -1) + 1], None),  # cut between two
        (lambda content: content + b'{"rows":1}\n', None),
        (lambda content: content + content, None),
    ],
)
def test_a_damaged_file_is_refused(
    library: Path, exported: Path, damage: Callable[[bytes], bytes], line: int | None
) -> None:
    before = rows(library)
    exported.write_bytes(damage(exported.read_bytes()))
    with pytest.raises(BadRequest, match=f"Dòng {line or ''}"):
        restore(exported, library)
    assert rows(library) == before


def test_a_paragraph_that_is_missing_names_its_paper(library: Path, exported: Path) -> None:
    content = exported.read_text("utf-8").splitlines()
    lost = first_of("paragraphs", content)
    count = json.loads(content[-1])["rows"]
    content = [*content[: lost - 1], *content[lost:-1], json.dumps({"rows": count - 1})]
    exported.write_text("\n".join(content) + "\n", "utf-8")
    with pytest.raises(BadRequest, match="không khớp"):
        restore(exported, library)


# Into a library that is there


def test_links_that_the_file_does_not_know_are_not_lost_by_accident(
    library: Path, exported: Path, tmp_path: Path
) -> None:
    write(tmp_path / "papers", "d.txt", paper(40, tasks=(B,), year=2020))
    run(library, tmp_path / "papers" / "d.txt")
    before = rows(library)
    with pytest.raises(BadRequest, match="--replace"):
        restore(exported, library)
    assert rows(library) == before
    restored = restore(exported, library, may_lose=True)
    kept = restored.kept
    assert not restored.is_older
    assert "40-kl-tu-minh-hoa-2020" not in papers(library)
    assert kept
    assert kept.exists()
    assert agree(library)


def test_what_was_forgotten_here_stays_forgotten(library: Path, exported: Path) -> None:
    decisions.forget(Settings(library=library, jobs=1), SECOND, None, lambda progress: None)
    restore(exported, library)  # an export of the time before
    assert list(papers(library)) == [FIRST]
    assert len(decisions.log(Settings(library=library))) == 2
    with closing(Register.open(library)) as register:
        assert register.withdrawn(THIRD)
        assert register.withdrawn(SECOND)
    for path in library.glob(f"{FILE_NAME}*"):
        assert CITING.encode() not in path.read_bytes(), path


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(100, len(content), 997):
        content[place] ^= 0xFF
    path.write_bytes(content)


def overwrite(path: Path) -> None:
    path.write_bytes(b"this is no database" * 1000)


def lose(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [cut, flip, overwrite, lose])
def test_a_damaged_register_is_reported_and_the_last_export_restores_it(
    library: Path, exported: Path, damage: Callable[[Path], None]
) -> None:
    before, content = registered(library), rows(library)
    damage(library / FILE_NAME)
    findings = check(Settings(library=library))
    assert any(one.damage for one in findings)
    assert any("links import" in one.text for one in findings)
    restored = restore(exported, library, may_lose=damage is flip)
    assert (
        restored.is_older or damage is flip
    )  # what was decided since the export is not known any more, and that is said
    assert rows(library) == content
    assert registered(library) == before
    assert not any(one.damage for one in check(Settings(library=library)))


def test_a_changed_letter_is_reported(library: Path) -> None:
    """SQLite itself sees nothing wrong: the words have sums of their own."""
    content = (library / FILE_NAME).read_bytes()
    assert "trên báo, đài".encode() in content
    (library / FILE_NAME).write_bytes(content.replace("trên báo, đài".encode(), "trên báo, đàn".encode()))
    assert any(one.damage and "không còn như khi nhập" in one.text for one in check(Settings(library=library)))


def test_no_register_to_export(tmp_path: Path) -> None:
    with pytest.raises(LibraryBroken):
        export_file(tmp_path / "nowhere", tmp_path / "out.jsonl")
    shutil.rmtree(tmp_path / "nowhere", ignore_errors=True)


# One value after the other


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an export of everything, and a library that it may be put into."""
    folder = tmp_path_factory.mktemp("good")
    library = folder / "library"
    write(folder / "papers", "a.txt", paper())
    write(folder / "papers", "b.txt", paper(26, tasks=(CITING, C, D), year=2015))
    write(folder / "papers", "c.txt", paper(30, tasks=(A, B), year=2016))
    run(library, folder / "papers")
    write(folder / "papers", "a.txt", paper(tasks=(UNSURE, f"{B} {C}", D)))
    run(library, folder / "papers")
    decisions.forget(Settings(library=library, jobs=1), THIRD, "nhập nhầm", lambda progress: None)
    export_file(library, folder / "register.jsonl")
    return folder


NASTY = (
    *(None, True, 0, 1, 2, -1, 2**63, 10**30, 5.0, 1e308, "", "x", "\ud800", "\0", "2024-02-30", "zzzzz", "a" * 5_000),
    *([], {}, [[]], {"a": None}, [None]),
)
RAW = (
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "0" * 3,
    "[" * 50_000 + "]" * 50_000,
    '{"a":1,"a":2}',
    "9" * 5_000,
    "'x'",
)

Road = tuple[str | int, ...]


def roads(value: object, road: Road = ()) -> list[Road]:
    """The way to every value inside a line."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [road, *(one for name, part in inside for one in roads(part, (*road, name)))]


def at(value: Any, road: Road) -> Any:
    for step in road:
        value = value[step]
    return value


def mutated(draw: some.DrawFn, content: list[str]) -> tuple[int, str]:
    """Another value in one place of one line: of the same column elsewhere, nasty, taken out, or put in."""
    number = draw(some.integers(1, len(content)))
    line = json.loads(content[number - 1])
    road = draw(some.sampled_from(roads(line)[1:]))
    parent, last = at(line, road[:-1]), road[-1]
    how = draw(some.sampled_from(("another", "nasty", "nasty", "raw", "json", "gone", "more")))
    if how == "another":
        others = [json.loads(one) for one in content if set(json.loads(one)) == set(line)]
        parent[last] = draw(some.sampled_from([at(one, road) for one in others if road in roads(one)]))
    elif how == "raw":
        parent[last] = "@raw@"
        return number, json.dumps(line).replace('"@raw@"', draw(some.sampled_from(RAW)))
    elif how == "gone":
        del parent[last]
    elif how == "more" and isinstance(parent, dict):
        parent[draw(some.text(max_size=5))] = draw(some.sampled_from(NASTY))
    else:
        parent[last] = draw(some.sampled_from(NASTY) if how == "nasty" else JSON)
    return number, json.dumps(line)


def meaning(lines: list[str]) -> list[object]:
    """What a file says: what may be null may be missing, and what papers are compared by is worked out."""
    said = []
    for line in lines:
        row = json.loads(line)
        for worked_out in ("number_key", "body", "register"):
            row.pop(worked_out, None)
        said.append({name: value for name, value in row.items() if value is not None})
    return said


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_one_changed_value_is_accepted_as_it_is_or_refused_by_its_line(
    data: some.DataObject, good: Path, tmp_path: Path
) -> None:
    """Never a traceback, never half a register."""
    content = (good / "register.jsonl").read_text("utf-8").splitlines()
    number, line = data.draw(some.composite(mutated)(content))
    changed = [*content[: number - 1], line, *content[number:]]
    (tmp_path / "changed.jsonl").write_text("\n".join(changed) + "\n", "utf-8")
    new = tmp_path / "new" / FILE_NAME
    new.parent.mkdir(exist_ok=True)
    refused = ""
    try:
        read_lines(tmp_path / "changed.jsonl", new)
    except BadRequest as error:
        refused = str(error)
    if refused:
        told = re.match(r"Dòng (\d+): ", refused)
        assert told, refused
        assert len(refused) < 400
        assert speaks_of_the_same(changed, number, int(told[1])), (line, refused)
        return
    again = io.StringIO()
    with closing(connect(new)) as connection:
        write_lines_of(connection, again)
    assert meaning(again.getvalue().splitlines()) == meaning(changed)


def speaks_of_the_same(content: list[str], changed: int, told: int) -> bool:
    """The line itself; or where two do not fit each other any more, one of the others that name what it names."""
    if told == changed:
        return True
    if not 1 <= told <= len(content):
        return False
    strings = [set(re.findall(r'"((?:[^"\\]|\\.)*)"|(\d+)', content[place - 1])) for place in (changed, told)]
    named = {"generations", "rows", "register"}
    return bool((strings[0] & strings[1]) - {(one, "") for one in named})


def test_no_name_in_the_content_of_a_paper_can_be_left_out(good: Path, tmp_path: Path) -> None:
    """Of a row a column that holds null may be missing; what is read out of the content of a paper is all there."""
    content = (good / "register.jsonl").read_text("utf-8").splitlines()
    number = next(
        place for place, line in enumerate(content, start=1) if '"table":"papers"' in line and '"start"' in line
    )
    whole = json.loads(content[number - 1])
    names = [road for road in roads(whole) if len(road) > 1 and isinstance(road[-1], str) and road[-1] != "order"]
    for road in names:
        line = json.loads(content[number - 1])
        del at(line, road[:-1])[road[-1]]
        changed = [*content[: number - 1], json.dumps(line), *content[number:]]
        (tmp_path / "changed.jsonl").write_text("\n".join(changed) + "\n", "utf-8")
        with pytest.raises(BadRequest, match=f"Dòng {number}: thiếu .*{road[-1]}"):
            read_lines(tmp_path / "changed.jsonl", tmp_path / "register.sqlite3")


@pytest.mark.full
@settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_many_changed_values(data: some.DataObject, good: Path, tmp_path: Path) -> None:
    test_one_changed_value_is_accepted_as_it_is_or_refused_by_its_line.hypothesis.inner_test(data, good, tmp_path)


@pytest.mark.parametrize("value", [5, None, "", "x" * 100_000])
def test_a_refused_file_leaves_a_library_alone(good: Path, tmp_path: Path, value: object) -> None:
    library = good / "library"
    before, files = rows(library), beside_the_logs(library)
    content = (good / "register.jsonl").read_text("utf-8").splitlines()
    number = next(place for place, line in enumerate(content, start=1) if '"table":"papers"' in line)
    line = json.loads(content[number - 1])
    line["content"]["sections"][0]["type"] = value
    content[number - 1] = json.dumps(line)
    (tmp_path / "bad.jsonl").write_text("\n".join(content) + "\n", "utf-8")
    with pytest.raises(BadRequest, match=f"Dòng {number}: .*sections"):
        restore(tmp_path / "bad.jsonl", library)
    assert rows(library) == before
    assert beside_the_logs(library) == files


def beside_the_logs(library: Path) -> list[str]:
    return sorted(path.name for path in library.rglob("*") if not path.name.endswith(("-wal", "-shm")))


def test_a_file_of_version_3_is_taken(good: Path, tmp_path: Path) -> None:
    """Its contents have no sums: they get them, and what is written from then on is like any other export."""
    lines = (good / "register.jsonl").read_text("utf-8").splitlines()
    older = [json.loads(line) for line in lines]
    for row in older:
        row.pop("content_sha256", None)
    older[0]["register"] = 3
    (tmp_path / "older.jsonl").write_text("".join(json.dumps(row) + "\n" for row in older), "utf-8")
    restore(tmp_path / "older.jsonl", tmp_path / "other")
    export_file(tmp_path / "other", tmp_path / "again.jsonl")
    assert set(lines[1:-1]) <= set((tmp_path / "again.jsonl").read_text("utf-8").splitlines())


def test_a_title_that_was_changed_in_a_file_is_refused(good: Path, tmp_path: Path, library: Path) -> None:
    before = rows(library)
    lines = (good / "register.jsonl").read_text("utf-8").splitlines()
    number, line = next((number, line) for number, line in enumerate(lines, 1) if '"title":"' in line)
    lines[number - 1] = line.replace('"title":"', '"title":"Về ')
    (tmp_path / "bad.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    with pytest.raises(BadRequest, match=f"Dòng {number}: .*nội dung không còn như khi ghi"):
        restore(tmp_path / "bad.jsonl", library)
    assert rows(library) == before


def test_a_file_of_version_2_is_taken(good: Path, tmp_path: Path) -> None:
    """Its acts have no salt and its refusals bare sums: what was readable in it is not any more."""
    content = [json.loads(line) for line in (good / "register.jsonl").read_text("utf-8").splitlines()]
    hidden = next(row["paper"] for row in content if row.get("table") == "forgotten")
    older = []
    for row in content:
        if row.get("table") == "refused":
            if row["kind"] != "sum":
                continue
            row = {"table": "refused", "sha256": "ab" * 32, "paper": THIRD, "since": row["since"], "until": None}
        row.pop("salt", None)
        row.pop("content_sha256", None)
        older.append({name: THIRD if value == hidden else value for name, value in row.items()})
    older[0]["register"] = 2
    older[-1]["rows"] = len(older) - 2
    (tmp_path / "older.jsonl").write_text("".join(json.dumps(row) + "\n" for row in older), "utf-8")
    restore(tmp_path / "older.jsonl", tmp_path / "other")
    with closing(Register.open(tmp_path / "other")) as register:
        assert register.withdrawn(THIRD)
        assert not register.rows("SELECT 1 FROM names WHERE name = :name", name=THIRD)
        assert {row["kind"] for row in register.rows("SELECT kind FROM refused")} == {"sum"}
    assert THIRD.encode() not in b"".join(
        path.read_bytes() for path in (tmp_path / "other").glob("*") if path.is_file()
    )
