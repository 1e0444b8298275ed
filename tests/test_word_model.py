"""The sums and the best path of a small model, held against trying everything; and models of another kind."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.word_model import WordModel
from search.word_parameters import Parameters, UnknownModel

TEMPLATES = ["T[-2]", "T[0].lower", "T[0].isdigit", "T[-1,0]", "T[0,1].istitle", "T[0,1].is_in_dict", "T[0,2].lower"]
DICTIONARY = {"b c", "a"}
TOKENS = ["a", "B", "b", "c", "7", "unseen"]

WEIGHTS = {
    "T[-2]=BOS": (0.5, -0.25),
    "T[-2]=a": (-1.0, 1.5),
    "T[0].lower=b": (0.125, 2.0),
    "T[0].isdigit=True": (1.0, -3.0),
    "T[-1,0]=a B": (-0.5, 4.0),
    "T[-1,0]=BOS": (1.0, 0.0),
    "T[0,1].istitle=True": (0.0, 0.75),
    "T[0,1].istitle=EOS": (0.25, 0.0),
    "T[0,1].is_in_dict=True": (-2.0, 1.0),
    "T[0,1].is_in_dict=False": (0.0625, 0.0),
    "T[0,2].lower=a b c": (3.0, -1.0),
}
TRANSITIONS = ((-0.5, 0.375), (0.25, -0.75))


def model(templates: list[str] | None = None) -> WordModel:
    return WordModel(Parameters(WEIGHTS, TRANSITIONS), templates or TEMPLATES, DICTIONARY)


def said(template: str, tokens: list[str], place: int) -> str:
    """What one template says of a token, in the plainest way."""
    offsets, _, function = template[2:].replace("]", "", 1).partition(".")
    first, last = (place + int(offset) for offset in (offsets.split(",") * 2)[:2])
    if first < 0:
        return "BOS"
    if last >= len(tokens):
        return "EOS"
    run = " ".join(tokens[first : last + 1])
    if function == "lower":
        return run.lower()
    if function == "isdigit":
        return str(run.isdigit())
    if function == "istitle":
        return str(all(not token[0].islower() for token in run.split()))
    return str(run.lower() in DICTIONARY) if function else run


def worth(tokens: list[str], tags: tuple[bool, ...]) -> float:
    own = sum(
        WEIGHTS.get(f"{template}={said(template, tokens, place)}", (0.0, 0.0))[tag]
        for place, tag in enumerate(tags)
        for template in TEMPLATES
    )
    return own + sum(TRANSITIONS[one][two] for one, two in zip(tags, tags[1:]))


@given(st.lists(st.lists(st.sampled_from(TOKENS), max_size=6), max_size=3))
@settings(max_examples=100, deadline=None)
def test_no_other_tags_are_likelier(texts: list[list[str]]) -> None:
    small = model()
    for tokens, tags in zip(texts, small.goes_on(texts)):
        assert small.goes_on_alone(tokens) == tags
        likeliest = max(worth(tokens, one) for one in product((False, True), repeat=len(tokens)))
        assert len(tags) == len(tokens)
        assert worth(tokens, tuple(tags)) == pytest.approx(likeliest)


@pytest.mark.parametrize(
    "template", ["T[0,3]", "T[-3]", "T[-2,2]", "T[0].length", "T[0][1]", "T[1,0]", "T[0,1].isdigit", ""]
)
def test_a_model_of_another_kind_is_refused(template: str) -> None:
    with pytest.raises(UnknownModel):
        model([*TEMPLATES, template])


def test_a_model_that_knows_too_many_tokens_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.word_model._MOST_NUMBERS", 30)
    with pytest.raises(UnknownModel):
        model()
