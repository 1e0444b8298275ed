"""The segmenter's statistical model evaluated for many texts at once: where words go on, by the weights of a CRF.

For each token the model adds up the weights of what stands around it: of runs of one to three tokens that begin up to
two places before it or behind it, as they are written, in small letters, by whether they are digits, a title, or an
entry of a dictionary. Here every run is looked up once in sorted arrays, instead of building 43 strings for each token.
Only of a text that comes alone, as a question does, are they built: to lay out the arrays takes 0.2 seconds.
The weights are added in the order of the model's own library, so that the sums are equal to the last bit: between names
that nobody has ever seen, two ways of reading them are equally likely, and that bit decides. `tests/test_segmenter.py`
holds the two side by side.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Any

import numpy as np
import numpy.typing as npt

from search.word_parameters import Parameters, UnknownModel

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]

# A run of tokens around the one in question: "T[0]", "T[-2,-1].lower", "T[-1,1].is_in_dict".
_TEMPLATE = re.compile(r"T\[(?P<first>-?\d)(?:,(?P<last>-?\d))?\](?:\.(?P<of>lower|isdigit|istitle|is_in_dict))?")

# What is asked of a run of tokens; nothing: how it is written.
_FUNCTIONS = ("", "lower", "isdigit", "istitle", "is_in_dict")

# The answer of each where a run reaches over the end of the text, or its beginning.
_OUTSIDE = [dict.fromkeys(_FUNCTIONS, "EOS"), dict.fromkeys(_FUNCTIONS, "BOS")]

# How far around a token the model looks, and how long the runs are.
_REACH = 2
_LONGEST = 3

# What stands before the first and behind the last token of a text; and a token that the model has never met.
_BEFORE, _BEHIND, _UNKNOWN = range(3)
_NOTHING_BEFORE, _NOTHING_BEHIND = "", " "  # no token is empty or a blank

# The model may know so many tokens: a run of three of them makes a number of 64 bits.
_MOST_NUMBERS = 1 << 20

# So many tokens are remembered with what the model says of them.
_MOST_TOKENS = 50_000


@dataclass(frozen=True)
class _Template:
    """A kind of attribute: what is asked (`of`) of the run that begins at `first`, seen from the token in question."""

    name: str
    first: int
    length: int
    of: str  # nothing: how it is written


def _template(name: str) -> _Template:
    found = _TEMPLATE.fullmatch(name)
    if not found:
        raise UnknownModel(name)
    first, last, of = int(found["first"]), int(found["last"] or found["first"]), found["of"] or ""
    if not -_REACH <= first <= last <= _REACH or last - first >= _LONGEST or (last > first and of == "isdigit"):
        raise UnknownModel(name)
    return _Template(name, first, last - first + 1, of)


class WordModel:
    """Tells for each token of a text whether a word goes on there."""

    def __init__(self, parameters: Parameters, templates: Sequence[str], dictionary: Collection[str]) -> None:
        self._weights, self._transitions = parameters.weights, parameters.transitions
        self._dictionary = dictionary
        self._templates = [_template(name) for name in templates]
        self._runs = {}
        for length in range(1, _LONGEST + 1):
            of_length = [template for template in self._templates if template.length == length]
            self._runs[length] = _Runs(length, of_length, parameters.weights)
        if _LONGEST * (len(parameters.weights) + len(dictionary)) > _MOST_NUMBERS - len(_Numbers()):
            raise UnknownModel(len(parameters.weights))
        self._forget()

    def goes_on(self, texts: Sequence[Sequence[str]]) -> list[list[bool]]:
        """For every token of every text; the first one of a text may say so too."""
        places = self._places(texts, self._numbers)
        exact, lower, titles = self._exact[places], self._lower[places], self._titles[places]
        values = {1: self._alone[places]}
        for length in range(2, _LONGEST + 1):
            values[length] = self._runs[length].values(exact, lower, titles)
        scores = self._scores(values)[exact > _BEHIND]
        begins, ons = map(iter, scores.T.tolist())
        counts = map(len, texts)
        return [_best_path([*islice(begins, n)], [*islice(ons, n)], self._transitions) for n in counts]

    def goes_on_alone(self, text: Sequence[str]) -> list[bool]:
        """The same of one text, before anything is laid out."""
        row = [*[_NOTHING_BEFORE] * _REACH, *text, *[_NOTHING_BEHIND] * _REACH]
        said = {
            length: [self._said(row[at : at + length]) for at in range(len(row) + 1 - length)] for length in self._runs
        }
        asked = [(f"{one.name}=", said[one.length], one.first, one.of) for one in self._templates]
        begins, ons = [], []
        for place in range(_REACH, len(row) - _REACH):
            begin = on = 0.0
            for name, of_runs, first, function in asked:
                if weights := self._weights.get(name + of_runs[place + first][function]):
                    begin += weights[0]
                    on += weights[1]
            begins.append(begin)
            ons.append(on)
        return _best_path(begins, ons, self._transitions)

    def _said(self, run: Sequence[str]) -> Mapping[str, str]:
        """What the model is told of one run, by function."""
        if run[0] == _NOTHING_BEFORE or run[-1] == _NOTHING_BEHIND:
            return _OUTSIDE[run[0] == _NOTHING_BEFORE]
        lower = " ".join(map(str.lower, run))
        return {
            "": " ".join(run),
            "lower": lower,
            "isdigit": str(_is_digit(run[0])),  # asked of single tokens only
            "istitle": str(all(map(_is_title, run))),
            "is_in_dict": str(lower in self._dictionary),
        }

    def _scores(self, values: Mapping[int, Weights]) -> Weights:
        """For the tokens in a row, what the runs of each length say for each tag, but for the tags beside it."""
        scores = np.zeros((len(values[1]), 2))
        for template in self._templates:
            of_runs = values[template.length][:, self._runs[template.length].columns[template.name]]
            first, last = max(0, template.first), min(len(of_runs), len(scores) + template.first)
            scores[first - template.first : last - template.first] += of_runs[first:last]
        return scores

    @cached_property
    def _numbers(self) -> _Numbers:
        """The numbers of the tokens, when the runs that the model knows are laid out by them."""
        numbers = _Numbers()
        for length in range(2, _LONGEST + 1):
            self._runs[length].lay_down(numbers, self._dictionary)
        return numbers

    def _places(self, texts: Sequence[Sequence[str]], numbers: _Numbers) -> Numbers:
        """The row of each token, with what stands before and behind every text."""
        if len(self._tokens) > _MOST_TOKENS:
            self._forget()
        tokens = self._tokens
        new = set().union(*texts).difference(tokens)
        if new:
            self._remember(new, numbers)
        before, behind = [_BEFORE] * _REACH, [_BEHIND] * _REACH
        of_texts = ((before, map(tokens.__getitem__, text), behind) for text in texts)
        return np.fromiter(chain.from_iterable(chain.from_iterable(of_texts)), np.int64)

    def _forget(self) -> None:
        single = self._runs[1]
        self._tokens = {_NOTHING_BEFORE: _BEFORE, _NOTHING_BEHIND: _BEHIND}
        self._exact, self._lower = np.array([_BEFORE, _BEHIND]), np.array([_BEFORE, _BEHIND])
        self._titles = np.array([False, False])
        self._alone = np.array([single.before, single.behind])

    def _remember(self, new: Collection[str], numbers: _Numbers) -> None:
        first, last = len(self._tokens), len(self._tokens) + len(new)
        self._tokens |= zip(new, range(first, last))
        if last > len(self._exact):
            # Twice as many as are needed: every text has some new ones.
            columns = (self._exact, self._lower, self._titles, self._alone)
            self._exact, self._lower, self._titles, self._alone = (_grown(column, 2 * last) for column in columns)
        small = [token.lower() for token in new]
        titles = [*map(_is_title, new)]
        said = zip(new, small, titles, map(self._dictionary.__contains__, small))
        self._exact[first:last] = [numbers.get(token, _UNKNOWN) for token in new]
        self._lower[first:last] = [numbers.get(token, _UNKNOWN) for token in small]
        self._titles[first:last] = titles
        self._alone[first:last] = [self._runs[1].of_token(*one) for one in said]


class _Numbers(dict[str, int]):
    """Gives every token of the model a number at first sight."""

    def __init__(self) -> None:
        super().__init__({_NOTHING_BEFORE: _BEFORE, _NOTHING_BEHIND: _BEHIND, "  ": _UNKNOWN})

    def __missing__(self, token: str) -> int:
        self[token] = len(self)
        return self[token]


class _Table:
    """Runs of tokens as sorted numbers, each with a row of weights; the last row is of those that are not here."""

    def __init__(self, cells: Sequence[tuple[int, int, Sequence[float]]], width: int) -> None:
        keys, columns, weights = zip(*cells) if cells else ((), (), ())
        self._keys, rows = np.unique(np.array(keys, dtype=np.int64), return_inverse=True)
        self._rows = np.zeros((len(self._keys) + 1, width, 2))
        if cells:
            self._rows[rows, columns] = weights

    def __getitem__(self, keys: Numbers) -> Weights:
        if len(self._rows) == 1:
            return self._rows[np.zeros(len(keys), dtype=np.int64)]
        places = self._keys.searchsorted(keys)
        places[self._keys[np.minimum(places, len(self._keys) - 1)] != keys] = len(self._keys)
        return self._rows[places]


class _Runs:
    """Everything that the model says of runs of one length: for each template a column of the weights of both tags."""

    def __init__(self, length: int, templates: Sequence[_Template], weights: Mapping[str, Sequence[float]]) -> None:
        self.columns = {template.name: column for column, template in enumerate(templates)}
        self._length = length
        self._templates = templates
        self._weights = weights
        self.before, self.behind = (
            self._row(_OUTSIDE[True]),
            self._row(_OUTSIDE[False]),
        )
        self._by_title = np.array([self._row({"istitle": str(one)}) for one in (False, True)])
        self._by_entry = np.array([self._row({"is_in_dict": str(one)}) for one in (False, True)])

    def _row(self, said: Mapping[str, object]) -> Weights:
        """The weights of what is said of a run, by function; none where nothing is said."""
        none = (0.0, 0.0)
        weights = self._weights
        found = [weights.get(f"{one.name}={said[one.of]}", none) if one.of in said else none for one in self._templates]
        return np.array(found).reshape(len(found), 2)

    def of_token(self, token: str, lower: str, is_title: bool, is_entry: bool) -> Weights:
        return self._row(
            {"": token, "lower": lower, "isdigit": _is_digit(token), "istitle": is_title, "is_in_dict": is_entry}
        )

    def lay_down(self, numbers: _Numbers, dictionary: Iterable[str]) -> None:
        """The runs that the model and its dictionary know, as arrays."""
        cells: dict[str, list[tuple[int, int, Sequence[float]]]] = {"": [], "lower": []}
        known = {one.name: (self.columns[one.name], cells[one.of]) for one in self._templates if one.of in cells}
        blanks = self._length - 1
        for attribute, weights in self._weights.items():
            name, _, run = attribute.partition("=")
            if name in known and run.count(" ") == blanks:
                column, of_function = known[name]
                of_function.append((_key(map(numbers.__getitem__, run.split(" "))), column, weights))
        self._exact, self._lower = (_Table(cells[of], len(self._templates)) for of in ("", "lower"))
        entries = (one for one in dictionary if one.count(" ") == blanks)
        self._entries = np.array(sorted(_key(map(numbers.__getitem__, one.split(" "))) for one in entries), np.int64)

    def values(self, exact: Numbers, lower: Numbers, titles: Array) -> Weights:
        """Of the runs that begin at each token; at the end of the last text there are fewer of them."""
        columns = [slice(place, len(exact) + 1 + place - self._length) for place in range(self._length)]
        small = _key(lower[one] for one in columns)
        is_title = np.logical_and.reduce([titles[one] for one in columns])
        # Every column is said by one of the four alone: these sums change no bit of it.
        found = self._exact[_key(exact[one] for one in columns)]
        found += self._lower[small]
        found += self._by_title[is_title.astype(np.intp)]
        found += self._by_entry[_is_among(small, self._entries).astype(np.intp)]
        found[exact[columns[-1]] == _BEHIND] = self.behind
        found[exact[columns[0]] == _BEFORE] = self.before
        return found


def _grown(column: Array, size: int) -> Array:
    larger = np.zeros((size, *column.shape[1:]), column.dtype)
    larger[: len(column)] = column
    return larger


def _key(numbers: Iterable[Any]) -> Any:
    """One number for a run of tokens, or an array of numbers for the runs in arrays."""
    key: Any = 0
    for number in numbers:
        key = key * _MOST_NUMBERS + number
    return key


def _is_among(keys: Numbers, known: Numbers) -> npt.NDArray[np.bool_]:
    if not len(known):
        return np.zeros(len(keys), dtype=bool)
    return np.asarray(known[np.minimum(known.searchsorted(keys), len(known) - 1)] == keys)


def _is_digit(token: str) -> bool:
    """A number of 32 bits, with or without a sign."""
    return bool(re.fullmatch(r"[+-]?[0-9]+", token)) and -(1 << 31) <= int(token) < 1 << 31


def _is_title(token: str) -> bool:
    """What has no small letter in front passes for one: "12" does."""
    return token[:1] == token[:1].upper()


def _best_path(begins: Sequence[float], ons: Sequence[float], transitions: Sequence[Sequence[float]]) -> list[bool]:
    """The likeliest tags of one text, by Viterbi's algorithm; of two equal ways the one whose word begins."""
    if not begins:
        return []
    (begin_begin, begin_on), (on_begin, on_on) = transitions
    begin, on = begins[0], ons[0]
    came_from = []
    for begin_here, on_here in zip(begins[1:], ons[1:]):
        from_begin, from_on = begin + begin_begin, on + on_begin
        to_on, from_on_to_on = begin + begin_on, on + on_on
        came_from.append((from_on > from_begin, from_on_to_on > to_on))
        begin = (from_on if from_on > from_begin else from_begin) + begin_here
        on = (from_on_to_on if from_on_to_on > to_on else to_on) + on_here
    tag = on > begin
    tags = [tag]
    for choice in reversed(came_from):
        tag = choice[tag]
        tags.append(tag)
    return tags[::-1]
