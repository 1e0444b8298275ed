"""Which phrases may be suggested, and how they are shown."""

from __future__ import annotations

import pytest

from corpus.text import fold_text
from search.phrases import Kind, phrase_arrays
from search.suggestions import Suggestions


@pytest.mark.parametrize(
    "name, shown",
    [
        ("NHIỆM VỤ, GIẢI PHÁP:", "Nhiệm vụ, giải pháp"),
        ("KẾT QUẢ THỰC HIỆN CHỈ THỊ SỐ 12-CT/TU", "Kết quả thực hiện chỉ thị số 12-CT/TU"),
        ("UBND TỈNH HÀ TÂY", "UBND tỉnh hà tây"),
        ("Đối với cán bộ, công chức:", "Đối với cán bộ, công chức"),
        ("NHIỆM VỤ CỦA ĐẢNG BỘ TỈNH MINH HỌA", "Nhiệm vụ của đảng bộ tỉnh Minh Họa"),
        ("ĐẤT ĐAI TỈNH HÀ TĨNH", "Đất đai tỉnh Hà Tĩnh"),
        ("CỦA BAN THƯỜNG VỤ TỈNH ỦY", "Của Ban Thường vụ Tỉnh ủy"),
        ("Về đất đai;", "Về đất đai"),
        ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("về sơ kết một năm thực hiện Chỉ thị số 05-CT/TW của Bộ", "về sơ kết một năm thực hiện Chỉ thị số 05-CT/TW"),
    ],
)
def test_how_a_name_is_shown(name: str, shown: str) -> None:
    library = Suggestions([phrase_arrays([(name, Kind.HEADING)], [], ["Minh Họa"])])
    assert library.suggest(fold_text(shown)[:-1], 5) == [shown]


@pytest.mark.parametrize(
    "names, shown",
    [
        (["CỦA HỘI CỰU CHIẾN BINH", "Của Hội Cựu chiến binh"], "Của Hội Cựu chiến binh"),
        (["Của Hội Cựu chiến binh", "CỦA HỘI CỰU CHIẾN BINH"], "Của Hội Cựu chiến binh"),
        (["NHIỆM VỤ, GIẢI PHÁP", "nhiệm vụ, giải pháp"], "Nhiệm vụ, giải pháp"),  # nothing to know
        (["Quản lý phí", "Quản Lý phí"], "Quản lý phí"),  # who wrote the first: more capitals are not better ones
    ],
)
def test_whoever_did_not_shout_knows_the_capitals(names: list[str], shown: str) -> None:
    heading, title = names
    library = Suggestions([phrase_arrays([(heading, Kind.HEADING), (title, Kind.HEADING)], [])])
    assert library.suggest(fold_text(shown)[:-1], 5) == [shown]


def test_what_leads_on_to_a_number_is_no_phrase() -> None:
    library = Suggestions([phrase_arrays([], ["Nghị quyết số 9, chuyển đổi số"] * 4)])
    assert library.suggest("nghi", 5) == ["Nghị quyết"]
    assert library.suggest("chuyen", 5) == ["chuyển đổi số"]


def test_in_a_small_library_twice_is_often() -> None:
    assert Suggestions([phrase_arrays([], ["nâng cao năng lực"] * 2)]).suggest("nang cao", 5) == ["nâng cao năng lực"]
    longer = ["nâng cao năng lực"] * 2 + ["trồng rừng"] * 100_000
    assert Suggestions([phrase_arrays([], longer)]).suggest("nang cao", 5) == []
