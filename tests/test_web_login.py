"""The door: closed to all who are not in the file, open to those who are, and no cookie where there is no door."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from corpus.settings import Settings
from web import create_app
from web.login import OPEN
from web.throttle import TRIES_OF_NAME
from web.users import add_user, remove_user

PASSWORD = "mật khẩu đủ dài"
PAPER = "/van-ban/8-nq-tu-minh-hoa-2016"


@pytest.fixture(scope="module")
def only_an(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: hashing a password is slow on purpose."""
    path = tmp_path_factory.mktemp("users") / "users.json"
    add_user(path, "an", PASSWORD)
    return path


@pytest.fixture
def users(only_an: Path, tmp_path: Path) -> Path:
    return shutil.copy(only_an, tmp_path / "users.json")


@pytest.fixture
def guarded(library: Path, users: Path) -> Flask:
    return create_app(Settings(library=library, users=users))


@pytest.fixture
def stranger(guarded: Flask) -> FlaskClient:
    return guarded.test_client()


@pytest.fixture
def visitor(guarded: Flask) -> FlaskClient:
    client = guarded.test_client()
    enter(client)
    return client


def enter(client: FlaskClient, name: str = "an", password: str = PASSWORD, **others: str) -> TestResponse:
    return client.post("/dang-nhap", data={"ten": name, "mat_khau": password, **others})


def test_every_page_is_closed(guarded: Flask, stranger: FlaskClient) -> None:
    """Each address there is, and one that there is not."""
    for rule in guarded.url_map.iter_rules():
        if rule.endpoint in OPEN or "GET" not in (rule.methods or ()):
            continue
        path = rule.rule.replace("<doc>", "8-nq-tu-minh-hoa-2016").replace("<int:page>", "1")
        for name in ("<path:place>", "<path:number>", "<sha256>", "<pid>"):
            path = path.replace(name, "k7m2q")
        response = stranger.get(path)
        if path.startswith("/api/"):
            assert response.status_code == 401, path
            assert response.json == {"error": {"status": 401, "message": "Cần đăng nhập."}}
        else:
            assert response.status_code == 302, path
            assert response.headers["Location"].startswith("/dang-nhap"), path
    assert stranger.get("/khong-co").status_code == 302
    assert stranger.post(PAPER).status_code == 302


def test_the_door_itself_is_open(stranger: FlaskClient) -> None:
    for path in ("/dang-nhap", "/healthz", "/robots.txt", "/static/tracuu.css", "/manifest.webmanifest", "/sw.js"):
        response = stranger.get(path, buffered=True)
        assert response.status_code == 200, path
        assert "Set-Cookie" not in response.headers


def test_going_in_leads_to_where_one_wanted(stranger: FlaskClient) -> None:
    asked = stranger.get(f"{PAPER}?q=thon")
    assert asked.headers["Location"] == "/dang-nhap?tiep=%2Fvan-ban%2F8-nq-tu-minh-hoa-2016%3Fq%3Dthon"
    page = stranger.get(asked.headers["Location"])
    assert f'name="tiep" value="{PAPER}?q=thon"' in page.text
    entered = enter(stranger, tiep=f"{PAPER}?q=thon")
    assert entered.status_code == 303
    assert entered.headers["Location"] == f"{PAPER}?q=thon"
    opened = stranger.get(entered.headers["Location"])
    assert opened.status_code == 200
    assert "Đăng xuất" in opened.text
    assert stranger.get("/api/v1/search?q=thon").status_code == 200
    assert stranger.get("/dang-nhap").status_code == 302


@pytest.mark.parametrize(
    "onward",
    ["//a.example", "https://a.example", "/\\a.example", "\\\\a.example", "javascript:alert(1)", "/a\nb", "a", "\t//a"],
)
def test_nobody_is_led_elsewhere(stranger: FlaskClient, onward: str) -> None:
    assert enter(stranger, tiep=onward).headers["Location"] == "/"


def test_a_name_typed_letter_by_sign(users: Path, guarded: Flask) -> None:
    add_user(users, "Nguyễn Ân", PASSWORD)
    client = guarded.test_client()
    enter(client, unicodedata.normalize("NFD", "Nguyễn Ân"), unicodedata.normalize("NFD", PASSWORD))
    assert client.get(PAPER).status_code == 200


def test_the_cookie(stranger: FlaskClient) -> None:
    cookie = enter(stranger).headers["Set-Cookie"]
    assert cookie.startswith("tracuu=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Secure" not in cookie
    assert PASSWORD not in cookie
    # It is given once, not with every page.
    assert "Set-Cookie" not in stranger.get("/").headers


def test_over_tls_the_cookie_stays_there(guarded: Flask) -> None:
    client = guarded.test_client()
    entered = client.post("/dang-nhap", data={"ten": "an", "mat_khau": PASSWORD}, base_url="https://localhost")
    assert "Secure" in entered.headers["Set-Cookie"]


def test_a_forged_cookie_opens_nothing(stranger: FlaskClient, visitor: FlaskClient) -> None:
    cookie = visitor.get_cookie("tracuu")
    assert cookie
    body, _, signature = cookie.value.rpartition(".")
    for forged in ("", "x", body, f"{body}.", f"{body}.{signature[:-2]}xx", f"x{cookie.value}"):
        stranger.set_cookie("tracuu", forged)
        assert stranger.get("/").status_code == 302
    stranger.set_cookie("tracuu", cookie.value)
    assert stranger.get("/").status_code == 200


def test_a_cookie_of_another_library_opens_nothing(library: Path, tmp_path: Path, visitor: FlaskClient) -> None:
    other = tmp_path / "others.json"
    add_user(other, "an", PASSWORD)
    client = create_app(Settings(library=library, users=other)).test_client()
    cookie = visitor.get_cookie("tracuu")
    assert cookie
    client.set_cookie("tracuu", cookie.value)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("name, password", [("an", "sai"), ("binh", PASSWORD), ("", ""), ("an", ""), ("An", PASSWORD)])
def test_the_wrong_word(stranger: FlaskClient, name: str, password: str) -> None:
    refused = enter(stranger, name, password)
    assert refused.status_code == 401
    assert "Tên hoặc mật khẩu không đúng." in refused.text
    assert "Set-Cookie" not in refused.headers
    assert stranger.get("/").status_code == 302


def test_tries_are_throttled(stranger: FlaskClient) -> None:
    for _ in range(TRIES_OF_NAME):
        assert enter(stranger, password="sai").status_code == 401
    refused = enter(stranger)  # the right one, too late
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 15 * 60 + 1
    assert "Hãy thử lại sau" in refused.text
    assert stranger.get("/").status_code == 302


def test_leaving(visitor: FlaskClient) -> None:
    left = visitor.post("/dang-xuat")
    assert left.status_code == 303
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "tracuu=;" in left.headers["Set-Cookie"]
    assert visitor.get("/").status_code == 302
    assert visitor.get("/dang-xuat").status_code == 302  # no link can log anyone out


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_other_site_logs_in_or_out(stranger: FlaskClient, visitor: FlaskClient, site: str) -> None:
    form = {"ten": "an", "mat_khau": PASSWORD}
    assert stranger.post("/dang-nhap", data=form, headers={"Sec-Fetch-Site": site}).status_code == 400
    assert visitor.post("/dang-xuat", headers={"Sec-Fetch-Site": site}).status_code == 400
    assert visitor.get("/").status_code == 200


def test_who_is_removed_is_out_at_once(visitor: FlaskClient, users: Path) -> None:
    add_user(users, "binh", PASSWORD)
    assert visitor.get("/").status_code == 200
    remove_user(users, "an")
    assert visitor.get("/").status_code == 302
    assert visitor.get("/api/v1/search").status_code == 401


def test_a_new_password_ends_what_the_old_one_opened(visitor: FlaskClient, users: Path) -> None:
    add_user(users, "an", "mật khẩu mới hơn")
    assert visitor.get("/").status_code == 302
    assert enter(visitor, password="mật khẩu mới hơn").status_code == 303


def test_a_file_that_is_gone_lets_nobody_in(visitor: FlaskClient, users: Path) -> None:
    users.unlink()
    assert visitor.get("/").status_code == 503
    assert enter(visitor).status_code == 503


def test_nothing_is_kept_on_a_shared_desk(visitor: FlaskClient) -> None:
    assert "no-store" in visitor.get(PAPER).headers["Cache-Control"]
    assert "no-store" in visitor.get("/api/v1/search").headers["Cache-Control"]


def test_a_form_is_short(stranger: FlaskClient) -> None:
    assert enter(stranger, password="x" * 30_000).status_code == 413


def test_without_a_file_there_is_no_door_and_no_cookie(client: FlaskClient) -> None:
    for path in ("/", PAPER, "/api/v1/search"):
        assert "Set-Cookie" not in client.get(path).headers
    assert client.get("/dang-nhap").status_code == 404
    assert client.post("/dang-nhap").status_code in (404, 405)
    assert "Đăng xuất" not in client.get("/").text
