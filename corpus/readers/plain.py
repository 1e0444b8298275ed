"""Plain text (.txt)."""

from __future__ import annotations

from pathlib import Path

from corpus.lines import Source
from corpus.readers.decoding import decode
from corpus.readers.written import lines_of


def read_plain(path: Path, max_text_bytes: int) -> Source:
    """The lines of a .txt file."""
    return Source(lines_of(decode(path, max_text_bytes)))
