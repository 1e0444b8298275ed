"""`tracuu parse`: what is understood of a file, and nothing stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from commanding import apart, printed, refused
from filing import SAMPLES, write


@pytest.mark.parametrize("sample", sorted(SAMPLES.iterdir())[:1])
def test_parse(sample: Path, tmp_path: Path) -> None:
    found = printed("parse", sample, start=apart)
    assert list(found)[:3] == ["doc_type", "number", "issuing_body"]
    assert found["sections"][0]["path"] == "đầu văn bản"
    plain = apart("parse", sample, cwd=tmp_path)
    assert plain.returncode == 0
    assert f"number: {found['number']}\n" in plain.stdout
    assert list(tmp_path.iterdir()) == []  # nothing is stored


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "không có chữ"),
        ("a.txt", b"\x00", "nhị phân"),
        ("a.xyz", b"a", "loại tệp"),
    ],
)
def test_parse_what_cannot_be_read(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """The code of files that could not be read, as in `tracuu index`: nothing of ours is broken."""
    assert said in refused("parse", write(tmp_path, name, content), code=3, status=400)
