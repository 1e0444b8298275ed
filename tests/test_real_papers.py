"""The client's own papers, where they are at hand: read as a careful clerk reads them."""

from __future__ import annotations

import importlib.util
import os
import shlex
import subprocess
import sys
import unicodedata
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

import pytest
from made_files import docx, odt, p
from word_order import follows_the_file

from corpus.parser import parse
from corpus.readers import read
from corpus.text import spelling, syllables

DATA = os.environ.get("TRACUU_TESTDATA", "")
GRADER = Path(DATA, "tools", "grade_parse.py")
ROOT = Path(__file__).resolve().parent.parent

PARSE = """
import json, sys
from pathlib import Path
from corpus.parser import parse
from corpus.readers import read
print(json.dumps(parse(read(Path(sys.argv[1]), 50_000_000)).as_json(), ensure_ascii=False))
"""


SEEDS = sorted(Path(DATA, "seeds").glob("*.txt")) if DATA else []
FILES = [
    path for kind in ("legacy", "modern") for path in sorted(Path(DATA, "data", "files", kind).glob("*.*")) if DATA
]

needs_data = pytest.mark.skipif(
    not DATA or not GRADER.exists(), reason="TRACUU_TESTDATA does not name the folder of the test data"
)


@needs_data
def test_the_clients_papers_and_their_grades() -> None:
    parser = f"{shlex.join([sys.executable, '-c', PARSE])} {{file}}"
    command = [
        sys.executable,
        str(GRADER),
        "--parser",
        parser,
        "--min",
        "0.98",
        "--min-each",
        "0.96",
        "--verbose",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=300)
    print(run.stdout)
    assert run.returncode == 0, run.stdout + run.stderr


@needs_data
@pytest.mark.parametrize("path", [*SEEDS, *FILES], ids=lambda path: path.name)
def test_the_words_follow_each_other_as_in_the_file(path: Path) -> None:
    source = read(path, 50_000_000)
    assert follows_the_file(source, parse(source))


def words_of(path: Path) -> Counter[str]:
    """Every word of a paper as it is understood, capitals aside: TCVN3 and VPS have not all of them."""
    paper = parse(read(path, 10_000_000))
    texts = [text for one in paper.sections for text in (one.label, one.heading, *(p.text for p in one.paragraphs))]
    return Counter(spelling(syllable.text) for text in texts if text for syllable in syllables(text))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """F1 over words."""
    return 2 * sum((one & other).values()) / (sum(one.values()) + sum(other.values()))


def legacy_encodings() -> Any:
    spec = importlib.util.spec_from_file_location("legacy_encodings", Path(DATA, "legacy_encodings.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def in_encoding(name: str, text: str) -> bytes:
    """A text as a program of its time wrote it."""
    if name in ("tcvn3", "vni", "vps", "cp1258"):
        return str(legacy_encodings().encode(text.replace("–", "-"), name)).encode("latin-1", "ignore")
    if name == "UTF-8 read as 1252":
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()).encode()
    if name == "NFD":
        return unicodedata.normalize("NFD", text).encode()
    return text.encode(name)


@needs_data
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize(
    "name", ["tcvn3", "vni", "vps", "cp1258", "UTF-8 read as 1252", "NFD", "utf-8-sig", "utf-16", "utf-16-be"]
)
def test_the_clients_papers_in_every_encoding(path: Path, name: str, tmp_path: Path) -> None:
    copy = tmp_path / "a.txt"
    copy.write_bytes(in_encoding(name, path.read_text("utf-8")))
    assert likeness(words_of(copy), words_of(path)) >= 0.99


def written(text: str, suffix: str, path: Path) -> Path:
    """The paragraphs of a text in a file of that format, without any look."""
    paragraphs = [escape(" ".join(part.split())) for part in text.split("\n\n") if part.strip()]
    if suffix == ".html":
        path.write_text("<html><body>" + "".join(f"<p>{one}</p>\n" for one in paragraphs) + "</body></html>", "utf-8")
    elif suffix == ".odt":
        odt(path, "".join(f"<text:p>{one}</text:p>" for one in paragraphs))
    elif suffix == ".docx":
        docx(path, "".join(map(p, paragraphs)))
    else:
        path.write_text(text, "utf-8")
    return path


@needs_data
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("suffix", [".html", ".odt", ".docx", ".md"])
def test_the_clients_papers_in_other_formats(path: Path, suffix: str, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    bare = text if suffix == ".md" else text.replace("*", "").replace("#", "").replace("\\", "")
    assert likeness(words_of(written(bare, suffix, tmp_path / f"a{suffix}")), words_of(path)) >= 0.99


@needs_data
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_as_markdown_they_are_the_same_papers(path: Path, tmp_path: Path) -> None:
    copy = written(path.read_text("utf-8"), ".md", tmp_path / "a.md")
    assert parse(read(copy, 10**7)).as_json() == parse(read(path, 10**7)).as_json()
