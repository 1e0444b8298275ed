"""`tracuu search`: JSON to the letter, filters, and an answer to any query."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import FIRST, SECOND, TRACUU, apart, environment, printed, refused, tracuu
from filing import TASKS, texts

from search.answer import answer

ANSWER_KEYS = [
    *("query", "understood", "relaxed", "total", "documents", "milliseconds", "hits", "facets", "suggestion"),
]

HIT_KEYS = [
    *("doc", "source", "title", "doc_type", "number", "issuing_body", "place", "year", "date"),
    *("path", "trail", "type", "paragraph", "fragments", "url", "score"),
]

FACETS = ["year", "body", "type", "place", "doc_type", "cites"]


def test_search(library: Path) -> None:
    found = printed("search", "ve sinh moi truong", "--library", library, start=apart)
    assert list(found) == ANSWER_KEYS
    assert found["query"] == "ve sinh moi truong"
    assert (found["understood"], found["suggestion"], found["relaxed"]) == ("vệ sinh môi trường", None, False)
    assert (found["total"], found["documents"]) == (2, 2)
    assert [list(hit) for hit in found["hits"]] == [HIT_KEYS] * 2
    assert list(found["facets"]) == FACETS
    for values in found["facets"].values():
        assert all(list(value) == ["value", "count", "selected"] for value in values)
    years = [(one["value"], one["count"], one["selected"]) for one in found["facets"]["year"]]
    assert sorted(years) == [(2014, 1, False), (2015, 1, False)]


def test_a_query_that_begins_with_a_minus(library: Path) -> None:
    """The terminal takes it for an option; whoever types it is told how to say that it is none."""
    without = json.loads(tracuu("search", "--library", library, "--json", "--", "-rác").stdout)
    assert 0 < without["total"] < printed("search", "", "--library", library)["total"]
    for typed in ("-rác", "-UBND", "-năm:2014"):
        ended = tracuu("search", typed, "--library", library)
        assert ended.returncode == 2
        assert "tracuu search -- -UBND" in ended.stderr
        assert "tracuu search -- -UBND" in refused("search", typed, "--library", library, code=2, status=400)
    assert "tracuu search -- -UBND" in tracuu("search", "--help").stdout
    for wrong in (("search", "--yaer", "2014"), ("show", "-x")):  # that is a mistake, and no query
        ended = tracuu(*wrong)
        assert ended.returncode == 2
        assert "-- -UBND" not in ended.stderr


def test_search_hit(library: Path) -> None:
    (hit,) = printed("search", "vệ sinh môi trường", "--year", "2014", "--library", library)["hits"]
    pid = texts(library, FIRST)[TASKS[0]]
    fragments, score = hit.pop("fragments"), hit.pop("score")
    assert hit == {
        "doc": FIRST,
        "source": "a.txt",
        "title": "về công tác bảo vệ môi trường",
        "doc_type": "Kết luận",
        "number": "25-KL/TU",
        "issuing_body": "Ban Thường vụ Tỉnh ủy",
        "place": "Minh Họa",
        "year": 2014,
        "date": "2014-09-29",
        "path": "1",
        "trail": [],
        "type": "nhiem_vu",
        "paragraph": pid,
        "url": f"/van-ban/{FIRST}/{pid}",
    }
    assert score > 0
    (runs,) = fragments
    assert all(isinstance(text, str) and isinstance(marked, bool) for text, marked in runs)
    assert any(marked for _, marked in runs)
    assert "".join(text for text, _ in runs).strip(" …") in TASKS[0]


@pytest.mark.parametrize(
    ("options", "total"),
    [
        (["--year", "2014", "--year", "2015"], 2),
        (["--year", "2012-2016", "--place", "Minh Họa"], 2),
        (["--doc-type", "Kết luận", "--body", "Ban Thường vụ Tỉnh ủy", "--type", "nhiem_vu"], 2),
        (["--doc-type", "Chỉ thị"], 0),
    ],
)
def test_search_filters(library: Path, options: list[str], total: int) -> None:
    assert printed("search", "vệ sinh", *options, "--library", library)["total"] == total


def test_search_by_citation_limit_offset_and_sort(library: Path) -> None:
    found = printed("search", "", "--cites", "25-KL/TU", "--library", library)
    assert [(hit["doc"], hit["path"]) for hit in found["hits"]] == [(SECOND, "2")]
    newest = printed("search", "vệ sinh", "--sort", "date", "--limit", "1", "--library", library)
    oldest = printed("search", "vệ sinh", "--sort", "date", "--limit", "1", "--offset", "1", "--library", library)
    assert [one["hits"][0]["year"] for one in (newest, oldest)] == [2015, 2014]
    assert newest["total"] == oldest["total"] == 2
    assert printed("search", "vệ sinh", "--limit", "0", "--library", library)["hits"] == []


def test_search_for_people(library: Path) -> None:
    ended = tracuu("search", "vệ sinh", "--library", library)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("2 mục trong 2 văn bản")
    assert f"/van-ban/{FIRST}/" in ended.stdout
    nothing = tracuu("search", "zzzz qqqq", "--library", library)
    assert (nothing.returncode, nothing.stdout.split(",")[0]) == (0, "0 mục trong 0 văn bản")


@pytest.mark.parametrize("query", ["-1", '"', "(" * 10_000, "\u200b"])
def test_strange_queries_get_an_answer_or_a_sentence(library: Path, query: str) -> None:
    ended = apart("search", "--json", "--library", library, "--", query)
    assert ended.returncode in (0, 2)
    assert json.loads(ended.stdout).keys() & {"total", "error"}


def test_a_search_without_accents_needs_no_segmenter(library: Path) -> None:
    """It takes half as long to load as all the rest of a search."""
    asked = "import sys, tracuu; tracuu.commands(['search', {!r}, '--library', {!r}], standalone_mode=False); "
    told = "print('search.word_model' in sys.modules, file=sys.stderr)"
    for typed, needed in (("moi truong", "False"), ("môi trường", "True")):
        ended = subprocess.run(
            [sys.executable, "-c", asked.format(typed, str(library)) + told],
            cwd=TRACUU.parent,
            capture_output=True,
            encoding="utf-8",
            env=environment(),
            timeout=60,
        )
        assert ended.stderr.strip() == needed, ended.stderr


# What other commands need, or what comes with a whole library of which a search needs little.
NOT_FOR_A_SEARCH = {
    *("sqlite3", "lxml", "flask", "granian", "indexer", "web", "corpus.register", "corpus.parser", "corpus.readers"),
    *("search.columnar.writer", "whoosh.query", "whoosh.writing", "search.suggestions", "requests", "yaml"),
}


@pytest.mark.parametrize("query", ["moi truong", "môi trường"])
def test_a_search_imports_nothing_that_it_does_not_need(library: Path, query: str) -> None:
    command = [sys.executable, "-X", "importtime", str(TRACUU), "--library", str(library), "search", query]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment(), timeout=60, check=True)
    imported = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "search.answer" in imported
    assert not imported & NOT_FOR_A_SEARCH


def test_the_collector_rests_while_a_search_lasts(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr("terminal.search.answer", lambda *asked: seen.append(gc.isenabled()) or answer(*asked))
    assert printed("search", "vệ sinh", "--library", library)["total"]
    assert (seen, gc.isenabled(), gc.get_freeze_count()) == ([False], True, 0)
