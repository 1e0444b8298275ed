"""Which sections match: each rule of ARCHITECTURE with its example and its near miss."""

from dataclasses import replace
from pathlib import Path

import pytest
from building import fill, found, matching, paper, section, title_block

from corpus.document import SectionType
from search.columnar.engine import WhooshEngine
from search.lookup import Lookup
from search.matching import phrase_in_texts
from search.query import Phrase
from search.recent import Recent
from search.terms import terms

WORDS = ["núi", "sông", "đồng", "ruộng", "mưa", "nắng", "gió", "bão"]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    papers = [
        paper("bàn", "Họp bàn về công tác trồng rừng."),
        paper("bản", "Bản làng ở vùng cao."),
        paper("quét", "Của bàn làng, máy quét."),
        paper(
            "tiêu đề",
            title_block("Về phát triển nông nghiệp"),
            section("Đất lúa còn 500 ha.", path="I", heading="Đất đai"),
            section("Giao cho xã.", path="I/1", heading="Hạn mức"),
            section("Không có gì thêm.", path="II"),
            title="Về phát triển nông nghiệp",
            number="25-KL/TU",
            place="Hà Tĩnh",
            signer="Trịnh Văn Mẫu",
            day="2014-09-29",
        ),
        paper(
            "viện dẫn",
            section("Theo Kết luận số 25-KL/TU của Tỉnh ủy.", path="1"),
            section("Theo một kết luận khác, số 225-KL/TU.", path="2"),
            section("Có 25 xã và KL của TU.", path="3"),
            cites={"1": ["25-KL/TU"], "2": ["225-KL/TU"]},
            year=2015,
        ),
        paper(
            "khung",
            section("TỈNH ỦY MINH HỌA", path="đầu", kind=SectionType.LETTERHEAD),
            section("Giữ gìn đê điều.", path="1"),
            section("- Sở Thủy lợi, - Lưu Văn phòng đê điều", path="nơi nhận", kind=SectionType.RECIPIENTS),
            section("Nguyễn Văn Thủy", path="chữ ký", kind=SectionType.SIGNATURE),
        ),
        paper("đoạn", section("Kết thúc là mùa màng", "bội thu hằng năm", heading="Vụ đông xuân")),
        paper("dài", " ".join(WORDS[:6]), " ".join(WORDS[:4]), " ".join(WORDS[:1]), " ".join(WORDS)),
    ]
    return fill(tmp_path_factory.mktemp("library"), papers)


@pytest.mark.parametrize("typed", ["ban lang", "bản làng", "BẢN LÀNG", "bàn làng", "bán lạng", "ba\u0309n la\u0300ng"])
def test_accents_never_decide_which_sections_match(engine: WhooshEngine, typed: str) -> None:
    assert matching(engine, typed) == {"bản/1", "quét/1"}


def test_typed_accents_come_first(engine: WhooshEngine) -> None:
    assert found(engine, "bản làng").hits[0].paper.paper == "bản"
    assert found(engine, "bàn làng").hits[0].paper.paper == "quét"


@pytest.mark.parametrize(
    "typed, expected",
    [
        ('"bản làng"', {"bản/1"}),
        ('"bàn làng"', {"quét/1"}),
        ('"ban lang"', {"bản/1", "quét/1"}),  # no accents typed: none must match
        ('"bàn lang"', {"quét/1"}),  # half of them
        ('"làng bản"', set()),  # the order counts
        ('"bản"', {"bản/1"}),
        ('"kết luận số 25-KL/TU của"', {"viện dẫn/1"}),
    ],
)
def test_inside_quotes_typed_accents_must_match(engine: WhooshEngine, typed: str, expected: set[str]) -> None:
    strict = {name for name in matching(engine, typed) if not found(engine, typed).relaxed}
    assert strict == expected


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("ban lang -bản", {"quét/1"}),
        ("ban lang -bàn", {"bản/1"}),
        ("ban lang -bán", {"bản/1", "quét/1"}),  # typed accents must match after a minus
        ("ban lang -ban", set()),
        ('ban lang -"làng ở vùng"', {"quét/1"}),
        ('ban lang -"vùng làng"', {"bản/1", "quét/1"}),
    ],
)
def test_behind_a_minus_typed_accents_must_match(engine: WhooshEngine, typed: str, expected: set[str]) -> None:
    assert matching(engine, typed) == expected


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("dat lua", {"tiêu đề/I"}),
        ("dat dai ha", {"tiêu đề/I"}),
        ("đất đai giao", {"tiêu đề/I/1"}),  # a word of the heading above, a word of its own
        ("nông nghiệp giao", {"tiêu đề/I/1"}),  # a word of the title
        ("nông nghiệp không", {"tiêu đề/II"}),
        ("hạn mức", {"tiêu đề/I/1"}),  # a heading says nothing about its elder section
        ('"đất đai" giao', {"tiêu đề/I/1"}),
        ('"đai giao"', set()),  # a phrase does not run from the heading into the text
        ("trinh van mau", {"tiêu đề/tiêu đề"}),  # the signer is found in the title block only
        ("hà tĩnh", {"tiêu đề/tiêu đề"}),
    ],
)
def test_all_units_in_the_section_or_its_context(engine: WhooshEngine, typed: str, expected: set[str]) -> None:
    result = found(engine, typed)
    assert {f"{hit.paper.paper}/{hit.section.path}" for hit in result.hits if not result.relaxed} == expected


@pytest.mark.parametrize(
    "typed, expected",
    [
        ('"mùa màng"', {"đoạn/1"}),
        ('"màng bội"', set()),  # a phrase ends with its paragraph
        ('"xuân kết"', set()),  # and with the heading
        ("màng bội", {"đoạn/1"}),
    ],
)
def test_a_phrase_never_runs_across_paragraphs(engine: WhooshEngine, typed: str, expected: set[str]) -> None:
    result = found(engine, typed)
    assert result.total == len(expected)
    assert {f"{hit.paper.paper}/{hit.section.path}" for hit in result.hits} == expected


def test_six_units_must_all_be_there(engine: WhooshEngine) -> None:
    assert matching(engine, " ".join(WORDS[:6])) == {"dài/1", "dài/4"}
    assert not found(engine, " ".join(WORDS[:6])).relaxed


def test_of_more_units_sixty_in_a_hundred_by_rarity(engine: WhooshEngine) -> None:
    """The eighth section holds all eight words; the first six of them; the second only the four commonest."""
    result = found(engine, " ".join(WORDS))
    assert {hit.section.path for hit in result.hits} == {"1", "4"}
    assert not result.relaxed


def test_of_more_units_the_unknown_ones_do_not_count(engine: WhooshEngine) -> None:
    assert matching(engine, " ".join(WORDS[:4]) + " qwert asdfg zxcvb") == {"dài/1", "dài/2", "dài/4"}


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("núi sông qwertyu", {"dài/1", "dài/2", "dài/4"}),  # two of three are more than one of three
        ("qwertyu zxcvbnm", set()),
        ('"ruộng đồng" núi', {"dài/1", "dài/2", "dài/3", "dài/4"}),
    ],
)
def test_when_nothing_has_all_units_the_best_partial_matches_come(
    engine: WhooshEngine, typed: str, expected: set[str]
) -> None:
    result = found(engine, typed)
    assert {f"{hit.paper.paper}/{hit.section.path}" for hit in result.hits} == expected
    assert result.relaxed is bool(expected)


@pytest.mark.parametrize(
    "typed, filters, expected",
    [
        ("đê điều", {}, {"khung/1"}),
        ("luu van phong", {}, {"khung/nơi nhận"}),  # nothing else matches
        ("thủy", {}, {"khung/nơi nhận", "khung/chữ ký"}),
        ("đê điều", {"type": ("noi_nhan",)}, {"khung/nơi nhận"}),
        ("đê điều", {"type": ("noi_nhan", "noi_dung")}, {"khung/nơi nhận", "khung/1"}),
        ("đê điều", {"type": ("noi_dung",)}, {"khung/1"}),
        ("minh họa", {}, {"khung/đầu"}),
        ("", {"type": ("chu_ky",)}, {"khung/chữ ký"}),
    ],
)
def test_frames_answer_only_when_nothing_else_does(
    engine: WhooshEngine, typed: str, filters: dict[str, tuple[str | None, ...]], expected: set[str]
) -> None:
    assert matching(engine, typed, **filters) == expected
    assert not found(engine, typed, **filters).relaxed


@pytest.mark.parametrize("typed", ["25-KL/TU", "số 25 - KL/TU", "25/KL-TU", "025-KL/TU", "kl 25 tu", "kết luận số 25"])
def test_a_number_leads_to_its_paper_and_to_what_cites_it(engine: WhooshEngine, typed: str) -> None:
    result = found(engine, typed)
    assert [(hit.paper.paper, hit.section.path) for hit in result.hits] == [("tiêu đề", "tiêu đề"), ("viện dẫn", "1")]


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("225-KL/TU", {"viện dẫn/2"}),
        ("25-KL/TW", set()),
        ("2-KL/TU", set()),
        ("25-NQ/TU", set()),
        ("25-KL/TU OR 225-KL/TU", {"tiêu đề/tiêu đề", "viện dẫn/1", "viện dẫn/2"}),
        ("25-KL/TU hà tĩnh", {"tiêu đề/tiêu đề"}),
        ("25-KL/TU OR rừng", {"tiêu đề/tiêu đề", "viện dẫn/1", "bàn/1"}),
    ],
)
def test_number_units(engine: WhooshEngine, typed: str, expected: set[str]) -> None:
    assert matching(engine, typed) == expected


def test_a_number_field_keeps_the_papers_sections(engine: WhooshEngine) -> None:
    everything = {"tiêu đề/tiêu đề", "tiêu đề/I", "tiêu đề/I/1", "tiêu đề/II"}
    assert matching(engine, "", number=("25-KL/TU",)) == everything
    assert matching(engine, "giao", number=("25-KL/TU",)) == {"tiêu đề/I/1"}
    assert matching(engine, "", cites=("25-KL/TU",)) == {"viện dẫn/1"}


@pytest.fixture(scope="module")
def regulations(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    cites = {"1": ["06-QĐ/TU"], "2": ["06-QĐi/TU"], "3": ["07-QyĐ/TU"], "4": ["06-QĐ/TW"]}
    papers = [
        paper("qđ", "Một.", number="06-QĐ/TU", year=2014),
        paper("qđi", "Hai.", number="06-QĐi/TU", year=2020),
        paper("khác", "Ba.", number="16-QĐi/TU", year=2021),
        paper("hd", "Bốn.", number="05-HD/TU", year=2014),
        paper("hđ", "Năm.", number="05-HĐ/TU", year=2014),
        paper("viện dẫn", "a", "b", "c", "d", cites=cites),
    ]
    return fill(tmp_path_factory.mktemp("library"), papers)


@pytest.mark.parametrize(
    "number, expected",
    [
        ("06-QĐ/TU", ["qđ", "qđi"]),  # the very number first, though it is older
        ("06-QĐi/TU", ["qđi", "qđ"]),
        ("06-QyĐ/TU", ["qđi", "qđ"]),  # nobody bears just this one
        ("16-QĐ/TU", ["khác"]),
        ("6-QĐ", ["qđ", "qđi"]),
        ("6-QD/TU", ["qđ", "qđi"]),
        ("6-QĐ/TW", []),  # near misses
        ("06-QC/TU", []),
        ("05-HD/TU", ["hd"]),
        ("05-HĐ/TU", ["hđ"]),
    ],
)
def test_a_number_filter_takes_one_symbol_for_the_other(
    regulations: WhooshEngine, number: str, expected: list[str]
) -> None:
    assert [hit.paper.paper for hit in found(regulations, "", number=(number,)).hits] == expected


@pytest.mark.parametrize(
    "number, expected",
    [
        ("06-QĐ/TU", {"viện dẫn/1"}),  # a value that is there is taken at its word, as its count says
        ("06-QĐi/TU", {"viện dẫn/2"}),
        ("06-QyĐ/TU", {"viện dẫn/1", "viện dẫn/2"}),
        ("07-QĐ/TU", {"viện dẫn/3"}),
        ("07-QĐ/TW", set()),
    ],
)
def test_a_cited_number_that_nobody_prints_so_is_looked_for_by_another_symbol(
    regulations: WhooshEngine, number: str, expected: set[str]
) -> None:
    assert matching(regulations, "", cites=(number,)) == expected


def test_one_or_other(engine: WhooshEngine) -> None:
    assert matching(engine, "rừng OR vùng") == {"bàn/1", "bản/1"}
    assert matching(engine, 'làng "máy quét" OR cao') == {"bản/1", "quét/1"}
    assert matching(engine, "rừng vùng") != matching(engine, "rừng OR vùng") or found(engine, "rừng vùng").relaxed


def test_an_empty_query_with_filters_lists_everything_newest_first(engine: WhooshEngine) -> None:
    result = found(engine, "", year=("2014", "2015"))
    assert [hit.paper.paper for hit in result.hits] == ["viện dẫn"] * 3 + ["tiêu đề"] * 4
    assert [hit.section.path for hit in result.hits] == ["1", "2", "3", "tiêu đề", "I", "I/1", "II"]
    assert not result.relaxed


def test_an_empty_query_lists_no_frames(engine: WhooshEngine) -> None:
    assert not {"khung/đầu", "khung/nơi nhận", "khung/chữ ký"} & matching(engine, "")
    assert len(matching(engine, "")) == 16


def test_only_an_exclusion_lists_all_the_rest(engine: WhooshEngine) -> None:
    assert matching(engine, "") - matching(engine, "-núi") == {"dài/1", "dài/2", "dài/3", "dài/4"}


@pytest.mark.parametrize(
    "filters, expected",
    [
        ({"year": ("2014",)}, 4),
        ({"year": ("2014", "2015")}, 7),
        ({"year": ("2012-2014",)}, 4),
        ({"year": ("2015-2012",)}, 0),
        ({"year": ("1999",)}, 0),
        ({"year": (None,)}, 9),
        ({"year": (None, "2014")}, 13),
        ({"place": ("Hà Tĩnh",)}, 4),
        ({"place": ("ha tinh",)}, 4),
        ({"place": ("Tĩnh",)}, 4),  # words in a row of a value, when no value is called so
        ({"place": ("Tĩnh Hà",)}, 0),
        ({"place": ("",)}, 0),
        ({"place": ("...",)}, 0),
        ({"signer": ("mẫu",)}, 4),
        ({"year": ("2014",), "place": (None,)}, 0),
    ],
)
def test_filters(engine: WhooshEngine, filters: dict[str, tuple[str | None, ...]], expected: int) -> None:
    assert found(engine, "", **filters).total == expected


def test_a_number_of_an_unknown_kind_does_not_shift_the_others(tmp_path: Path) -> None:
    cites = {"1": ["12/XY-AB"], "2": ["13-KL/TU"], "3": ["14-KL/TU"]}
    engine = fill(tmp_path, [paper("một", "a", "b", "c", cites=cites)])
    assert matching(engine, "13-KL/TU") == {"một/2"}
    assert matching(engine, "14-KL/TU") == {"một/3"}
    assert matching(engine, "số 12/XY-AB") == {"một/1"}


def test_a_paper_of_frames_alone_is_listed_when_nothing_else_is(tmp_path: Path) -> None:
    only = section("Lưu VT", path="nơi nhận", kind=SectionType.RECIPIENTS)
    engine = fill(tmp_path, [paper("một", only, year=2014), paper("hai", "gì đó", year=2015)])
    assert matching(engine, "", year=("2014",)) == {"một/nơi nhận"}
    assert matching(engine, "") == {"hai/1"}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    papers = [
        paper("tiền", "Hỗ trợ 12.000.000 đồng.", "Có 12 xã, 000 và 000."),
        paper("tỷ lệ", "Tăng 1,5% một năm.", "Năm 1 có 5%."),
        paper("ngày", "Kỷ niệm 30/4 và 1/5.", "Họp ngày 30 tháng 4.", "Có 4 tổ, 30 người."),
        paper("nhiệm kỳ", "Nhiệm kỳ 2020 - 2025.", "Từ 2015-2020, sau 2025.", year=2020),
    ]
    return fill(tmp_path_factory.mktemp("library"), papers)


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("12.000.000", {"tiền/1"}),
        ("12,000,000", {"tiền/1"}),  # signs are signs
        ("1,5%", {"tỷ lệ/1", "ngày/1"}),  # so the first of May is found, too
        ("30/4", {"ngày/1", "ngày/2"}),  # also in words
        ("2020-2025", {"nhiệm kỳ/1"}),
        ("2020–2025", {"nhiệm kỳ/1"}),
        ("2020 - 2025", {"nhiệm kỳ/1"}),
        ("nhiệm kỳ 2020-2025", {"nhiệm kỳ/1"}),
        ("2020 2025", {"nhiệm kỳ/1", "nhiệm kỳ/2"}),
    ],
)
def test_a_figure_is_found_as_it_is_printed(figures: WhooshEngine, typed: str, expected: set[str]) -> None:
    assert matching(figures, typed) == expected


def test_a_question_looks_a_syllable_up_once_however_long_it_is(engine: WhooshEngine) -> None:
    """What others looked up lately may be gone before the question is at its end."""
    state = engine._current()
    assert state is not None
    forgetful = replace(state.snapshot, recent=Recent(0))
    lookup = Lookup(forgetful)
    first = [
        lookup.holding("rung"),
        lookup.context("rung"),
        phrase_in_texts(lookup, Phrase(tuple(terms("trồng rừng")))),
    ]
    again = [
        lookup.holding("rung"),
        lookup.context("rung"),
        phrase_in_texts(lookup, Phrase(tuple(terms("trồng rừng")))),
    ]
    assert all(one is another for one, another in zip(first, again))
    assert Lookup(forgetful).holding("rung") is not first[0]
