"""Looking things up in the register: papers, paragraphs, what is gone, who names whom, and older days."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filing import TASKS, paper, run, texts, write

from corpus.document import Document, Paragraph, Section, SectionType
from corpus.errors import Gone, LibraryBroken, NotFound
from corpus.lines import Source as Lines
from corpus.parser import parse
from corpus.readers.written import lines_of
from corpus.register import ParagraphGone, Register, number_key
from corpus.register_content import from_content, to_content
from corpus.register_opening import FILE_NAME, connect
from corpus.register_writing import RegisterPen
from corpus.viet_nam_time import day_of

FIRST = "25-kl-tu-minh-hoa-2014"
CITING = "Thực hiện Kết luận số 25-KL/TU, ngày 29/9/2014 của Ban Thường vụ Tỉnh ủy và Nghị quyết số 09-NQ/TU."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "papers", "a.txt", paper())
    write(tmp_path / "papers", "b.txt", paper(30, tasks=(CITING,), about="dân vận", year=2016))
    return tmp_path / "papers"


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Path:
    run(tmp_path / "library", folder)
    return tmp_path / "library"


@pytest.fixture
def register(library: Path) -> Iterator[Register]:
    found = Register.open(library)
    yield found
    found.close()


def today() -> str:
    return day_of(datetime.now(timezone.utc).isoformat())


# Papers


def test_a_paper_comes_back_as_it_was_parsed(register: Register, folder: Path) -> None:
    for name, file in ((FIRST, "a.txt"), ("30-kl-tu-minh-hoa-2016", "b.txt")):
        document = parse(Lines(lines_of((folder / file).read_text("utf-8"))))
        assert register.paper(name).document == document


def test_every_heading_and_paragraph_has_an_id(register: Register) -> None:
    found = register.paper(FIRST)
    for section, ids in zip(found.document.sections, found.ids, strict=True):
        assert (section.heading is None) == (ids.heading is None)
        assert len(section.paragraphs) == len(ids.paragraphs)


def test_papers_in_the_order_they_came(register: Register) -> None:
    assert register.papers() == [FIRST, "30-kl-tu-minh-hoa-2016"]
    assert register.count() == 2
    assert register.has(FIRST)
    assert not register.has("khong-co")


def test_sources(register: Register, folder: Path) -> None:
    (source,) = register.paper(FIRST).sources
    assert (source.origin, source.source) == (str(folder / "a.txt"), "a.txt")
    assert len(source.sha256) == 64
    now = datetime.now(timezone.utc)
    assert timedelta() <= now - datetime.fromisoformat(source.at) < timedelta(hours=1)
    assert source.imported == day_of(source.at)
    assert [(name, one.source) for name, one in register.files()] == [
        (FIRST, "a.txt"),
        ("30-kl-tu-minh-hoa-2016", "b.txt"),
    ]


def test_json_of_a_paper_and_of_one_paragraph(register: Register) -> None:
    found = register.paper(FIRST)
    whole = found.as_json()
    assert list(whole)[:4] == ["doc", "pid", "sources", "doc_type"]
    assert (whole["doc"], whole["pid"]) == (FIRST, None)
    assert list(whole["sources"][0]) == ["source", "sha256", "imported"]
    assert len(whole["sections"]) == len(found.document.sections)
    pid = found.ids[3].paragraphs[0]
    one = found.as_json(pid)
    assert one["pid"] == pid
    assert [section["paragraphs"] for section in one["sections"]] == [[{"text": TASKS[0], "pid": pid}]]
    assert one["order"] == [pid]


@pytest.mark.parametrize("name", ["khong-co", "", "25-KL-TU-MINH-HOA-2014", "'; DROP TABLE papers; --", "%"])
def test_no_such_paper(register: Register, name: str) -> None:
    with pytest.raises(NotFound, match="Không có văn bản"):
        register.paper(name)


def test_a_paper_that_is_gone(library: Path, folder: Path) -> None:
    (folder / "a.txt").unlink()
    run(library, folder)
    register = Register.open(library)
    with pytest.raises(Gone, match="không còn"):
        register.paper(FIRST)
    register.close()


# Paragraphs


def test_paragraph(register: Register, library: Path) -> None:
    pid = texts(library, FIRST)[TASKS[0]]
    assert register.paragraph(FIRST, pid) == (FIRST, pid)
    assert register.paragraph("30-kl-tu-minh-hoa-2016", pid) == (
        FIRST,
        pid,
    )  # the link names another paper: this one has it


@pytest.mark.parametrize(("name", "pid"), [(FIRST, "zzzz9"), (FIRST, ""), ("khong-co", "zzzz9")])
def test_no_such_paragraph(register: Register, name: str, pid: str) -> None:
    with pytest.raises(NotFound):
        register.paragraph(name, pid)


def test_a_paragraph_that_is_gone(library: Path, folder: Path) -> None:
    """Its last words, the day it went, and its nearest surviving section: the next best above it."""
    long = paper(tasks=(*TASKS[:2], f"Về đất đai\n\na) {TASKS[2]}\n\nb) {TASKS[3]}"))
    write(folder, "a.txt", long)
    run(library, folder)
    before = texts(library, FIRST)
    write(folder, "a.txt", long.replace(f"b) {TASKS[3]}", ""))
    run(library, folder)
    after = texts(library, FIRST)
    register = Register.open(library)
    with pytest.raises(ParagraphGone) as gone:
        register.paragraph(FIRST, before[TASKS[3]])
    register.close()
    lost = gone.value.lost
    assert (lost.pid, lost.paper, lost.text, lost.path) == (before[TASKS[3]], FIRST, TASKS[3], "3/b")
    today = datetime.fromisoformat(day_of(datetime.now(timezone.utc).isoformat()))
    assert timedelta() <= today - datetime.fromisoformat(lost.gone) <= timedelta(days=1)
    assert lost.nearest in (after.get("Về đất đai"), after.get(TASKS[2]))
    assert gone.value.status == 410


def test_the_last_of_several_wordings_is_told(library: Path, folder: Path) -> None:
    pid = texts(library, FIRST)[TASKS[0]]
    write(folder, "a.txt", paper(tasks=(f"{TASKS[0]} Báo cáo hằng năm.", *TASKS[1:])))
    run(library, folder)
    write(folder, "a.txt", paper(tasks=TASKS[1:]))
    run(library, folder)
    register = Register.open(library)
    with pytest.raises(ParagraphGone) as gone:
        register.paragraph(FIRST, pid)
    register.close()
    assert gone.value.lost.text == f"{TASKS[0]} Báo cáo hằng năm."


# History


def test_older_generations_can_be_looked_at(library: Path, folder: Path) -> None:
    pid = texts(library, FIRST)[TASKS[0]]
    corrected = f"{TASKS[0]} Báo cáo hằng năm."
    write(folder, "a.txt", paper(tasks=(corrected, *TASKS[1:])))
    run(library, folder)
    (folder / "a.txt").unlink()
    run(library, folder)
    seen = {}
    for generation in (1, 2):
        register = Register.open(library, generation)
        found = register.paper(FIRST)
        seen[generation] = next(
            section.paragraphs[0].text
            for section, ids in zip(found.document.sections, found.ids)
            if pid in ids.paragraphs
        )
        register.close()
    assert seen == {1: TASKS[0], 2: corrected}
    for generation, error in ((0, NotFound), (3, Gone)):  # what has not come yet is not gone
        register = Register.open(library, generation)
        with pytest.raises(error):
            register.paper(FIRST)
        register.close()


def test_newest(library: Path) -> None:
    register = Register.open(library)
    assert register.newest() == (1,)
    register.close()
    pen = RegisterPen.open(library)
    pen.begin()
    pen.prepare_commit()
    pen.close()
    register = Register.open(library)
    assert (register.generation, register.newest()) == (1, (1, 2))
    register.close()


# Citations and numbers


@pytest.mark.parametrize("number", ["25-KL/TU", "25 - KL/TU", "số 25-KL/TU", "025-KL/TU"])
def test_bearing_and_citing_in_any_spelling(register: Register, number: str) -> None:
    assert register.bearing(number) == [FIRST]
    (citing,) = register.citing(number)
    assert (citing.paper, citing.path) == ("30-kl-tu-minh-hoa-2016", "1")
    assert "25-KL/TU" in citing.text


@pytest.mark.parametrize("number", ["", "26-KL/TU", "25", "không phải số", "%"])
def test_nobody_bears_or_cites(register: Register, number: str) -> None:
    assert register.bearing(number) == []
    assert register.citing(number) == []


def test_a_citation_that_was_taken_out(library: Path, folder: Path) -> None:
    write(folder, "b.txt", paper(30, tasks=TASKS[:2], about="dân vận", year=2016))
    run(library, folder)
    register = Register.open(library)
    assert register.citing("25-KL/TU") == []
    register.close()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("25-KL/TU", "25 - KL/TU", True),
        ("25-KL/TU", "25-kl/tu", True),  # as an address bar has it
        ("30/2020/NĐ-CP", "30/2020/nd-cp", True),
        ("25-KL/TU", "25-kl/tw", False),
        ("09-NQ/TU", "9-NQ/TU", True),
        ("217/QĐ-TW", "217-QĐ/TW", True),
        ("25-KL/TU", "25-KL/TW", False),
        ("25-KL/TU", "25-TB/TU", False),
        ("30/2020/NĐ-CP", "30/2021/NĐ-CP", False),
    ],
)
def test_number_key(one: str, other: str, same: bool) -> None:
    assert (number_key(one) == number_key(other)) == same


@pytest.mark.parametrize("number", [None, "", "không số", "25", "kl 25", "25-kl"])
def test_what_is_no_number_has_no_key(number: str | None) -> None:
    assert number_key(number) is None


def test_content_there_and_back(register: Register) -> None:
    found = register.paper(FIRST)
    written = {pid: text for text, pid in _texts(found.document, found.ids)}
    assert from_content(to_content(found.document, found.ids), written) == (found.document, found.ids)


def test_the_order_of_a_paper_that_goes_on_after_its_points(library: Path) -> None:
    points = ("Giao hai sở:\n\n- Sở Một.\n\n- Sở Hai.\n\nHai sở báo cáo trong tháng.", "Văn phòng theo dõi.")
    document = parse(Lines(lines_of(paper(77, tasks=points))))
    pen = RegisterPen.open(library)
    pen.begin()
    found = pen.register.paper(pen.put(document, "/x", "x", "0")[0])
    assert document.order
    assert found.document == document
    texts = {pid: text for text, pid in _texts(found.document, found.ids)}
    said = [texts[pid] for pid in found.in_order]
    start = said.index("Giao hai sở:")
    assert said[start + 1 : start + 4] == ["Sở Một.", "Sở Hai.", "Hai sở báo cáo trong tháng."]
    assert found.as_json()["order"] == list(found.in_order)
    pen.close()


def test_a_row_from_before_orders_were_kept_still_opens(register: Register) -> None:
    found = register.paper(FIRST)
    content = to_content(found.document, found.ids)
    assert "order" not in content  # nor is it, today, where the sections' own order is the paper's
    assert list(found.in_order) == [pid for _, pid in _texts(found.document, found.ids)]


@pytest.mark.parametrize("order", [[[0, None]], [[0, None], [0, None]], [[0]], [0], 7, [["a", "b"]]])
def test_an_order_of_other_sections_is_damage(register: Register, order: object) -> None:
    found = register.paper(FIRST)
    written = {pid: text for text, pid in _texts(found.document, found.ids)}
    with pytest.raises((TypeError, ValueError)):
        from_content({**to_content(found.document, found.ids), "order": order}, written)


def _texts(document: Document, ids) -> Iterator[tuple[str, str]]:  # type: ignore[no-untyped-def]
    for section, one in zip(document.sections, ids):
        if section.heading:
            yield section.heading, one.heading
        yield from ((paragraph.text, pid) for paragraph, pid in zip(section.paragraphs, one.paragraphs))


def test_a_section_without_paragraphs(library: Path) -> None:
    section = Section("1", "1.", "Đề mục", SectionType.TASKS, ())
    other = Section("1/1.1", "1.1.", None, SectionType.TASKS, (Paragraph("Một."),))
    document = Document(*(None,) * 12, sections=(section, other))
    pen = RegisterPen.open(library)
    pen.begin()
    name, ids = pen.put(document, "/x", "x", "0")
    assert pen.register.paper(name).document == document
    assert pen.register.paper(name).ids == ids
    pen.close()


# Trouble


def test_no_register(tmp_path: Path) -> None:
    with pytest.raises(LibraryBroken, match="tracuu index"):
        Register.open(tmp_path)


def test_reading_writes_nothing(library: Path, register: Register) -> None:
    with pytest.raises(LibraryBroken, match="không có quyền ghi"):
        register.rows("DELETE FROM papers")


# What a server's own user does with a library that it may only read. Root may write everywhere, and becomes another.
_AS_A_READER = """
import os, sys
from pathlib import Path
import flask.testing, indexer.check, terminal.check, terminal.links, terminal.show, tracuu, web.server
from corpus.settings import Settings
library = Path(sys.argv[1])
addresses = ("/healthz", "/?q=moi+truong", "/van-ban/" + sys.argv[3]) if "page" in sys.argv else ()
for address in addresses:  # loads what is loaded late: the interpreter may lie where only root reads
    web.server.create_app(Settings(library=library)).test_client().get(address)
if os.getuid() == 0:
    try:
        os.setgroups([]), os.setgid(65534), os.setuid(65534)
    except OSError:
        sys.exit(77)
if not os.access(tracuu.__file__, os.R_OK):
    sys.exit(77)
if addresses:
    client = web.server.create_app(Settings(library=library)).test_client()
    for address in addresses:
        answer = client.get(address)
        print(address, answer.status_code, flush=True)
        assert answer.status_code == 200, answer.text
else:
    sys.argv[1:] = [*sys.argv[2:], "--library", str(library)]
    tracuu.main()
"""


@pytest.fixture
def others_library(library: Path) -> Iterator[Path]:
    """In a folder that everybody may look into and nobody but its owner may write."""
    with TemporaryDirectory() as parent:
        other = Path(parent) / "library"
        shutil.copytree(library, other)
        folders = [other, *(path for path in other.rglob("*") if path.is_dir())]
        for path in [Path(parent), *folders]:
            path.chmod(0o755)
        for path in other.rglob("*"):
            path.chmod(0o444 if path.is_file() else 0o555)
        other.chmod(0o555)
        yield other
        for path in folders:
            path.chmod(0o755)


def as_a_reader(library: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _AS_A_READER, str(library), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode == 77:
        pytest.skip("this process may not become another user, or that user may not read the program")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("arguments", [("page", FIRST), ("show", FIRST), ("check",), ("links", "export", "-")])
def test_a_library_that_can_only_be_read_is_read(others_library: Path, arguments: tuple[str, ...]) -> None:
    assert as_a_reader(others_library, *arguments)


def test_a_library_that_can_only_be_read_is_never_stale(others_library: Path) -> None:
    """Also while its owner has it open, when what was committed is not in the file yet; and after that."""
    with closing(connect(others_library / FILE_NAME, writing=True)) as connection:
        connection.execute("UPDATE paragraphs SET text = 'Lời văn mới.' WHERE role = 'paragraph'")
        assert "Lời văn mới." in as_a_reader(others_library, "show", FIRST)
    assert not (others_library / f"{FILE_NAME}-wal").exists()
    assert "Lời văn mới." in as_a_reader(others_library, "show", FIRST)


def test_a_commit_that_only_the_owner_can_read_is_not_passed_over(others_library: Path) -> None:
    """A machine that stopped leaves the commit in a file of its own; without its index only a writer reads it."""
    with closing(connect(others_library / FILE_NAME, writing=True)) as connection:
        connection.execute("UPDATE paragraphs SET text = 'Lời văn mới.' WHERE role = 'paragraph'")
        left = (others_library / f"{FILE_NAME}-wal").read_bytes()
    (others_library / f"{FILE_NAME}-wal").write_bytes(left)
    with pytest.raises(AssertionError, match="chủ của thư viện"):
        as_a_reader(others_library, "show", FIRST)


def _overwrite(path: Path) -> None:
    path.write_bytes(b"this is no database, and it is long enough" * 100)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [_overwrite, _cut, _replace_by_a_folder])
def test_damaged_register_says_so(library: Path, damage) -> None:  # type: ignore[no-untyped-def]
    damage(library / FILE_NAME)
    with pytest.raises(LibraryBroken, match="tracuu check"):  # noqa: PT012 — some damage shows itself only later
        register = Register.open(library)
        try:
            for name in register.papers():
                register.paper(name)
        finally:
            register.close()


def test_a_row_that_is_missing_says_so(library: Path) -> None:
    connection = connect(library / FILE_NAME, writing=True)
    connection.execute("DELETE FROM paragraphs WHERE role = 'paragraph'")
    connection.close()
    register = Register.open(library)
    with pytest.raises(LibraryBroken, match=FIRST):
        register.paper(FIRST)
    register.close()
