"""How the made-up papers name each other: the words, what they mean, and whether they decide it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench.colliding_world import ORDINALS, PROVINCES, WorldPaper, roman
from corpus.numbers import read_number

# How often each way of citing is tried.
STYLES = {
    "day": 40,
    "day and place": 6,
    "term": 10,
    "year": 4,
    "subject": 6,
    "running": 14,
    "again": 10,
    "two in a row": 4,
    "plenum": 4,
    "careless": 3,
    "wrong day": 2,
    "wrong place": 2,
}


@dataclass(frozen=True)
class WrittenCitation:
    """What was written, and what was meant. `resolvable`: the library holds it, and the words tell it from others."""

    number: str | None  # None: by its name
    meant: WorldPaper
    style: str
    resolvable: bool


# A citation that nobody could tell: two papers have its number, place and subject; or it is a careless one, and its own
# paper is missing or has lost its place, while the running list's paper of that number is there; or a slip makes it so.
UNTELLABLE = "untellable"

Cited = tuple[str, list[WrittenCitation]]


def cite(
    chance: random.Random,
    citing: WorldPaper,
    earlier: Sequence[WorldPaper],
    held: frozenset[WorldPaper],
    before: Sequence[WrittenCitation],
) -> Cited:
    """A sentence with one or two citations; an empty one where the way of citing does not fit this paper."""
    style = chance.choices(list(STYLES), list(STYLES.values()))[0]
    scene = _Scene(chance, citing, earlier, held, before, style)
    words, citations = _WAYS[style](scene)
    if not words:
        return "", []
    start = chance.choice(("Tiếp tục thực hiện", "Quán triệt sâu sắc", "Kiểm tra việc thực hiện", "Căn cứ", "Tổng kết"))
    end = chance.choice((".", "; báo cáo kết quả trước ngày 30 tháng 11 hằng năm.", " ở các địa phương, đơn vị."))
    return f"{start} {words}{end}", citations


@dataclass(frozen=True)
class _Scene:
    """Who cites, and what there is to cite."""

    chance: random.Random
    citing: WorldPaper
    earlier: Sequence[WorldPaper]
    held: frozenset[WorldPaper]
    before: Sequence[WrittenCitation]
    style: str

    def one(self, fits: Callable[[WorldPaper], bool] = lambda paper: True) -> WorldPaper | None:
        """Mostly of the own province, often of the centre, now and then from elsewhere."""
        whose = self.chance.random()
        mine, level = self.citing.place, self.citing
        for _ in range(40):
            one = self.chance.choice(self.earlier) if self.earlier else None
            if one is None:
                return None
            if whose < 0.6 and (one.place != mine or one.unit not in (None, level.unit)):
                continue
            if 0.6 <= whose < 0.9 and one.place is not None:
                continue
            if fits(one) and one.number != self.citing.number:
                return one
        return None

    def written(self, meant: WorldPaper, decides: bool, number: str | None = "") -> WrittenCitation:
        found = meant.number if number == "" else number
        return WrittenCitation(found, meant, self.style, decides and meant in self.held)

    def has_cited(self, number: str) -> bool:
        return any(one.number == number for one in self.before)


def _is_elsewhere(scene: _Scene, one: WorldPaper) -> bool:
    return one.place is not None and one.place != scene.citing.place


def _places_known(scene: _Scene, one: WorldPaper) -> bool:
    """Whether both copies still say where they come from, as far as this citation needs it."""
    return one.place is None or one.keeps_place and (_is_elsewhere(scene, one) or scene.citing.keeps_place)


# Ways of citing


def _day(scene: _Scene) -> Cited:
    one = scene.one()
    if one is None:
        return "", []
    named = scene.style == "day and place" or _is_elsewhere(scene, one)
    words = f"{_kind(scene, one)} {_number(scene, one)}{_date(scene, one.day)} của {_body(scene, one, named)}"
    words += _about(scene, one, 0.3)
    return words, [scene.written(one, one.keeps_day)]


def _term(scene: _Scene) -> Cited:
    one = scene.one(lambda one: one.term is not None and one.body_symbol in ("TU", "TW"))
    if one is None:
        return "", []
    term = scene.chance.choice((f" (khóa {roman(one.term or 1)})", f" khoá {roman(one.term or 1)}"))
    words = f"{_kind(scene, one)} {_number(scene, one)} của {_body(scene, one, _is_elsewhere(scene, one))}{term}"
    known = one.keeps_day or one.says_term and one.place is not None
    return words + _about(scene, one, 0.3), [scene.written(one, _places_known(scene, one) and known)]


def _year(scene: _Scene) -> Cited:
    one = scene.one(lambda one: one.unit is None)
    if one is None:
        return "", []
    words = f"{_kind(scene, one)} {_number(scene, one)} năm {one.day.year}"
    words += f" của {_body(scene, one, _is_elsewhere(scene, one))}"
    return words, [scene.written(one, one.keeps_day and _places_known(scene, one))]


def _subject(scene: _Scene) -> Cited:
    one = scene.one(lambda one: one.unit is None)
    if one is None or scene.has_cited(one.number):
        return "", []
    words = (
        f"{_kind(scene, one)} {_number(scene, one)} của {_body(scene, one, _is_elsewhere(scene, one))} về {one.subject}"
    )
    alike = [
        other
        for other in scene.earlier
        if (other.number, other.place, other.subject) == (one.number, one.place, one.subject) and other.unit is None
    ]
    if len(alike) > 1:
        return words, [WrittenCitation(one.number, one, UNTELLABLE, False)]
    return words, [scene.written(one, _places_known(scene, one))]


def _running(scene: _Scene) -> Cited:
    one = scene.one(lambda one: _runs(scene, one))
    if one is None or scene.has_cited(one.number) or _is_elsewhere(scene, one):
        return "", []
    body = f" của {_body(scene, one, False)}" if scene.chance.random() < 0.6 else ""
    known = one.keeps_day and scene.citing.keeps_day and _places_known(scene, one)
    # Where two papers of the place bear the number, it alone may decide nothing.
    alone = not any(
        (other.number, other.list_of) == (one.number, one.list_of) and other != one and other.keeps_place
        for other in scene.earlier
        if other in scene.held
    )
    return f"{_kind(scene, one)} {_number(scene, one)}{body}", [scene.written(one, known and alone)]


def _again(scene: _Scene) -> Cited:
    """Bare, because it was named in full above."""
    full = [one for one in scene.before if one.number and one.style in ("day", "day and place", "term", "year")]
    if not full:
        return "", []
    first = scene.chance.choice(full)
    if any(one.number == first.number and one.meant != first.meant for one in scene.before):
        return "", []
    words = f"{_kind(scene, first.meant)} {_number(scene, first.meant)}"
    return words, [WrittenCitation(first.number, first.meant, scene.style, first.resolvable)]


def _two(scene: _Scene) -> Cited:
    """`Chỉ thị số 05-CT/TU, Kết luận số 07-KL/TU của Ban Thường vụ Tỉnh ủy khóa XVII`"""
    one = scene.one(lambda one: one.body_symbol in ("TU", "TW") and not one.plenum)
    other = scene.one(
        lambda other: one is not None and (other.body, other.place, other.term) == (one.body, one.place, one.term)
    )
    if one is None or other is None or one == other or one.term is None:
        return "", []
    words = f"{_kind(scene, one)} {_number(scene, one)}{scene.chance.choice((', ', ' và '))}"
    words += f"{_kind(scene, other)} {_number(scene, other)} của {_body(scene, other, _is_elsewhere(scene, other))}"
    words += f" khóa {roman(one.term)}"
    return words, [
        scene.written(
            each, _places_known(scene, each) and (each.keeps_day or each.says_term and each.place is not None)
        )
        for each in (one, other)
    ]


def _plenum(scene: _Scene) -> Cited:
    one = scene.one(lambda one: one.plenum is not None)
    if one is None or not one.plenum or not one.term:
        return "", []
    term, ordinal = roman(one.term), ORDINALS[one.plenum - 1]
    words = scene.chance.choice(
        (
            f"Trung ương {one.plenum} (khóa {term})",
            f"Hội nghị Trung ương {one.plenum} khoá {term}",
            f"Hội nghị lần thứ {ordinal} Ban Chấp hành Trung ương Đảng khóa {term}",
        )
    )
    return f"Nghị quyết {words}", [scene.written(one, True, None)]


def _careless(scene: _Scene) -> Cited:
    """An older list's paper without day and term: nothing tells."""
    one = scene.one(lambda one: not _runs(scene, one) and one.body_symbol in ("TU", "TW", "HU", "UBND"))
    if (
        one is None
        or scene.has_cited(one.number)
        or _is_elsewhere(scene, one)
        or one.unit not in (None, scene.citing.unit)
    ):
        return "", []
    namesakes = [
        other
        for other in scene.earlier
        if (other.number, other.list_of) == (one.number, one.list_of) and _runs(scene, other) and other in scene.held
    ]
    seen = one in scene.held and one.keeps_place
    style = UNTELLABLE if namesakes and not seen else scene.style
    words = f"{_kind(scene, one)} {_number(scene, one)}"
    return words, [WrittenCitation(one.number, one, style, False)]


def _wrong_day(scene: _Scene) -> Cited:
    one = scene.one()
    if one is None:
        return "", []
    day = one.day + timedelta(days=scene.chance.choice((-30, -10, -1, 1, 10, 30)))
    words = f"{_kind(scene, one)} {_number(scene, one)}{_date(scene, day)}"
    words += f" của {_body(scene, one, _is_elsewhere(scene, one))}"
    return words, [_slip(scene, one, one.place, day)]


def _wrong_place(scene: _Scene) -> Cited:
    """Another province's name behind the right number and day."""
    one = scene.one(lambda one: one.place is not None and one.unit is None)
    if one is None:
        return "", []
    other = scene.chance.choice([place for place in PROVINCES if place != one.place])
    words = f"{_kind(scene, one)} {_number(scene, one)}{_date(scene, one.day)} của {_body_of(one, other)}"
    return words, [_slip(scene, one, other, one.day)]


def _slip(scene: _Scene, one: WorldPaper, place: str | None, day: date) -> WrittenCitation:
    """A slip that makes the words those of another paper, as far as its copy can be read, is nobody's to find."""
    said = place if scene.citing.keeps_place or place != scene.citing.place else None
    is_another = any(
        other.number == one.number
        and other != one
        and (said is None or not other.keeps_place or other.place == said)
        and (not other.keeps_day or other.day == day)
        for other in scene.held
    )
    return WrittenCitation(one.number, one, UNTELLABLE if is_another else scene.style, False)


_WAYS: dict[str, Callable[[_Scene], Cited]] = {
    "day": _day,
    "day and place": _day,
    "term": _term,
    "year": _year,
    "subject": _subject,
    "running": _running,
    "again": _again,
    "two in a row": _two,
    "plenum": _plenum,
    "careless": _careless,
    "wrong day": _wrong_day,
    "wrong place": _wrong_place,
}


def _runs(scene: _Scene, one: WorldPaper) -> bool:
    """Whether the list that a paper stands on is the one that counts when the citing paper is written."""
    return one.unit in (None, scene.citing.unit) and scene.citing.day < one.ends


# The words


def _kind(scene: _Scene, one: WorldPaper) -> str:
    kind = one.kind
    if one.symbol == "QĐ" and scene.chance.random() < 0.3:
        kind = "Quy định"
    return kind.lower() if scene.chance.random() < 0.1 else kind


def _number(scene: _Scene, one: WorldPaper) -> str:
    number = one.number
    choice = scene.chance.random()
    if not one.is_state:
        if choice < 0.08:
            number = number.replace("-", " - ", 1)
        elif choice < 0.14:
            serial, rest = number.split("-", 1)
            symbol, body = rest.split("/")
            number = f"{serial}/{symbol}-{body}"
    if choice > 0.9:
        number = number.lstrip("0")
    word = "số: " if choice > 0.97 else "" if 0.3 < choice < 0.4 else "số "
    found = read_number(f"số {number}")
    assert found, number
    return word + number


def _date(scene: _Scene, day: date) -> str:
    return scene.chance.choice(
        (
            f" ngày {day.day:02}/{day.month}/{day.year}",
            f", ngày {day.day:02}/{day.month:02}/{day.year}",
            f" ngày {day.day}-{day.month}-{day.year}",
            f", ngày {day.day:02} tháng {day.month} năm {day.year}",
        )
    )


def _body(scene: _Scene, one: WorldPaper, named: bool) -> str:
    if one.place is None:
        return scene.chance.choice((one.body, one.body, "Trung ương")) if one.plenum else one.body
    if one.unit:
        words = f"{one.body} {one.unit}" if one.unit != scene.citing.unit or named else one.body
        return f"{words}, tỉnh {one.place}" if named else words
    if named:
        return _body_of(one, one.place)
    if one.body_symbol == "TU":
        loose = ("Tỉnh ủy", "Tỉnh uỷ", one.body, one.body, one.body.replace("Ban Thường vụ", "BTV"))
        return scene.chance.choice(loose)
    return one.body


def _body_of(one: WorldPaper, place: str) -> str:
    return f"{one.body} {place}"


def _about(scene: _Scene, one: WorldPaper, share: float) -> str:
    return f" về {one.subject}" if scene.chance.random() < share else ""
