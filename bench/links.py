"""Do permanent links stay true? Papers are edited and imported again, five times; every link is followed at the end.

python -m bench.links              300 papers, about a minute
python -m bench.links --papers 30  a taste
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bench.edited_papers import Item, Language, Paper, edit, new_paper, render
from corpus.document import Document
from corpus.identity import Passage, match
from corpus.lines import Source
from corpus.parser import parse
from corpus.readers.written import lines_of
from corpus.register import ParagraphGone
from corpus.register_writing import RegisterPen
from corpus.same_paper import passages

PAPERS, ROUNDS, SEED = 300, 5, 20_141_129

# What a link may turn out to be.
RIGHT, NEW_ID, WRONG, RETARGETED = "right", "new id", "wrong", "deleted, and leads to something else"

METHODS = ("ids", "ordinals", "label paths")


@dataclass
class Version:
    """A version of a paper in the register: its passages with their ids, and where each item stands."""

    paper: str
    passages: list[Passage]
    pids: list[str]
    items: dict[Item, int]  # place of the passage that holds it

    def by_path(self) -> dict[tuple[str, str, int], int]:
        counts: Counter[tuple[str, str]] = Counter()
        found = {}
        for place, one in enumerate(self.passages):
            found[one.path, one.role, counts[one.path, one.role]] = place
            counts[one.path, one.role] += 1
        return found


@dataclass
class Link:
    """A link that was given out, by each method of making one."""

    paper: Paper
    item: Item
    pid: str
    ordinal: int
    path: tuple[str, str, int]


@dataclass
class Figures:
    """What became of the links, by method."""

    links: int = 0
    deleted: int = 0
    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    unlocated: int = 0
    doubts: int = 0
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)

    def share(self, method: str, *outcomes: str) -> float:
        return sum(self.outcomes[method][one] for one in outcomes) / max(1, self.links)


def measure(papers: int = PAPERS, rounds: int = ROUNDS, seed: int = SEED) -> Figures:
    """The whole benchmark, through the real parser and the real register."""
    dice = random.Random(seed)
    language = Language(dice)
    library = [new_paper(number, dice, language) for number in range(1, papers + 1)]
    figures, links = Figures(), []
    known: set[Item] = set()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, closing(RegisterPen.open(Path(folder))) as pen:
        for turn in range(rounds + 1):
            if turn:
                for paper in library:
                    edit(paper, dice, language)
            versions = _import(library, pen, dice)
            for paper, version in zip(library, versions):
                figures.unlocated += len(paper.items) - len(version.items)
                links += _new_links(paper, version, known)
        _follow(links, dict(zip((paper.number for paper in library), versions)), pen, figures)
        figures.doubts = len(pen.register.rows("SELECT 1 FROM doubts"))
    figures.seconds = time.perf_counter() - started
    return figures


def _import(library: list[Paper], pen: RegisterPen, dice: random.Random) -> list[Version]:
    """All papers as one run of an import takes them in."""
    versions = []
    pen.begin()
    for paper in library:
        text, printed = render(paper, dice)
        document = parse(Source(lines_of(text)))
        name, ids = pen.put(document, f"/{paper.number}.txt", f"{paper.number}.txt", str(hash(text)))
        pids = [pid for one in ids for pid in (one.heading, *one.paragraphs) if pid]
        versions.append(Version(name, passages(document), pids, _located(document, printed)))
    pen.prepare_commit()
    pen.finish()
    return versions


def _located(document: Document, printed: dict[Item, str]) -> dict[Item, int]:
    """The place of the passage that holds each item; where a label or a neighbour was read into it, it holds more."""
    # The letterhead stands in every paper, and a heading may happen to say the same.
    texts = {place: one.text for place, one in enumerate(passages(document)) if one.path != "đầu văn bản"}
    by_text: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in texts.items():
        by_text[one].append(place)
    items = {}
    for item, text in printed.items():
        text = " ".join(text.split())
        places = by_text.get(text) or [place for place, one in texts.items() if text and text in one]
        if places:
            items[item] = places.pop(0) if len(places) > 1 else places[0]
    return items


def _new_links(paper: Paper, version: Version, known: set[Item]) -> list[Link]:
    paths = {place: path for path, place in version.by_path().items()}
    fresh = [item for item in version.items if item not in known]
    known.update(fresh)
    return [
        Link(paper, item, version.pids[place], place, paths[place]) for item in fresh for place in [version.items[item]]
    ]


def _follow(links: list[Link], versions: dict[int, Version], pen: RegisterPen, figures: Figures) -> None:
    paths = {number: version.by_path() for number, version in versions.items()}
    for link in links:
        version = versions[link.paper.number]
        holders = link.paper.holders(link.item)
        places = {version.items[one] for one in holders if one in version.items}
        if holders and not places:
            continue  # the parser has lost it: counted beforehand
        figures.links += 1
        figures.deleted += not holders
        ends = {
            "ids": _place_of(link.pid, version, pen),
            "ordinals": link.ordinal if link.ordinal < len(version.passages) else None,
            "label paths": paths[link.paper.number].get(link.path),
        }
        for method, end in ends.items():
            outcome = _outcome(end, places)
            figures.outcomes[method][outcome] += 1
            if method == "ids" and outcome != RIGHT:
                figures.examples.append(f"{outcome}: {link.pid} “{link.item.text[:90]}”")


def _place_of(pid: str, version: Version, pen: RegisterPen) -> int | None:
    try:
        return version.pids.index(pen.register.paragraph(version.paper, pid).pid)
    except ParagraphGone:
        return None


def _outcome(end: int | None, places: set[int]) -> str:
    if end in places or (end is None and not places):
        return RIGHT
    if end is None:
        return NEW_ID
    return WRONG if places else RETARGETED


def matching_time(paragraphs: int = 500, seed: int = SEED) -> float:
    """Processor seconds to match a paper that was recognised anew, so that no text helps as it stands."""
    dice = random.Random(seed)
    language = Language(dice)
    texts = [language.item(1).text for _ in range(paragraphs)]
    old = [Passage(str(number), "paragraph", text) for number, text in enumerate(texts)]
    paper = Paper(1, [Item(3, text) for text in texts], noise=0.02)
    new = [Passage(one.path, one.role, text) for one, text in zip(old, render(paper, dice)[1].values())]
    times = []
    for _ in range(5):
        started = time.process_time()  # whatever else the machine has to do
        match(old, new)
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--papers", type=int, default=PAPERS)
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--examples", action="store_true", help="print the links that are not right")
    chosen = arguments.parse_args()
    figures = measure(chosen.papers, chosen.rounds, chosen.seed)
    print(f"{chosen.papers} papers, {figures.links} links, {chosen.rounds} rounds, seed {chosen.seed}")
    print(f"{figures.deleted} links to deleted paragraphs; {figures.doubts} doubts left to a person")
    print(f"{figures.unlocated} paragraphs that the parser did not give back; {figures.seconds:.0f} s\n")
    print(f"{'':12}" + "".join(f"{one:>12}" for one in ("right", "new id", "wrong", "re-targeted")))
    for method in METHODS:
        counts = figures.outcomes[method]
        shares = "".join(f"{figures.share(method, one):>12.3%}" for one in (RIGHT, NEW_ID, WRONG, RETARGETED))
        print(f"{method:12}{shares}   {tuple(counts[one] for one in (RIGHT, NEW_ID, WRONG, RETARGETED))}")
    print(f"\nmatching 500 paragraphs, all of them changed: {1000 * matching_time():.0f} ms")
    if chosen.examples:
        print("\n".join(figures.examples))


if __name__ == "__main__":
    main()
