"""From a request to an answer, and the answer's JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from building import fill, paper, section, title_block

from corpus.document import SectionType
from corpus.errors import BadRequest
from search.answer import DEEPEST, MOST_HITS, Request, also_near, answer, document_url, nearest
from search.columnar.engine import WhooshEngine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    forest = paper(
        "25-kl-tu-ha-tinh-2014",
        title_block("Kết luận về lâm nghiệp"),
        section(path="3", heading="Nhiệm vụ", kind=SectionType.TASKS),
        section("Giao đất.", "Trồng rừng, giữ rừng.", path="3/1", heading="Về rừng", kind=SectionType.TASKS),
        section(path="3/2", heading="Rừng phòng hộ", kind=SectionType.TASKS),
        cites={"3/1": ["64-KL/TW"]},
        day="2014-09-29",
        number="25-KL/TU",
        body="Ban Thường vụ Tỉnh ủy",
        doc_type="Kết luận",
        place="Hà Tĩnh",
        title="Về lâm nghiệp",
    )
    others = [paper(f"p{number}", f"rừng số {number}", year=2000 + number) for number in range(20)]
    return fill(tmp_path_factory.mktemp("library"), [forest, *others, paper("none", "đất không rừng")])


def ask(engine: WhooshEngine, text: str = "", **request: Any) -> dict[str, Any]:
    """The answer as it comes out of its JSON."""
    loaded: dict[str, Any] = json.loads(json.dumps(answer(Request(text, **request), engine).as_json()))
    return loaded


def test_the_json_is_exactly_that_of_the_design(engine: WhooshEngine) -> None:
    found = ask(engine, "giu rung", filters={"place": ["Hà Tĩnh"]})
    assert list(found) == [
        "query", "understood", "relaxed", "total", "documents", "milliseconds", "hits", "facets", "suggestion",
    ]  # fmt: skip
    assert found["hits"] == [
        {
            "doc": "25-kl-tu-ha-tinh-2014",
            "source": "25-kl-tu-ha-tinh-2014.txt",
            "title": "Về lâm nghiệp",
            "doc_type": "Kết luận",
            "number": "25-KL/TU",
            "issuing_body": "Ban Thường vụ Tỉnh ủy",
            "place": "Hà Tĩnh",
            "year": 2014,
            "date": "2014-09-29",
            "path": "3/1",
            "trail": ["Nhiệm vụ", "Về rừng"],
            "type": "nhiem_vu",
            "paragraph": "25-kl-tu-ha-tinh-2014-2p1",
            "fragments": [
                [
                    ["Trồng rừng, ", False],
                    ["giữ", True],
                    [" ", False],
                    ["rừng", True],
                    [".", False],
                ]
            ],
            "url": "/van-ban/25-kl-tu-ha-tinh-2014/25-kl-tu-ha-tinh-2014-2p1",
            "score": found["hits"][0]["score"],
        }
    ]  # fmt: skip
    assert isinstance(found["hits"][0]["score"], float)
    assert found["facets"] == {
        "year": [{"value": 2014, "count": 1, "selected": False}],
        "body": [{"value": "Ban Thường vụ Tỉnh ủy", "count": 1, "selected": False}],
        "type": [{"value": "nhiem_vu", "count": 1, "selected": False}],
        "place": [{"value": "Hà Tĩnh", "count": 1, "selected": True}],
        "doc_type": [{"value": "Kết luận", "count": 1, "selected": False}],
        "cites": [{"value": "64-KL/TW", "count": 1, "selected": False}],
    }
    assert (found["query"], found["total"], found["documents"]) == ("giu rung", 1, 1)
    assert (found["understood"], found["suggestion"], found["relaxed"]) == ("giữ rừng", None, False)
    assert isinstance(found["milliseconds"], float)


def test_what_a_paper_does_not_say_is_null(engine: WhooshEngine) -> None:
    found = ask(engine, "đất không")
    hit = found["hits"][0]
    assert [hit[name] for name in ("title", "doc_type", "number", "issuing_body", "place", "year", "date")] == [
        None
    ] * 7
    assert hit["trail"] == []
    assert found["facets"]["year"] == [{"value": None, "count": 1, "selected": False}]


def test_a_section_of_only_a_heading_is_shown_by_it(engine: WhooshEngine) -> None:
    hit = ask(engine, '"rừng phòng hộ"')["hits"][0]
    assert (hit["path"], hit["paragraph"]) == ("3/2", "25-kl-tu-ha-tinh-2014-3h")
    assert "".join(run for run, _ in hit["fragments"][0]) == "Rừng phòng hộ"
    assert hit["trail"] == ["Nhiệm vụ", "Rừng phòng hộ"]


def test_a_section_with_nothing_to_show(tmp_path: Path) -> None:
    engine = fill(tmp_path, [paper("p", section(path="1"), title="Rừng")])
    hit = ask(engine, "rừng")["hits"][0]
    assert (hit["paragraph"], hit["fragments"], hit["url"]) == (None, [], "/van-ban/p")


def test_nothing_found_is_said_plainly(engine: WhooshEngine) -> None:
    found = ask(engine, "qwerty")
    assert (found["total"], found["documents"], found["hits"], found["relaxed"]) == (0, 0, [], False)
    assert list(found["facets"]) == ["year", "body", "type", "place", "doc_type", "cites"]


@pytest.fixture(scope="module")
def regulations(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    cites = {"1": ["06-QĐ/TU"], "2": ["06-QĐi/TU"], "3": ["06-QĐ/TW"]}
    papers = [
        paper("qđ", "Một.", number="06-QĐ/TU", year=2014),
        paper("qđi", "Hai.", number="06-QĐi/TU", year=2020),
        paper("viện dẫn", "a", "b", "c", cites=cites),
    ]
    return fill(tmp_path_factory.mktemp("library"), papers)


@pytest.mark.parametrize(
    "typed, filters, expected",
    [
        ("số:06-QĐ/TU", {}, ["qđ/1", "qđi/1"]),
        ("so:06-qđi/tu", {}, ["qđi/1", "qđ/1"]),
        ('số:"quy định 6"', {}, ["qđi/1", "qđ/1"]),
        ("số:06-QĐ/TW", {}, []),
        ("", {"number": ["06-QĐ/TU"]}, ["qđ/1", "qđi/1"]),
        ("viện-dẫn:06-QĐ/TU", {}, ["viện dẫn/1", "viện dẫn/2"]),
        ("viện-dẫn:06-qđi/tu", {}, ["viện dẫn/1", "viện dẫn/2"]),
        ("viện-dẫn:06-QĐi/TW", {}, ["viện dẫn/3"]),
        ("viện-dẫn:07-QĐ/TU", {}, []),
        ("-viện-dẫn:06-QĐ/TU", {}, ["qđi/1", "qđ/1", "viện dẫn/3"]),
        ("-số:06-QĐ/TU", {}, ["viện dẫn/1", "viện dẫn/2", "viện dẫn/3"]),
        ("", {"cites": ["06-QĐ/TU"]}, ["viện dẫn/1"]),  # a chosen value is taken at its word
    ],
)
def test_a_number_in_a_field_means_either_symbol_of_a_regulation(
    regulations: WhooshEngine, typed: str, filters: dict[str, list[str]], expected: list[str]
) -> None:
    told = ask(regulations, typed, filters=filters)
    assert [f"{hit['doc']}/{hit['path']}" for hit in told["hits"]] == expected


def test_a_relaxed_answer_says_so(engine: WhooshEngine) -> None:
    assert ask(engine, "rừng qwerty")["relaxed"] is True


@pytest.mark.parametrize(
    "filters, typed, total",
    [
        ({"year": ["2014"]}, "", 5),
        ({"year": ["2012-2014"]}, "rừng", 5),
        ({"year": [" 2012 - 2014 "]}, "rừng", 5),
        ({"year": ["2001", "2002"]}, "rừng", 2),
        ({"year": ["null"]}, "rừng", 1),
        ({"year": ["null", "2001"]}, "rừng", 2),
        ({"type": ["nhiem_vu"]}, "", 3),
        ({"type": ["Nhiệm vụ"]}, "", 3),  # by its title, or words of it
        ({"type": ["nhiem vu, giai phap"]}, "", 3),
        ({"type": ["NHIEM_VU"]}, "", 3),
        ({"cites": ["64/KL-TW"]}, "", 1),  # a number in any spelling
        ({"cites": ["64 - KL/TW"]}, "", 1),
        ({"cites": ["64-kl/tw"]}, "", 1),  # and in small letters
        ({}, "viện-dẫn:64-kl/tw", 1),
        ({}, "vien-dan:64-KL/TW", 1),
        ({"body": ["ban thuong vu tinh uy"]}, "", 4),
        ({"body": ["tỉnh uỷ"]}, "", 4),
        ({"doc_type": ["ket luan"]}, "", 4),
        ({"place": ["Hà Tĩnh"], "year": ["2013"]}, "", 0),
        ({}, "rừng năm:2001", 1),
        ({"year": ["2002"]}, "rừng năm:2001", 2),  # typed and chosen values of one filter add up
        ({}, "so:25-KL/TU", 4),
        ({}, "mục:nhiem_vu", 3),
        ({}, 'nơi:"ha tinh" rung', 2),
        ({"unknown": ["x"]}, "", 25),
        ({"year": []}, "", 25),
    ],
)
def test_filters(engine: WhooshEngine, filters: dict[str, list[str]], typed: str, total: int) -> None:
    assert ask(engine, typed, filters=filters)["total"] == total


@pytest.mark.parametrize(
    "request_",
    [
        Request(filters={"year": ["abc"]}),
        Request(filters={"year": ["20145"]}),
        Request(filters={"year": [""]}),
        Request(filters={"year": ["2014-"]}),
        Request(filters={"year": ["-2014"]}),
        Request(filters={"year": ["2012-2014-2016"]}),
        Request(filters={"year": ["٢٠١٤"]}),
        Request(filters={"type": ["không có"]}),
        Request(filters={"type": [""]}),
        Request(filters={"place": [""]}),
        Request(filters={"type": ["..."]}),
        Request("năm:abc"),
        Request("mục:abc"),
        Request(sort="size"),
        Request(sort=""),
        Request(limit=-1),
        Request(limit=MOST_HITS + 1),
        Request(offset=-1),
        Request(offset=DEEPEST + 1),
    ],
)
def test_a_request_that_means_nothing_is_told_why(engine: WhooshEngine, request_: Request) -> None:
    with pytest.raises(BadRequest) as raised:
        answer(request_, engine)
    assert raised.value.status == 400
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize(
    ("typed", "papers"),
    [
        ("rung -năm:2014", 20),
        ('rung -nơi:"ha tinh"', 21),
        ("rung -năm:2000-2018", 2),
        ("-năm:2014", 20),  # alone it lists what is left
        ("rung -năm:1999", 22),
        ("rung năm:2014 -nơi:x", 2),
    ],
)
def test_a_field_behind_a_minus(engine: WhooshEngine, typed: str, papers: int) -> None:
    """Those with the value are left out, whatever they say of it."""
    assert ask(engine, typed)["documents"] == papers


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    papers = [paper(f"p{number}", f"Nâng cao năng lực lãnh đạo {number}.") for number in range(40)]
    scan = paper("quét", "Nâng cao nàng lục lãnh đạo.")
    return fill(tmp_path_factory.mktemp("library"), [*papers, scan])


@pytest.mark.parametrize("typed", ["nâng cao nắng lực", "nâng cao năng lưc", "nâng cao năng lức", "nang cao nang luc"])
def test_slips_of_accents_are_ordered_as_if_typed_right(slips: WhooshEngine, typed: str) -> None:
    right, found = ask(slips, "nâng cao năng lực", limit=100), ask(slips, typed, limit=100)
    assert found["understood"] == "nâng cao năng lực"
    assert found["total"] == 41  # a scan's wrong accents are found, and come last
    assert [hit["doc"] for hit in found["hits"]] == [hit["doc"] for hit in right["hits"]]
    assert found["hits"][-1]["doc"] == "quét"
    assert ask(slips, typed, exact=True)["understood"] is None


def test_a_value_behind_a_field_is_no_word(engine: WhooshEngine) -> None:
    found = ask(engine, "số:kết luận 25 rừng")
    assert found["understood"] is None
    assert {hit["doc"] for hit in found["hits"]} == {"25-kl-tu-ha-tinh-2014"}
    marks = {run for hit in found["hits"] for one in hit["fragments"] for run, is_marked in one if is_marked}
    assert {mark.lower() for mark in marks} <= {"rừng"}
    scores = [[hit["score"] for hit in ask(engine, text)["hits"]] for text in ("số:kết luận 25 rừng", "số:25-KL rừng")]
    assert scores[0] == scores[1]


@pytest.mark.parametrize("typed", ["rừng" * 2_500, "rừng " * 2_000, '"rừng', "rừng\x00", "số:", "thôn OR", "-rừng"])
def test_odd_questions_get_an_answer(engine: WhooshEngine, typed: str) -> None:
    found = answer(Request(typed), engine)
    assert found.request.text == typed
    assert found.total == len(found.results) or found.total > 10


@pytest.mark.parametrize("typed", ["!!! ???", '"', "“”", "\x00", "\ud800", "OR", "- -", "\u200b."])
def test_a_question_of_only_signs_is_told_so(engine: WhooshEngine, typed: str) -> None:
    with pytest.raises(BadRequest, match="ít nhất một từ"):
        answer(Request(typed), engine)


@pytest.mark.parametrize("typed", ["", "  ", "\t\n"])
def test_no_question_lists_the_library(engine: WhooshEngine, typed: str) -> None:
    assert answer(Request(typed), engine).total == 25


def test_limits_and_offsets(engine: WhooshEngine) -> None:
    whole = [hit["url"] for hit in ask(engine, "rừng", limit=MOST_HITS)["hits"]]
    assert len(whole) == len(set(whole)) == ask(engine, "rừng")["total"] == 23
    assert [hit["url"] for hit in ask(engine, "rừng")["hits"]] == whole[:10]
    assert [hit["url"] for hit in ask(engine, "rừng", offset=10, limit=5)["hits"]] == whole[10:15]
    assert ask(engine, "rừng", offset=DEEPEST)["hits"] == []
    assert ask(engine, "rừng", limit=0)["total"] == len(whole)


def test_sorted_by_date(engine: WhooshEngine) -> None:
    years = [hit["year"] for hit in ask(engine, "rừng", sort="date", limit=100)["hits"]]
    assert years == [*sorted((year for year in years if year), reverse=True), None]


def test_grouped_by_paper(engine: WhooshEngine) -> None:
    found = answer(Request("rừng", limit=100, per_paper=1), engine)
    assert len(found.results) == found.documents == 22
    more = {result.hit.paper.paper: result.hit.more for result in found.results}
    assert more["25-kl-tu-ha-tinh-2014"] == found.total - 22 == 1


@pytest.mark.parametrize(
    "doc, pid, url",
    [
        ("a-2014", "k7m2q", "/van-ban/a-2014/k7m2q"),
        ("a", None, "/van-ban/a"),
        ("đ ?#", "a%", "/van-ban/%C4%91%20%3F%23/a%25"),
    ],
)
def test_document_url(doc: str, pid: str | None, url: str) -> None:
    assert document_url(doc, pid) == url


@pytest.mark.parametrize(
    "typed, understood",
    [
        ("giu rung", "giữ rừng"),
        ("giuwx ruwngf", "giữ rừng"),
        ("giao dat -rung", "giao đất -rung"),
        ("giữ rừng", None),
        ("25-KL/TU", None),
    ],
)
def test_what_a_query_was_understood_as(engine: WhooshEngine, typed: str, understood: str | None) -> None:
    assert ask(engine, typed)["understood"] == understood
    assert ask(engine, typed, exact=True)["understood"] is None


def test_a_reading_changes_no_total_and_keys_do(engine: WhooshEngine) -> None:
    assert ask(engine, "giu rung")["total"] == ask(engine, "giu rung", exact=True)["total"] == 1
    assert ask(engine, "giuwx ruwngf")["hits"] == ask(engine, "giữ rừng")["hits"]
    assert ask(engine, "giuwx ruwngf", exact=True)["total"] == 0


def test_a_long_question_that_found_little_is_shown_what_else_is_near(tmp_path: Path) -> None:
    papers = [
        paper("all", "Giao rừng phòng hộ cho cộng đồng dân cư thôn quản lý"),
        paper("half", "Cộng đồng dân cư thôn tham gia tuần tra"),
        paper("none", "Một việc khác hẳn"),
    ]
    engine = fill(tmp_path, papers)
    question = "giao rung phong ho cho cong dong dan cu"
    found = answer(Request(question), engine)
    assert [result.hit.paper.paper for result in found.results] == ["all"]
    assert [hit.paper.paper for hit in also_near(found, engine)] == ["half"]
    assert also_near(answer(Request("giao rung"), engine), engine) == ()  # a short one finds all of its words or none
    assert also_near(answer(Request(question, {"year": ["2014"]}), engine), engine) == ()  # filters are meant
    assert [hit.paper.paper for hit in nearest(question, engine, 10)] == ["all", "half"]
    assert nearest("", engine, 10) == ()


def test_a_field_with_nothing_behind_it_is_said(engine: WhooshEngine) -> None:
    """Everything else is looked for; machines see it from what was understood."""
    found = answer(Request("giữ rừng năm:"), engine)
    assert found.notes == ("Sau “năm:” chưa có giá trị: viết liền ngay sau dấu hai chấm.",)
    assert found.total == answer(Request("giữ rừng"), engine).total > 0
    assert ask(engine, "giữ rừng năm:")["understood"] == "giữ rừng"
    assert ask(engine, "viện-dẫn:")["understood"] == ""
    assert answer(Request("giữ rừng"), engine).notes == ()


def test_a_word_alone_is_not_marked_under_a_heading_that_says_the_phrase(tmp_path: Path) -> None:
    staff = section("Giao Ban cán sự đảng.", "Bộ máy tinh gọn.", path="1", heading="Bố trí cán bộ xã")
    found = ask(fill(tmp_path, [paper("staff", staff)]), "can bo xa")
    [hit] = found["hits"]
    assert "".join(text for text, _ in hit["fragments"][0]) == "Giao Ban cán sự đảng."
    assert not any(is_marked for _, is_marked in hit["fragments"][0])
