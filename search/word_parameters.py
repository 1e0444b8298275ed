"""What training has found: the file in which CRFsuite keeps the parameters of a model, read."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


class UnknownModel(Exception):
    """A model of another kind than this file can evaluate."""


@dataclass(frozen=True)
class Parameters:
    """What training has found: the weight of each attribute for a word that begins here, and for one that goes on.

    `transitions[before][here]` in the same order.
    """

    weights: Mapping[str, Sequence[float]]
    transitions: Sequence[Sequence[float]]


def read_parameters(path: Path, tags: Sequence[str]) -> Parameters:
    """Out of a file of CRFsuite with two tags, which are called so: what begins, and what goes on."""
    content = path.read_bytes()
    magic, _, kind, version, *_, features, labels, attributes, _, _ = struct.unpack_from("<4sI4s9I", content)
    if (magic, kind, version) != (b"lCRF", b"FOMC", 100) or _strings(content, labels) != [*tags]:
        raise UnknownModel(path)
    names = _strings(content, attributes)
    feature = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
    (count,) = struct.unpack_from("<I", content, features + 8)
    found = np.frombuffer(content, feature, count, features + 12)
    of_attributes, of_tags = (found[found["kind"] == which] for which in (0, 1))
    return Parameters(dict(zip(names, _rows(of_attributes, len(names)))), _rows(of_tags, len(tags)))


def _rows(features: Array, count: int) -> list[tuple[float, float]]:
    weights = np.zeros((2, count))
    weights[features["label"], features["source"]] = features["weight"]
    # Tuples: of 50,000 lists the collector takes as long to look through as all the rest takes.
    return list(zip(*weights.tolist()))


def _strings(content: bytes, start: int) -> list[str]:
    """A table of strings by their numbers: each lies behind its number and its length, and ends with a zero."""
    magic, _, _, _, count, places = struct.unpack_from("<4s5I", content, start)
    if magic != b"CQDB":
        raise UnknownModel(magic)
    records = np.frombuffer(content, "<u4", count, start + places).astype(np.intp) + start
    octets = np.frombuffer(content, np.uint8)
    lengths = octets[records[:, np.newaxis] + np.arange(4, 8)].view("<u4").ravel()
    begins, ends = records + 8, records + 7 + lengths
    return [content[begin:end].decode() for begin, end in zip(begins.tolist(), ends.tolist())]
