"""python -m bench.citations: does every citation lead to the paper that was meant, where numbers collide?"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bench.cited_words import UNTELLABLE, WrittenCitation
from bench.colliding_library import CitingPaper, make
from corpus.citation_links import CitationLinks, ResolvedCitation
from corpus.parser import parse
from corpus.readers import read
from corpus.register import Register
from corpus.register_writing import RegisterPen

# What the project promises.
MOST_WRONG, LEAST_RESOLVED = 0, 0.95


@dataclass
class Measured:
    """What became of the citations; `wrong` are links to another paper than was meant."""

    papers: int = 0
    seconds: float = 0.0
    by_style: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str) -> int:
        """Of all citations that somebody could tell."""
        return sum(counts[what] for style, counts in self.by_style.items() if style != UNTELLABLE)

    @property
    def resolved(self) -> float:
        return self.count("right, resolvable") / max(1, self.count("resolvable"))


def measure(seed: int = 7, papers_of_a_list: int = 6) -> Measured:
    """The library through the real parser and register, then every citation of every paper."""
    made = make(seed, papers_of_a_list)
    measured = Measured(papers=len(made))
    with tempfile.TemporaryDirectory() as folder:
        ids = _register(made, Path(folder))
        with closing(Register.open(Path(folder))) as register:
            links = CitationLinks(register)
            started = time.perf_counter()
            resolved = [links.cites(register.paper(ids[one.paper.file])) for one in made]
            measured.seconds = time.perf_counter() - started
    for one, found in zip(made, resolved):
        _grade(one, found, ids, measured)
    return measured


def _register(made: Sequence[CitingPaper], folder: Path) -> dict[str, str]:
    ids = {}
    with closing(RegisterPen.open(folder)) as pen:
        pen.begin()
        for one in made:
            path = folder / one.paper.file
            path.write_text(one.text, "utf-8")
            ids[one.paper.file], _ = pen.put(parse(read(path, 10**6)), str(path), path.name, one.paper.file)
            path.unlink()
        pen.prepare_commit()
        pen.finish()
    return ids


def _grade(one: CitingPaper, found: Sequence[ResolvedCitation], ids: dict[str, str], measured: Measured) -> None:
    for written, resolved in _paired(one.citations, found):
        counts = measured.by_style.setdefault(written.style, Counter())
        meant = ids.get(written.meant.file)
        linked = resolved.outcome.paper if resolved else None
        counts["all"] += 1
        counts["resolvable"] += written.resolvable
        counts["right"] += linked is not None and linked == meant
        counts["right, resolvable"] += written.resolvable and linked == meant
        if linked is not None and linked != meant:
            counts["wrong"] += 1
            text = resolved.place.text if resolved else ""
            measured.wrong.append(
                f"{written.style}: {text!r} in {one.paper.file} -> {linked}, not {written.meant.file}"
            )


def _paired(
    written: Sequence[WrittenCitation], found: Sequence[ResolvedCitation]
) -> Iterator[tuple[WrittenCitation, ResolvedCitation | None]]:
    """In the order of the paper; what the parser did not see is paired with nothing."""
    left = [one for one in found if one.citation.form in ("numbered", "named") and one.place.path[0].isdigit()]
    for one in written:
        fitting = next((other for other in left if other.citation.number == one.number), None)
        if fitting:
            left = left[left.index(fitting) + 1 :]
        yield one, fitting


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--papers-of-a-list", type=int, default=6)
    options.add_argument("--json", action="store_true")
    options.add_argument("--wrong", action="store_true", help="show every wrong link")
    chosen = options.parse_args()
    measured = measure(chosen.seed, chosen.papers_of_a_list)
    if chosen.json:
        print(json.dumps(_as_json(measured), ensure_ascii=False, indent=2))
    else:
        _print(measured)
    for one in measured.wrong if chosen.wrong else ():
        print(one)


def _as_json(measured: Measured) -> dict[str, object]:
    return {
        "papers": measured.papers,
        "citations": measured.count("all"),
        "resolvable": measured.count("resolvable"),
        "resolved": round(measured.resolved, 4),
        "wrong": measured.count("wrong"),
        "seconds": round(measured.seconds, 2),
        "styles": measured.by_style,
    }


def _print(measured: Measured) -> None:
    print(f"{'way of citing':<16}{'all':>7}{'resolvable':>12}{'resolved':>10}{'linked':>8}{'wrong':>7}")
    for style, counts in sorted(measured.by_style.items(), key=lambda one: -one[1]["all"]):
        resolvable, linked = counts["resolvable"], counts["right"] + counts["wrong"]
        share = f"{counts['right, resolvable'] / resolvable:.1%}" if resolvable else "-"
        print(f"{style:<16}{counts['all']:>7}{resolvable:>12}{share:>10}{linked:>8}{counts['wrong']:>7}")
    print(
        f"{measured.papers} papers, {measured.count('all')} citations, {measured.count('resolvable')} resolvable: "
        f"{measured.resolved:.2%} resolved (mark: {LEAST_RESOLVED:.0%}), "
        f"{measured.count('wrong')} wrong links (mark: {MOST_WRONG}); "
        f"{1000 * measured.seconds / measured.papers:.1f} ms a paper"
    )


if __name__ == "__main__":
    main()
