"""Bytes → text for the formats that are only text. Legacy Vietnamese encodings will get their place here."""

from __future__ import annotations

import codecs
from pathlib import Path

from corpus.errors import UnreadableFile

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(path: Path, max_text_bytes: int) -> str:
    """The text of a file: UTF-8 with or without a mark, or UTF-16 with one."""
    if path.stat().st_size > 2 * max_text_bytes + 4:  # UTF-16 may need twice what UTF-8 does
        raise too_long(path, max_text_bytes)
    data = path.read_bytes()
    text = _text(path, data)
    if len(text) > max_text_bytes or len(text.encode("utf-8", "replace")) > max_text_bytes:
        raise too_long(path, max_text_bytes)
    if "\0" in text:
        raise UnreadableFile(f"Tệp {path.name} không phải là văn bản (có dữ liệu nhị phân).")
    return text


def too_long(path: Path, max_text_bytes: int) -> UnreadableFile:
    """One sentence for every reader that meets more text than it may take."""
    limit = f"{max_text_bytes / 1_000_000:g} MB" if max_text_bytes >= 1_000_000 else f"{max_text_bytes} byte"
    return UnreadableFile(f"Tệp {path.name} dài quá mức cho phép ({limit} chữ).")


def _text(path: Path, data: bytes) -> str:
    wide = data.startswith(_UTF_16)
    if not wide and b"\0" in data:
        raise UnreadableFile(f"Tệp {path.name} không phải là văn bản (có dữ liệu nhị phân).")
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"Không đọc được bảng mã của tệp {path.name}; hãy lưu lại bằng UTF-8.") from error
