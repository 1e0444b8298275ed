"""How long a paper takes to be read and parsed, held against how long underthesea takes to segment it.

    python -m bench.reading

Portions of both take turns, so that a busy machine slows both alike.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from underthesea import word_tokenize

import corpus
from corpus.parser import parse
from corpus.readers import read
from corpus.text import new_tones

FILES = 2_000
BYTES = 10_000
PORTION = 20  # files that are read, then segmented, before the next are read

SAMPLES = Path(corpus.__file__).parent / "samples"


@dataclass(frozen=True)
class Reading:
    """What both took over the same files, in seconds."""

    files: int
    bytes: int
    reading: float
    segmenting: float

    @property
    def ratio(self) -> float:
        return self.reading / self.segmenting

    def __str__(self) -> str:
        return (
            f"{self.files} text files of {self.bytes / self.files / 1000:.0f} kB: "
            f"read and parsed in {self.reading:.1f} s, segmented by underthesea in {self.segmenting:.1f} s; "
            f"ratio {self.ratio:.3f} ({1000 * self.reading / self.files:.1f} ms a file)"
        )


def measure(files: int = FILES) -> Reading:
    """Reads, parses and segments so many papers, made of the paragraphs of the samples."""
    texts = papers(files)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.txt") for number in range(files)]
        for path, text in zip(paths, texts):
            path.write_text(text, "utf-8")
        _segment(texts[:1])  # the model is loaded
        _read(paths[:1])
        reading = segmenting = 0.0
        for start in range(0, files, PORTION):
            reading += _timed(_read, paths[start : start + PORTION])
            segmenting += _timed(_segment, texts[start : start + PORTION])
    return Reading(files, sum(len(text.encode()) for text in texts), reading, segmenting)


def papers(count: int, size: int = BYTES) -> list[str]:
    """Papers of one size, no two alike: head, body and tail of the samples, the bodies shuffled among them."""
    drawn = random.Random(1)
    samples = [path.read_text("utf-8").split("\n\n") for path in sorted(SAMPLES.glob("*.txt"))]
    body = [paragraph for sample in samples for paragraph in sample[3:-2]]
    return [_paper(drawn.choice(samples), body, size, drawn) for _ in range(count)]


def _paper(sample: Sequence[str], body: Sequence[str], size: int, drawn: random.Random) -> str:
    paragraphs = list(sample[:3])
    left = size - sum(len(paragraph.encode()) + 2 for paragraph in (*paragraphs, *sample[-2:]))
    while left > 0:
        paragraph = drawn.choice(body)
        paragraphs.append(paragraph.encode()[:left].decode("utf-8", "ignore"))
        left -= len(paragraph.encode()) + 2
    return "\n\n".join([*paragraphs, *sample[-2:]])


def _read(paths: Sequence[Path]) -> None:
    for path in paths:
        parse(read(path, 10 * BYTES))


def _segment(texts: Sequence[str]) -> None:
    """As `search.terms` asks for it: paragraph by paragraph, tones in the new style, its own normalisation off."""
    for text in texts:
        for paragraph in text.split("\n"):
            if paragraph.strip():
                word_tokenize(new_tones(paragraph), use_token_normalize=False)


def _timed(work: Callable[[list[str]], None] | Callable[[list[Path]], None], portion: list[str] | list[Path]) -> float:
    begun = perf_counter()
    work(portion)  # type: ignore[arg-type]
    return perf_counter() - begun


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=int, nargs="?", default=FILES, help="how many files of 10 kB")
    print(measure(parser.parse_args().files))
