"""`python -m bench` as people run it, over very few sections."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from bench.__main__ import PARTS
from bench.machine import machine

pytestmark = pytest.mark.full

ROOT = Path(__file__).parent.parent


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", "--questions", "2", "--jobs", "1", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)


def test_the_machine_is_named() -> None:
    assert " cores (" in machine()
    assert "Python 3." in machine()


def test_a_table_and_the_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACUU_TESTDATA", raising=False)
    parts = "peers,ours,one-stream,answer"
    done = run("--sizes", "60", "--only", parts, "--no-segmentation", "--markdown", "--work", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert machine() in done.stdout
    for said in ("## 60 sections", "generated text", "## Marks, at 100,000 sections"):
        assert said in done.stdout
    for row in ("index time, words ready", "one stream: together, median", "answer(): together, p95"):
        assert f"| {row} | " in done.stdout
    assert "| not measured |" in done.stdout
    assert (tmp_path / "60" / "words" / "keys.npy").exists()


@pytest.mark.full
def test_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACUU_TESTDATA", raising=False)
    picture = ["--plot", str(tmp_path / "plot.png")] if find_spec("matplotlib") else []
    done = run("--sizes", "300", "--files", "20", *picture)
    assert done.returncode == 0, done.stderr
    for row in (
        "segmentation alone",
        "page, requests held",
        "cold command, accented",
        "new paper visible",
        "open and first answer",
    ):
        assert row in done.stdout
    assert not picture or (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(not find_spec("matplotlib"), reason="matplotlib is not installed")
def test_a_picture(tmp_path: Path) -> None:
    from bench.plot import plot

    figures = {size: {"one stream median": {"tracuu": size / 1000, "tantivy": size / 2000}} for size in (1000, 2000)}
    plot(figures, tmp_path / "plot.png")
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


def test_a_part_that_does_not_exist_is_refused() -> None:
    done = run("--only", "everything")
    assert done.returncode == 2
    assert "no such part: everything" in done.stderr
    assert "everything" not in PARTS
