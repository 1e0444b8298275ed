"""Texts -> words, as underthesea tells them apart. The only file that knows underthesea.

Its tokens and its model are asked directly: many texts take a sixth of the time, and a first one less than half of it,
because only what segments is loaded. Of a version that this was not tried with, its own function is called.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

# Everything else is imported where it is used: a question without accents needs none of it.
if TYPE_CHECKING:
    from search.word_model import WordModel

Segment = Callable[[Sequence[str]], list[list[str]]]

# `tests/test_segmenter.py` holds our words beside those of these versions.
TRIED = {"underthesea": "9.5.", "underthesea-core": "3.3."}

_MODEL = "ws_crf_vlsp2013_20230727"


def segment(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text. Tones are expected in the new style, in which underthesea knows more words."""
    ours = _ours() if texts else None
    return ours.segmented(texts) if ours else one_by_one(texts)


def segment_alone(text: str) -> list[str]:
    """The same of a single text, as a question is: nothing is laid out for others to come."""
    ours = _ours()
    return ours.segmented_alone(text) if ours else one_by_one([text])[0]


def one_by_one(texts: Sequence[str]) -> list[list[str]]:
    """The library's own way."""
    if not texts:
        return []
    from underthesea import word_tokenize

    # Its own normalisation would move the tones back to the old style, in which it knows fewer words.
    return [list(word_tokenize(text, use_token_normalize=False)) if text.strip() else [] for text in texts]


@dataclass(frozen=True)
class _Ours:
    """The library's tokens, and its model as we evaluate it."""

    tokens: Callable[[str], list[str]]
    model: WordModel

    def segmented(self, texts: Sequence[str]) -> list[list[str]]:
        tokens = [*map(self.tokens, texts)]
        return [_joined(*one) for one in zip(tokens, self.model.goes_on(tokens))]

    def segmented_alone(self, text: str) -> list[str]:
        tokens = self.tokens(text)
        return _joined(tokens, self.model.goes_on_alone(tokens))


@lru_cache(maxsize=1)
def _ours() -> _Ours | None:
    """Nothing where underthesea, or its model, is not the one that we know."""
    from importlib.metadata import version
    from pickle import UnpicklingError

    from search.word_parameters import UnknownModel

    if any(not version(package).startswith(known) for package, known in TRIED.items()):
        return None
    try:
        return _loaded()
    except (UnknownModel, ImportError, OSError, UnpicklingError):
        return None  # slower, but the same


def _loaded() -> _Ours:
    import pickle

    from search.word_model import WordModel
    from search.word_parameters import read_parameters

    with _LOADING, _parts_alone("underthesea"):
        # In this order: the two import each other, and only this one may be first.
        from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
        from underthesea.pipeline.word_tokenize import regex_tokenize

    def tokens(text: str) -> list[str]:
        return [found[0] for found in regex_tokenize.patterns.finditer(normalize_characters_in_text(text))]

    folder = Path(regex_tokenize.__file__).parent / "models" / _MODEL
    # What joblib writes of plain objects is a pickle; it reads them in three times the time.
    templates, dictionary = (pickle.loads((folder / name).read_bytes()) for name in ("features.bin", "dictionary.bin"))
    parameters = read_parameters(folder / "models.bin", ("B-W", "I-W"))
    return _Ours(tokens, WordModel(parameters, templates, dictionary))


_LOADING = Lock()


@contextmanager
def _parts_alone(package: str) -> Iterator[None]:
    """Parts of a package may be imported here without the package itself, and are forgotten by the others afterwards.

    `import underthesea` imports all that it can do: taggers, and requests, yaml and asyncio for what it can download.
    That takes four times as long as the parts that tell words apart.
    """
    from importlib.util import find_spec
    from types import ModuleType

    found = None if package in sys.modules else find_spec(package)
    if found is None or not found.submodule_search_locations:
        yield
        return
    bare = ModuleType(package)
    bare.__path__ = [*found.submodule_search_locations]
    sys.modules[package] = bare
    try:
        yield
    finally:
        for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
            del sys.modules[name]


def _joined(tokens: Sequence[str], goes_on: Sequence[bool]) -> list[str]:
    words: list[str] = []
    for token, is_part in zip(tokens, goes_on):
        if is_part and words:
            words[-1] += f" {token}"
        else:
            words.append(token)
    return words
