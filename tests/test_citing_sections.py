"""Which sections cite one paper for sure: by its permanent name, beside another paper of the same number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import filing
import pytest
from test_citation_links import paper

from corpus.citation_links import CitationLinks
from corpus.citing_sections import sections_citing
from corpus.register import Register
from corpus.settings import Settings
from indexer import decisions
from search.columnar.engine import WhooshEngine

OURS, THEIRS = "9-nq-tu-minh-hoa-2014", "9-nq-tu-binh-lam-2014"
LATER = "ngày 01 tháng 11 năm 2014"
NAMED = "Theo Nghị quyết số 09-NQ/TU ngày 29/9/2014 của Tỉnh ủy Minh Họa."
BARE = "Theo Nghị quyết số 09-NQ/TU."


def resolution(place: str, about: str) -> str:
    return paper("09", place=place, about=about).replace("09-KL/TU", "09-NQ/TU").replace("KẾT LUẬN", "NGHỊ QUYẾT")


def two_provinces(folder: Path) -> Path:
    """Two provinces with a 09-NQ/TU each; three papers cite them, one of these both; one tells too little."""
    filing.write(folder / "in", "a.txt", resolution("Minh Họa", "du lịch"))
    filing.write(folder / "in", "b.txt", resolution("Bình Lam", "dân vận"))
    filing.write(folder / "in", "c.txt", paper("40", NAMED, "Việc khác.", BARE, day=LATER))
    both = "Học tập Nghị quyết số 09-NQ/TU ngày 29/9/2014 của Tỉnh ủy Bình Lam."
    filing.write(folder / "in", "d.txt", paper("41", both, NAMED, day=LATER, about="học tập"))
    filing.write(folder / "in", "e.txt", paper("42", BARE, place="Bình Lam", day=LATER, about="đất đai"))
    filing.write(folder / "in", "f.txt", paper("43", BARE, day="ngày 01 tháng 11 năm 2018", about="rừng"))
    filing.run(folder / "library", folder / "in")
    return folder / "library"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_provinces(tmp_path_factory.mktemp("papers"))


@pytest.fixture
def links(library: Path) -> Iterator[CitationLinks]:
    with closing(Register.open(library)) as register:
        yield CitationLinks(register)


def places(links: CitationLinks, name: str) -> set[tuple[str, str]]:
    """Papers and paths."""
    found = sections_citing(name, links)
    assert found
    assert found.paper == name
    papers = {one: links.register.paper(one).document.sections for one in found.places}
    return {(one, papers[one][number].path) for one, numbers in found.places.items() for number in numbers}


def test_each_of_two_papers_of_a_number(links: CitationLinks) -> None:
    assert places(links, OURS) == {
        ("40-kl-tu-minh-hoa-2014", "1"),
        ("40-kl-tu-minh-hoa-2014", "3"),
        ("41-kl-tu-minh-hoa-2014", "2"),
    }
    assert places(links, THEIRS) == {("41-kl-tu-minh-hoa-2014", "1"), ("42-kl-tu-binh-lam-2014", "1")}
    assert places(links, "40-kl-tu-minh-hoa-2014") == set()


@pytest.mark.parametrize("name", ["09-nq-tu", "khong-co", "9-nq-tu-minh-hoa-2015"])
def test_no_such_paper(links: CitationLinks, name: str) -> None:
    assert sections_citing(name, links) is None


def test_numbers_are_those_of_the_index(library: Path, links: CitationLinks) -> None:
    indexed = filing.indexed(library)
    registered = {
        name: [section.path for section in one.document.sections] for name, one in filing.papers(library).items()
    }
    assert {name: sorted(paths) for name, paths in registered.items()} == {
        name: sorted(path for path, _, _ in sections) for name, sections in indexed.items()
    }
    assert WhooshEngine(library).generation == links.register.generation


def test_of_a_paper_that_is_gone(tmp_path: Path) -> None:
    """Who cites it still is asked as if it stood; a withdrawn one is not there."""
    for name, text in (("a.txt", resolution("Minh Họa", "du lịch")), ("c.txt", paper("40", NAMED, day=LATER))):
        filing.write(tmp_path / "in", name, text)
    filing.run(tmp_path / "library", tmp_path / "in")
    (tmp_path / "in" / "a.txt").unlink()
    filing.run(tmp_path / "library", tmp_path / "in", remove=True)
    with closing(Register.open(tmp_path / "library")) as register:
        assert places(CitationLinks(register), OURS) == {("40-kl-tu-minh-hoa-2014", "1")}
    decisions.forget(Settings(library=tmp_path / "library", jobs=1), OURS, None, lambda progress: None)
    with closing(Register.open(tmp_path / "library")) as register:
        assert sections_citing(OURS, CitationLinks(register)) is None
