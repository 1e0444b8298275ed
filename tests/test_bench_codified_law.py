"""Articles of a codified law become papers again: one for each law, cut at its clauses."""

from __future__ import annotations

import json
import lzma
import os
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from bench.codified_law import law_papers
from bench.corpus import law_file

INVENTED = [
    {
        "title": "Điều 1.1.LQ.1. Phạm vi",
        "source": "Điều 1 Luật số 99/2031/QH99 Luật Mây trắng ngày 06/07/2031 của Hội đồng Mây, có hiệu lực thi hành",
        "text": "Luật này nói về mây.",
    },
    {
        "title": "Điều 1.1.LQ.2. Nhiệm vụ",
        "source": "Điều 2 Luật số 99/2031/QH99, có hiệu lực thi hành",
        "text": "Mọi người:\n1. Ngắm mây:\na) Buổi sáng;\nb) Buổi chiều.\n2. Theo Nghị định số 12/2030/NĐ-CP.",
    },
    {"title": "Điều 1.2.TT.1.", "source": "Điều 1 Thông tư số 12/2031/TT-MT, có hiệu lực", "text": "1. Một.\n1. Lặp."},
    {"title": "Điều 9", "source": "Pháp lệnh không có số", "text": "Bị bỏ qua."},
]


@pytest.fixture
def laws(tmp_path: Path) -> Path:
    path = tmp_path / "law.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in INVENTED)
    return path


def test_a_law_is_one_paper(laws: Path) -> None:
    papers = {paper.number: paper for paper in law_papers(laws)}
    assert set(papers) == {"99/2031/QH99", "12/2031/TT-MT"}
    law = papers["99/2031/QH99"]
    assert (law.doc_type, law.title, law.issuing_body, law.date, law.year) == (
        "Luật",
        "Luật Mây trắng",
        "Hội đồng Mây",
        date(2031, 7, 6),
        2031,
    )
    said = papers["12/2031/TT-MT"]
    assert (said.title, said.issuing_body, said.date) == ("Thông tư số 12/2031/TT-MT", None, None)


def test_an_article_is_cut_at_its_clauses(laws: Path) -> None:
    law = next(paper for paper in law_papers(laws) if paper.doc_type == "Luật")
    assert [(one.path, one.heading, len(one.paragraphs)) for one in law.sections] == [
        ("tiêu đề", None, 1),
        ("điều 1", "Phạm vi", 1),
        ("điều 2", "Nhiệm vụ", 1),
        ("điều 2/khoản 1", None, 3),
        ("điều 2/khoản 2", None, 1),
    ]
    assert law.sections[3].paragraphs[0].text == "Ngắm mây:"
    numbered = [(one.number, one.path) for one in law.citations if one.form == "numbered"]
    assert numbered == [("12/2030/NĐ-CP", "điều 2/khoản 2")]


def test_paths_are_unique(laws: Path) -> None:
    paper = next(paper for paper in law_papers(laws) if paper.doc_type == "Thông tư")
    assert [one.path for one in paper.sections] == ["tiêu đề", "điều 1/khoản 1", "điều 1/khoản 1 (2)"]


@pytest.mark.full
@pytest.mark.skipif(not os.environ.get("TRACUU_TESTDATA"), reason="TRACUU_TESTDATA is not set")
def test_the_real_one() -> None:
    path = law_file()
    assert path
    for paper in islice(law_papers(path), 200):
        paths = [one.path for one in paper.sections]
        assert len(paths) == len(set(paths)) > 1
        assert all(one.heading or one.paragraphs for one in paper.sections)
