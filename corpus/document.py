"""What a paper is, once it has been read: plain frozen data, and its JSON."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any


class SectionType(str, Enum):
    """What a section is there for. The value is permanent: links, filters and JSON carry it."""

    LETTERHEAD = "the_thuc_dau"
    TITLE = "tieu_de"
    OPENING = "mo_dau"
    RESULTS = "ket_qua"
    SHORTCOMINGS = "han_che"
    CAUSES = "nguyen_nhan"
    LESSONS = "bai_hoc"
    VIEWPOINTS = "quan_diem"
    GOALS = "muc_tieu"
    TASKS = "nhiem_vu"
    CARRYING_OUT = "to_chuc_thuc_hien"
    PROPOSALS = "de_xuat_kien_nghi"
    APPENDIX = "phu_luc"
    CONTENT = "noi_dung"
    CLOSING = "ket_thuc"
    RECIPIENTS = "noi_nhan"
    SIGNATURE = "chu_ky"

    @property
    def words(self) -> str:
        """What the page calls it."""
        return _SECTION_WORDS[self]


_SECTION_WORDS = {
    SectionType.LETTERHEAD: "Thể thức đầu",
    SectionType.TITLE: "Tiêu đề",
    SectionType.OPENING: "Mở đầu, căn cứ",
    SectionType.RESULTS: "Kết quả, ưu điểm",
    SectionType.SHORTCOMINGS: "Hạn chế, khuyết điểm",
    SectionType.CAUSES: "Nguyên nhân",
    SectionType.LESSONS: "Bài học kinh nghiệm",
    SectionType.VIEWPOINTS: "Quan điểm chỉ đạo",
    SectionType.GOALS: "Mục tiêu, chỉ tiêu",
    SectionType.TASKS: "Nhiệm vụ, giải pháp",
    SectionType.CARRYING_OUT: "Tổ chức thực hiện",
    SectionType.PROPOSALS: "Đề xuất, kiến nghị",
    SectionType.APPENDIX: "Phụ lục",
    SectionType.CONTENT: "Nội dung",
    SectionType.CLOSING: "Kết thúc",
    SectionType.RECIPIENTS: "Nơi nhận",
    SectionType.SIGNATURE: "Chữ ký",
}

# Searched only when nothing else matches, or when asked for by type.
FRAME_TYPES = frozenset({SectionType.LETTERHEAD, SectionType.RECIPIENTS, SectionType.SIGNATURE})

# How the warning begins that a text was recognised from pictures.
RECOGNISED = "văn bản quét"


@dataclass(frozen=True)
class Paragraph:
    """What a link points to. `text` is the author's, in NFC, without its printed label."""

    text: str


@dataclass(frozen=True)
class Section:
    """A node of the numbering tree with its own text; its children are sections of their own."""

    path: str  # "II/2/2.1/gạch 3", unique in the document
    label: str | None  # as printed: "2.1-", "-", "Tuy nhiên"
    heading: str | None
    type: SectionType
    paragraphs: tuple[Paragraph, ...] = ()


# The number of a section, and of a paragraph in it; None: where the section begins, with its heading if it has one.
Position = tuple[int, int | None]


@dataclass(frozen=True)
class Citation:
    """A paper named in the text. `start` and `end` are offsets into the named paragraph's text."""

    text: str
    start: int
    end: int
    form: str  # numbered, named, alias, self
    number: str | None  # normal form: "64-KL/TW"
    doc_type: str | None
    issuing_body: str | None
    date: datetime.date | None
    path: str
    paragraph: int | None  # index in the section's paragraphs; None: it stands in the heading


@dataclass(frozen=True)
class Document:
    """A paper as a careful clerk reads it. What the text does not say is None."""

    doc_type: str | None
    number: str | None
    issuing_body: str | None
    signing_body: str | None
    place: str | None
    place_printed: str | None
    date: datetime.date | None
    conference_date: datetime.date | None
    year: int | None
    title: str | None
    signer_name: str | None
    signer_role: str | None
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...] = ()
    warnings: tuple[str, ...] = ()
    # Only of a paper in which a section goes on after its children; else its sections stand one after the other.
    order: tuple[Position, ...] = ()

    @property
    def reading_order(self) -> tuple[Position, ...]:
        """Headings and paragraphs as they follow each other in the paper."""
        return self.order or one_after_the_other(self.sections)

    @property
    def is_recognised(self) -> bool:
        """Whether it was read from pictures: every tenth word may be wrong."""
        return any(warning.startswith(RECOGNISED) for warning in self.warnings)

    def as_json(self) -> dict[str, Any]:
        """The object that `tracuu parse --json` prints."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self) if field.name != "order"}


def one_after_the_other(sections: Sequence[Section]) -> tuple[Position, ...]:
    """The order of sections none of which goes on after another one.

    >>> one_after_the_other([Section("1", "1.", "Ưu điểm", SectionType.RESULTS, (Paragraph("a"), Paragraph("b")))])
    ((0, None), (0, 0), (0, 1))
    """
    return tuple(
        (number, paragraph)
        for number, section in enumerate(sections)
        for paragraph in (None, *range(len(section.paragraphs)))
    )


def _plain(value: Any) -> Any:
    # First what most values are: this is done for every text of a library.
    if value is None or type(value) is str:
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    # Not by `asdict`, which copies every text of every paper: nothing here is ever changed.
    if isinstance(value, Paragraph | Section | Citation):
        return {name: _plain(one) for name, one in vars(value).items()}
    if isinstance(value, SectionType):
        return value.value
    return value.isoformat() if isinstance(value, datetime.date) else value
