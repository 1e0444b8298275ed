"""How well queries typed without accents, with some of them, or in keys are understood: prints it over a file of texts.

    python -m bench.readings ARTICLES.jsonl[.xz] [--questions QUERIES.jsonl] [--share 0.1] [--phrases 3000] [--seed 7]
                             [--library DIR]

Each line of ARTICLES is an object with a `text`. A share of the articles, drawn at random, is held out from the
counting; phrases of 2 to 4 syllables are drawn from it by occurrence. Questions are objects with a `text`, too; they
are read with the language of all articles. Time is that of the processor, for keys, accents, short forms, words and
typing errors together, with the language of all articles or of a library (`python -m bench` leaves one of 100,000
sections).
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.text import spelling, syllable_texts
from search.columnar.engine import WhooshEngine
from search.drawn import hold_out, phrases
from search.keyboards import decode_text
from search.meaning import meant
from search.query import as_meant
from search.readings import LONGEST, readings
from search.typed_forms import FORMS
from search.typing_errors import typing_errors
from search.vocabulary import Vocabulary, count_texts

LENGTHS = (2, 3, 4)

# What is timed: syllables of phrases, of questions as most people type them, of long ones, of pasted sentences.
TIMED_LENGTHS = (2, 5, 12, 25)
TIMED_FORMS = ("typed", "no-accents", "half-accents", "wrong-tone")
_TIMED, _WARMING = 300, 20
READ_FORMS = ("typed", "no-accents", "half-accents", "no-tones", "lost-tone", "wrong-tone", "telex", "vni")
BEHIND = {0: "the most frequent spelling", 1: "with the syllable before it", 2: "with the two before it"}

Spelled = tuple[str, ...]


@dataclass(frozen=True)
class Guessed:
    """Shares of the phrases whose first reading is right, and one of the first three."""

    first: float
    three: float


def texts_of(path: Path) -> list[str]:
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def understood(typed: str, vocabulary: Vocabulary, most: int = 3, behind: int = 2) -> list[Spelled]:
    """The readings of a typed text, keys and accents, as the search understands it."""
    return [one.spelled for one in readings(decode_text(typed, vocabulary)[0], vocabulary, most, behind)]


def guessed(drawn: Sequence[str], vocabulary: Vocabulary, behind: int = 2) -> Guessed:
    """Over phrases typed without accents."""
    first = three = 0
    for phrase in drawn:
        found = understood(FORMS["no-accents"](phrase), vocabulary, behind=behind)
        first += _spelled(phrase) == found[0]
        three += _spelled(phrase) in found
    return Guessed(first / len(drawn), three / len(drawn))


def right_syllables(texts: Sequence[str], form: str, vocabulary: Vocabulary) -> float:
    """The share of syllables that come out as meant, typed in this form."""
    right = total = 0
    for text in texts:
        meant = _spelled(text)[:LONGEST]
        found = understood(FORMS[form](text), vocabulary, most=1)[0]
        right += sum(one == other for one, other in zip(meant, found))
        total += len(meant)
    return right / total


def milliseconds(typed: Sequence[str], vocabulary: Vocabulary) -> tuple[float, float]:
    """What understanding a query as a whole costs a warm worker's processor: median and 95th percentile."""
    errors, spent = typing_errors(vocabulary), []
    for number, text in enumerate((*typed[:_WARMING], *typed)):
        started = time.process_time()
        query = meant(text, vocabulary)
        errors.corrected(query)
        _ = as_meant(query).words  # told apart when they are asked for, and every search asks
        spent += [1000 * (time.process_time() - started)] if number >= min(_WARMING, len(typed)) else []
    median, slow = np.percentile(spent, [50, 95])
    return float(median), float(slow)


def _spelled(text: str) -> Spelled:
    return tuple(spelling(one) for one in syllable_texts(text))


def _report(
    articles: Sequence[str], questions: Sequence[str], share: float, count: int, seed: int, library: Path | None
) -> Iterator[str]:
    kept, held = hold_out(articles, share, seed)
    arrays = count_texts(kept)
    vocabulary = Vocabulary([arrays])
    drawn = {length: phrases(held, length, count, seed) for length in LENGTHS}
    yield from _about_vocabulary(kept, arrays)
    yield "\nphrases without accents, held out: first guess right (one of the first three)"
    for behind, words in BEHIND.items():
        by_length = [guessed(drawn[length], vocabulary, behind) for length in LENGTHS]
        yield f"{words:>28}" + "".join(f"  {one.first:.3f} ({one.three:.3f})" for one in [*by_length, _mean(by_length)])
    yield f"{'':>28}" + "".join(f"  {f'{length} syllables':>13}" for length in LENGTHS) + f"  {'all':>13}"
    yield "\nsyllables as meant, by typed form: phrases, questions"
    everything = Vocabulary([count_texts(articles)])
    mixed = [phrase for length in LENGTHS for phrase in drawn[length]]
    for form in READ_FORMS:
        of_questions = f"{right_syllables(questions, form, everything):.4f}" if questions else ""
        yield f"{form:>28}  {right_syllables(mixed, form, vocabulary):.4f}  {of_questions}"
    spoken = WhooshEngine(library).vocabulary() if library else None
    yield from _times(held, questions, spoken or everything, seed)


def _times(texts: Sequence[str], questions: Sequence[str], vocabulary: Vocabulary, seed: int) -> Iterator[str]:
    yield "\nmilliseconds of processor time to understand a query: median, 95th percentile"
    yield f"{'':>28}" + "".join(f"  {form:>13}" for form in TIMED_FORMS)
    asked = {f"{length} syllables": phrases(texts, length, _TIMED, seed) for length in TIMED_LENGTHS}
    for name, typed in {**asked, "questions": questions}.items():
        if typed:
            times = [milliseconds([FORMS[form](text) for text in typed], vocabulary) for form in TIMED_FORMS]
            yield f"{name:>28}" + "".join(f"  {f'{median:.2f}, {slow:.2f}':>13}" for median, slow in times)


def _about_vocabulary(texts: Sequence[str], arrays: Mapping[str, np.ndarray]) -> Iterator[str]:
    size = sum(len(text.encode("utf-8")) for text in texts)
    counting = _seconds(lambda: count_texts(texts))
    opening = 1000 * _seconds(lambda: Vocabulary([arrays]).count("và"))
    held = sum(array.nbytes for array in arrays.values())
    yield f"{len(texts)} articles, {size / 1e6:.1f} MB of text: counted at {size / counting / 1e6:.1f} MB/s into"
    yield f"{held / 1e6:.1f} MB of arrays ({held / size:.3f} of the text), opened in {opening:.1f} ms"


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _mean(guesses: Sequence[Guessed]) -> Guessed:
    return Guessed(
        sum(one.first for one in guesses) / len(guesses),
        sum(one.three for one in guesses) / len(guesses),
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.readings", description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--share", type=float, default=0.1)
    parser.add_argument("--phrases", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--library", type=Path)
    asked = parser.parse_args()
    questions = texts_of(asked.questions) if asked.questions else []
    for line in _report(texts_of(asked.articles), questions, asked.share, asked.phrases, asked.seed, asked.library):
        print(line, flush=True)


if __name__ == "__main__":
    main()
