"""Lists to take along: whole, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.settings import Settings
from indexer.build import index
from web import create_app
from web.exporting import COLUMNS, MOST_EXPORTED, safe


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_the_whole_list(client: FlaskClient) -> None:
    found = client.get("/api/v1/search?q=thon&limit=100").json
    assert found
    assert 100 < found["total"] < MOST_EXPORTED
    whole = client.get("/api/v1/search.json?q=thon").json
    assert whole
    assert len(whole["hits"]) == found["total"]
    assert whole["hits"][:100] == found["hits"]
    rows = rows_of(client.get("/api/v1/search.csv?q=thon").text)
    assert [row["Liên kết"] for row in rows] == [f"http://localhost{hit['url']}" for hit in whole["hits"]]


def test_a_row_says_what_a_hit_says(client: FlaskClient) -> None:
    [row] = rows_of(client.get("/api/v1/search.csv?q=2.315+thu+xin+loi").text)[:1]
    assert list(row) == list(COLUMNS)
    assert row["Văn bản"] == "Kết luận số 32-KL/TU"
    assert row["Ngày"] == "27/03/2024"
    assert row["Mục"] == "mục I, mục 1"
    assert "2.315 thư xin lỗi" in row["Nội dung"]


def test_filters_and_order_are_kept(client: FlaskClient) -> None:
    rows = rows_of(client.get("/api/v1/search.csv?q=thon&year=2016&year=2019&sort=date").text)
    assert {row["Năm"] for row in rows} == {"2016", "2019"}
    assert [row["Năm"] for row in rows] == sorted((row["Năm"] for row in rows), reverse=True)


@pytest.mark.parametrize("form, kind", [("csv", "text/csv"), ("json", "application/json")])
def test_it_is_a_file(client: FlaskClient, form: str, kind: str) -> None:
    response = client.get(f"/api/v1/search.{form}?q=thon")
    assert response.mimetype == kind
    assert response.headers["Content-Disposition"] == f'attachment; filename="tracuu.{form}"'


def test_the_page_leads_there(client: FlaskClient) -> None:
    page = client.get("/?q=thon&year=2019&page=1").text
    assert 'href="/api/v1/search.csv?q=thon&amp;year=2019"' in page
    assert 'href="/api/v1/search.json?q=thon&amp;year=2019"' in page


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "－1", "＋1", "＠1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "một", "1 - 2", "a=b", "25-KL/TU", "'=1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell


def test_a_paper_cannot_calculate(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    formula = '=HYPERLINK("http://a.example";"thôn")'
    (papers / "=cmd.txt").write_text(f"KẾT LUẬN\nvề thôn\n\n1. {formula}\n\n2. Một, hai; ba\n", encoding="utf-8")
    index([papers], Settings(library=tmp_path / "library", jobs=1))
    client = create_app(Settings(library=tmp_path / "library")).test_client()
    rows = rows_of(client.get("/api/v1/search.csv").text)
    cells = [cell for row in rows for cell in row.values()]
    assert f"'{formula}" in cells
    assert "Một, hai; ba" in cells
    assert {row["Tệp"] for row in rows} == {"'=cmd.txt"}
