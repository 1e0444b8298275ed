"""Numbers as people type them, asked of the samples: first the paper that bears the number, then all who cite it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.numbers import number_key
from search.answer import MOST_HITS, Answer, Request, Result, answer
from search.columnar.engine import WhooshEngine

# Every way to type it → the number that is meant.
TYPED = {
    "08-NQ/TU": [
        "08-NQ/TU", "8-nq/tu", "nq 08", "NQ 8", "NQ08/TU", "08 - NQ/TU", "08/NQ-TU", "08/nq-tu", "nghị quyết số 8",
        "Nghị quyết 08-NQ/TU", "nghi quyet 8", "NGHỊ QUYẾT SỐ 08-NQ/TU", "nq số 08", "08 nq tu", "số 08-NQ/TU",
    ],
    "15-KL/TU": [
        "15-KL/TU", "kl 15", "15 - KL/TU", "15/KL-TU", "kết luận số 15", "kl15", "15-kl/tu ngày 14/5/2019",
        "kl 15 ngày 14/05/2019", "ket luan 15 kl tu ngày 14 tháng 5 năm 2019",
    ],
    "96/TB-UBND": ["96/TB-UBND", "96-TB/UBND", "tb 96", "thông báo 96", "96/tb-ubnd", "thong bao so 96/TB-UBND"],
    "12-CT/TU": ["12-CT/TU", "ct 12", "chỉ thị 12", "chi thi so 12-ct/tu", "CT12/TU"],
}  # fmt: skip


@pytest.fixture(scope="module")
def engine(library: Path) -> WhooshEngine:
    return WhooshEngine(library)


def ask(engine: WhooshEngine, text: str, **filters: list[str]) -> Answer:
    return answer(Request(text, filters, limit=MOST_HITS), engine)


def citing(engine: WhooshEngine, number: str) -> set[tuple[str, str]]:
    return {place(one) for one in ask(engine, "", cites=[number]).results}


def place(result: Result) -> tuple[str, str]:
    return result.hit.paper.paper, result.hit.section.path


@pytest.mark.parametrize("number, typed", [(number, one) for number, ways in TYPED.items() for one in ways])
def test_the_paper_comes_first_then_every_section_that_cites_it(engine: WhooshEngine, number: str, typed: str) -> None:
    found = ask(engine, typed)
    bearing = [one for one in found.results if number_key(one.hit.paper.number or "") == number_key(number)]
    citing_it = citing(engine, number)
    assert citing_it
    assert not found.relaxed
    first = found.results[0]
    assert number_key(first.hit.paper.number or "") == number_key(number)
    assert first.hit.section.path == "tiêu đề"
    assert citing_it <= {place(one) for one in found.results}
    assert bearing


@pytest.mark.parametrize(
    "typed", ["08-NQ/TU", "08-nq/tu", "nq 08/tu", "NQ08/TU", "08/nq-tu", "nghị quyết số 8-nq/tu", "8 nq tu"]
)
def test_a_filter_takes_every_spelling_too(engine: WhooshEngine, typed: str) -> None:
    assert {place(one) for one in ask(engine, "", cites=[typed]).results} == citing(engine, "08-NQ/TU")
    [title] = {one.hit.paper.paper for one in ask(engine, "", number=[typed]).results}
    assert title == ask(engine, "08-NQ/TU").results[0].hit.paper.paper


def test_a_number_that_nobody_bears_and_nobody_cites(engine: WhooshEngine) -> None:
    assert ask(engine, "", cites=["8888-nq/tu"]).total == 0
