"""Word's automatic numbering, counted and written out as Word shows it: "1.", "a)", "II.", "đ)", "-"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LEVELS = 9

# What the fonts of pictures draw for a bullet, as the nearest sign that everybody has.
_BULLETS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf06e": "■", "\uf0a8": "◦", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖",
    "\uf02d": "-",
    "\uf0e0": "→", "\uf0f0": "→", "\uf02b": "+", "\uf02a": "*", "o": "◦", "\uf0be": "-", "\uf06c": "●", "\uf071": "□",
    "§": "▪", "·": "•", "Ø": "➢", "ü": "✓", "v": "❖", "q": "□", "l": "●", "n": "■"
}  # fmt: skip
_PICTURES = re.compile("symbol|wingdings|webdings|courier", re.IGNORECASE)

_ROMAN = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]  # fmt: skip
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """How a level of a list counts and looks."""

    start: int = 1
    format: str = "decimal"
    text: str = ""  # "%1.%2."
    font: str = ""
    glue: str = " "  # what stands between the label and the text
    restart: int | None = None  # begins anew after this level (1 is the outermost); 0 never, None after any above
    legal: bool = False  # every number in it is Arabic


@dataclass(frozen=True)
class ListInstance:
    """A list in use: whose counters it shares, its levels, and the levels that it begins anew."""

    counters: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass
class Numbering:
    """The counters of a paper, moved on by each numbered paragraph in turn."""

    lists: Mapping[str, ListInstance]
    _counted: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> str:
        """The label of the next paragraph at this depth of this list, with what stands behind it; or nothing."""
        instance = self.lists.get(list_id)
        level = instance.levels.get(depth) if instance else None
        if instance is None or level is None:
            return ""
        counters = self._counted.setdefault(instance.counters, [None] * LEVELS)
        self._count(list_id, instance, depth, counters)
        shown = _bullet(level) if level.format == "bullet" else _numbers(level, instance, counters)
        return shown + level.glue if shown.strip() else ""

    def _count(self, list_id: str, instance: ListInstance, depth: int, counters: list[int | None]) -> None:
        before = counters[depth]
        if depth in instance.starts and (list_id, depth) not in self._begun:
            self._begun.add((list_id, depth))
            before = None
        start = instance.starts.get(depth, instance.levels[depth].start)
        counters[depth] = start if before is None else before + 1
        for below in range(depth + 1, LEVELS):
            level = instance.levels.get(below, Level())
            if level.restart is None or depth < level.restart:
                counters[below] = None


def _numbers(level: Level, instance: ListInstance, counters: list[int | None]) -> str:
    def number(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        other = instance.levels.get(depth, Level())
        value = counters[depth]
        return written(value if value is not None else other.start, "decimal" if level.legal else other.format)

    return _PLACE.sub(number, level.text)


def _bullet(level: Level) -> str:
    if _PICTURES.search(level.font) or level.text[:1] >= "\ue000":
        return _BULLETS.get(level.text, "•" if level.text[:1] >= "\ue000" else level.text)
    return level.text


def written(number: int, format_: str) -> str:
    """A number as a list shows it.

    >>> [written(4, f) for f in ("decimal", "upperRoman", "lowerLetter", "decimalZero", "none")]
    ['4', 'IV', 'd', '04', '']
    """
    if format_ == "none":
        return ""
    if format_.lower().endswith("roman") and 0 < number < 4000:
        return _cased(_roman(number), format_)
    if format_.lower().endswith("letter") and number > 0:
        return _cased(chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 100), format_)
    if format_ == "decimalZero":
        return f"{number:02}"
    if format_ == "numberInDash":
        return f"- {number} -"
    if format_.startswith("0"):  # "01, 02, 03, ...": Word's own pattern
        return str(number).zfill(len(format_.partition(",")[0].strip()))
    return str(number)


def _cased(text: str, format_: str) -> str:
    return text.lower() if format_.startswith("lower") else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
