"""Every format on real files of the test data; counts of articles made by hand."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

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
    "modern/30-2020-nd-cp.docx": ("Nghị định", "30/2020/NĐ-CP", "Chính phủ", "2020-03-05", "Nguyễn Xuân Phúc"),
    "modern/604-qd-ttg.docx": ("Quyết định", "604/QĐ-TTg", "Thủ tướng Chính phủ", "2026-04-02", "Nguyễn Chí Dũng"),
    "modern/luat-19-2023-qh15.doc": ("Luật", "19/2023/QH15", "Quốc hội", None, "Vương Đình Huệ"),
    "modern/12-2022-tt-bldtbxh.pdf": (
        "Thông tư",
        "12/2022/TT-BLĐTBXH",
        "Bộ Lao động - Thương binh và Xã hội",
        "2022-06-30",
        "Lê Văn Thanh",
    ),
    "modern/78-2025-ubtvqh15.pdf": (
        "Nghị quyết",
        "78/2025/UBTVQH15",
        "Ủy ban Thường vụ Quốc hội",
        None,
        "Trần Thanh Mẫn",
    ),
    "legacy/tcvn3-2003-02144qd.doc": (
        "Quyết định",
        "144/2002/QĐ-BTC",
        "Bộ Tài chính",
        "2002-11-22",
        "Trương Chí Trung",
    ),
    "legacy/synthetic-vni-2003-02144qd.docx": (
        "Quyết định",
        "144/2002/QĐ-BTC",
        "Bộ Tài chính",
        "2002-11-22",
        "Trương Chí Trung",
    ),
    "legacy/synthetic-vni-2004-0328NDCP.docx": ("Nghị định", "28/2003/NĐ-CP", "Chính phủ", "2003-03-31", None),
    "legacy/tcvn3-2003-A30.rtf": ("Thông tư", "117/2000/TT-BTC", "Bộ Tài chính", "2000-12-21", "Vũ Văn Ninh"),
    "legacy/tcvn3-2004-A3.rtf": ("Nghị định", "26/2001/NĐ-CP", "Chính phủ", "2001-06-04", "Nguyễn Tấn Dũng"),
    "legacy/tcvn3-2004-NghiDinh29_1998.doc": ("Nghị định", "29/1998/NĐ-CP", "Chính phủ", "1998-05-11", None),
    "legacy/tcvn3-2006-19412_QD115.04TTg_BLTch_DNNVV.pdf": (
        "Quyết định",
        "115/2004/QĐ-TTg",
        "Thủ tướng Chính phủ",
        "2004-06-25",
        None,
    ),
    "legacy/vni-2006-quydinhkiemtra02.doc": ("Quy định", None, "Ủy ban nhân dân tỉnh", None, "Trịnh Minh Thành"),
    "legacy/vni-2008-23.QD-991-UBND.doc": (
        "Quyết định",
        "991/QĐ-UBND",
        "Ủy ban nhân dân tỉnh",
        "2008-05-14",
        "Trương Tấn Thiệu",
    ),
}

TITLES = {
    "synthetic-vni-2003-02144qd.docx": "về việc sửa đổi mức thuế suất của một số mặt hàng trong Biểu thuế",
    "tcvn3-2004-A3.rtf": "Sửa đổi, bổ sung một số điều của Nghị định số 30/1998/NĐ-CP ngày 13 tháng 5 năm 1998",
    "tcvn3-2006-19412_QD115.04TTg_BLTch_DNNVV.pdf": "về việc sửa đổi, bổ sung Quy chế thành lập, tổ chức",
    "vni-2006-quydinhkiemtra02.doc": "VỀ CHỨC NĂNG, NHIỆM VỤ, QUYỀN HẠN VÀ CƠ CẤU TỔ CHỨC CỦA ĐỘI KIỂM TRA",
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
    found = clauses(document(f"modern/{name}"))
    print(f"{name}: {len(found)} Điều, {sum(found)} khoản; by hand {len(CLAUSES[name])} and {sum(CLAUSES[name])}")
    assert found == CLAUSES[name]


@pytest.mark.parametrize("name", NUMBERS)
def test_letterhead_and_signature_are_read_from_their_columns(name: str) -> None:
    paper = document(name)
    day = paper.date.isoformat() if paper.date else None
    assert (paper.doc_type, paper.number, paper.issuing_body, day, paper.signer_name) == NUMBERS[name]


@pytest.mark.parametrize("name", TITLES)
def test_titles_of_old_files_are_whole_and_bare(name: str) -> None:
    title = document(f"legacy/{name}").title or ""
    assert title.startswith(TITLES[name])
    assert not title.lower().endswith(("thủ tướng chính phủ thủ tướng chính phủ", "bộ trưởng bộ tài chính"))


def test_the_last_article_is_whole() -> None:
    last = document("modern/12-2022-tt-bldtbxh.pdf").sections
    assert [len(section.paragraphs) for section in last if section.path == "chương iv/điều 9"] == [2]
    paths = [section.path for section in document("legacy/vni-2008-23.QD-991-UBND.doc").sections]
    assert "kết thúc" not in paths


def test_a_file_of_an_appendix_begins_with_it() -> None:
    assert document("modern/30-2020-nd-cp-phu-luc-3.doc").sections[0].path == "phụ lục iii"


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


@pytest.mark.parametrize("name", ["12-2022-tt-bldtbxh.pdf", "78-2025-ubtvqh15.pdf"])
def test_pages_of_a_pdf_are_one_text(name: str) -> None:
    """No page number or head of a page stands alone, and no paragraph begins in the middle of a sentence."""
    for section in document(f"modern/{name}").sections:
        for paragraph in section.paragraphs:
            assert not re.fullmatch(r"\W*\d+\W*|.*(?:CÔNG BÁO|Ký bởi).*", paragraph.text)
            assert not paragraph.text[0].islower() or section.label, paragraph.text


@pytest.mark.full
@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif"])
def test_a_picture_of_a_real_page_is_recognised(suffix: str, tmp_path: Path) -> None:
    with closing(PdfDocument(FILES / "scanned" / "scan-275.pdf")) as scan:
        picture = scan[0].render(scale=200 / 72).to_pil().convert("L")
    picture.save(tmp_path / f"a{suffix}", dpi=(200, 200))
    source = read(tmp_path / f"a{suffix}", 10**7)
    assert "25/KH-STTTT, ngày 6 tháng 12 năm 2011" in " ".join(line.text for line in source.lines)
    assert re.search(r"độ tin cậy \d\d %", source.warnings[0])


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_a_scan_is_recognised_and_says_so() -> None:
    source = read(FILES / "scanned" / "scan-275.pdf", 10**7)
    text = " ".join(line.text for line in source.lines)
    assert "Thực hiện Kế hoạch số 25/KH-STTTT, ngày 6 tháng 12 năm 2011" in text
    assert "Nguyễn Hữu Việt" in text
    assert "OCR" in source.warnings[0]
    assert re.search(r"độ tin cậy \d\d %", source.warnings[0])
