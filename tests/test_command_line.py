"""The command line as a person meets it: exit codes, JSON to the letter, no traceback."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from commanding import TRACUU, apart, environment, printed, refused, refused_in_words, tracuu
from filing import SAMPLES, TASKS, indexed, paper, registered, rows, run, texts, write

from corpus.register import FILE_NAME
from search.columnar.engine import WhooshEngine

FIRST, SECOND = "25-kl-tu-minh-hoa-2014", "26-kl-tu-minh-hoa-2015"

SUMMARY_KEYS = ["added", "changed", "unchanged", "removed", "failed", "kept", "doubts", "sections", "seconds"]
ANSWER_KEYS = [
    *("query", "understood", "relaxed", "total", "documents", "milliseconds", "hits", "facets", "suggestion"),
]
HIT_KEYS = [
    *("doc", "source", "title", "doc_type", "number", "issuing_body", "place", "year", "date"),
    *("path", "trail", "type", "paragraph", "fragments", "url", "score"),
]
FACETS = ["year", "body", "type", "place", "doc_type", "cites"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write(folder, "a.txt", paper())
    write(folder, "b.txt", paper(26, tasks=(TASKS[0], "Thực hiện Kết luận số 25-KL/TU."), year=2015))
    return folder


@pytest.fixture(scope="module")
def library(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two papers; only for reading."""
    library = tmp_path_factory.mktemp("library")
    run(library, folder)
    return library


# index


def test_index(folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    first = printed("--library", library, "index", folder, start=apart)
    assert list(first) == SUMMARY_KEYS
    assert first["seconds"] > 0
    assert first["sections"] == sum(map(len, registered(library).values()))
    wanted: dict[str, object] = dict.fromkeys(("added", "changed", "unchanged", "removed"), 0)
    assert {key: first[key] for key in SUMMARY_KEYS[:6]} == {**wanted, "added": 2, "failed": [], "kept": []}
    again = tracuu("index", folder, "--library", library)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith("Thêm 0, đổi 0, không đổi 2, gỡ 0; 0 mục trong")


def test_index_with_files_that_cannot_be_read(tmp_path: Path) -> None:
    folder, library = tmp_path / "papers", tmp_path / "library"
    write(folder, "a.txt", paper())
    write(folder, "empty.txt", "")
    write(folder, "song.mp3", "ID3")
    found = printed("index", folder, "--library", library, code=3)
    assert found["added"] == 1
    assert [list(failure) for failure in found["failed"]] == [["file", "reason"]] * 2
    assert [failure["file"] for failure in found["failed"]] == [str(folder / "empty.txt"), str(folder / "song.mp3")]
    plain = tracuu("index", folder, "--library", library)
    assert plain.returncode == 3
    assert plain.stderr.count("\n") == 2
    assert str(folder / "empty.txt") in plain.stderr
    assert "không có chữ" in plain.stderr


def test_index_more_than_half_gone(tmp_path: Path) -> None:
    folder, library = tmp_path / "papers", tmp_path / "library"
    for number in range(3):
        write(folder, f"{number}.txt", paper(number + 1, year=2010 + number))
    run(library, folder)
    (folder / "0.txt").unlink()
    (folder / "1.txt").unlink()
    kept = tracuu("index", folder, "--library", library)
    assert kept.returncode == 0
    assert "--remove" in kept.stderr
    found = printed("index", folder, "--library", library)
    assert (found["removed"], found["kept"]) == (0, [str(folder / "0.txt"), str(folder / "1.txt")])
    found = printed("index", folder, "--library", library, "--remove")
    assert (found["removed"], found["kept"]) == (2, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["index", "/không/có"], "Không có tệp hay thư mục “/không/có”."),
        (["index"], "tracuu index PATH"),
        (["index", "/dev/null"], "không phải là tệp"),
        (["index", "x" * 300], "Không mở được"),
    ],
)
def test_index_what_is_not_there(tmp_path: Path, arguments: list[str], said: str) -> None:
    message = refused_in_words(*arguments, "--library", tmp_path / "library", code=2, status=400)
    assert said in message
    assert not (tmp_path / "library").exists()


def test_index_file_names_of_every_kind(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    with open(os.path.join(os.fsencode(folder), b"k\xd5t.txt"), "wb") as stream:
        stream.write(b"a")
    write(folder, "dòng\nmới.txt", "")
    found = printed("index", folder, "--library", tmp_path / "library", code=3, start=apart)
    assert {failure["file"] for failure in found["failed"]} == {
        f"{folder}/k\udcd5t.txt",  # JSON can say it, and it is the file's name
        f"{folder}/dòng\nmới.txt",
    }
    assert apart("index", folder, "--library", tmp_path / "library").returncode == 3


def test_rebuild_after_the_index_was_deleted(folder: Path, library: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    shutil.rmtree(copy / "index")
    found = printed("index", "--rebuild", "--library", copy)
    assert found["added"] == found["changed"] == 0
    assert (rows(copy), indexed(copy)) == (rows(library), indexed(library))


def test_second_writer(folder: Path, library: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    with WhooshEngine(copy).writing():
        said = refused_in_words("index", folder, "--library", copy, code=1, status=503, start=apart)
        assert "đang được" in said
    assert rows(copy) == rows(library)
    assert tracuu("index", folder, "--library", copy).returncode == 0


@pytest.mark.parametrize("place", ["a file", "a file/below"])
def test_library_that_cannot_be(folder: Path, tmp_path: Path, place: str) -> None:
    write(tmp_path, "a file", "x")
    assert "a file" in refused("index", folder, "--library", tmp_path / place, code=1, status=500)


# Where the library is


@pytest.mark.parametrize(
    ("arguments", "variable"),
    [
        (["--library", "HERE", "show", FIRST], None),
        (["show", FIRST, "--library", "HERE"], None),
        (["--library", "/nowhere", "show", "--library", "HERE", FIRST], None),
        (["show", FIRST], "HERE"),
        (["show", FIRST, "--library", "HERE"], "/nowhere"),
        (["show", FIRST], None),  # `library`, where one stands
    ],
)
def test_library(library: Path, tmp_path: Path, arguments: list[str], variable: str | None) -> None:
    (tmp_path / "library").symlink_to(library)
    arguments = [argument.replace("HERE", str(library)) for argument in arguments]
    variables = {"TRACUU_LIBRARY": variable.replace("HERE", str(library))} if variable else {}
    ended = tracuu(*arguments, "--json", cwd=tmp_path, **variables)
    assert json.loads(ended.stdout)["doc"] == FIRST


def test_a_setting_that_means_nothing(tmp_path: Path) -> None:
    assert "TRACUU_JOBS" in refused("check", code=2, status=400, TRACUU_JOBS="viele", cwd=tmp_path)


# search


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


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "năm:abc"],
        ["search", "a", "--limit", "many"],
        ["search"],
        ["no-such-command"],
        *(
            pytest.param(more, marks=pytest.mark.full)
            for more in (
                ["search", "a", "--year", "abc"],
                ["search", "a", "--type", "không có"],
                ["search", "a", "--sort", "size"],
                ["search", "a", "--limit", "1000000"],
                ["search", "a", "--offset", "-1"],
                ["search", "a", "b"],
                ["search", "a", "--no-such-option"],
                ["index", ".", "--jobs", "0"],
            )
        ),
    ],
)
def test_the_users_mistakes(library: Path, arguments: list[str]) -> None:
    refused("--library", library, *arguments, code=2, status=400)


@pytest.mark.parametrize("arguments", [[], ["serve", "--port", "99999"]])
def test_the_users_mistakes_in_words(library: Path, arguments: list[str]) -> None:
    ended = apart("--library", library, *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize("query", ["-1", '"', "(" * 10_000, "\u200b"])
def test_strange_queries_get_an_answer_or_a_sentence(library: Path, query: str) -> None:
    ended = apart("search", "--json", "--library", library, "--", query)
    assert ended.returncode in (0, 2)
    assert json.loads(ended.stdout).keys() & {"total", "error"}


# show


def test_show(library: Path) -> None:
    found = printed("show", FIRST, "--library", library, start=apart)
    assert list(found)[:3] == ["doc", "pid", "sources"]
    assert list(found)[3:] == list(printed("parse", write_paper(library), start=apart))
    assert (found["doc"], found["pid"], found["number"]) == (FIRST, None, "25-KL/TU")
    assert [source["source"] for source in found["sources"]] == ["a.txt"]
    pids = [one["pid"] for section in found["sections"] for one in section["paragraphs"]]
    assert set(texts(library, FIRST).values()) == set(pids)


def write_paper(library: Path) -> Path:
    return write(library.parent, "any.txt", paper())


def test_show_one_paragraph(library: Path) -> None:
    pid = texts(library, FIRST)[TASKS[0]]
    found = printed("show", f"{FIRST}/{pid}", "--library", library)
    assert found["pid"] == pid
    assert [section["paragraphs"] for section in found["sections"]] == [[{"text": TASKS[0], "pid": pid}]]
    plain = tracuu("show", f"{FIRST}/{pid}", "--library", library)
    assert plain.stdout == f"\n[1] 1.\n  {pid}  {TASKS[0]}\n"


def test_show_suspects(tmp_path: Path) -> None:
    scanned = "Tăng cường mỗi quan hệ phối hợp giữa các ngành, bố trí đủ kinh phí trước ngày 30 tháng 6."
    for sample in SAMPLES.iterdir():
        shutil.copy(sample, tmp_path)
    for number in range(4):
        write(tmp_path, f"{number}.txt", paper(number + 1, tasks=("Tăng cường mối quan hệ phối hợp.",)))
    write(tmp_path, "scan.txt", paper(99, tasks=(scanned,), year=2018))
    library = tmp_path / "library"
    run(library, tmp_path)
    doc = "99-kl-tu-minh-hoa-2018"
    pid = texts(library, doc)[scanned]
    found = printed("show", doc, "--suspects", "--library", library)
    assert [found[name] for name in ("doc", "papers")] == [doc, 29]
    (one,) = found["suspects"]
    assert list(one) == [
        *("pid", "url", "path", "paragraph", "start", "end", "text", "reading", "before", "after", "known", "times"),
    ]
    assert (one["pid"], one["url"], one["text"], one["reading"]) == (pid, f"/van-ban/{doc}/{pid}", "mỗi", "mối")
    assert scanned[one["start"] : one["end"]] == "mỗi"
    assert printed("show", f"{doc}/{pid}", "--suspects", "--library", library)["suspects"] == [one]
    plain = tracuu("show", doc, "--suspects", "--library", library).stdout
    assert f"/van-ban/{doc}/{pid}  …Tăng cường [mỗi → mối] quan hệ phối hợp" in plain
    assert printed("show", f"{doc}/{pid}", "--library", library)["sections"][0]["paragraphs"][0]["text"] == scanned


@pytest.mark.parametrize("name", ["khong-co", f"{FIRST}/zzzz9", ""])
def test_show_what_was_never_there(library: Path, name: str) -> None:
    refused("show", name, "--library", library, code=2, status=404)


# citations


def test_citations(library: Path) -> None:
    found = printed("citations", SECOND, "--library", library, start=apart)
    assert list(found) == ["doc", "pid", "cites", "cited_by"]
    # Nothing tells which term's 25-KL/TU is meant, but that it was this year's or the last.
    assert [(one["number"], one["path"]) for one in found["cites"]] == [("25-KL/TU", "2")]
    assert [found["cites"][0]["doc"], *found["cites"][0]["choices"]] in ([FIRST], [None, FIRST])
    back = printed("citations", FIRST, "--library", library)["cited_by"]
    assert [(one["doc"], one["places"][0]["path"]) for one in back] == [(SECOND, "2")]
    plain = tracuu("citations", SECOND, "--library", library).stdout
    assert "Kết luận số 25-KL/TU  [2]  →" in plain


def test_citations_of_one_paragraph(library: Path) -> None:
    by_text = texts(library, SECOND)
    one, other = by_text["Thực hiện Kết luận số 25-KL/TU."], by_text[TASKS[0]]
    assert len(printed("citations", f"{SECOND}/{one}", "--library", library)["cites"]) == 1
    assert printed("citations", f"{SECOND}/{other}", "--library", library)["cites"] == []


def test_citations_missing(tmp_path: Path) -> None:
    tasks = ("Thực hiện Kết luận số 9-KL/TU ngày 01/2/2012.", "Theo Kết luận 09-KL/TU và Chỉ thị số 03-CT/TW.")
    write(tmp_path / "papers", "a.txt", paper(40, tasks=tasks))
    run(tmp_path / "library", tmp_path / "papers")
    found = printed("citations", "--missing", "--library", tmp_path / "library")
    assert found["total"] == 2
    assert found["missing"][0] == {
        "number": "09-KL/TU",
        "name": None,
        "doc_type": "Kết luận",
        "issuing_body": None,
        "date": "2012-02-01",
        "place": "Minh Họa",
        "times": 2,
        "papers": 1,
        "cited_by": ["40-kl-tu-minh-hoa-2014"],
    }
    assert len(printed("citations", "--missing", "--limit", 1, "--library", tmp_path / "library")["missing"]) == 1
    plain = tracuu("citations", "--missing", "--library", tmp_path / "library").stdout
    assert "2 lần,    1 văn bản  Kết luận số 09-KL/TU · Minh Họa · 2012-02-01" in plain


@pytest.mark.parametrize("arguments", [(), (FIRST, "--missing")])
def test_citations_of_nothing_or_of_both(library: Path, arguments: tuple[str, ...]) -> None:
    refused("citations", *arguments, "--library", library, code=2, status=400)


@pytest.mark.parametrize("name", ["khong-co", f"{FIRST}/zzzz9"])
def test_citations_of_what_was_never_there(library: Path, name: str) -> None:
    refused("citations", name, "--library", library, code=2, status=404)


def test_show_what_is_gone(folder: Path, library: Path, tmp_path: Path) -> None:
    copy, papers = tmp_path / "library", shutil.copytree(folder, tmp_path / "papers")
    run(copy, papers)
    pid = texts(copy, FIRST)[TASKS[0]]
    write(papers, "a.txt", paper(tasks=TASKS[1:]))
    run(copy, papers)
    refused_in_words("show", f"{FIRST}/{pid}", "--library", copy, code=2, status=410)
    (papers / "a.txt").unlink()
    run(copy, papers)
    refused("show", FIRST, "--library", copy, code=2, status=410)


@pytest.mark.parametrize("command", [["show", FIRST], ["search", "a"]])
def test_no_library(tmp_path: Path, command: list[str]) -> None:
    message = refused_in_words(*command, "--library", tmp_path / "nowhere", code=1, status=503)
    assert "tracuu index" in message
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["show", FIRST], "tracuu check"),
        (["index", "--rebuild"], "tracuu check"),
    ],
)
def test_damaged_register(library: Path, tmp_path: Path, command: list[str], said: str) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    write(copy, FILE_NAME, "no database " * 1_000)
    assert said in refused(*command, "--library", copy, code=1, status=503)


def test_index_of_another_version(folder: Path, library: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    for path in (copy / "index").glob("*.toc"):
        path.rename(path.with_name(path.name.replace("tracuu", "other")))
    for command in (["search", "a"], ["index", folder]):
        assert "--rebuild" in refused(*command, "--library", copy, code=1, status=503)
    assert tracuu("index", folder, "--rebuild", "--library", copy).returncode == 0
    assert printed("search", "vệ sinh", "--library", copy)["total"] == 2


# parse


@pytest.mark.parametrize("sample", sorted(SAMPLES.iterdir())[:1])
def test_parse(sample: Path, tmp_path: Path) -> None:
    found = printed("parse", sample, start=apart)
    assert list(found)[:3] == ["doc_type", "number", "issuing_body"]
    assert found["sections"][0]["path"] == "đầu văn bản"
    plain = apart("parse", sample, cwd=tmp_path)
    assert plain.returncode == 0
    assert f"number: {found['number']}\n" in plain.stdout
    assert list(tmp_path.iterdir()) == []  # nothing is stored


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "không có chữ"),
        ("a.txt", b"\x00", "nhị phân"),
        ("a.xyz", b"a", "loại tệp"),
        ("missing.txt", None, "Không còn thấy"),
    ],
)
def test_parse_what_cannot_be_read(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    path = tmp_path / name if content is None else write(tmp_path, name, content)
    assert said in refused("parse", path, code=1, status=500, start=apart)


# check


def test_check(library: Path) -> None:
    assert printed("check", "--library", library, start=apart) == {"damaged": False, "findings": []}
    plain = tracuu("check", "--library", library)
    assert (plain.returncode, plain.stdout) == (0, "Thư viện nguyên vẹn.\n")


def test_check_and_repair(library: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    shutil.rmtree(copy / "index")
    found = printed("check", "--library", copy, code=1)
    assert found == {"damaged": True, "findings": [{"damage": True, "text": "Không có chỉ mục."}]}
    plain = tracuu("check", "--library", copy)
    assert (plain.returncode, plain.stdout) == (1, "hư hỏng: Không có chỉ mục.\n")
    assert printed("check", "--repair", "--library", copy) == {"damaged": False, "findings": []}
    assert printed("search", "vệ sinh", "--library", copy)["total"] == 2


def test_check_of_a_damaged_register(library: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    write(copy, FILE_NAME, "no database " * 1_000)
    assert printed("check", "--library", copy, code=1)["damaged"] is True
    refused("check", "--repair", "--library", copy, code=1, status=503)


# evaluate


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    entries = [{"_id": f"d{number}", "title": "", "text": task} for number, task in enumerate(TASKS)]
    queries = [{"_id": "q1", "text": "vệ sinh môi trường"}, {"_id": "q2", "text": "quy hoạch khu xử lý rác"}]
    for name, lines in (("corpus", entries), ("queries", queries)):
        write(tmp_path / "beir", f"{name}.jsonl", "\n".join(json.dumps(line) for line in lines))
    write(tmp_path / "beir", "qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td0\t1\nq2\td1\t1\n")
    return tmp_path / "beir"


def test_evaluate(beir: Path) -> None:
    found = printed("evaluate", beir, "--form", "typed,no-accents", "--jobs", "1", start=apart)
    best = {"ndcg@10": 1.0, "mrr@10": 1.0, "recall@10": 1.0, "queries": 2}
    assert found == {"forms": {"typed": best, "no-accents": best}}
    assert sorted(path.name for path in beir.iterdir()) == ["corpus.jsonl", "qrels.tsv", "queries.jsonl"]
    plain = tracuu("evaluate", beir, "--jobs", "1")
    assert plain.stdout == "typed       ndcg@10 1.0  mrr@10 1.0  recall@10 1.0  queries 2\n"


def test_evaluate_what_cannot_be(beir: Path, tmp_path: Path) -> None:
    assert "nowhere" in refused("evaluate", tmp_path / "nowhere", code=2, status=400)
    assert printed("evaluate", beir, "--form", "morse", "--jobs", "1", code=2)["error"]["status"] == 400
    write(beir, "corpus.jsonl", "{")
    assert "dòng 1" in printed("evaluate", beir, "--jobs", "1", code=2)["error"]["message"]


# serve


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_search_without_accents_needs_no_segmenter(library: Path) -> None:
    """It takes as long to load as all the rest of a search."""
    asked = "import sys, tracuu; tracuu.commands(['search', {!r}, '--library', {!r}], standalone_mode=False); "
    told = "print('underthesea' in sys.modules, file=sys.stderr)"
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


def test_serve(library: Path) -> None:
    port = free_port()
    with running("serve", "--port", port, "--workers", 1, "--library", library) as server:
        found = None
        deadline = time.monotonic() + 30
        while found is None and time.monotonic() < deadline:
            time.sleep(0.1)
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/van-ban/{FIRST}") as answer:
                found = answer.read().decode()
        assert found
        assert TASKS[0] in found
        said = _pressed_until_it_ends(server)
    assert "Traceback" not in said[0] + said[1]


def _pressed_until_it_ends(server: subprocess.Popen[str]) -> tuple[str, str]:
    """Ctrl-C as a person presses it: once, and on a busy machine, where its workers are slow to go, once more."""
    for last in (False, False, True):
        os.killpg(server.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return server.communicate(timeout=15)
        assert not last, "the server does not end"
    raise AssertionError


# Help, version, and the ways to stop


def test_help_names_every_command() -> None:
    ended = apart("--help")
    assert ended.returncode == 0
    for command in ("index", "search", "show", "parse", "serve", "evaluate", "check"):
        assert f"\n  {command} " in ended.stdout
    own = apart("index", "-h")
    assert (own.returncode, own.stderr) == (0, "")
    assert "--library" in own.stdout


def test_installed_command(library: Path) -> None:
    entry = Path(sys.executable).with_name("tracuu")
    if not entry.exists():
        pytest.skip("tracuu is not installed in this environment")
    command = [str(entry), "--library", str(library), "show", FIRST, "--json"]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment(), check=False)
    assert json.loads(ended.stdout)["doc"] == FIRST
    version = subprocess.run([entry, "--version"], capture_output=True, encoding="utf-8", check=False)
    assert (version.returncode, "version" in version.stdout) == (0, True)


@pytest.mark.parametrize("encoding", ["ascii", "cp1258"])
def test_output_is_utf_8_whatever_the_system_thinks(library: Path, encoding: str) -> None:
    found = printed("search", "vệ sinh", "--library", library, start=apart, PYTHONIOENCODING=encoding)
    assert found["hits"][0]["place"] == "Minh Họa"


@pytest.mark.parametrize("arguments", [["search", "vệ sinh"], ["show", FIRST, "--json"]])
def test_broken_pipe(library: Path, arguments: list[str]) -> None:
    """As in `tracuu search … | head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, str(TRACUU), "--library", str(library), *arguments]
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=environment(), check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A command in a process group of its own, as a terminal makes one."""
    process = subprocess.Popen(
        [sys.executable, str(TRACUU), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


@pytest.mark.parametrize("delay", [0.8, *(pytest.param(late, marks=pytest.mark.full) for late in (0.5, 1.1, 1.5, 2.0))])
def test_ctrl_c(tmp_path: Path, delay: float) -> None:
    """Every process of the terminal gets the signal; one line is all that is seen, and the library is whole."""
    folder, library = tmp_path / "papers", tmp_path / "library"
    for number in range(300):
        write(folder, f"{number}.txt", paper(number + 1, tasks=[f"{task} Lần {number}." for task in TASKS * 5]))
    with running("index", folder, "--library", library, "--jobs", "2") as process:
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        out, said = process.communicate(timeout=60)
    assert out == ""
    assert said.strip() == "tracuu: đã dừng; phần đã ghi vẫn nguyên vẹn."
    assert process.returncode == 130
    assert WhooshEngine(library).generation is None


def test_progress_where_a_person_watches(folder: Path, tmp_path: Path) -> None:
    terminal, end = pty.openpty()
    command = [sys.executable, str(TRACUU), "index", str(folder), "--library", str(tmp_path / "library")]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=end, env=environment(), check=False)
    os.close(end)
    shown = b""
    with suppress(OSError):
        while part := os.read(terminal, 4096):
            shown += part
    os.close(terminal)
    assert ended.returncode == 0
    text = shown.decode()
    assert "1/2 tệp" in text
    assert "2/2 tệp" in text
    assert "mục/s" in text
    assert "còn 0 giây" in text
