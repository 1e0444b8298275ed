"""Who cites whom in a real register: numbers that collide, papers that come and go, names, places inside papers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filing
import pytest

from corpus.citation_links import CitationLinks
from corpus.register import Register

DAY = "ngày 29 tháng 9 năm 2014"


def paper(number: str, *tasks: str, place: str = "Minh Họa", day: str = DAY, about: str = "dân vận") -> str:
    text = filing.paper(number, tasks=tasks or ("Thực hiện nghiêm túc.",), about=about)
    return text.replace("Minh Họa", place).replace("MINH HỌA", place.upper()).replace(DAY, day)


PLENUM = """BAN CHẤP HÀNH TRUNG ƯƠNG
*
Số 04-NQ/TW

ĐẢNG CỘNG SẢN VIỆT NAM

Hà Nội, ngày 30 tháng 10 năm 2016

NGHỊ QUYẾT
HỘI NGHỊ LẦN THỨ TƯ BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XII
về một việc bịa ra để thử

-----

I. Tình hình

Mẫu.
"""


@contextmanager
def links(library: Path) -> Iterator[CitationLinks]:
    register = Register.open(library)
    try:
        yield CitationLinks(register)
    finally:
        register.close()


def cites(library: Path, name: str) -> list[tuple[str, str | tuple[str, ...] | None]]:
    """The words of each citation, and what they mean: a paper, a choice of several, or nothing."""
    with links(library) as found:
        resolved = found.cites(found.register.paper(name))
    return [(one.citation.text, one.outcome.paper or one.outcome.choices or None) for one in resolved]


def cited_by(library: Path, name: str) -> list[tuple[str, str, bool]]:
    with links(library) as found:
        return [(one.place.paper, one.place.path, one.is_sure) for one in found.cited_by(name)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "papers"
    filing.write(path, "minh-hoa.txt", paper("25"))
    filing.write(path, "binh-lam.txt", paper("25", place="Bình Lam", day="ngày 05 tháng 5 năm 2014"))
    return path


def test_the_citing_papers_own_place_decides(tmp_path: Path, folder: Path) -> None:
    task = "Thực hiện Kết luận số 25-KL/TU của Ban Thường vụ Tỉnh ủy."
    filing.write(folder, "a.txt", paper("40", task, day="ngày 01 tháng 10 năm 2014"))
    filing.write(folder, "b.txt", paper("40", task, place="Bình Lam", day="ngày 01 tháng 10 năm 2014"))
    filing.run(tmp_path / "library", folder)
    assert cites(tmp_path / "library", "40-kl-tu-minh-hoa-2014") == [("Kết luận số 25-KL/TU", "25-kl-tu-minh-hoa-2014")]
    assert cites(tmp_path / "library", "40-kl-tu-binh-lam-2014") == [("Kết luận số 25-KL/TU", "25-kl-tu-binh-lam-2014")]
    assert cited_by(tmp_path / "library", "25-kl-tu-minh-hoa-2014") == [("40-kl-tu-minh-hoa-2014", "1", True)]


def test_a_citation_resolves_by_itself_when_its_paper_arrives(tmp_path: Path, folder: Path) -> None:
    library, number = tmp_path / "library", "Kết luận số 31-KL/TU"
    filing.write(folder, "a.txt", paper("40", f"Thực hiện {number} ngày 01/7/2014.", day="ngày 02 tháng 10 năm 2014"))
    filing.run(library, folder)
    assert cites(library, "40-kl-tu-minh-hoa-2014") == [(number, None)]
    late = filing.write(folder, "late.txt", paper("31", day="ngày 01 tháng 7 năm 2014"))
    filing.run(library, folder)
    assert cites(library, "40-kl-tu-minh-hoa-2014") == [(number, "31-kl-tu-minh-hoa-2014")]
    assert cited_by(library, "31-kl-tu-minh-hoa-2014") == [("40-kl-tu-minh-hoa-2014", "1", True)]
    # A corrected paper that is another day's is another paper; and one that goes takes its links with it.
    filing.write(folder, "late.txt", paper("31", day="ngày 01 tháng 8 năm 2014"))
    filing.run(library, folder)
    assert cites(library, "40-kl-tu-minh-hoa-2014") == [(number, None)]
    late.unlink()
    filing.run(library, folder)
    assert cites(library, "40-kl-tu-minh-hoa-2014") == [(number, None)]


def test_a_plenum_resolves_when_a_paper_says_that_it_is_its(tmp_path: Path, folder: Path) -> None:
    library = tmp_path / "library"
    task = "Thực hiện Nghị quyết Trung ương 4 (khoá XII) và Nghị quyết Trung ương 4 khóa XI."
    filing.write(folder, "a.txt", paper("40", task, day="ngày 02 tháng 10 năm 2017"))
    filing.run(library, folder)
    named = ["Nghị quyết Trung ương 4 (khoá XII)", "Nghị quyết Trung ương 4 khóa XI"]
    assert cites(library, "40-kl-tu-minh-hoa-2017") == [(named[0], None), (named[1], None)]
    filing.write(folder, "tw.txt", PLENUM)
    filing.run(library, folder)
    assert cites(library, "40-kl-tu-minh-hoa-2017") == [(named[0], "4-nq-tw-ha-noi-2016"), (named[1], None)]
    assert cited_by(library, "4-nq-tw-ha-noi-2016") == [("40-kl-tu-minh-hoa-2017", "1", True)]


def test_short_names_and_the_paper_itself(tmp_path: Path, folder: Path) -> None:
    library = tmp_path / "library"
    tasks = (
        "Thực hiện Kết luận số 25-KL/TU ngày 29/9/2014; Kết luận nói trên được phổ biến đến chi bộ.",
        "Theo Kết luận số 25, các huyện báo cáo. Kết luận này phổ biến rộng rãi.",
    )
    filing.write(folder, "a.txt", paper("40", *tasks, day="ngày 02 tháng 10 năm 2014"))
    filing.run(library, folder)
    assert cites(library, "40-kl-tu-minh-hoa-2014") == [
        ("Kết luận số 25-KL/TU", "25-kl-tu-minh-hoa-2014"),
        ("Kết luận nói trên", "25-kl-tu-minh-hoa-2014"),
        ("Kết luận số 25", "25-kl-tu-minh-hoa-2014"),
        ("Kết luận này", "40-kl-tu-minh-hoa-2014"),
    ]
    # Only what prints the number counts as a place; "Kết luận này" of another 25-KL/TU is none.
    assert cited_by(library, "25-kl-tu-minh-hoa-2014") == [("40-kl-tu-minh-hoa-2014", "1", True)]


def test_what_is_doubtful_is_a_choice_both_ways(tmp_path: Path, folder: Path) -> None:
    library = tmp_path / "library"
    filing.write(folder, "a.txt", paper("40", "Thực hiện Kết luận số 25-KL/TU.", day="ngày 02 tháng 10 năm 2018"))
    filing.run(library, folder)
    assert cites(library, "40-kl-tu-minh-hoa-2018") == [("Kết luận số 25-KL/TU", ("25-kl-tu-minh-hoa-2014",))]
    assert cited_by(library, "25-kl-tu-minh-hoa-2014") == [("40-kl-tu-minh-hoa-2018", "1", False)]
    assert cited_by(library, "25-kl-tu-binh-lam-2014") == []


def test_a_term_that_another_paper_of_the_province_tells(tmp_path: Path, folder: Path) -> None:
    library = tmp_path / "library"
    task = "Thực hiện Kết luận số 25-KL/TU của Tỉnh ủy (khóa XVII)."
    filing.write(folder, "a.txt", paper("40", task, day="ngày 02 tháng 10 năm 2018"))
    filing.run(library, folder)
    assert cites(library, "40-kl-tu-minh-hoa-2018")[0][1] == ("25-kl-tu-minh-hoa-2014",)
    other = paper("33", day="ngày 01 tháng 3 năm 2017").replace("THƯỜNG VỤ TỈNH ỦY\n", "THƯỜNG VỤ TỈNH ỦY KHÓA XVIII\n")
    filing.write(folder, "other.txt", other)
    filing.run(library, folder)
    assert cites(library, "40-kl-tu-minh-hoa-2018")[0][1] == "25-kl-tu-minh-hoa-2014"


def test_a_place_inside_the_cited_paper(tmp_path: Path, folder: Path) -> None:
    filing.write(folder, "a.txt", paper("40", "Theo mục 1 Kết luận số 25-KL/TU ngày 29/9/2014."))
    filing.run(tmp_path / "library", folder)
    with links(tmp_path / "library") as found:
        [one] = found.cited_by("25-kl-tu-minh-hoa-2014")
    assert one.pinpoint == ("mục 1",)
