"""Work apart, and memory where the system tells it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bench.processes import apart, children, family, folder_bytes, memory, timing, watching

needs_proc = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="no /proc here")


def refuse(word: str) -> None:
    raise ValueError(word)


def test_apart_is_another_process() -> None:
    assert apart(os.getpid) != os.getpid()


def test_what_goes_wrong_apart_is_told() -> None:
    with pytest.raises(ValueError, match="no"):
        apart(refuse, "no")


@needs_proc
def test_memory_of_this_process() -> None:
    used = memory()
    assert used
    assert 0 < used.private <= used.resident
    assert 0 < used.fair <= used.resident
    assert memory(2**30) is None


@needs_proc
def test_a_family_begins_with_its_head() -> None:
    assert family(os.getpid())[0] == os.getpid()
    assert set(children(os.getpid())) <= set(family(os.getpid()))


@needs_proc
def test_the_peak_is_seen() -> None:
    with watching() as peak:
        held = bytearray(os.urandom(1000)) * 60_000
        while peak.megabytes is None:
            pass
    assert peak.megabytes > len(held) / 1e6


def test_the_bytes_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "a").write_bytes(b"12")
    (tmp_path / "inner" / "b").write_bytes(b"345")
    assert folder_bytes(tmp_path) == 5


def use_a_processor(share: float) -> None:
    until = time.process_time() + share
    while time.process_time() < until:
        pass


def test_processor_time_is_that_of_all_processes() -> None:
    with timing() as took:
        use_a_processor(0.1)
        apart(use_a_processor, 0.2)
    assert took.processor_seconds >= 0.28  # the system counts hundredths
    assert took.seconds >= 0.3
