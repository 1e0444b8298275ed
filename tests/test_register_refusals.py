"""What a forgotten paper is known again by, one change after the other, and what is another paper beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from filing import TASKS, paper, papers, run, texts, write

from corpus.errors import BadRequest
from corpus.settings import Settings
from indexer import decisions

FIRST, SECOND = "25-kl-tu-minh-hoa-2014", "26-kl-tu-minh-hoa-2015"
A, B, C, D = TASKS
OTHERS = (
    "Khôi phục các làng nghề đan lát, dệt chiếu; mở lớp truyền nghề cho thanh niên ở các xã ven sông.",
    "Đầu tư nâng cấp trạm bơm, kiên cố hoá kênh mương, bảo đảm nước tưới cho vụ đông xuân.",
    "Hằng năm tổ chức hội chợ nông sản, kết nối hợp tác xã với các siêu thị trong vùng.",
)
UNNUMBERED = paper("", about="việc sắp xếp, bố trí nhân sự chủ chốt của ba huyện miền núi Thượng Nguồn")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write(tmp_path / "papers", "a.txt", paper())
    write(tmp_path / "papers", "b.txt", paper(26, tasks=OTHERS, about="phát triển nông thôn", year=2015))
    run(tmp_path / "library", tmp_path / "papers")
    return Settings(library=tmp_path / "library", jobs=1)


def forget(settings: Settings, name: str = FIRST) -> str:
    return decisions.forget(settings, name, None, lambda progress: None).hidden


def refused(settings: Settings, *paths: Path) -> list[str]:
    return [one.reason for one in run(settings.library, *paths).failed]


def noisy(text: str, rate: float) -> str:
    """As a scanner reads: one letter in so many is another one, and the number is not to be made out."""
    drawn = Random(1)
    text = text.replace("Số 25-KL/TU", "Sô Z5 KL TJ")
    return "".join(drawn.choice("aeioubcdhn") if c.isalpha() and drawn.random() < rate else c for c in text)


SAME: dict[str, Callable[[str], str]] = {
    "the very same": lambda text: text,
    "one sign": lambda text: text.replace("môi trường nông thôn", "môi trường nông thồn"),
    "one sign in its title": lambda text: text.replace("về công tác", "về công tắc"),
    "one sign in its number": lambda text: text.replace("Số 25-KL/TU", "Số 26-KL/TU"),
    "one sign in its day": lambda text: text.replace("ngày 29 tháng", "ngày 28 tháng"),
    "its number taken out": lambda text: text.replace("Số 25-KL/TU", ""),
    "its place misspelt": lambda text: text.replace("Minh Họa", "Minh Hoạ").replace("MINH HỌA", "MINH HOẠ"),
    "half of it": lambda text: text.replace(f"3. {C}\n\n4. {D}", ""),
    "other words under its number": lambda text: paper(tasks=OTHERS, about="phát triển nông thôn"),
    "a scan": lambda text: noisy(text, 0.02),
}


@pytest.mark.parametrize("where", ["a.txt", "b/elsewhere.txt"])
@pytest.mark.parametrize("change", SAME)
def test_it_is_known_again(settings: Settings, tmp_path: Path, change: str, where: str) -> None:
    hidden = forget(settings)
    (tmp_path / "papers" / "a.txt").unlink()
    path = write(tmp_path / "papers", where, SAME[change](paper()))
    (reason,) = refused(settings, path)
    assert "đã" in reason
    assert "thu hồi" in reason
    assert f"tracuu forget {hidden} --allow" in reason
    assert list(papers(settings.library)) == [SECOND]


ANOTHER: dict[str, str] = {
    "another number, other words": paper(31, tasks=OTHERS, about="khôi phục làng nghề", year=2016),
    "another number, half of the words": paper(31, tasks=(A, *OTHERS), about="khôi phục làng nghề", year=2016),
    "the number in another province": paper(tasks=OTHERS).replace("Minh Họa", "Tân Lập").replace("MINH HỌA", "TÂN LẬP"),
}


@pytest.mark.parametrize("where", ["a.txt", "elsewhere.txt"])
@pytest.mark.parametrize("text", ANOTHER)
def test_another_paper_is_none_of_it(settings: Settings, tmp_path: Path, text: str, where: str) -> None:
    forget(settings)
    (tmp_path / "papers" / "a.txt").unlink()
    assert refused(settings, write(tmp_path / "papers", where, ANOTHER[text])) == []
    assert len(papers(settings.library)) == 2


def test_other_papers_go_on_as_before(settings: Settings, tmp_path: Path) -> None:
    forget(settings)
    (tmp_path / "papers" / "a.txt").unlink()
    write(tmp_path / "papers", "b.txt", paper(26, tasks=(*OTHERS, A), about="phát triển nông thôn", year=2015))
    assert refused(settings, tmp_path / "papers") == []
    assert A in texts(settings.library, SECOND)
    run(settings.library, tmp_path / "papers", rebuild=True)
    assert list(papers(settings.library)) == [SECOND]


def test_a_copy_by_mistake_leaves_the_right_one_alone(settings: Settings, tmp_path: Path) -> None:
    """Two papers of one number: the wrong one is forgotten, the right one stands, is corrected and comes again."""
    write(tmp_path / "papers", "wrong.txt", paper(tasks=(A, B, C, f"{D} Thêm một câu sai hẳn vào đây.")))
    run(settings.library, tmp_path / "papers")
    assert f"{FIRST}-2" in papers(settings.library)
    forget(settings, f"{FIRST}-2")
    (tmp_path / "papers" / "wrong.txt").unlink()
    write(tmp_path / "papers", "a.txt", paper(tasks=(A, B, C, f"{D} Hoàn thành trong năm.")))
    assert refused(settings, tmp_path / "papers") == []
    assert f"{D} Hoàn thành trong năm." in texts(settings.library, FIRST)


# Papers without a number


@pytest.fixture
def unnumbered(settings: Settings, tmp_path: Path) -> str:
    write(tmp_path / "papers", "c.txt", UNNUMBERED)
    run(settings.library, tmp_path / "papers")
    (name,) = set(papers(settings.library)) - {FIRST, SECOND}
    return forget(settings, name)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(A, f"{A} Thêm."),
        lambda text: text.replace(f"1. {A}\n\n2. {B}\n\n3. {C}", f"1. {OTHERS[0]}"),  # its title is the same
        lambda text: text.replace("nhân sự chủ chốt", "nhân lực chủ chốt"),  # its words are
    ],
)
def test_by_title_or_words(settings: Settings, tmp_path: Path, unnumbered: str, change: Callable[[str], str]) -> None:
    (tmp_path / "papers" / "c.txt").unlink()
    (reason,) = refused(settings, write(tmp_path / "papers", "new.txt", change(UNNUMBERED)))
    assert unnumbered in reason


def test_by_its_place_where_nothing_says_that_it_is_another(
    settings: Settings, tmp_path: Path, unnumbered: str
) -> None:
    path = write(tmp_path / "papers", "c.txt", "\n\n".join(OTHERS))
    (reason,) = refused(settings, path)
    assert "đúng chỗ" in reason
    assert "tracuu forget --another" in reason


# A person decides


def test_another_paper_may_come_and_be_corrected(settings: Settings, tmp_path: Path, unnumbered: str) -> None:
    path = write(tmp_path / "papers", "c.txt", "\n\n".join(OTHERS))
    assert decisions.another(settings, path) == unnumbered
    assert refused(settings, tmp_path / "papers" / "c.txt") == []
    write(tmp_path / "papers", "c.txt", "\n\n".join((*OTHERS[:2], A)))
    assert refused(settings, path) == []
    assert refused(settings, write(tmp_path / "papers", "again.txt", UNNUMBERED)) != []  # the forgotten one itself


def test_another_paper_of_the_same_number_may_come_as_it_is(settings: Settings, tmp_path: Path) -> None:
    forget(settings)
    path = write(tmp_path / "papers", "a.txt", paper(tasks=OTHERS))
    assert len(refused(settings, path)) == 1
    decisions.another(settings, path)
    assert refused(settings, path) == []
    (tmp_path / "papers" / "a.txt").unlink()
    third = write(tmp_path / "papers", "third.txt", paper(tasks=(*OTHERS, A)))
    run(settings.library, tmp_path / "papers", remove=True)
    assert SECOND in papers(settings.library)
    assert third.exists()


def test_what_is_not_another(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="Không có gì ngăn"):
        decisions.another(settings, tmp_path / "papers" / "b.txt")
    hidden = forget(settings)
    with pytest.raises(BadRequest, match=f"từng chữ một.*{hidden} --allow"):
        decisions.another(settings, tmp_path / "papers" / "a.txt")
    empty = write(tmp_path / "papers", "empty.txt", "")
    with pytest.raises(BadRequest, match="Không đọc được"):
        decisions.another(settings, empty)


def test_after_it_was_allowed_nothing_is_refused(settings: Settings, tmp_path: Path) -> None:
    decisions.allow(settings, forget(settings))
    for name, change in SAME.items():
        write(tmp_path / "papers", "a.txt", change(paper()))
        assert refused(settings, tmp_path / "papers") == [], name
