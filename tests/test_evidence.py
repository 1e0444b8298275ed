"""What speaks for a section."""

from search.evidence import Evidence, Weights, evidence
from search.query import understand


def test_evidence() -> None:
    found = evidence(understand('nông thon "mới" 25-KL/TU xã'))
    fields = {(one.stream, one.spelling or one.term) for one in found}
    assert fields >= {("folded", "nong"), ("context", "thon"), ("spelled", "nông")}
    assert ("spelled", "thon") not in fields  # only what was typed with accents
    assert fields >= {("pairs", "nong_thon"), ("pairs", "thon_moi")}
    assert ("pairs", "moi_xa") not in fields  # a number stands between
    assert evidence(understand("nông thôn"))[Evidence("words", "nông_thôn")] == Weights().words
    assert evidence(understand("xã, xã"))[Evidence("folded", "xa")] == 2  # what is said twice counts twice


def test_what_another_writing_says_itself_is_not_counted_twice() -> None:
    """`29/9/2014` stands for `29 tháng 9 năm 2014`, and holds the 29 anyway."""
    found = {(one.stream, one.term): bool(one.expansions) for one in evidence(understand("29 tháng 9 năm 2014"))}
    assert found["folded", "thang"]
    assert found["pairs", "29_thang"]
    assert not found["folded", "29"]
