"""Which paper a text belongs to: scans and typed texts, formats, forwarded copies; and papers that only look alike."""

from __future__ import annotations

import random
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from filing import TASKS, agree, paper, papers, run, sources, texts, write
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import docx, p

from corpus.document import RECOGNISED, Document, Paragraph, Section, SectionType
from corpus.lines import Source as Lines
from corpus.parser import parse
from corpus.readers.written import lines_of
from corpus.register_writing import RegisterPen
from corpus.same_paper import _by_paragraphs

FIRST = "25-kl-tu-minh-hoa-2014"
A, B, C, D = TASKS


def read(text: str, recognised: bool = False) -> Document:
    document = parse(Lines(lines_of(text)))
    return replace(document, warnings=(f"{RECOGNISED}, thử",)) if recognised else document


def scanned(text: str) -> str:
    """As a recogniser reads it: one letter in fifty is another one; the letterhead is clear."""
    dice = random.Random(7)
    head, _, body = text.partition("-----")
    return f"{head}-----" + "".join(
        dice.choice("aeoiucnt") if letter.isalpha() and dice.random() < 0.02 else letter for letter in body
    )


@pytest.fixture
def pen(tmp_path: Path):  # type: ignore[no-untyped-def]
    pen = RegisterPen.open(tmp_path)
    yield pen
    pen.close()


def take(pen: RegisterPen, document: Document, origin: str) -> tuple[str, bool]:
    """As the indexer takes a file: the paper it belongs to, and whether it is only another version of that."""
    pen.begin()
    twin = pen.twin(document, origin)
    if twin:
        pen.add_source(twin, origin, origin, origin, document)
    paper = twin or pen.put(document, origin, origin, origin)[0]
    pen.prepare_commit()
    pen.finish()
    return paper, twin is not None


LONG = tuple(f"{task} Báo cáo kết quả trước ngày {number} tháng 9." for number, task in enumerate(TASKS * 2, start=11))


def test_a_scan_beside_the_typed_paper_is_a_version_of_it(pen: RegisterPen) -> None:
    typed = read(paper(tasks=LONG))
    assert take(pen, typed, "/typed.docx") == (FIRST, False)
    assert take(pen, read(scanned(paper(tasks=LONG)), recognised=True), "/scan.pdf") == (FIRST, True)
    assert pen.register.paper(FIRST).document == typed
    assert [bool(one.text_sha256) for one in pen.register.sources(FIRST)] == [False, True]


def test_the_typed_paper_takes_the_place_of_a_scan_and_keeps_its_links(pen: RegisterPen) -> None:
    take(pen, read(scanned(paper(tasks=LONG)), recognised=True), "/scan.pdf")
    before = pen.register.paper(FIRST).ids
    typed = read(paper(tasks=LONG))
    assert take(pen, typed, "/typed.docx") == (FIRST, False)
    assert pen.register.paper(FIRST).document == typed
    assert pen.register.paper(FIRST).ids == before
    assert len(list(pen.register.sources(FIRST))) == 2


def test_a_corrected_paper_is_not_held_back_by_its_scan(pen: RegisterPen) -> None:
    """The scan does not give the paper its words: the typed file may change and stays the same paper."""
    take(pen, read(paper(tasks=LONG)), "/typed.docx")
    take(pen, read(scanned(paper(tasks=LONG)), recognised=True), "/scan.pdf")
    corrected = read(paper(tasks=(*LONG, "Sơ kết hằng năm.")))
    pen.begin()
    assert pen.put(corrected, "/typed.docx", "typed.docx", "other bytes")[0] == FIRST


ELSEWHERE = paper(tasks=LONG).replace("Minh Họa", "Bình Lam").replace("MINH HỌA", "BÌNH LAM")


@pytest.mark.parametrize(
    ("text", "origin", "is_version"),
    [
        (paper(tasks=LONG), "/other.txt", True),  # the very same
        (paper(tasks=LONG).replace("Ủy", "Uỷ"), "/other.txt", True),  # another style of tones
        (paper(tasks=LONG).replace("- Lưu", "- SAO Y BẢN CHÍNH,\n- Lưu"), "/other.txt", True),  # forwarded, stamped
        (
            paper(tasks=LONG).replace("rác thải tập trung", "rác tập trung"),
            "/other.pdf",
            True,
        ),  # a word lost in a format
        (paper(tasks=LONG).replace("rác thải tập trung", "rác tập trung"), "/other.txt", False),  # or by an author
        (paper(tasks=LONG).replace("ngày 12 tháng 9", "ngày 13 tháng 9"), "/other.pdf", False),  # a date is no noise
        (paper(tasks=(*LONG, "Thêm một điểm.")), "/other.txt", False),
        (paper(26, tasks=LONG), "/other.pdf", False),  # another number
        (ELSEWHERE, "/other.txt", False),  # another province's list of numbers
    ],
)
def test_versions_and_near_misses(pen: RegisterPen, text: str, origin: str, is_version: bool) -> None:
    take(pen, read(paper(tasks=LONG)), "/first.txt")
    assert take(pen, read(text), origin)[1] == is_version


def document_of(*texts: str) -> Document:
    section = Section("I", None, None, SectionType.CONTENT, tuple(map(Paragraph, texts)))
    return replace(read("Trống."), sections=(section,), number=None, title=None)


@given(
    st.sets(st.integers(1, 30), min_size=1, max_size=12),
    st.sets(st.integers(1, 30), min_size=1, max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_four_fifths_of_the_paragraphs_make_the_same_paper(old: set[int], new: set[int]) -> None:
    """However long those are that the two do not share."""
    with tempfile.TemporaryDirectory() as folder, closing(RegisterPen.open(Path(folder))) as pen:
        first, _ = take(pen, document_of(*(f"Đoạn thứ {'rất ' * one} dài" for one in old)), "/a.txt")
        shared = 5 * len(old & new) >= 4 * max(len(old), len(new))
        again = _by_paragraphs(pen.register, document_of(*(f"Đoạn thứ {'rất ' * one} dài" for one in new)))
        assert again == [first] * shared


def test_an_excerpt_is_another_paper(pen: RegisterPen) -> None:
    """All its paragraphs stand in the long paper that is gone, but not the other way round."""
    name, _ = take(pen, replace(read(paper(tasks=LONG)), number=None), "/long.txt")
    pen.begin()
    for gone in pen.remove_source("/long.txt"):
        pen.drop_if_orphaned(gone)
    excerpt = replace(read(paper(tasks=LONG[:2], about="trích")), number=None)
    assert pen.put(excerpt, "/short.txt", "short.txt", "0")[0] != name


def test_lines_that_are_cut_elsewhere_do_not_make_another_paper(pen: RegisterPen) -> None:
    whole = replace(read(paper(tasks=LONG)), number=None)
    name, _ = take(pen, whole, "/a.docx")
    pen.begin()
    for gone in pen.remove_source("/a.docx"):
        pen.drop_if_orphaned(gone)
    cut = [task.replace(". Báo cáo", ".\n\nBáo cáo") for task in LONG]
    other_year = replace(read(paper(tasks=[*cut[:-1], f"{cut[-1]} Năm 2031."])), number=None)
    assert pen.put(other_year, "/b.pdf", "b.pdf", "0")[0] != name
    a_page_number = replace(read(paper(tasks=[*cut[:-1], f"{cut[-1]} 2"])), number=None)
    assert pen.put(a_page_number, "/a.pdf", "a.pdf", "1")[0] == name


# Through the indexer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "papers", "a.txt", paper())
    return tmp_path / "papers"


def as_docx(path: Path, text: str) -> Path:
    return docx(path, "".join(p(line) for line in text.splitlines() if line.strip()))


def test_two_formats_are_one_result_with_two_files(folder: Path, tmp_path: Path) -> None:
    as_docx(folder / "a.docx", paper())
    run(tmp_path / "library", folder)
    assert sorted(sources(tmp_path / "library")[FIRST]) == ["a.docx", "a.txt"]
    assert len(papers(tmp_path / "library")) == 1
    assert agree(tmp_path / "library")


def test_another_format_keeps_every_id(folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    run(library, folder)
    before = texts(library, FIRST)
    as_docx(folder / "a.docx", paper())
    (folder / "a.txt").unlink()
    run(library, folder, remove=True)
    after = texts(library, FIRST)
    assert {task: after[task] for task in TASKS} == {task: before[task] for task in TASKS}
    assert sources(library)[FIRST] == ["a.docx"]


def test_moved_out_of_the_folder_and_corrected(folder: Path, tmp_path: Path) -> None:
    """Only the new folder is read: the file is gone from the old one, and the paper is known by its number."""
    library = tmp_path / "library"
    write(folder, "b.txt", paper(30, year=2016))
    run(library, folder)
    before = texts(library, FIRST)
    (folder / "a.txt").unlink()
    write(tmp_path / "elsewhere", "a.txt", paper(tasks=(*TASKS, "Sơ kết hằng năm.")))
    run(library, tmp_path / "elsewhere")
    assert before.items() < texts(library, FIRST).items()


def test_a_drive_that_is_away_keeps_its_papers(folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    run(library, folder)
    before = texts(library, FIRST)
    folder.rename(tmp_path / "away")
    write(tmp_path / "elsewhere", "a.txt", paper(tasks=(*TASKS, "Sơ kết hằng năm.")))
    run(library, tmp_path / "elsewhere")
    assert texts(library, FIRST) == before
