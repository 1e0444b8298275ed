"""The place that a citation names inside the cited paper: `khoản 2 Điều 5 Nghị định số …`, `mục II.2 Kết luận số …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

# One step: "điểm a", "khoản 2", "Điều 5", "Mục 3", "phần II", "mục II.2.1", "chương IV"
_STEP = re.compile(
    r"(?P<rung>điểm|tiết|khoản|điều|mục|chương|phần)\s+(?P<label>[IVXL]+(?:\.\d+)*|\d+(?:\.\d+)*|[a-zđ])(?!\w)",
    re.IGNORECASE,
)
_GLUE = re.compile(r"[\s,]*(?:của\s+|thuộc\s+|tại\s+)?")
_LEGAL = frozenset(("điều", "khoản", "điểm", "chương", "phần"))


def pinpoint_before(text: str, start: int) -> tuple[str, ...]:
    """The labels that lead from the whole paper down to the place, outermost first.

    >>> text = "theo điểm a, khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP"
    >>> pinpoint_before(text, text.index("Nghị"))
    ('điều 5', 'khoản 2', 'điểm a')
    """
    words = text[max(0, start - 80) : start]
    steps: list[str] = []
    end = len(words)
    for found in reversed(list(_STEP.finditer(words))):
        if not _GLUE.fullmatch(words[found.end() : end]):
            break
        steps.append(f"{found['rung'].lower()} {found['label']}")
        end = found.start()
    return tuple(steps)


def pinned_section(steps: Sequence[str], paths: Sequence[str]) -> str | None:
    """The one section that these labels lead to, or None: `mục II.2` is `II/2`, `khoản 2 điều 5` `điều 5/khoản 2`."""
    fitting: set[str] = set()
    for order in (steps, steps[::-1]):  # "Phần II, mục 3" stands the other way round
        wanted = [label for step in order for label in _labels(step)]
        fitting |= {path for path in paths if wanted and _leads_to(wanted, path.split("/"))}
    return fitting.pop() if len(fitting) == 1 else None


def _labels(step: str) -> list[str]:
    rung, label = step.split(" ", 1)
    if rung in _LEGAL and not (rung == "điểm" and not label.isalpha()) and not (rung == "phần" and "." in label):
        return [f"{rung} {label.lower()}"]
    head, dot, rest = label.partition(".")
    return [head, *([rest] if dot else [])] if re.fullmatch(r"[IVXL]+", head) else [label]


def _leads_to(wanted: Sequence[str], segments: Sequence[str]) -> bool:
    """Whether the path ends at the last label and passes the others in their order; outer rungs may be left out."""
    if not _is_label(wanted[-1], segments[-1]):
        return False
    left = iter(segments)
    return all(any(_is_label(label, segment) for segment in left) for label in wanted)


def _is_label(label: str, segment: str) -> bool:
    """`điều 5`, and its bare label where a paper's path has no word for the rung: `phần ii` is `II`."""
    bare = label.split(" ")[-1]
    return segment == label or (label.startswith(("phần ", "mục ")) and segment in (bare, bare.upper()))
