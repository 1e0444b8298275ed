"""Words that a scanner misread: found by what the library writes there, and next to no false alarm.

The two measurements print precision and recall: `python -m pytest tests/test_suspicion.py -rP -k measured`.
"""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from filing import SAMPLES
from misreading import accented, misread

from corpus.document import Document, Paragraph, Section, SectionType
from corpus.lines import Source
from corpus.parser import parse
from corpus.readers import read
from corpus.set_phrases import set_phrases
from corpus.spellings import Counts, texts
from corpus.suspicion import Suspect, suspects
from corpus.text import nfc, syllables

ARTICLES = Path(os.environ.get("TRACUU_TESTDATA", "/nowhere"), "data", "phapdien.jsonl.xz")

# How a library writes: each of these stands in it three times.
LIBRARY = (
    "Phấn đấu đến năm 2025, mỗi xã có một vườn cây, phấn đấu đến năm 2030 có hai.",
    "Xây dựng mối quan hệ phối hợp giữa các ngành.",
    "Phần đầu của báo cáo nói về mối quan hệ công tác; mỗi năm trồng thêm cây trên địa bàn tỉnh.",
    "Đội ngũ cán bộ tỉnh nhà ngày càng trưởng thành, không nể nang, né tránh; khắc phục tình hình trên.",
    "Ngành lâm nghiệp tỉnh nhà bám sát tình hình, coi trọng tinh thần trách nhiệm; còn nể nang.",
)


def paper(*texts: str) -> Document:
    empty = parse(Source(()))
    return replace(empty, sections=(Section("1", None, None, SectionType.CONTENT, tuple(map(Paragraph, texts))),))


@cache
def samples() -> tuple[Document, ...]:
    return tuple(paper(*texts_of(parse(read(path, 1_000_000)))) for path in sorted(SAMPLES.iterdir()))


def known() -> list[Document]:
    """A small library, with some phrases that stand in it more often."""
    return [*samples(), *[paper(*LIBRARY)] * 3, *[paper("khắc phục tình hình trên")] * 100]


def texts_of(document: Document) -> list[str]:
    return [text for _, _, text in texts(document)]


def found(document: Document, others: Iterable[Document]) -> list[Suspect]:
    return list(suspects(document, Counts.of(document, others)))


@pytest.mark.parametrize(
    ("text", "typed", "reading"),
    [
        ("Mỗi quan hệ phối hợp chưa chặt.", "Mỗi", "Mối"),
        ("Phần đầu đến năm 2025, trồng thêm cây.", "Phần đầu", "Phấn đấu"),
        ("MỖI QUAN HỆ PHỐI HỢP", "MỖI", "MỐI"),
        ("Đội ngũ cán bộ tinh nhà ngày càng đông.", "tinh", "tỉnh"),
        ("Một số nơi còn nề nang, né tránh.", "nề", "nể"),
        ("Xây dựng mỗi quan hệ phối hợp.", "mỗi", "mối"),
    ],
)
def test_what_nobody_else_writes_so_is_suspected(text: str, typed: str, reading: str) -> None:
    (one,) = found(paper(text), known())
    assert (one.text, one.reading, text[one.start : one.end]) == (typed, reading, typed)
    assert one.before + one.text + one.after in text
    assert one.times >= 1


@pytest.mark.parametrize(
    "text",
    [
        *LIBRARY,
        "Phần đầu của báo cáo đã nêu.",  # both ways stand in the library
        "Mỗi năm trồng một vườn cây.",
        "Đồng chí Trần Mỗi Quan phát biểu.",  # a name
        "Mỗi quản lý phải nêu gương.",  # nothing known of these neighbours
        "Mỗi, quan hệ.",  # not side by side
        "khắc phục tính hình thức",  # "tình hình" never goes on with "thức"
        "Moi quan he phoi hop",  # typed without accents: not by a scanner
        "Đơn vị MOI quan hệ với dân.",  # an abbreviation
        "",
    ],
)
def test_near_misses(text: str) -> None:
    assert found(paper(text), known()) == []


def test_what_a_paper_writes_twice_is_meant_so() -> None:
    assert found(paper("Còn nề nang.", "Không nề nang."), known()) == []


def test_one_library_writes_old_tones_and_another_y() -> None:
    library = [paper("Quản lý tài sản hóa đơn kỹ lưỡng.")] * 3
    (one,) = found(paper("Việc quản lỷ tài sản hóa đơn."), library)
    assert one.reading == "lý"
    (one,) = found(paper("Tài sản hỏa đơn kỹ lưỡng, và hòa giải."), library)
    assert one.reading == "hóa"
    (one,) = found(paper("Tài sản hoả đơn kỹ lưỡng, và hoà giải."), library)
    assert one.reading == "hoá"


def test_no_library_no_suspicion() -> None:
    assert found(paper("Khắc phục tính hình trên."), []) == []


def test_a_large_library_is_not_read_whole() -> None:
    read_in = []

    def others() -> Iterable[Document]:
        for number in range(100):
            read_in.append(number)
            yield paper("một hai ba bốn năm")

    counts = Counts.of(paper("một"), others(), enough=50)
    assert counts.syllables <= 55
    assert len(read_in) < 15


def test_slips_are_other_accents_on_the_same_letters() -> None:
    assert {"đo", "dó", "đỗ"} <= set(accented("do"))
    text, places = misread("Hội nghị thống nhất kết luận", 1.0, Random(1))
    assert len(places) == 6
    assert len(text) == len("Hội nghị thống nhất kết luận")
    assert text[0] == "H"


# Measurements


@dataclass
class Measured:
    """Over papers into which slips were put, one in a hundred syllables; and over the same papers without."""

    slips: int = 0
    alarms: int = 0
    right: int = 0
    on_clean: int = 0
    syllables: int = 0

    def add(self, clean: Document, others: Sequence[Document]) -> None:
        dirty, places = misread_paper(clean)
        listed = found(dirty, others)
        self.slips += len(places)
        self.alarms += len(listed)
        self.right += sum(any((one.paragraph, at) in places for at in range(one.start, one.end)) for one in listed)
        self.on_clean += len(found(clean, others))
        self.syllables += sum(1 for text in texts_of(clean) for _ in syllables(text))

    @property
    def precision(self) -> float:
        return self.right / max(self.alarms, 1)

    @property
    def recall(self) -> float:
        return self.right / self.slips

    def __str__(self) -> str:
        return (
            f"{self.slips} slips in {self.syllables} syllables: precision {self.precision:.3f}, "
            f"recall {self.recall:.3f}; alarms on the clean text: {self.on_clean}"
        )


def misread_paper(clean: Document) -> tuple[Document, set[tuple[int, int]]]:
    drawn = Random(7)
    pages = [misread(text, 0.01, drawn) for text in texts_of(clean)]
    return paper(*(text for text, _ in pages)), {(page, at) for page, (_, places) in enumerate(pages) for at in places}


def test_measured_on_the_samples() -> None:
    """Each sample against the other 23: a library as small as libraries begin."""
    over = Measured()
    for place, sample in enumerate(samples()):
        over.add(sample, [*samples()[:place], *samples()[place + 1 :]])
    print(over)
    assert over.precision >= 0.98
    assert over.recall >= 0.2
    assert over.on_clean <= 1


@pytest.mark.full
@pytest.mark.skipif(not ARTICLES.is_file(), reason="TRACUU_TESTDATA does not name the folder of the test data")
def test_measured_on_articles_of_law() -> None:
    """A hundred articles against ten thousand. Some alarms on the clean text are slips of its own."""
    with lzma.open(ARTICLES, "rt", encoding="utf-8") as lines:
        articles = [paper(*nfc(json.loads(line)["text"]).split("\n")) for line in islice(lines, 0, 36_000, 3)]
    over = Measured()
    over.add(paper(*(text for article in articles[-100:] for text in texts_of(article))), articles[:10_000])
    print(over)
    assert over.precision >= 0.94
    assert over.recall >= 0.6


@pytest.mark.skipif(not ARTICLES.is_file(), reason="TRACUU_TESTDATA does not name the folder of the test data")
def test_the_clients_papers_against_each_other() -> None:
    """Five papers are hardly a library: what they tell of each other, and what a clerk knows by heart."""
    papers = [parse(read(path, 1_000_000)) for path in sorted((ARTICLES.parents[1] / "seeds").glob("*.txt"))]
    listed = [
        (one.text, one.reading, one.known)
        for place, one_paper in enumerate(papers)
        for one in found(one_paper, [*papers[:place], *papers[place + 1 :]])
    ]
    assert sorted(listed) == [
        ("Mỗi", "Mối", "mối quan hệ"),
        ("Phần đầu", "Phấn đấu", "phấn đấu đến"),
        ("nề", "nể", "nể nang"),
        ("tinh", "tỉnh", "tỉnh nhà"),
    ]


@pytest.mark.parametrize(
    ("text", "typed", "reading"),
    [
        ("Phần đầu đến năm 2025, trồng thêm cây.", "Phần đầu", "Phấn đấu"),
        ("Đội ngũ cán bộ tinh nhà ngày càng đông.", "tinh", "tỉnh"),
        ("Một số nơi còn nề nang.", "nề", "nể"),
        ("Giao Uỷ bản nhân dân xã.", "bản", "ban"),
    ],
)
def test_what_a_clerk_knows_by_heart_needs_no_library(text: str, typed: str, reading: str) -> None:
    (one,) = found(paper(text), [])
    assert (one.text, one.reading, one.times) == (typed, reading, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu đến năm 2025, giao Ủy ban nhân dân xã, Uỷ ban nhân dân huyện.",
        "Phần đầu của báo cáo; bầu đại hội đảng bộ nhiệm kỳ mới.",
        "Doi ngu can bo tinh nha.",  # typed without accents: not by a scanner
        "UBND tỉnh, nhà văn hoá.",
    ],
)
def test_near_misses_of_set_phrases(text: str) -> None:
    assert found(paper(text), []) == []


def test_set_phrases_are_written_as_papers_write_them() -> None:
    for folded, spelled in (one for phrases in set_phrases().values() for one in phrases):
        assert len(folded) == len(spelled) > 1
        assert any(a != b for a, b in zip(folded, spelled))
