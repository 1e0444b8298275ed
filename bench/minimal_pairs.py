"""Whether typed accents decide what comes first: words that differ in nothing else, searched for over real sections.

    python -m bench.minimal_pairs ARTICLES.jsonl[.xz] [--articles 3000] [--pairs 100] [--seed 7]

The words are those of two syllables that the segmenter finds in the articles. Each word of a pair is searched for as
it is spelled; it is right when the first hit holds it. Without accents the more frequent one of a pair is meant, and
each of the phrases that are drawn by occurrence: this tells what readings bring to the order of what is found.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.readings import texts_of
from corpus.settings import Settings
from corpus.text import spelling, syllable_texts
from indexer.import_set import import_set
from search import evidence
from search.answer import Request, answer
from search.columnar.engine import WhooshEngine
from search.drawn import MinimalPair, minimal_pairs, phrases
from search.engine import Engine, SectionRecord
from search.terms import words
from search.typed_forms import without_accents


def words_of(texts: Sequence[str]) -> Counter[str]:
    """Words of two syllables and more, spelled, with how often they occur."""
    found: Counter[str] = Counter()
    for text in texts:
        for line in text.split("\n"):
            found.update(word.replace("_", " ") for word in words(line))
    return found


def wrong(pairs: Sequence[MinimalPair], engine: Engine) -> Iterator[tuple[str, str]]:
    """The words whose search does not bring them first, with what their section says instead."""
    for first, second in pairs:
        for typed, other in ((first, second), (second, first)):
            results = answer(Request(typed, limit=1), engine).results
            if not results or not holds(results[0].hit.section, typed):
                yield typed, other if results and holds(results[0].hit.section, other) else ""


def holds(section: SectionRecord, word: str) -> bool:
    """Whether the section's own text has the word as it is spelled."""
    passages = [*section.paragraphs, *([section.heading] if section.heading else [])]
    return any(f" {word} " in f" {' '.join(map(spelling, syllable_texts(one.text)))} " for one in passages)


def _report(texts: Sequence[str], most: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        set_folder, library = Path(folder) / "set", Path(folder) / "library"
        write_set(set_folder, texts)
        import_set(set_folder, Settings(library=library), lambda _: None)
        counted = words_of(texts)
        pairs, engine = minimal_pairs(counted, most), WhooshEngine(library)
        failed = list(wrong(pairs, engine))
        plain = {"more frequent words of pairs": [max(pair, key=lambda word: counted[word]) for pair in pairs]}
        plain |= {f"phrases of {length} syllables": phrases(texts, length, 2 * most, seed=7) for length in (2, 3, 4)}
        shares = {name: with_and_without(drawn, engine) for name, drawn in plain.items() if drawn}
    yield f"{len(texts)} articles, {len(pairs)} pairs: {pairs[0]} … {pairs[-1]}" if pairs else "no pairs"
    yield from (f"  {typed}: first comes {other or 'neither'}" for typed, other in failed)
    yield f"the typed word in first place: {1 - len(failed) / max(2 * len(pairs), 1):.3f}"
    yield "typed without accents, what was meant in first place: with what is read into it, without"
    yield from (f"{name:>30}  {read:.3f}  {bare:.3f}" for name, (read, bare) in shares.items())


def with_and_without(meant: Sequence[str], engine: Engine) -> tuple[float, float]:
    """The share of these words and phrases that the first hit holds as they are spelled, typed without accents."""
    usual = evidence.WEIGHTS
    try:
        read = _first_ones(meant, engine)
        evidence.WEIGHTS = replace(usual, reading=0)
        return read, _first_ones(meant, engine)
    finally:
        evidence.WEIGHTS = usual


def _first_ones(meant: Sequence[str], engine: Engine) -> float:
    found = [(words, answer(Request(without_accents(words), limit=1), engine).results) for words in meant]
    return sum(bool(results) and holds(results[0].hit.section, words) for words, results in found) / len(meant)


def write_set(folder: Path, texts: Sequence[str]) -> None:
    folder.mkdir(exist_ok=True)
    entries = ({"_id": str(number), "title": "", "text": text} for number, text in enumerate(texts))
    lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
    (folder / "corpus.jsonl").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.minimal_pairs", description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--articles", dest="count", type=int, default=3000)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    texts = texts_of(asked.articles)
    drawn = random.Random(asked.seed).sample(texts, min(asked.count, len(texts)))
    for line in _report(drawn, asked.pairs):
        print(line, flush=True)


if __name__ == "__main__":
    main()
