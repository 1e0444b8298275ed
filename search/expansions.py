"""Other writings of what was typed: short forms written out, names shortened, the old names behind new ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from corpus.bodies import FORERUNNERS, OTHER_NAMES
from corpus.places import NEW_FROM_OLD, OTHER_SPELLINGS
from corpus.syllable_shape import is_syllable
from corpus.text import fold_text, nfc
from search.abbreviations import ACCENTED, both_ways, one_way
from search.terms import Term, terms

# What an old name is worth beside the new one that was typed, and another name of the same body beside the typed one.
OLD_NAME = 0.5

# "QK4", "NQTW5": a short form and a number in one.
_NUMBERED = re.compile(r"([^\W\d_]{2,})(\d{1,2})")

# The president's name is none of a place: only behind these words.
_CITY = ("thành phố Hồ Chí Minh", "TP Hồ Chí Minh", "TPHCM")

Key = tuple[str, ...]  # folded syllables
One = TypeVar("One")


@dataclass(frozen=True)
class Expansion:
    """Who holds `terms` side by side holds the syllables first..last (last not included) that were typed.

    `written_out` is the name that a typed short form stands for, where it can stand for one only.
    """

    first: int
    last: int
    terms: tuple[Term, ...]
    weight: float = 1.0
    written_out: str | None = None


@dataclass(frozen=True)
class _Tables:
    """Folded syllables → what may stand for them, and its weight. `short` counts only where it was typed as one."""

    short: Mapping[Key, tuple[str, ...]]
    sure: frozenset[Key]  # the short forms that mean one thing, which is the first of their names
    names: Mapping[Key, tuple[tuple[str, float], ...]]
    lengths: Mapping[str, tuple[int, ...]]  # how many syllables those have that begin with this one
    letters: frozenset[str]  # of all of them, with nothing between


def expansions(text: str, row: Sequence[Term]) -> list[Expansion]:
    """The expansions of syllables that were typed in a row in `text`.

    >>> [" ".join(term.folded for term in one.terms) for one in expansions("MTTQ xã", terms("MTTQ xã"))]
    ['mat tran to quoc']
    """
    tables, shouted = _tables(), _is_shouted(text, row)
    folded = [term.folded for term in row]
    found: dict[tuple[int, int, Key], Expansion] = {}
    for first, one in enumerate(folded):
        for last in (first + length for length in tables.lengths.get(one, (1, 2))):
            if last > len(row) or not ("".join(folded[first:last]) in tables.letters or one[-1].isdigit()):
                continue
            for name, weight, is_meant in _of_span(tables, text, row[first:last], shouted):
                written = _terms(name)
                key = (first, last, tuple(term.folded for term in written))
                found.setdefault(key, Expansion(first, last, written, weight, name if is_meant else None))
    return list(found.values())


def names_meant(text: str, row: Sequence[Term]) -> list[str]:
    """The names that these syllables stand for as a whole, where they are a short form of one thing.

    >>> names_meant("UBND", terms("UBND")), names_meant("TU", terms("TU")), names_meant("rừng", terms("rừng"))
    (['ủy ban nhân dân'], [], [])
    """
    found = expansions(text, row)
    return [one.written_out for one in found if one.written_out and one.last - one.first == len(row)]


def _of_span(tables: _Tables, text: str, span: Sequence[Term], shouted: bool) -> Iterator[tuple[str, float, bool]]:
    """What stands for these syllables: a name, its weight, whether it is what they were typed for."""
    key = tuple(term.folded for term in span)
    yield from ((name, weight, False) for name, weight in tables.names.get(key, ()))
    number = ""
    if key not in tables.short:
        numbered = _NUMBERED.fullmatch(key[0]) if len(span) == 1 else None
        if numbered and not is_syllable(numbered[1]):
            key, number = (numbered[1],), f" {numbered[2]}"
        elif len(span) == 2 and _is_cut(text, span, shouted):
            key = ("".join(key),)
    elif not _is_short_form(text, span, shouted):
        return
    meant = ACCENTED.get(nfc(span[0].source.text)) if len(span) == 1 else None
    for place, name in enumerate(tables.short.get(key, ())):
        yield name + number, 1.0, name == meant if meant else place == 0 and key in tables.sure


def _is_short_form(text: str, span: Sequence[Term], shouted: bool) -> bool:
    """In capitals, or what can be no word: `UBND`, `ubnd`, `QP-AN`, `qp-an`; not `tu`, and not `đ, c`."""
    signs = [text[a.source.end : b.source.start].strip() for a, b in zip(span, span[1:])]
    capitals = not shouted and all(_in_capitals(term.source.text) for term in span)
    if not all(sign in {"-", "–", "&", "/", ".", ","} and (sign != "," or capitals) for sign in signs):
        return capitals and not any(signs) or _is_cut(text, span, shouted)
    return capitals or not all(is_syllable(term.source.text) for term in span)


def _is_cut(text: str, span: Sequence[Term], shouted: bool) -> bool:
    """Whether a short form was typed in parts with blanks: `UB ND`, `kt xh`; not `qp an`, which may go on as a word."""
    if any(text[a.source.end : b.source.start].strip() for a, b in zip(span, span[1:])):
        return False
    capitals = not shouted and all(term.source.text.isupper() for term in span)
    return capitals or not any(is_syllable(term.source.text) for term in span)


def _in_capitals(syllable: str) -> bool:
    return syllable.isupper() or syllable in _mixed()


@cache
def _mixed() -> frozenset[str]:
    """Short forms that are printed with a small letter: CTr, TTg, QĐi."""
    return frozenset(short for short, _ in one_way() if not short.isupper())


def _is_shouted(text: str, row: Sequence[Term]) -> bool:
    """Whether all is in capitals, words too: then capitals tell nothing."""
    words = (term.source.text for term in row if len(term.source.text) > 2)
    return text.isupper() and any(is_syllable(word) or is_syllable(word.lower()) for word in words)


@cache
def _tables() -> _Tables:
    short: dict[Key, tuple[str, ...]] = {}
    names: dict[Key, tuple[tuple[str, float], ...]] = {}
    sure: set[Key] = set()
    for variants, written in both_ways():
        for variant in variants:
            sure.add(_key(variant))
            _add(short, variant, [*written, *(other for other in variants if _key(other) != _key(variant))])
        for name in written:
            # Not its other names: BTVTU is a Tỉnh ủy's or a Thành ủy's, and these are two bodies.
            _add(names, name, [(variant, 1.0) for variant in variants])
    for symbol, written in one_way():
        _add(short, symbol, written)
    sure |= {key for key, written in short.items() if len(written) == 1}
    for name, olds in _old_names():
        _add(names, name, [(old, OLD_NAME) for old in olds])
    for same in _spellings():
        for name in same:
            _add(names, name, [(other, 1.0) for other in same if other != name])
    keys = (*short, *names)
    return _Tables(short, frozenset(sure), names, _lengths(keys), frozenset(map("".join, keys)))


def _lengths(keys: Iterable[Key]) -> dict[str, tuple[int, ...]]:
    """By first syllable; any two syllables may be the parts of one short form."""
    found: dict[str, set[int]] = {}
    for key in keys:
        found.setdefault(key[0], {1, 2}).add(len(key))
    return {first: tuple(sorted(lengths)) for first, lengths in found.items()}


@lru_cache(maxsize=2_000)
def _terms(name: str) -> tuple[Term, ...]:
    return tuple(terms(name))


def _old_names() -> Iterator[tuple[str, Iterable[str]]]:
    """New names and the old ones that they also mean; two names of one body mean each other."""
    for province, parts in NEW_FROM_OLD.items():
        olds = [part for part in parts if part != province]
        olds += [spelling for old in olds for spelling in OTHER_SPELLINGS.get(old, ()) if " " in spelling]
        for name in _CITY if province == "Hồ Chí Minh" else (province, *OTHER_SPELLINGS.get(province, ())):
            yield name, olds
    yield from FORERUNNERS.items()
    for name, others in OTHER_NAMES.items():
        yield name, others
        yield from ((other, (name,)) for other in others)


def _spellings() -> Iterator[tuple[str, ...]]:
    for province, spellings in OTHER_SPELLINGS.items():
        yield _CITY if province == "Hồ Chí Minh" else (province, *spellings)


def _key(name: str) -> Key:
    return tuple(fold_text(name).split())


def _add(table: dict[Key, tuple[One, ...]], name: str, found: Iterable[One]) -> None:
    table[_key(name)] = tuple(dict.fromkeys((*table.get(_key(name), ()), *found)))
