"""`python -m bench`: every engine over the same sections, one table for each size, then the marks."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from bench import marks, table
from bench.answers import answers
from bench.building import build_ours, build_peers, sizes
from bench.commands import cold_searches, indexing_files
from bench.corpus import Papers, papers
from bench.engines import OURS, engines, folder_of, has_tantivy
from bench.figures import Figures, merged
from bench.machine import machine
from bench.one_stream import one_stream
from bench.opening import opened
from bench.over_http import Plan, over_http, typed_questions
from bench.questions import ONE_STREAM, questions
from bench.visible import visible

SIZES = (10_000, 100_000)

_LEGEND = "Behind another engine's figure, in brackets: how many times that of tracuu it is."

_INSTALL = "pip install --editable '.[bench]'"

# In this order; each needs only what the first two have built.
PARTS = ("peers", "ours", "sizes", "open", "one-stream", "answer", "http", "commands", "files", "visible")


def main() -> None:
    options = parser().parse_args()
    _say_what_is_missing(options)
    show = table.as_markdown if options.markdown else table.as_text
    by_size: dict[int, Figures] = {}
    print(f"# Speed and size, side by side\n\n{machine()}\n\n{_LEGEND}")
    with _work(options.work) as work:
        for size in (*options.sizes, *((None,) if options.all else ())):
            found = papers(size, work / str(size or "all"))
            print(f"\n## {found.sections:,} sections of {found.count:,} papers, {found.origin}", end="")
            print(f" ({found.text_bytes / 1e6:.1f} MB of text)\n", flush=True)
            by_size[found.sections] = _measured(found, found.path.parent, options)
            print(show(table.cells(by_size[found.sections])), flush=True)
    print(f"\n## Marks, at {marks.SIZE:,} sections\n")
    print(show(marks.cells(by_size)))
    if options.plot:
        from bench.plot import plot

        plot(by_size, options.plot)


def _measured(found: Papers, work: Path, options: argparse.Namespace) -> Figures:
    known = engines()
    library = folder_of(OURS, work)
    warming = questions(found, 3, seed=5)
    asked = questions(found, options.questions)
    of_one_stream = [question for question in asked if question.kind in ONE_STREAM]
    warming_one_stream = [question for question in warming if question.kind in ONE_STREAM]
    work_of: dict[str, Callable[[], Figures]] = {
        "peers": lambda: build_peers(found, work, known),
        "ours": lambda: build_ours(found, work, options.jobs, not options.no_segmentation),
        "sizes": lambda: sizes(found, work, known),
        "open": lambda: opened(work, known, warming_one_stream),
        "one-stream": lambda: one_stream(work, known, warming_one_stream, of_one_stream),
        "answer": lambda: answers(library, questions(found, 20, seed=5), asked),
        "http": lambda: over_http(library, typed_questions(found, Plan()), Plan()).as_figures(),
        "commands": lambda: cold_searches(library, found),
        "files": lambda: indexing_files(found, work, options.files, options.jobs),
        "visible": lambda: visible(library),
    }
    return merged(*(_part(part, work_of[part]) for part in PARTS if part in options.only))


def _part(name: str, work: Callable[[], Figures]) -> Figures:
    """A part that fails says so, and takes no other part's figures with it."""
    print(f"{name} …", file=sys.stderr, flush=True)
    try:
        return work()
    except Exception:
        traceback.print_exc()
        print(f"{name} failed: its rows are missing", file=sys.stderr, flush=True)
        return {}


def _say_what_is_missing(options: argparse.Namespace) -> None:
    if not has_tantivy():
        print(f"tantivy is not installed, its column is left out: {_INSTALL}", file=sys.stderr)
    if options.plot and not find_spec("matplotlib"):
        raise SystemExit(f"--plot needs matplotlib: {_INSTALL}")


@contextlib.contextmanager
def _work(folder: Path | None) -> Iterator[Path]:
    """The folder of the run: one that is kept, or one that is gone afterwards."""
    if folder:
        yield folder
    else:
        with tempfile.TemporaryDirectory() as temporary:
            yield Path(temporary)


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    found = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    found.add_argument("--sizes", type=_numbers, default=SIZES, help="sections, as 10000,100000")
    found.add_argument("--all", action="store_true", help="all sections there are, too")
    found.add_argument("--questions", type=int, default=25, help="of each kind")
    found.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that segment")
    found.add_argument("--files", type=int, default=10_000, help="files that are indexed by the command")
    found.add_argument("--no-segmentation", action="store_true", help="leave out the rows that take longest")
    found.add_argument("--only", type=_parts, default=PARTS, help=f"some parts: {','.join(PARTS)}")
    found.add_argument("--work", type=Path, help="a folder to keep texts, words and indexes for another run")
    found.add_argument("--plot", type=Path, help="a picture of cost against size, as PNG")
    found.add_argument("--markdown", action="store_true")
    return found


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)


def _parts(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    if unknown := set(chosen) - set(PARTS):
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}")
    return chosen


if __name__ == "__main__":
    main()
