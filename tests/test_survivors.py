"""What is left of a paper that is gone: nearest papers, and paragraphs that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from filing import TASKS, paper, papers, run, texts, write

from corpus.register import Register, RegisteredPaper
from corpus.survivors import nearest_papers, saying_the_same

FIRST = "25-kl-tu-minh-hoa-2014"
A, B, C, D = TASKS
OTHERS = (
    "Nâng cao chất lượng sinh hoạt chi bộ ở thôn, tổ dân phố; phân công đảng viên phụ trách hộ.",
    "Hoàn thành sắp xếp đơn vị sự nghiệp công lập trước ngày 31 tháng 12; công khai phương án.",
    "Mở lớp bồi dưỡng lý luận chính trị cho cán bộ đoàn thể ở cơ sở, mỗi năm ít nhất hai lớp.",
)


def left_after_removal(folder: Path, **others: str) -> tuple[Register, RegisteredPaper]:
    """A library that lost FIRST; beside it stood these papers."""
    library = folder / "library"
    write(folder / "papers", "a.txt", paper())
    for name, text in others.items():
        write(folder / "papers", f"{name}.txt", text)
    run(library, folder / "papers")
    lost = papers(library)[FIRST]
    (folder / "papers" / "a.txt").unlink()
    run(library, folder / "papers", remove=True)
    return Register.open(library), lost


@pytest.mark.parametrize(
    ("tasks", "is_near"),
    [
        ((A, B, OTHERS[0], OTHERS[1]), True),  # half of what it said
        ((A, *OTHERS), False),  # one sentence of it
        (OTHERS, False),
    ],
)
def test_papers_that_say_most_of_it(tmp_path: Path, tasks: Sequence[str], is_near: bool) -> None:
    other = paper(40, tasks=tasks, about="nhiều việc khác nhau của quý", year=2016)
    register, lost = left_after_removal(tmp_path, b=other)
    with closing(register):
        assert nearest_papers(register, lost) == ["40-kl-tu-minh-hoa-2016"] * is_near


def test_papers_of_its_number(tmp_path: Path) -> None:
    other = paper(25, tasks=OTHERS, about="xây dựng Đảng", year=2020)
    register, lost = left_after_removal(
        tmp_path, b=other, c=paper(26, tasks=OTHERS[::-1], about="việc khác", year=2021)
    )
    with closing(register):
        assert nearest_papers(register, lost) == ["25-kl-tu-minh-hoa-2020"]


def test_paragraphs_that_say_the_same(tmp_path: Path) -> None:
    other = paper(40, tasks=(A, "Như trên.", *OTHERS), about="nhiều việc khác nhau của quý", year=2016)
    register, _ = left_after_removal(tmp_path, b=other)
    with closing(register):
        pid = texts(tmp_path / "library", "40-kl-tu-minh-hoa-2016")[A]
        assert saying_the_same(register, A) == [("40-kl-tu-minh-hoa-2016", pid)]
        assert saying_the_same(register, B) == []
        assert saying_the_same(register, "Như trên.") == []  # stands everywhere, and is nobody's
