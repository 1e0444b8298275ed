"""`tracuu citations`: who cites whom, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from commanding import FIRST, SECOND, apart, printed, refused, tracuu
from filing import TASKS, paper, run, texts, write


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


def test_citations_by_whatever_names_it(library: Path) -> None:
    for name, same in ((SECOND, f"http://127.0.0.1:8080/van-ban/{SECOND}/vien-dan"), (f"{SECOND}/2", "26-KL/TU/2")):
        assert printed("citations", same, "--library", library) == printed("citations", name, "--library", library)
    found = printed("citations", f"{SECOND}/2", "--library", library)
    assert found["pid"] == texts(library, SECOND)["Thực hiện Kết luận số 25-KL/TU."]
