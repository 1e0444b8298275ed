"""What a file is by its content, whatever its name says."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_files import compound, doc, docx, odt, p, package, pdf

from corpus.errors import UnreadableFile
from corpus.readers import SUFFIXES, read
from corpus.readers.sniffing import kind_of

OFFICE = [".docx", ".doc", ".rtf", ".odt", ".html", ".pdf", ".png"]


def written(data: bytes, folder: Path, suffix: str) -> Path:
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("made")
    return {
        ".docx": docx(folder / "a.docx", p("Kết luận")).read_bytes(),
        ".doc": doc(folder / "a.doc", "Kết luận\r").read_bytes(),
        ".rtf": rb"{\rtf1 K\u7871?t lu\u7853?n\par}",
        ".odt": odt(folder / "a.odt", "<text:p>Kết luận</text:p>").read_bytes(),
        ".html": "<html><body><p>Kết luận</body></html>".encode(),
        ".pdf": pdf(folder / "a.pdf", [[(60, 700, "Kết luận")]]).read_bytes(),
    }


@pytest.mark.parametrize("suffix", OFFICE)
@pytest.mark.parametrize("kind", OFFICE[:-1])
def test_a_wrong_name_does_not_matter(contents: dict[str, bytes], tmp_path: Path, kind: str, suffix: str) -> None:
    path = written(contents[kind], tmp_path, suffix)
    assert kind_of(path, suffix) == kind
    assert [line.text for line in read(path, 10**6).lines] == ["Kết luận"]


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"Ket luan", ".doc", ".txt"),
        (b"\x89PNG\r\n\x1a\n", ".pdf", ".png"),
        (b"\xff\xd8\xff\xe0", ".docx", ".png"),
        (b"II*\0\x08", ".doc", ".png"),
        (b"<!-- a --><!DOCTYPE HTML><p>", ".doc", ".html"),
        ("<html>".encode("utf-16"), ".doc", ".html"),
        (b"<div>a", ".rtf", ".html"),
        (b"junk\n%PDF-1.4", ".pdf", ".pdf"),
        (b"<p>a", ".txt", ".txt"),  # a text may speak of tags
        (b"\0\1", ".md", ".md"),
    ],
)
def test_kinds(tmp_path: Path, data: bytes, suffix: str, kind: str) -> None:
    assert kind_of(written(data, tmp_path, suffix), suffix) == kind


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (b"", ".docx", "rỗng"),
        (b"\0" * 5000, ".doc", "byte 0"),
        (b"\1\0\2\0\3", ".pdf", "hỏng hoặc không đúng định dạng .pdf"),
        (b"PK\3\4 and no more", ".docx", "hỏng"),
        (b"\xdb\xa5-\0 Word 2", ".doc", "quá cũ"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\n<html>", ".doc", "MHTML"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\r\n<?mso-application progid="Word.Document"?>', ".doc", "XML"),
        (b'<?xml version="1.0"?><pkg:package>', ".docx", "XML"),
    ],
)
def test_refused(tmp_path: Path, data: bytes, suffix: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read(written(data, tmp_path, suffix), 10**6)


def test_other_office_papers_are_named(tmp_path: Path) -> None:
    for part, name in (("xl/workbook.xml", "bảng tính"), ("ppt/presentation.xml", "trình chiếu")):
        with pytest.raises(UnreadableFile, match=name):
            read(package(tmp_path / "a.docx", {part: "<a/>"}), 10**6)


def test_a_lock_is_seen_over_the_edge_of_a_block(tmp_path: Path) -> None:
    filler = bytes((1 << 20) - 512 * 9 - 200)
    path = written(compound({"A": filler, "EncryptedPackage": b"a"}), tmp_path, ".docx")
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        read(path, 10**6)


def test_every_suffix_has_a_reader() -> None:
    assert {".docx", ".doc", ".rtf", ".odt", ".html", ".htm", ".txt", ".md", ".pdf", ".png", ".jpg", ".tif"} <= SUFFIXES


def test_a_library_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "corpus.readers.portable", raising=False)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UnreadableFile, match="pip install pypdfium2"):
        read(written(b"%PDF-1.4", tmp_path, ".pdf"), 10**6)
