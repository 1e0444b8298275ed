"""Rows of pages → passages: hard-wrapped lines joined again, columns kept apart, what the press added taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from statistics import median

from corpus.labels import read_label
from corpus.lines import in_capitals
from corpus.readers.flow import Grid, Passage, Run
from corpus.readers.page_layout import Row, Segment, Zone, sides, zones_of

# "12", "- 12 -", "Trang 12/20", and the head of a gazette: "CÔNG BÁO/Số 603 + 604/Ngày 20-7-2022 51"
_PAGE_NUMBER = re.compile(r"\W*(?:trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
_GAZETTE = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số\b.{0,60}", re.IGNORECASE)
_GAZETTE_PART = re.compile(r"VĂN BẢN QUY PHẠM PHÁP LUẬT|PHẦN VĂN BẢN (?:QUY PHẠM PHÁP LUẬT|KHÁC)|VĂN BẢN KHÁC")

# What a signing program prints on the first page.
_STAMP = re.compile(r"\W*(?:Ký bởi|Người ký|Thời gian ký|Ngày ký|Giờ ký|Email|Cơ quan|Múi giờ)\s*:.*", re.IGNORECASE)
_STAMP_ROWS = 8

# Rows at the top and at the bottom of a page where running heads stand, and pages that must share one.
_EDGE_ROWS = 2
_REPEATED = 3

_FINISHED = re.compile(r"[.;:!?…][”\"’»)\]]*$")


def passages_of(pages: Sequence[Sequence[Row]]) -> list[Passage | Grid]:
    """The passages of a paper, page after page."""
    pieces: list[Passage | Grid] = []
    cut: Segment | None = None  # the last line of the page before, when nothing ends there
    for rows in _without_furniture(pages):
        zones = list(zones_of(rows))
        margins = _margins(rows)
        for number, zone in enumerate(zones):
            found = list(_zone_pieces(zone, margins, cut if not number else None))
            pieces += found
        cut = _cut_line(zones, margins)
    return pieces


def _without_furniture(pages: Sequence[Sequence[Row]]) -> Iterator[list[Row]]:
    """The rows of each page without running heads, page numbers and stamps."""
    seen = Counter(shape for rows in pages for shape in {_shape(row) for row in _edges(rows)})
    often = {shape for shape, count in seen.items() if count >= _REPEATED and 2 * count > len(pages)}
    for number, rows in enumerate(pages):
        kept = _within_edges(rows, often)
        if number == 0:
            stamps = [row for row in kept[:_STAMP_ROWS] if all(_STAMP.fullmatch(part.text) for part in row)]
            kept = _without_gazette_part([row for row in kept if row not in stamps])
        yield kept


def _within_edges(rows: Sequence[Row], often: Container[tuple[str, int]]) -> list[Row]:
    """The rows between the outermost ones that are no text."""
    first, last = 0, len(rows)
    while first < min(last, _EDGE_ROWS) and (_is_furniture(rows[first]) or _shape(rows[first]) in often):
        first += 1
    bottom = max(first, last - _EDGE_ROWS)
    while last > bottom and (_is_furniture(rows[last - 1]) or _shape(rows[last - 1]) in often):
        last -= 1
    return list(rows[first:last])


def _without_gazette_part(rows: list[Row]) -> list[Row]:
    """Without the gazette's own heading, and the body's name that it sets over the paper's letterhead."""
    part = next((place for place, row in enumerate(rows[:3]) if _GAZETTE_PART.fullmatch(_text(row))), -1)
    rest = rows[part + 1 :]
    return rest[1:] if _names_body_again(rest) else rest


def _names_body_again(rows: Sequence[Row]) -> bool:
    """`BỘ TÀI CHÍNH` in the middle over `BỘ TÀI CHÍNH` in the left column."""
    if len(rows) < 3 or len(rows[0]) > 1 or not in_capitals(_text(rows[0])):
        return False
    left = " ".join(row[0].text for row in rows[1:5] if row[0].middle < rows[0][0].middle)
    return _text(rows[0]) in left


def _edges(rows: Sequence[Row]) -> Sequence[Row]:
    return [*rows[:_EDGE_ROWS], *rows[max(_EDGE_ROWS, len(rows) - _EDGE_ROWS) :]]


def _text(row: Row) -> str:
    return " ".join(part.text for part in row)


def _shape(row: Row) -> tuple[str, int]:
    """What a running head is told by: its text but for the numbers, and how high it stands."""
    return re.sub(r"\d+", "#", _text(row)), round(row[0].up / row[0].height)


def _is_furniture(row: Row) -> bool:
    text = _text(row)
    return bool(_PAGE_NUMBER.fullmatch(text) or _GAZETTE.match(text))


def _margins(rows: Sequence[Row]) -> tuple[float, float]:
    """Where running text begins and ends on a page."""
    alone = [row[0] for row in rows if len(row) == 1]
    if not alone:
        return (min((row[0].left for row in rows), default=0.0), max((row[-1].right for row in rows), default=0.0))
    widest = max(part.right - part.left for part in alone)
    wide = [part for part in alone if part.right - part.left > 0.8 * widest]
    lefts = Counter(round(part.left) for part in wide)
    left = min((place for place, count in lefts.items() if 4 * count >= max(lefts.values())), default=0)
    return float(left), max(part.right for part in wide)


def _zone_pieces(zone: Zone, margins: tuple[float, float], cut: Segment | None) -> Iterator[Passage | Grid]:
    if zone.columns == 1:
        if len({id(part) for row in zone.rows for part in row}) and _is_narrow(zone, margins):
            margins = _margins(zone.rows)
        yield from _paragraphs([row[0] for row in zone.rows], margins, cut)
    elif zone.columns == 2:
        both = [row for row in zone.rows if len(row) > 1]
        middle = median((row[0].right + row[1].left) / 2 for row in both)
        rows = (sides(row, middle) for row in zone.rows)
        yield Grid(tuple(tuple(_cell(part) for part in row) for row in rows), frame=True)
    else:
        yield Grid(tuple(tuple(_cell(part) for part in row) for row in zone.rows))


def _is_narrow(zone: Zone, margins: tuple[float, float]) -> bool:
    """Whether the zone is a column of a page of text columns."""
    right = max(row[-1].right for row in zone.rows)
    return len(zone.rows) > 10 and right < margins[0] + 0.7 * (margins[1] - margins[0])


def _cell(part: Segment | None) -> tuple[Passage, ...]:
    return (Passage(_runs([part])),) if part else ()


def _runs(lines: Sequence[Segment]) -> tuple[Run, ...]:
    """The words of lines as runs: what looks alike goes together."""
    runs: list[Run] = []
    for word in (word for line in lines for word in line.words):
        last = runs[-1] if runs else None
        if last and (last.emphasised, last.font) == (word.emphasised, word.font):
            runs[-1] = Run(f"{last.text} {word.text}", word.emphasised, word.font)
        else:
            runs.append(Run(f" {word.text}" if last else word.text, word.emphasised, word.font))
    return tuple(runs)


def _paragraphs(lines: Sequence[Segment], margins: tuple[float, float], cut: Segment | None) -> Iterator[Passage]:
    leading = _leading(lines)
    pieces: list[Segment] = []
    above = cut
    goes_on = False  # what is being gathered goes on the page before
    for line in lines:
        if pieces and _goes_on(pieces[-1], line, margins, leading):
            pieces.append(line)
            continue
        if pieces:
            yield _passage(pieces, above, goes_on, leading)
            above = pieces[-1]
            goes_on = False
        elif cut:
            goes_on = _goes_on_over_page(cut, line, margins)
        pieces = [line]
    if pieces:
        yield _passage(pieces, above, goes_on, leading)


def _passage(pieces: Sequence[Segment], above: Segment | None, goes_on: bool, leading: float) -> Passage:
    first = pieces[0]
    near = above is not None and 0 < above.up - first.up < 1.25 * leading
    same_title = (
        near
        and above is not None
        and _is_emphasised(above)
        and _is_emphasised(first)
        and in_capitals(above.text) == in_capitals(first.text)
        and read_label(first.text) is None
        and not _FINISHED.search(above.text)
        and abs(above.middle - first.middle) < first.height
    )
    return Passage(_runs(pieces), continues=goes_on or same_title)


def _leading(lines: Sequence[Segment]) -> float:
    """The usual distance from one line to the next."""
    steps = [above.up - line.up for above, line in zip(lines, lines[1:]) if above.up > line.up]
    return median(steps) if steps else 0.0


def _goes_on(last: Segment, line: Segment, margins: tuple[float, float], leading: float) -> bool:
    """Whether a line is the next of the same paragraph, as it was wrapped."""
    left, right = margins
    step = last.up - line.up
    if step > 1.45 * leading or step <= 0 or read_label(line.text) and _FINISHED.search(last.text):
        return False
    if _is_emphasised(last) != _is_emphasised(line) and (_is_emphasised(last) or _is_emphasised(line)):
        return False
    if line.text[0].islower() and not _FINISHED.search(last.text) and line.left < left + 0.5 * line.height:
        return True
    if _is_centred(last, margins) or last.right + _first_word(line) < right - 0.25 * line.height:
        return False  # the word would have had room above
    indented = line.left > left + 0.5 * line.height
    if indented and last.left < line.left - 0.5 * line.height:
        return False
    return not (indented and _FINISHED.search(last.text))


def _first_word(line: Segment) -> float:
    word = line.words[0]
    return word.right - word.left + 0.25 * word.height


def _is_centred(line: Segment, margins: tuple[float, float]) -> bool:
    left, right = line.left - margins[0], margins[1] - line.right
    return left > 2 * line.height and abs(left - right) < line.height


def _is_emphasised(line: Segment) -> bool:
    return all(word.emphasised for word in line.words if any(map(str.isalnum, word.text)))


def _goes_on_over_page(cut: Segment, line: Segment, margins: tuple[float, float]) -> bool:
    flush = line.left < margins[0] + 0.5 * line.height
    return flush and read_label(line.text) is None and _is_emphasised(cut) == _is_emphasised(line)


def _cut_line(zones: Sequence[Zone], margins: tuple[float, float]) -> Segment | None:
    """The last line of a page, when it is full and no sentence ends there."""
    if not zones or zones[-1].columns > 1:
        return None
    last = zones[-1].rows[-1][0]
    full = last.right > margins[1] - 3 * last.height and not _is_centred(last, margins)
    return last if full and not _FINISHED.search(last.text) else None
