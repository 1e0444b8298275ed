"""Of a forgotten paper no word is left in any byte of the library; and a killed run's rest is destroyed by the next."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from filing import TASKS, paper, papers, run, texts, write
from version_1 import downgrade
from version_2 import to_version_2

from corpus.errors import LibraryBroken, LibraryBusy, NotFound, Withdrawn
from corpus.register import Register
from corpus.register_acts import forget
from corpus.register_erasing import erase, is_left
from corpus.register_exchange import export_file
from corpus.register_opening import FILE_NAME, connect
from corpus.settings import Settings
from corpus.text import fold_text
from indexer import build, decisions

FIRST = "25-kl-tu-minh-hoa-2014"
SECRET = "Nội dung này chỉ lưu hành trong nội bộ Ban Thường vụ, không được để lộ ra ngoài."
WORDS = ("lưu hành trong nội bộ", "không được để lộ", "bí-mật-trong-tên-tệp")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    write(tmp_path / "papers", "b.txt", paper(26, tasks=TASKS[:2], year=2015))
    write(tmp_path / "papers", "bí-mật-trong-tên-tệp.txt", paper(tasks=(SECRET, *TASKS)))
    run(tmp_path / "library", tmp_path / "papers")
    # A wording of yesterday, so that there is history too.
    write(tmp_path / "papers", "bí-mật-trong-tên-tệp.txt", paper(tasks=(f"{SECRET} Tuyệt đối.", *TASKS[:2])))
    run(tmp_path / "library", tmp_path / "papers")
    return tmp_path / "library"


def holding(library: Path) -> dict[str, list[str]]:
    """The files of the library in which a word can still be read, accents or not."""
    found = {}
    for path in library.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            left = [word for word in WORDS if word.encode() in content]
            if left or b"noi bo" in content:
                found[path.name] = left
    return found


def test_no_byte_is_left(library: Path) -> None:
    assert {FILE_NAME} <= set(holding(library))
    decisions.forget(Settings(library=library, jobs=1), FIRST, None, lambda progress: None)
    assert holding(library) == {}
    assert list(papers(library)) == ["26-kl-tu-minh-hoa-2015"]


def test_the_copies_of_a_migration_are_cleaned_too(library: Path) -> None:
    downgrade(library / FILE_NAME)
    connect(library / FILE_NAME, writing=True).close()
    assert f"{FILE_NAME}.version-1" in holding(library)
    decisions.forget(Settings(library=library, jobs=1), FIRST, None, lambda progress: None)
    assert holding(library) == {}


def test_what_a_killed_run_left_is_destroyed_by_the_next(library: Path, tmp_path: Path) -> None:
    """The generation was finished, and the program was killed before the text was destroyed."""
    build.decide(lambda pen: forget(pen, FIRST, None, None), Settings(library=library, jobs=1), rebuild=True)
    assert is_left(library)
    write(tmp_path / "papers", "c.txt", paper(30, tasks=TASKS[2:], year=2016))
    run(library, tmp_path / "papers" / "c.txt")
    assert not is_left(library)
    assert holding(library) == {}


def test_an_act_that_was_never_finished_destroys_nothing(library: Path) -> None:
    """The library goes back to where it was: the paper must still be there."""
    before = texts(library, FIRST)

    def killed(pen):  # type: ignore[no-untyped-def]
        forget(pen, FIRST, None, None)
        pen.prepare_commit()
        erase(library)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build.decide(killed, Settings(library=library, jobs=1))
    run(library, rebuild=True)
    assert texts(library, FIRST) == before


def test_erasing_again_changes_nothing(library: Path) -> None:
    erase(library)
    assert len(papers(library)) == 2
    decisions.forget(Settings(library=library, jobs=1), FIRST, None, lambda progress: None)
    erase(library)
    assert len(papers(library)) == 1


def test_a_reader_that_holds_the_log_is_told(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build.decide(lambda pen: forget(pen, FIRST, None, None), Settings(library=library, jobs=1), rebuild=True)
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **options: real(path, **{**options, "timeout": 0.1}))
    with closing(real(library / FILE_NAME)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM papers").fetchone()
        with pytest.raises(LibraryBusy, match="tracuu serve"):
            erase(library)
    erase(library)
    assert holding(library) == {}


def test_a_damaged_copy_is_named(library: Path) -> None:
    copy = write(library, f"{FILE_NAME}.replaced-20240501-080000", b"this is no database" * 100)
    with pytest.raises(LibraryBroken, match=copy.name):
        decisions.forget(Settings(library=library, jobs=1), FIRST, None, lambda progress: None)
    copy.unlink()
    assert holding(library) == {}


# Nothing readable: neither words nor names

SECRET_TITLE = "việc sắp xếp nhân sự chủ chốt Thượng Nguồn"
SECRET_WORDS = ("Điều động đồng chí Trịnh Khắc Quỳnh giữ chức vụ mới tại huyện Thượng Nguồn.", "Giữ kín tuyệt đối.")


@pytest.fixture
def secret(tmp_path: Path) -> tuple[Path, str]:
    """A library with a paper that has no number: so its id is made of its title. It is cited, doubted, joined and
    corrected; its file lies in a folder that says much."""
    folder, library = tmp_path / "papers", tmp_path / "library"
    write(folder, "b.txt", paper(26, tasks=TASKS[:2], year=2015))
    long = paper("", tasks=(*SECRET_WORDS, *TASKS), about=SECRET_TITLE)
    write(folder, "Trịnh Khắc Quỳnh/nhân sự.txt", long)
    run(library, folder)
    (name,) = set(papers(library)) - {"26-kl-tu-minh-hoa-2015"}
    changed = paper("", tasks=(f"{SECRET_WORDS[0]} Quỳnh nhận việc ngay.", *TASKS), about=f"{SECRET_TITLE} năm nay")
    write(folder, "Trịnh Khắc Quỳnh/nhân sự.txt", changed)
    run(library, folder)
    gone = set(texts(library, name))
    assert name in papers(library)
    assert gone
    # Another folder's copy of it, and one of the copies of the register that an import leaves.
    write(folder, "bản chụp Quỳnh.txt", changed)
    run(library, folder)
    shutil.copy(library / FILE_NAME, library / f"{FILE_NAME}.replaced-20240501-080000")
    return library, name


def everywhere(library: Path, *telling: str) -> dict[str, set[str]]:
    """The files in which one of these can be read as we write: as it is, folded, in an id, as JSON, wide."""
    forms = {
        form
        for one in telling
        for form in (one, fold_text(one), fold_text(one).replace(" ", "-"), json.dumps(one)[1:-1], one.upper())
    }
    sought = {form.encode(code) for form in forms for code in ("utf-8", "utf-16-le", "utf-32-le")}
    found: dict[str, set[str]] = {}
    for path in library.rglob("*"):
        named = {form for form in forms if form in str(path.relative_to(library))}
        content = path.read_bytes() if path.is_file() else b""
        if left := named | {one.decode("utf-8", "replace") for one in sought if one in content}:
            found[str(path.relative_to(library))] = left
    return found


# Words that no other paper has, by themselves and in pairs: as terms, suggestions and counts have them.
TELLING = ("Trịnh Khắc", "Khắc Quỳnh", "Quỳnh", "Thượng Nguồn", "nhân sự chủ chốt", "Giữ kín", "sắp xếp nhân sự")


def test_nothing_of_it_can_be_read_anywhere(secret: tuple[Path, str]) -> None:
    library, name = secret
    ids = [pid for one in papers(library)[name].ids for pid in one.paragraphs]
    before = everywhere(library, *TELLING, name)
    assert {FILE_NAME, f"{FILE_NAME}.replaced-20240501-080000"} <= set(before)
    assert any(path.startswith("index") for path in before)
    assert {"Trịnh Khắc", "quynh", name} <= set.union(*before.values())  # the search finds what there is
    decisions.forget(Settings(library=library, jobs=1), name, None, lambda progress: None)
    assert everywhere(library, *TELLING, name) == {}
    with closing(Register.open(library)) as register:
        for pid in ids:
            with pytest.raises(Withdrawn):
                register.paragraph(name, pid)
            with pytest.raises(Withdrawn):
                register.paragraph("26-kl-tu-minh-hoa-2015", pid)
        with pytest.raises(Withdrawn):
            register.paper(name)
        with pytest.raises(NotFound):
            register.paper(f"{name}-2")


def test_nothing_of_it_is_in_an_export(secret: tuple[Path, str], tmp_path: Path) -> None:
    library, name = secret
    decisions.forget(Settings(library=library, jobs=1), name, None, lambda progress: None)
    (tmp_path / "out").mkdir()
    export_file(library, tmp_path / "out" / "register.jsonl")
    assert everywhere(tmp_path / "out", *TELLING, name) == {}


def test_the_refused_file_leaves_nothing_either(secret: tuple[Path, str], tmp_path: Path) -> None:
    """It is read, parsed and segmented before it is known again."""
    library, name = secret
    decisions.forget(Settings(library=library, jobs=1), name, None, lambda progress: None)
    assert len(run(library, tmp_path / "papers").failed) == 2
    assert everywhere(library, *TELLING, name) == {}


def test_a_name_is_never_given_again(secret: tuple[Path, str], tmp_path: Path) -> None:
    library, name = secret
    decisions.forget(Settings(library=library, jobs=1), name, None, lambda progress: None)
    decisions.allow(Settings(library=library, jobs=1), name)
    run(library, tmp_path / "papers")
    assert name not in papers(library)
    assert any(one.startswith(name) for one in papers(library))
    with closing(Register.open(library)) as register, pytest.raises(Withdrawn):
        register.paper(name)


def test_what_version_2_left_readable_is_hidden(secret: tuple[Path, str]) -> None:
    """Its acts kept the id of the paper, in the register and in the copy that a migration makes."""
    library, name = secret
    build.decide(lambda pen: forget(pen, name, "an", None), Settings(library=library, jobs=1), rebuild=True)
    to_version_2(library / FILE_NAME)
    assert name in everywhere(library, name).get(FILE_NAME, ())
    run(library)
    assert f"{FILE_NAME}.version-2" in [path.name for path in library.iterdir()]
    assert everywhere(library, *TELLING, name) == {}
    with closing(Register.open(library)) as register:
        assert register.withdrawn(name)
    assert run(library, library.parent / "papers").failed  # its sums are known still


def test_erasing_is_taken_up_wherever_it_was_killed(
    secret: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    library, name = secret
    build.decide(lambda pen: forget(pen, name, None, None), Settings(library=library, jobs=1), rebuild=True)
    for step in ("_write_anew", "_erase_in_copy", "forgetting_log.append"):
        with monkeypatch.context() as killing:
            killing.setattr(f"corpus.register_erasing.{step}", killed)
            with pytest.raises(KeyboardInterrupt):
                erase(library)
        assert is_left(library)
    run(library, tmp_path / "papers" / "b.txt")
    assert not is_left(library)
    assert everywhere(library, *TELLING, name) == {}


def killed(*arguments: object) -> None:
    raise KeyboardInterrupt
