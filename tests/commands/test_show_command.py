"""`tracuu show`: a paper, a paragraph, what is suspected in it, and what is gone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from commanding import FIRST, SECOND, apart, printed, refused, refused_in_words, tracuu
from filing import SAMPLES, TASKS, date_generations, paper, run, texts, write

from corpus.settings import Settings
from web import create_app


def test_show(library: Path) -> None:
    found = printed("show", FIRST, "--library", library, start=apart)
    assert list(found)[:3] == ["doc", "pid", "sources"]
    assert list(found)[3:] == [*printed("parse", write_paper(library), start=apart), "order"]
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
    told, plain = gone_in_words("show", f"{FIRST}/{pid}", "--library", copy)
    assert TASKS[0] in plain
    assert (told["pid"], told["last"]["sections"][0]["paragraphs"]) == (pid, [{"text": TASKS[0], "pid": pid}])
    (papers / "a.txt").unlink()
    run(copy, papers)
    told, plain = gone_in_words("show", FIRST, "--library", copy)
    for known in ("Kết luận · 25-KL/TU · Ban Thường vụ Tỉnh ủy · 2014-09-29 · Minh Họa", TASKS[1], SECOND):
        assert known in plain
    assert TASKS[0] not in plain
    assert [one["doc"] for one in told["cited_by"]] == [SECOND]
    assert told == create_app(Settings(library=copy)).test_client().get(f"/api/v1/documents/{FIRST}").json["gone"]  # type: ignore[index]
    assert gone_in_words("citations", FIRST, "--library", copy)[0] == told


def test_show_prints_what_a_point_says_after_its_own_points(tmp_path: Path) -> None:
    tasks = ("Giao hai sở:\n\n- Sở Một.\n\n- Sở Hai.\n\nHai sở báo cáo.",)
    write(tmp_path / "papers", "a.txt", paper(tasks=tasks))
    run(tmp_path / "library", tmp_path / "papers")
    shown = tracuu("show", FIRST, "--library", tmp_path / "library").stdout
    said = [shown.index(words) for words in ("Giao hai sở:", "Sở Một.", "Sở Hai.", "Hai sở báo cáo.")]
    assert said == sorted(said)


def gone_in_words(*arguments: object) -> tuple[Any, str]:
    """What is told of what is gone, as JSON and in words; it is an error all the same."""
    found = printed(*arguments, code=2)
    assert list(found) == ["error", "gone"]
    assert found["error"]["status"] == 410
    plain = tracuu(*arguments)
    assert (plain.returncode, plain.stderr) == (2, f"tracuu: {found['error']['message']}\n")
    return found["gone"], plain.stdout


def test_show_every_wording(folder: Path, tmp_path: Path) -> None:
    """All three imports are of one day: each wording can be asked for by itself."""
    library, papers = tmp_path / "library", shutil.copytree(folder, tmp_path / "papers")
    wordings = [TASKS[0], TASKS[0].replace("nông thôn", "ở nông thôn"), TASKS[0].replace("nông thôn", "tại nông thôn")]
    for one in wordings:
        write(papers, "a.txt", paper(tasks=(one, *TASKS[1:])))
        run(library, papers)
    date_generations(library, "2024-05-01", "2024-05-01", "2024-05-01")
    name = f"{FIRST}/{texts(library, FIRST)[wordings[2]]}"
    told = printed("show", name, "--history", "--library", library)
    assert [(one["text"], one["moment"]) for one in told["wordings"]] == [
        (text, f"2024-05-01.{order}") for order, text in enumerate(wordings, start=1)
    ]
    plain = tracuu("show", name, "--history", "--library", library).stdout
    assert all(one in plain for one in ("2024-05-01.2", *wordings))
    for one in told["wordings"]:
        assert one["text"] in tracuu("show", name, "--date", one["moment"], "--library", library).stdout
    assert wordings[2] in tracuu("show", name, "--date", "2024-05-01", "--library", library).stdout
    refused_in_words("show", name, "--date", "2024-05-01.4", "--library", library, code=2, status=404)
    refused_in_words("show", FIRST, "--history", "--library", library, code=2, status=400)


def test_show_by_whatever_names_it(library: Path) -> None:
    pid = texts(library, FIRST)[TASKS[0]]
    whole, one = tracuu("show", FIRST, "--library", library), tracuu("show", f"{FIRST}/{pid}", "--library", library)
    for name in ("25-KL/TU", f"http://127.0.0.1:8080/van-ban/{FIRST}?q=rung", FIRST.upper()):
        assert tracuu("show", name, "--library", library).stdout == whole.stdout
    for name in (f"http://127.0.0.1:8080/van-ban/{FIRST}/{pid}#{pid}", f"{FIRST}/1", f"25-KL/TU/{pid.upper()}"):
        assert tracuu("show", name, "--library", library).stdout == one.stdout


def test_show_a_link_of_an_earlier_day(folder: Path, tmp_path: Path) -> None:
    library, papers = tmp_path / "library", shutil.copytree(folder, tmp_path / "papers")
    for text in (TASKS[0], TASKS[0].replace("nông thôn", "ở nông thôn")):
        write(papers, "a.txt", paper(tasks=(text, *TASKS[1:])))
        run(library, papers)
    date_generations(library, "2024-05-01", "2024-05-02")
    link = f"http://127.0.0.1:8080/van-ban/{FIRST}/1"
    assert "ở nông thôn" in tracuu("show", link, "--library", library).stdout
    assert "ở nông thôn" not in tracuu("show", f"{link}?ngay=2024-05-01", "--library", library).stdout


def test_show_lists_what_a_number_may_mean(tmp_path: Path) -> None:
    for year in (2014, 2019):
        write(tmp_path / "papers", f"{year}.txt", paper(year=year, about=f"việc {year}", tasks=(f"Việc của {year}.",)))
    run(tmp_path / "library", tmp_path / "papers")
    for command in ("show", "citations"):
        message = refused_in_words(command, "25-KL/TU", "--library", tmp_path / "library", code=2, status=400)
        assert all(f"25-kl-tu-minh-hoa-{year}" in message for year in (2014, 2019))
