"""A paper laid out: blocks, labels, outline, finds, aliases and citations, on the samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from filing import SAMPLES, papers, run, write
from filing import paper as paper_text

from corpus.parser import parse
from corpus.readable_places import is_pid, named_places
from corpus.readers import read
from corpus.register import Register, RegisteredPaper
from search.columnar.engine import WhooshEngine
from search.query import understand
from web.citing import citation_links, citing_papers
from web.reading import Line, outline, path_of, reading


@pytest.fixture(scope="module")
def register(library: Path) -> Iterator[Register]:
    register = Register.open(library)
    yield register
    register.close()


@pytest.fixture(scope="module")
def conclusion(register: Register) -> RegisteredPaper:
    return register.paper("32-kl-tu-minh-hoa-2024")


def text_of(line: object) -> str:
    return " | ".join("".join(text for part in cell for text, _ in part.runs) for cell in line.cells)  # type: ignore[attr-defined]


def test_blocks(conclusion: RegisteredPaper) -> None:
    blocks = {block.path: block for block in reading(conclusion, {}, understand("")).blocks}
    assert [blocks[path].level for path in ("I", "II", "II/1", "II/1/gạch 1")] == [2, 2, 3, 4]
    assert [blocks[path].depth for path in ("I", "II/1", "II/1/gạch 1", "II/1/gạch 1/cộng 2")] == [0, 1, 2, 3]
    assert blocks["I"].heading
    assert blocks["I"].heading.label == "I-"
    assert blocks["II/1/gạch 1"].groups[0].lines[0].label == "-"
    # A label that the text begins with is not printed twice; one that it does not is.
    assert blocks["I/tuy nhiên"].groups[0].lines[0].label is None
    assert blocks["II/yêu cầu chung"].groups[0].lines[0].label == "Yêu cầu chung:"
    assert blocks["nơi nhận"].label == "Nơi nhận:"


def test_rows_are_a_table(register: Register) -> None:
    paper = register.paper("27-2019-nq-hdnd-minh-hoa-2019")
    [appendix] = [block for block in reading(paper, {}, understand("")).blocks if block.path == "phụ lục 1"]
    assert [(group.are_rows, len(group.lines)) for group in appendix.groups] == [(False, 1), (True, 6)]
    assert text_of(appendix.groups[1].lines[1]) == "1 | Bí thư chi bộ | 1,00 | 1,20"


def test_every_line_is_the_authors(conclusion: RegisteredPaper, register: Register, library: Path) -> None:
    links = citation_links(conclusion, register, WhooshEngine(library))
    blocks = reading(conclusion, links, understand("cai cach hanh chinh")).blocks
    shown = [text_of(line) for block in blocks for group in block.groups for line in group.lines]
    assert shown == [one.text for section in conclusion.document.sections for one in section.paragraphs]


@pytest.mark.parametrize("name", [path.name for path in sorted(SAMPLES.iterdir())])
def test_lines_follow_each_other_as_in_the_paper(register: Register, name: str) -> None:
    source = SAMPLES / name
    [paper] = [paper for paper, one in register.files() if one.source == name]
    document, known = parse(read(source, 1_000_000)), register.paper(paper)
    texts = [
        document.sections[section].heading if place is None else document.sections[section].paragraphs[place].text
        for section, place in document.reading_order
    ]
    assert lines_of_page(known) == [text for text in texts if text]
    assert [line.pid for line in all_lines(known)] == list(known.in_order)


def all_lines(paper: RegisteredPaper) -> Iterator[Line]:
    for block in reading(paper, {}, understand("")).blocks:
        if block.heading:
            yield block.heading
        yield from (line for group in block.groups for line in group.lines)


def lines_of_page(paper: RegisteredPaper) -> list[str]:
    return [text_of(line) for line in all_lines(paper)]


RESUMED = (
    "Giao hai sở:\n\n- Sở Một lo giống.\n\n- Sở Hai lo kinh phí hằng tháng.\n\nHai sở báo cáo hằng tháng.",
    "\n\n- Rà soát.\n\nViệc này làm hằng tháng.",
)


@pytest.fixture
def resumed(tmp_path: Path) -> Iterator[RegisteredPaper]:
    """A paper in which two points go on after what stands in them."""
    write(tmp_path / "papers", "a.txt", paper_text(tasks=RESUMED))
    run(tmp_path / "library", tmp_path / "papers")
    yield from papers(tmp_path / "library").values()


def test_a_section_goes_on_after_those_in_it(resumed: RegisteredPaper) -> None:
    blocks = [block for block in reading(resumed, {}, understand("")).blocks if block.path[0] in "12"]
    assert [(block.path, block.depth) for block in blocks] == [
        *(("1", 0), ("1/gạch 1", 1), ("1/gạch 2", 1), ("1", 0)),
        *(("2", 0), ("2/gạch 1", 1), ("2", 0)),
    ]
    labels = [line.label for block in blocks for group in block.groups for line in group.lines]
    assert labels == ["1.", "-", "-", None, "-", None]
    # The number of a section that begins with its points stands alone above them.
    assert [block.label for block in blocks] == [None, None, None, None, "2.", None, None]
    assert [text_of(block.groups[0].lines[0]) for block in blocks if block.groups] == [
        *("Giao hai sở:", "Sở Một lo giống.", "Sở Hai lo kinh phí hằng tháng.", "Hai sở báo cáo hằng tháng."),
        *("Rà soát.", "Việc này làm hằng tháng."),
    ]


def test_finds_are_listed_as_they_stand_in_the_paper(resumed: RegisteredPaper) -> None:
    assert [find.path for find in reading(resumed, {}, understand("hằng tháng")).finds] == ["1/gạch 2", "1", "2"]


def test_outline(conclusion: RegisteredPaper) -> None:
    entries = list(outline(conclusion))
    texts = [entry.text for entry in entries]
    assert "I- KẾT QUẢ 10 NĂM THỰC HIỆN CHỈ THỊ SỐ 12-CT/TU" in texts
    assert "2- Xây dựng chính quyền số" in texts
    assert any(entry.type and entry.type.value == "han_che" for entry in entries)
    assert all(entry.depth <= 2 for entry in entries)


@pytest.mark.parametrize(
    "typed, paths",
    [
        ("to cong nghe so cong dong", ["I/2", "II/2/gạch 2"]),
        ("diễn tập ứng phó", ["II/3"]),
        ("tàu vũ trụ", []),
        ("", []),
        ("?!", []),
    ],
)
def test_finds(conclusion: RegisteredPaper, typed: str, paths: list[str]) -> None:
    assert [find.path for find in reading(conclusion, {}, understand(typed)).finds] == paths


def test_where_one_came_for_is_marked_too(conclusion: RegisteredPaper) -> None:
    pid = conclusion.ids[[section.path for section in conclusion.document.sections].index("II/3")].paragraphs[0]
    page = reading(conclusion, {}, understand("an toan cua nhan dan"), pid)
    [block] = [block for block in page.blocks if block.path == "II/3"]
    assert any(marked for part in block.groups[0].lines[0].cells[0] for _, marked in part.runs)
    assert path_of(conclusion, pid) == "II/3"
    assert path_of(conclusion, "zzzz7") is None


@pytest.mark.parametrize(
    "name, expected",
    [("k7m2q", True), ("hnusw", False), ("II", False), ("gach-4", False), ("a2", False), ("K7M2Q", False)],
)
def test_is_pid(name: str, expected: bool) -> None:
    assert is_pid(name) is expected


@pytest.mark.parametrize(
    "alias, paths",
    [
        ("II.1.gach-1.cong-2", ["II/1/gạch 1/cộng 2"]),
        ("i.tuy-nhien.sao-1.gach-2", ["I/tuy nhiên/sao 1/gạch 2"]),
        ("I.tuy nhiên", ["I/tuy nhiên"]),
        ("I.tuy nhiền", []),  # typed accents must be right
        ("II.9", []),
        ("", []),
        ("...", []),
    ],
)
def test_named_places(conclusion: RegisteredPaper, alias: str, paths: list[str]) -> None:
    assert [path_of(conclusion, pid) for pid in named_places(conclusion, alias)] == paths


def test_a_number_of_two_papers_is_told_apart(conclusion: RegisteredPaper, register: Register, library: Path) -> None:
    engine = WhooshEngine(library)
    addresses = {link.address for links in citation_links(conclusion, register, engine).values() for link in links}
    assert "/van-ban/15-kl-tu-minh-hoa-2019" in addresses
    assert "/van-ban/15-kl-tu-binh-lam-2017" not in addresses
    citing = citing_papers(register.paper("15-kl-tu-binh-lam-2017"), register, engine)
    assert citing
    # One of the citing papers has lost its head, but names the day.
    assert {one.paper.place for one in citing} == {"Bình Lam", None}


def test_a_paper_does_not_cite_itself(register: Register, library: Path) -> None:
    engine = WhooshEngine(library)
    for name in register.papers():
        paper = register.paper(name)
        links = [link.address for links in citation_links(paper, register, engine).values() for link in links]
        assert f"/van-ban/{name}" not in links
        assert name not in [one.paper.paper for one in citing_papers(paper, register, engine)]
