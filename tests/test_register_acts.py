"""What people decide: which paragraphs are the same, and which paper is taken out for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from filing import TASKS, paper, papers, rows, run, texts, write

from corpus.errors import BadRequest, NotFound, Withdrawn
from corpus.prints import is_hidden
from corpus.register import ParagraphGone, Register
from corpus.settings import Settings
from indexer import decisions

FIRST = "25-kl-tu-minh-hoa-2014"
A, B, C, D = TASKS
UNSURE = "Tăng cường công tác tuyên truyền, vận động hội viên phân loại rác và trả lại vỏ bao bì thuốc sau khi dùng."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write(tmp_path / "papers", "a.txt", paper())
    write(tmp_path / "papers", "b.txt", paper(26, tasks=(C, D), year=2015))
    run(tmp_path / "library", tmp_path / "papers")
    return Settings(library=tmp_path / "library", jobs=1)


@pytest.fixture
def doubtful(settings: Settings, tmp_path: Path) -> tuple[str, str]:
    """The ids of a paragraph that went and of one that came, which may be the same."""
    old = texts(settings.library, FIRST)[A]
    write(tmp_path / "papers", "a.txt", paper(tasks=(UNSURE, B, C, D)))
    assert run(settings.library, tmp_path / "papers").doubts == 1
    return old, texts(settings.library, FIRST)[UNSURE]


def leads_to(library: Path, pid: str) -> str:
    register = Register.open(library)
    try:
        return register.paragraph(FIRST, pid).pid
    finally:
        register.close()


def test_a_doubt_is_listed_with_both_texts(settings: Settings, doubtful: tuple[str, str]) -> None:
    (doubt,) = decisions.review(settings)
    assert (doubt.paper, doubt.old, doubt.new) == (FIRST, *doubtful)
    assert (doubt.old_text, doubt.new_text, doubt.old_path, doubt.new_path) == (A, UNSURE, "1", "1")
    assert 0.3 < doubt.likeness < 0.6


def test_until_somebody_decides_the_old_link_is_gone(settings: Settings, doubtful: tuple[str, str]) -> None:
    with pytest.raises(ParagraphGone):
        leads_to(settings.library, doubtful[0])


def test_join(settings: Settings, doubtful: tuple[str, str]) -> None:
    old, new = doubtful
    assert decisions.join(settings, f"https://example.vn/van-ban/{FIRST}/{old}#{old}", f"{FIRST}/{new}") == new
    assert leads_to(settings.library, old) == new
    assert decisions.review(settings) == []


def test_what_was_joined_stays_so(settings: Settings, doubtful: tuple[str, str], tmp_path: Path) -> None:
    old, new = doubtful
    decisions.join(settings, old, new)
    write(tmp_path / "papers", "a.txt", paper(tasks=(B, f"{UNSURE} Thêm.", C, D)))
    run(settings.library, tmp_path / "papers")
    run(settings.library, rebuild=True)
    assert leads_to(settings.library, old) == new


def test_dismiss(settings: Settings, doubtful: tuple[str, str]) -> None:
    decisions.dismiss(settings, *doubtful)
    assert decisions.review(settings) == []
    with pytest.raises(NotFound):
        decisions.dismiss(settings, *doubtful)


def test_a_doubt_settles_itself_when_the_old_words_come_back(
    settings: Settings, doubtful: tuple[str, str], tmp_path: Path
) -> None:
    write(tmp_path / "papers", "a.txt", paper())
    run(settings.library, tmp_path / "papers")
    assert decisions.review(settings) == []
    assert texts(settings.library, FIRST)[A] == doubtful[0]


def test_what_cannot_be_joined(settings: Settings, doubtful: tuple[str, str]) -> None:
    old, new = doubtful
    standing = texts(settings.library, FIRST)[B]
    before = rows(settings.library)
    for one, other, error, said in (
        (standing, new, BadRequest, "vẫn còn"),  # nothing leads away from a paragraph that is there
        (old, old, BadRequest, "không còn"),
        ("zzzz9", new, NotFound, "Chưa từng có"),
        (old, "zzzz9", NotFound, "Chưa từng có"),
    ):
        with pytest.raises(error, match=said):
            decisions.join(settings, one, other)
    assert rows(settings.library) == before


# Forgetting


def forget(settings: Settings, name: str = FIRST) -> decisions.Withdrawal:
    return decisions.forget(settings, name, "nhập nhầm", lambda progress: None)


def test_forget(settings: Settings, tmp_path: Path) -> None:
    ids = texts(settings.library, FIRST)
    withdrawal = forget(settings)
    assert withdrawal == decisions.Withdrawal(FIRST, (str(tmp_path / "papers" / "a.txt"),), withdrawal.hidden)
    assert list(papers(settings.library)) == ["26-kl-tu-minh-hoa-2015"]
    register = Register.open(settings.library)
    for name, pid in ((FIRST, ids[A]), ("26-kl-tu-minh-hoa-2015", ids[A])):
        with pytest.raises(Withdrawn, match="thu hồi"):
            register.paragraph(name, pid)
    with pytest.raises(Withdrawn):
        register.paper(FIRST)
    register.close()


def test_a_link_that_was_joined_into_it_is_its_own_papers_again(settings: Settings, doubtful: tuple[str, str]) -> None:
    other = texts(settings.library, "26-kl-tu-minh-hoa-2015")[C]
    decisions.join(settings, doubtful[0], other)
    assert leads_to(settings.library, doubtful[0]) == other
    forget(settings, "26-kl-tu-minh-hoa-2015")
    with pytest.raises(ParagraphGone) as gone:
        leads_to(settings.library, doubtful[0])
    assert gone.value.lost.text == A


def test_the_act_is_logged(settings: Settings) -> None:
    hidden = forget(settings).hidden
    (act,) = decisions.log(settings)
    assert (act.paper, act.why) == (hidden, "nhập nhầm")
    assert is_hidden(hidden)
    assert act.who
    assert act.at.startswith("20")


def test_its_file_is_refused_until_that_is_allowed(settings: Settings, tmp_path: Path) -> None:
    old = texts(settings.library, FIRST)
    forget(settings)
    write(tmp_path / "papers", "copy.txt", paper().replace("\n", "\r\n"))  # other bytes, the same words
    summary = run(settings.library, tmp_path / "papers")
    assert [(one.file.source, "thu hồi" in one.reason) for one in summary.failed] == [
        ("a.txt", True),
        ("copy.txt", True),
    ]
    assert FIRST not in papers(settings.library)
    assert decisions.allow(settings, FIRST) == decisions.log(settings)[0].paper
    assert run(settings.library, tmp_path / "papers").failed == []
    again = texts(settings.library, f"{FIRST}-2")  # a paper with links of its own: of the old ones nothing is left
    assert not set(again.values()) & set(old.values())
    with pytest.raises(Withdrawn):
        leads_to(settings.library, old[A])


@pytest.mark.parametrize("name", [FIRST, "its hidden id"])
def test_a_corrected_paper_takes_its_place_when_that_is_allowed(settings: Settings, tmp_path: Path, name: str) -> None:
    """What was wrongly imported is corrected in its file: the same number is the same paper, until somebody says so."""
    hidden = forget(settings).hidden
    write(tmp_path / "papers", "a.txt", paper(tasks=(A, B)))
    assert len(run(settings.library, tmp_path / "papers").failed) == 1
    decisions.allow(settings, FIRST if name == FIRST else hidden)
    assert run(settings.library, tmp_path / "papers").failed == []
    assert f"{FIRST}-2" in papers(settings.library)


@pytest.mark.parametrize("name", ["khong-co", FIRST])
def test_what_cannot_be_forgotten(settings: Settings, name: str) -> None:
    if name == FIRST:
        forget(settings)
    before = rows(settings.library)
    with pytest.raises((NotFound, Withdrawn)):
        forget(settings, name)
    assert rows(settings.library) == before


def test_what_was_never_forgotten_needs_no_leave(settings: Settings) -> None:
    with pytest.raises(NotFound):
        decisions.allow(settings, FIRST)
