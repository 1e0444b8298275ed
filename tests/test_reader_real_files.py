"""Every format on real files of the test data; counts of articles made by hand."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.parser import parse
from corpus.readers import read

DATA = Path(os.environ.get("TRACUU_TESTDATA", "/nowhere"))
FILES = DATA / "data" / "files"
LEGACY = sorted((FILES / "legacy").glob("*.*[a-z]")) if FILES.is_dir() else []

pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="TRACUU_TESTDATA does not name the folder of the test data")

# Counted by hand in the printed text: how many khoản each Điều has, the quoted ones of other papers left out.
CLAUSES = {
    "30-2020-nd-cp.docx": [
        *(0, 2, 17, 2, 2, 3, 0, 4, 0, 4, 2, 2, 7, 5, 3, 3, 2, 6, 2),
        *(4, 2, 4, 4, 2, 4, 0, 2, 0, 4, 3, 3, 3, 2, 7, 2, 2, 0, 2),
    ],
    "luat-90-2025-qh15.docx": [53, 34, 3, 0, 3, 18, 42, 14, 3, 5],
    "12-2022-tt-bldtbxh.pdf": [0, 3, 2, 3, 3, 2, 3, 2, 0],
    "78-2025-ubtvqh15.pdf": [2, 2, 0],
}

NUMBERS = {
    "30-2020-nd-cp.docx": ("Nghị định", "30/2020/NĐ-CP", "Chính phủ", "2020-03-05", "Nguyễn Xuân Phúc"),
    "604-qd-ttg.docx": ("Quyết định", "604/QĐ-TTg", "Thủ tướng Chính phủ", "2026-04-02", "Nguyễn Chí Dũng"),
    "luat-19-2023-qh15.doc": ("Luật", "19/2023/QH15", "Quốc hội", None, "Vương Đình Huệ"),
    "12-2022-tt-bldtbxh.pdf": (
        "Thông tư", "12/2022/TT-BLĐTBXH", "Bộ Lao động - Thương binh và Xã hội", "2022-06-30", "Lê Văn Thanh",
    ),
    "78-2025-ubtvqh15.pdf": ("Nghị quyết", "78/2025/UBTVQH15", "Ủy ban Thường vụ Quốc hội", None, "Trần Thanh Mẫn"),
}  # fmt: skip


def document(name: str) -> Document:
    return parse(read(FILES / name, 20_000_000))


def clauses(paper: Document) -> list[int]:
    """How many khoản stand under each Điều, in order."""
    found: dict[str, int] = {}
    for section in paper.sections:
        match = re.fullmatch(r"(?:.*/)?(điều \d+)(/khoản \d+)?", section.path)
        if match:
            found[match[1]] = found.get(match[1], 0) + bool(match[2])
    assert list(found) == [f"điều {number}" for number in range(1, len(found) + 1)]
    return list(found.values())


@pytest.mark.parametrize("name", CLAUSES)
def test_every_article_and_clause_is_found(name: str) -> None:
    assert clauses(document(f"modern/{name}")) == CLAUSES[name]


@pytest.mark.parametrize("name", NUMBERS)
def test_letterhead_and_signature_are_read_from_their_columns(name: str) -> None:
    paper = document(f"modern/{name}")
    day = paper.date.isoformat() if paper.date else None
    assert (paper.doc_type, paper.number, paper.issuing_body, day, paper.signer_name) == NUMBERS[name]


def test_a_doc_has_its_tables_and_automatic_numbers() -> None:
    rows = [line.cells for line in read(FILES / "modern" / "30-2020-nd-cp-phu-luc-3.doc", 10**7).lines if line.table]
    assert rows[1] == ("1.", "Nghị quyết (cá biệt)", "NQ")
    assert ("22.", "Giấy mời", "GM") in rows


def test_a_modern_file_that_names_old_fonts_is_left_as_it_is() -> None:
    text = " ".join(line.text for line in read(FILES / "modern" / "604-qd-ttg.docx", 10**7).lines)
    assert "Khoa học, công nghệ và đổi mới sáng tạo là quốc sách hàng đầu" in text


def grader() -> object:
    spec = importlib.util.spec_from_file_location("grade_legacy", DATA / "tools" / "grade_legacy.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", LEGACY, ids=lambda path: path.name)
def test_legacy_files_read_as_their_transcripts(path: Path) -> None:
    truth = FILES / "legacy-truth" / f"{path.stem}.txt"
    words = grader().words  # type: ignore[attr-defined]
    paper = json.loads(json.dumps(parse(read(path, 10**7)).as_json()))
    parts = (
        text
        for section in paper["sections"]
        for text in (section["label"], section["heading"], *(one["text"] for one in section["paragraphs"]))
    )
    got, want = words(" ".join(text for text in parts if text)), words(truth.read_text("utf-8"))
    f1 = 2 * sum((got & want).values()) / (sum(got.values()) + sum(want.values()))
    print(f"{path.name}: F1 {f1:.3f}")
    assert f1 >= 0.98


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_a_scan_is_recognised_and_says_so() -> None:
    source = read(FILES / "scanned" / "scan-275.pdf", 10**7)
    text = " ".join(line.text for line in source.lines)
    assert "Thực hiện Kế hoạch số 25/KH-STTTT, ngày 6 tháng 12 năm 2011" in text
    assert "Nguyễn Hữu Việt" in text
    assert "OCR" in source.warnings[0]
    assert re.search(r"độ tin cậy \d\d %", source.warnings[0])
