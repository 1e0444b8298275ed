"""Short forms, old names and what is found by them: which writings stand for what was typed, and in which order."""

from __future__ import annotations

import pytest
from building import fill, paper, section, title_block

from corpus.text import fold_text
from search.answer import Request, answer
from search.columnar.engine import WhooshEngine
from search.engine import Search
from search.query import as_meant, understand
from search.typed_forms import without_accents


def written(typed: str) -> dict[str, list[str]]:
    """What was typed → what stands for it: `{"UBND": ["ủy ban nhân dân"]}`; `~` before old names."""
    query = understand(typed)
    row = [unit.alternatives[0].terms[0].source.text for unit in query.units]  # type: ignore[union-attr]
    spans: dict[str, list[str]] = {}
    for one in query.expansions:
        name = " ".join(term.source.text for term in one.terms)
        spans.setdefault(" ".join(row[one.first : one.last]), []).append(name if one.weight == 1 else f"~{name}")
    return spans


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("UBND xã", {"UBND": ["ủy ban nhân dân"]}),
        ("ubnd xa", {"ubnd": ["ủy ban nhân dân"]}),  # can be no word
        ("HĐND", {"HĐND": ["hội đồng nhân dân"]}),
        ("hdnd", {"hdnd": ["hội đồng nhân dân"]}),
        ("BTV", {"BTV": ["ban thường vụ"]}),
        ("BCH", {"BCH": ["ban chấp hành"]}),
        ("tw", {"tw": ["trung ương"]}),
        ("TƯ", {"TƯ": ["tỉnh ủy", "thành ủy", "trung ương", "TW"]}),
        ("TU", {"TU": ["tỉnh ủy", "thành ủy", "trung ương"]}),  # the same sections, with and without its accent
        ("T.Ư", {"T Ư": ["trung ương"]}),
        ("tư", {}),  # a word
        ("Tu sửa", {}),
        ("thu tiền", {}),  # ThU is printed otherwise
        ("QP-AN", {"QP AN": ["quốc phòng an ninh", "quốc phòng và an ninh", "QPAN"]}),
        ("qp-an", {"qp an": ["quốc phòng an ninh", "quốc phòng và an ninh", "QPAN"]}),
        ("QPAN", {"QPAN": ["quốc phòng an ninh", "quốc phòng và an ninh", "QP AN"]}),
        ("qp an", {}),  # two words that someone is still typing
        ("UB ND xã", {"UB ND": ["ủy ban nhân dân"]}),
        ("kt xh", {"kt xh": ["kinh tế xã hội"]}),
        ("ub nd", {"ub nd": ["ủy ban nhân dân"]}),
        ("ub dân", {}),
        ("ANQP", {"ANQP": ["an ninh quốc phòng", "quốc phòng an ninh", "quốc phòng và an ninh"]}),
        ("anqp", {"anqp": ["an ninh quốc phòng"]}),
        ("GD&ĐT", {"GD ĐT": ["giáo dục và đào tạo", "giáo dục đào tạo", "GDĐT"]}),
        ("đ/c", {"đ c": ["đồng chí"]}),
        ("điểm đ, c", {}),
        ("QK4", {"QK4": ["quân khu 4"]}),
        ("VPTU", {"VPTU": ["văn phòng tỉnh ủy", "văn phòng thành ủy"]}),
        ("CTr", {"CTr": ["chương trình"]}),
        ("QĐ", {"QĐ": ["quyết định", "quy định"]}),
        ('"UBND"', {}),  # in quotes nothing stands for anything else
        ("-UBND xã", {}),
        ("BAN THUONG VU TU", {"BAN THUONG VU": ["BTV"]}),  # all in capitals: they tell nothing
        # and back
        ("ủy ban nhân dân xã", {"ủy ban nhân dân": ["UBND"]}),
        ("uy ban nhan dan xa", {"uy ban nhan dan": ["UBND"]}),
        ("Uỷ ban nhân", {}),
        ("nhân dân ủy ban", {}),
        ("tỉnh ủy", {"tỉnh ủy": ["~Ban Chấp hành Đảng bộ tỉnh"]}),  # never TU: that folds to a word
        ("chuyen doi so", {"chuyen doi so": ["CĐS"]}),
        # new names and what they were made of
        ("Lâm Đồng", {"Lâm Đồng": ["~Đắk Nông", "~Bình Thuận", "~Đắc Nông"]}),
        ("lam dong", {"lam dong": ["~Đắk Nông", "~Bình Thuận", "~Đắc Nông"]}),
        ("Bình Thuận", {}),  # an old name means itself
        ("Hà Tĩnh", {}),
        ("dak lak", {"dak lak": ["~Phú Yên", "Đắc Lắc", "Daklak"]}),
        ("tư tưởng Hồ Chí Minh", {}),  # no place
        ("thành phố Hồ Chí Minh", {"thành phố": [], "thành phố Hồ Chí Minh": ["~Bình Dương"]}),
        ("Ban Tuyên giáo và Dân vận", {"Ban Tuyên giáo và Dân vận": ["~Ban Tuyên giáo", "~Ban Dân vận"]}),
    ],
)
def test_what_stands_for_what_was_typed(typed: str, expected: dict[str, list[str]]) -> None:
    spans = written(typed)
    assert set(expected) >= {span for span in spans if span in expected}
    for span, names in expected.items():
        assert set(names) <= set(spans.get(span, [])), spans
    if not expected:
        assert spans == {}


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("UBND xã", "ủy ban nhân dân xã"),
        ("hdnd, ubnd", "hội đồng nhân dân, ủy ban nhân dân"),
        ("LĐ-TB&XH", "lao động - thương binh và xã hội"),  # not its parts: TB would be thông báo
        ("NQ về CĐS năm:2022", "nghị quyết về chuyển đổi số năm:2022"),
        ("CT xã", "CT xã"),  # means several things
        ("nghị quyết TƯ", "nghị quyết trung ương"),
        ("nghị quyết TU", "nghị quyết TU"),
        ("tư tưởng, Tư tưởng", "tư tưởng, Tư tưởng"),
        ("UB ND xã", "ủy ban nhân dân xã"),
        ("ủy ban nhân dân", "ủy ban nhân dân"),
        ('"UBND" xã', '"UBND" xã'),
    ],
)
def test_short_forms_that_mean_one_thing_are_written_out(typed: str, meant: str) -> None:
    assert as_meant(understand(typed)).text == meant


def test_alternatives_expand_too() -> None:
    query = understand("UBND OR HĐND")
    assert {" ".join(term.folded for term in one.terms) for one in query.expansions} == {
        "uy ban nhan dan",
        "hoi dong nhan dan",
    }


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    return fill(
        tmp_path_factory.mktemp("library"),
        [
            paper("long", "Ủy ban nhân dân xã báo cáo."),
            paper("short", "UBND xã báo cáo."),
            paper("scattered", "Nhân dân bầu ủy viên của ban."),
            paper("security", "Giữ vững quốc phòng - an ninh.", "QP-AN được giữ vững.", "Công tác QPAN."),
            paper("old", title_block("Về đất đai"), "Đất của dân.", place="Bình Thuận"),
            paper("new", title_block("Về rừng"), "Rừng của dân.", place="Lâm Đồng"),
            paper("other", title_block("Về biển"), section("Biển của dân."), place="Hà Tĩnh"),
            paper("central", "Theo Trung ương Đảng.", "Theo Tỉnh uỷ.", "Tài sản tư nhân."),
        ],
    )


def papers(engine: WhooshEngine, typed: str) -> list[str]:
    return [hit.paper.paper for hit in engine.search(Search(understand(typed), limit=50)).hits]


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("UBND", ["long", "short"]),  # as a phrase: not where its words are scattered
        ("ubnd", ["long", "short"]),
        ("ủy ban nhân dân", ["long", "scattered", "short"]),
        ("uy ban nhan dan", ["long", "scattered", "short"]),
        ('"ủy ban nhân dân"', ["long"]),
        ('"UBND"', ["short"]),
        ("báo cáo -UBND", []),  # what UBND would have found is left out
        ('báo cáo -"UBND"', ["long"]),
        ("TƯ", ["central", "central", "central"]),
        ("TW", ["central"]),
        ("tư", ["central"]),
        ("UBND OR biển", ["long", "other", "other", "short"]),
        ("Lâm Đồng", ["new", "old"]),
        ("lam dong", ["new", "old"]),
        ("Bình Thuận", ["old"]),
        ("binh thuan", ["old"]),
    ],
)
def test_found(engine: WhooshEngine, typed: str, expected: list[str]) -> None:
    assert sorted(papers(engine, typed)) == expected


def test_what_was_typed_comes_before_its_old_parts(engine: WhooshEngine) -> None:
    assert papers(engine, "Lâm Đồng") == ["new", "old"]


def test_with_its_accent_a_short_form_ranks_as_what_it_is_then(engine: WhooshEngine) -> None:
    """The same sections as without it; but TƯ is Trung ương."""
    by_form = {
        typed: [(hit.section.paragraphs[0].text, hit.score) for hit in engine.search(Search(understand(typed))).hits]
        for typed in ("TƯ", "TW", "TU")
    }
    assert by_form["TƯ"][0] == by_form["TW"][0]
    assert {text for text, _ in by_form["TƯ"]} == {text for text, _ in by_form["TU"]}


def test_a_name_and_its_short_form_rank_the_same(engine: WhooshEngine) -> None:
    """The sections that hold the name as a phrase, or its short form, in one order with equal scores."""
    for short, name in (
        ("UBND", "ủy ban nhân dân"),
        ("qp-an", "quốc phòng - an ninh"),
        ("QPAN", "quốc phòng - an ninh"),
    ):
        by_short, by_name = (engine.search(Search(understand(typed), limit=50)).hits for typed in (short, name))
        held = {(hit.paper.paper, hit.section.path) for hit in by_short}
        scores = [
            [(hit.paper.paper, hit.section.path, round(hit.score, 4)) for hit in side] for side in (by_short, by_name)
        ]
        assert scores[0] == [one for one in scores[1] if one[:2] in held]
        assert len(held) > 1


@pytest.mark.parametrize(
    "typed", ["HĐND xã", "TƯ", "CĐS", "Đắk Lắk", "Ủy ban nhân dân", "QP-AN", "BCĐ", "Lâm Đồng đất"]
)
def test_accents_never_decide_what_stands_for_it(typed: str) -> None:
    def shown(text: str) -> set[tuple[int, int, str, float]]:
        return {
            (one.first, one.last, fold_text(" ".join(term.folded for term in one.terms)), one.weight)
            for one in understand(text).expansions
        }

    assert shown(typed) == shown(without_accents(typed))


def test_a_typed_place_means_its_old_parts_a_chosen_one_itself(engine: WhooshEngine) -> None:
    def places(text: str, **chosen: list[str]) -> set[str]:
        return {hit.hit.paper.paper for hit in answer(Request(text, chosen), engine).results}

    assert places('nơi:"Lâm Đồng"') == places("noi:lam-dong") == {"old", "new"}
    assert places('nơi:"Bình Thuận"') == {"old"}
    assert places("", place=["Lâm Đồng"]) == {"new"}  # as its count in the facet says
