"""Typing errors: how many are put right, and how many phrases without one are left alone. `python -m bench.typing`

Phrases are drawn from articles that the library does not hold; people's questions, where they are found, have no error.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from bench.articles import read_articles, set_file
from corpus.text import fold, fold_text
from search.drawn import phrases
from search.evaluation import read_queries
from search.mistyping import mistyped
from search.query import understand
from search.typed_forms import without_accents
from search.typing_errors import SHORTEST, TypingErrors
from search.vocabulary import Vocabulary

# Of each of these lengths.
PHRASES = 800
LENGTHS = (2, 3, 4, 5, 6)


@dataclass
class Tally:
    """What became of the phrases of one kind."""

    phrases: int = 0
    offered: int = 0
    right: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def row(self, name: str) -> str:
        times = sorted(self.milliseconds)
        median, late = times[len(times) // 2], times[int(0.95 * len(times))]
        return (
            f"{name:42} {self.phrases:6} {self.offered / self.phrases:8.4f} {self.right / self.phrases:8.4f}"
            f" {median:8.2f} {late:8.2f}"
        )


def main() -> None:
    articles = read_articles(set_file())
    vocabulary = Vocabulary.of_texts(article.text for article in articles.held)
    errors = TypingErrors(vocabulary)
    texts = [article.text for article in articles.held_out]
    drawn = [phrase for length in LENGTHS for phrase in phrases(texts, length, PHRASES, seed=7)]
    print(f"{'':42} phrases  offered    right   median  95 %  ms of processor time")
    for name, form in (("accented", str), ("without accents", without_accents)):
        chance = Random(name)
        typed = [form(phrase).split() for phrase in drawn]
        good, unknown, known = tallied(errors, vocabulary, typed, chance)
        print(good.row(f"{name}: no error"))
        print(unknown.row(f"{name}: one error, no word"))
        print(known.row(f"{name}: one error, another word, 3 to 6"))
        asked = Tally()
        for question in _questions():
            _ask(errors, form(question).split(), form(question).split(), asked)
        if asked.phrases:
            print(asked.row(f"{name}: people's questions, no error"))


def _questions() -> list[str]:
    folder = set_file().parent / "alqac2022"
    return list(read_queries(folder).values()) if folder.is_dir() else []


def tallied(
    errors: TypingErrors, vocabulary: Vocabulary, drawn: Sequence[list[str]], chance: Random
) -> tuple[Tally, Tally, Tally]:
    """Phrases as they are; with an error that the library does not hold; with one that is another word of it."""
    good, unknown, known = Tally(), Tally(), Tally()
    for words in drawn:
        _ask(errors, words, words, good)
        place = chance.randrange(len(words))
        error = mistyped(words[place], chance)
        folded = fold(error) if error else ""
        if not (folded.isascii() and folded.isalpha()) or folded == fold(words[place]):
            continue
        typed = [*words[:place], error, *words[place + 1 :]]
        if vocabulary.folded_count(folded):
            if len(words) > 2:
                _ask(errors, typed, words, known)
        elif min(len(folded), len(fold(words[place]))) >= SHORTEST:
            _ask(errors, typed, words, unknown)
    return good, unknown, known


def _ask(errors: TypingErrors, typed: Sequence[str], meant: Sequence[str], tally: Tally) -> None:
    query = understand(" ".join(typed))
    started = time.process_time()
    offered = errors.corrected(query)
    tally.milliseconds.append(1000 * (time.process_time() - started))
    tally.phrases += 1
    tally.offered += offered is not None
    tally.right += fold_text(offered.text if offered else query.text) == fold_text(" ".join(meant))


if __name__ == "__main__":
    main()
