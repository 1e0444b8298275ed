"""Totals and facet counts held against the slow way, order, paging, grouping by paper."""

from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import brute_force
import pytest
from building import Paper, fill, found, hits, paper, section
from hypothesis import given, settings
from hypothesis import strategies as st
from random_papers import filters, libraries, questions

from corpus.document import SectionType
from search.columnar.engine import WhooshEngine
from search.engine import Filters, Found, Search
from search.query import understand


def counts(result: Found, facet: str) -> dict[str | None, int]:
    return {value.value: value.count for value in result.facets[facet]}


def check_against_brute_force(papers: tuple[Paper, ...], asked: list[tuple[str, Filters]]) -> None:
    with TemporaryDirectory() as folder:
        engine = fill(Path(folder), papers)
        for typed, chosen in asked:
            result = engine.search(Search(understand(typed), chosen, limit=1000))
            right = brute_force.answer(papers, understand(typed), chosen)
            assert frozenset(hits(result)) == right.sections
            assert result.total == len(right.sections) == len(result.hits)
            assert result.documents == len({name for name, _ in right.sections})
            assert result.relaxed == right.relaxed
            for facet, wanted in right.facets.items():
                shown = {value: count for value, count in counts(result, facet).items() if count}
                assert shown == dict(wanted), facet


some_questions = st.lists(st.tuples(questions, filters), min_size=1, max_size=8)


@settings(max_examples=50, deadline=None)
@given(libraries, some_questions)
def test_totals_and_facets_are_exact(papers: tuple[Paper, ...], asked: list[tuple[str, Filters]]) -> None:
    check_against_brute_force(papers, asked)


@pytest.mark.full
@settings(max_examples=500, deadline=None)
@given(libraries, some_questions)
def test_totals_and_facets_are_exact_in_many_libraries(
    papers: tuple[Paper, ...], asked: list[tuple[str, Filters]]
) -> None:
    check_against_brute_force(papers, asked)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    papers = [
        paper("a", "rừng", "rừng rừng rừng", "đất", year=2014, place="Hà Tĩnh", cites={"1": ["25-KL/TU", "64-KL/TW"]}),
        paper("b", "rừng rừng", day="2015-03-01", place="Hà Tĩnh"),
        paper("c", "rừng và đất", day="2015-04-01", place="Huế"),
        paper("d", "rừng ở xa", section("rừng", path="2", kind=SectionType.TASKS)),
    ]
    return fill(tmp_path_factory.mktemp("library"), papers)


def test_facets_are_disjunctive(engine: WhooshEngine) -> None:
    result = found(engine, "rừng", place=("Huế",))
    assert result.total == 1
    assert counts(result, "place") == {"Hà Tĩnh": 3, "Huế": 1, None: 2}
    assert counts(result, "year") == {"2015": 1}
    assert [value.selected for value in result.facets["place"]] == [False, True, False]


def test_a_facet_is_shortened_by_the_others(engine: WhooshEngine) -> None:
    result = found(engine, "rừng", place=("Huế",), year=("2014",))
    assert result.total == 0
    assert counts(result, "place") == {"Hà Tĩnh": 2, "Huế": 0}
    assert counts(result, "year") == {"2015": 1, "2014": 0}


@pytest.mark.parametrize(
    "facet, wanted, shown",
    [
        ("place", "Đà Nẵng", "Đà Nẵng"),  # no paper of the library is from there
        ("year", "1999", "1999"),
        ("cites", "99-QĐ/TW", "99-QĐ/TW"),
        ("type", "phu_luc", "phu_luc"),
        ("place", None, None),
    ],
)
def test_a_chosen_value_stays_visible_at_nothing(
    engine: WhooshEngine, facet: str, wanted: str | None, shown: str | None
) -> None:
    result = found(engine, "đất", **{facet: (wanted,)})
    value = next(value for value in result.facets[facet] if value.value == shown)
    assert (value.count, value.selected) == (0, True)
    assert result.total == 0


def test_a_span_of_years_chooses_the_years_in_it(engine: WhooshEngine) -> None:
    result = found(engine, "rừng", year=("2013-2014",))
    assert [(value.value, value.count, value.selected) for value in result.facets["year"]] == [
        ("2015", 2, False),
        ("2014", 2, True),
        (None, 2, False),
    ]
    assert found(engine, "rừng", year=("1990-1999",)).facets["year"] == found(engine, "rừng").facets["year"]


def test_a_section_with_several_values_counts_for_each(engine: WhooshEngine) -> None:
    assert counts(found(engine, "rừng"), "cites") == {"25-KL/TU": 1, "64-KL/TW": 1, None: 5}
    assert found(engine, "rừng", cites=("25-KL/TU", "64-KL/TW")).total == 1


def test_years_come_newest_first_and_others_by_count(engine: WhooshEngine) -> None:
    result = found(engine, "rừng")
    assert [value.value for value in result.facets["year"]] == ["2015", "2014", None]
    assert [value.value for value in result.facets["place"]] == ["Hà Tĩnh", "Huế", None]


def test_sorted_by_date(engine: WhooshEngine) -> None:
    result = engine.search(Search(understand("rừng"), sort="date"))
    assert [hit.paper.paper for hit in result.hits] == ["c", "b", "a", "a", "d", "d"]
    assert hits(result)[2:4] == [("a", "2"), ("a", "1")]  # within a day the best first


def test_by_relevance(engine: WhooshEngine) -> None:
    scores = [hit.score for hit in found(engine, "rừng").hits]
    assert scores == sorted(scores, reverse=True)
    assert found(engine, "rừng đất").hits[0].paper.paper == "c"


def test_pages_follow_one_another(engine: WhooshEngine) -> None:
    whole = hits(found(engine, "rừng"))
    pages = [hits(engine.search(Search(understand("rừng"), offset=start, limit=2))) for start in range(0, 8, 2)]
    assert [hit for page in pages for hit in page] == whole
    assert pages[3] == []
    assert engine.search(Search(understand("rừng"), limit=0)).total == 6


def test_grouped_by_paper(engine: WhooshEngine) -> None:
    result = engine.search(Search(understand("rừng"), limit=2, per_paper=1))
    assert result.total == 6
    assert len(result.hits) == 2
    assert all(hit.more == {"a": 1, "b": 0, "c": 0, "d": 1}[hit.paper.paper] for hit in result.hits)
    rest = engine.search(Search(understand("rừng"), offset=2, limit=2, per_paper=1))
    assert {hit.paper.paper for hit in (*result.hits, *rest.hits)} == {"a", "b", "c", "d"}


def test_a_group_holds_the_best_of_its_paper_side_by_side(engine: WhooshEngine) -> None:
    papers = [hit.paper.paper for hit in engine.search(Search(understand("rừng"), per_paper=3)).hits]
    assert sorted(papers) == ["a", "a", "b", "c", "d", "d"]
    assert len([name for name, _ in groupby(papers)]) == 4
    grouped = engine.search(Search(understand("rừng"), per_paper=3)).hits
    of_a = [(hit.section.path, hit.more) for hit in grouped if hit.paper.paper == "a"]
    assert of_a == [("2", 0), ("1", 0)]


def test_nothing_found(engine: WhooshEngine) -> None:
    result = found(engine, "qwerty")
    assert (result.total, result.documents, result.hits, result.relaxed) == (0, 0, (), False)
    assert all(values == () for values in result.facets.values())


def test_values_of_one_count_stand_in_the_order_of_the_vietnamese_alphabet(tmp_path: Path) -> None:
    places = ["Đà Lam", "Ân Khê", "Bình Lam", "Án Sơn", "Yên Hạ", "An Sơn", "Đa Lam"]
    engine = fill(tmp_path, [paper(f"p{number}", "rừng", place=place) for number, place in enumerate(places)])
    shown = [one.value for one in found(engine, "rừng").facets["place"]]
    assert shown == ["An Sơn", "Án Sơn", "Ân Khê", "Bình Lam", "Đa Lam", "Đà Lam", "Yên Hạ"]
