"""The benchmarks of permanent links: a small one here, the whole of it with --full."""

from __future__ import annotations

import random

import pytest

from bench.edited_papers import Item, Language, Paper, edit, new_paper, render
from bench.formats import CHROMIUM, SAMPLES, measure_samples
from bench.links import NEW_ID, RETARGETED, RIGHT, WRONG, Figures, _outcome, matching_time, measure


def check_marks(figures: Figures) -> None:
    assert figures.share("ids", RIGHT) >= 0.998, figures.examples
    assert figures.share("ids", WRONG, RETARGETED) <= 0.0005, figures.examples
    assert figures.outcomes["ids"][RETARGETED] == 0, figures.examples
    assert figures.share("ids", RIGHT) > figures.share("label paths", RIGHT) > figures.share("ordinals", RIGHT)


def test_a_few_papers() -> None:
    figures = measure(papers=20, rounds=3)
    assert figures.links > 500
    assert figures.deleted > 10
    check_marks(figures)


@pytest.mark.full
def test_all_papers() -> None:
    figures = measure()
    assert figures.links >= 10_000
    assert figures.unlocated < figures.links / 500
    check_marks(figures)


@pytest.mark.full
def test_time() -> None:
    assert matching_time() <= 0.2


@pytest.mark.parametrize(
    ("end", "places", "outcome"),
    [
        (3, {3}, RIGHT),
        (3, {2, 3}, RIGHT),
        (None, set(), RIGHT),
        (None, {3}, NEW_ID),
        (2, {3}, WRONG),
        (2, set(), RETARGETED),
    ],
)
def test_what_a_link_may_turn_out_to_be(end: int | None, places: set[int], outcome: str) -> None:
    assert _outcome(end, places) == outcome


def test_the_same_seed_makes_the_same_papers() -> None:
    made = []
    for _ in range(2):
        dice = random.Random(5)
        language = Language(dice)
        paper = new_paper(1, dice, language)
        for _ in range(3):
            edit(paper, dice, language)
        made.append(render(paper, dice)[0])
    assert made[0] == made[1]


def test_where_an_item_went() -> None:
    kept, merged, deleted = (Item(1, text) for text in ("a", "b", "c"))
    paper = Paper(1, [kept])
    paper.held_by[merged].append(kept)
    assert [paper.holders(one) for one in (kept, merged, deleted)] == [[kept], [kept], []]


@pytest.mark.full
def test_formats_of_a_few_samples() -> None:
    """Word to text; with Chromium, to PDF between the two, by `python -m bench.formats`."""
    for kept in measure_samples(sorted(SAMPLES.iterdir())[:4], (".docx", ".txt")):
        assert kept.share >= 0.99, kept.examples


@pytest.mark.full
@pytest.mark.skipif(not CHROMIUM, reason="Chromium prints the PDFs")
def test_formats_of_all_samples() -> None:
    for kept in measure_samples(sorted(SAMPLES.iterdir())):
        assert kept.share >= 0.99, kept.examples
