"""The costly part of taking a paper in, done in worker processes: read, parse, segment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.parser import parse
from corpus.readers import read
from corpus.system_errors import said
from indexer.document_terms import document_terms
from indexer.folder import File, sha256
from indexer.segmented import Segmented, texts_of
from search.engine import PaperTerms


@dataclass(frozen=True)
class Prepared:
    """A file that has become a document with its terms."""

    file: File
    sha256: str
    document: Document
    terms: PaperTerms
    segmented: Segmented


@dataclass(frozen=True)
class Failure:
    """A file that could not be read, and why."""

    file: File
    reason: str


def prepare(file: File, max_text_bytes: int, library: Path) -> Prepared | Failure:
    """Reads, parses and segments one file. Runs in a worker, so everything that it takes and gives is plain data."""
    try:
        file.origin.encode()
        # First: of a file that is changed while it is read, the next run must see another checksum than this one.
        checksum = sha256(file.origin)
        document = parse(read(Path(file.origin), max_text_bytes))
        if not document.sections:
            return Failure(file, "không có đoạn văn nào, chỉ có những đường kẻ")
        return Prepared(file, checksum, document, *terms_of(document, library))
    except UnreadableFile as error:
        return Failure(file, str(error))
    except OSError as error:
        return Failure(file, f"không mở được tệp: {said(error)}")
    except UnicodeEncodeError:
        return Failure(file, "tên tệp hay thư mục không phải là UTF-8: hãy đổi tên")
    except Exception as error:  # a defect of ours, and yet no reason to lose the other files
        return Failure(file, f"lỗi của chương trình ({type(error).__name__}: {error})")


def terms_of(document: Document, library: Path) -> tuple[PaperTerms, Segmented]:
    """The terms of a document, and the words of its texts to be remembered; what the library knows is not segmented."""
    texts = texts_of(library)
    return document_terms(document, texts.word_lengths_of), texts.take_used()
