"""The OpenAPI document: says everything that is there, and machines that believe it are never surprised."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.engine import FACETS
from web.openapi import OPERATIONS
from web.request import FILTERS


@pytest.fixture
def description(client: FlaskClient) -> Any:
    return client.get("/api/v1/openapi.json").json


def test_it_names_every_address(app: Flask, description: Any) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")}
    named = {f"/api/v1{path}".replace("{", "<").replace("}", ">") for path in description["paths"]}
    assert named == rules - {"/api/v1/openapi.json"}


def test_it_names_every_filter(description: Any) -> None:
    for path in ("/search", "/search.json", "/search.csv"):
        names = {one["name"] for one in description["paths"][path]["get"]["parameters"]}
        assert {*FILTERS, "q", "sort"} <= names
    assert list(description["components"]["schemas"]["Answer"]["properties"]["facets"]["properties"]) == list(FACETS)


def test_every_answer_has_a_shape(description: Any) -> None:
    for operation in OPERATIONS:
        answers = description["paths"][operation.path]["get"]["responses"]
        assert {"200", "401", "503"} <= set(answers)
        for status, one in answers.items():
            assert status == "301" or one["content"]


def test_it_leads_to_this_library(description: Any) -> None:
    assert description["servers"] == [{"url": "http://localhost/api/v1"}]


@pytest.mark.full
def test_schemathesis_finds_no_failure(address: str, tmp_path: Path) -> None:
    """Its command with its own defaults, as anyone would run it: every check, wrong requests too."""
    command = ["-m", "schemathesis.cli", "run", "--no-color", "--seed=1", f"{address}/api/v1/openapi.json"]
    done = subprocess.run([sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout
    assert "No issues found" in done.stdout
