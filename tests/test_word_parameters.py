"""A file of CRFsuite, written by hand: what is read of it; and files of another kind."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from search.word_parameters import Parameters, UnknownModel, read_parameters

TAGS = ("begins", "goes on")
WEIGHTS = {"T[0]=ủy": (0.5, 0.0), "T[0]=ban": (0.0, -2.0), "T[-1,0]=uỷ ban": (1.25, 4.0)}
TRANSITIONS = [(0.0, 3.0), (-1.0, 0.0)]


def strings(names: list[str]) -> bytes:
    """A table as CRFsuite's own database keeps it: a head, hash tables (left out), records, their places."""
    head, records, places = 24, b"", []
    for number, name in enumerate(names):
        places.append(head + len(records))
        records += struct.pack("<II", number, len(name.encode()) + 1) + name.encode() + b"\0"
    found = head + len(records)
    return struct.pack("<4s5I", b"CQDB", 0, 0, 0, len(names), found) + records + struct.pack(f"<{len(names)}I", *places)


def model_file(tags: tuple[str, ...] = TAGS) -> bytes:
    features = [
        (0, source, tag, weight) for source, row in enumerate(WEIGHTS.values()) for tag, weight in enumerate(row)
    ]
    features += [(1, before, here, weight) for before, row in enumerate(TRANSITIONS) for here, weight in enumerate(row)]
    parts = [
        b"FEAT" + struct.pack("<II", 0, len(features)) + b"".join(struct.pack("<IIId", *one) for one in features),
        strings(list(tags)),
        strings(list(WEIGHTS)),
    ]
    head = struct.calcsize("<4sI4s9I")
    places = [head + sum(map(len, parts[:number])) for number in range(len(parts))]
    return struct.pack("<4sI4s9I", b"lCRF", 0, b"FOMC", 100, 0, 0, 0, *places, 0, 0) + b"".join(parts)


def test_read_parameters(tmp_path: Path) -> None:
    path = tmp_path / "models.bin"
    path.write_bytes(model_file())
    assert read_parameters(path, TAGS) == Parameters(WEIGHTS, TRANSITIONS)


def test_other_tags_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "models.bin"
    path.write_bytes(model_file(("B", "I")))
    with pytest.raises(UnknownModel):
        read_parameters(path, TAGS)


@pytest.mark.parametrize("content", [b"UTCF" + bytes(100), b"lCRF" + bytes(100)])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "models.bin"
    path.write_bytes(content)
    with pytest.raises(UnknownModel):
        read_parameters(path, ("B-W", "I-W"))
