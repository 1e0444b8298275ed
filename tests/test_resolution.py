"""Which paper a citation means: a table of citations against papers whose numbers collide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from corpus.mentions import mention_at
from corpus.numbers import find_numbers
from corpus.paper_facts import PaperFacts, facts_of
from corpus.resolution import Outcome, known_terms, resolve, resolve_all


def paper(name: str, number: str | None, day: str | None, place: str | None, **others: Any) -> PaperFacts:
    content = {
        "doc_type": "Kết luận",
        "number": number,
        "issuing_body": others.get("body", "Ban Thường vụ Tỉnh ủy"),
        "place": place,
        "date": day,
        "conference_date": None,
        "year": int(day[:4]) if day else None,
        "title": others.get("title", "về công tác dân vận"),
    }
    return facts_of(name, content, others.get("head", ()))


MINH_HOA_2014 = paper("minh-hoa-2014", "25-KL/TU", "2014-09-29", "Minh Họa", title="về phát triển du lịch sinh thái")
MINH_HOA_2017 = paper("minh-hoa-2017", "25-KL/TU", "2017-03-02", "Minh Họa", title="về bảo vệ rừng đầu nguồn nước")
BINH_LAM_2017 = paper("binh-lam-2017", "25-KL/TU", "2017-05-05", "Bình Lam")
PLACELESS = paper("placeless", "25-KL/TU", "2013-01-10", None)
OF_MINH_HOA = paper("citing", "40-KL/TU", "2018-06-01", "Minh Họa")
OF_TERM_2010 = paper("citing", "40-KL/TU", "2015-06-01", "Minh Họa")
OF_NOWHERE = paper("citing", None, "2018-06-01", None)
OF_THE_CENTRE = paper("citing", "9-KL/TW", "2018-06-01", "Hà Nội", body="Bộ Chính trị")
ALL = (MINH_HOA_2014, MINH_HOA_2017, BINH_LAM_2017, PLACELESS)
TERMS = {"minh hoa": (18, 2015)}


def meaning(text: str, citing: PaperFacts, candidates: Sequence[PaperFacts]) -> Outcome:
    number = next(find_numbers(text))
    return resolve(mention_at(text, number.word_start, number.end), citing, candidates, TERMS)


@pytest.mark.parametrize(
    ("text", "citing", "candidates", "meant"),
    [
        # The day
        ("25-KL/TU ngày 29/9/2014 của Tỉnh ủy", OF_MINH_HOA, ALL, "minh-hoa-2014"),
        ("25-KL/TU ngày 05/5/2017 của Tỉnh ủy Bình Lam", OF_MINH_HOA, ALL, "binh-lam-2017"),
        ("25-KL/TU ngày 05/5/2017 của Tỉnh ủy", OF_MINH_HOA, ALL, None),  # Bình Lam's day, but in Minh Họa
        ("25-KL/TU ngày 30/9/2014", OF_MINH_HOA, ALL, None),
        ("25-KL/TU ngày 29/9/2014", OF_NOWHERE, ALL, "minh-hoa-2014"),
        ("25-KL/TU ngày 10/1/2013", OF_MINH_HOA, ALL, "placeless"),
        # The place
        ("25-KL/TU ngày 29/9/2014 của Tỉnh ủy Bình Lam", OF_MINH_HOA, ALL, None),  # the wrong place
        ("25-KL/TU ngày 29/9/2014 của Tỉnh ủy Minh Họa", OF_THE_CENTRE, ALL, "minh-hoa-2014"),
        # The year, the term, the subject
        ("25-KL/TU năm 2017", OF_MINH_HOA, ALL, "minh-hoa-2017"),
        ("25-KL/TU của Tỉnh ủy (khóa XVIII)", OF_MINH_HOA, ALL, "minh-hoa-2017"),
        ("25-KL/TU của Tỉnh ủy khóa XVII", OF_MINH_HOA, ALL, "minh-hoa-2014"),
        ("25-KL/TU của Tỉnh ủy khóa XVI", OF_MINH_HOA, ALL, None),
        ("25-KL/TU của Tỉnh ủy về phát triển du lịch sinh thái", OF_MINH_HOA, ALL, "minh-hoa-2014"),
        ("25-KL/TU của Tỉnh ủy về phát triển du lịch biển đảo", OF_MINH_HOA, (MINH_HOA_2017,), None),
        # The number alone
        ("25-KL/TU", OF_MINH_HOA, ALL, None),  # two papers of Minh Họa bear it
        ("25-KL/TU", OF_MINH_HOA, (MINH_HOA_2017, BINH_LAM_2017), "minh-hoa-2017"),
        ("25-KL/TU", OF_MINH_HOA, (BINH_LAM_2017,), None),  # another province's
        ("25-KL/TU", OF_MINH_HOA, (MINH_HOA_2014,), None),  # another term's: this term's may be missing
        ("25-KL/TU", OF_TERM_2010, (MINH_HOA_2014, MINH_HOA_2017), "minh-hoa-2014"),  # the later one is not there yet
        ("25-KL/TU", OF_NOWHERE, (MINH_HOA_2017,), None),
        ("25-KL/TU", OF_THE_CENTRE, (MINH_HOA_2017,), None),
        # Nobody cites what does not exist yet
        ("25-KL/TU ngày 02/3/2017", OF_TERM_2010, ALL, None),
    ],
)
def test_resolve(text: str, citing: PaperFacts, candidates: Sequence[PaperFacts], meant: str | None) -> None:
    assert meaning(text, citing, candidates).paper == meant


def test_what_is_doubtful_is_offered() -> None:
    assert meaning("25-KL/TU", OF_MINH_HOA, ALL).choices == ("minh-hoa-2014", "minh-hoa-2017", "placeless")
    assert meaning("25-KL/TU", OF_MINH_HOA, (BINH_LAM_2017,)) == Outcome()  # and what cannot be is not


CENTRAL_11 = paper("tw-11", "04-NQ/TW", "2012-01-16", "Hà Nội", body="Ban Chấp hành Trung ương")
CENTRAL_12 = paper("tw-12", "04-NQ/TW", "2016-10-30", "Hà Nội", body="Ban Chấp hành Trung ương")


@pytest.mark.parametrize(
    ("text", "candidates", "meant"),
    [
        ("04-NQ/TW của Trung ương (khóa XII)", (CENTRAL_11, CENTRAL_12), "tw-12"),
        ("04-NQ/TW của Ban Chấp hành Trung ương khoá XI", (CENTRAL_11, CENTRAL_12), "tw-11"),
        ("04-NQ/TW", (CENTRAL_12,), "tw-12"),
        ("04-NQ/TW", (CENTRAL_11,), None),
        ("04-NQ/TW của Trung ương khóa X", (CENTRAL_11, CENTRAL_12), None),
    ],
)
def test_the_central_committee_needs_no_place(text: str, candidates: Sequence[PaperFacts], meant: str | None) -> None:
    assert meaning(text, OF_MINH_HOA, candidates).paper == meant


def district(name: str, unit: str, day: str) -> PaperFacts:
    head = (("đầu văn bản", f"TỈNH ỦY BÌNH LAM | HUYỆN ỦY {unit.upper()}"),)
    return paper(name, "05-NQ/HU", day, "Bình Lam", body="Ban Thường vụ Huyện ủy", head=head)


RACH_BAN, CAI_SAY = district("rach-ban", "Rạch Bần", "2018-03-15"), district("cai-say", "Cái Sậy", "2018-04-20")


@pytest.mark.parametrize(
    ("text", "citing", "meant"),
    [
        ("05-NQ/HU ngày 15/3/2018 của Huyện ủy", paper("citing", "9-KL/TU", "2019-01-01", "Bình Lam"), "rach-ban"),
        ("05-NQ/HU", district("citing", "Cái Sậy", "2019-01-01"), "cai-say"),
        ("05-NQ/HU", paper("citing", "9-KL/TU", "2019-01-01", "Bình Lam"), None),
        ("05-NQ/HU năm 2018 của Huyện ủy Rạch Bần", paper("citing", "9-KL/TU", "2019-01-01", "Bình Lam"), "rach-ban"),
        ("05-NQ/HU năm 2018 của Huyện ủy Thạnh Xuân", district("citing", "Cái Sậy", "2019-01-01"), None),
    ],
)
def test_districts_have_lists_of_their_own(text: str, citing: PaperFacts, meant: str | None) -> None:
    assert meaning(text, citing, (RACH_BAN, CAI_SAY)).paper == meant


def all_meanings(text: str, in_title: int = 0) -> list[str | None]:
    mentions = [mention_at(text, one.word_start, one.end) for one in find_numbers(text)]
    mentions = [replace(one, in_heading=place < in_title) for place, one in enumerate(mentions)]
    return [one.paper for one in resolve_all(mentions, OF_MINH_HOA, ALL, TERMS)]


def test_a_bare_number_means_what_was_said_of_it_before() -> None:
    full, bare = "25-KL/TU ngày 29/9/2014. ", "Theo 25-KL/TU, các huyện. "
    assert all_meanings(full + bare) == ["minh-hoa-2014"] * 2
    assert all_meanings(bare + full, in_title=1) == ["minh-hoa-2014"] * 2
    assert all_meanings(bare + full) == [None, "minh-hoa-2014"]
    # Two papers of one number are spoken of; one that the library lacks is not exchanged for another.
    assert all_meanings(full + "25-KL/TU ngày 02/3/2017. " + bare)[2] is None
    assert all_meanings("25-KL/TU ngày 01/2/2016. " + bare) == [None, None]


def test_terms_are_learned_from_papers_that_state_theirs() -> None:
    def says(term: str, day: str) -> PaperFacts:
        head = (("tiêu đề", f"KẾT LUẬN CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH KHÓA {term} về du lịch"),)
        return paper("a", "1-KL/TU", day, "Minh Họa", head=head)

    assert known_terms([says("XVIII", "2016-05-05"), says("XIX", "2021-05-05")]) == {"minh hoa": (19, 2020)}
    # One that began at I again counts otherwise than the one before; in an autumn of congresses nothing is sure.
    assert known_terms([says("XVIII", "2016-05-05"), says("I", "2021-05-05")]) == {}
    assert known_terms([says("XVIII", "2020-09-05")]) == {}
