"""What each part of the ranking brings: a set of questions in BEIR form, asked with the part left out.

python -m bench.ranking BEIR_DIR
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from corpus.settings import Settings
from indexer.import_set import import_set
from search import evidence
from search.columnar.engine import WhooshEngine
from search.evaluation import halves, measure, read_labels, read_queries

PARTS: dict[str, dict[str, float]] = {
    "everything": {},
    "without pairs of syllables": {"pairs": 0},
    "without pairs as they are written": {"spelled_pairs": 0},
    "without syllables as they are written": {"spelled": 0},
    "without words": {"words": 0},
    "without what is read into bare syllables": {"reading": 0},
    "without titles and headings": {"context": 0},
    "without the whole paper": {"paper": 0},
    "the whole paper counted once": {"paper": 1},
    "frequency counted as usual (1.2)": {"saturation": 1.2},
    "without lengths": {"length": 0},
}
FORMS = ("typed", "no-accents")


def rows(folder: Path, library: Path) -> Iterator[tuple[str, list[float]]]:
    """For each part left out nDCG@10 of every form: over all questions, over the odd ones, over the even ones."""
    papers = import_set(folder, Settings(library=library), lambda _: None)
    engine, queries, labels = WhooshEngine(library), read_queries(folder), read_labels(folder)
    usual = evidence.WEIGHTS
    try:
        for name, changed in PARTS.items():
            evidence.WEIGHTS = replace(usual, **changed)
            figures = []
            for form in FORMS:
                found = [measure(engine, papers, half, labels, form).ndcg for half in halves(queries).values()]
                figures += [fmean(found), *found]
            yield name, figures
    finally:
        evidence.WEIGHTS = usual


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.ranking", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="BEIR_DIR")
    with tempfile.TemporaryDirectory() as library:
        print("nDCG@10 | " + " | ".join(f"{form} (odd, even)" for form in FORMS))
        for name, figures in rows(parser.parse_args().folder, Path(library)):
            shown = (f"{figures[at]:.4f} ({figures[at + 1]:.4f}, {figures[at + 2]:.4f})" for at in (0, 3))
            print(f"{name} | " + " | ".join(shown), flush=True)


if __name__ == "__main__":
    main()
