"""The client's own papers, where they are at hand: read as a careful clerk reads them."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.skipif(not DATA or not GRADER.exists(), reason="TRACUU_TESTDATA does not name the folder of the test data")
def test_the_clients_papers() -> None:
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
    assert run.returncode == 0, run.stdout + run.stderr
