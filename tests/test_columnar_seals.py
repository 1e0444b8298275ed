"""Seals: what was changed after it was sealed is never taken for whole."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from corpus.errors import LibraryBroken
from search.columnar import seals
from search.columnar.seals import check_file, check_segment, seal_file, seal_segment


@pytest.mark.parametrize("content", [b"", b"a", bytes(range(256)) * 40])
def test_a_sealed_file_is_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "contents.toc"
    path.write_bytes(content)
    seal_file(path)
    check_file(path)
    assert path.read_bytes().startswith(content)


@pytest.mark.parametrize(
    "damage",
    [
        lambda sealed: sealed[:-1],
        lambda sealed: sealed + b"x",
        lambda sealed: b"x" + sealed[1:],
        lambda sealed: b"",
    ],
)
def test_a_changed_file_is_not(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "contents.toc"
    path.write_bytes(b"what was written")
    seal_file(path)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(LibraryBroken, match=r"contents\.toc.*--rebuild"):
        check_file(path)


def test_a_segment(tmp_path: Path) -> None:
    for name, content in (("s1.trm", b"terms"), ("s1.col", b"columns"), ("s1.pst", b"postings"), ("s2.trm", b"other")):
        (tmp_path / name).write_bytes(content)
    seal_segment(tmp_path, "s1", read_in_parts="s1.pst")
    check_segment(tmp_path, "s1")
    (tmp_path / "s2.trm").write_bytes(b"not of this segment")
    (tmp_path / "s1.pst").write_bytes(b"PostingS")  # only measured: its lists are checked one by one, when read
    check_segment(tmp_path, "s1")
    (tmp_path / "s1.trm").write_bytes(b"termz")
    with pytest.raises(LibraryBroken, match=r"s1\.trm"):
        check_segment(tmp_path, "s1")


@pytest.mark.parametrize(
    "content",
    [
        b"a pickled table of contents \x80\x04",
        b"[1, 2]",
        b'{"s1.trm": 5}',
        b'{"s1.trm": [5]}',
        b"[" * 100_000,
        b"{}",
        b'{"s2.trm": [5, null]}',  # the seals of another segment
    ],
)
def test_another_file_in_the_place_of_the_seals(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s1.trm").write_bytes(b"terms")
    (tmp_path / "s2.trm").write_bytes(b"other")
    (tmp_path / "s1.crc").write_bytes(content)
    seal_file(tmp_path / "s1.crc")
    with pytest.raises(LibraryBroken, match=r"s1\.crc.*--rebuild"):
        check_segment(tmp_path, "s1")


def test_postings_are_not_read_to_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are most of an index: whoever asks one question would wait for all of it."""
    (tmp_path / "s1.col").write_bytes(b"columns")
    (tmp_path / "s1.pst").write_bytes(b"postings")
    seal_segment(tmp_path, "s1", read_in_parts="s1.pst")
    read: list[str] = []
    monkeypatch.setattr(seals, "_checksum", lambda path: read.append(path.name) or zlib.crc32(path.read_bytes()))
    check_segment(tmp_path, "s1")
    assert read == ["s1.col"]
