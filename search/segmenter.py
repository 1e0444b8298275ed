"""Texts -> words, as underthesea tells them apart. The only file that knows underthesea.

Its tokens and its model are asked directly, many texts at a time: the same words in a sixth of the time. Of a version
that this was not tried with, its own function is called, text by text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from search.word_model import UnknownModel, WordModel, read_parameters

Segment = Callable[[Sequence[str]], list[list[str]]]

# `tests/test_segmenter.py` holds our words beside those of these versions.
TRIED = {"underthesea": "9.5.", "underthesea-core": "3.3."}

_MODEL = "ws_crf_vlsp2013_20230727"


def segment(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text. Tones are expected in the new style, in which underthesea knows more words."""
    return _segmenter()(texts) if texts else []


@lru_cache(maxsize=1)
def _segmenter() -> Segment:
    # Imported here, like all that only a question with accents needs.
    from importlib.metadata import version

    if all(version(package).startswith(known) for package, known in TRIED.items()):
        try:
            return _many_at_once()
        except (UnknownModel, ImportError, OSError):
            pass  # slower, but the same
    return one_by_one


def one_by_one(texts: Sequence[str]) -> list[list[str]]:
    """The library's own way."""
    from underthesea import word_tokenize

    # Its own normalisation would move the tones back to the old style, in which it knows fewer words.
    return [list(word_tokenize(text, use_token_normalize=False)) if text.strip() else [] for text in texts]


def _many_at_once() -> Segment:
    import joblib
    from underthesea.pipeline import word_tokenize
    from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
    from underthesea.pipeline.word_tokenize.regex_tokenize import patterns

    folder = Path(word_tokenize.__file__).parent / "models" / _MODEL
    model = WordModel(
        read_parameters(folder / "models.bin", ("B-W", "I-W")),
        joblib.load(folder / "features.bin"),
        joblib.load(folder / "dictionary.bin"),
    )

    def segmented(texts: Sequence[str]) -> list[list[str]]:
        tokens = [[found[0] for found in patterns.finditer(normalize_characters_in_text(text))] for text in texts]
        return [_joined(*one) for one in zip(tokens, model.goes_on(tokens))]

    return segmented


def _joined(tokens: Sequence[str], goes_on: Sequence[bool]) -> list[str]:
    words: list[str] = []
    for token, is_part in zip(tokens, goes_on):
        if is_part and words:
            words[-1] += f" {token}"
        else:
            words.append(token)
    return words
