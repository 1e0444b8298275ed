"""What people give for a place: links out of a browser, names in capitals, numbers, readable places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from filing import TASKS, paper, run, texts, write

from corpus.errors import BadRequest, NotFound
from corpus.pasted_links import Place, papers_numbered, place_of, read_given
from corpus.register import PaperGone, Register

FIRST, OTHER = "25-kl-tu-minh-hoa-2014", "25-kl-tu-minh-hoa-2019"
THIRD = "30-nq-tu-minh-hoa-2016"
POINTS = ("Giao hai sở:\n\n- Sở Một.\n\n- Sở Hai.", TASKS[1])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write(folder, "a.txt", paper())
    write(folder, "b.txt", paper(year=2019, about="dân vận", tasks=("Việc một của năm khác.", "Việc hai.")))
    write(folder, "c.txt", paper(30, year=2016, about="hai sở", tasks=POINTS).replace("30-KL/TU", "30-NQ/TU"))
    run(folder / "library", folder)
    return folder / "library"


@pytest.fixture(scope="module")
def register(library: Path) -> Iterator[Register]:
    register = Register.open(library)
    yield register
    register.close()


@pytest.mark.parametrize(
    "typed, name, day",
    [
        ("25-kl-tu-minh-hoa-2014", "25-kl-tu-minh-hoa-2014", None),
        ("  25-kl-tu-minh-hoa-2014/k7m2q. ", "25-kl-tu-minh-hoa-2014/k7m2q", None),
        ("08-NQ/TU", "08-NQ/TU", None),
        ("http://127.0.0.1:8080/van-ban/a-2014", "a-2014", None),
        ("https://vi-du.vn/tra-cuu/van-ban/a-2014/k7m2q#k7m2q", "a-2014/k7m2q", None),
        ("vi-du.vn/van-ban/a-2014?q=th%C3%B4n#k7m2q", "a-2014/k7m2q", None),
        ("/van-ban/a-2014/k7m2q/", "a-2014/k7m2q", None),
        ("van-ban/a-2014", "a-2014", None),
        ("http://vi-du.vn/van-ban/a-2014/%C4%91i%E1%BB%81u%204", "a-2014/điều 4", None),
        ("http://vi-du.vn/van-ban/a-2014/k7m2q?ngay=2024-05-01.2", "a-2014/k7m2q", "2024-05-01.2"),
        ("http://vi-du.vn/van-ban/a-2014/k7m2q/vien-dan", "a-2014/k7m2q", None),
        ("http://vi-du.vn/van-ban/a-2014#noi-dung", "a-2014", None),  # a part of the page, not of the paper
        ("http://vi-du.vn/so/08-NQ/TU", "08-NQ/TU", None),
        ("http://[vi-du", "http://[vi-du", None),
        ("", "", None),
    ],
)
def test_read_given(typed: str, name: str, day: str | None) -> None:
    assert read_given(typed) == (name, day)


@pytest.mark.parametrize(
    "name, leads_to",
    [
        (FIRST, (FIRST, None)),
        (FIRST.upper(), (FIRST, None)),
        ("30-NQ/TU", (THIRD, None)),
        ("số 30 - nq/tu", (THIRD, None)),
        (f"{FIRST}/2", (FIRST, "2")),
        (f"{THIRD}/1.gach-2", (THIRD, "1/gạch 2")),
        (f"{THIRD}/1/gạch 2", (THIRD, "1/gạch 2")),
        ("30-NQ/TU/1.gach-2", (THIRD, "1/gạch 2")),
    ],
)
def test_where_it_leads(register: Register, name: str, leads_to: tuple[str, str | None]) -> None:
    doc, pid = place_of(name, register)
    paths = {
        one: section.path
        for section, ids in zip(register.paper(doc).document.sections, register.paper(doc).ids)
        for one in (ids.heading, *ids.paragraphs)
    }
    assert (doc, paths.get(pid)) == leads_to


def test_a_paragraph_is_the_one_that_is_named(library: Path, register: Register) -> None:
    pid = texts(library, FIRST)[TASKS[0]]
    for name in (f"{FIRST}/{pid}", f"{FIRST}/{pid}".upper()):
        assert place_of(name, register) == Place(FIRST, pid)
    assert place_of(f"{FIRST}/zzzz7", register) == Place(FIRST, "zzzz7")  # whether it is there, the register says


def test_several_are_told_and_none_is_guessed(register: Register) -> None:
    with pytest.raises(BadRequest, match="2 văn bản cùng mang số 25-KL/TU") as papers:
        place_of("25-KL/TU", register)
    assert str(papers.value).splitlines()[1:] == [f"  {FIRST}", f"  {OTHER}"]


@pytest.mark.parametrize("name", ["", "khong-co", "khong-co/2", "25-kl-tu-minh-hoa-2099", "99-KL/TU", f"{FIRST}/XIV.9"])
def test_what_leads_nowhere(register: Register, name: str) -> None:
    with pytest.raises(NotFound, match="Không có văn bản|không có mục"):
        place_of(name, register)


def test_a_number_of_a_paper_that_is_gone(tmp_path: Path) -> None:
    file = write(tmp_path / "papers", "a.txt", paper())
    write(tmp_path / "papers", "b.txt", paper(30, about="dân vận", tasks=("Một việc khác hẳn.",)))
    run(tmp_path / "library", tmp_path / "papers")
    file.unlink()
    run(tmp_path / "library", tmp_path / "papers", remove=True)
    register = Register.open(tmp_path / "library")
    assert papers_numbered("25-KL/TU", register) == []
    assert place_of("25-KL/TU", register) == Place(FIRST, "")
    with pytest.raises(PaperGone):
        register.paper(FIRST)
    register.close()
