"""Rows that look right one by one and do not fit each other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filing import TASKS, paper, run, texts, write

from corpus.register_coherence import Rows, Unfit, as_column
from corpus.register_exchange import export_file, incoherence
from corpus.register_opening import connect
from corpus.register_schema import content_sha256
from corpus.settings import Settings
from indexer import decisions

FIRST, SECOND, THIRD = "25-kl-tu-minh-hoa-2014", "26-kl-tu-minh-hoa-2015", "30-kl-tu-minh-hoa-2016"
A, B, C, D = TASKS
CITING = "Thực hiện Kết luận số 25-KL/TU, ngày 29/9/2014 của Ban Thường vụ Tỉnh ủy."
UNSURE = "Tăng cường công tác tuyên truyền, vận động hội viên phân loại rác và trả lại vỏ bao bì thuốc sau khi dùng."

Row = dict[str, Any]
Lines = list[Row]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Something in every table, and history: corrected twice, merged, gone and back, joined, forgotten."""
    folder = tmp_path_factory.mktemp("coherence")
    library = folder / "library"
    write(folder / "papers", "a.txt", paper())
    write(folder / "papers", "b.txt", paper(26, tasks=(CITING, C, D), year=2015))
    write(folder / "papers", "c.txt", paper(30, tasks=(A, B), year=2016))
    run(library, folder / "papers")
    first = texts(library, FIRST)
    for tasks in ((UNSURE, f"{B} {C}", D), (UNSURE, B, C, D), (UNSURE, f"{B} {C}", D, "Công bố rộng rãi.")):
        write(folder / "papers", "a.txt", paper(tasks=tasks))
        run(library, folder / "papers")
    (folder / "papers" / "b.txt").rename(folder / "b.txt")
    run(library, folder / "papers")
    (folder / "b.txt").rename(folder / "papers" / "b.txt")
    run(library, folder / "papers")
    settings = Settings(library=library, jobs=1)
    decisions.join(settings, first[A], texts(library, FIRST)[UNSURE])
    decisions.forget(settings, THIRD, None, lambda progress: None)
    return library


@pytest.fixture
def lines(library: Path, tmp_path: Path) -> Lines:
    export_file(library, tmp_path / "register.jsonl")
    content = (tmp_path / "register.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in content[1:-1]]


def of(table: str, lines: Lines, which: Callable[[Row], bool] = lambda row: True) -> Row:
    return next(row for row in lines if row["table"] == table and which(row))


def taken(lines: Lines, folder: Path) -> str | None:
    """Why they are refused."""
    with closing(connect(folder / "new.sqlite3", writing=True)) as connection:
        rows = Rows(connection)
        try:
            for place, row in enumerate(lines):
                rows.take(place, row["table"], {name: value for name, value in row.items() if name != "table"})
            rows.end()
        except Unfit as unfit:
            return f"{lines[unfit.place]['table']}: {unfit}"
    return None


def test_what_the_program_writes_fits(library: Path, lines: Lines, tmp_path: Path) -> None:
    assert {row["table"] for row in lines} == {
        *("generations", "names", "identities", "papers", "paragraphs", "sources"),
        *("citations", "redirects", "doubts", "forgotten", "refused"),
    }
    assert any(row.get("until") for row in lines if row["table"] == "papers")
    assert taken(lines, tmp_path) is None
    assert incoherence(library) is None


def circle(lines: Lines) -> None:
    """a leads to b, b to c, and from a later day on c to a."""
    pids = [row["pid"] for row in lines if row["table"] == "identities" and row["paper"] == SECOND][:3]
    kept = [row for row in lines if row["table"] != "redirects"]
    last = max(place for place, row in enumerate(kept) if row["table"] == "citations") + 1
    turns = [(pids[0], pids[1], 1), (pids[1], pids[2], 2), (pids[2], pids[0], 3)]
    new = [
        {"table": "redirects", "pid": one, "target": other, "since": since, "until": None, "reason": "joined"}
        for one, other, since in turns
    ]
    lines[:] = [*kept[:last], *new, *kept[last:]]


def swap_texts(lines: Lines) -> None:
    """Two paragraphs change places: each row is right by itself."""
    one, other = [row for row in lines if row["table"] == "paragraphs" and row["paper"] == SECOND][-2:]
    for name in ("text", "text_key"):
        one[name], other[name] = other[name], one[name]


def twice(table: str) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        place = lines.index(
            of(table, lines, lambda row: row.get("until", 0) is None or table in ("names", "identities"))
        )
        lines.insert(place + 1, dict(lines[place]))

    return change


def without(table: str, **values: object) -> Callable[[Lines], None]:
    return lambda lines: lines.remove(
        of(table, lines, lambda row: all(row[name] == one for name, one in values.items()))
    )


def put(table: str, which: Callable[[Row], bool] = lambda row: True, **values: object) -> Callable[[Lines], None]:
    return lambda lines: of(table, lines, which).update(values)


CHANGES: dict[str, tuple[Callable[[Lines], None], str]] = {
    "a circle": (circle, "redirects: .*dẫn vòng"),
    "to itself": (lambda lines: put("redirects", target=of("redirects", lines)["pid"])(lines), "redirects: .*dẫn vòng"),
    "a number of a generation twice": (
        put("generations", lambda row: row["number"] == 2, number=1),
        "generations: .*đã có",
    ),
    "generations backwards": (lambda lines: lines.insert(0, lines.pop(1)), "generations: .*đứng sau"),
    "a name twice": (twice("names"), "names: .*đã có"),
    "an id twice": (twice("identities"), "identities: .*đã có"),
    "a standing paper twice": (twice("papers"), "papers: .*cùng lúc"),
    "a standing paragraph twice": (twice("paragraphs"), "paragraphs: .*cùng lúc"),
    "a file twice": (twice("sources"), "sources: .*cùng lúc"),
    "a redirect twice": (twice("redirects"), "redirects: .*cùng lúc"),
    "a name that leads to another's name": (
        put("names", lambda row: row["name"] == SECOND, paper=FIRST),
        "dẫn đến văn bản khác",
    ),
    "a paper that nobody has named": (without("names", name=SECOND), "chưa dòng nào"),
    "an id that nobody was given": (without("identities", paper=SECOND), "chưa dòng nào"),
    "an id of another paper": (
        put("identities", lambda row: row["paper"] == SECOND, paper=FIRST),
        "là của văn bản khác",
    ),
    "a refusal without an act": (put("refused", paper=FIRST), "refused: .*chưa bị thu hồi"),
    "an act against a paper that stands": (put("forgotten", paper=FIRST), "forgotten: |refused: "),
    "another text": (put("paragraphs", text="khác hẳn"), "paragraphs: .*text_key"),
    "another sum": (put("paragraphs", text_key="0" * 16), "paragraphs: .*text_key"),
    "another sum of all": (put("papers", text_sha256="0" * 64), "papers: .*text_sha256"),
    "texts in other places": (swap_texts, "papers: .*text_sha256"),
    "another year": (put("papers", year=1999), "papers: .*“year”"),
    "a paragraph of another path": (put("paragraphs", lambda row: row["until"] is None, path="9/9"), "papers: .*đoạn"),
    "a heading that is a paragraph": (
        put("paragraphs", lambda row: row["until"] is None, role="heading"),
        "papers: .*đoạn",
    ),
    "a paragraph that ends too early": (
        put("paragraphs", lambda row: row["paper"] == SECOND and row["until"] is None, until=8),
        "papers: ",
    ),
    "a paragraph too few": (without("paragraphs", paper=SECOND), "papers: .*đoạn"),
    "a citation too few": (without("citations"), "papers: .*viện dẫn"),
    "another citation": (put("citations", text="Kết luận số 99-KL/TU"), "papers: .*viện dẫn"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_does_not_fit(lines: Lines, tmp_path: Path, change: str) -> None:
    apply, said = CHANGES[change]
    apply(lines)
    reason = taken(lines, tmp_path)
    assert reason
    assert re.search(said, reason), reason


IN_CONTENT: dict[str, tuple[Callable[[Row], object], str]] = {
    "a section twice": (lambda one: one["sections"].append(one["sections"][0]), "cùng một đường dẫn"),
    "a paragraph in two sections": (
        lambda one: one["sections"][1]["paragraphs"].append(one["sections"][0]["paragraphs"][0]),
        "ở hai chỗ",
    ),
    "a citation nowhere": (lambda one: one["citations"][0].update(path="9/9"), "không ở chỗ nào"),
    "a citation in a heading that is none": (lambda one: one["citations"][0].update(paragraph=None), "không ở chỗ nào"),
    "a citation behind the last paragraph": (lambda one: one["citations"][0].update(paragraph=99), "không ở chỗ nào"),
    "a citation behind the end of its text": (
        lambda one: one["citations"][0].update(end=10**6),
        "không nằm trong đoạn",
    ),
    "a citation of nothing": (lambda one: one["citations"][0].update(start=9, end=9), "không nằm trong đoạn"),
    "a section less": (lambda one: one["sections"].pop(), "không khớp|text_sha256"),
}


@pytest.mark.parametrize("change", IN_CONTENT)
def test_a_content_that_does_not_fit(lines: Lines, tmp_path: Path, change: str) -> None:
    """Also where it bears the right sum: that alone makes nothing true."""
    apply, said = IN_CONTENT[change]
    row = of("papers", lines, lambda row: row["paper"] == SECOND)
    apply(row["content"])
    row["content_sha256"] = content_sha256(as_column(row["content"]))
    reason = taken(lines, tmp_path)
    assert reason
    assert re.search(said, reason), reason


@pytest.mark.parametrize("name", ["title", "signer_name", "signer_role", "place_printed", "date"])
def test_metadata_that_are_not_what_was_written(lines: Lines, tmp_path: Path, name: str) -> None:
    """No other row says them: only the sum tells."""
    of("papers", lines, lambda row: row["paper"] == SECOND)["content"][name] = "2015-09-28"
    assert "nội dung không còn như khi ghi" in str(taken(lines, tmp_path))


def test_what_papers_are_compared_by_is_worked_out(lines: Lines, tmp_path: Path) -> None:
    """An export of a program that compared numbers in another way stays good."""
    for table in ("papers", "citations"):
        put(table, number_key="as/it/was/once")(lines)
    assert taken(lines, tmp_path) is None
    with closing(connect(tmp_path / "new.sqlite3")) as connection:
        for table in ("papers", "citations"):
            kept = connection.execute(f"SELECT 1 FROM {table} WHERE number_key = 'as/it/was/once'").fetchall()
            assert kept == [], table
