"""What any engine must do, said through the interface of search/engine.py alone.

A new engine is one more word in `ENGINES` of test_engine_contract.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from building import Paper, paper, section, title_block
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_papers import filters, papers, questions

from corpus.errors import LibraryBroken, LibraryBusy
from search.engine import Engine, FacetValue, Filters, Fingerprint, Found, Search
from search.query import understand

Open = Callable[[Path], Engine]

FOREST = paper("forest", "trồng rừng ở xã", "giao đất", year=2014, number="25-KL/TU", place="Hà Tĩnh")
VILLAGE = paper("village", "trồng cây ở bản", day="2015-03-01", doc_type="Kết luận")
PRINT = Fingerprint(12, 345, "ab", "forest")


def write(
    engine: Engine,
    put: Sequence[Paper] = (),
    remove: Sequence[str] = (),
    generation: int = 1,
    fingerprints: dict[str, Fingerprint] | None = None,
) -> None:
    with engine.writing() as batch:
        for name in remove:
            batch.remove(name)
        for one in put:
            batch.put(one.entry)
        batch.commit(generation, fingerprints or {})


def write_half(engine: Engine, one: Paper) -> None:
    with engine.writing() as batch:
        batch.put(one.entry)
        raise ZeroDivisionError


def ask(engine: Engine, typed: str, chosen: Filters | None = None) -> Found:
    return engine.search(Search(understand(typed), chosen or {}, limit=1000))


def names(result: Found) -> list[str]:
    return sorted({hit.paper.paper for hit in result.hits})


@st.composite
def histories(draw: st.DrawFn) -> list[list[tuple[str, Paper | None]]]:
    """Commits of changes: a paper comes in some wording, or goes (None)."""
    name = st.sampled_from(["a", "b", "c", "d"])
    change = name.flatmap(lambda one: st.tuples(st.just(one), papers(one) | papers(one) | st.none()))
    return draw(st.lists(st.lists(change, min_size=1, max_size=4), min_size=1, max_size=7))


class EngineContract:
    """Subclasses give the fixture `open_engine`."""

    @pytest.fixture
    def engine(self, open_engine: Open, tmp_path: Path) -> Engine:
        return open_engine(tmp_path)

    # Before the first commit

    def test_a_library_without_a_commit_is_not_an_empty_answer(self, engine: Engine) -> None:
        assert engine.generation is None
        assert (engine.papers(), engine.fingerprints(), list(engine.suggest("a", 5))) == ({}, {}, [])
        assert engine.document("forest") is None
        with pytest.raises(LibraryBroken, match="tracuu index"):
            ask(engine, "rừng")

    # Writing

    def test_what_is_committed_is_found(self, engine: Engine) -> None:
        write(engine, [FOREST, VILLAGE], generation=7, fingerprints={"/a/forest.txt": PRINT})
        assert engine.generation == 7
        assert engine.fingerprints() == {"/a/forest.txt": PRINT}
        assert engine.papers() == {"forest": 2, "village": 1}
        assert names(ask(engine, "trong")) == ["forest", "village"]
        assert ask(engine, "").total == 3

    def test_what_is_not_committed_is_dropped(self, engine: Engine) -> None:
        write(engine, [FOREST])
        with engine.writing() as batch:
            batch.put(VILLAGE.entry)
            batch.remove("forest")
        assert engine.papers() == {"forest": 2}
        assert engine.generation == 1

    def test_an_error_in_the_middle_drops_what_was_begun(self, engine: Engine) -> None:
        write(engine, [FOREST])
        with pytest.raises(ZeroDivisionError):
            write_half(engine, VILLAGE)
        assert engine.papers() == {"forest": 2}
        write(engine, [VILLAGE], generation=2)
        assert engine.papers() == {"forest": 2, "village": 1}

    def test_nothing_is_seen_before_the_commit(self, engine: Engine) -> None:
        write(engine, [FOREST])
        with engine.writing() as batch:
            batch.put(VILLAGE.entry)
            batch.remove("forest")
            assert engine.papers() == {"forest": 2}
            batch.commit(2, {})
            assert engine.papers() == {"village": 1}

    def test_a_batch_may_commit_more_than_once(self, engine: Engine) -> None:
        with engine.writing() as batch:
            batch.put(FOREST.entry)
            batch.commit(1, {})
            batch.put(VILLAGE.entry)
            batch.commit(2, {"/x": PRINT})
        assert engine.papers() == {"forest": 2, "village": 1}
        assert (engine.generation, engine.fingerprints()) == (2, {"/x": PRINT})

    def test_a_commit_of_nothing_names_its_generation(self, engine: Engine) -> None:
        write(engine, [FOREST], generation=1, fingerprints={"/x": PRINT})
        write(engine, generation=2)
        assert (engine.generation, engine.fingerprints(), engine.papers()) == (2, {}, {"forest": 2})

    def test_a_paper_that_is_put_again_is_replaced(self, engine: Engine) -> None:
        write(engine, [FOREST, VILLAGE])
        write(engine, [paper("forest", "chợ mới", title="Chợ")], generation=2)
        assert engine.papers() == {"forest": 1, "village": 1}
        assert ask(engine, "rừng").total == 0
        record = engine.document("forest")
        assert record is not None
        assert (record.title, record.number) == ("Chợ", None)

    def test_the_last_word_of_a_batch_holds(self, engine: Engine) -> None:
        with engine.writing() as batch:
            batch.put(FOREST.entry)
            batch.put(VILLAGE.entry)
            batch.put(paper("forest", "chợ mới").entry)
            batch.remove("village")
            batch.commit(1, {})
        assert engine.papers() == {"forest": 1}
        assert names(ask(engine, "cho moi")) == ["forest"]
        assert ask(engine, "trồng").total == 0
        assert engine.document("village") is None

    def test_a_removed_paper_is_gone(self, engine: Engine) -> None:
        write(engine, [FOREST, VILLAGE])
        write(engine, remove=["forest", "never there"], generation=2)
        assert engine.papers() == {"village": 1}
        assert engine.document("forest") is None
        assert names(ask(engine, "trồng")) == ["village"]
        assert [value.value for value in ask(engine, "trồng").facets["place"]] == [None]

    def test_an_emptied_library_answers_that_it_is_empty(self, engine: Engine) -> None:
        write(engine, [FOREST])
        write(engine, remove=["forest"], generation=2)
        assert ask(engine, "rừng").total == 0
        assert (engine.papers(), engine.generation) == ({}, 2)

    def test_there_is_one_pen(self, engine: Engine, open_engine: Open, tmp_path: Path) -> None:
        with engine.writing() as batch:
            batch.put(FOREST.entry)
            with pytest.raises(LibraryBusy), open_engine(tmp_path).writing():
                pass
            batch.commit(1, {})
        write(open_engine(tmp_path), [VILLAGE], generation=2)
        assert engine.papers() == {"forest": 2, "village": 1}

    # Reading

    def test_a_state_is_of_one_commit(self, engine: Engine, open_engine: Open, tmp_path: Path) -> None:
        """Two commits may be of the same generation: a register that was put back is counted anew."""
        reader, seen = open_engine(tmp_path), [engine.state]
        assert seen == [None]
        for one in (FOREST, VILLAGE, FOREST):
            write(engine, [one], generation=1)
            assert reader.state == reader.state == engine.state
            seen.append(reader.state)
        assert len(set(seen)) == 4

    def test_a_reader_sees_the_commits_of_others(self, engine: Engine, open_engine: Open, tmp_path: Path) -> None:
        reader = open_engine(tmp_path)
        for generation in range(1, 8):
            write(engine, [paper(f"p{generation}", "trồng rừng")], generation=generation)
            assert reader.generation == generation
            assert ask(reader, "rừng").total == generation

    def test_a_library_opened_anew_is_the_same(self, engine: Engine, open_engine: Open, tmp_path: Path) -> None:
        write(engine, [FOREST, VILLAGE], fingerprints={"/x": PRINT})
        again = open_engine(tmp_path)
        assert ask(again, "trồng") == ask(engine, "trồng")
        assert (again.papers(), again.fingerprints()) == (engine.papers(), engine.fingerprints())

    def test_a_hit_says_everything_of_its_section_and_paper(self, engine: Engine) -> None:
        below = section("Giao rừng cho dân.", "Đoạn hai.", path="I/1", heading="Về rừng")
        block = title_block("Kết luận về lâm nghiệp")
        one = paper(
            *("p", block, section(path="I", heading="Nhiệm vụ"), below),
            day="2014-09-29",
            number="25-KL/TU",
            body="Tỉnh ủy",
            doc_type="Kết luận",
            place="Hà Tĩnh",
            title="Về lâm nghiệp",
        )
        write(engine, [one])
        hit = ask(engine, "giao rung").hits[0]
        assert hit.paper == one.entry.record == engine.document("p")
        assert hit.section == one.entry.sections[2]
        assert (hit.section.trail, hit.section.type) == (("Nhiệm vụ",), "noi_dung")
        assert hit.section.heading is not None
        assert [passage.text for passage in hit.section.paragraphs] == ["Giao rừng cho dân.", "Đoạn hai."]
        assert hit.score > 0

    @pytest.mark.parametrize(
        "text", ["<script>alert(1)</script>", "e\u0302\u0301 𝄞 😀", "  a  ", "x" * 70_000, "a\u200bb"]
    )
    def test_what_is_shown_is_what_was_written(self, engine: Engine, text: str) -> None:
        write(engine, [paper("p", f"rừng {text}")])
        assert ask(engine, "rừng").hits[0].section.paragraphs[0].text == f"rừng {text}"

    @pytest.mark.parametrize(
        "name", ["", "forest ", "FOREST", "\ud800", "x" * 10_000, "paper:forest", "library", "\x00"]
    )
    def test_there_is_no_such_paper(self, engine: Engine, name: str) -> None:
        write(engine, [FOREST])
        assert engine.document(name) is None

    @pytest.mark.parametrize(
        ("cited_at", "expected"),
        [
            ({"forest": (1,)}, ["giao đất"]),
            ({"forest": (0, 1), "village": (0,)}, ["giao đất", "trồng cây ở bản", "trồng rừng ở xã"]),
            ({"forest": (2, 99), "nowhere": (0,)}, []),  # the index may be a commit ahead of who asks
            ({}, []),
        ],
    )
    def test_a_cited_paper_is_the_sections_that_cite_it(
        self, engine: Engine, cited_at: dict[str, tuple[int, ...]], expected: list[str]
    ) -> None:
        """Whatever was replaced, removed or committed in between, sections are counted within their paper."""
        write(engine, [VILLAGE, paper("other", "bản khác")])
        write(engine, [paper("forest", "cũ"), VILLAGE], generation=2)
        write(engine, [FOREST], remove=["other"], generation=3)
        search = Search(understand(""), {"cites": ("some-paper",)}, cited_at={"some-paper": cited_at})
        found = engine.search(search)
        assert sorted(one.text for hit in found.hits for one in hit.section.paragraphs) == expected
        assert found.total == len(expected)
        assert FacetValue("some-paper", len(expected), True) in found.facets["cites"]

    def test_rarity_is_of_the_syllables_that_were_asked_for(self, engine: Engine) -> None:
        write(engine, [FOREST, VILLAGE])
        rarity = ask(engine, "trồng rừng").rarity
        assert rarity.keys() == {"trong", "rung"}
        assert rarity["rung"] > rarity["trong"] > 0

    def test_the_vocabulary_is_that_of_the_last_commit(self, engine: Engine) -> None:
        assert engine.vocabulary() is None
        write(engine, [paper("a", section("Giữ rừng, giữ đất", heading="Về rừng")), paper("b", section("giữ rừng"))])
        vocabulary = engine.vocabulary()
        assert vocabulary is engine.vocabulary()
        assert vocabulary
        assert (vocabulary.count("giữ", "rừng"), vocabulary.count("rừng")) == (2, 3)
        write(engine, remove=["b"], generation=2)
        after = engine.vocabulary()
        assert after
        assert after.count("giữ", "rừng") == 1

    def test_suggestions(self, engine: Engine) -> None:
        parts = [section("x", path="1", heading="Nông thôn mới"), section("y", path="2", heading="Đô thị nông nghiệp")]
        write(engine, [paper("a", *parts), paper("b", section("z", heading="Nông thôn mới"))])
        assert list(engine.suggest("nong", 5)) == ["Nông thôn mới", "Đô thị nông nghiệp"]
        assert list(engine.suggest("thon m", 5)) == ["Nông thôn mới"]
        assert list(engine.suggest("nong", 1)) == ["Nông thôn mới"]
        assert list(engine.suggest("hôn", 5)) == []  # in the middle of a syllable
        assert [list(engine.suggest(typed, 5)) for typed in ("", " ", "...", "\ud800")] == [[], [], [], []]
        write(engine, remove=["a"], generation=2)
        assert list(engine.suggest("nong", 5)) == ["Nông thôn mới"]

    def test_many_threads_ask_at_the_same_time(self, engine: Engine) -> None:
        switch_interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)  # threads take turns as often as they can
        try:
            self.check_threads(engine)
        finally:
            sys.setswitchinterval(switch_interval)

    def check_threads(self, engine: Engine) -> None:
        write(engine, [paper(f"p{number}", f"rừng số {number}", f"đất {number} xã") for number in range(40)])
        right = {number: ask(engine, f"rừng {number} OR đất").hits for number in range(40)}
        with ThreadPoolExecutor(8) as threads:
            found = threads.map(lambda number: ask(engine, f"rừng {number} OR đất").hits, [*range(40)] * 5)
        assert list(found) == [right[number] for number in [*range(40)] * 5]

    def test_readers_ask_while_another_writes(self, engine: Engine, open_engine: Open, tmp_path: Path) -> None:
        """Whichever commit a reader sees, it sees the whole of it."""
        write(engine, [paper("count", "rừng"), paper("other", "rừng")])
        reader = open_engine(tmp_path)
        with ThreadPoolExecutor(2) as threads:
            asked = [threads.submit(lambda: [ask(reader, "rừng").total for _ in range(60)]) for _ in range(2)]
            for size in range(2, 12):
                put = [paper("count", *["rừng"] * size), paper("other", *["rừng"] * size)]
                write(engine, put, generation=size)
        totals = [total for one in asked for total in one.result()]
        assert all(total % 2 == 0 for total in totals)
        assert ask(reader, "rừng").total == 22

    # However the library came to be, the same papers give the same answers

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(histories(), st.lists(st.tuples(questions, filters), min_size=1, max_size=5))
    def test_history_leaves_no_trace(
        self,
        open_engine: Open,
        tmp_path_factory: pytest.TempPathFactory,
        history: list[list[tuple[str, Paper | None]]],
        asked: list[tuple[str, Filters]],
    ) -> None:
        check_history(open_engine, tmp_path_factory, history, asked)

    @pytest.mark.full
    @settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(histories(), st.lists(st.tuples(questions, filters), min_size=1, max_size=5))
    def test_many_histories_leave_no_trace(
        self,
        open_engine: Open,
        tmp_path_factory: pytest.TempPathFactory,
        history: list[list[tuple[str, Paper | None]]],
        asked: list[tuple[str, Filters]],
    ) -> None:
        check_history(open_engine, tmp_path_factory, history, asked)


def check_history(
    open_engine: Open,
    tmp_path_factory: pytest.TempPathFactory,
    history: list[list[tuple[str, Paper | None]]],
    asked: list[tuple[str, Filters]],
) -> None:
    """Replacements, removals and merges, against one fresh index of the papers that are left."""
    grown = open_engine(tmp_path_factory.mktemp("grown"))
    left: dict[str, Paper] = {}
    for generation, commit in enumerate(history, start=1):
        with grown.writing() as batch:
            for name, one in commit:
                if one is None:
                    batch.remove(name)
                    left.pop(name, None)
                else:
                    batch.put(one.entry)
                    left[name] = one
            batch.commit(generation, {})
    fresh = open_engine(tmp_path_factory.mktemp("fresh"))
    write(fresh, list(left.values()))
    assert grown.papers() == fresh.papers()
    for typed, chosen in asked:
        assert ask(grown, typed, chosen) == ask(fresh, typed, chosen)
