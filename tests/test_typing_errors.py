"""Typing errors put right by the library's own words, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from building import Spoken, fill, paper
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import BadRequest
from corpus.settings import Settings
from corpus.text import fold_text
from search.answer import Request, answer
from search.columnar.engine import WhooshEngine
from search.mistyping import mistyped, one_error_away
from search.query import understand
from search.typing_errors import _MOST_DOUBTFUL, SHORTEST, TypingErrors, typing_errors
from search.vocabulary import Vocabulary
from web import create_app

TEXTS = [
    "Nghị quyết về xây dựng nông thôn mới",
    "kiểm tra, giám sát của ủy ban nhân dân xã",
    "quản lý đất đai, giải phóng mặt bằng",
    "chất lượng cán bộ, luân chuyển cán bộ",
    "ta và bạn",
    "công tác kiểm tra giám sát kỷ luật của Đảng",
    *["thực hiện nghị quyết của Đảng ủy xã về nông thôn"] * 3,
]


@pytest.fixture(scope="module")
def errors() -> TypingErrors:
    return TypingErrors(Vocabulary.of_texts(TEXTS))


@pytest.fixture(scope="module")
def samples() -> Vocabulary:
    files = (Path(__file__).parent.parent / "corpus" / "samples").iterdir()
    return Vocabulary.of_texts(file.read_text("utf-8") for file in files)


def text(errors: TypingErrors, typed: str) -> str | None:
    found = errors.corrected(understand(typed))
    return found.text if found else None


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("nghị quyết nông thônn", "nghị quyết nông thôn"),  # a letter too many
        ("nghị quyt", "nghị quyết"),  # missing, and with it the accent
        ("nghị quuyết", "nghị quyết"),
        ("nghị qyuết", "nghị quyết"),  # exchanged
        ("nghị quyẻt", None),  # a wrong tone costs nothing
        ("luân chuyễn cán bộ", None),
        ("nghi quyeet", "nghị quyết"),
        ("nghi quyrt nong thon", "nghị quyết nông thôn"),  # wrong; the answer has its accents
        ("nghi quyet nong thon", None),
        ("NGHỊ QUYẾTT", "NGHỊ QUYẾT"),
        ("Nghị Quyếtt", "Nghị Quyết"),
        ("nongthon moi", "nông thôn mới"),  # a blank is missing
        ("quan lyy dat", None),  # too short to tell
        ("giai phongg mat bang -rungg", "giải phóng mặt bằng -rungg"),  # the rest of the language stays
        ("noi:xaa quyettt", None),  # two errors
        ("noi:xaa quyett", "noi:xaa quyết"),
        ('"quyett" nông', None),  # what stands in quotes is meant so
        ("15-KL/TU quyett", "15-KL/TU quyết"),
        ("UBND quyett", "UBND quyết"),  # a short form is no error
        ("MTTQ", None),
        ("HĐND xã", None),
        ("kiểm ta giám sát", None),  # too small a library to say so of a word that it has
        ("ta và bạn", None),
        ("bạn và ta", None),  # not said so, but nothing else is likelier
        ("facebook", None),
        ("2014 quyett 2015", "2014 quyết 2015"),
        ("", None),
        ("...", None),
    ],
)
def test_put_right(errors: TypingErrors, typed: str, expected: str | None) -> None:
    assert text(errors, typed) == expected


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("công tác kiểm ta giám sát", "công tác kiểm tra giám sát"),  # a word, but never beside these
        ("kiem ta giam sat", "kiểm tra giám sát"),
        ("kiểm ta", None),  # one neighbour says too little
        ("chúng ta", None),
        ("nông thôn mới nâng cao", None),
        ("chuyn doi so trong cai cach hanh chinh", "chuyển đổi số trong cải cách hành chính"),
    ],
)
def test_put_right_by_the_samples(samples: Vocabulary, typed: str, expected: str | None) -> None:
    assert text(TypingErrors(samples), typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "Thời hạn là bao lâu đối với việc thông báo kết quả kiểm tra",  # people ask, papers do not
        "thoi han la bao lau doi voi viec thong bao ket qua kiem tra",
        "quy định bao nhiêu năm",
        "trách nhiệm hình sự là gì?",
        "quản chế được áp dụng đối với ai",
        "quy chuẩn kỹ thuật quốc gia",  # words of the language that these papers do not have
        "trồng rừng, thuyền đánh cá và truy cập",
        "co quan ngang bo",
        "cua hang xang dau",
        "của ICAO về ATS",  # short forms, in the library or not
        "sản xuất thép",
    ],
)
def test_good_questions_are_left_alone(samples: Vocabulary, typed: str) -> None:
    assert text(TypingErrors(samples), typed) is None


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("dieu5", "điều 5"),  # a blank is missing
        ("quyet dinh dieu12", "quyết định điều 12"),
        ("xa5", None),  # the texts never number it
        ("covid19", None),
        ("ngh5 quyet", "nghị quyết"),  # in keys, and the vowel is missing
        ('năm:2020 "dang uy" quyett nong thon', 'năm:2020 "dang uy" quyết nông thôn'),
        ("-rung OR quyett", "-rung OR quyết"),
    ],
)
def test_the_rest_of_the_query_stays(typed: str, expected: str | None) -> None:
    library = TypingErrors(Vocabulary.of_texts([*TEXTS, "Điều 5", "Điều 7 của quyết định"]))
    assert text(library, typed) == expected


@pytest.mark.parametrize(
    "typed, looked_at",
    [
        ("nghi quyet nong thon moi " * 80, 0),  # nothing is in doubt
        ("q" * 500, 0),
        ("q" * 2000, 0),
        ("quyettt thonn " * 140, 2),  # two words, again and again
        (" ".join(f"zq{one}{other}" for one in "abcdefgh" for other in "abcdefgh"), _MOST_DOUBTFUL),
    ],
)
def test_how_much_is_looked_at(monkeypatch: pytest.MonkeyPatch, typed: str, looked_at: int) -> None:
    seen: list[str] = []

    def watched(word: str) -> Iterator[tuple[str, float]]:
        seen.append(word)
        return one_error_away(word)

    monkeypatch.setattr("search.typing_errors.one_error_away", watched)
    TypingErrors(Vocabulary.of_texts([*TEXTS, "zqxx"])).corrected(understand(typed))
    assert len(seen) <= looked_at


def test_as_typed_is_never_put_right(errors: TypingErrors) -> None:
    found = errors.corrected(understand("nghi quyett nong thonn -rung"))
    assert found
    assert found.as_typed == 'nghi "quyett" nong "thonn" -rung'
    assert errors.corrected(understand(found.as_typed)) is None


def test_the_same_vocabulary_is_looked_at_once() -> None:
    vocabulary = Vocabulary.of_texts(TEXTS)
    assert typing_errors(vocabulary) is typing_errors(vocabulary)


def test_nothing_is_put_right_without_a_library() -> None:
    assert text(TypingErrors(Vocabulary.of_texts([])), "nghi quyett nong thon") is None


def _one_error(chance: Random) -> Iterator[tuple[str, str]]:
    """Phrases of the texts, each with an error that is no word of them."""
    vocabulary = Vocabulary.of_texts(TEXTS)
    for phrase in ("xây dựng nông thôn mới", "nghị quyết của Đảng ủy", "giải phóng mặt bằng", "luân chuyển cán bộ"):
        words = phrase.split()
        for _ in range(200):
            place = chance.randrange(len(words))
            error = mistyped(words[place], chance)
            folded = fold_text(error)
            if len(fold_text(words[place])) > SHORTEST and folded.isalpha() and not vocabulary.folded_count(folded):
                yield phrase, " ".join([*words[:place], error, *words[place + 1 :]])


def test_one_letter_is_put_right(errors: TypingErrors) -> None:
    cases = list(_one_error(Random(1)))
    right = [fold_text(text(errors, typed) or "") == fold_text(meant) for meant, typed in cases]
    assert len(cases) > 100
    assert sum(right) >= 0.98 * len(cases)


PIECES = st.sampled_from(["nghi", "quyett", '"x', "nam:", "-", "OR", "thonn"])


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.lists(PIECES).map(" ".join))
def test_any_query_can_be_asked(typed: str) -> None:
    try:
        query = understand(typed)
    except BadRequest:
        return
    found = TypingErrors(Vocabulary.of_texts(TEXTS)).corrected(query)
    assert found is None or found.text != query.text


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    folder = tmp_path_factory.mktemp("library")
    fill(folder, [paper(f"p{number}", one) for number, one in enumerate(dict.fromkeys(TEXTS))])
    return Spoken(folder, Vocabulary.of_texts(TEXTS))


def test_what_was_meant_answers_when_nothing_holds_what_was_typed(engine: Spoken) -> None:
    found = answer(Request("nghi quyett nong thon moi"), engine)
    assert (found.understood, found.suggestion, found.relaxed) == ("nghị quyết nông thôn mới", None, False)
    assert found.as_typed == 'nghi "quyett" nong thon moi'
    assert found.total == 1
    assert [run for run, marked in found.results[0].fragments[0] if marked][:2] == ["Nghị", "quyết"]
    as_typed = answer(Request(found.as_typed), engine)
    assert (as_typed.understood, as_typed.suggestion, as_typed.relaxed) == ('nghị "quyett" nông thôn mới', None, True)


def test_what_was_typed_answers_when_something_holds_it(tmp_path: Path, samples: Vocabulary) -> None:
    mixed = Spoken(tmp_path, samples)
    fill(tmp_path, [paper("odd", "kiểm ta giám sát"), paper("right", "kiểm tra giám sát")])
    found = answer(Request("kiểm ta giám sát"), mixed)
    assert (found.understood, found.suggestion) == (None, "kiểm tra giám sát")
    assert [result.hit.paper.paper for result in found.results] == ["odd"]


def test_what_cannot_be_found_either_way_is_only_offered(engine: Spoken) -> None:
    found = answer(Request("nghi quyett dat dai luan chuyen"), engine)
    assert found.understood == "nghị quyett đất đai luân chuyển"
    assert found.suggestion == "nghị quyết đất đai luân chuyển"
    assert found.relaxed


def test_the_page_says_what_it_searched_for(library: Path, samples: Vocabulary) -> None:
    client = create_app(Settings(library=library), Spoken(library, samples)).test_client()
    page = client.get("/?q=chuyn+doi+so").text
    assert "Hiểu là: <b>chuyển đổi số</b>" in page
    assert 'href="/?q=%22chuyn%22+doi+so"' in page
    assert f"?{urlencode({'q': 'chuyển đổi số'})}#" in page  # the papers carry it along
    assert "Hiểu là: <b>&#34;chuyn&#34; đổi số</b>" in client.get("/?q=%22chuyn%22+doi+so").text
    assert "Có phải bạn muốn tìm" not in client.get("/?q=chuyen+doi+so").text


def test_the_page_offers_what_else_may_be_meant(library: Path, samples: Vocabulary) -> None:
    client = create_app(Settings(library=library), Spoken(library, samples)).test_client()
    page = client.get("/?q=chuyn+doi+so+rung+phong+ho+dau+nguon+lien+thong").text
    assert "Có phải bạn muốn tìm" in page or "Hiểu là" in page
    assert "chuyển đổi số" in page
    found = client.get("/api/v1/search?q=chuyn+doi+so").json
    assert found
    assert (found["understood"], found["suggestion"], found["relaxed"]) == ("chuyển đổi số", None, False)


def test_an_offer_keeps_the_rest_of_the_query(tmp_path: Path, samples: Vocabulary) -> None:
    """On the page, on the API and in the terminal; without accents typed it has those of the papers."""
    mixed = Spoken(tmp_path, samples)
    fill(tmp_path, [paper("odd", "kiểm ta giám sát ở xã vùng cao"), paper("right", "kiểm tra giám sát ở xã vùng cao")])
    client = create_app(Settings(library=tmp_path), mixed).test_client()
    asked, offered = '"vung cao" kiem ta giam sat -rung', '"vung cao" kiểm tra giám sát -rung'
    assert answer(Request(asked), mixed).suggestion == offered
    page = client.get("/", query_string={"q": asked, "type": "noi_dung"}).text
    assert "Có phải bạn muốn tìm" in page
    assert urlencode({"q": offered}) in page
    assert client.get("/api/v1/search", query_string={"q": asked}).json["suggestion"] == offered  # type: ignore[index]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cánbộ", "cán bộ"),
        ("đấtđai", "đất đai"),
        ("giamnghèo", "giảm nghèo"),
        ("côngtác cán bộ", "công tác cán bộ"),
        ("chitrả phụ cấp", "chi trả phụ cấp"),
    ],
)
def test_words_typed_as_one_keep_each_its_accents(library: Path, typed: str, meant: str) -> None:
    assert answer(Request(typed), WhooshEngine(library)).understood == meant
