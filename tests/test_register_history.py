"""What the register said on an earlier day: wordings, their days, and whole papers as they stood."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from filing import TASKS, date_generations, paper, run, texts, write

from corpus.errors import BadRequest, NotFound
from corpus.register import ParagraphGone, Register
from corpus.register_history import as_of, generation_at, history, read_moment, wording_at

FIRST = "25-kl-tu-minh-hoa-2014"
A, B, C, D = TASKS
CORRECTED = B.replace("ngày 30 tháng 6", "ngày 31 tháng 12")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Imported on May 1, corrected on June 1, B and C merged on July 1, D removed on August 1."""
    for tasks in (TASKS, (A, CORRECTED, C, D), (A, f"{CORRECTED} {C}", D), (A, f"{CORRECTED} {C}")):
        write(tmp_path / "papers", "a.txt", paper(tasks=tasks))
        run(tmp_path / "library", tmp_path / "papers")
    date_generations(tmp_path / "library", "2024-05-01", "2024-06-01", "2024-07-01", "2024-08-01")
    return tmp_path / "library"


@pytest.fixture
def register(library: Path) -> Iterator[Register]:
    with closing(Register.open(library)) as register:
        yield register


def pid_of(register: Register, text: str) -> str:
    return str(register.rows("SELECT pid FROM paragraphs WHERE text = :text", text=text)[0]["pid"])


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hôm qua",
        "2024-13-01",
        "2024-02-30",
        "01/05/2024",
        "20240501",
        "2024-5-1",
        "9" * 99,
        "2024-05-01.",
        "2024-05-01.0",
        "2024-05-01.x",
        "２０２４-05-01",
    ],
)
def test_what_is_no_day(typed: str) -> None:
    with pytest.raises(BadRequest, match="không phải là ngày"):
        read_moment(typed)


def test_history(register: Register) -> None:
    found = history(register, FIRST, pid_of(register, B))
    assert [(one.text, one.since, one.until) for one in found.wordings] == [
        (B, "2024-05-01", "2024-06-01"),
        (CORRECTED, "2024-06-01", "2024-07-01"),
        (f"{CORRECTED} {C}", "2024-07-01", None),
    ]
    assert found.led_here == (pid_of(register, C),)
    assert history(register, FIRST, pid_of(register, A)).wordings[0].since == "2024-05-01"


def test_history_of_what_is_gone(register: Register) -> None:
    (wording,) = history(register, FIRST, pid_of(register, D)).wordings
    assert (wording.text, wording.until) == (D, "2024-08-01")


@pytest.mark.parametrize(
    ("text", "day", "shown"),
    [
        (B, "2024-05-01", B),  # the day of the import itself
        (B, "2024-05-31", B),
        (B, "2024-06-01", CORRECTED),
        (B, "2100-01-01", f"{CORRECTED} {C}"),
        (C, "2024-06-30", C),
        (C, "2024-07-01", f"{CORRECTED} {C}"),  # merged: from then on the words of the one it went into
        (D, "2024-07-31", D),
    ],
)
def test_wording_at(register: Register, text: str, day: str, shown: str) -> None:
    assert wording_at(register, FIRST, pid_of(register, text), read_moment(day))[1].text == shown


def test_a_day_before_the_first_wording(register: Register) -> None:
    with pytest.raises(NotFound, match="chưa có; bản đầu tiên nhập ngày 01/05/2024"):
        wording_at(register, FIRST, pid_of(register, D), read_moment("2024-04-30"))


def test_a_day_when_it_was_gone(register: Register) -> None:
    """As without a day: it was there, so the link is true."""
    with pytest.raises(ParagraphGone) as gone:
        wording_at(register, FIRST, pid_of(register, D), read_moment("2024-08-01"))
    assert (gone.value.lost.text, gone.value.lost.gone) == (D, "2024-08-01")


def test_a_time_in_between(tmp_path: Path) -> None:
    """C was merged into B for a while, and the paper was gone for a while: each moment shows what it showed then."""
    for tasks in ((A, B, C), (A, f"{B} {C}"), None, (A, B, C)):
        if tasks:
            write(tmp_path / "papers", "a.txt", paper(tasks=tasks))
        else:
            (tmp_path / "papers" / "a.txt").unlink()
        run(tmp_path / "library", tmp_path / "papers", remove=True)
    date_generations(tmp_path / "library", "2024-05-01", "2024-06-01", "2024-07-01", "2024-08-01")
    with closing(Register.open(tmp_path / "library")) as register:
        pid = texts(tmp_path / "library", FIRST)[C]
        shown = {
            day: wording_at(register, FIRST, pid, read_moment(day))[1].text
            for day in ("2024-05-01", "2024-06-01", "2024-08-01")
        }
        assert shown == {"2024-05-01": C, "2024-06-01": f"{B} {C}", "2024-08-01": C}
        with pytest.raises(ParagraphGone):
            wording_at(register, FIRST, pid, read_moment("2024-07-01"))


def test_no_such_paragraph(register: Register) -> None:
    with pytest.raises(NotFound):
        history(register, FIRST, "zzzz9")


def test_a_move_is_no_new_wording(tmp_path: Path) -> None:
    for tasks in ((A, B), (B, A)):
        write(tmp_path / "papers", "a.txt", paper(tasks=tasks))
        run(tmp_path / "library", tmp_path / "papers")
    with closing(Register.open(tmp_path / "library")) as register:
        (wording,) = history(register, FIRST, texts(tmp_path / "library", FIRST)[A]).wordings
    assert wording.path == "2"


def test_where_a_part_came_from(tmp_path: Path) -> None:
    for tasks in ((f"{A} {B}", C), (A, B, C)):
        write(tmp_path / "papers", "a.txt", paper(tasks=tasks))
        run(tmp_path / "library", tmp_path / "papers")
    ids = texts(tmp_path / "library", FIRST)
    with closing(Register.open(tmp_path / "library")) as register:
        assert history(register, FIRST, ids[B]).came_from == ids[A]
        assert history(register, FIRST, ids[A]).came_from is None


@pytest.mark.parametrize(
    ("day", "tasks"),
    [("2024-05-15", TASKS), ("2024-06-15", (A, CORRECTED, C, D)), ("2024-12-31", (A, f"{CORRECTED} {C}"))],
)
def test_a_whole_paper_as_it_stood(register: Register, day: str, tasks: tuple[str, ...]) -> None:
    document = as_of(register, read_moment(day)).paper(FIRST).document
    assert [one.paragraphs[0].text for one in document.sections if one.path.isdigit()] == list(tasks)


def test_before_the_first_import(register: Register) -> None:
    with pytest.raises(NotFound, match="lần nhập đầu tiên là ngày 01/05/2024"):
        generation_at(register, read_moment("2024-04-30"))


@pytest.fixture
def mornings(tmp_path: Path) -> Iterator[Register]:
    """At noon of May 1; at six in the morning of May 2, when it is May 1 in UTC; at noon of May 2; D is removed."""
    for tasks in (TASKS, (A, CORRECTED, C, D), (A, f"{CORRECTED} {C}", D), (A, f"{CORRECTED} {C}")):
        write(tmp_path / "papers", "a.txt", paper(tasks=tasks))
        run(tmp_path / "library", tmp_path / "papers")
    times = ("2024-05-01T05:00:00+00:00", "2024-05-01T23:00:00+00:00", "2024-05-02T05:00:00+00:00")
    date_generations(tmp_path / "library", *times, "2024-05-31T17:00:00+00:00")
    with closing(Register.open(tmp_path / "library")) as register:
        yield register


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2024-05-01", B),
        ("2024-05-01.1", B),
        ("2024-05-02.1", CORRECTED),
        ("2024-05-02", f"{CORRECTED} {C}"),
        ("2024-05-02.2", f"{CORRECTED} {C}"),
    ],
)
def test_an_early_import_is_of_the_day_in_viet_nam(mornings: Register, moment: str, shown: str) -> None:
    assert wording_at(mornings, FIRST, pid_of(mornings, B), read_moment(moment))[1].text == shown


def test_the_days_of_early_imports(mornings: Register) -> None:
    found = history(mornings, FIRST, pid_of(mornings, B))
    assert [(str(one.moment), one.until) for one in found.wordings] == [
        ("2024-05-01.1", "2024-05-02"),
        ("2024-05-02.1", "2024-05-02"),
        ("2024-05-02.2", None),
    ]
    with pytest.raises(ParagraphGone) as gone:
        mornings.paragraph(FIRST, pid_of(mornings, D))
    assert gone.value.lost.gone == "2024-06-01"
    with pytest.raises(NotFound, match="không có lần nào|có 1 lần"):
        wording_at(mornings, FIRST, pid_of(mornings, B), read_moment("2024-05-01.2"))
    with pytest.raises(NotFound, match="lần nhập đầu tiên là ngày 01/05/2024"):
        generation_at(mornings, read_moment("2024-04-30"))


@pytest.fixture
def busy_day(tmp_path: Path) -> Iterator[Register]:
    """Three imports on one day, and one on the next: every state of the day can be asked for."""
    for tasks in ((A, B), (A, CORRECTED), (A, f"{CORRECTED} {C}"), (A,)):
        write(tmp_path / "papers", "a.txt", paper(tasks=tasks))
        run(tmp_path / "library", tmp_path / "papers")
    date_generations(tmp_path / "library", "2024-05-01", "2024-05-01", "2024-05-01", "2024-05-02")
    with closing(Register.open(tmp_path / "library")) as register:
        yield register


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2024-05-01.1", B),
        ("2024-05-01.2", CORRECTED),
        ("2024-05-01.3", f"{CORRECTED} {C}"),
        ("2024-05-01", f"{CORRECTED} {C}"),  # the end of the day
    ],
)
def test_every_wording_of_a_busy_day(busy_day: Register, moment: str, shown: str) -> None:
    assert wording_at(busy_day, FIRST, pid_of(busy_day, B), read_moment(moment))[1].text == shown
    document = as_of(busy_day, read_moment(moment)).paper(FIRST).document
    assert [one.paragraphs[0].text for one in document.sections if one.path == "2"] == [shown]


def test_each_wording_says_how_it_is_asked_for(busy_day: Register) -> None:
    pid = pid_of(busy_day, B)
    found = history(busy_day, FIRST, pid)
    assert [str(one.moment) for one in found.wordings] == ["2024-05-01.1", "2024-05-01.2", "2024-05-01.3"]
    for one in found.wordings:
        assert wording_at(busy_day, FIRST, pid, one.moment)[1] == one


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2024-05-01.4", "Không có lần nhập thứ 4 của ngày 01/05/2024: ngày ấy có 3 lần"),
        ("2024-04-30.1", "không có lần nào"),
    ],
)
def test_imports_that_a_day_did_not_have(busy_day: Register, moment: str, said: str) -> None:
    with pytest.raises(NotFound, match=said):
        wording_at(busy_day, FIRST, pid_of(busy_day, B), read_moment(moment))
