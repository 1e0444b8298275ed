"""The query language."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.errors import BadRequest
from corpus.typed_numbers import TypedNumber
from search.query import LONGEST, Phrase, Query, understand, without_empty_fields


def shown(alternative: Phrase | TypedNumber) -> str:
    """`xã`, `"a b"` for a quoted phrase, `#25/kl/tu` for a number."""
    if isinstance(alternative, TypedNumber):
        return f"#{alternative.serial}/{alternative.symbol}/{alternative.body}"
    words = " ".join(term.source.text for term in alternative.terms)
    return f'"{words}"' if alternative.quoted else words


def units(query: Query) -> list[str]:
    return ["|".join(shown(one) for one in unit.alternatives) for unit in query.units]


def excluded(query: Query) -> list[str]:
    return [shown(phrase) for phrase in query.excluded]


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("cán bộ xã", ["cán", "bộ", "xã"]),
        ('"cán bộ" xã', ['"cán bộ"', "xã"]),
        ("“cán bộ” xã", ['"cán bộ"', "xã"]),
        ('"cán bộ xã', ['"cán bộ xã"']),  # an unclosed quote runs to the end
        ('cán bộ"', ["cán", "bộ"]),
        ('"" xã', ["xã"]),
        ('"..." xã', ["xã"]),
        ("nông thôn OR đô thị", ["nông", "thôn|đô", "thị"]),
        ('thôn OR "khu phố" OR xóm', ['thôn|"khu phố"|xóm']),
        ("thôn or xóm", ["thôn", "or", "xóm"]),  # only in capitals
        ("OR thôn", ["thôn"]),
        ("thôn OR", ["thôn"]),
        ("thôn OR OR xóm", ["thôn|xóm"]),
        ("OR OR", []),
        ("thôn OR -ấp xóm", ["thôn", "xóm"]),
        ("thôn OR năm:2014 xóm", ["thôn", "xóm"]),
        ("kinh-tế/xã", ["kinh", "tế", "xã"]),
        ("...", []),
        ("", []),
        (" \t\n", []),
        ("- -- ---", []),
        ("a\x00b", ["a", "b"]),
        ("kết\u200b luận\u00a0số", ["kết", "luận", "số"]),
        ("ho\u0300a", ["hòa"]),
        ("\ud800 a", ["a"]),
        ("http://a.vn", ["http", "a", "vn"]),
    ],
)
def test_units(typed: str, expected: list[str]) -> None:
    assert units(understand(typed)) == expected


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("25-KL/TU", ["#25/kl/tu|25 KL TU"]),
        ("số 25 - KL/TU", ["#25/kl/tu|số 25 KL TU"]),
        ("Số: 25-KL/TU", ["#25/kl/tu|Số 25 KL TU"]),
        ("(25-KL/TU).", ["#25/kl/tu|25 KL TU"]),
        ("18-NQ/TW 19-NQ/TW", ["#18/nq/tw|18 NQ TW", "#19/nq/tw|19 NQ TW"]),
        ("15-KL/TU Bình Lam", ["#15/kl/tu|15 KL TU", "Bình", "Lam"]),
        ("trồng rừng 15-KL/TU", ["trồng", "rừng", "#15/kl/tu|15 KL TU"]),
        ("25-KL/TU OR 26-KL/TU", ["#25/kl/tu|25 KL TU|#26/kl/tu|26 KL TU"]),
        ("nq 09", ["#9/nq/|nq 09"]),
        ("abc:25-KL/TU", ["abc", "#25/kl/tu|25 KL TU"]),
        ('"theo 25-KL/TU của"', ['"theo 25 KL TU của"']),  # inside quotes a number is words
        ("15/15 chỉ tiêu", ["15", "15", "chỉ", "tiêu"]),
        ("10/7/2015", ["10", "7", "2015"]),
    ],
)
def test_numbers_are_one_unit(typed: str, expected: list[str]) -> None:
    assert units(understand(typed)) == expected


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("-rừng", ['"rừng"']),
        ('đất -"trồng rừng"', ['"trồng rừng"']),
        ("đất -25-KL/TU", ['"25 KL TU"']),
        ("-năm:2014", ['"năm 2014"']),  # what is left out is left out by its words
        ("kinh-tế", []),
        ("đất - rừng", []),
        ('- "rừng"', []),
        ("a-rừng", []),
        ("--rừng", []),
        ("-…", []),
    ],
)
def test_exclusion(typed: str, expected: list[str]) -> None:
    assert excluded(understand(typed)) == expected


@pytest.mark.parametrize(
    "typed, filters",
    [
        ("số:25-KL/TU", {"number": ("25-KL/TU",)}),
        ("so:25-KL/TU", {"number": ("25-KL/TU",)}),
        ("số:64 - KL/TW", {"number": ("64 - KL/TW",)}),
        ("số:25", {"number": ("25",)}),
        ("năm:2014", {"year": ("2014",)}),
        ("NĂM:2012-2016", {"year": ("2012-2016",)}),
        ("nam:2014 năm:2015", {"year": ("2014", "2015")}),
        ('cơquan:"tỉnh ủy"', {"body": ("tỉnh ủy",)}),
        ("cơ-quan:“tỉnh  ủy”", {"body": ("tỉnh ủy",)}),
        ("coquan:hdnd", {"body": ("hdnd",)}),
        ("loại:kết-luận", {"doc_type": ("kết-luận",)}),
        ("loai:x", {"doc_type": ("x",)}),
        ("mục:han_che", {"type": ("han_che",)}),
        ("muc:han_che", {"type": ("han_che",)}),
        ('nơi:"Hà Tĩnh"', {"place": ("Hà Tĩnh",)}),
        ("noi:x", {"place": ("x",)}),
        ("ký:Hồng", {"signer": ("Hồng",)}),
        ("kí:Hồng", {"signer": ("Hồng",)}),
        ("ky:Hong", {"signer": ("Hong",)}),
        ("viện-dẫn:25-KL/TU", {"cites": ("25-KL/TU",)}),
        ("viendan:25-KL/TU", {"cites": ("25-KL/TU",)}),
        ("vien-dan:25-kl/tu", {"cites": ("25-kl/tu",)}),
        ("việndẫn:25-KL/TU", {"cites": ("25-KL/TU",)}),
        ("so\u0302\u0301:25-KL/TU", {"number": ("25-KL/TU",)}),
    ],
)
def test_fields(typed: str, filters: dict[str, tuple[str, ...]]) -> None:
    query = understand(typed)
    assert query.filters == filters
    assert query.units == ()


@pytest.mark.parametrize("typed", ["năm: 2014", "năm", "khác:2014", "năm 2014", "nămm:2014", "1năm:2014"])
def test_not_a_field(typed: str) -> None:
    assert understand(typed).filters == {}
    assert understand(typed).units


@pytest.mark.parametrize("name", ["số", "năm", "cơquan", "cơ-quan", "loại", "mục", "nơi", "ký", "việndẫn", "vien-dan"])
@pytest.mark.parametrize("value", ["", " ", '""', '"  "', "“”"])
def test_a_field_with_nothing_behind_it(name: str, value: str) -> None:
    """It is no word that is looked for, and no mistake: it is said."""
    query = understand(f"trồng {name}:{value} rừng")
    assert units(query) == ["trồng", "rừng"]
    assert (query.filters, query.empty_fields) == ({}, (name,))
    assert without_empty_fields(query.text) == "trồng rừng"
    assert understand(f"{name}:{value}").units == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kháng:", ["kháng"]),  # no field
        ("-năm:", []),  # left out
        ('"năm:"', ['"năm"']),
        ("Số: 25-KL/TU", ["#25/kl/tu"]),  # as papers print it
        ("năm:: rừng", None),
    ],
)
def test_no_empty_field(typed: str, found: list[str] | None) -> None:
    if found is None:
        with pytest.raises(BadRequest):
            understand(typed)
        return
    query = understand(typed)
    assert query.empty_fields == ()
    assert [one.partition("|")[0] for one in units(query)] == found


def test_a_field_leaves_the_other_words() -> None:
    query = understand("trồng rừng năm:2014 -keo nơi:x đồi")
    assert units(query) == ["trồng", "rừng", "đồi"]
    assert excluded(query) == ['"keo"']
    assert query.filters == {"year": ("2014",), "place": ("x",)}


@pytest.mark.parametrize("typed", ["năm:abc", "năm:20145", "năm:201", "năm:2012-", "năm:2012-16", "nam:-2014"])
def test_a_filter_whose_value_means_nothing(typed: str) -> None:
    with pytest.raises(BadRequest, match=":"):
        understand(typed)


def test_words_are_of_what_was_typed_with_accents_in_one_run() -> None:
    assert understand("nông thôn mới").words == ("nông_thôn",)
    assert understand("nong thon moi").words == ()
    assert understand('nông "thôn" mới').words == ()  # a quote, a number, a field stand between
    assert understand("nông 25-KL/TU thôn").words == ()
    assert understand("nông năm:2014 thôn").words == ()
    assert understand("kinh tế -rừng nông thôn").words == ("kinh_tế", "nông_thôn")


def test_a_very_long_question_is_cut() -> None:
    assert len(understand("rừng " * 2_000).units) == LONGEST // 5
    assert len(understand("a" * 10_000).units) == 1
    assert len(understand('"' * 10_000).units) == 0


pieces = st.sampled_from(
    ['"', "“", "”", "-", "OR", ":", "năm:", "số:", "2014", "25-KL/TU", "rừng", "đất", " ", "  ", "\x00", "\ud800", "/"]
    + ["cơ-quan:", "mục:", "a", "\u0301", "\u200b", "(", "nq 09", "kế hoạch 5"]
)


@settings(max_examples=400)
@given(st.text() | st.lists(pieces, max_size=14).map("".join))
@example("\x00")
@example("\ud800" * 50)
@example("năm:" * 500)
def test_any_text_is_a_query_or_a_bad_request(typed: str) -> None:
    try:
        query = understand(typed)
    except BadRequest:
        return
    assert all(unit.alternatives for unit in query.units)
    for phrase in (*query.phrases, *query.excluded):
        assert phrase.terms
        assert all(term.folded for term in phrase.terms)
    assert all(value.strip() for values in query.filters.values() for value in values)
