"""The order of what matches."""

import tempfile
from pathlib import Path

import pytest
from building import Paper, fill, found, hits, paper, section, title_block
from hypothesis import given, settings
from hypothesis import strategies as st
from random_papers import libraries, questions

from search.engine import Search
from search.query import understand
from search.typed_forms import FORMS


def order(folder: Path, typed: str, *texts: str) -> list[str]:
    engine = fill(folder, [paper(f"p{number}", text) for number, text in enumerate(texts)])
    return [name for name, _ in hits(found(engine, typed))]


@pytest.mark.parametrize(
    "typed, better, worse",
    [
        ("bản", "đây là bản làng", "đây là bàn làng"),  # typed accents
        ("bàn", "đây là bàn làng", "đây là bản làng"),
        ("nong thon", "ở nông thôn đó", "nông ở thôn đó"),  # side by side
        ("rừng", "rừng rừng rừng cây", "rừng cây cây cây"),  # more often
        ("rừng", "rừng cây", "rừng cây cây cây cây cây cây cây"),  # in less text
        ("trồng rừng", "rừng trồng trồng rừng", "trồng cây hết rừng"),
    ],
)
def test_the_better_comes_first(tmp_path: Path, typed: str, better: str, worse: str) -> None:
    assert order(tmp_path / "one", typed, better, worse)[0] == "p0"
    assert order(tmp_path / "other", typed, worse, better)[0] == "p1"


def test_a_rare_syllable_tells_more_than_a_common_one(tmp_path: Path) -> None:
    texts = ["xã rừng cây", "xã núi cây", *["xã đồi cây"] * 8]
    assert order(tmp_path, "xã OR rừng", *texts)[0] == "p0"


def test_the_paper_that_bears_a_number_comes_before_those_that_cite_it(tmp_path: Path) -> None:
    citing = paper("citing", "25-KL/TU 25-KL/TU 25-KL/TU", cites={"1": ["25-KL/TU"]})
    bearing = paper("bearing", title_block("Về việc khác"), "nội dung", number="25-KL/TU")
    engine = fill(tmp_path, [citing, bearing])
    assert hits(found(engine, "25-KL/TU")) == [("bearing", "tiêu đề"), ("citing", "1")]


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("06-QĐ/TU", ["quyết định", "quy định", "nêu tên"]),  # what was typed first, then what it may also be
        ("06-QĐi/TU", ["quy định", "quyết định", "nêu tên"]),
        ("quy định 6", ["quy định", "quyết định", "nêu tên"]),
        ("06-CT/TU", ["chỉ thị"]),
    ],
)
def test_a_regulation_bears_either_symbol(tmp_path: Path, typed: str, expected: list[str]) -> None:
    engine = fill(
        tmp_path,
        [
            paper("nêu tên", "Theo 06-QĐi/TU.", cites={"1": ["06-QĐi/TU"]}),
            paper("quyết định", title_block("QUYẾT ĐỊNH số 06-QĐ/TU về rừng"), number="06-QĐ/TU"),
            paper("quy định", title_block("QUY ĐỊNH số 06-QĐi/TU về rừng"), number="06-QĐi/TU"),
            paper("chỉ thị", title_block("Chỉ thị về rừng"), number="06-CT/TU"),
            paper("chương trình", title_block("Chương trình về rừng"), number="06-CTr/TU"),
        ],
    )
    assert [name for name, _ in hits(found(engine, typed))] == expected


@pytest.mark.parametrize(
    "typed, first, others",
    [
        ("nghị quyết 18 năm 2025", {"2025", "hđnd 2025"}, {"2017"}),
        ("nq 18 năm 2017", {"2017"}, {"2025"}),
        ("nq 18/2017", {"2017"}, {"2025"}),
        ("18/2025", {"hđnd 2025"}, set()),
        ("nq 18 ngày 25/10/2017", {"2017"}, {"2025", "hđnd 2025"}),
    ],
)
def test_a_year_said_with_a_number_tells_which_paper_is_meant(
    tmp_path: Path, typed: str, first: set[str], others: set[str]
) -> None:
    engine = fill(
        tmp_path,
        [
            paper("2017", title_block("Về rừng"), number="18-NQ/TU", day="2017-10-25"),
            paper("2025", title_block("Về rừng"), number="18-NQ/TU", day="2025-01-30"),
            paper("hđnd 2025", title_block("Về rừng và đất"), number="18/2025/NQ-HĐND", day="2025-02-01"),
        ],
    )
    order = [name for name, _ in hits(found(engine, typed))]
    assert set(order[: len(first)]) == first
    assert set(order[len(first) :]) == others


def test_the_whole_paper_is_evidence_for_its_sections(tmp_path: Path) -> None:
    about = paper("about", "giao rừng cho dân", "rừng phòng hộ, rừng sản xuất", "rừng đặc dụng")
    aside = paper("aside", "giao rừng cho dân", "chợ búa và hàng quán", "bến xe")
    engine = fill(tmp_path, [aside, about])
    assert hits(found(engine, "giao rừng"))[0] == ("about", "1")


def test_a_word_in_the_heading_above_counts_less_than_in_the_text(tmp_path: Path) -> None:
    below = section("giao cho xã đó", path="I/1")
    engine = fill(
        tmp_path, [paper("p", section(path="I", heading="Về rừng"), below, section("giao rừng đó", path="II"))]
    )
    assert hits(found(engine, "giao rừng")) == [("p", "II"), ("p", "I/1")]


@pytest.mark.parametrize("form", ["nfd", "cp1258", "old-tones", "new-tones"])
@pytest.mark.parametrize("typed", ["hoà giải ở xã", "thủy lợi kỹ thuật", "“hoà giải” -khóa", "uỷ ban 25-KL/TU"])
def test_forms_of_the_same_text_give_the_same_answer(
    tmp_path_factory: pytest.TempPathFactory, form: str, typed: str
) -> None:
    texts = [
        "Hòa giải ở cơ sở xã",
        "hoá giải xã",
        "thuỷ lợi, kĩ thuật",
        "Ủy ban xã",
        "khoá họp hoà giải",
        "uỷ ban 25-KL/TU",
    ]
    engine = fill(tmp_path_factory.mktemp("library"), [paper(f"p{n}", text) for n, text in enumerate(texts)])
    assert found(engine, FORMS[form](typed)).hits == found(engine, typed).hits


@settings(max_examples=60, deadline=None)
@given(libraries, st.lists(questions, min_size=4, max_size=4), st.integers(1, 4), st.sampled_from([None, 1, 3]))
def test_what_is_not_looked_at_closely_would_not_have_come_onto_the_page(
    library: tuple[Paper, ...], asked: list[str], limit: int, per_paper: int | None
) -> None:
    """How things are written is looked at only where it can matter: a short page begins as the longest does."""
    with tempfile.TemporaryDirectory() as folder:
        engine = fill(Path(folder), library)
        for typed in asked:
            query = understand(typed)
            everything = engine.search(Search(query, limit=1000, per_paper=per_paper)).hits
            page = engine.search(Search(query, limit=limit, per_paper=per_paper)).hits
            papers = list(dict.fromkeys(hit.paper.paper for hit in everything))[:limit]
            assert list(page) == (
                [hit for hit in everything if hit.paper.paper in papers] if per_paper else list(everything[:limit])
            )
