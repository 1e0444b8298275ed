"""What queries mean: keys and missing accents together with the query's own language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.meaning import meant
from search.query import Likely, understand
from search.typed_forms import telex, vni, without_accents
from search.vocabulary import Vocabulary

LIBRARY = Vocabulary.of_texts(
    [
        "Nâng cao năng lực quản lý của Ủy ban nhân dân xã; từ năm 2014, tư tưởng, tự học; nông thôn mới",
        "Nghị quyết số 09-NQ/TU của Tỉnh ủy về giữ rừng; rừng phòng hộ, rung chuyển; bàn, bản, bán, bạn",
    ]
    * 20
)

phrases = st.sampled_from(["nâng cao năng lực", "quản lý", "Ủy ban nhân dân", "nông thôn mới", "giữ rừng"])


@pytest.mark.parametrize(
    "typed, understood",
    [
        ("nang cao nang luc", "nâng cao năng lực"),
        ("naang cao nang luc", "nâng cao năng lực"),
        ("nghij quyeets giu rung", "nghị quyết giữ rừng"),
        ('nghij quyeets -ruwngf "naang cao"', 'nghị quyết -rừng "nâng cao"'),
        ("nghi5 quye6t1 -rung", "nghị quyết -rung"),
        ('nang cao "nang luc" nam:2014', 'nâng cao "nang luc" nam:2014'),
        ("09-NQ/TU giu rung", "09-NQ/TU giữ rừng"),
        ("nong thon moi OR giu rung", "nông thôn mới OR giữ rừng"),
        ("nghi quyet TU giu rung", "nghị quyết TU giữ rừng"),  # a short form is what it is
        ("nâng cao nắng lực", "nâng cao năng lực"),  # accents that no paper has on these letters
        ("quan lý năng lưc", "quản lý năng lực"),
        ('"nắng" lực', None),  # in quotes they are what they are
        ("-nắng rừng", None),
        ("năm:2016-2014", "năm:2014-2016"),
        ("số:nghi quyet 5", None),  # a value is not read
        ("so:nghij", None),  # nor decoded
        ("số:nghi quyet 5 giu rung", "số:nghi quyet 5 giữ rừng"),
        ("nâng cao năng lực", None),
        ("UBND", None),
        ("ban", None),  # bàn, bản, bán or bạn
        ('"nang cao"', None),
        ("-rung", None),
        ("nam:2014", None),
        ("2014", None),
        ("xyz", None),
        ("", None),
        ("  nâng   cao ", None),
    ],
)
def test_understood(typed: str, understood: str | None) -> None:
    assert meant(typed, LIBRARY).understood == understood


def test_a_reading_changes_nothing_of_what_matches() -> None:
    taken, query = understand("nang cao nang luc"), meant("nang cao nang luc", LIBRARY)
    assert (query.units, query.words, query.text) == (taken.units, taken.words, taken.text)


def test_slips_are_looked_for_as_if_typed_right() -> None:
    slip, right = meant("nâng cao nắng lưc", LIBRARY), meant("nâng cao năng lực", LIBRARY)
    assert (slip.text, slip.units, slip.words) == (right.text, right.units, right.words)
    assert set(slip.likely) == set(right.likely)


def test_keys_change_what_is_looked_for() -> None:
    assert meant("nghij quyeets", LIBRARY).units == understand("nghị quyết").units


def test_what_is_likely() -> None:
    likely = meant("nang cao nang luc", LIBRARY).likely
    shares = {(one.stream, one.term): one.share for one in likely}
    assert shares["spelled", "năng"] > 0.5
    assert shares["spelled", "nâng"] > 0.5
    assert shares["spelled_pairs", "năng_lực"] > 0.5
    assert all(0 < one.share <= 1.001 for one in likely)


def test_syllables_typed_plain_among_others_with_accents_are_likely_plain() -> None:
    assert [one.term for one in meant("nâng cao năng lực", LIBRARY).likely if one.stream == "spelled"] == ["cao"]


def test_several_readings_of_one_syllable_share_it() -> None:
    likely = [one for one in meant("ban", LIBRARY).likely if one.stream == "spelled"]
    assert {one.term for one in likely} == {"ban", "bàn", "bản", "bán", "bạn"}
    assert sum(one.share for one in likely) == pytest.approx(1)


@settings(deadline=None)
@given(st.lists(phrases, min_size=1, max_size=3).map(" ".join))
def test_all_ways_to_type_mean_the_same(text: str) -> None:
    for form in (telex, vni):
        assert meant(form(text), LIBRARY).units == understand(text).units
    assert meant(without_accents(text), LIBRARY).understood == text


@settings(deadline=None)
@given(st.text('nang cao"-:()ORsố năm 0192/TUjxw', max_size=30))
def test_no_query_is_refused_that_was_not_before(typed: str) -> None:
    try:
        understand(typed)
    except Exception as error:
        with pytest.raises(type(error)):
            meant(typed, LIBRARY)
    else:
        assert isinstance(meant(typed, LIBRARY).likely, tuple)
        assert all(isinstance(one, Likely) for one in meant(typed, LIBRARY).likely)


def test_how_much_of_what_folds_alike_is_written_so() -> None:
    """A pair that is hardly ever written so is rare, however often its letters stand side by side."""
    library = Vocabulary.of_texts(["chỉ tiêu, chỉ tiêu, chỉ tiêu, chi tiêu, công tác"])
    assert meant("chi tiêu", library).shares == {"chi_tiêu": 0.25}
    assert meant("chỉ tiêu công tác", library).shares == {"chỉ_tiêu": 0.75, "tiêu_công": 1.0, "công_tác": 1.0}
    assert meant("chi tieu", library).shares == {}
