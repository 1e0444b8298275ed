"""Pictures of papers (.png, .jpg, .tif, and PDFs without letters): recognised by Tesseract, and marked as such.

The only file that knows pytesseract and Pillow.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytesseract
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from corpus.document import RECOGNISED
from corpus.errors import UnreadableFile
from corpus.lines import Source
from corpus.readers.flow import lines_of
from corpus.readers.page_layout import Row, Word, rows_of
from corpus.readers.page_paragraphs import passages_of
from corpus.readers.patience import SECONDS, renew
from corpus.readers.refusals import broken

# Its threads wait for each other more than they help, the more so where several workers recognise at once: one thread
# took less than half the time of a page on a busy machine.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

_LANGUAGE = "vie"
_LAYOUT = "--psm 3"

# A page at 600 dots per inch has 35 million points.
_MOST_POINTS = 60_000_000
_MOST_FRAMES = 500

# A picture smaller than this was not scanned at 200 dots per inch: enlarged, its letters are told better.
_NARROW = 1300

# Words that Tesseract itself hardly believes are specks and stamps.
_LEAST_CONFIDENCE = 20.0


class NoRecognition(UnreadableFile):
    """Tesseract or its Vietnamese is not installed."""


@dataclass(frozen=True)
class Recognised:
    """The rows of each page, and what is to be known of them."""

    pages: tuple[list[Row], ...]
    confidence: float  # of a hundred

    @property
    def warnings(self) -> tuple[str, ...]:
        return (f"{RECOGNISED}, chữ do OCR (Tesseract) nhận dạng, độ tin cậy {self.confidence:.0f} %",)


def read_scanned(path: Path, max_text_bytes: int) -> Source:
    """The lines of a picture of a paper. No paper of pictures holds too much text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow thinks of a file is for no reader of ours
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                recognised = recognise(_frames(image, path), path)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableFile(f"Ảnh {path.name} quá lớn.") from error
    except UnidentifiedImageError as error:
        raise broken(path) from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        ZeroDivisionError,
        EOFError,
    ) as error:  # as Pillow's plugins may
        if isinstance(error, OSError) and error.filename:
            raise
        raise broken(path) from error
    return Source(lines_of(passages_of(recognised.pages)), recognised.warnings)


def recognise(pictures: Iterable[Image.Image], path: Path) -> Recognised:
    """What stands on pictures of pages."""
    pages, trust = [], []
    for picture in pictures:
        renew()  # a page may take its time, not the whole paper: a long scan is read as long as it goes on
        words = _words(picture, path)
        trust += [(confidence, len(word.text)) for line in words for word, confidence in line]
        pages.append(rows_of([word for word, _ in line] for line in words))
    letters = sum(length for _, length in trust)
    return Recognised(tuple(pages), sum(one * length for one, length in trust) / max(letters, 1))


def _frames(image: Image.Image, path: Path) -> Iterator[Image.Image]:
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number >= _MOST_FRAMES:
            raise UnreadableFile(f"Ảnh {path.name} có quá nhiều trang.")
        if frame.width * frame.height > _MOST_POINTS:
            raise UnreadableFile(f"Ảnh {path.name} quá lớn.")
        upright = ImageOps.exif_transpose(frame).convert("L")
        if upright.width < _NARROW and upright.height < 2 * _NARROW:
            upright = upright.resize((2 * upright.width, 2 * upright.height), Image.Resampling.LANCZOS)
        yield upright


def _words(picture: Image.Image, path: Path) -> list[list[tuple[Word, float]]]:
    """The words of a page, line by line as Tesseract sees them, each with its confidence."""
    try:
        found: Mapping[str, Sequence[Any]] = pytesseract.image_to_data(
            picture,
            lang=_LANGUAGE,
            config=_LAYOUT,
            timeout=SECONDS - 2,
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractNotFoundError as error:
        raise _not_installed(path) from error
    except pytesseract.TesseractError as error:
        if _LANGUAGE in str(error) or "language" in str(error).lower():
            raise _not_installed(path) from error
        raise UnreadableFile(f"Tesseract không nhận dạng được {path.name}.") from error
    except RuntimeError as error:  # its word for: the time is over
        raise UnreadableFile(f"Nhận dạng một trang của {path.name} mất quá {SECONDS} giây.") from error
    return _lines(found, picture.height)


def _not_installed(path: Path) -> NoRecognition:
    return NoRecognition(
        f"Tệp {path.name} là bản quét, cần tesseract-ocr-vie để nhận dạng chữ: "
        "sudo apt install tesseract-ocr tesseract-ocr-vie"
    )


def _lines(found: Mapping[str, Sequence[Any]], height: int) -> list[list[tuple[Word, float]]]:
    lines: dict[tuple[int, ...], list[tuple[Word, float]]] = {}
    for place, text in enumerate(found["text"]):
        confidence = float(found["conf"][place])
        if not str(text).strip() or confidence < _LEAST_CONFIDENCE:
            continue
        left, top, width, tall = (int(found[name][place]) for name in ("left", "top", "width", "height"))
        key = tuple(int(found[name][place]) for name in ("block_num", "par_num", "line_num"))
        word = Word(str(text).strip(), left, left + width, height - top - tall, tall)
        lines.setdefault(key, []).append((word, confidence))
    return [_levelled(line) for line in lines.values()]


def _levelled(line: list[tuple[Word, float]]) -> list[tuple[Word, float]]:
    """Words on one base line with one height: a box is as high as the letters in it happen to be."""
    ups = sorted(word.up for word, _ in line)
    heights = sorted(word.height for word, _ in line)
    up, height = ups[len(ups) // 2], heights[len(heights) // 2]
    return [(Word(word.text, word.left, word.right, up, height), confidence) for word, confidence in line]
