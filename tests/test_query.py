"""The query language."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.errors import BadRequest
from corpus.typed_numbers import TypedNumber
from search.pieces import being_typed, without_empty_fields
from search.query import LONGEST, Phrase, Query, understand


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
        ("18/2025", ["#18//|18 2025"]),
        ("nghị quyết 18 năm 2025 về rừng", ["#18//|nghị quyết 18 năm 2025", "về", "rừng"]),
        ("06-QĐi/TU", ["#6/qdi/tu|06 QĐi TU"]),
    ],
)
def test_numbers_are_one_unit(typed: str, expected: list[str]) -> None:
    assert units(understand(typed)) == expected


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("15/15 chỉ tiêu", ["15 15", "chỉ", "tiêu"]),
        ("10/7/2015", ["10 7 2015"]),
        ("chi 12.000.000 đồng", ["chi", "12 000 000", "đồng"]),
        ("tăng 1,5% (2,5%)", ["tăng", "1 5", "2 5"]),
        ("ngày 30/4, 1/5.", ["ngày", "30 4", "1 5"]),
        ("nhiệm kỳ 2020-2025 tỉnh", ["nhiệm", "kỳ", "2020 2025", "tỉnh"]),
        ("nhiệm kỳ 2020 – 2025", ["nhiệm", "kỳ", "2020 2025"]),
        ("2020 OR 2020-2025", ["2020|2020 2025"]),
        ("mục 3.1.", ["mục", "3 1"]),
        ("năm 2020 - 25", ["năm", "2020", "25"]),  # near misses
        ("12 000 000", ["12", "000", "000"]),
        ("A4-2020 x1.5", ["A4", "2020", "x1", "5"]),
        ("3, 4 và 5", ["3", "4", "và", "5"]),
    ],
)
def test_figures_are_one_unit(typed: str, expected: list[str]) -> None:
    assert units(understand(typed)) == expected


def test_a_day_in_figures_is_found_in_words() -> None:
    query = understand("họp 30/4 ở xã")
    assert [(one.first, " ".join(term.folded for term in one.terms)) for one in query.expansions] == [(1, "30 thang 4")]


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("-UBND", ['"UBND"', "ủy ban nhân dân"]),  # what UBND would have found
        ("-ubnd xã", ['"ubnd"', "ủy ban nhân dân"]),
        ('-"UBND"', ['"UBND"']),  # to the letter
        ("-TU", ['"TU"']),  # means several things
        ("-rừng", ['"rừng"']),
        ('đất -"trồng rừng"', ['"trồng rừng"']),
        ("đất -25-KL/TU", ['"25 KL TU"']),
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
        ("năm:2014 OR năm:2015", {"year": ("2014", "2015")}),  # values of one field are alternatives anyway
        ("năm:2012–2016", {"year": ("2012-2016",)}),
        ("năm:2012 - 2016", {"year": ("2012-2016",)}),
        ("năm:2016-2012", {"year": ("2012-2016",)}),
        ("năm: 2014", {"year": ("2014",)}),
        ("năm:  2012 – 2016", {"year": ("2012-2016",)}),
        ('nơi: "Hà Tĩnh"', {"place": ("Hà Tĩnh",)}),
        ("số:nghi quyet 5", {"number": ("nghi quyet 5",)}),
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


@pytest.mark.parametrize(
    "typed",
    [
        'ý: "xã"',
        "Số: 25-KL/TU",
        "năm",
        "khác:2014",
        "năm 2014",
        "nămm:2014",
        "1năm:2014",
    ],
)
def test_not_a_field(typed: str) -> None:
    assert understand(typed).filters == {}
    assert understand(typed).units


@pytest.mark.parametrize(
    "typed, left_out, others",
    [
        ("rừng -năm:2014", {"year": ("2014",)}, ["rừng"]),
        ('-nơi:"Bình Thuận" -loại:"thông báo" rừng', {"place": ("Bình Thuận",), "doc_type": ("thông báo",)}, ["rừng"]),
        ("-năm: 2014 rừng", {"year": ("2014",)}, ["rừng"]),
        ("rừng - năm:2014", {}, ["rừng"]),  # a dash between blanks is none
    ],
)
def test_a_field_behind_a_minus_is_left_out(
    typed: str, left_out: dict[str, tuple[str, ...]], others: list[str]
) -> None:
    query = understand(typed)
    assert query.left_out == left_out
    assert units(query) == others
    assert excluded(query) == []


@pytest.mark.parametrize(
    "typed, plain",
    [
        ('giu rung "nong thon" moi OR 09-NQ/TU', ["giu rung", "moi"]),
        ("số:nghi quyet 5 rung", ["rung"]),  # a value is no word: it is not read, marked or ranked
        ("rung năm: 2014 - 2016 dat 2014", ["rung", "dat 2014"]),
        ('nơi: "Ha Tinh" rung', ["rung"]),
        ("viendan:nq 09 rung -dat keo", ["rung", "keo"]),
        ("chi 1,5% cho rung", ["chi 1,5% cho rung"]),
        ("", []),
    ],
)
def test_where_plain_words_stand(typed: str, plain: list[str]) -> None:
    query = understand(typed)
    assert [query.text[start:end] for start, end in query.plain] == plain
    values = {"nghi", "quyet", "tinh", "2016"}
    assert not query.syllables & values


def test_either_word_in_vietnamese() -> None:
    assert units(understand("thôn HOẶC xóm")) == units(understand("thôn HOAC xóm")) == ["thôn|xóm"]
    assert units(understand("thôn hoặc xóm")) == ["thôn", "hoặc", "xóm"]


@pytest.mark.parametrize("name", ["số", "năm", "cơquan", "cơ-quan", "loại", "mục", "nơi", "ký", "việndẫn", "vien-dan"])
@pytest.mark.parametrize("value", ["", " ", '""', '"  "', "“”"])
def test_a_field_with_nothing_behind_it(name: str, value: str) -> None:
    """It is no word that is looked for, and no mistake: it is said."""
    query = understand(f"trồng {name}:{value} rừng")
    assert units(query) == ["trồng", "rừng"]
    assert (query.filters, query.empty_fields) == ({}, (name,))
    assert without_empty_fields(query.text) == "trồng rừng"
    assert understand(f"{name}:{value}").units == ()


@pytest.mark.parametrize("typed", ["năm: tốt", "năm: 20145", "năm: 2014/QĐ", "nơi: Hà Tĩnh"])
def test_a_blank_stands_before_years_and_quotes_only(typed: str) -> None:
    name, _, value = typed.partition(": ")
    query = understand(typed)
    assert (query.filters, query.empty_fields) == ({}, (name,))
    assert units(query) == units(understand(value))


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


def test_words_are_told_apart_once_and_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    segmented: list[str] = []

    def segment(run: str) -> list[str]:
        segmented.append(run)
        return ["nông_thôn"]

    monkeypatch.setattr("search.query.words", segment)
    query = understand("nông thôn -rừng mới duong")
    assert segmented == []
    assert query.words == query.words == ("nông_thôn", "nông_thôn")
    assert segmented == ["nông thôn", "mới duong"]


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


@pytest.mark.parametrize(
    ("before", "typed", "sign"),
    [
        ("", "", ""),
        ("", "can b", ""),
        ("năm:2020 ", "can b", ""),
        ('loại:"nghị quyết" ', "can b", ""),
        ("-rừng ", "can b", ""),
        ("-", "rừng", "-"),
        ('-"', "rừng ph", '"'),
        ('"', "can b", '"'),
        ("“", "can b", '"'),
        ('"can bo" ', "la", ""),
        ('"can bo"', "", ""),
        ("xa OR ", "huy", ""),
        ("năm:2020", "", ""),
        ('loại:"nghị q', "", ""),
    ],
)
def test_what_is_being_typed(before: str, typed: str, sign: str) -> None:
    assert being_typed(before + typed) == (len(before), sign)
