"""The register's pen: which paper a text belongs to, ids through every kind of change, and undoing a generation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from filing import TASKS, paper, rows

from corpus.document import Document
from corpus.lines import Source as Lines
from corpus.parser import parse
from corpus.readers.written import lines_of
from corpus.register import ParagraphGone, Register
from corpus.register_acts import forget
from corpus.register_writing import RegisterPen
from corpus.same_paper import passages, text_sha256

A, B, C, D = TASKS
NEW = "Chuẩn bị tốt nhân sự đại hội chi bộ theo Chỉ thị số 35-CT/TW ngày 30/5/2019 của Bộ Chính trị."


def read(text: str) -> Document:
    return parse(Lines(lines_of(text)))


@pytest.fixture
def pen(tmp_path: Path) -> Iterator[RegisterPen]:
    pen = RegisterPen.open(tmp_path)
    yield pen
    pen.close()


def put(pen: RegisterPen, text: str, origin: str = "/a.txt", sha256: str | None = None) -> tuple[str, dict[str, str]]:
    """One file in one generation; gives its paper, and its texts with their ids."""
    document = read(text)
    pen.begin()
    name, ids = pen.put(document, origin, origin.lstrip("/"), sha256 or text_sha256(document))
    pen.prepare_commit()
    pen.finish()
    pids = [pid for one in ids for pid in (one.heading, *one.paragraphs) if pid]
    return name, dict(zip((passage.text for passage in passages(document)), pids, strict=True))


# Ids through changes


@pytest.mark.parametrize(
    ("tasks", "kept"),
    [
        ((A, B, C, D), (A, B, C, D)),
        ((A.replace("vận động", "vận  động"), B, C, D), (A, B, C, D)),  # blanks
        ((A, NEW, B, C, D), (A, B, C, D)),  # inserted: what follows is renumbered
        ((B, C, D), (B, C, D)),  # removed
        ((D, A, B, C), (A, B, C, D)),  # moved
        ((A, C), (A, C)),
        ((NEW,), ()),
    ],
)
def test_ids_are_kept(pen: RegisterPen, tasks: tuple[str, ...], kept: tuple[str, ...]) -> None:
    name, before = put(pen, paper())
    again, after = put(pen, paper(tasks=tasks))
    assert again == name
    assert {text: after[text] for text in kept} == {text: before[text] for text in kept}
    new = set(after) - set(before)
    assert not {after[text] for text in new} & set(before.values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("thuốc bảo vệ thực vật", "hoá chất bảo vệ thực vật"),
        ("30 tháng 6", "31 tháng 12"),
        ("Ủy ban nhân dân", "Uỷ ban nhân dân"),
        ("xả thải ra sông suối;", "xả thải ra sông, suối, ao, hồ;"),
        ("Tăng cường công tác", "Tang cuong cong tac"),
    ],
)
def test_a_corrected_paragraph_keeps_its_id(pen: RegisterPen, old: str, new: str) -> None:
    _, before = put(pen, paper())
    _, after = put(pen, paper().replace(old, new))
    changed = {text: pid for text, pid in after.items() if text not in before}
    lost = {text: pid for text, pid in before.items() if text not in after}
    assert changed
    assert list(changed.values()) == list(lost.values())


def test_a_removed_paragraph_is_never_somebody_else(pen: RegisterPen) -> None:
    name, before = put(pen, paper())
    put(pen, paper(tasks=(A, B, C)))
    _, after = put(pen, paper(tasks=(A, B, C, NEW)))
    assert before[D] not in after.values()


def test_a_paragraph_that_comes_back_word_for_word_gets_its_link_back(pen: RegisterPen) -> None:
    _, before = put(pen, paper(tasks=(A, B, C, D, "Như trên.")))
    put(pen, paper(tasks=(A, B)))
    _, again = put(pen, paper(tasks=(A, NEW, D, B, "Như trên.")))
    assert again[D] == before[D]
    assert again["Như trên."] != before["Như trên."]  # so few words are nobody's for certain
    put(pen, paper(tasks=(A, NEW)))
    _, twice = put(pen, paper(tasks=(D, D)))
    assert twice[D] != before[D]  # which of the two would it be?


def test_numbering_style_changes_nothing(pen: RegisterPen) -> None:
    _, before = put(pen, paper())
    roman = paper()
    for arabic, sign in (("4. ", "IV- "), ("3. ", "III- "), ("2. ", "II- "), ("1. ", "I- ")):
        roman = roman.replace(f"\n{arabic}", f"\n{sign}")
    _, after = put(pen, roman)
    assert {text: after.get(text) for text in TASKS} == {text: before[text] for text in TASKS}


def test_equal_paragraphs_have_ids_of_their_own(pen: RegisterPen) -> None:
    _, ids = pen_ids(pen, paper(tasks=("Như trên.", A, "Như trên.", "Như trên.")))
    assert len(set(ids)) == len(ids)
    _, again = pen_ids(pen, paper(tasks=("Như trên.", A, "Như trên.", NEW, "Như trên.")))
    assert set(ids) < set(again)


def pen_ids(pen: RegisterPen, text: str) -> tuple[str, list[str]]:
    pen.begin()
    name, ids = pen.put(read(text), "/a.txt", "a.txt", text_sha256(read(text)))
    pen.prepare_commit()
    pen.finish()
    return name, [pid for one in ids for pid in one.paragraphs]


def test_the_same_text_in_two_papers_has_two_ids(pen: RegisterPen) -> None:
    _, first = put(pen, paper(25, tasks=(A, B)))
    _, second = put(pen, paper(26, tasks=(A, B), year=2015), "/b.txt")
    assert not set(first.values()) & set(second.values())


def standing(pen: RegisterPen, pid: str) -> str | None:
    found = pen.register.standing(pid)
    return found.pid if found else None


def test_merged_paragraphs_lead_to_the_one_that_holds_them(pen: RegisterPen) -> None:
    _, before = put(pen, paper())
    _, after = put(pen, paper(tasks=(A, f"{B} {C}", D)))
    assert after[f"{B} {C}"] == before[B]
    assert standing(pen, before[C]) == before[B]
    _, again = put(pen, paper(tasks=(A, B, C, D)))  # and when they part again, each has its own
    assert {text: again[text] for text in TASKS} == {text: before[text] for text in TASKS}
    assert standing(pen, before[C]) == before[C]


def test_a_merged_paragraph_that_was_cut_out_is_gone(pen: RegisterPen) -> None:
    _, before = put(pen, paper())
    put(pen, paper(tasks=(A, f"{B} {C}", D)))
    put(pen, paper(tasks=(A, B, D)))
    assert standing(pen, before[C]) is None
    assert standing(pen, before[B]) == before[B]


def test_a_merged_paragraph_goes_with_the_one_that_holds_it(pen: RegisterPen) -> None:
    _, before = put(pen, paper())
    put(pen, paper(tasks=(A, f"{B} {C}", D)))
    put(pen, paper(tasks=(A, D)))
    with pytest.raises(ParagraphGone) as gone:
        pen.register.paragraph("25-kl-tu-minh-hoa-2014", before[C])
    assert gone.value.lost.text == f"{B} {C}"


def test_the_first_part_keeps_the_id_and_the_rest_remembers(pen: RegisterPen, tmp_path: Path) -> None:
    _, before = put(pen, paper(tasks=(f"{A} {B}", C)))
    _, after = put(pen, paper(tasks=(A, B, C)))
    assert after[A] == before[f"{A} {B}"]
    came_from = {row[0]: row[3] for row in rows(tmp_path)["identities"]}
    assert came_from[after[B]] == after[A]
    assert came_from[after[C]] is None


# Which paper


def test_other_file_same_text_after_the_first_went(pen: RegisterPen) -> None:
    name, before = put(pen, paper())
    remove(pen, "/a.txt")
    assert put(pen, paper(), "/b.txt") == (name, before)


def test_same_number_body_and_year(pen: RegisterPen) -> None:
    name, _ = put(pen, paper())
    remove(pen, "/a.txt")
    assert put(pen, paper(tasks=(NEW,)), "/b.txt")[0] == name


@pytest.mark.parametrize(
    ("number", "year", "tasks", "same"),
    [
        (25, 2015, (NEW,), False),  # another year
        (26, 2014, (NEW,), False),  # another number
        (26, 2014, TASKS, True),  # most of its paragraphs
        (26, 2015, TASKS, False),  # the yearly paper of the year after
        (26, 2014, (A, NEW, "Một điểm khác hẳn.", "Thêm một điểm nữa.", "Và một điểm cuối cùng."), False),
    ],
)
def test_near_misses(pen: RegisterPen, number: int, year: int, tasks: tuple[str, ...], same: bool) -> None:
    name, _ = put(pen, paper())
    remove(pen, "/a.txt")
    assert (put(pen, paper(number, year=year, tasks=tasks), "/b.txt")[0] == name) == same


def test_a_number_that_cannot_be_read_joins_nobody(pen: RegisterPen) -> None:
    """All papers without a number had the same key, and a strange number found any of them."""
    numberless = replace(read(paper(tasks=(A, B))), number=None)
    strange = replace(read(paper(tasks=(NEW,))), number="???")
    pen.begin()
    name, _ = pen.put(numberless, "/a.txt", "a.txt", "0")
    for paper_of_a in pen.remove_source("/a.txt"):
        pen.drop_if_orphaned(paper_of_a)
    assert pen.put(strange, "/b.txt", "b.txt", "1")[0] != name


def test_the_same_file_is_the_same_paper_whatever_it_says(pen: RegisterPen) -> None:
    name, before = put(pen, paper())
    again, after = put(pen, paper(99, tasks=(NEW,), year=2020))
    assert again == name
    assert before[A] not in after.values()


def test_same_file_read_by_a_better_parser_keeps_its_paper_beside_a_copy(pen: RegisterPen) -> None:
    name, before = put(pen, paper(), sha256="the bytes")
    pen.begin()
    pen.add_source(name, "/copy.txt", "copy.txt", "the bytes")
    pen.prepare_commit()
    pen.finish()
    better = paper().replace("công tác bảo vệ", "bảo vệ")
    again, after = put(pen, better, sha256="the bytes")
    assert again == name
    assert after[A] == before[A]


def test_a_corrected_number_adds_a_name_and_keeps_the_id(pen: RegisterPen, tmp_path: Path) -> None:
    name, _ = put(pen, paper(25))
    put(pen, paper(52))
    put(pen, paper(52))
    put(pen, paper(25))
    assert {row[:2] for row in rows(tmp_path)["names"]} == {(name, name), ("52-kl-tu-minh-hoa-2014", name)}
    assert pen.register.named("52-kl-tu-minh-hoa-2014") == name
    other, _ = put(pen, paper(52, tasks=(NEW,)), "/b.txt")
    assert other == "52-kl-tu-minh-hoa-2014-2"


# Twins and sources


def test_twin(pen: RegisterPen) -> None:
    name, _ = put(pen, paper())
    pen.begin()
    assert pen.twin(read(paper()), "/b.txt") == name
    assert pen.twin(read(paper()), "/a.txt") is None
    assert pen.twin(read(paper(26)), "/b.txt") is None
    pen.add_source(name, "/b.txt", "b.txt", "0")
    assert pen.twin(read(paper()), "/a.txt") == name
    assert pen.remove_source("/a.txt") == [name]
    assert not pen.drop_if_orphaned(name)
    assert pen.remove_source("/b.txt") == [name]
    assert pen.drop_if_orphaned(name)
    assert pen.twin(read(paper()), "/c.txt") is None
    assert pen.remove_source("/nowhere") == []


def test_unchanged_paper_adds_no_rows(pen: RegisterPen, tmp_path: Path) -> None:
    put(pen, paper())
    before = rows(tmp_path)
    put(pen, paper())
    assert rows(tmp_path) == before


def test_only_what_changed_adds_rows(pen: RegisterPen, tmp_path: Path) -> None:
    put(pen, paper())
    before = rows(tmp_path)
    put(pen, paper(tasks=(A, B, C, f"{D} Thêm.")))
    after = rows(tmp_path)
    assert len(after["paragraphs"]) == len(before["paragraphs"]) + 1
    assert len(after["papers"]) == len(after["sources"]) == 2
    assert after["identities"] == before["identities"]
    (ended,) = [row for row in after["paragraphs"] if row[3] is not None]
    assert ended[2:4] == (1, 2)  # since, until


def remove(pen: RegisterPen, origin: str) -> None:
    pen.begin()
    for name in pen.remove_source(origin):
        pen.drop_if_orphaned(name)
    pen.prepare_commit()
    pen.finish()


# Generations


def test_generations_are_counted(pen: RegisterPen) -> None:
    assert pen.generation == 0
    put(pen, paper())
    assert pen.generation == pen.register.generation == 1
    put(pen, paper(tasks=(A,)))
    assert pen.generation == 2


def test_nothing_is_seen_before_it_is_finished(pen: RegisterPen, tmp_path: Path) -> None:
    put(pen, paper())
    pen.begin()
    pen.put(read(paper(26, tasks=(NEW,))), "/b.txt", "b.txt", "0")
    assert seen(tmp_path) == (1, 1)
    pen.prepare_commit()
    assert seen(tmp_path) == (1, 1)
    pen.finish()
    assert seen(tmp_path) == (2, 2)


def seen(library: Path) -> tuple[int, int]:
    register = Register.open(library)
    found = register.generation, len(register.papers())
    register.close()
    return found


def every_kind_of_change(pen: RegisterPen) -> None:
    pen.begin()
    unsure = (
        "Tăng cường công tác tuyên truyền, vận động hội viên phân loại rác và trả lại vỏ bao bì thuốc sau khi dùng."
    )
    changed = paper(tasks=(NEW, unsure, f"{B} {C}", f"{D} Thêm."))
    pen.put(read(changed), "/a.txt", "a.txt", "1")  # changed, merged, and not sure
    pen.put(read(paper(40, tasks=(NEW,))), "/new.txt", "new.txt", "2")  # added
    for name in pen.remove_source("/b.txt"):  # removed
        pen.drop_if_orphaned(name)
    pen.put(read(paper(26, tasks=(C, D), year=2015)), "/c.txt", "c.txt", "3")  # renamed
    pen.add_source(pen.register.papers()[0], "/copy.txt", "copy.txt", "4")  # copied
    forget(pen, "40-kl-tu-minh-hoa-2014", "an", "nhập nhầm")
    pen.prepare_commit()


@pytest.fixture
def _two_papers(pen: RegisterPen) -> None:
    put(pen, paper())
    put(pen, paper(26, tasks=(C, D), year=2015), "/b.txt")


@pytest.mark.usefixtures("_two_papers")
@pytest.mark.parametrize("shown", [None, 1, 2])
def test_undoing_leaves_exactly_the_rows_of_before(pen: RegisterPen, tmp_path: Path, shown: int | None) -> None:
    before = rows(tmp_path)
    every_kind_of_change(pen)
    assert all(rows(tmp_path)[table] != before[table] for table in before)
    pen.reconcile(shown)
    assert rows(tmp_path) == before
    assert pen.generation == 2


@pytest.mark.usefixtures("_two_papers")
def test_what_the_engine_shows_is_finished(pen: RegisterPen, tmp_path: Path) -> None:
    every_kind_of_change(pen)
    written = rows(tmp_path)
    pen.reconcile(3)
    assert rows(tmp_path) == written
    assert pen.generation == 3


@pytest.mark.usefixtures("_two_papers")
def test_the_same_again_after_undoing_gives_the_same_rows(
    pen: RegisterPen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.register_acts._now", lambda: "2024-05-01T08:00:00+00:00")  # both times in one second
    every_kind_of_change(pen)
    written = rows(tmp_path)
    pen.reconcile(2)
    every_kind_of_change(pen)
    assert rows(tmp_path) == written


@pytest.mark.usefixtures("_two_papers")
def test_closing_half_way_leaves_nothing(tmp_path: Path) -> None:
    before = rows(tmp_path)
    pen = RegisterPen.open(tmp_path)
    pen.begin()
    pen.remove_source("/a.txt")
    pen.close()
    assert rows(tmp_path) == before


def test_every_id_belongs_to_one_paper_for_ever(pen: RegisterPen, tmp_path: Path) -> None:
    put(pen, paper())
    put(pen, paper(tasks=(NEW,)))
    remove(pen, "/a.txt")
    put(pen, paper(26, tasks=(A,), year=2015), "/b.txt")
    put(pen, paper(), "/c.txt")
    dump = rows(tmp_path)
    owners = {pid: owner for pid, owner, *_ in dump["identities"]}
    assert len(owners) == len(dump["identities"])
    assert {(row[0], row[1]) for row in dump["paragraphs"]} == set(owners.items())
