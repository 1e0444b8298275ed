"""Index time, size on disk, and the memory that indexing takes; each engine in a process of its own."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import ours
from bench.corpus import Papers, PlainSection, plain_section, plain_sections
from bench.engines import OURS, TANTIVY, Engine, folder_of, has_tantivy
from bench.figures import Figures, merged
from bench.processes import Work, apart, folder_bytes, timing, watching
from bench.segmentation import alone, keep_words
from search.segmenter import segment

# Where the words of all texts lie, and the index that holds every stream of ours in tantivy.
WORDS = "words"
ALL_STREAMS = "tantivy-all-streams"


def build_peers(found: Papers, work: Path, engines: Sequence[Engine]) -> Figures:
    """One stream, and the text to show; the terms are ready."""
    return merged(*(_build_peer(found, work, engine) for engine in engines if engine.build))


def _build_peer(found: Papers, work: Path, engine: Engine) -> Figures:
    folder = folder_of(engine.name, work)
    shutil.rmtree(folder, ignore_errors=True)
    return {"index time": {engine.name: apart(_peer_seconds, found, engine, folder)}}


def _peer_seconds(found: Papers, engine: Engine, folder: Path) -> float:
    sections: list[PlainSection] = list(plain_sections(found))
    assert engine.build
    started = time.perf_counter()
    engine.build(sections, folder)
    return time.perf_counter() - started


def build_ours(found: Papers, work: Path, jobs: int, segmenting: bool) -> Figures:
    """The whole library: once as it is made, unless told otherwise; and once with the words looked up."""
    keep_words(found, work / WORDS, jobs)
    parts: list[Figures] = []
    if segmenting:
        parts.append(_both("segmentation alone", apart(alone, found, jobs)))
        parts.append(_both("segmentation alone, our way", apart(alone, found, jobs, segment)))
        parts.append(_build_library(found, work, jobs, "index with segmentation"))
    parts.append(_build_library(found, work, jobs, "index time", work / WORDS))
    return merged(*parts)


def _build_library(found: Papers, work: Path, jobs: int, row: str, words: Path | None = None) -> Figures:
    library = folder_of(OURS, work)
    shutil.rmtree(library, ignore_errors=True)
    took, peak = apart(_our_work, found, library, jobs, words)
    figures = _both(row, took)
    if peak and not words:
        figures["memory while indexing"] = {OURS: peak}
    return figures


def _both(row: str, took: Work) -> Figures:
    """By the clock, and by the processors."""
    return {row: {OURS: took.seconds}, f"{row}, processors": {OURS: took.processor_seconds}}


def _our_work(found: Papers, library: Path, jobs: int, words: Path | None) -> tuple[Work, float | None]:
    with watching() as peak, timing() as took:
        ours.build(found, library, jobs, words)
    return took, peak.megabytes


def sizes(found: Papers, work: Path, engines: Sequence[Engine]) -> Figures:
    """On disk, the text to show included; ours without the register, which is no index."""
    taken = {engine.name: folder_bytes(folder_of(engine.name, work)) for engine in engines}
    taken[OURS] = folder_bytes(folder_of(OURS, work) / "index")
    return merged(
        {"size": {name: size / 1e6 for name, size in taken.items()}},
        {"size of text": {name: size / found.text_bytes for name, size in taken.items()}},
        _size_of_all_streams(found, work, taken[OURS]) if has_tantivy() else {},
    )


def _size_of_all_streams(found: Papers, work: Path, ours_takes: int) -> Figures:
    folder = work / ALL_STREAMS
    shutil.rmtree(folder, ignore_errors=True)
    apart(_build_all_streams, found, work / WORDS, folder)
    return {"size of all streams": {OURS: ours_takes / 1e6, TANTIVY: folder_bytes(folder) / 1e6}}


def _build_all_streams(found: Papers, words: Path, folder: Path) -> None:
    from bench import tantivy_peer

    tantivy_peer.build_streams(_with_streams(found, words), folder, ours.STREAMS)


def _with_streams(found: Papers, words: Path) -> Iterator[tuple[PlainSection, dict[str, str]]]:
    for document, lines in zip(found.documents(), ours.streams(found, words)):
        for section, line in zip(document.sections, lines):
            yield plain_section(document, section), line
