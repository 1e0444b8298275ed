"""What people see when something is wrong, and that no query is ever a failure of ours."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.register import Register
from corpus.settings import Settings
from corpus.viet_nam_time import day_of
from indexer.build import index
from search.columnar.engine import WhooshEngine
from web import create_app

STRANGE = [
    "?!.,;:-()[]{}*",
    '"',
    '""',
    '"nông thôn',
    'thôn" OR "',
    "OR OR OR",
    "- - -",
    "-thôn",
    "năm:",
    "năm:abc",
    "năm:2019-",
    "số:",
    "loại:xyz",
    "mục:xyz",
    "\x00",
    "thôn\x00\x01\x1b",
    "\u202e\u200b\ufeff",
    "😀🇻🇳",
    "a\u0301" * 500,
    "x" * 10_000,
    "thôn " * 2_000,
    "(" * 3_000,
    "' OR 1=1 --",
    "../../etc/passwd",
    "{{ 7*7 }}",
    "%",
    "&&&===",
]


@pytest.mark.parametrize("path", ["/", "/api/v1/search", "/api/v1/suggest", "/van-ban/8-nq-tu-minh-hoa-2016"])
@pytest.mark.parametrize("typed", STRANGE, ids=range(len(STRANGE)))
def test_no_query_is_an_error_of_ours(client: FlaskClient, path: str, typed: str) -> None:
    assert client.get(path, query_string={"q": typed}).status_code in (200, 400)


@pytest.mark.parametrize(
    "query",
    [
        "q=%ED%A0%80",  # a lone surrogate
        "q=%FF%FE",
        "q=%00&year=%00",
        "q=%",
        "q&q&q",
        "page=-1",
        "page=99999999999",
        "page=5&q=thon",
        "page=1001&q=thon",
        "q=a&q=b&unknown=c&year=2019&year=2019",
        "year=2019-2012",
        "year=null&body=null&cites=null&type=null",
        "type=%ED%A0%80",
        "sort=abc",
        "cites=abc",
        ";;;",
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/v1/search"])
def test_no_address_is_an_error_of_ours(client: FlaskClient, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code in (200, 400)


@pytest.mark.parametrize(
    "path, status, sentence",
    [
        ("/?q=năm:abc", 400, "không phải là năm"),
        ("/?page=-1", 400, "số nguyên từ 1 trở lên"),
        ("/?q=thon&page=99999999", 400, "không quá kết quả thứ"),
        ("/?sort=abc&q=thon", 400, "Không sắp xếp được theo"),
        ("/khong-co", 404, "Không có trang này"),
        ("/van-ban/khong-co", 404, "Không có văn bản “khong-co”"),
        ("/van-ban/%00", 404, "Không có văn bản"),
        ("/van-ban/%ED%A0%80", 404, "Không có văn bản"),
        ("/van-ban/8-nq-tu-minh-hoa-2016/zzzz7", 404, "Không có đoạn “zzzz7”"),
        ("/van-ban/8-nq-tu-minh-hoa-2016/IX.9", 404, "không có mục “IX.9”"),
        ("/so/999-KL/TU", 404, "Không có văn bản số “999-KL/TU”"),
        ("/so/abc", 404, "Không có văn bản số “abc”"),
    ],
)
def test_a_sentence_for_people(client: FlaskClient, path: str, status: int, sentence: str) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert sentence in response.text
    assert '<html lang="vi">' in response.text


def test_a_wrong_method(client: FlaskClient) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


EVERYWHERE = ("/", "/?q=thon", "/van-ban", "/thong-ke", "/van-ban.atom", "/healthz", "/api/v1/search?q=thon")


@pytest.mark.parametrize("path", [*EVERYWHERE, "/van-ban/x", "/van-ban/x/goc", "/so/25-KL/TU", "/api/v1/search.csv"])
def test_a_missing_library_is_never_an_empty_answer(tmp_path: Path, path: str) -> None:
    response = create_app(Settings(library=tmp_path)).test_client().get(path)
    assert response.status_code == 503
    assert "tracuu index" in response.text


@pytest.mark.parametrize("path", EVERYWHERE)
def test_an_index_that_is_not_there_is_never_an_empty_answer(tmp_path: Path, library: Path, path: str) -> None:
    shutil.copytree(library, tmp_path / "library")
    shutil.rmtree(tmp_path / "library" / "index")
    assert create_app(Settings(library=tmp_path / "library")).test_client().get(path).status_code == 503


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize("damage", ["garbage", "nothing"])
def test_a_broken_index_is_never_an_empty_answer(tmp_path: Path, library: Path, path: str, damage: str) -> None:
    broken = tmp_path / "library"
    shutil.copytree(library, broken)
    for file in (broken / "index").glob("*.toc"):
        file.write_bytes(b"garbage" if damage == "garbage" else b"")
    assert create_app(Settings(library=broken)).test_client().get(path).status_code == 503


def test_a_broken_register(tmp_path: Path, library: Path) -> None:
    broken = tmp_path / "library"
    shutil.copytree(library, broken)
    for file in broken.glob("register.sqlite3*"):
        file.unlink()
    (broken / "register.sqlite3").write_bytes(b"garbage" * 1000)
    response = create_app(Settings(library=broken)).test_client().get("/van-ban/8-nq-tu-minh-hoa-2016")
    assert response.status_code == 503
    assert "Sổ đăng ký" in response.text


class Defect(WhooshEngine):
    """An engine with an error that nobody foresaw."""

    def search(self, search: object) -> object:  # type: ignore[override]
        raise RuntimeError("secret detail")


@pytest.mark.parametrize("path, mimetype", [("/?q=thon", "text/html"), ("/api/v1/search?q=thon", "application/json")])
def test_a_defect_is_logged_and_not_shown(
    library: Path, caplog: pytest.LogCaptureFixture, path: str, mimetype: str
) -> None:
    client = create_app(Settings(library=library), Defect(library)).test_client()  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR):
        response = client.get(path)
    assert response.status_code == 500
    assert response.mimetype == mimetype
    assert "secret detail" not in response.text
    assert "Có lỗi trong chương trình" in response.text
    assert "secret detail" in caplog.text


PARTS = [
    "I- KẾT QUẢ",
    "1. Đã sáp nhập 120 thôn trong toàn tỉnh.",
    "2. Đã xây 15 nhà văn hoá mới.",
    "II- NHIỆM VỤ",
    "1. Trồng rừng.",
]


def write(file: Path, parts: list[str]) -> None:
    head = "KẾT LUẬN\nvề công tác thôn\n\nNgày 10/7/2015, Ban Thường vụ kết luận:"
    file.write_text("\n\n".join([head, *parts]), encoding="utf-8")


def test_a_paragraph_that_is_gone(tmp_path: Path) -> None:
    papers, settings = tmp_path / "papers", Settings(library=tmp_path / "library", jobs=1)
    papers.mkdir()
    write(papers / "a.txt", PARTS)
    index([papers], settings)
    client = create_app(settings).test_client()
    hit = client.get("/api/v1/search?q=nha+van+hoa").json["hits"][0]  # type: ignore[index]
    write(papers / "a.txt", PARTS[:2] + PARTS[3:])
    index([papers], settings)

    page = client.get(hit["url"])
    assert page.status_code == 410
    assert "Đã xây 15 nhà văn hoá mới." in page.text
    register = Register.open(settings.library)
    [last] = register.rows("SELECT max(started) AS time FROM generations")
    nearest = [pid for pid in register.paper(hit["doc"]).ids[-2:] if pid]
    register.close()
    assert "/".join(reversed(day_of(last["time"]).split("-"))) in page.text
    assert nearest
    assert f'href="/van-ban/{hit["doc"]}/' in page.text

    answer = client.get(f"/api/v1/documents/{hit['doc']}/paragraphs/{hit['paragraph']}")
    assert answer.status_code == 410
    assert answer.json
    assert answer.json["error"] == {"status": 410, "message": "Đoạn này không còn trong văn bản."}
    told = answer.json["gone"]
    assert (told["doc"], told["pid"], told["cited_by"]) == (hit["doc"], hit["paragraph"], [])
    assert [one["text"] for one in told["last"]["sections"][0]["paragraphs"]] == ["Đã xây 15 nhà văn hoá mới."]
    assert told["nearest"][0]["url"].startswith(f"/van-ban/{hit['doc']}/")


def test_a_paper_that_is_gone(tmp_path: Path) -> None:
    papers, settings = tmp_path / "papers", Settings(library=tmp_path / "library", jobs=1)
    papers.mkdir()
    write(papers / "a.txt", PARTS)
    write(papers / "b.txt", ["1. Nội dung khác hẳn.", "2. Về việc khác."])
    index([papers], settings)
    client = create_app(settings).test_client()
    hit = client.get("/api/v1/search?q=nha+van+hoa").json["hits"][0]  # type: ignore[index]
    (papers / "a.txt").unlink()
    index([papers], settings, remove=True)
    assert client.get(f"/van-ban/{hit['doc']}").status_code == 410
    gone = client.get(hit["url"])
    assert gone.status_code == 410
    assert "Đã xây 15 nhà văn hoá mới." in gone.text


@pytest.mark.parametrize("field", ["viện-dẫn", "năm", "số", "loại", "nơi"])
def test_a_field_with_nothing_behind_it(client: FlaskClient, field: str) -> None:
    for typed in (f"{field}:", f"rừng {field}:", f'{field}:""'):
        page = client.get("/", query_string={"q": typed})
        assert page.status_code == 200
        assert f"Sau “{field}:” chưa có giá trị" in page.text
    assert "chưa có giá trị" not in client.get("/?q=rừng").text
