"""Papers that are edited as offices edit theirs, by a seed: what every link must lead to is known at each step."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from corpus.parser import parse
from corpus.readers import read
from corpus.text import new_tones, old_tones

# What happens to a paragraph between two imports. A paper that comes again was corrected in a few places.
WORDS = 0.06  # one to four words replaced, added or taken out
TONES = 0.03  # a wrong accent put right
DELETED = 0.02
INSERTED = 0.02
SPLIT = 0.005
MERGED = 0.005
RAISED = 0.005  # a bullet is parsed as a paragraph

# What happens to a whole paper.
TONE_STYLE = 0.1  # hoà becomes hòa, or back
RENUMBERED = 0.1  # another way of numbering
SCANNED = 0.1  # this version comes from a scan: so many of its characters are recognised wrongly
NOISE = 0.02

# How papers look: paragraphs in each, and the shares of sentences that offices repeat.
PARAGRAPHS = (25, 60)
TEMPLATES = 0.08
SHORT = 0.03
REPEATED = 0.003  # word for word another one of the same paper

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"

_NUMBERINGS = (("I.", "1.", "-"), ("I-", "1-", "-"), ("A.", "1.", "+"), ("I.", "1)", "-"))
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_BODIES = (
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Ban Tổ chức Tỉnh ủy",
    "Ban Dân vận Tỉnh ủy",
    "Văn phòng Tỉnh ủy",
    "Ủy ban nhân dân tỉnh",
    "Ủy ban Kiểm tra Tỉnh ủy",
)
# What recognition takes for one another.
_CONFUSED = ("ủũú", "ấầẩẫ", "ốỗổộ", "ưu", "ơo", "đd", "lI1", "ecé", "aáàảã", "nh", "0O", "ịỉi", "ếềể", "gq")
_CONFUSION = {letter: group.replace(letter, "") for group in _CONFUSED for letter in group}


@dataclass(eq=False)
class Item:
    """A paragraph or heading that an author would call one, through all its versions."""

    level: int  # 0 heading, 1 point, 2 bullet, 3 plain
    text: str


@dataclass
class Paper:
    """A paper in its state of today, and what became of each item that it ever had."""

    number: int
    items: list[Item]
    numbering: int = 0
    old_style: bool = False
    noise: float = 0.0
    held_by: dict[Item, list[Item]] = field(default_factory=lambda: defaultdict(list))  # merged into, or split after

    def holders(self, item: Item) -> list[Item]:
        """The items in which it stands today: itself, or what it was merged into."""
        if item in self.items:
            return [item]
        return [one for holder in self.held_by[item] for one in self.holders(holder)]


class Language:
    """Sentences that read like the samples': each word follows one that it follows there."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        self._starts: list[str] = []
        for path in sorted(SAMPLES.iterdir()):
            for section in parse(read(path, 10**7)).sections:
                for paragraph in section.paragraphs:
                    words = [word for word in re.split(r"\s+", paragraph.text) if re.search(r"\w", word)]
                    self._starts += [word for word in words[:1] if word[:1].isupper() and word.isalpha()]
                    for one, other in zip(words, words[1:]):
                        self._after[one].append(other)

    def words(self, count: int) -> list[str]:
        found = [self._dice.choice(self._starts)]
        while len(found) < count:
            found.append(self._dice.choice(self._after.get(found[-1]) or self._starts))
        return found

    def sentence(self, count: int) -> str:
        return " ".join(self.words(count)).rstrip(".,;:") + "."

    def item(self, level: int) -> Item:
        if level == 0:
            return Item(0, " ".join(self.words(self._dice.randint(4, 9))).rstrip(".,;:"))
        if self._dice.random() < TEMPLATES:
            one, other = self._dice.sample(_BODIES, 2)
            rest = " ".join(self.words(self._dice.randint(5, 12))).lower().rstrip(".,;:")
            return Item(level, f"Giao {one} chủ trì, phối hợp với {other} tham mưu {rest}.")
        short = self._dice.random() < SHORT
        count = self._dice.randint(3, 6) if short else min(90, 9 + int(self._dice.expovariate(1 / 22)))
        return Item(level, self.sentence(count))


def new_paper(number: int, dice: random.Random, language: Language) -> Paper:
    items = [language.item(3), language.item(0)]
    while len(items) < dice.randint(*PARAGRAPHS):
        level = dice.choices((0, 1, 2, 3), weights=(1, 5, 4, 1))[0]
        if level == 2 and items[-1].level == 0:
            level = 1
        items.append(language.item(level))
        if dice.random() < REPEATED:
            items[-1].text = dice.choice([one for one in items if one.level]).text
    return Paper(number, items, numbering=dice.randrange(len(_NUMBERINGS)))


def edit(paper: Paper, dice: random.Random, language: Language) -> None:
    """One round: everything at the rates above."""
    halves = {}
    for item in list(paper.items):
        rest = _edit_item(paper, item, dice, language)
        if rest:
            halves[item] = rest
    for item in [one for one in paper.items if dice.random() < DELETED]:
        paper.items.remove(item)
        if item in halves:  # the library never saw the halves: to it the paragraph was only cut short
            paper.held_by[item].append(halves[item])
    if dice.random() < TONE_STYLE:
        paper.old_style = not paper.old_style
    if dice.random() < RENUMBERED:
        paper.numbering = dice.randrange(len(_NUMBERINGS))
    paper.noise = NOISE if dice.random() < SCANNED else 0.0


def _edit_item(paper: Paper, item: Item, dice: random.Random, language: Language) -> Item | None:
    """Gives the second half, where the paragraph was split."""
    rest = None
    if dice.random() < WORDS:
        item.text = _reworded(item.text, dice, language)
    if dice.random() < TONES:
        item.text = _retoned(item.text, dice)
    if dice.random() < RAISED and item.level == 2:
        item.level = 3
    if dice.random() < SPLIT:
        rest = _split(paper, item)
    if dice.random() < MERGED:
        _merge(paper, item)
    if dice.random() < INSERTED and item in paper.items:
        paper.items.insert(paper.items.index(item) + 1, language.item(max(1, item.level)))
    return rest


def _reworded(text: str, dice: random.Random, language: Language) -> str:
    words = text.split()
    for _ in range(dice.randint(1, min(4, max(1, len(words) // 4)))):
        place = dice.randrange(len(words))
        chance = dice.random()
        fresh = language.words(2)[1].strip(".,;:").lower()
        if chance < 0.5:
            words[place] = fresh
        elif chance < 0.75 or len(words) < 4:
            words.insert(place + 1, fresh)
        else:
            del words[place]
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def _retoned(text: str, dice: random.Random) -> str:
    places = [place for place, letter in enumerate(text) if letter in "ủũúấầẩẫốỗổộếềểịỉ"]
    if not places:
        return text
    place = dice.choice(places)
    return text[:place] + dice.choice(_CONFUSION[text[place]]) + text[place + 1 :]


def _split(paper: Paper, item: Item) -> Item | None:
    """Behind a comma or in the middle; both halves are sentences that stand by themselves."""
    words = item.text.split()
    if item.level == 0 or len(words) < 12 or item not in paper.items:
        return None
    commas = [place for place, word in enumerate(words) if word.endswith((",", ";")) and 4 < place < len(words) - 5]
    middle = len(words) // 2
    cut = min(commas, key=lambda place: abs(place - middle)) + 1 if commas else middle
    second = " ".join(words[cut:])
    rest = Item(item.level, second[:1].upper() + second[1:])
    item.text = " ".join(words[:cut]).rstrip(",;") + "."
    paper.items.insert(paper.items.index(item) + 1, rest)
    for other, holders in paper.held_by.items():
        if item in holders and other is not rest:
            holders.append(rest)  # what was merged into it earlier may stand in either half
    return rest


def _merge(paper: Paper, item: Item) -> None:
    if item not in paper.items:
        return
    place = paper.items.index(item)
    if place + 1 >= len(paper.items) or 0 in (item.level, paper.items[place + 1].level):
        return
    other = paper.items.pop(place + 1)
    item.text = f"{item.text} {other.text}"
    paper.held_by[other].append(item)


def render(paper: Paper, dice: random.Random) -> tuple[str, dict[Item, str]]:
    """The paper as a text file, and the text of each item as it is printed there."""
    roman, arabic, bullet = _NUMBERINGS[paper.numbering]
    counts = [0, 0]
    lines, printed = [], {}
    for item in paper.items:
        label = ""
        if item.level == 0:
            counts = [counts[0] + 1, 0]
            sign = chr(64 + counts[0]) if roman[0] == "A" else _ROMAN[min(counts[0], 12) - 1]
            label = f"{sign}{roman[1:]} "
        elif item.level == 1:
            counts[1] += 1
            label = f"{counts[1]}{arabic[1:]} "
        elif item.level == 2:
            label = f"{bullet} "
        text = (old_tones if paper.old_style else new_tones)(item.text)
        label, text = _recognised(label, paper.noise, dice), _recognised(text, paper.noise, dice)
        lines.append(label + text)
        printed[item] = text
    body = "\n\n".join(lines)
    return f"{_HEAD.format(number=paper.number, year=1990 + paper.number % 35)}\n\n{body}\n\n{_TAIL}", printed


def _recognised(text: str, noise: float, dice: random.Random) -> str:
    """What a recogniser makes of a text: mostly other accents, else other letters, lost ones, and split words."""
    if not noise:
        return text
    letters = []
    for letter in text:
        if letter.isspace() or dice.random() >= noise:
            letters.append(letter)
        elif letter in _CONFUSION:
            letters.append(dice.choice(_CONFUSION[letter]))
        else:
            letters.append(dice.choice(("", letter + " ", "r", "t", "c")))
    return " ".join("".join(letters).split()) + (" " if text.endswith(" ") else "")


_HEAD = """TỈNH ỦY MINH HỌA
*
Số {number}-KL/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Minh Họa, ngày 29 tháng 9 năm {year}

KẾT LUẬN
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về một số công tác trọng tâm

-----

Ban Thường vụ Tỉnh ủy đã nghe báo cáo và kết luận như sau:"""

_TAIL = """Nơi nhận:
- Các huyện ủy, thành ủy,
- Lưu Văn phòng Tỉnh ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Lê Văn Mẫu
"""
