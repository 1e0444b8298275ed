"""The index's folder: mapped files, sealed tables of contents."""

from array import array
from pathlib import Path

import pytest

from corpus.errors import LibraryBroken
from search.columnar.seals import check_file
from search.columnar.storage import IndexStorage, MappedFile


def test_reading_in_places_moves_no_position(tmp_path: Path) -> None:
    """Two threads read through one file: what one asks for must not depend on where the other is."""
    (tmp_path / "a").write_bytes(bytes(range(40)))
    file = MappedFile(tmp_path / "a")
    file.seek(7)
    assert file.get(0, 3) == b"\x00\x01\x02"
    assert file.get_int(0) == 0x00010203
    assert file.get_array(4, "I", 2) == array("I", [0x04050607, 0x08090A0B])
    assert file.get_array(0, "B", 3) == array("B", [0, 1, 2])
    assert file.tell() == 7
    assert file.read(2) == b"\x07\x08"


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    file = MappedFile(tmp_path / "a")
    assert (file.read(), file.get(0, 4)) == (b"", b"")


def test_a_mapped_file_outlives_its_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    file = IndexStorage(str(tmp_path)).open_file("a")
    (tmp_path / "a").unlink()
    assert file.get(1, 2) == b"bc"


def test_only_a_table_of_contents_is_sealed_when_it_gets_its_name(tmp_path: Path) -> None:
    storage = IndexStorage(str(tmp_path))
    for name in ("x.toc", "x.col"):
        (tmp_path / "new").write_bytes(b"content")
        storage.rename_file("new", name)
    check_file(tmp_path / "x.toc")
    assert (tmp_path / "x.toc").read_bytes()[:-4] == (tmp_path / "x.col").read_bytes() == b"content"
    with pytest.raises(LibraryBroken, match="x.col"):
        check_file(tmp_path / "x.col")
