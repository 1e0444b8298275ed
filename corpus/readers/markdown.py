"""Markdown (.md): written lines like plain text, with what only a Markdown file has."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.lines import Source
from corpus.readers.decoding import decode
from corpus.readers.written import lines_of

# "> trích dẫn", and the hard break "dòng một\" at the end of a line
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_HARD_BREAK = re.compile(r"(?<!\\)\\$", re.MULTILINE)


def read_markdown(path: Path, max_text_bytes: int) -> Source:
    """The lines of a .md file."""
    text = "\n".join(decode(path, max_text_bytes).splitlines())
    return Source(lines_of(_HARD_BREAK.sub("", _QUOTE.sub("", text))))
