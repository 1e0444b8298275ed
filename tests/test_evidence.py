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
