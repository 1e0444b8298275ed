"""PDF (.pdf): its words in reading order; pages that are pictures are handed to the reader of scans.

The only file that knows pypdfium2.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import UnreadableFile
from corpus.lines import Source
from corpus.readers.flow import lines_of
from corpus.readers.page_layout import Row, Word, rows_of
from corpus.readers.page_paragraphs import passages_of
from corpus.readers.refusals import broken, locked, too_long

_EMPHASISED = re.compile(r"bold|italic|oblique|black|heavy|-bd|-it\b", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")

# A page with fewer letters than this and a picture on it is a scan.
_FEWEST_LETTERS = 15
_MOST_PAGES = 5_000

# How fine a page is drawn for recognition, and how large it may become.
_DOTS_PER_INCH = 300
_MOST_POINTS = 40_000_000

# Heights of letters, in points, that a paper has.
_LOWEST, _HIGHEST = 4.0, 40.0

# What PDFium writes for a hyphen at the end of a line, and for a letter that it does not know.
_SIGNS = {0x02: "-", 0xFFFE: "", 0xFFFF: "", 0: ""}


def read_portable(path: Path, max_text_bytes: int) -> Source:
    """The lines of a .pdf file."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise locked(path) from error
        raise broken(path) from error
    try:
        return _source(document, path, max_text_bytes)
    except pypdfium2.PdfiumError as error:
        raise broken(path) from error
    finally:
        document.close()


def _source(document: pypdfium2.PdfDocument, path: Path, max_text_bytes: int) -> Source:
    if len(document) > _MOST_PAGES:
        raise UnreadableFile(f"Tệp {path.name} có quá nhiều trang ({len(document)}).")
    pages: list[list[Row]] = []
    scans: list[int] = []
    left = max_text_bytes
    for number in range(len(document)):
        lines, is_scan = _page(document, number)
        left -= sum(len(word.text.encode("utf-8", "replace")) + 1 for line in lines for word in line)
        if left < 0:
            raise too_long(path, max_text_bytes)
        if is_scan:
            scans.append(number)
        pages.append(rows_of(lines))
    warnings = _recognise(document, path, pages, scans) if scans else ()
    return Source(lines_of(passages_of(pages)), warnings)


def _recognise(
    document: pypdfium2.PdfDocument, path: Path, pages: list[list[Row]], scans: list[int]
) -> tuple[str, ...]:
    """Puts what is read off the pictures in the place of pages that are pictures."""
    from corpus.readers import scanned

    pictures = (document[number].render(scale=_scale(document[number]), grayscale=True).to_pil() for number in scans)
    try:
        recognised = scanned.recognise(pictures, path)
    except scanned.NoRecognition as error:
        if len(scans) == len(pages):
            raise
        return (f"{len(scans)} trang là ảnh quét nên không đọc được ({error})",)
    for number, rows in zip(scans, recognised.pages):
        pages[number] = rows
    return recognised.warnings


def _scale(page: pypdfium2.PdfPage) -> float:
    """As a scanner would do it; less for a page that is larger than paper."""
    width, height = page.get_size()
    return float(min(_DOTS_PER_INCH / 72, (_MOST_POINTS / max(width * height, 1.0)) ** 0.5))


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[list[Word]], bool]:
    page = document[number]
    text = page.get_textpage()
    try:
        lines = list(_lines(text))
        letters = sum(len(word.text) for line in lines for word in line)
        return lines, letters < _FEWEST_LETTERS and _has_picture(page)
    finally:
        text.close()
        page.close()


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,)))


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[list[Word]]:
    """The lines as they were written, cut into words."""
    signs = [pdfium.FPDFText_GetUnicode(text, number) for number in range(text.count_chars())]
    fonts: dict[Any, tuple[str, bool]] = {}
    line: list[Word] = []
    first: int | None = None
    for number, sign in enumerate([*signs, 0x0A]):
        if not (sign in (0x20, 0xA0, 0x09, 0x0A, 0x0D) or sign > 0x10FFFF):
            first = number if first is None else first
            continue
        if first is not None:
            line += _word(text, signs, first, number, fonts)
            first = None
        if sign in (0x0A, 0x0D) and line:
            yield line
            line = []


def _word(
    text: pypdfium2.PdfTextPage, signs: list[int], first: int, end: int, fonts: dict[Any, tuple[str, bool]]
) -> Iterator[Word]:
    letters = "".join(_SIGNS.get(sign, chr(sign)) for sign in signs[first:end])
    letters = letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if not letters:
        return
    left, _, _, _ = text.get_charbox(first, loose=True)
    _, bottom, right, top = text.get_charbox(end - 1, loose=True)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, first, x, y)
    name, emphasised = _font(text, first, fonts)
    height = min(max(top - bottom, _LOWEST), _HIGHEST)
    yield Word(letters, left, max(left, right), y.value, height, emphasised, name)


def _font(text: pypdfium2.PdfTextPage, number: int, fonts: dict[Any, tuple[str, bool]]) -> tuple[str, bool]:
    """The name of a letter's font, and whether it is bold or italic."""
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text, number, buffer, 128, flags)
    name = buffer.raw[: max(0, min(length, 128) - 1)]
    if name not in fonts:
        readable = _SUBSET.sub("", name.decode("utf-8", "replace"))
        fonts[name] = readable, bool(_EMPHASISED.search(readable))
    return fonts[name]
