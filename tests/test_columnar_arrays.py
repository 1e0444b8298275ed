"""A file of named arrays: what is written is read, in parts too, and damage is noticed before anything is used."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LibraryBroken
from search.columnar.arrays import Array, ArrayFile, write_arrays

ARRAYS: dict[str, Array] = {
    "small": np.array([1, 2, 250], dtype=np.uint8),
    "none": np.zeros(0, dtype=np.uint32),
    "wide": np.arange(100_000, dtype=np.uint32),  # more than one block
    "hashes": np.array([2**63, 5], dtype=np.uint64),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_arrays(tmp_path / "a.arrays", ARRAYS)
    return tmp_path / "a.arrays"


def test_whole_arrays(path: Path) -> None:
    file = ArrayFile(path)
    assert file.names == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert file.whole(name).tolist() == array.tolist()
        assert file.whole(name).dtype == array.dtype
    assert "wide" in file
    assert "other" not in file


def test_parts(path: Path) -> None:
    file = ArrayFile(path)
    assert file.part("wide", 70_000, 70_003).tolist() == [70_000, 70_001, 70_002]
    assert file.part("wide", 5, 5).tolist() == []


def test_only_what_is_used_is_checked(path: Path) -> None:
    """Opening reads little; the damage of a block is found when something in it is wanted."""
    content = bytearray(path.read_bytes())
    content[200_000] ^= 1
    path.write_bytes(content)
    file = ArrayFile(path)
    assert file.whole("small").tolist() == [1, 2, 250]
    with pytest.raises(LibraryBroken, match=r"a\.arrays.*--rebuild"):
        file.whole("wide")
    with pytest.raises(LibraryBroken):
        file.check()


def test_a_sound_file_passes_the_check(path: Path) -> None:
    ArrayFile(path).check()


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_damage_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("damage") / "a.arrays"
    write_arrays(path, ARRAYS)
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1) | st.integers(len(content) - 300, len(content) - 1))
    if data.draw(st.booleans()):
        content[place] ^= data.draw(st.integers(1, 255))
    else:
        del content[place:]
    path.write_bytes(content)
    with pytest.raises(LibraryBroken):
        ArrayFile(path).check()
