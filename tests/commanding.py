"""`tracuu …` as the tests give it, here in this process or apart in one of its own; and what it answered.

Starting a process and loading NumPy and the segmenter takes a second, most commands a few hundredths of one. So each
command is started apart at least once, as people start it, and whatever else is asked of it is asked here.
"""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from corpus.readers import patience
from tracuu import main

ROOT = Path(__file__).parent.parent
TRACUU = ROOT / "tracuu.py"

# The two papers of the small library.
FIRST, SECOND = "25-kl-tu-minh-hoa-2014", "26-kl-tu-minh-hoa-2015"

Ended = subprocess.CompletedProcess[str]
Start = Callable[..., Ended]


def environment(**variables: Any) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("TRACUU_")}
    return {**own, **{name: str(value) for name, value in variables.items()}}


def apart(*arguments: object, typed: str = "", cwd: Path | None = None, **variables: Any) -> Ended:
    """Runs it in a process of its own; whatever was asked, nobody sees a traceback."""
    ended = subprocess.run(
        [sys.executable, str(TRACUU), *map(str, arguments)],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env=environment(**variables),
        cwd=cwd,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in ended.stdout + ended.stderr
    return ended


def tracuu(*arguments: object, typed: str = "", cwd: Path | None = None, **variables: Any) -> Ended:
    """Runs it in this process, through the same `main`: arguments, variables and streams are its own."""
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="ascii") for name in ("stdout", "stderr")}
    command = [str(TRACUU), *map(str, arguments)]
    with pytest.MonkeyPatch.context() as world:
        world.setattr(sys, "argv", command)
        for name in os.environ.keys() - environment():
            world.delenv(name)
        for name, value in variables.items():
            world.setenv(name, str(value))
        world.setattr(patience, "_guarded", False)  # a command may guard its process; ours lives on
        world.setattr(sys, "stdin", io.StringIO(typed))
        for name, stream in streams.items():
            world.setattr(sys, name, stream)
        if cwd:
            world.chdir(cwd)
        with pytest.raises(SystemExit) as ended:
            main()
    gc.unfreeze()  # a command may leave everything as it lies; we go on
    out, said = (_written(streams[name]) for name in ("stdout", "stderr"))
    return Ended(command, int(ended.value.code or 0), out, said)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    binary = stream.buffer
    assert isinstance(binary, io.BytesIO)
    return binary.getvalue().decode()


def printed(*arguments: object, code: int = 0, start: Start = tracuu, **variables: Any) -> Any:
    ended = start(*arguments, "--json", **variables)
    assert ended.returncode == code, ended.stderr
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def refused(
    *arguments: object, code: int, status: int, start: Start = tracuu, cwd: Path | None = None, **variables: Any
) -> str:
    """The one shape of errors under --json; gives what it says."""
    ended = start(*arguments, "--json", cwd=cwd, **variables)
    assert (ended.returncode, ended.stderr) == (code, "")
    found = json.loads(ended.stdout)
    assert list(found) == ["error"]
    assert list(found["error"]) == ["status", "message"]
    assert found["error"]["status"] == status
    return str(found["error"]["message"])


def refused_in_words(*arguments: object, code: int, status: int, start: Start = tracuu) -> str:
    """One line on the terminal, saying the same as the object under --json, with the same exit code."""
    message = refused(*arguments, code=code, status=status, start=start)
    plain = start(*arguments)
    assert (plain.returncode, plain.stdout, plain.stderr) == (code, "", f"tracuu: {message}\n")
    return message


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A command in a process group of its own, as a terminal makes one."""
    process = subprocess.Popen(
        [sys.executable, str(TRACUU), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
