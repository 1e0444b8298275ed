"""Whole commands from a shell's point of view: cold searches, and indexing many files, again and again."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from bench.corpus import Papers, own_texts
from bench.engines import OURS
from bench.figures import Figures, median
from bench.processes import watching
from bench.questions import Kind, questions
from bench.servers import ROOT

_ROUNDS = 7
_TIMES_AGAIN = 3

# What a Python that does nothing takes: no command can be quicker.
_NOTHING = "cold python"


def cold_searches(library: Path, found: Papers) -> Figures:
    """`tracuu search` with and without accents, and a Python that does nothing, in turn; medians in seconds."""
    asked = {kind: [one.typed for one in questions(found, _ROUNDS, (kind,))] for kind in (Kind.ALL, Kind.ACCENTED)}
    took: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(_ROUNDS):
        took["cold accent-free"].append(_seconds([*_search(library), asked[Kind.ALL][number]]))
        took["cold accented"].append(_seconds([*_search(library), asked[Kind.ACCENTED][number]]))
        took[_NOTHING].append(_seconds([sys.executable, "-c", "pass"]))
    return {row: {OURS: median(found)} for row, found in took.items()}


def _search(library: Path) -> list[str]:
    return [sys.executable, "tracuu.py", "--library", str(library), "search"]


def indexing_files(found: Papers, work: Path, files: int, jobs: int) -> Figures:
    """`tracuu index` over so many files: the first time, and when nothing has changed."""
    folder, library = work / "files", work / "library-of-files"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(library, ignore_errors=True)
    sections = write_files(found, folder, files)
    command = [sys.executable, "tracuu.py", "--library", str(library), "index", str(folder), "--jobs", str(jobs)]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with watching(process.pid) as peak:
        process.wait()
    first = time.perf_counter() - started
    again = [_seconds(command) for _ in range(_TIMES_AGAIN)]
    figures: Figures = {
        "index files": {OURS: first},
        "sections of files": {OURS: float(sections)},
        "index files again": {OURS: median(again)},
    }
    if peak.megabytes:
        figures["memory while indexing files"] = {OURS: peak.megabytes}
    return figures


def write_files(found: Papers, folder: Path, files: int) -> int:
    """So many text files of a few sections each; gives the number of sections in them."""
    folder.mkdir(parents=True, exist_ok=True)
    a_file = max(1, min(3, found.sections // files))
    texts = (" ".join(own_texts(section)) for document in found.documents() for section in document.sections)
    written = 0
    for number in range(files):
        chosen: Sequence[str] = list(islice(texts, a_file))
        if not chosen:
            break
        (folder / f"{number}.txt").write_text("\n\n".join(_lines(number + 1, chosen)), "utf-8")
        written += len(chosen)
    return written


def _lines(number: int, texts: Sequence[str]) -> Iterator[str]:
    """A paper with a number and a title of its own, as papers have."""
    yield f"Số {number}-KL/TU"
    yield f"KẾT LUẬN\nvề {' '.join(texts[0].split()[:8])}"
    for place, text in enumerate(texts, start=1):
        yield f"{place}. {text}"


def _seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started
