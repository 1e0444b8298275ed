"""Suggestions while typing: how soon they help, how fast, how big. `python -m bench.suggestions`

Titles of held-out articles are typed letter by letter without accents. Eight suggestions are seen after each letter;
one that goes on as the title does is taken whole, for the price of one key.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from random import Random

from bench.articles import Article, read_articles, set_file
from corpus.text import fold_text
from search.suggestions import Kind, Suggestions, phrase_arrays
from search.typed_forms import without_accents

SEEN = 8
TITLES = 400

# "Điều 36.3.LQ.1. " before a title, "Chương I " before a chapter's name
_LABEL = re.compile(r"^(?:Điều\s+\S+|Chương\s+[IVXLC]+|Mục\s+\d+)\.?\s*")


def main() -> None:
    articles = read_articles(set_file())
    started = time.process_time()
    arrays = phrase_arrays(_named(articles.held), (article.text for article in articles.held))
    seconds = time.process_time() - started
    size = sum(array.nbytes for array in arrays.values())
    print(f"{len(arrays['counts'])} phrases of {len(articles.held)} articles, made in {seconds:.0f} s")
    print(f"{size / 1e6:.1f} MB, {size / float(arrays['size'][0]):.3f} of the text")
    library = Suggestions([arrays])
    titles = [_bare(article.title) for article in articles.held_out]
    drawn = Random(1).sample([title for title in titles if 3 <= len(title.split()) <= 12], TITLES)
    times: list[float] = []
    ranks, keys, letters = zip(*(typed_out(library, title, times) for title in drawn))
    times.sort()
    print(f"reciprocal rank of the first that goes on as the title, over all letters: {_mean(ranks):.3f}")
    print(f"keys saved: {1 - sum(keys) / sum(letters):.3f} of {sum(letters)}")
    print(
        f"{1000 * times[len(times) // 2]:.2f} ms median, {1000 * times[int(0.95 * len(times))]:.2f} at 95 %, processor"
    )


def typed_out(library: Suggestions, title: str, times: list[float]) -> tuple[float, int, int]:
    """The mean reciprocal rank over the letters of a title; how many keys it took to type it; its letters."""
    wanted = without_accents(title)
    ranks: list[float] = []
    keys = done = 0
    for end in range(1, len(wanted) + 1):
        started = time.process_time()
        found = library.suggest(wanted[:end], SEEN)
        times.append(time.process_time() - started)
        helping = [(rank, len(one)) for rank, one in enumerate(found, 1) if _goes_on(one, wanted, end)]
        ranks.append(1 / helping[0][0] if helping else 0.0)
        if end > done:
            keys += 1
            if helping:
                keys, done = keys + 1, max(length for _, length in helping)
    return _mean(ranks), keys, len(wanted)


def _goes_on(suggestion: str, wanted: str, end: int) -> bool:
    """Whether a suggestion is the title up to the end of some word, and longer than what was typed."""
    return len(suggestion) > end and f"{fold_text(wanted)} ".startswith(f"{fold_text(suggestion)} ")


def _named(articles: Sequence[Article]) -> list[tuple[str, Kind]]:
    named = [(_bare(article.title), Kind.TITLE) for article in articles]
    return [*named, *((_bare(article.chapter), Kind.HEADING) for article in articles if article.chapter)]


def _bare(title: str) -> str:
    return _LABEL.sub("", title).strip()


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


if __name__ == "__main__":
    main()
