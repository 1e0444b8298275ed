"""`tracuu show`: a paper, a paragraph, what is suspected in it, and what is gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commanding import FIRST, apart, printed, refused, refused_in_words, tracuu
from filing import SAMPLES, TASKS, paper, run, texts, write


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
