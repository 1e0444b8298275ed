"""`./run` and `./test` on machines where something is missing: one clear sentence, and nothing half made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
SCRIPTS = ("run", "test", "environment.sh", "setup.cfg", "pyproject.toml")
TOOLS = ("sh", "dirname", "cat", "cksum", "rm", "chmod")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the scripts are for POSIX shells; README shows the other way")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The scripts alone, in a folder with a blank in its name."""
    folder = tmp_path / "a clone"
    folder.mkdir()
    for name in SCRIPTS:
        shutil.copy(HERE / name, folder)
    return folder


def machine(tmp_path: Path, python: str | None) -> str:
    """A PATH that holds nothing but the tools of every system, and perhaps a Python."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in TOOLS:
        (programs / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    if python:
        (programs / "python3").write_text(f"#!/bin/sh\n{python}\n")
        (programs / "python3").chmod(0o755)
    return str(programs)


def call(clone: Path, script: str, path: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path, "HOME": str(clone), **variables}
    return subprocess.run([clone / script], env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("script", ["run", "test"])
def test_no_python(clone: Path, tmp_path: Path, script: str) -> None:
    done = call(clone, script, machine(tmp_path, None))
    assert done.returncode == 1
    assert "needs Python 3.10 or newer (found: none)" in done.stderr.replace("\n", " ")
    assert not (clone / ".venv").exists()


def test_python_too_old(clone: Path, tmp_path: Path) -> None:
    old = 'case "$1" in --version) echo "Python 3.8.18";; *) exit 1;; esac'
    done = call(clone, "run", machine(tmp_path, old))
    assert done.returncode == 1
    assert "needs Python 3.10 or newer (found: Python 3.8.18)" in done.stderr
    assert not (clone / ".venv").exists()


def test_no_venv(clone: Path, tmp_path: Path) -> None:
    bare = f'case "$*" in *venv*) exit 1;; *) exec {sys.executable} "$@";; esac'
    done = call(clone, "run", machine(tmp_path, bare))
    assert done.returncode == 1
    assert "python3-venv" in done.stderr
    assert not (clone / ".venv").exists()


def test_no_network(clone: Path, tmp_path: Path) -> None:
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_TIMEOUT": "1"}
    path = machine(tmp_path, f'exec {sys.executable} "$@"')
    done = call(clone, "run", path, **nowhere, PIP_CONFIG_FILE=os.devnull, no_proxy="127.0.0.1")
    assert done.returncode == 1
    assert "Without a network the packages of setup.cfg cannot be fetched; run this again later." in done.stderr
    assert not list((clone / ".venv").glob("installed-*")), "the next run must install again"
