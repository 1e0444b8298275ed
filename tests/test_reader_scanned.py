"""Scans: recognised where Tesseract is, named with the command that installs it where it is not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from made_files import picture

from corpus.errors import UnreadableFile
from corpus.readers import read, scanned


def _has_vietnamese() -> bool:
    if not shutil.which("tesseract"):
        return False
    return "vie" in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout.split()


needs_tesseract = pytest.mark.skipif(not _has_vietnamese(), reason="tesseract-ocr-vie is not installed")

ROWS = [
    (250.0, 780.0, "THÔNG BÁO"),
    (85.0, 740.0, "Báo cáo tình hình công tác các xã trong tháng này,"),
    (57.0, 724.0, "toàn xã có 25 chi bô."),
]


def drawn(path: Path, rows: list[tuple[float, float, str]] = ROWS, pages: int = 1) -> Path:
    images = [picture(rows) for _ in range(pages)]
    more = {"save_all": True, "append_images": images[1:]} if pages > 1 else {}
    images[0].save(path, resolution=200, **more)
    return path


@needs_tesseract
@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".pdf"])
def test_pictures_are_recognised(tmp_path: Path, suffix: str) -> None:
    source = read(drawn(tmp_path / f"a{suffix}"), 10**6)
    text = " ".join(line.text for line in source.lines)
    assert source.lines[0].text == "THÔNG BÁO"
    assert "tình hình công tác các xã trong tháng" in text
    assert source.warnings[0].startswith("văn bản quét, chữ do OCR")


@needs_tesseract
def test_every_page_of_a_picture_is_read(tmp_path: Path) -> None:
    lines = read(drawn(tmp_path / "a.tif", pages=2), 10**6).lines
    assert len([line for line in lines if "công tác" in line.text]) == 2


@needs_tesseract
def test_an_empty_page_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="không có chữ"):
        read(drawn(tmp_path / "a.png", []), 10**6)


@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_without_tesseract_the_file_is_named(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanned.pytesseract.pytesseract, "tesseract_cmd", "/nowhere/tesseract")
    with pytest.raises(UnreadableFile, match=r"bản quét, cần tesseract-ocr-vie.*sudo apt install .*tesseract-ocr-vie"):
        read(drawn(tmp_path / f"a{suffix}"), 10**6)


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_without_its_vietnamese_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanned, "_LANGUAGE", "qqq")
    with pytest.raises(UnreadableFile, match="tesseract-ocr-vie"):
        read(drawn(tmp_path / "a.png"), 10**6)


@needs_tesseract
def test_a_page_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanned, "SECONDS", 2.001)
    with pytest.raises(UnreadableFile, match="mất quá"):
        read(drawn(tmp_path / "a.png"), 10**6)


def test_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drawn(tmp_path / "a.png")
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(UnreadableFile, match="hỏng"):
        read(path, 10**6)
    monkeypatch.setattr(scanned, "_MOST_POINTS", 1000)
    with pytest.raises(UnreadableFile, match="quá lớn"):
        read(drawn(tmp_path / "b.png"), 10**6)
