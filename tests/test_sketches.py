"""Sketches: like texts are seen, and nothing can be read out of them."""

from __future__ import annotations

import hashlib
from random import Random
from statistics import mean

import pytest
from filing import SAMPLES

from corpus.sketches import _orders, shared, sketch
from corpus.text import fold_text

SALT = "5a" * 16
TEXTS = [fold_text(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.txt"))]


def noisy(text: str, rate: float, drawn: Random) -> str:
    return "".join(drawn.choice("aeioubcdhn") if c.isalpha() and drawn.random() < rate else c for c in text)


@pytest.mark.parametrize(
    ("change", "least", "most"),
    [
        (lambda text: text, 1.0, 1.0),
        (lambda text: text.replace("cong", "kong", 1), 0.95, 1.0),  # one sign
        (lambda text: noisy(text, 0.02, Random(1)), 0.6, 0.95),  # a scan of it
        (lambda text: text[: len(text) // 2], 0.35, 0.65),
        (lambda text: " ".join(reversed(text.split())), 0.0, 0.15),  # the same words, and another text
    ],
)
def test_likeness(change, least: float, most: float) -> None:  # type: ignore[no-untyped-def]
    for text in TEXTS:
        one, other = sketch(SALT, text), sketch(SALT, change(text))
        assert one
        assert other
        assert least <= shared(one, other) <= most


def test_the_papers_of_the_samples_are_not_alike() -> None:
    sketches = [one for text in TEXTS if (one := sketch(SALT, text))]
    assert max(shared(one, other) for one in sketches for other in sketches if one is not other) < 0.3


def test_an_estimate_is_near_the_truth() -> None:
    drawn = Random(2)
    for text in TEXTS[:8]:
        changed = noisy(text, 0.01, drawn)
        pairs, others = (set(zip(one.split(), one.split()[1:])) for one in (text, changed))
        truth = len(pairs & others) / len(pairs | others)
        guesses = [shared(str(sketch(salt, text)), str(sketch(salt, changed))) for salt in ("00" * 16, "11" * 16, SALT)]
        assert abs(mean(guesses) - truth) < 0.08


@pytest.mark.parametrize("text", ["", "mot", "mot hai"])
def test_too_little_to_tell(text: str) -> None:
    assert sketch(SALT, text) is None


def agreeing(of: str, guess: str) -> int:
    """What somebody sees who holds a register and guesses a sentence: bytes that its pairs could have left."""
    factors, shifts = _orders(SALT)
    words = guess.split()
    found = set()
    for pair in zip(words, words[1:]):
        digest = hashlib.blake2b(" ".join(pair).encode(), digest_size=8, key=bytes.fromhex(SALT)).digest()
        value = int.from_bytes(digest, "little")
        found |= {
            place
            for place, byte in enumerate(bytes.fromhex(of))
            if (value * int(factors[place]) + int(shifts[place])) & 255 == byte
        }
    return len(found)


def test_a_guessed_sentence_is_not_confirmed() -> None:
    """Sentences of twelve syllables that stand in a paper, beside such as stand in others: hardly told apart."""
    right, drawn = 0, Random(3)
    trials = 200
    for _ in range(trials):
        mine, others = drawn.sample(TEXTS, 2)
        of = str(sketch(SALT, mine))

        def sentence(text: str) -> str:
            words = text.split()
            start = drawn.randrange(len(words) - 12)
            return " ".join(words[start : start + 12])

        inside, outside = agreeing(of, sentence(mine)), agreeing(of, sentence(others))
        right += 2 if inside > outside else 1 if inside == outside else 0
    assert right / (2 * trials) < 0.75  # 0.5 is a coin
