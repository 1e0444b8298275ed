"""A folder of small papers, the library that the real indexer makes of it, and looks into that library."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from corpus.document import SectionType
from corpus.register import Register, RegisteredPaper
from corpus.register_opening import FILE_NAME
from corpus.register_schema import GROWING, VERSIONED
from corpus.settings import Settings
from indexer.build import Summary, index
from search.columnar.engine import WhooshEngine
from search.engine import Hit, Search
from search.query import Query

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"

TABLES = (*VERSIONED, *GROWING)

TASKS = (
    "Tăng cường công tác tuyên truyền, vận động nhân dân tham gia giữ gìn vệ sinh môi trường nông thôn.",
    "Rà soát quy hoạch các khu xử lý rác thải tập trung, bố trí đủ kinh phí trước ngày 30 tháng 6.",
    "Xử lý nghiêm cơ sở chăn nuôi xả thải ra sông suối; công khai kết quả kiểm tra trên báo, đài.",
    "Giao Ban cán sự đảng Ủy ban nhân dân tỉnh xây dựng đề án thu gom vỏ bao bì thuốc bảo vệ thực vật.",
)


def paper(
    number: int | str = 25, *, tasks: Sequence[str] = TASKS, about: str = "công tác bảo vệ môi trường", year: int = 2014
) -> str:
    """A conclusion of an invented province; `tasks` become its points 1, 2, 3 …"""
    points = "\n\n".join(f"{place}. {task}" for place, task in enumerate(tasks, start=1))
    return f"""TỈNH ỦY MINH HỌA
*
Số {number}-KL/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Minh Họa, ngày 29 tháng 9 năm {year}

KẾT LUẬN
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về {about}

-----

Ban Thường vụ Tỉnh ủy đã nghe báo cáo và kết luận như sau:

{points}

Nơi nhận:
- Các huyện ủy, thành ủy,
- Lưu Văn phòng Tỉnh ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Lê Văn Mẫu
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def run(library: Path, *paths: Path, rebuild: bool = False, remove: bool = False, jobs: int = 1) -> Summary:
    """A run of `tracuu index` in this process."""
    return index(paths, Settings(library=library, jobs=jobs), rebuild=rebuild, remove=remove)


def counts(summary: Summary) -> dict[str, int]:
    """What a run did, without what it did not do."""
    done = {name: getattr(summary, name) for name in ("added", "changed", "unchanged", "removed")}
    done |= {"failed": len(summary.failed), "kept": len(summary.kept)}
    return {name: count for name, count in done.items() if count}


def papers(library: Path) -> dict[str, RegisteredPaper]:
    """The papers that a reader finds in the register, at the generation that the index shows."""
    register = Register.open(library, WhooshEngine(library).generation)
    try:
        return {name: register.paper(name) for name in register.papers()}
    finally:
        register.close()


def sources(library: Path) -> dict[str, list[str]]:
    return {name: [one.source for one in found.sources] for name, found in papers(library).items()}


def texts(library: Path, name: str) -> dict[str, str]:
    """Every heading and paragraph of a paper: text -> id."""
    found = papers(library)[name]
    by_text: dict[str, str] = {}
    for section, ids in zip(found.document.sections, found.ids):
        if section.heading is not None and ids.heading is not None:
            by_text[section.heading] = ids.heading
        by_text |= {paragraph.text: pid for paragraph, pid in zip(section.paragraphs, ids.paragraphs)}
    return by_text


Shown = dict[str, list[tuple[str, str | None, tuple[str, ...]]]]


def registered(library: Path) -> Shown:
    """For each paper its sections with their ids, as the register holds them."""
    return {
        name: sorted(
            ((section.path, ids.heading, ids.paragraphs) for section, ids in zip(one.document.sections, one.ids)),
            key=str,
        )
        for name, one in papers(library).items()
    }


def indexed(library: Path) -> Shown:
    """The same, as the index shows it."""
    shown: Shown = {}
    for hit in _hits(library):
        heading = hit.section.heading.pid if hit.section.heading else None
        pids = tuple(passage.pid for passage in hit.section.paragraphs)
        shown.setdefault(hit.paper.paper, []).append((hit.section.path, heading, pids))
    return {name: sorted(sections, key=str) for name, sections in shown.items()}


def shown_sources(library: Path) -> dict[str, str]:
    """The file that a hit of each paper names."""
    return {hit.paper.paper: hit.paper.source for hit in _hits(library)}


def _hits(library: Path) -> tuple[Hit, ...]:
    """Every section that the index holds, letterheads and signatures too."""
    every = {"type": tuple(one.value for one in SectionType)}
    return WhooshEngine(library).search(Search(Query(""), every, limit=100_000)).hits


def rows(library: Path, tables: Sequence[str] = TABLES) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the register, history and all."""
    connection = sqlite3.connect(library / FILE_NAME)
    try:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}
    finally:
        connection.close()


def agree(library: Path) -> bool:
    """Whether register and index hold the same papers with the same ids."""
    return registered(library) == indexed(library)


def date_generations(library: Path, *days: str) -> None:
    """As if each import had been on its own day, in the afternoon; or at its own time, in UTC."""
    with closing(sqlite3.connect(library / FILE_NAME)) as connection, connection:
        for number, day in enumerate(days, start=1):
            time = day if "T" in day else f"{day}T08:00:00+00:00"
            connection.execute("UPDATE generations SET started = ? WHERE number = ?", (time, number))
