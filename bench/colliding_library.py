"""A library, made anew from a seed, in which numbers collide across provinces, districts, terms and years.

Every list counts from 01 without gaps, so each number is borne by dozens of papers; a part of them is in the library,
some with a torn head. Papers cite earlier ones as such papers do: in full, with the term, the year or the subject
instead of the day, bare, by a plenum's name, two in a row, with slips. What each means is known, because it was made.

The authors keep one rule: who leaves out day, year, term and subject means the list that runs at the time, or what the
same paper has named above. `careless` ones do not, and mean an older list without saying so: these must not be linked.
A few citations are `untellable`: their words are, letter for letter, a rightful citation of another paper that the
library holds. They are counted apart, in a row of their own.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bench.cited_words import WrittenCitation, cite
from bench.colliding_world import ORDINALS, WorldPaper, make_world, roman

IN_LIBRARY = 0.55


@dataclass(frozen=True)
class CitingPaper:
    """A paper of the library with its text, and what its citations mean, in their order."""

    paper: WorldPaper
    text: str
    citations: tuple[WrittenCitation, ...]


def make(seed: int = 7, papers_of_a_list: int = 6) -> tuple[CitingPaper, ...]:
    """The papers of the library, oldest first."""
    chance = random.Random(seed)
    world = make_world(chance, papers_of_a_list)
    held = frozenset(one for one in world if chance.random() < IN_LIBRARY)
    return tuple(_written(chance, one, world, held) for one in world if one in held)


def _written(
    chance: random.Random, paper: WorldPaper, world: Sequence[WorldPaper], held: frozenset[WorldPaper]
) -> CitingPaper:
    earlier = [one for one in world if one.day < paper.day]
    written: list[WrittenCitation] = []
    sentences = []
    for _ in range(chance.randint(3, 6)):
        sentence, citations = cite(chance, paper, earlier, held, written)
        sentences += [sentence] if sentence else []
        written += citations
    return CitingPaper(paper, page(paper, sentences), tuple(written))


def page(paper: WorldPaper, sentences: Sequence[str]) -> str:
    """The paper as it is typed."""
    owner = _owner(paper)
    day = f"ngày {paper.day.day:02} tháng {paper.day.month} năm {paper.day.year}" if paper.keeps_day else ""
    seat = "Hà Nội" if paper.place is None else paper.unit or paper.place
    where = seat if paper.keeps_place else ""
    letterhead = [
        f"{owner}\n*" if paper.keeps_place or paper.place is None else "*",
        f"Số {paper.number}",
        "ĐẢNG CỘNG SẢN VIỆT NAM" if not paper.is_state else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ", ".join(part for part in (where, day) if part),
    ]
    term = f" khóa {roman(paper.term)}" if paper.says_term and paper.term else ""
    body = f"HỘI NGHỊ LẦN THỨ {ORDINALS[paper.plenum - 1].upper()} " if paper.plenum else "CỦA "
    body += f"{paper.body.upper()}{' ĐẢNG' if paper.plenum else ''}"
    body += f" KHÓA {roman(paper.term)}" if paper.plenum and paper.term else term.upper()
    points = "\n\n".join(f"{place}. {sentence}" for place, sentence in enumerate(sentences, start=1))
    return "\n\n".join(
        [
            *(part for part in letterhead if part),
            f"{paper.kind.upper()}\n{body}\nvề {paper.subject}",
            "-----",
            f"{paper.body} thống nhất như sau:",
            points or "1. Các cấp, các ngành thực hiện nghiêm túc.",
            "Nơi nhận:\n- Như trên,\n- Lưu Văn phòng.",
            "T/M CƠ QUAN BAN HÀNH\nNGƯỜI KÝ",
        ]
    )


def _owner(paper: WorldPaper) -> str:
    if paper.place is None:
        return "BAN CHẤP HÀNH TRUNG ƯƠNG"
    if paper.unit:
        return f"TỈNH ỦY {paper.place.upper()}\nHUYỆN ỦY {paper.unit.upper()}"
    if paper.body_symbol == "TU":
        return f"TỈNH ỦY {paper.place.upper()}"
    return f"{paper.body.upper()} {paper.place.upper()}"
