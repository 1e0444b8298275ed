"""The original file: only what the register knows, only as it was read, never shown in the browser."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.settings import Settings
from indexer.build import index
from web import create_app

TEXT = "KẾT LUẬN\nvề công tác thôn\n\n1. <script>alert(1)</script> Trồng rừng.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "papers" / "kết luận <1>.txt"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def own(file: Path, tmp_path: Path) -> FlaskClient:
    index([file.parent], Settings(library=tmp_path / "library", jobs=1))
    return create_app(Settings(library=tmp_path / "library")).test_client()


def paper_of(client: FlaskClient) -> str:
    found = client.get("/api/v1/search").json
    assert found
    return f"/van-ban/{found['hits'][0]['doc']}"


def test_every_sample_can_be_taken_along(client: FlaskClient) -> None:
    for path in ("8-nq-tu-minh-hoa-2016", "32-kl-tu-minh-hoa-2024"):
        page = client.get(f"/van-ban/{path}").text
        [source] = client.get(f"/api/v1/documents/{path}").json["sources"]  # type: ignore[index]
        assert f'href="/van-ban/{path}/goc/{source["sha256"]}"' in page
        assert source["sha256"] in page
        data = client.get(f"/van-ban/{path}/goc", buffered=True).data
        assert hashlib.sha256(data).hexdigest() == source["sha256"]


def test_it_is_saved_and_not_shown(own: FlaskClient) -> None:
    response = own.get(f"{paper_of(own)}/goc", buffered=True)
    assert response.data.decode() == TEXT
    assert response.mimetype == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert "k%E1%BA%BFt%20lu%E1%BA%ADn%20%3C1%3E.txt" in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def change(file: Path) -> None:
    file.write_text(f"{TEXT} ", encoding="utf-8")


def make_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def lead_elsewhere(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/passwd")


@pytest.mark.parametrize("harm", [change, Path.unlink, make_a_pipe, lead_elsewhere, lambda file: file.chmod(0)])
def test_another_file_is_not_given_instead(own: FlaskClient, file: Path, harm: object) -> None:
    paper = paper_of(own)
    harm(file)  # type: ignore[operator]
    if os.access(file, os.R_OK) and file.is_file() and file.read_bytes() == TEXT.encode():
        pytest.skip("root may read everything")
    response = own.get(f"{paper}/goc")
    assert response.status_code == 404
    assert "không còn ở chỗ cũ, hoặc đã đổi" in response.text


@pytest.mark.parametrize("name", ["0" * 64, "..", "..%2f..%2fetc%2fpasswd", "register.sqlite3"])
def test_only_what_the_register_knows(client: FlaskClient, name: str) -> None:
    assert client.get(f"/van-ban/8-nq-tu-minh-hoa-2016/goc/{name}").status_code == 404


def test_of_two_copies_the_one_that_is_left(own: FlaskClient, file: Path, tmp_path: Path) -> None:
    copy = file.with_name("z.txt")
    copy.write_text(TEXT, encoding="utf-8")
    index([file.parent], Settings(library=tmp_path / "library", jobs=1))
    file.unlink()
    assert own.get(f"{paper_of(own)}/goc", buffered=True).data.decode() == TEXT


@pytest.mark.parametrize("name", ["hai\ndòng.txt", "mã\x1b[31mmàu.txt"])
def test_a_name_that_no_header_can_hold(name: str, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / name).write_text(TEXT, encoding="utf-8")
    index([tmp_path / "papers"], Settings(library=tmp_path / "library", jobs=1))
    client = create_app(Settings(library=tmp_path / "library")).test_client()
    response = client.get(f"{paper_of(client)}/goc", buffered=True)
    assert response.data.decode() == TEXT
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Content-Disposition"].isprintable()


def test_no_such_paper(client: FlaskClient) -> None:
    assert client.get("/van-ban/khong-co/goc").status_code == 404
