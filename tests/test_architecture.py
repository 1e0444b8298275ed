"""The walls between the rooms: who may know whom, and which library is known where."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent

# corpus <- search <- indexer, web beside; the terminal sees all of them. The benchmark looks at all, and nobody at it.
MAY_KNOW = {
    "corpus": {"corpus"},
    "search": {"search", "corpus"},
    "indexer": {"indexer", "search", "corpus"},
    "web": {"web", "search", "corpus"},
    "terminal": {"terminal", "web", "indexer", "search", "corpus"},
    "bench": {"bench", "web", "indexer", "search", "corpus"},
}

# Each of these has one reason to be here, and one file that knows it (a folder, for whoosh and click).
KNOWN_ONLY_IN = {
    "unidecode": "corpus/text.py",
    "underthesea": "search/segmenter.py",
    "whoosh": "search/columnar/",
    "granian": "web/server.py",
    "click": ("tracuu.py", "terminal/"),
    "sqlite3": "corpus/register",
    "lxml": "corpus/readers/markup.py",
    "olefile": "corpus/readers/word97_file.py",
    "pypdfium2": "corpus/readers/portable.py",
    "pytesseract": "corpus/readers/scanned.py",
    "PIL": "corpus/readers/scanned.py",
    "zipfile": "corpus/readers/packages.py",
    "charset_normalizer": "corpus/readers/decoding.py",
}

# What the benchmark compares with, draws with, or puts beside our server.
KNOWN_IN_BENCH = {
    "whoosh": "bench/stock_whoosh.py",
    "sqlite3": "bench/fts5.py",
    "tantivy": "bench/tantivy_peer.py",
    "matplotlib": "bench/plot.py",
    "granian": "bench/bare.py",
    "underthesea": "bench/reading.py",  # alone, beside our reading
    "zipfile": "bench/formats.py",  # makes a .docx
}

# A part that has no test file of its own name is tested through the file that uses it, here.
TESTED_IN = {
    "bench/cited_words.py": "test_bench_citations.py",
    "bench/colliding_library.py": "test_bench_citations.py",
    "bench/colliding_world.py": "test_bench_citations.py",
    "bench/edited_papers.py": "test_bench_links.py",
    "bench/formats.py": "test_bench_links.py",
    "bench/articles.py": "test_bench_articles.py",
    "bench/suggestions.py": "test_bench_articles.py",
    "bench/typing.py": "test_bench_articles.py",
    "corpus/paper_facts.py": "test_resolution.py",
    "bench/__main__.py": "test_bench.py",
    "bench/answers.py": "test_bench.py",
    "bench/bare.py": "test_bench_over_http.py",
    "bench/building.py": "test_bench.py",
    "bench/engines.py": "test_bench.py",
    "bench/fts5.py": "test_bench_peers.py",
    "bench/invented.py": "test_bench_corpus.py",
    "bench/load.py": "test_bench_over_http.py",
    "bench/machine.py": "test_bench.py",
    "bench/one_stream.py": "test_bench_peers.py",
    "bench/opening.py": "test_bench.py",
    "bench/ours.py": "test_bench_peers.py",
    "bench/peer.py": "test_bench_peers.py",
    "bench/plot.py": "test_bench.py",
    "bench/segmentation.py": "test_bench_word_cache.py",
    "bench/servers.py": "test_bench_over_http.py",
    "bench/stock_whoosh.py": "test_bench_peers.py",
    "bench/tantivy_peer.py": "test_bench_peers.py",
    "bench/visible.py": "test_bench_over_http.py",
    "corpus/legacy_tables.py": "test_legacy_text.py",
    "corpus/set_phrases.py": "test_suspicion.py",
    "corpus/readable_places.py": "test_web_reading.py",
    "corpus/spellings.py": "test_suspicion.py",
    "corpus/title.py": "test_head.py",
    "corpus/readers/__init__.py": "test_readers.py",
    "corpus/readers/frames.py": "test_reader_flow.py",
    "corpus/readers/markdown.py": "test_readers.py",
    "corpus/readers/marks.py": "test_readers.py",
    "corpus/readers/markup.py": "test_reader_hostile.py",
    "corpus/readers/packages.py": "test_reader_hostile.py",
    "corpus/readers/page_layout.py": "test_reader_portable.py",
    "corpus/readers/page_paragraphs.py": "test_reader_portable.py",
    "corpus/readers/patience.py": "test_reader_hostile.py",
    "corpus/readers/plain.py": "test_readers.py",
    "corpus/readers/refusals.py": "test_reader_hostile.py",
    "corpus/readers/rich_text_words.py": "test_reader_rich_text.py",
    "corpus/readers/word97_file.py": "test_reader_word97.py",
    "corpus/readers/word97_styles.py": "test_reader_word97.py",
    "corpus/readers/word_styles.py": "test_reader_word.py",
    "corpus/readers/written.py": "test_readers.py",
    "indexer/decisions.py": "test_register_acts.py",
    "search/columnar/engine.py": "test_engine_contract.py",
    "search/columnar/gathering.py": "test_columnar_codec.py",
    "search/columnar/language.py": "test_counts.py",
    "search/columnar/laying.py": "test_columnar_field.py",
    "search/columnar/pool.py": "test_columnar_writer.py",
    "search/columnar/schema.py": "test_columnar_codec.py",
    "search/columnar/segment.py": "test_columnar_codec.py",
    "search/columnar/terms_reader.py": "test_columnar_codec.py",
    "search/engine.py": "test_engine_contract.py",
    "corpus/register_content.py": "test_register.py",
    "corpus/register_opening.py": "test_register.py",
    "search/columns.py": "test_snapshot.py",
    "search/lookup.py": "test_matching.py",
    "search/marks.py": "test_fragments.py",
    "terminal/collector.py": "test_search_command.py",
    "terminal/command.py": "test_command_line.py",
    "terminal/forget.py": "test_link_commands.py",
    "terminal/gone.py": "test_show_command.py",
    "terminal/group.py": "test_command_line.py",
    "terminal/links.py": "test_link_commands.py",
    "terminal/papers.py": "test_show_command.py",
    "terminal/progress.py": "test_index_command.py",
    "terminal/usage_errors.py": "test_command_line.py",
    "terminal/user.py": "test_user_commands.py",
    "web/cited_labels.py": "test_web_citation_pages.py",
    "web/citing.py": "test_web_reading.py",
    "web/compression.py": "test_web_security.py",
    "web/library.py": "test_web_errors.py",
    "web/openapi_shapes.py": "test_web_openapi.py",
    "web/static_files.py": "test_web_security.py",
}


def files_of_tests() -> set[str]:
    return {path.name for path in (HERE / "tests").rglob("test_*.py")}


def sources(room: str) -> list[Path]:
    return sorted((HERE / room).rglob("*.py"))


@cache
def imported(path: Path) -> frozenset[str]:
    """The top-level names of everything a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative imports hide which room is meant"
            names.add((node.module or "").partition(".")[0])
    return frozenset(names)


@pytest.mark.parametrize("room", MAY_KNOW)
def test_a_room_knows_only_the_rooms_before_it(room: str) -> None:
    assert sources(room)
    for path in sources(room):
        assert imported(path) & MAY_KNOW.keys() <= MAY_KNOW[room], path


@pytest.mark.parametrize("room", MAY_KNOW)
def test_no_room_knows_the_command_line(room: str) -> None:
    for path in sources(room):
        assert "tracuu" not in imported(path), path


def test_the_command_line_only_leads_to_the_terminal() -> None:
    known = imported(HERE / "tracuu.py")
    assert known & MAY_KNOW.keys() == {"terminal", "corpus"}


@pytest.mark.parametrize(("library", "place"), KNOWN_ONLY_IN.items())
def test_a_library_is_known_in_one_place(library: str, place: str | tuple[str, ...]) -> None:
    knowing = [
        path.relative_to(HERE).as_posix()
        for path in [HERE / "tracuu.py", *(path for room in MAY_KNOW if room != "bench" for path in sources(room))]
        if library in imported(path)
    ]
    assert knowing, f"nothing uses {library} any more"
    assert all(path.startswith(place) for path in knowing), knowing


@pytest.mark.parametrize("library", sorted({**KNOWN_ONLY_IN, **KNOWN_IN_BENCH}))
def test_the_benchmark_knows_a_library_in_one_file(library: str) -> None:
    knowing = [path.relative_to(HERE).as_posix() for path in sources("bench") if library in imported(path)]
    assert knowing == ([KNOWN_IN_BENCH[library]] if library in KNOWN_IN_BENCH else [])


def test_no_catch_all_files() -> None:
    names = {path.stem for room in MAY_KNOW for path in sources(room)}
    assert not names & {"utils", "helpers", "common", "misc", "util"}


def test_every_source_file_says_what_it_owns() -> None:
    for path in [path for room in MAY_KNOW for path in sources(room)]:
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree), f"{path} does not say what it owns"


def test_every_source_file_has_its_tests() -> None:
    tests = files_of_tests()
    for path in [path for room in MAY_KNOW for path in sources(room)]:
        name = path.relative_to(HERE).as_posix()
        if path.name == "__init__.py" and name not in TESTED_IN:
            continue
        prefixes = ("", "web_", "reader_", "columnar_", "web_api_", "bench_")
        own = {f"test_{prefix}{path.stem}.py" for prefix in prefixes}
        if name.startswith("terminal/"):
            own = {f"test_{path.stem}_command.py"}
        assert tests & own or TESTED_IN.get(name) in tests, name


def test_no_mapping_of_tests_is_out_of_date() -> None:
    for source, test in TESTED_IN.items():
        assert (HERE / source).exists(), source
        assert test in files_of_tests(), test
