"""The bundled samples, read as a careful clerk would read them: the facts were written by hand."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from filing import SAMPLES
from word_order import follows_the_file

from corpus.document import Document
from corpus.parser import parse
from corpus.readers import read
from corpus.text import fold_text

FACTS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "samples_facts.json").read_text("utf-8")
)
NAMES = sorted(FACTS)

KNOWN = [
    *("doc_type", "number", "issuing_body", "signing_body", "place", "date", "conference_date", "year", "title"),
    *("signer_name", "signer_role"),
]


@cache
def document(name: str) -> Document:
    return parse(read(SAMPLES / name, 1_000_000))


def test_every_sample_has_its_facts() -> None:
    assert sorted(path.name for path in SAMPLES.iterdir()) == NAMES
    assert len(NAMES) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_says_that_it_is_one(name: str) -> None:
    assert (SAMPLES / name).read_text("utf-8").startswith("VĂN BẢN MẪU - ")


@pytest.mark.parametrize("name", NAMES)
def test_metadata(name: str) -> None:
    found = document(name).as_json()
    assert {key: found[key] for key in KNOWN} == {key: FACTS[name][key] for key in KNOWN}


@pytest.mark.parametrize("name", NAMES)
def test_sections(name: str) -> None:
    assert [section.path for section in document(name).sections] == FACTS[name]["sections"]


@pytest.mark.parametrize("name", NAMES)
def test_numbers_cited(name: str) -> None:
    cited = [[one.number, one.path] for one in document(name).citations if one.form == "numbered"]
    assert sorted(cited) == sorted(FACTS[name]["numbers_cited"])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost(name: str) -> None:
    """Every word of the file stands in some section, in its label, heading or text."""
    found = document(name)
    kept = " ".join(
        part
        for section in found.sections
        for part in (section.label, section.heading, *(paragraph.text for paragraph in section.paragraphs))
        if part
    )
    words = fold_text((SAMPLES / name).read_text("utf-8")).split()
    assert set(words) - set(fold_text(kept).split()) == set()


@pytest.mark.parametrize("name", NAMES)
def test_the_words_follow_each_other_as_in_the_file(name: str) -> None:
    assert follows_the_file(read(SAMPLES / name, 1_000_000), document(name))


# Ways in which the same paper comes, and a reader sees no difference.
WRITINGS: dict[str, Callable[[str], str | bytes]] = {
    "lines end as on Windows": lambda text: text.replace("\n", "\r\n"),
    "lines end as on old Macs": lambda text: text.replace("\n", "\r"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "form feeds": lambda text: text.replace("\n\n", "\n\f\n"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "UTF-16": lambda text: text.encode("utf-16"),
    "a byte order mark": lambda text: f"\ufeff{text}",
    "blanks at the ends": lambda text: text.replace("\n", "  \t\n"),
    "blanks that do not break": lambda text: re.sub(r"(?<=\S) (?=\S)", "\u00a0", text),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "soft hyphens": lambda text: text.replace("ng ", "n\u00adg "),
    "eth for Đ": lambda text: text.replace("Đ", "\u00d0"),
    "no blank behind a number": lambda text: re.sub(r"(?m)^(\d+\.) (?=[^\W\d_])", r"\1", text),
    "tabs behind labels": lambda text: re.sub(r"(?m)^((?:\d+\.|-|[a-z]\)|[IVX]+\.)) ", r"\1\t", text),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_the_same_paper_in_another_writing(writing: str, tmp_path: Path) -> None:
    for name in NAMES:
        text = WRITINGS[writing](unicodedata.normalize("NFC", (SAMPLES / name).read_text("utf-8")))
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        assert parse(read(tmp_path / name, 1_000_000)).as_json() == document(name).as_json(), name


def test_the_samples_make_a_lively_library() -> None:
    documents = [document(name) for name in NAMES]
    assert {one.year for one in documents} >= {2013, 2016, 2019, 2021, 2023}
    assert len({one.place for one in documents}) >= 3
    assert len({one.issuing_body for one in documents}) >= 5
    assert len({one.doc_type for one in documents}) >= 5
    numbers = {one.number for one in documents if one.number}
    cited = {citation.number for one in documents for citation in one.citations if citation.form == "numbered"}
    assert len(numbers & cited) >= 3  # they name one another
