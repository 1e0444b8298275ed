"""The papers that exist in the made-up world: lists of provinces, districts and terms that all count from 01."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.party_terms import central_terms

# Invented provinces, the number of their committee's term of 2010, and districts; two share a district's name.
PROVINCES = {
    "Minh Họa": (17, ("Lạc Khê", "Đồng Mưa", "Thanh Bãi")),
    "Bình Lam": (9, ("Rạch Bần", "Lạc Khê", "Cái Sậy")),
    "Sơn Khê": (12, ("Nậm Trúc", "Mường Lơi", "Khau Vàng")),
    "Tây Khánh": (14, ("Ea Lim", "Krông Sa", "Đắk Mơ")),
    "Hải An": (13, ("Hòn Mây", "Sa Trúc", "Cồn Lau")),
    "Trường Vân": (20, ("Yên Hồ", "Phong Lĩnh", "Đại Trạch")),
}
ELECTIONS = (2010, 2015, 2020)
FIRST, LAST = date(2010, 12, 1), date(2025, 6, 1)
SUBJECTS = tuple(
    f"{verb} {what}"
    for verb in ("tăng cường", "đẩy mạnh", "nâng cao hiệu quả", "đổi mới")
    for what in (
        "công tác bảo vệ môi trường nông thôn",
        "phát triển du lịch gắn với bảo tồn di sản",
        "cải cách thủ tục hành chính và chuyển đổi số",
        "quản lý đất đai và giải phóng mặt bằng",
        "công tác dân vận của chính quyền cơ sở",
        "phòng, chống cháy rừng trong mùa khô",
        "chất lượng sinh hoạt của chi bộ thôn",
        "đào tạo nghề cho lao động trẻ",
        "kiểm tra, giám sát việc thực hiện quy chế",
        "phòng, chống hạn hán và xâm nhập mặn",
    )
)
KINDS = {"NQ": "Nghị quyết", "CT": "Chỉ thị", "KL": "Kết luận", "QĐ": "Quyết định", "CTr": "Chương trình"}
ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True)
class WorldPaper:
    """A paper that exists, in the library or not. `list_of` and `run` name the list that its number stands on."""

    list_of: str
    run: int  # the term's number, the year of election, or the calendar year
    serial: int
    symbol: str  # NQ
    body_symbol: str  # TU
    body: str  # as its title says it
    day: date
    ends: date  # of its list: from then on the numbers begin anew
    subject: str
    place: str | None = None
    unit: str | None = None
    term: int | None = None
    plenum: int | None = None
    keeps_place: bool = True
    keeps_day: bool = True
    says_term: bool = False

    @property
    def kind(self) -> str:
        return KINDS[self.symbol]

    @property
    def is_state(self) -> bool:
        return self.body_symbol in ("UBND", "HĐND", "TTg", "CP")

    @property
    def number(self) -> str:
        if not self.is_state:
            return f"{self.serial:02}-{self.symbol}/{self.body_symbol}"
        year = f"/{self.day.year}" if self.body_symbol in ("HĐND", "CP") else ""
        return f"{self.serial:02}{year}/{self.symbol}-{self.body_symbol}"

    @property
    def file(self) -> str:
        return f"{self.list_of} {self.run} {self.number}.txt".replace("/", "_")


def make_world(chance: random.Random, papers_of_a_list: int) -> list[WorldPaper]:
    """Every paper that exists, oldest first."""
    world = sorted(
        (one for one in _world(chance, papers_of_a_list) if one.day <= LAST), key=lambda one: (one.day, one.file)
    )
    return [_worn(chance, one) for one in world]


def _world(chance: random.Random, count: int) -> Iterator[WorldPaper]:
    for term in (11, 12, 13):
        first, last = _days_of_central_term(term)
        for symbol in ("NQ", "CT", "KL", "QĐ"):
            yield from _central_list(chance, term, symbol, first, last, 2 * count)
    for place, (term_of_2010, districts) in PROVINCES.items():
        congresses = [date(year, 9, 1) + timedelta(days=chance.randrange(70)) for year in (*ELECTIONS, 2025)]
        for index, elected in enumerate(ELECTIONS):
            days = (max(FIRST, congresses[index]), congresses[index + 1])
            term = term_of_2010 + index
            yield from _provincial_lists(chance, place, elected, term, days, count)
            for unit in districts:
                yield from _district_lists(chance, place, unit, elected, term, days, count)
        for year in range(2012, 2025):
            yield from _state_lists(chance, place, year, count)


def _days_of_central_term(term: int) -> tuple[date, date]:
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days)]
    fitting = [day for day in days if central_terms(day, None) == {term}]
    return fitting[0], fitting[-1]


def _spread(chance: random.Random, first: date, last: date, count: int) -> list[date]:
    """A list's days: in the order of its numbers."""
    span = max(1, (last - first).days - 1)
    return sorted(first + timedelta(days=1 + chance.randrange(span)) for _ in range(count))


def _central_list(
    chance: random.Random, term: int, symbol: str, first: date, last: date, count: int
) -> Iterator[WorldPaper]:
    plenum = 0
    for serial, day in enumerate(_spread(chance, first, last, count), start=1):
        of_plenum = symbol == "NQ" and serial % 3 == 0
        plenum += of_plenum
        body = "Ban Chấp hành Trung ương" if of_plenum else chance.choice(("Bộ Chính trị", "Ban Bí thư"))
        yield WorldPaper(
            "TW",
            term,
            serial,
            symbol,
            "TW",
            body,
            day,
            last,
            chance.choice(SUBJECTS),
            term=term,
            plenum=plenum if of_plenum else None,
        )


def _provincial_lists(
    chance: random.Random, place: str, elected: int, term: int, days: tuple[date, date], count: int
) -> Iterator[WorldPaper]:
    for symbol in ("NQ", "CT", "KL", "QĐ", "CTr"):
        for serial, day in enumerate(_spread(chance, *days, count), start=1):
            body = "Ban Chấp hành Đảng bộ tỉnh" if symbol == "NQ" else "Ban Thường vụ Tỉnh ủy"
            yield WorldPaper(
                place, elected, serial, symbol, "TU", body, day, days[1], chance.choice(SUBJECTS), place, term=term
            )


def _district_lists(
    chance: random.Random, place: str, unit: str, elected: int, term: int, days: tuple[date, date], count: int
) -> Iterator[WorldPaper]:
    for symbol in ("NQ", "KL"):
        for serial, day in enumerate(_spread(chance, *days, count // 2), start=1):
            yield WorldPaper(
                f"{place}, {unit}",
                elected,
                serial,
                symbol,
                "HU",
                "Ban Thường vụ Huyện ủy",
                day,
                days[1],
                chance.choice(SUBJECTS),
                place,
                unit,
                term=term,
            )


def _state_lists(chance: random.Random, place: str, year: int, count: int) -> Iterator[WorldPaper]:
    for symbol, body_symbol, body in (
        ("QĐ", "UBND", "Ủy ban nhân dân tỉnh"),
        ("NQ", "HĐND", "Hội đồng nhân dân tỉnh"),
    ):
        for serial, day in enumerate(_spread(chance, date(year, 1, 5), date(year, 12, 20), count // 3), start=1):
            subject, ends = chance.choice(SUBJECTS), date(year + 1, 1, 1)
            yield WorldPaper(place, year, serial, symbol, body_symbol, body, day, ends, subject, place)


def _worn(chance: random.Random, paper: WorldPaper) -> WorldPaper:
    """Some heads are lost, as scans lose them; some papers say which term they come from."""
    return replace(
        paper,
        keeps_place=chance.random() > 0.06,
        keeps_day=chance.random() > 0.04,
        says_term=paper.body_symbol == "TU" and chance.random() < 0.3,
    )


def roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
