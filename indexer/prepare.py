"""The costly part of taking a paper in, done in worker processes: read, parse, segment."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document, Section
from corpus.errors import UnreadableFile
from corpus.parser import parse
from corpus.readers import read
from indexer.folder import File, sha256
from search.terms import pairs, terms, words

# Between two paragraphs, so that no phrase runs from one into the next.
PARAGRAPH_GAP = 8


@dataclass(frozen=True)
class SectionTerms:
    """What a section is found by, before it has any ids."""

    streams: Mapping[str, Mapping[str, bytes | int]]
    length: int
    context_length: int


@dataclass(frozen=True)
class Prepared:
    """A file that has become a document with its terms."""

    file: File
    sha256: str
    document: Document
    sections: tuple[SectionTerms, ...]


@dataclass(frozen=True)
class Failure:
    """A file that could not be read, and why."""

    file: File
    reason: str


def prepare(file: File, max_text_bytes: int) -> Prepared | Failure:
    """Reads, parses and segments one file. Runs in a worker, so everything that it takes and gives is plain data."""
    try:
        file.origin.encode()
        # First: of a file that is changed while it is read, the next run must see another checksum than this one.
        checksum = sha256(file.origin)
        document = parse(read(Path(file.origin), max_text_bytes))
        if not document.sections:
            return Failure(file, "không có đoạn văn nào, chỉ có những đường kẻ")
        return Prepared(file, checksum, document, document_terms(document))
    except UnreadableFile as error:
        return Failure(file, str(error))
    except OSError as error:
        return Failure(file, f"không mở được tệp: {error.strerror or error}")
    except UnicodeEncodeError:
        return Failure(file, "tên tệp hay thư mục không phải là UTF-8: hãy đổi tên")
    except Exception as error:  # a defect of ours, and yet no reason to lose the other files
        return Failure(file, f"lỗi của chương trình ({type(error).__name__}: {error})")


def document_terms(document: Document) -> tuple[SectionTerms, ...]:
    """The terms of every section of a document, in its order."""
    headings = {section.path: section.heading for section in document.sections if section.heading}
    return tuple(_section_terms(document, section, headings) for section in document.sections)


def headings_above(path: str, headings: Mapping[str, str]) -> tuple[str, ...]:
    """The headings above a section, outermost first."""
    steps = path.split("/")
    above = ("/".join(steps[:count]) for count in range(1, len(steps)))
    return tuple(headings[one] for one in above if one in headings)


def _section_terms(document: Document, section: Section, headings: Mapping[str, str]) -> SectionTerms:
    own = [text for text in (section.heading, *(p.text for p in section.paragraphs)) if text]
    around = [*headings_above(section.path, headings), *_said_of_paper(document, section)]
    length, streams = _streams(own, "folded", "spelled")
    context_length, context_streams = _streams(around, "context", "context_spelled")
    in_pairs: Counter[str] = Counter()
    in_words: Counter[str] = Counter()
    for text in own:
        found = terms(text)
        in_pairs.update(pairs(found))
        in_words.update(words(text, found))
    return SectionTerms({**streams, **context_streams, "pairs": in_pairs, "words": in_words}, length, context_length)


def _said_of_paper(document: Document, section: Section) -> list[str]:
    """The title is context of every section; number, place and signer are found in the title block only."""
    if section.path != "tiêu đề":
        return [document.title] if document.title else []
    return [text for text in (document.number, document.place, document.signer_name) if text]


def _streams(texts: Iterable[str], folded_name: str, spelled_name: str) -> tuple[int, dict[str, dict[str, bytes]]]:
    """Positions of every syllable, folded and as spelled; and how many there are."""
    folded: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    spelled: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    position = count = 0
    for text in texts:
        for term in terms(text):
            folded[term.folded].append(position)
            spelled[term.spelled].append(position)
            position += 1
            count += 1
        position += PARAGRAPH_GAP
    return count, {
        folded_name: {term: where.tobytes() for term, where in folded.items()},
        spelled_name: {term: where.tobytes() for term, where in spelled.items()},
    }
