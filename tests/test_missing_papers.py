"""What the library lacks: counted once for each paper that is missing."""

from __future__ import annotations

from pathlib import Path

import filing
from test_citation_links import links, paper

from corpus.missing_papers import MissingPaper, missing_papers


def missing(library: Path) -> list[MissingPaper]:
    with links(library) as found:
        return missing_papers(found)


def test_numbers_of_two_provinces_are_two_papers(tmp_path: Path) -> None:
    folder, library = tmp_path / "papers", tmp_path / "library"
    cited = "Thực hiện Chỉ thị số 12-CT/TU ngày 05/4/2013 của Ban Thường vụ Tỉnh ủy; Chỉ thị số 12-CT/TU rất kịp thời."
    filing.write(folder, "a.txt", paper("40", cited))
    filing.write(folder, "b.txt", paper("41", "Thực hiện Chỉ thị 12 - CT/TU của Ban Thường vụ Tỉnh ủy."))
    filing.write(folder, "c.txt", paper("42", "Thực hiện Chỉ thị số 12-CT/TU.", place="Bình Lam"))
    filing.write(folder, "d.txt", paper("43", "Thực hiện Nghị quyết Trung ương 4 khoá XI, Kết luận số 40-KL/TU."))
    filing.run(library, folder)
    first, *others = missing(library)
    assert first == MissingPaper(
        number="12-CT/TU",
        name=None,
        doc_type="Chỉ thị",
        issuing_body="Ban Thường vụ Tỉnh ủy",
        date="2013-04-05",
        place="Minh Họa",
        times=3,
        papers=2,
        cited_by=("40-kl-tu-minh-hoa-2014", "41-kl-tu-minh-hoa-2014"),
    )
    assert [(one.number, one.name, one.place, one.times) for one in others] == [
        ("12-CT/TU", None, "Bình Lam", 1),
        (None, "Nghị quyết Trung ương 4 khoá XI", None, 1),
    ]


def test_days_tell_papers_apart_and_arrivals_shorten_the_list(tmp_path: Path) -> None:
    folder, library = tmp_path / "papers", tmp_path / "library"
    filing.write(folder, "a.txt", paper("40", "Theo Kết luận số 9-KL/TU ngày 01/2/2012.", "Theo Kết luận 09-KL/TU."))
    filing.write(folder, "b.txt", paper("41", "Theo Kết luận số 09-KL/TU ngày 01/2/2007."))
    filing.run(library, folder)
    assert sorted((one.number, one.date, one.times) for one in missing(library)) == [
        ("09-KL/TU", "2007-02-01", 1),
        ("09-KL/TU", "2012-02-01", 2),
    ]
    filing.write(folder, "late.txt", paper("09", day="ngày 01 tháng 02 năm 2012"))
    filing.run(library, folder)
    assert [(one.date, one.times) for one in missing(library)] == [("2007-02-01", 1)]


def test_many_numbers_are_asked_for_together(tmp_path: Path) -> None:
    """Not one by one: a large library cites thousands of papers that it does not have."""
    folder, library = tmp_path / "papers", tmp_path / "library"
    asked = []
    for first in (100, 200):
        cited = [f"Thực hiện Chỉ thị số {number}-CT/TU ngày 05/4/2013." for number in range(first, first + 40)]
        filing.write(folder, f"{first}.txt", paper(str(first - 60), *cited, "Theo Nghị quyết Trung ương 4 khoá XI."))
        filing.run(library, folder)
        statements: list[str] = []
        with links(library) as found:
            found.register.connection.set_trace_callback(statements.append)
            several = missing_papers(found)
        asked.append(len(statements))
        assert len([one for one in several if one.number]) == 40 * len(asked)
    assert asked[0] == asked[1] < 12
